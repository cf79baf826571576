/** Planning of reminders, on tables: Tuesday 24 November 2026, in Vienna (UTC+1). */
import { describe, expect, test } from 'vitest';
import { furthestMinutes, reminderMinutes } from '../../main/reminders/rules.ts';
import { planReminders } from '../../main/reminders/planner.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AccountId, CalendarId, EventId, EventTime, Occurrence } from '../../shared/model.ts';
import type {
  OccurrenceKey,
  RemindedOccurrence,
  ReminderPlan,
  ReminderQuestion,
  ReminderSettings,
} from '../../shared/reminders.ts';

const zone = 'Europe/Vienna';
const minuteMs = 60_000;
const ms = (time: string, day = 24): number => Date.parse(`2026-11-${day}T${time}:00+01:00`);
const clockTime = (at: number | null): string | null =>
  at === null
    ? null
    : new Date(at + 60 * minuteMs).toISOString().slice(8, 16).replace(/^24T/, '').replace('T', ' ');

const settings: ReminderSettings = defaultSettings;

interface More extends Partial<Occurrence> {
  readonly popups?: readonly number[];
  readonly own?: boolean;
  readonly uid?: string | null;
  readonly day?: number;
}

const timed = (at: number): EventTime => ({ kind: 'timed', ms: at, zone });

const reminded = (title: string, from: string, to: string, more: More = {}): RemindedOccurrence => {
  const { popups = [10], own = false, uid = `${title}@example.com`, day = 24, ...fields } = more;
  return {
    popupMinutes: popups,
    own,
    iCalUid: uid,
    occurrence: {
      accountId: 'google:ada@example.com' as AccountId,
      calendarId: 'ada@example.com' as CalendarId,
      eventId: title as EventId,
      title,
      start: timed(ms(from, day)),
      end: timed(ms(to, day)),
      status: 'confirmed',
      eventType: 'default',
      selfResponse: 'accepted',
      joinUrl: 'https://meet.example.com/abc',
      color: '#336699',
      visibility: 'default',
      transparency: 'opaque',
      guests: null,
      ...fields,
    },
  };
};

const keyOf = ({ occurrence, iCalUid }: RemindedOccurrence): OccurrenceKey => ({
  accountId: occurrence.accountId,
  calendarId: occurrence.calendarId,
  eventId: occurrence.eventId,
  start:
    occurrence.start.kind === 'date' ? occurrence.start.date : new Date(occurrence.start.ms).toISOString(),
  iCalUid,
});

interface At extends Partial<Omit<ReminderQuestion, 'settings'>> {
  readonly watched?: string;
  readonly rules?: Partial<ReminderSettings>;
}

/** Plans at a time of the day, watched over since a minute before unless told otherwise. */
const planAt = (time: string, occurrences: readonly RemindedOccurrence[], more: At = {}): ReminderPlan => {
  const { watched, rules, ...rest } = more;
  const nowMs = rest.nowMs ?? ms(time);
  return planReminders({
    occurrences,
    fromMs: nowMs - 30 * minuteMs,
    toMs: nowMs + 24 * 60 * minuteMs,
    settings: { ...settings, ...rules },
    settled: [],
    snoozes: [],
    onScreen: [],
    nowMs,
    watchedUntilMs: watched === undefined ? nowMs - minuteMs : ms(watched),
    timeZone: zone,
    ...rest,
  });
};
const dueTitles = (plan: ReminderPlan): readonly string[] =>
  plan.due.map(({ occurrence }) => occurrence.title);
/** What a plan leaves to be remembered. */
const settledBy = ({ due, passed }: ReminderPlan) => [...passed, ...due.flatMap(({ settles }) => settles)];

const review = reminded('Review', '10:00', '11:00');

