/** Reminders at work: the real planning and file, a clock of the test's own, and a screen that remembers. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { furthestMinutes } from '../../main/reminders/rules.ts';
import { planReminders } from '../../main/reminders/planner.ts';
import { openReminderFile } from '../../main/reminders/stateFile.ts';
import { createReminders } from '../../main/reminders/scheduler.ts';
import type { Reminders, ReminderSource } from '../../main/reminders/scheduler.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { RemindedOccurrence, ReminderSettings } from '../../shared/reminders.ts';
import { createFakeClock, settled } from '../support/clock.ts';
import type { FakeClock } from '../support/clock.ts';

const zone = 'Europe/Vienna';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 10, 24, 9);

let folder: string;
let clock: FakeClock;
let meetings: RemindedOccurrence[];
let settings: ReminderSettings;
let reads: number;
let isBroken: boolean;
let reminders: Reminders | null;
let joined: string[];
/** `shown id title` and `closed id`, in order. */
let seen: string[];
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-reminders-'));
  clock = createFakeClock({ nowMs: startMs });
  [meetings, settings, reads, isBroken, joined, seen] = [[], defaultSettings, 0, false, [], []];
  reminders = null;
});
afterEach(() => {
  reminders?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const meeting = (
  title: string,
  inMinutes: number,
  more: Partial<RemindedOccurrence> = {},
): RemindedOccurrence => {
  const beginMs = startMs + inMinutes * minuteMs;
  const occurrence: Occurrence = {
    accountId: 'sample' as AccountId,
    calendarId: 'team' as CalendarId,
    eventId: title as EventId,
    title,
    start: { kind: 'timed', ms: beginMs, zone },
    end: { kind: 'timed', ms: beginMs + hourMs, zone },
    status: 'confirmed',
    eventType: 'default',
    selfResponse: 'accepted',
    color: '#336699',
    visibility: 'default',
    transparency: 'opaque',
    guests: null,
  };
  return { occurrence, popupMinutes: [10], own: false, iCalUid: `${title}@example.com`, ...more };
};

/** Pages of two, as the agenda answers them. */
const source: ReminderSource = {
  page: ({ from, to, cursor }) => {
    reads += 1;
    if (isBroken) return fail({ kind: 'storageFailed', cause: 'locked' });
    const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
    const inside = meetings.filter(({ occurrence: { start, end } }) => {
      const [beginMs, endMs] = [start, end].map((time) => (time.kind === 'timed' ? time.ms : 0));
      return beginMs! < toMs && endMs! > fromMs;
    });
    const first = Number(cursor ?? 0);
    return ok({
      occurrences: inside.slice(first, first + 2),
      nextCursor: first + 2 < inside.length ? String(first + 2) : null,
    });
  },
  furthestMinutes: (rules) =>
    furthestMinutes(rules, () => Math.max(0, ...meetings.flatMap(({ popupMinutes }) => popupMinutes))),
  plan: planReminders,
};

const begin = async (quietMs = 0): Promise<Reminders> => {
  reminders?.stop();
  const made = createReminders({
    clock,
    timeZone: () => zone,
    settings: () => settings,
    file: openReminderFile(join(folder, 'reminders.json')),
    quietMs,
    source: () => source,
    screen: {
      show: ({ id, occurrence }) => void seen.push(`shown ${id} ${occurrence.title}`),
      close: (id) => void seen.push(`closed ${id}`),
    },
    join: ({ title }) => void joined.push(title),
    log: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts ?? {})}`),
    onBug: (error) => {
      throw error;
    },
  });
  reminders = made;
  made.replan();
  await settled();
  return made;
};
const shown = (): readonly string[] =>
  seen.filter((line) => line.startsWith('shown')).map((line) => line.split(' ')[2]!);

describe('waiting', () => {
  test('one timer, and each reminder on time', async () => {
    meetings = [meeting('A', 20), meeting('B', 40), meeting('C', 80)];
    await begin();
    expect(clock.pending()).toHaveLength(1);
    await clock.advance(10 * minuteMs - 1);
    expect(shown()).toEqual([]);
    await clock.advance(1);
    expect(shown()).toEqual(['A']);
    await clock.advance(hourMs);
    expect(shown()).toEqual(['A', 'B', 'C']);
    expect(clock.pending()).toHaveLength(1);
  });

  test('four weeks ahead of its meeting, over any timer’s limit [S29, F17]', async () => {
    meetings = [meeting('Trip', (30 * dayMs) / minuteMs, { popupMinutes: [40_320, 0] })];
    await begin();
    expect(Math.max(...clock.pending())).toBeLessThanOrEqual(minuteMs);
    await clock.advance(2 * dayMs + minuteMs);
    expect(shown()).toEqual(['Trip']);
    await clock.advance(28 * dayMs);
    expect(shown()).toEqual(['Trip', 'Trip']);
  }, 60_000);

  test('what is due at the start comes after the quiet beginning, and nothing is read before', async () => {
    meetings = [meeting('A', 9)];
    const before = reads;
    await begin(4000);
    await clock.advance(3999);
    expect([shown(), reads]).toEqual([[], before]);
    await clock.advance(1);
    expect(shown()).toEqual(['A']);
  });

  test('a waiting minute reads nothing', async () => {
    meetings = [meeting('A', 200)];
    await begin();
    const before = reads;
    await clock.advance(hourMs);
    expect(reads).toBe(before);
  });

  test('off: nothing is read, no timer runs; on again, what passed meanwhile stays silent', async () => {
    meetings = [meeting('A', 60, { popupMinutes: [50] })];
    settings = { ...settings, reminderRule: 'off' };
    const running = await begin();
    expect([reads, clock.pending().length]).toEqual([0, 0]);
    await clock.advance(20 * minuteMs);
    settings = defaultSettings;
    running.replan();
    await clock.advance(minuteMs);
    expect(shown()).toEqual([]);
  });

  test('a store that cannot answer is asked again in a minute', async () => {
    meetings = [meeting('A', 11)];
    isBroken = true;
    await begin();
    isBroken = false;
    await clock.advance(2 * minuteMs);
    expect(shown()).toEqual(['A']);
  });
});

describe('clocks [F16]', () => {
  test('set forward past a reminder: shown within a minute', async () => {
    meetings = [meeting('A', 120)];
    await begin();
    clock.jump(115 * minuteMs);
    await clock.advance(minuteMs);
    expect(shown()).toEqual(['A']);
  });

  test('set back after it was shown: not shown again', async () => {
    meetings = [meeting('A', 11)];
    await begin();
    await clock.advance(2 * minuteMs);
    clock.jump(-hourMs);
    await clock.advance(2 * hourMs);
    expect(shown()).toEqual(['A']);
  });

  test('woken into a meeting: one late reminder at once', async () => {
    meetings = [meeting('A', 60, { popupMinutes: [10, 1] }), meeting('Over', 20)];
    const running = await begin();
    clock.jump(64 * minuteMs);
    running.replan();
    await settled();
    expect(shown()).toEqual(['A']);
    await clock.advance(hourMs);
    expect(shown()).toEqual(['A']);
  });

  test('off over a night: what fell due meanwhile comes with the next start, if it still helps', async () => {
    meetings = [meeting('A', 15 * 60, { popupMinutes: [1440, 60] })];
    await begin();
    reminders?.stop();
    clock.jump(14 * hourMs + 30 * minuteMs);
    await begin();
    expect(shown()).toEqual(['A']);
  });
});

describe('never twice [F21]', () => {
  test('not after a restart, not after a sync, not after a rebuilt database', async () => {
    meetings = [meeting('A', 11)];
    const running = await begin();
    await clock.advance(2 * minuteMs);
    meetings = [meeting('A', 11)];
    running.agendaChanged();
    await clock.advance(minuteMs);
    await begin();
    await clock.advance(minuteMs);
    expect(shown()).toEqual(['A']);
  });

  test('it is on disk, for its owner only, before it is shown; ids and times, no titles', async () => {
    meetings = [meeting('A', 11, { iCalUid: 'uid@example.com' })];
    meetings = meetings.map((each) => ({ ...each, occurrence: { ...each.occurrence, title: 'Canary' } }));
    await begin();
    await clock.advance(2 * minuteMs);
    const path = join(folder, 'reminders.json');
    expect(JSON.parse(readFileSync(path, 'utf8')).settled).toEqual([
      {
        accountId: 'sample',
        calendarId: 'team',
        eventId: 'A',
        start: '2026-11-24T09:11:00.000Z',
        iCalUid: 'uid@example.com',
        minutes: 10,
      },
    ]);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(path, 'utf8') + logged.join()).not.toContain('Canary');
  });

  test('what an earlier version showed of a part of a split series is not shown again', async () => {
    meetings = [meeting('A', 11)];
    await begin();
    await clock.advance(2 * minuteMs);
    const path = join(folder, 'reminders.json');
    const [part, google] = ['a_R20261123T091100_20261124T091100Z', 'a_20261124T091100Z'];
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"A"', `"${part}"`));
    meetings = meetings.map((each) => ({
      ...each,
      occurrence: { ...each.occurrence, eventId: google as EventId },
    }));
    await begin();
    expect(shown()).toEqual(['A']);
  });

  test('what is days past is forgotten; a file that cannot be read is set aside', async () => {
    meetings = [meeting('A', 11)];
    await begin();
    await clock.advance(2 * minuteMs);
    meetings = [meeting('B', 4 * 24 * 60)];
    await clock.advance(4 * dayMs);
    const path = join(folder, 'reminders.json');
    expect(
      JSON.parse(readFileSync(path, 'utf8')).settled.map((each: { eventId: string }) => each.eventId),
    ).toEqual(['B']);
    writeFileSync(path, '{');
    await begin();
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe('{');
  });
});

describe('moved and cancelled meetings [F22]', () => {
  test('moved: what was shown is closed, and it reminds anew', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    expect(seen).toEqual(['shown 1 A']);
    meetings = [meeting('A', 30)];
    running.agendaChanged();
    await settled();
    expect(seen).toEqual(['shown 1 A', 'closed 1']);
    await clock.advance(20 * minuteMs);
    expect(seen).toEqual(['shown 1 A', 'closed 1', 'shown 2 A']);
  });

  test('cancelled before it was due: nothing comes', async () => {
    meetings = [meeting('A', 20)];
    const running = await begin();
    meetings = [];
    running.agendaChanged();
    await clock.advance(hourMs);
    expect(seen).toEqual([]);
  });

  test('a sync’s many signals cost a plan at once and one every two seconds', async () => {
    meetings = [meeting('A', 20)];
    const running = await begin();
    const before = reads;
    for (let signal = 0; signal < 100; signal += 1) running.agendaChanged();
    await clock.advance(1999);
    expect(reads - before).toBe(1);
    await clock.advance(1);
    expect(reads - before).toBe(2);
  });

  test('an agenda that changes between two pages is read again, so nothing shown is taken for gone', async () => {
    meetings = [meeting('A', 10), meeting('B', 120), meeting('C', 180)];
    const running = await begin();
    expect(seen).toEqual(['shown 1 A']);
    // Between the first page and the second something new moves A across the pages' edge.
    const all = meetings;
    meetings = [meeting('B', 120), meeting('C', 180), ...all.slice(0, 1)];
    running.replan();
    meetings = all;
    running.agendaChanged();
    await settled();
    expect(seen).toEqual(['shown 1 A']);
  });
});

describe('answers', () => {
  test('a later reminder of the same meeting takes the earlier one’s place', async () => {
    meetings = [meeting('A', 10, { popupMinutes: [10, 1] })];
    await begin();
    await clock.advance(9 * minuteMs);
    expect(seen).toEqual(['shown 1 A', 'closed 1', 'shown 2 A']);
  });

  test('join joins and takes it away; a second answer finds nothing', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    expect(running.answer('1', 'join')).toBe(true);
    expect(running.answer('1', 'join')).toBe(false);
    expect([joined, seen]).toEqual([['A'], ['shown 1 A', 'closed 1']]);
  });

  test('snoozed: again in five minutes, also over a restart', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    running.answer('1', 'snooze');
    await clock.advance(minuteMs);
    await begin();
    await clock.advance(4 * minuteMs - 1);
    expect(shown()).toEqual(['A']);
    await clock.advance(1);
    expect(shown()).toEqual(['A', 'A']);
    await clock.advance(hourMs);
    expect(shown()).toEqual(['A', 'A']);
  });

  test('snoozed to the start: again when it begins', async () => {
    meetings = [meeting('A', 10, { popupMinutes: [10, 1] })];
    const running = await begin();
    running.answer('1', 'snoozeToStart');
    await clock.advance(10 * minuteMs - 1);
    expect(shown()).toEqual(['A']);
    await clock.advance(1);
    expect(shown()).toEqual(['A', 'A']);
  });

  test('a snooze of a meeting that moved is dropped for the new time’s reminder', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    running.answer('1', 'snooze');
    meetings = [meeting('A', 60)];
    running.agendaChanged();
    await clock.advance(20 * minuteMs);
    expect(shown()).toEqual(['A']);
    await clock.advance(40 * minuteMs);
    expect(shown()).toEqual(['A', 'A']);
  });

  test('dismissed: nothing more', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    running.answer('1', 'dismiss');
    await clock.advance(2 * hourMs);
    expect(shown()).toEqual(['A']);
  });
});

test('a pause holds reminders back, and those that still help come when it ends', async () => {
  meetings = [meeting('Over', 15), meeting('A', 65)];
  settings = { ...settings, remindersPausedUntil: new Date(startMs + hourMs).toISOString() };
  const running = await begin();
  await clock.advance(30 * minuteMs);
  running.agendaChanged();
  await clock.advance(30 * minuteMs - 1);
  expect(shown()).toEqual([]);
  await clock.advance(1);
  expect(shown()).toEqual(['A']);
});
