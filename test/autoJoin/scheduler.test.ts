/** Joins automatically with the real plan and file, the test's own clock, and a screen that records. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAutoJoinChoices } from '../../main/autoJoin/choices.ts';
import { createAutoJoin, type AutoJoin } from '../../main/autoJoin/scheduler.ts';
import { openAutoJoinFile, type AutoJoinFile } from '../../main/autoJoin/stateFile.ts';
import type { LinkedOccurrence } from '../../main/meetings/links.ts';
import type { AutoJoinSettings } from '../../shared/autoJoin.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import type { EventId, Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFakeClock, settled, type FakeClock } from '../support/clock.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const nowMs = Date.parse('2026-11-24T09:00:00Z');
const joinUrl = 'https://meet.google.com/abc-defg-hij';

let folder: string;
let clock: FakeClock;
let file: AutoJoinFile;
let settings: AutoJoinSettings;
let meetings: Occurrence[];
let isUnlocked: boolean;
let fails: Problem | null;
let reads: number;
let auto: AutoJoin | null;
/** `shown Title`, `closed`, `joined Title`, in order. */
let seen: string[];
let failures: Problem[];
let bugs: unknown[];

const path = (): string => join(folder, 'auto-join.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-auto-join-'));
  clock = createFakeClock({ nowMs });
  [settings, meetings, isUnlocked, fails, reads] = [
    { autoJoin: true, autoJoinMinutes: 0 },
    [],
    true,
    null,
    0,
  ];
  [auto, seen, failures, bugs] = [null, [], [], []];
  file = openAutoJoinFile(path());
});
afterEach(() => {
  auto?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(bugs).toEqual([]);
});

const meeting = (title: string, inMinutes: number, more: Partial<Occurrence> = {}): Occurrence => {
  const at = (minutes: number): string => new Date(nowMs + minutes * MINUTE_MS).toISOString();
  return anOccurrence(title, at(inMinutes), at(inMinutes + 30), {
    eventId: title as EventId,
    joinUrl,
    iCalUid: `${title}@example.com`,
    ...more,
  });
};

const choices = () =>
  createAutoJoinChoices(
    file,
    () => clock.now(),
    () => auto?.replan(),
  );

const begin = async (): Promise<AutoJoin> => {
  auto?.stop();
  const made = createAutoJoin({
    clock,
    settings: () => settings,
    file,
    page: ({ from, to }) => {
      reads += 1;
      const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
      const inside = meetings.filter(({ start, end }) => {
        const [beginMs, endMs] = [start, end].map((time) => (time.kind === 'timed' ? time.ms : 0));
        return beginMs! < toMs && endMs! > fromMs;
      });
      return ok({ occurrences: choices().over(inside), nextCursor: null });
    },
    find: ({ eventId }) => {
      const found = meetings.find((each) => each.eventId === eventId);
      return Promise.resolve(
        found === undefined
          ? fail({ kind: 'notFound' })
          : ok({ ...found, description: [] } as unknown as LinkedOccurrence),
      );
    },
    isUnlocked: () => isUnlocked,
    screen: {
      show: ({ occurrence }) => void seen.push(`shown ${occurrence.title}`),
      close: () => void seen.push('closed'),
    },
    join: ({ eventId }) => {
      seen.push(`joined ${eventId}`);
      return Promise.resolve(fails === null ? ok(null) : fail(fails));
    },
    onFailed: (problem) => void failures.push(problem),
    log: () => {},
    onBug: (error) => void bugs.push(error),
  });
  auto = made;
  made.replan();
  await settled();
  return made;
};
/** As after a new start of the app. */
const beginAgain = (): Promise<AutoJoin> => {
  file = openAutoJoinFile(path());
  return begin();
};
const joined = (): readonly string[] => seen.filter((line) => line.startsWith('joined'));

