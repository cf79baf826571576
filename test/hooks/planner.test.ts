import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planHooks } from '../../main/hooks/planner.ts';
import type { FiredHook, HookMeeting, HookPlan, HookQuestion } from '../../main/hooks/planner.ts';
import { textOfKey } from '../../shared/reminders.ts';
import { at, meeting, minuteMs, rule } from './support.ts';

const rules = [rule('start'), rule('end'), rule('before10'), rule('change')];

const plan = (question: Partial<HookQuestion<string>>): HookPlan<string> =>
  planHooks({
    meetings: [],
    isComplete: true,
    rules,
    fired: [],
    running: [],
    nowMs: at(0),
    ...question,
  });
const dueIn = ({ due }: HookPlan<string>): readonly string[] =>
  due.map(({ hookId, fields, ending }) => [hookId, fields, ending].filter((each) => each !== null).join(' '));

describe('when a hook is due', () => {
  test.each([
    ['at the start', [meeting('A', 0, 30)], ['start A']],
    ['at the end', [meeting('A', -30, 0)], ['end A over']],
    ['minutes before the start', [meeting('A', 10, 30)], ['before10 A']],
    [
      'all of these, in the order of their times',
      [meeting('A', 10, 30), meeting('B', 0, 30), meeting('C', -30, 0), meeting('D', -1, 30)],
      ['start D', 'end C over', 'before10 A', 'start B'],
    ],
    ['a meeting without a duration starts, then ends', [meeting('A', 0, 0)], ['start A', 'end A over']],
    ['the latest that still runs', [meeting('A', -5, 30)], ['start A']],
    ['nothing that is later than that', [meeting('A', -5.1, 30), meeting('B', -60, -5.1)], []],
    ['no time before, once the meeting has begun', [meeting('A', 4, 30), meeting('B', -1, 30)], ['start B']],
    ['nothing that is still to come', [meeting('A', 1, 30), meeting('B', 11, 30)], []],
  ])('%s', (_name, meetings, expected) => {
    expect(dueIn(plan({ meetings }))).toEqual(expected);
  });

  test('before: late is late, even if the meeting has not begun', () => {
    const before60 = [rule('before60')];
    expect(dueIn(plan({ rules: before60, meetings: [meeting('A', 55, 90)] }))).toEqual(['before60 A']);
    expect(dueIn(plan({ rules: before60, meetings: [meeting('A', 54, 90)] }))).toEqual([]);
    expect(dueIn(plan({ rules: [rule('before2')], meetings: [meeting('A', 0, 90)] }))).toEqual([]);
  });

  test('what was due before the hook was added, changed or switched on does not run', () => {
    const meetings = [meeting('A', -2, 30), meeting('B', -30, -2)];
    const since = (sinceMs: number) => [rule('start', { sinceMs }), rule('end', { sinceMs })];
    expect(dueIn(plan({ meetings, rules: since(at(-1)) }))).toEqual([]);
    expect(dueIn(plan({ meetings, rules: since(at(-2)) }))).toEqual(['end B over', 'start A']);
  });

  test('the next time to look: the next start, end or time before', () => {
    const meetings = [meeting('A', -10, 20), meeting('B', 25, 60), meeting('C', 400, 500)];
    const first = plan({ meetings });
    expect(first.nextAtMs).toBe(at(15));
    expect(plan({ meetings, nowMs: at(16) }).nextAtMs).toBe(at(20));
    // For an end, also the start, from when on the meeting can end early.
    expect(plan({ meetings, rules: [rule('end')], nowMs: at(21) }).nextAtMs).toBe(at(25));
    expect(plan({ meetings, rules: [rule('change')] }).nextAtMs).toBeNull();
  });
});

describe('once', () => {
  test('what has run does not run again; another hook does', () => {
    const meetings = [meeting('A', 0, 30)];
    const { fires } = plan({ meetings });
    expect(dueIn(plan({ meetings, fired: fires, nowMs: at(1) }))).toEqual([]);
    expect(dueIn(plan({ meetings, fired: fires, rules: [rule('start'), rule('start2')] }))).toEqual([
      'start2 A',
    ]);
  });

  test('a copy in another calendar does not run it again, now or later [S23]', () => {
    const copies = [
      meeting('A', 0, 30, { uid: 'one' }),
      meeting('B', 0, 30, { uid: 'one', calendar: 'own' }),
    ];
    expect(dueIn(plan({ meetings: copies }))).toEqual(['start A']);
    const { fires } = plan({ meetings: copies.slice(0, 1) });
    expect(dueIn(plan({ meetings: copies.slice(1), fired: fires }))).toEqual([]);
  });

  test('two events with one UID in one calendar are two', () => {
    const meetings = [meeting('A', 0, 30, { uid: 'one' }), meeting('B', 0, 30, { uid: 'one' })];
    expect(dueIn(plan({ meetings }))).toEqual(['start A', 'start B']);
  });

  test('a moved meeting is another occurrence', () => {
    const { fires } = plan({ meetings: [meeting('A', 0, 30)] });
    expect(dueIn(plan({ meetings: [meeting('A', 2, 30)], fired: fires, nowMs: at(2) }))).toEqual(['start A']);
  });
});