describe('when a reminder is due', () => {
  test.each([
    ['09:49', [], '09:50'],
    ['09:50', ['Review'], null],
    ['09:51', ['Review'], null],
  ])('ten minutes before, at %s', (time, titles, next) => {
    const plan = planAt(time, [review]);
    expect(dueTitles(plan)).toEqual(titles);
    expect(clockTime(plan.nextAtMs)).toBe(next);
  });

  test('several reminders of one meeting each come, each once', () => {
    const twice = reminded('Review', '10:00', '11:00', { popups: [1, 10, 10] });
    const first = planAt('09:50', [twice]);
    expect(dueTitles(first)).toEqual(['Review']);
    expect(settledBy(first).map(({ minutes }) => minutes)).toEqual([10]);
    expect(clockTime(first.nextAtMs)).toBe('09:59');
    const second = planAt('09:59', [twice], { settled: settledBy(first) });
    expect(settledBy(second).map(({ minutes }) => minutes)).toEqual([1]);
    const settled = [...settledBy(first), ...settledBy(second)];
    expect(planAt('09:59', [twice], { settled })).toMatchObject({ due: [], nextAtMs: null });
  });

  test('meetings back to back each remind', () => {
    const after = reminded('Planning', '11:00', '12:00');
    expect(dueTitles(planAt('09:50', [review, after]))).toEqual(['Review']);
    expect(
      dueTitles(planAt('10:50', [review, after], { settled: settledBy(planAt('09:50', [review])) })),
    ).toEqual(['Planning']);
  });

  test('"none" means none, and a reminder of zero minutes comes with the start [S29]', () => {
    expect(planAt('09:50', [reminded('Quiet', '10:00', '11:00', { popups: [], own: true })])).toMatchObject({
      due: [],
      nextAtMs: null,
    });
    const atStart = reminded('Now', '10:00', '11:00', { popups: [0] });
    expect(clockTime(planAt('09:59', [atStart]).nextAtMs)).toBe('10:00');
    expect(dueTitles(planAt('10:00', [atStart]))).toEqual(['Now']);
  });

  test('the earliest meeting is shown first', () => {
    const soon = reminded('Soon', '09:55', '10:00', { popups: [5] });
    expect(dueTitles(planAt('09:50', [review, soon]))).toEqual(['Soon', 'Review']);
  });
});

describe('never twice [F21]', () => {
  test('what is settled is not due again, whatever was read anew', () => {
    const settled = settledBy(planAt('09:50', [review]));
    const renamed = reminded('Review', '10:00', '11:00', { title: 'Another title', color: '#ffffff' });
    expect(dueTitles(planAt('09:51', [renamed], { settled }))).toEqual([]);
  });

  test('the same meeting drawn from another calendar is known again [S23]', () => {
    const settled = settledBy(planAt('09:50', [review]));
    const copy = reminded('Review', '10:00', '11:00', {
      calendarId: 'team@example.com' as CalendarId,
      eventId: 'copy' as EventId,
    });
    expect(dueTitles(planAt('09:51', [copy], { settled }))).toEqual([]);
    const unrelated = { ...copy, iCalUid: null };
    expect(dueTitles(planAt('09:51', [unrelated], { settled }))).toEqual(['Review']);
  });

  test('two with one UID in one calendar are two meetings', () => {
    const twin = reminded('Twin', '10:00', '11:00', { uid: 'Review@example.com' });
    const settled = settledBy(planAt('09:50', [review]));
    expect(dueTitles(planAt('09:50', [review, twin], { settled }))).toEqual(['Twin']);
  });

  test('another instance of a series is another meeting', () => {
    const today = reminded('Standup', '10:00', '10:15', { eventId: 's_1' as EventId });
    const tomorrow = reminded('Standup', '10:00', '10:15', { eventId: 's_2' as EventId, day: 25 });
    const settled = settledBy(planAt('09:50', [today]));
    expect(clockTime(planAt('09:51', [today, tomorrow], { settled }).nextAtMs)).toBe('25 09:50');
  });
});

describe('late [F16]', () => {
  const asleep = { watched: '08:00' };
  test.each([
    ['09:55', ['Review'], 'before the start'],
    ['10:04', ['Review'], 'a few minutes into it'],
    ['10:29', ['Review'], 'up to half of it'],
    ['10:30', [], 'not when half of it is over'],
  ])('slept through, woken at %s: shown %s once (%s)', (time, titles) => {
    const plan = planAt(time, [review], asleep);
    expect(dueTitles(plan)).toEqual(titles);
    expect(dueTitles(planAt(time, [review], { ...asleep, settled: settledBy(plan) }))).toEqual([]);
  });

  test('of several that were slept through one is shown, and all are settled', () => {
    const plan = planAt('10:01', [reminded('Review', '10:00', '11:00', { popups: [30, 10, 1] })], asleep);
    expect(plan.due).toHaveLength(1);
    expect(settledBy(plan).map(({ minutes }) => minutes)).toEqual([1, 10, 30]);
  });

  test('an earlier reminder does not come after a later one', () => {
    const settled = [{ ...keyOf(review), minutes: 1 }];
    const plan = planAt('10:01', [reminded('Review', '10:00', '11:00', { popups: [10, 1] })], {
      ...asleep,
      settled,
    });
    expect(dueTitles(plan)).toEqual([]);
    expect(plan.passed.map(({ minutes }) => minutes)).toEqual([10]);
  });

  test('a long meeting reminds at most half an hour late, a short one at least five minutes', () => {
    const long = reminded('Workshop', '10:00', '16:00');
    expect(dueTitles(planAt('10:29', [long], asleep))).toEqual(['Workshop']);
    expect(dueTitles(planAt('10:31', [long], asleep))).toEqual([]);
    const point = reminded('Call', '10:00', '10:00');
    expect(dueTitles(planAt('10:04', [point], asleep))).toEqual(['Call']);
  });

  test('a reminder that passed before its meeting was known comes only if the meeting is near', () => {
    const dayBefore = reminded('Dentist', '15:00', '16:00', { popups: [1440] });
    const plan = planAt('10:00', [dayBefore]);
    expect(dueTitles(plan)).toEqual([]);
    expect(plan.passed).toHaveLength(1);
    const near = reminded('Quick sync', '10:05', '10:15', { popups: [30] });
    expect(dueTitles(planAt('10:00', [near]))).toEqual(['Quick sync']);
  });

  test('and what passed silently stays so when the meeting comes near', () => {
    const dayBefore = reminded('Dentist', '15:00', '16:00', { popups: [1440] });
    const settled = settledBy(planAt('10:00', [dayBefore]));
    expect(dueTitles(planAt('14:50', [dayBefore], { settled }))).toEqual([]);
  });
});