describe('a meeting', () => {
  test('is announced ten seconds before its start and opened at its start, once', async () => {
    meetings = [meeting('A', 10)];
    const made = await begin();
    await clock.advance(10 * MINUTE_MS - 10 * SECOND_MS - 1);
    expect(seen).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual(['shown A']);
    expect(made.coming()).toMatchObject({ host: 'meet.google.com', atMs: nowMs + 10 * MINUTE_MS });
    await clock.advance(10 * SECOND_MS - 1);
    expect(joined()).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual(['shown A', 'closed', 'joined A']);
    expect(made.coming()).toBeNull();
    await clock.advance(5 * MINUTE_MS);
    await beginAgain();
    await clock.advance(MINUTE_MS);
    expect(joined()).toEqual(['joined A']);
  });

  test('is opened minutes before, if the person wants that', async () => {
    settings = { autoJoin: true, autoJoinMinutes: 5 };
    meetings = [meeting('A', 10)];
    await begin();
    await clock.advance(5 * MINUTE_MS);
    expect(joined()).toEqual(['joined A']);
  });

  test('that is called off is not opened, not even after a restart', async () => {
    meetings = [meeting('A', 1)];
    const made = await begin();
    await clock.advance(55 * SECOND_MS);
    expect(made.cancel('other')).toBe(false);
    expect(made.cancel(made.coming()!.id)).toBe(true);
    await clock.advance(5 * SECOND_MS);
    await beginAgain();
    await clock.advance(3 * MINUTE_MS);
    expect(seen).toEqual(['shown A', 'closed']);
  });

  test('that is moved after it was joined is joined again at its new time', async () => {
    meetings = [meeting('A', 1)];
    const made = await begin();
    await clock.advance(MINUTE_MS);
    meetings = [meeting('A', 60)];
    made.agendaChanged();
    await clock.advance(59 * MINUTE_MS);
    expect(joined()).toEqual(['joined A', 'joined A']);
  });

  test('that the person joins by hand is neither announced nor opened', async () => {
    meetings = [meeting('A', 1), meeting('B', 60)];
    const made = await begin();
    made.joined(meetings[0]!);
    await clock.advance(2 * MINUTE_MS);
    expect(seen).toEqual([]);
    await clock.advance(58 * MINUTE_MS - 5 * SECOND_MS);
    made.joined(meetings[1]!);
    await clock.advance(MINUTE_MS);
    expect(seen).toEqual(['shown B', 'closed']);
  });
});

describe('what happens during the notice counts', () => {
  const announced = async (): Promise<AutoJoin> => {
    meetings = [meeting('A', 1)];
    const made = await begin();
    await clock.advance(52 * SECOND_MS);
    expect(seen).toEqual(['shown A']);
    return made;
  };

  test.each<[string, (a: Occurrence) => readonly Occurrence[]]>([
    ['it is cancelled', () => []],
    ['it is moved', () => [meeting('A', 60)]],
    ['it is declined', (a) => [{ ...a, selfResponse: 'declined' }]],
    ['it is marked as done', (a) => [{ ...a, attention: { level: 'done', by: 'occurrence' } }]],
    ['another meeting takes its time', (a) => [a, meeting('B', 0)]],
  ])('%s', async (_what, change) => {
    const made = await announced();
    meetings = [...change(meetings[0]!)];
    made.agendaChanged();
    await clock.advance(3 * MINUTE_MS);
    expect(seen).toEqual(['shown A', 'closed']);
  });

  test('its link leads to another host: it is announced again', async () => {
    await announced();
    meetings = [meeting('A', 1, { joinUrl: 'https://example.zoom.us/j/123456789' })];
    await clock.advance(8 * SECOND_MS);
    expect(seen).toEqual(['shown A', 'closed', 'shown A']);
    expect(auto?.coming()?.host).toBe('example.zoom.us');
  });

  test('the screen is locked: it is announced again once it is unlocked', async () => {
    const made = await announced();
    isUnlocked = false;
    await clock.advance(30 * SECOND_MS);
    expect(seen).toEqual(['shown A', 'closed']);
    isUnlocked = true;
    made.replan();
    await clock.advance(10 * SECOND_MS);
    expect(joined()).toEqual(['joined A']);
  });

  test('the machine slept until long after the start', async () => {
    await announced();
    clock.jump(10 * MINUTE_MS);
    await clock.advance(MINUTE_MS);
    expect(seen).toEqual(['shown A', 'closed']);
  });

  test('the setting is turned off', async () => {
    const made = await announced();
    settings = { ...settings, autoJoin: false };
    made.replan();
    await clock.advance(MINUTE_MS);
    expect(seen).toEqual(['shown A', 'closed']);
    expect(clock.pending()).toEqual([]);
  });
});

