/** The hooks with real files and real programs, the test's own clock and calendar. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '../../main/cli/output/fields.ts';
import { createHooks } from '../../main/hooks/hooks.ts';
import type { Hooks } from '../../main/hooks/hooks.ts';
import { openHooksFile, openHookState } from '../../main/hooks/hooksFile.ts';
import { openOutputLog } from '../../main/hooks/outputLog.ts';
import { createHookRunner } from '../../main/hooks/runner.ts';
import type { HookSource } from '../../main/hooks/scheduler.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { MOST_HOOKS } from '../../shared/hooks.ts';
import type { HookChoice, HookEvent } from '../../shared/hooks.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Words } from '../../shared/text/words.ts';
import { createFakeClock, settled } from '../support/clock.ts';
import type { FakeClock } from '../support/clock.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { value } from '../support/value.ts';

const zone = 'Europe/Vienna';
const minuteMs = 60_000;
/** 10:00 in Vienna. */
const nineMs = Date.UTC(2026, 10, 24, 9);
const words: Words = {
  messages: messagesFor('en-GB', 'en'),
  format: createFormat({ locale: 'en-GB', language: 'en', timeZone: zone, timeFormat: '24' }),
};

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')) as Record<string, unknown>;
/** The hooks' schema refers to the command line's for events. */
const schema = z.fromJSONSchema({
  ...read('hooks.schema.json'),
  $defs: {
    ...(read('cli.schema.json')['$defs'] as object),
    ...(read('hooks.schema.json')['$defs'] as object),
  },
} as Parameters<typeof z.fromJSONSchema>[0]);

let folder: string;
let clock: FakeClock;
let occurrences: Occurrence[];
let changes: AgendaChange[];
let isBroken: boolean;
let reads: number;
let says: () => boolean | Promise<boolean>;
let asked: HookChoice[];
let bugs: unknown[];
let hooks: Hooks;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-hooks-'));
  clock = createFakeClock({ nowMs: nineMs });
  [occurrences, changes, asked, bugs] = [[], [], [], []];
  [isBroken, reads, says] = [false, 0, () => true];
  hooks = open();
});
afterEach(async () => {
  hooks.stop();
  await expect.poll(idle).toBe(true);
  rmSync(folder, { recursive: true, force: true });
  expect(bugs).toEqual([]);
});

/** Pages of two, like the store's. */
const source: HookSource = {
  page: ({ from, to, cursor }) => {
    reads += 1;
    if (isBroken) return fail({ kind: 'storageFailed', cause: 'locked' });
    const inside = occurrences.filter(
      ({ start, end }) =>
        start.kind === 'timed' &&
        end.kind === 'timed' &&
        start.ms < Date.parse(to) &&
        end.ms > Date.parse(from),
    );
    const first = Number(cursor ?? 0);
    return ok({
      occurrences: inside
        .slice(first, first + 2)
        .map((occurrence) => ({ occurrence, iCalUid: occurrence.eventId })),
      nextCursor: first + 2 < inside.length ? String(first + 2) : null,
    });
  },
  isComplete: () => true,
  changesSince: (since) => changes.filter(({ noticedAt }) => noticedAt >= since).toReversed(),
  fieldsOf: () => (occurrence) => fieldsOf(occurrence, { words, calendarOf: () => 'Work' }),
};

const open = (): Hooks =>
  createHooks({
    clock,
    timeZone: () => zone,
    source: () => source,
    file: openHooksFile(join(folder, 'hooks.json')),
    state: openHookState(join(folder, 'hook-state.json')),
    runner: createHookRunner(),
    output: openOutputLog(join(folder, 'logs')),
    env: { ...process.env, https_proxy: 'http://ada:secret@proxy.example.com' },
    words: () => words,
    confirm: async (choice) => {
      asked.push(choice);
      return says();
    },
    onChanged: () => undefined,
    onProblems: () => undefined,
    log: () => undefined,
    onBug: (error) => void bugs.push(error),
  });