describe('moved and cancelled meetings [F22]', () => {
  const shown = { settled: settledBy(planAt('09:50', [review])), onScreen: [keyOf(review)] };

  test('a shown reminder stays while its meeting is what it was', () => {
    const plan = planAt('09:55', [review], shown);
    expect(plan.obsolete).toEqual([]);
    // It is looked at again when the meeting is over.
    expect(clockTime(plan.nextAtMs)).toBe('11:00');
  });

  test('moved: the old one goes and the new one comes', () => {
    const moved = reminded('Review', '10:30', '11:30');
    const plan = planAt('09:55', [moved], shown);
    expect(plan.obsolete.map(({ start }) => start)).toEqual(['2026-11-24T09:00:00.000Z']);
    expect(clockTime(plan.nextAtMs)).toBe('10:20');
    expect(dueTitles(planAt('10:20', [moved], shown))).toEqual(['Review']);
  });

  test.each([
    ['cancelled', []],
    ['declined', [reminded('Review', '10:00', '11:00', { selfResponse: 'declined' })]],
  ] as const)('%s: it goes', (_what, occurrences) => {
    expect(planAt('09:55', occurrences, shown).obsolete).toHaveLength(1);
  });

  test('over: it goes', () => {
    expect(planAt('11:00', [review], shown).obsolete).toHaveLength(1);
  });

  test('reminders switched off: it goes', () => {
    expect(planAt('09:55', [], { ...shown, rules: { reminderRule: 'off' } }).obsolete).toHaveLength(1);
  });

  test('beyond what was read nothing is known, so it stays', () => {
    const far = reminded('Trip', '10:00', '11:00', { day: 27 });
    expect(planAt('09:55', [], { onScreen: [keyOf(far)] }).obsolete).toEqual([]);
  });

  test('drawn from another calendar now, it stays [S23]', () => {
    const copy = reminded('Review', '10:00', '11:00', { calendarId: 'team@example.com' as CalendarId });
    expect(planAt('09:55', [copy], shown).obsolete).toEqual([]);
  });
});

describe('snoozed', () => {
  const settled = settledBy(planAt('09:50', [review]));
  const until = (time: string) => [{ ...keyOf(review), untilMs: ms(time) }];

  test('comes again at its time', () => {
    const waiting = planAt('09:52', [review], { settled, snoozes: until('09:55') });
    expect(dueTitles(waiting)).toEqual([]);
    expect(clockTime(waiting.nextAtMs)).toBe('09:55');
    const again = planAt('09:55', [review], { settled, snoozes: until('09:55') });
    expect(dueTitles(again)).toEqual(['Review']);
    expect(settledBy(again)).toEqual([]);
  });

  test('keeps the meeting’s other reminders quiet until then', () => {
    const twice = reminded('Review', '10:00', '11:00', { popups: [10, 1] });
    const plan = planAt('09:59', [twice], { settled, snoozes: until('10:00') });
    expect(dueTitles(plan)).toEqual([]);
    expect(plan.passed.map(({ minutes }) => minutes)).toEqual([1]);
  });

  test('means nothing when the meeting moved or is over', () => {
    const moved = reminded('Review', '12:00', '13:00');
    expect(planAt('09:52', [moved], { settled, snoozes: until('09:55') }).obsolete).toHaveLength(1);
    expect(dueTitles(planAt('11:00', [review], { settled, snoozes: until('10:55') }))).toEqual([]);
  });
});