describe('the end of a running meeting', () => {
  const { running } = plan({ meetings: [meeting('A', -10, 30), meeting('B', 5, 30)] });
  const ends = (question: Partial<HookQuestion<string>>): readonly string[] =>
    dueIn(plan({ rules: [rule('end')], running, nowMs: at(10), ...question }));

  test('meetings that run are remembered, only for the end', () => {
    expect(running.map(({ fields }) => fields)).toEqual(['A']);
    expect(plan({ meetings: [meeting('A', -10, 30)], rules: [rule('start')] }).running).toEqual([]);
  });

  test.each([
    ['cancelled', [], ['end A early']],
    ['moved to later', [meeting('A', 40, 80)], ['end A early']],
    ['shortened so that it is over', [meeting('A', -10, 5)], ['end A early']],
    ['still running', [meeting('A', -10, 30)], []],
    ['made longer', [meeting('A', -10, 60)], []],
    ['taken over by a copy in another calendar', [meeting('X', -10, 30, { uid: 'A', calendar: 'own' })], []],
  ])('%s', (_name, meetings, expected) => {
    expect(ends({ meetings })).toEqual(expected);
  });

  test('a meeting that is missing while the calendar is being filled has not ended', () => {
    const made = plan({ rules: [rule('end')], running, nowMs: at(10), isComplete: false });
    expect(dueIn(made)).toEqual([]);
    expect(made.running).toEqual(running);
    expect(ends({ isComplete: false, nowMs: at(31) })).toEqual(['end A over']);
  });

  test('an end that sleep hid is skipped, and forgotten', () => {
    const made = plan({ rules: [rule('end')], running, nowMs: at(90) });
    expect(dueIn(made)).toEqual([]);
    expect(made.running).toEqual([]);
    expect(ends({ meetings: [meeting('A', -10, 30)], nowMs: at(90) })).toEqual([]);
  });

  test('an end that has run does not run again when the meeting is removed', () => {
    const { fires } = plan({ meetings: [meeting('A', -10, 10)], rules: [rule('end')], nowMs: at(10) });
    expect(ends({ fired: fires })).toEqual([]);
  });
});

/** What can happen between two looks at the calendar. */
type Step =
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'jump'; readonly minutes: number }
  | { readonly kind: 'put'; readonly name: number; readonly from: number; readonly length: number }
  | { readonly kind: 'remove'; readonly name: number }
  | { readonly kind: 'incomplete' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('jump' as const), minutes: fc.integer({ min: -120, max: 240 }) }),
  fc.record({
    kind: fc.constant('put' as const),
    name: fc.integer({ min: 0, max: 3 }),
    from: fc.integer({ min: -30, max: 60 }),
    length: fc.integer({ min: 0, max: 40 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), name: fc.integer({ min: 0, max: 3 }) }),
  fc.constant({ kind: 'incomplete' as const }),
);

test('whatever happens to clock and calendar, each hook runs at most once for an occurrence, and never late', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let nowMs = at(0);
      const calendar = new Map<number, HookMeeting<string>>();
      let fired: readonly FiredHook[] = [];
      let running: readonly HookMeeting<string>[] = [];
      const seen = new Map<string, number>();
      for (const each of steps) {
        if (each.kind === 'pass' || each.kind === 'jump') nowMs += each.minutes * minuteMs;
        const minute = Math.floor((nowMs - at(0)) / minuteMs);
        if (each.kind === 'put') {
          const from = minute + each.from;
          calendar.set(each.name, meeting(`M${each.name}`, from, from + each.length));
        }
        if (each.kind === 'remove') calendar.delete(each.name);
        const meetings = [...calendar.values()];
        const isComplete = each.kind !== 'incomplete';
        // As stored and read again: a restart between any two steps changes nothing.
        const memory = JSON.parse(JSON.stringify({ fired, running })) as {
          fired: typeof fired;
          running: typeof running;
        };
        const made = planHooks({ meetings: isComplete ? meetings : [], isComplete, rules, nowMs, ...memory });
        fired = [...fired, ...made.fires];
        running = made.running;
        made.due.forEach(({ hookId, event }, index) => {
          const key = made.fires[index]!;
          const name = `${hookId} ${textOfKey(key)}`;
          seen.set(name, (seen.get(name) ?? 0) + 1);
          if (event === 'start') expect(nowMs - Date.parse(key.start)).toBeLessThanOrEqual(5 * minuteMs);
          if (event !== 'before') expect(Date.parse(key.start)).toBeLessThanOrEqual(nowMs);
        });
      }
      expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('while the clock runs on and somebody looks in time, every start and every end runs exactly once', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      spans,
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 120, maxLength: 120 }),
      (all, gaps) => {
        const meetings = all.map(([from, length], index) => meeting(`M${index}`, from, from + length));
        let [fired, running, minute]: [readonly FiredHook[], readonly HookMeeting<string>[], number] = [
          [],
          [],
          0,
        ];
        for (let index = 0; minute < 400; index += 1) {
          minute += gaps[index % gaps.length]!;
          const made = plan({
            meetings,
            fired,
            running,
            nowMs: at(minute),
            rules: [rule('start'), rule('end')],
          });
          fired = [...fired, ...made.fires];
          running = made.running;
        }
        const names = fired.map(({ hookId, eventId }) => `${hookId} ${eventId}`).toSorted();
        expect(names).toEqual(all.flatMap((_, index) => [`end M${index}`, `start M${index}`]).toSorted());
      },
    ),
    { numRuns: 100 },
  );
});