describe('a start that was missed', () => {
  test.each([
    ['is caught up within two minutes', 100, ['joined A']],
    ['is left alone after that', 111, []],
  ])('%s', async (_what, seconds, expected) => {
    meetings = [meeting('A', 1)];
    await begin();
    // As during sleep: no timer runs.
    clock.jump(MINUTE_MS + seconds * SECOND_MS);
    auto?.replan();
    await clock.advance(5 * MINUTE_MS);
    expect(joined()).toEqual(expected);
  });
});

describe('a single meeting', () => {
  beforeEach(() => {
    settings = { ...settings, autoJoin: false };
  });

  test('is joined although the setting is off, also after a restart', async () => {
    meetings = [meeting('A', 10), meeting('B', 60)];
    await begin();
    expect([reads, clock.pending()]).toEqual([0, []]);
    expect(choices().choose(meetings[0]!, true)).toBe(true);
    await beginAgain();
    await clock.advance(2 * 60 * MINUTE_MS);
    expect(joined()).toEqual(['joined A']);
  });

  test('is let out although the setting is on', async () => {
    settings = { ...settings, autoJoin: true };
    meetings = [meeting('A', 10), meeting('B', 60)];
    await begin();
    choices().choose(meetings[0]!, false);
    await clock.advance(2 * 60 * MINUTE_MS);
    expect(joined()).toEqual(['joined B']);
  });

  test('that was called off is joined after all if the person chooses it again', async () => {
    meetings = [meeting('A', 1)];
    await begin();
    choices().choose(meetings[0]!, true);
    await clock.advance(50 * SECOND_MS);
    auto?.cancel(auto.coming()!.id);
    await settled();
    choices().choose(meetings[0]!, true);
    await clock.advance(20 * SECOND_MS);
    expect(joined()).toEqual(['joined A']);
  });

  test('the choice holds for its time, and is taken back', () => {
    const [a, moved] = [meeting('A', 10), meeting('A', 20)];
    choices().choose(a, true);
    expect(
      choices()
        .over([a, moved])
        .map(({ autoJoin }) => autoJoin),
    ).toEqual([true, undefined]);
    choices().choose(a, null);
    const list = [a];
    expect(choices().over(list)).toBe(list);
  });
});

test('a link that must not open by itself is not announced, and the next meeting is', async () => {
  meetings = [
    meeting('A', 1, { joinUrl: 'https://example.zoom.us/webinar/register/WN_abc' }),
    meeting('B', 60),
  ];
  await begin();
  await clock.advance(61 * MINUTE_MS);
  expect(joined()).toEqual(['joined B']);
});

test('what cannot be remembered is not opened', async () => {
  meetings = [meeting('A', 1)];
  // The folder of this file is a file, so not even root can write it.
  writeFileSync(join(folder, 'taken'), '');
  file = openAutoJoinFile(join(folder, 'taken', 'auto-join.json'));
  await begin();
  await clock.advance(5 * MINUTE_MS);
  expect(seen).toEqual(['shown A', 'closed']);
  expect(choices().choose(meetings[0]!, true)).toBe(false);
});

test('a link that cannot be opened is reported', async () => {
  fails = { kind: 'internal' };
  meetings = [meeting('A', 1)];
  await begin();
  await clock.advance(3 * MINUTE_MS);
  expect([joined(), failures]).toEqual([['joined A'], [fails]]);
});

test('the file has only ids and times, is private, and forgets what is long past', async () => {
  meetings = [meeting('A', 1), meeting('B', 5 * 24 * 60)];
  const made = await begin();
  made.joined(meetings[0]!);
  const text = readFileSync(path(), 'utf8');
  expect(text).not.toContain('meet.google.com');
  if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600);
  await clock.advance(5 * 24 * 60 * MINUTE_MS);
  expect(file.get().handled.map(({ eventId }) => eventId)).toEqual(['B']);
});

test('a damaged file is set aside', () => {
  writeFileSync(path(), '{"choices":[{"on":"yes"}],"handled":[]}');
  expect(openAutoJoinFile(path()).get()).toEqual({ choices: [], handled: [] });
  expect(readFileSync(`${path()}.bad`, 'utf8')).toContain('yes');
});