/** A program that appends what it reads to a file. */
const recorder = (): string => {
  const program = join(folder, 'recorder.sh');
  writeFileSync(
    program,
    `#!/bin/sh\ncat >> "${join(folder, 'seen')}"\necho "ran for $JARVIS_CALENDAR_HOOK"\nenv >&2\n`,
  );
  chmodSync(program, 0o700);
  return program;
};
const failing = (): string => {
  const program = join(folder, 'failing.sh');
  writeFileSync(program, '#!/bin/sh\nexit 4\n');
  chmodSync(program, 0o700);
  return program;
};
interface Seen {
  readonly hook: HookEvent;
  readonly test: boolean;
  readonly minutes?: number | null;
  readonly ending?: string | null;
  readonly event?: { readonly title: string; readonly start: string };
  readonly changes?: readonly { readonly kind: string; readonly title: string }[];
}
/** What the programs were told; each line must have the form of the schema. */
const seen = (): readonly Seen[] => {
  const file = join(folder, 'seen');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)) as Seen);
};
const told = (): readonly string[] =>
  seen().map(({ hook, event, ending }) =>
    [hook, event?.title, ending].filter((each) => each != null).join(' '),
  );

const choice = (event: HookEvent, more: Partial<HookChoice> = {}): HookChoice => ({
  event,
  minutes: 10,
  program: recorder(),
  args: [],
  ...more,
});
const add = async (event: HookEvent, more: Partial<HookChoice> = {}): Promise<string> => {
  const id = value(await hooks.save(choice(event, more))).at(-1)?.id ?? '';
  await settled();
  return id;
};
const meeting = (
  title: string,
  fromMinutes: number,
  toMinutes: number,
  more: Partial<Occurrence> = {},
): Occurrence =>
  anOccurrence(
    title,
    new Date(nineMs + fromMinutes * minuteMs).toISOString(),
    new Date(nineMs + toMinutes * minuteMs).toISOString(),
    more,
  );
const idle = (): boolean => hooks.list().every(({ isRunning }) => !isRunning);
/** Lets the clock run, and waits for the programs. */
const pass = async (minutes: number): Promise<void> => {
  await clock.advance(minutes * minuteMs);
  await expect.poll(idle).toBe(true);
};
const restart = async (): Promise<void> => {
  hooks.stop();
  hooks = open();
  hooks.replan();
  await settled();
};