describe('quiet', () => {
  test('paused: nothing is due, and what is still useful comes when the pause ends', () => {
    const paused = { rules: { remindersPausedUntil: new Date(ms('10:05')).toISOString() } };
    const plan = planAt('09:50', [review], paused);
    expect(plan).toMatchObject({ due: [], passed: [] });
    expect(clockTime(plan.nextAtMs)).toBe('10:05');
    expect(dueTitles(planAt('10:05', [review], { ...paused, watched: '09:30' }))).toEqual(['Review']);
  });

  test.each<[string, More, Partial<ReminderSettings>, readonly number[]]>([
    ['by default', {}, {}, [10]],
    ['declined', { selfResponse: 'declined' }, {}, []],
    ['not answered yet', { selfResponse: 'needsAction' }, {}, [10]],
    ['a working place', { eventType: 'workingLocation' }, {}, []],
    ['focus time as Google says', { eventType: 'focusTime' }, {}, [10]],
    ['focus time by a rule of one’s own', { eventType: 'focusTime' }, { reminderRule: 'fixed' }, []],
    ['by a rule of one’s own', { popups: [], own: true }, { reminderRule: 'fixed' }, [10, 1]],
    ['without a link', { joinUrl: undefined as never }, { reminderOnlyWithLink: true }, []],
    ['with a link', {}, { reminderOnlyWithLink: true }, [10]],
    ['off', {}, { reminderRule: 'off' }, []],
  ])('%s', (_what, more, rules, minutes) => {
    expect(reminderMinutes(reminded('Any', '10:00', '11:00', more), { ...settings, ...rules }, zone)).toEqual(
      minutes,
    );
  });

  test.each([
    ['07:59', 24, []],
    ['08:00', 24, [10]],
    ['17:59', 24, [10]],
    ['18:00', 24, []],
    ['10:00', 28, []],
  ] as const)('outside working hours, told by the start: %s on the %i.', (time, day, minutes) => {
    const hours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    const any = reminded('Any', time, '23:00', { day });
    expect(reminderMinutes(any, { ...settings, reminderHours: hours }, zone)).toEqual(minutes);
  });

  test('working hours are the viewer’s, wherever the meeting was made [F16]', () => {
    const hours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    const any = reminded('Any', '09:00', '10:00');
    expect(reminderMinutes(any, { ...settings, reminderHours: hours }, 'Pacific/Auckland')).toEqual([]);
  });

  test('hours over midnight belong to the day that they began on', () => {
    const night = { ...settings, reminderHours: { from: '22:00', to: '06:00', days: [5] } };
    const at = (time: string, day: number) =>
      reminderMinutes(reminded('Any', time, '23:59', { day }), night, zone).length;
    expect([at('23:00', 27), at('05:59', 28), at('06:00', 28), at('23:00', 28), at('05:00', 27)]).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });
});

describe('all-day events [S25]', () => {
  const allDay = (more: More) =>
    reminded('Trip', '00:00', '00:00', {
      start: { kind: 'date', date: '2026-11-25' },
      end: { kind: 'date', date: '2026-11-26' },
      popups: [540],
      ...more,
    });

  test('remind by their own reminders only, counted from the viewer’s midnight', () => {
    expect(clockTime(planAt('14:00', [allDay({ own: true })]).nextAtMs)).toBe('15:00');
    expect(dueTitles(planAt('15:00', [allDay({ own: true })]))).toEqual(['Trip']);
    expect(planAt('14:00', [allDay({ own: false })]).nextAtMs).toBeNull();
    const elsewhere = planAt('14:00', [allDay({ own: true })], { timeZone: 'America/New_York' });
    expect(clockTime(elsewhere.nextAtMs)).toBe('21:00');
  });

  test('and not at all when the person does not want it, or has a rule in minutes', () => {
    expect(
      planAt('14:00', [allDay({ own: true })], { rules: { reminderAllDay: false } }).nextAtMs,
    ).toBeNull();
    expect(
      planAt('14:00', [allDay({ own: true })], { rules: { reminderRule: 'fixed' } }).nextAtMs,
    ).toBeNull();
  });

  test('one whose reminder had passed before it was known stays silent', () => {
    expect(dueTitles(planAt('16:00', [allDay({ own: true })]))).toEqual([]);
    expect(dueTitles(planAt('16:00', [allDay({ own: true })], { watched: '14:00' }))).toEqual(['Trip']);
  });
});

test('a reminder can lie four weeks ahead of its meeting, and no further [S29]', () => {
  expect(furthestMinutes(settings, () => 40_320)).toBe(40_320);
  expect(furthestMinutes(settings, () => 99_999)).toBe(40_320);
  expect(furthestMinutes({ ...settings, reminderRule: 'fixed' }, () => 40_320)).toBe(10);
  expect(furthestMinutes({ ...settings, reminderRule: 'off' }, () => 40_320)).toBe(0);
});
