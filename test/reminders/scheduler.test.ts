/** Runs reminders with the real planner and file, the test's own clock, and a presenter that records. */
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
let isComplete = true;
/** Called with each read of a page. */
let onRead: () => void;
let bugs: unknown[];
let reminders: Reminders | null;
let joined: string[];
/** `shown id title` and `closed id`, in order. */
let seen: string[];
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-reminders-'));
  clock = createFakeClock({ nowMs: startMs });
  [meetings, settings, reads, isBroken, joined, seen] = [[], defaultSettings, 0, false, [], []];
  isComplete = true;
  [onRead, bugs] = [() => {}, []];
  reminders = null;
});
afterEach(() => {
  reminders?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(bugs).toEqual([]);
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
  return {
    occurrence,
    popupMinutes: [10],
    own: false,
    silenced: false,
    iCalUid: `${title}@example.com`,
    ...more,
  };
};

/** Pages of two, like the agenda's. */
const source: ReminderSource = {
  page: ({ from, to, cursor }) => {
    reads += 1;
    onRead();
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
  isComplete: () => isComplete,
  plan: planReminders,
};

const begin = async (startDelayMs = 0): Promise<Reminders> => {
  reminders?.stop();
  const made = createReminders({
    clock,
    timeZone: () => zone,
    settings: () => settings,
    file: openReminderFile(join(folder, 'reminders.json')),
    startDelayMs,
    source: () => source,
    screen: {
      show: ({ id, occurrence }) => void seen.push(`shown ${id} ${occurrence.title}`),
      close: (id) => void seen.push(`closed ${id}`),
    },
    join: ({ title }) => void joined.push(title),
    log: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts ?? {})}`),
    onBug: (error) => void bugs.push(error),
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

  test('four weeks before its meeting, beyond any timer’s limit [S29, F17]', async () => {
    meetings = [meeting('Trip', (30 * dayMs) / minuteMs, { popupMinutes: [40_320, 0] })];
    await begin();
    expect(Math.max(...clock.pending())).toBeLessThanOrEqual(minuteMs);
    await clock.advance(2 * dayMs + minuteMs);
    expect(shown()).toEqual(['Trip']);
    await clock.advance(28 * dayMs);
    expect(shown()).toEqual(['Trip', 'Trip']);
  }, 60_000);

  test('what is due at the start is shown after the initial delay, and nothing is read before', async () => {
    meetings = [meeting('A', 9)];
    const before = reads;
    await begin(4000);
    await clock.advance(3999);
    expect([shown(), reads]).toEqual([[], before]);
    await clock.advance(1);
    expect(shown()).toEqual(['A']);
  });

  test('a minute of waiting reads nothing', async () => {
    meetings = [meeting('A', 200)];
    await begin();
    const before = reads;
    await clock.advance(hourMs);
    expect(reads).toBe(before);
  });

  test('off: nothing is read, no timer runs; on again, what passed meanwhile is not shown', async () => {
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

  test('an agenda that changes during every read is read three times for a plan, and the last one is used', async () => {
    meetings = [meeting('A', 10)];
    let running: Reminders | null = null;
    onRead = () => {
      // Without a limit the first plan would never end.
      if (reads > 10) throw new Error('read too often');
      running?.agendaChanged();
    };
    running = await begin();
    const before = reads;
    running.replan();
    await settled();
    // This plan, and the one that the changes request.
    expect(reads - before).toBe(2 * 3);
    expect(shown()).toEqual(['A']);
  });

  test('a bug in one plan is reported, and the next plan is made', async () => {
    meetings = [meeting('A', 10)];
    const bug = new Error('a bug');
    onRead = () => {
      throw bug;
    };
    const running = await begin();
    expect(bugs.splice(0)).toEqual([bug]);
    onRead = () => {};
    running.replan();
    await settled();
    expect(shown()).toEqual(['A']);
  });

  test('a store that cannot be read is read again in a minute', async () => {
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

  test('woken during a meeting: one late reminder at once', async () => {
    meetings = [meeting('A', 60, { popupMinutes: [10, 1] }), meeting('Over', 20)];
    const running = await begin();
    clock.jump(64 * minuteMs);
    running.replan();
    await settled();
    expect(shown()).toEqual(['A']);
    await clock.advance(hourMs);
    expect(shown()).toEqual(['A']);
  });

  test('off overnight: what became due meanwhile is shown at the next start, if it still helps', async () => {
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

  test('what passed days ago is forgotten; a file that cannot be read is set aside', async () => {
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
  test('moved: the shown one is closed, and there is a new one', async () => {
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

  test('cancelled before it was due: nothing is shown', async () => {
    meetings = [meeting('A', 20)];
    const running = await begin();
    meetings = [];
    running.agendaChanged();
    await clock.advance(hourMs);
    expect(seen).toEqual([]);
  });

  test('many signals of a sync cause one plan at once and one every two seconds', async () => {
    meetings = [meeting('A', 20)];
    const running = await begin();
    const before = reads;
    for (let signal = 0; signal < 100; signal += 1) running.agendaChanged();
    await clock.advance(1999);
    expect(reads - before).toBe(1);
    await clock.advance(1);
    expect(reads - before).toBe(2);
  });

  test('an agenda that changes between two pages is read again, so no shown meeting is considered gone', async () => {
    meetings = [meeting('A', 10), meeting('B', 120), meeting('C', 180)];
    const running = await begin();
    expect(seen).toEqual(['shown 1 A']);
    // Between the first page and the second, a new event moves A across the page boundary.
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
  test('a later reminder of the same meeting replaces the earlier one', async () => {
    meetings = [meeting('A', 10, { popupMinutes: [10, 1] })];
    await begin();
    await clock.advance(9 * minuteMs);
    expect(seen).toEqual(['shown 1 A', 'closed 1', 'shown 2 A']);
  });

  test('join joins and removes it; a second answer finds nothing', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    expect(running.answer('1', 'join')).toBe(true);
    expect(running.answer('1', 'join')).toBe(false);
    expect([joined, seen]).toEqual([['A'], ['shown 1 A', 'closed 1']]);
  });

  test('a meeting that was joined somewhere else reminds no more, and others do', async () => {
    const both = { popupMinutes: [10, 1] };
    meetings = [meeting('A', 20, both), meeting('B', 20, both)];
    const running = await begin();
    await clock.advance(10 * minuteMs);
    expect(shown()).toEqual(['A', 'B']);
    running.joined(meetings[0]!.occurrence);
    expect(seen.filter((line) => line.startsWith('closed'))).toHaveLength(1);
    await clock.advance(9 * minuteMs);
    expect(shown()).toEqual(['A', 'B', 'B']);
  });

  test('whoever opens a link an hour before is still reminded of the start', async () => {
    meetings = [meeting('A', 60, { popupMinutes: [1] })];
    const running = await begin();
    running.joined(meetings[0]!.occurrence);
    await clock.advance(hourMs);
    expect(shown()).toEqual(['A']);
  });

  test('snoozed: again in five minutes, even after a restart', async () => {
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

  test('snoozed to a start that is over: again in five minutes', async () => {
    meetings = [meeting('A', 10)];
    const running = await begin();
    await clock.advance(11 * minuteMs);
    running.answer('1', 'snoozeToStart');
    await clock.advance(5 * minuteMs - 1);
    expect(shown()).toEqual(['A']);
    await clock.advance(1);
    expect(shown()).toEqual(['A', 'A']);
  });

  test('snoozed long before the meeting, and comes again although reminders are now later', async () => {
    meetings = [meeting('Trip', 3 * 24 * 60, { popupMinutes: [3 * 24 * 60] })];
    const running = await begin();
    settings = { ...settings, reminderRule: 'fixed', reminderMinutes: [10] };
    running.answer('1', 'snooze');
    await clock.advance(5 * minuteMs);
    expect(shown()).toEqual(['Trip', 'Trip']);
  });

  test('[F3] a snooze survives a rebuild of the database, and is due when its meeting is back', async () => {
    meetings = [meeting('A', 20)];
    const running = await begin();
    await clock.advance(10 * minuteMs);
    running.answer('1', 'snooze');
    const [before] = [meetings];
    [meetings, isComplete] = [[], false];
    running.replan();
    await clock.advance(6 * minuteMs);
    expect(shown()).toEqual(['A']);
    [meetings, isComplete] = [before, true];
    running.replan();
    await settled();
    expect(shown()).toEqual(['A', 'A']);
  });

  test('a snooze of a moved meeting is replaced with the new time’s reminder', async () => {
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

test('a pause holds reminders back, and those that still help are shown when it ends', async () => {
  // Early: reminded of in the pause, long before its start.
  meetings = [meeting('Over', 15), meeting('A', 65), meeting('Early', 120, { popupMinutes: [100] })];
  settings = { ...settings, remindersPausedUntil: new Date(startMs + hourMs).toISOString() };
  const running = await begin();
  await clock.advance(30 * minuteMs);
  running.agendaChanged();
  await clock.advance(30 * minuteMs - 1);
  expect(shown()).toEqual([]);
  await clock.advance(1);
  expect(shown()).toEqual(['A', 'Early']);
});

test('a reminder that had passed before its meeting was known stays passed when the meeting comes near', async () => {
  meetings = [meeting('A', 30, { popupMinutes: [40] })];
  const running = await begin();
  await clock.advance(16 * minuteMs);
  running.replan();
  await settled();
  expect(shown()).toEqual([]);
});