describe.skipIf(process.platform === 'win32')('running', () => {
  test('start, end and minutes before, each with the event on stdin', async () => {
    occurrences = [meeting('Stand\u202e-up', 20, 50, { location: 'Room 1' })];
    await add('start');
    await add('end');
    await add('before');
    expect(clock.pending()).toHaveLength(1);
    await pass(9);
    expect(told()).toEqual([]);
    await pass(1);
    expect(told()).toEqual(['before Stand-up']);
    await pass(10);
    await pass(30);
    expect(told()).toEqual(['before Stand-up', 'start Stand-up', 'end Stand-up over']);
    expect(seen()[0]).toMatchObject({
      version: 1,
      test: false,
      timeZone: zone,
      minutes: 10,
      ending: null,
      event: { start: '2026-11-24T10:20:00+01:00', location: 'Room 1', calendar: 'Work' },
    });
    expect(hooks.list().map(({ lastRun }) => lastRun?.outcome.kind)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
  });

  test('a declined meeting, an all-day event, and somebody else’s run nothing', async () => {
    occurrences = [
      meeting('Declined', 1, 30, { selfResponse: 'declined' }),
      meeting('Others', 1, 30, { isOthers: true }),
      meeting('Focus', 1, 30, { eventType: 'focusTime' }),
    ];
    await add('start');
    await pass(5);
    expect(told()).toEqual([]);
  });

  test('a private event is called what notifications call it', async () => {
    occurrences = [meeting('', 1, 30, { visibility: 'private' })];
    await add('start');
    await pass(1);
    expect(told()).toEqual(['start Busy']);
  });

  test('a running meeting that is cancelled ends at once, with what was known of it, also after a restart', async () => {
    occurrences = [meeting('A', 1, 60), meeting('B', 1, 60)];
    await add('end');
    await pass(2);
    occurrences = occurrences.slice(1);
    hooks.passEnded('timer');
    await pass(0);
    await expect.poll(told).toEqual(['end A early']);
    occurrences = [];
    await restart();
    await expect.poll(told).toEqual(['end A early', 'end B early']);
  });

  test('nothing runs twice: after a restart, another sync, or a clock that is set back', async () => {
    occurrences = [meeting('A', 1, 60)];
    await add('start');
    await pass(1);
    await restart();
    hooks.agendaChanged();
    await pass(1);
    clock.jump(-30 * minuteMs);
    hooks.replan();
    await pass(40);
    expect(told()).toEqual(['start A']);
  });

  test('what sleep hid for longer than a few minutes is skipped', async () => {
    occurrences = [meeting('Missed', 1, 240), meeting('Just now', 118, 240)];
    await add('start');
    clock.jump(120 * minuteMs);
    hooks.replan();
    await pass(1);
    expect(told()).toEqual(['start Just now']);
  });

  test('a meeting that was running when the hook was added does not start', async () => {
    occurrences = [meeting('A', -1, 60)];
    await add('start');
    await pass(1);
    expect(told()).toEqual([]);
  });

  test('a hook that is off runs nothing, reads nothing and keeps no timer', async () => {
    occurrences = [meeting('A', 1, 60)];
    const id = await add('start');
    value(await hooks.setOn(id, false));
    await settled();
    reads = 0;
    expect(clock.pending()).toEqual([]);
    await pass(5);
    expect([reads, told()]).toEqual([0, []]);
  });

  test('a calendar that cannot be read is read again', async () => {
    occurrences = [meeting('A', 3, 60)];
    isBroken = true;
    await add('start');
    isBroken = false;
    await pass(3);
    expect(told()).toEqual(['start A']);
  });

  test('changes: one run after a pass, with all that is new; nobody’s declined or other people’s', async () => {
    const change = (title: string, minute: number, more: Partial<AgendaChange> = {}): AgendaChange => {
      const { accountId, calendarId, eventId, start } = meeting(title, 60, 90);
      const at = new Date(nineMs + minute * minuteMs).toISOString();
      const base = { noticedAt: at, accountId, calendarId, eventId, start, title, wholeSeries: false };
      return { kind: 'new', ...base, ...more } as AgendaChange;
    };
    changes = [change('Before the hook', -1)];
    await add('change');
    await clock.advance(2 * minuteMs);
    changes.push(
      change('New', 1),
      change('Moved', 1, {
        kind: 'moved',
        from: { start: { kind: 'date', date: '2026-11-24' }, end: { kind: 'date', date: '2026-11-25' } },
        to: { start: { kind: 'timed', ms: nineMs, zone }, end: { kind: 'timed', ms: nineMs + 1, zone } },
      } as Partial<AgendaChange>),
      change('Declined', 1, { selfResponse: 'declined' }),
      change('Others', 1, { isOthers: true }),
    );
    hooks.passEnded('timer');
    await pass(0);
    await expect.poll(() => seen().length).toBe(1);
    hooks.passEnded('timer');
    await restart();
    hooks.passEnded('timer');
    await pass(1);
    expect(seen()).toMatchObject([
      {
        hook: 'change',
        changes: [
          { kind: 'moved', title: 'Moved', from: '2026-11-24', to: '2026-11-24T10:00:00+01:00' },
          { kind: 'new', title: 'New', from: null, to: null },
        ],
      },
    ]);
  });

  test('the environment has no secrets, and the output is in a private, bounded log', async () => {
    const id = await add('start');
    value(await hooks.test(id));
    const file = join(folder, 'logs', 'hooks.log');
    await expect.poll(() => existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('ran for start');
    expect(text).not.toContain('secret');
    expect(text).toMatch(/^--- 2026-11-24T09:00:00\.000Z test .*recorder\.sh\n[^]*\n--- succeeded\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'a'.repeat(256 * 1024));
    value(await hooks.test(id));
    await expect.poll(() => existsSync(join(folder, 'logs', 'hooks.old.log'))).toBe(true);
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').startsWith('---')).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('a failure', () => {
  const problems = (): readonly Problem[] => hooks.problems();

  test('is a problem once, until it is seen; after a success, the next one is a problem again', async () => {
    occurrences = [meeting('A', 1, 60), meeting('B', 3, 60), meeting('C', 5, 60), meeting('D', 7, 60)];
    await add('start', { program: failing() });
    await clock.advance(minuteMs);
    await expect.poll(problems).toEqual([{ kind: 'hookFailed', program: 'failing.sh' }]);
    expect(hooks.list()[0]?.lastRun).toMatchObject({ isTest: false, outcome: { kind: 'failed', code: 4 } });
    // Listing them shows what failed.
    expect(problems()).toEqual([]);
    await pass(2);
    expect(problems()).toEqual([]);
    writeFileSync(join(folder, 'failing.sh'), '#!/bin/sh\nexit 0\n');
    await pass(2);
    expect(hooks.list()[0]?.lastRun?.outcome.kind).toBe('succeeded');
    writeFileSync(join(folder, 'failing.sh'), '#!/bin/sh\nexit 1\n');
    await clock.advance(2 * minuteMs);
    await expect.poll(problems).toHaveLength(1);
  });

  test('of a test is only said in the list', async () => {
    const id = await add('before', { program: failing() });
    expect(value(await hooks.test(id))[0]?.lastRun).toMatchObject({
      isTest: true,
      outcome: { kind: 'failed', code: 4 },
    });
    expect(problems()).toEqual([]);
  });
});

describe('what the person decides [property 19]', () => {
  test.skipIf(process.platform === 'win32').each(['start', 'end', 'before', 'change'] as const)(
    'a test of %s sends a made-up event in the form of the schema',
    async (event) => {
      const id = await add(event);
      value(await hooks.test(id));
      expect(seen()).toMatchObject([{ hook: event, test: true }]);
    },
  );

  test('nothing is added, changed or switched on without a yes to exactly that', async () => {
    says = () => false;
    expect(await hooks.save(choice('start'))).toEqual(fail({ kind: 'cancelled' }));
    expect(hooks.list()).toEqual([]);
    says = () => true;
    const id = await add('start');
    says = () => false;
    const other = choice('end', { args: ['--all'] });
    expect(await hooks.save(other, id)).toEqual(fail({ kind: 'cancelled' }));
    value(await hooks.setOn(id, false));
    expect(await hooks.setOn(id, true)).toEqual(fail({ kind: 'cancelled' }));
    expect(hooks.list()).toMatchObject([{ id, event: 'start', args: [], on: false }]);
    // Switching off and removing ask nothing.
    value(hooks.remove(id));
    expect(asked.map(({ event, args }) => [event, ...args])).toEqual([
      ['start'],
      ['start'],
      ['end', '--all'],
      ['start'],
    ]);
  });

  test('one question at a time: what is asked for meanwhile is refused', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    says = () => promise;
    const first = hooks.save(choice('start'));
    await expect.poll(() => asked.length).toBe(1);
    expect(await hooks.save(choice('end'))).toEqual(fail({ kind: 'cancelled' }));
    resolve(true);
    expect(value(await first)).toMatchObject([{ event: 'start' }]);
    expect(asked).toHaveLength(1);
  });

  test('a program that cannot run is refused before the person is asked', async () => {
    const plain = join(folder, 'plain.txt');
    writeFileSync(plain, 'text', { mode: 0o600 });
    const refusal = async (program: string): Promise<unknown> => {
      const saved = await hooks.save(choice('start', { program }));
      return saved.ok ? null : saved.problem;
    };
    const refused = (fault: string) => ({ kind: 'hookRefused', fault });
    expect(await refusal('recorder.sh')).toEqual(refused('notAbsolute'));
    expect(await refusal('//example.com/share/run')).toEqual(refused('notAbsolute'));
    expect(await refusal(join(folder, 'none.sh'))).toEqual(refused('missing'));
    expect(await refusal(folder)).toEqual(refused('notExecutable'));
    expect(await refusal(join(folder, 'run.bat'))).toEqual(refused('missing'));
    if (process.platform !== 'win32') expect(await refusal(plain)).toEqual(refused('notExecutable'));
    expect(asked).toEqual([]);
    for (let index = 0; index < MOST_HOOKS; index += 1) await add('start');
    expect(await refusal(recorder())).toEqual(refused('tooMany'));
  });

  test('an unknown hook is not found', async () => {
    expect(await hooks.save(choice('start'), 'none')).toEqual(fail({ kind: 'notFound' }));
    expect(await hooks.setOn('none', true)).toEqual(fail({ kind: 'notFound' }));
    expect(await hooks.test('none')).toEqual(fail({ kind: 'notFound' }));
    expect(asked).toEqual([]);
  });

  test('hooks and their last runs are there after a restart; a damaged file is set aside', async () => {
    const id = await add('start', { args: ['a b'] });
    value(await hooks.test(id));
    const before = hooks.list();
    await restart();
    expect(hooks.list()).toEqual(before);
    expect(statSync(join(folder, 'hooks.json')).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'hooks.json'), '[{"id":"x","program":"relative"}]');
    await restart();
    expect(hooks.list()).toEqual([]);
    expect(existsSync(join(folder, 'hooks.json.bad'))).toBe(true);
  });
});
