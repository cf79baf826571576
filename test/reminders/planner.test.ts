/** Planning of reminders, as tables: Tuesday 24 November 2026, in Vienna (UTC+1). */
import { describe, expect, test } from 'vitest';
import { furthestMinutes, reminderMinutes } from '../../main/reminders/rules.ts';
import { planReminders } from '../../main/reminders/planner.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AccountId, CalendarId, EventId, EventTime, Occurrence } from '../../shared/model.ts';
import type {
  CalendarReminders,
  OccurrenceKey,
  RemindedOccurrence,
  ReminderPlan,
  ReminderQuestion,
  ReminderRule,
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
  readonly silenced?: boolean;
  readonly uid?: string | null;
  readonly day?: number;
}

const timed = (at: number): EventTime => ({ kind: 'timed', ms: at, zone });

const reminded = (title: string, from: string, to: string, more: More = {}): RemindedOccurrence => {
  const { popups = [10], own = false, silenced = false, day = 24, ...rest } = more;
  const { uid = `${title}@example.com`, ...fields } = rest;
  return {
    popupMinutes: popups,
    own,
    silenced,
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

/** Plans at a time of day; by default reminders were checked a minute before. */
const planAt = (time: string, occurrences: readonly RemindedOccurrence[], more: At = {}): ReminderPlan => {
  const { watched, rules, ...rest } = more;
  const nowMs = rest.nowMs ?? ms(time);
  return planReminders({
    occurrences,
    fromMs: nowMs - 30 * minuteMs,
    toMs: nowMs + 24 * 60 * minuteMs,
    isComplete: true,
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
/** What a plan leaves to be stored. */
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

  test('several reminders of one meeting are each due once', () => {
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

  test('meetings back to back each have a reminder', () => {
    const after = reminded('Planning', '11:00', '12:00');
    expect(dueTitles(planAt('09:50', [review, after]))).toEqual(['Review']);
    expect(
      dueTitles(planAt('10:50', [review, after], { settled: settledBy(planAt('09:50', [review])) })),
    ).toEqual(['Planning']);
  });

  test('"none" means none, and a reminder of zero minutes is due at the start [S29]', () => {
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
  test('what is settled is not due again, even if everything is read again', () => {
    const settled = settledBy(planAt('09:50', [review]));
    const renamed = reminded('Review', '10:00', '11:00', { title: 'Another title', color: '#ffffff' });
    expect(dueTitles(planAt('09:51', [renamed], { settled }))).toEqual([]);
  });

  test('the same meeting from another calendar is recognized [S23]', () => {
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
  ])('missed during sleep, woken at %s: shown %s once (%s)', (time, titles) => {
    const plan = planAt(time, [review], asleep);
    expect(dueTitles(plan)).toEqual(titles);
    expect(dueTitles(planAt(time, [review], { ...asleep, settled: settledBy(plan) }))).toEqual([]);
  });

  test('a short meeting’s reminder is shown until half of it is over', () => {
    const short = reminded('Catch-up', '10:00', '10:30');
    expect(dueTitles(planAt('10:14', [short], asleep))).toEqual(['Catch-up']);
    expect(dueTitles(planAt('10:15', [short], asleep))).toEqual([]);
  });

  test('if several were missed during sleep, one is shown, and all are settled', () => {
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

  test('a long meeting’s reminder is at most half an hour late, a short one’s at least five minutes', () => {
    const long = reminded('Workshop', '10:00', '16:00');
    expect(dueTitles(planAt('10:29', [long], asleep))).toEqual(['Workshop']);
    expect(dueTitles(planAt('10:31', [long], asleep))).toEqual([]);
    const point = reminded('Call', '10:00', '10:00');
    expect(dueTitles(planAt('10:04', [point], asleep))).toEqual(['Call']);
  });

  test('a reminder that passed before its meeting was known is shown only if the meeting is near', () => {
    const dayBefore = reminded('Dentist', '15:00', '16:00', { popups: [1440] });
    const plan = planAt('10:00', [dayBefore]);
    expect(dueTitles(plan)).toEqual([]);
    expect(plan.passed).toHaveLength(1);
    const near = reminded('Quick sync', '10:05', '10:15', { popups: [30] });
    expect(dueTitles(planAt('10:00', [near]))).toEqual(['Quick sync']);
  });

  test('a minute and a half late is still on time, even if the meeting was not known before', () => {
    const passedAt = (minutes: number) => reminded('Dentist', '12:00', '13:00', { popups: [minutes] });
    const watched = '10:00';
    const nowMs = ms('10:00') + 30_000;
    expect(dueTitles(planAt('', [passedAt(121)], { nowMs, watched }))).toEqual(['Dentist']);
    expect(dueTitles(planAt('', [passedAt(122)], { nowMs, watched }))).toEqual([]);
  });

  test('what passed silently stays settled when the meeting comes near', () => {
    const dayBefore = reminded('Dentist', '15:00', '16:00', { popups: [1440] });
    const settled = settledBy(planAt('10:00', [dayBefore]));
    expect(dueTitles(planAt('14:50', [dayBefore], { settled }))).toEqual([]);
  });
});

describe('moved and cancelled meetings [F22]', () => {
  const shown = { settled: settledBy(planAt('09:50', [review])), onScreen: [keyOf(review)] };

  test('a shown reminder stays while its meeting is unchanged', () => {
    const plan = planAt('09:55', [review], shown);
    expect(plan.obsolete).toEqual([]);
    // It is checked again when the meeting is over.
    expect(clockTime(plan.nextAtMs)).toBe('11:00');
  });

  test('moved: the old one is removed and the new one is shown', () => {
    const moved = reminded('Review', '10:30', '11:30');
    const plan = planAt('09:55', [moved], shown);
    expect(plan.obsolete.map(({ start }) => start)).toEqual(['2026-11-24T09:00:00.000Z']);
    expect(clockTime(plan.nextAtMs)).toBe('10:20');
    expect(dueTitles(planAt('10:20', [moved], shown))).toEqual(['Review']);
  });

  test.each([
    ['cancelled', []],
    ['declined', [reminded('Review', '10:00', '11:00', { selfResponse: 'declined' })]],
    ['dismissed', [reminded('Review', '10:00', '11:00', { attention: { level: 'done', by: 'occurrence' } })]],
  ] as const)('%s: it is removed', (_what, occurrences) => {
    expect(planAt('09:55', occurrences, shown).obsolete).toHaveLength(1);
  });

  test.each(['done', 'muted', 'hidden'] as const)('no reminder is due for a meeting that is %s', (level) => {
    const meeting = reminded('Review', '10:00', '11:00', { attention: { level, by: 'rule' } });
    expect(planAt('09:55', [meeting]).due).toEqual([]);
    expect(planAt('09:55', [meeting], { rules: { reminderRule: 'fixed' } }).due).toEqual([]);
  });

  test('over: it is removed', () => {
    expect(planAt('11:00', [review], shown).obsolete).toHaveLength(1);
  });

  test('reminders switched off: it is removed', () => {
    expect(planAt('09:55', [], { ...shown, rules: { reminderRule: 'off' } }).obsolete).toHaveLength(1);
  });

  test('beyond what was read nothing is known, so it stays', () => {
    const far = reminded('Trip', '10:00', '11:00', { day: 27 });
    expect(planAt('09:55', [], { onScreen: [keyOf(far)] }).obsolete).toEqual([]);
  });

  test('now from another calendar, it stays [S23]', () => {
    const copy = reminded('Review', '10:00', '11:00', { calendarId: 'team@example.com' as CalendarId });
    expect(planAt('09:55', [copy], shown).obsolete).toEqual([]);
  });
});

describe('snoozed', () => {
  const settled = settledBy(planAt('09:50', [review]));
  const until = (time: string) => [{ ...keyOf(review), untilMs: ms(time) }];

  test('is due again at its time', () => {
    const waiting = planAt('09:52', [review], { settled, snoozes: until('09:55') });
    expect(dueTitles(waiting)).toEqual([]);
    expect(clockTime(waiting.nextAtMs)).toBe('09:55');
    const again = planAt('09:55', [review], { settled, snoozes: until('09:55') });
    expect(dueTitles(again)).toEqual(['Review']);
    expect(settledBy(again)).toEqual([]);
  });

  test('holds the meeting’s other reminders back until then', () => {
    const twice = reminded('Review', '10:00', '11:00', { popups: [10, 1] });
    const plan = planAt('09:59', [twice], { settled, snoozes: until('10:00') });
    expect(dueTitles(plan)).toEqual([]);
    expect(plan.passed.map(({ minutes }) => minutes)).toEqual([1]);
  });

  test('is dropped if the meeting was moved or is over', () => {
    const moved = reminded('Review', '12:00', '13:00');
    expect(planAt('09:52', [moved], { settled, snoozes: until('09:55') }).obsolete).toHaveLength(1);
    expect(dueTitles(planAt('11:00', [review], { settled, snoozes: until('10:55') }))).toEqual([]);
  });
});

describe('quiet', () => {
  test('paused: nothing is due, and what is still useful is shown when the pause ends', () => {
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
  ] as const)('outside working hours, determined by the start: %s on the %i.', (time, day, minutes) => {
    const hours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    const any = reminded('Any', time, '23:00', { day });
    expect(reminderMinutes(any, { ...settings, reminderHours: hours }, zone)).toEqual(minutes);
  });

  test('working hours are in the viewer’s zone, wherever the meeting was created [F16]', () => {
    const hours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    const any = reminded('Any', '09:00', '10:00');
    expect(reminderMinutes(any, { ...settings, reminderHours: hours }, 'Pacific/Auckland')).toEqual([]);
  });

  test('hours over midnight belong to the day on which they began', () => {
    const night = { ...settings, reminderHours: { from: '22:00', to: '06:00', days: [5] } };
    const at = (time: string, day: number) =>
      reminderMinutes(reminded('Any', time, '23:59', { day }), night, zone).length;
    expect([at('23:00', 27), at('05:59', 28), at('06:00', 28), at('23:00', 28), at('05:00', 27)]).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });
});

describe('a calendar with a rule of its own', () => {
  const calendar = { accountId: 'google:ada@example.com', calendarId: 'ada@example.com' } as const;
  const withRule = (
    rule: ReminderRule,
    minutes: readonly number[] = [30],
    more: Partial<ReminderSettings> = {},
  ): Partial<ReminderSettings> => ({
    ...more,
    reminderCalendars: [{ ...calendar, rule, minutes } as CalendarReminders],
  });
  const other = { calendarId: 'team@example.com' as CalendarId };
  const elsewhere = { accountId: 'google:grace@example.com' as AccountId };
  const oneDay: More = {
    start: { kind: 'date', date: '2026-11-25' },
    end: { kind: 'date', date: '2026-11-26' },
    own: true,
    popups: [540],
  };

  test.each<[string, More, Partial<ReminderSettings>, readonly number[]]>([
    ['its minutes replace Google’s', {}, withRule('fixed', [30, 5]), [30, 5]],
    ['its minutes replace the general ones', {}, withRule('fixed', [30], { reminderRule: 'fixed' }), [30]],
    [
      'as in Google, in place of the general minutes',
      {},
      withRule('google', [30], { reminderRule: 'fixed' }),
      [10],
    ],
    ['none', {}, withRule('off'), []],
    ['none, in place of the general minutes', {}, withRule('off', [30], { reminderRule: 'fixed' }), []],
    ['the general rule “never” is above it', {}, withRule('fixed', [30], { reminderRule: 'off' }), []],
    ['another calendar keeps Google’s', other, withRule('fixed'), [10]],
    [
      'another calendar keeps the general minutes',
      other,
      withRule('off', [30], { reminderRule: 'fixed' }),
      [10, 1],
    ],
    ['another account’s calendar with the same id is another one', elsewhere, withRule('off'), [10]],
    ['its minutes are for focus time too', { eventType: 'focusTime' }, withRule('fixed'), [30]],
    ['its minutes are for what shows as free too', { transparency: 'transparent' }, withRule('fixed'), [30]],
    ['its minutes are for a colleague’s events too', { isOthers: true }, withRule('fixed'), [30]],
    ['declined stays without', { selfResponse: 'declined' }, withRule('fixed'), []],
    ['muted stays without', { attention: { level: 'muted', by: 'rule' } }, withRule('fixed'), []],
    ['a working place stays without', { eventType: 'workingLocation' }, withRule('fixed'), []],
    ['an all-day event keeps its own as in Google', oneDay, withRule('google'), [540]],
    ['an all-day event has none by minutes', oneDay, withRule('fixed'), []],
  ])('%s', (_what, more, rules, minutes) => {
    const any = reminded('Any', '10:00', '11:00', more);
    expect(reminderMinutes(any, { ...settings, ...rules }, zone)).toEqual(minutes);
  });

  test.each<[string, Partial<ReminderSettings>, readonly number[]]>([
    ['as in Google', {}, []],
    ['minutes for all calendars', { reminderRule: 'fixed' }, []],
    ['minutes for this calendar', withRule('fixed'), []],
  ])('“no notification”, chosen in Google for one event, holds [S29]: %s', (_what, rules, minutes) => {
    const silent = reminded('Any', '10:00', '11:00', { popups: [], own: true, silenced: true });
    expect(reminderMinutes(silent, { ...settings, ...rules }, zone)).toEqual(minutes);
  });

  test('an event that only sends an e-mail is not silenced: the minutes are for it', () => {
    const mailed = reminded('Any', '10:00', '11:00', { popups: [], own: true, silenced: false });
    expect(reminderMinutes(mailed, { ...settings, ...withRule('fixed') }, zone)).toEqual([30]);
  });

  test('its reminder is due at its own time', () => {
    const plan = planAt('09:00', [review], { rules: withRule('fixed', [45]) });
    expect(clockTime(plan.nextAtMs)).toBe('09:15');
    expect(dueTitles(planAt('09:15', [review], { rules: withRule('fixed', [45]) }))).toEqual(['Review']);
  });

  test('set to “never”, what it shows or snoozed is removed, and nothing of other calendars', () => {
    const standup = reminded('Stand-up', '10:00', '10:15', other);
    const shown = [keyOf(review), keyOf(standup)];
    const plan = planAt('09:55', [review, standup], { onScreen: shown, rules: withRule('off') });
    expect(plan.obsolete.map(({ eventId }) => eventId)).toEqual(['Review']);
  });

  test.each<[Partial<ReminderSettings>, number]>([
    [withRule('fixed', [90]), 10_000],
    [withRule('fixed', [90], { reminderRule: 'fixed' }), 90],
    [withRule('google', [90], { reminderRule: 'fixed' }), 10_000],
    [withRule('off', [90], { reminderRule: 'fixed' }), 10],
    [withRule('fixed', [90], { reminderRule: 'off' }), 0],
  ])('the longest lead time counts every calendar’s: %j', (rules, minutes) => {
    expect(furthestMinutes({ ...settings, ...rules }, () => 10_000)).toBe(minutes);
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

  test('have only their own reminders, counted from the viewer’s midnight', () => {
    expect(clockTime(planAt('14:00', [allDay({ own: true })]).nextAtMs)).toBe('15:00');
    expect(dueTitles(planAt('15:00', [allDay({ own: true })]))).toEqual(['Trip']);
    expect(planAt('14:00', [allDay({ own: false })]).nextAtMs).toBeNull();
    const elsewhere = planAt('14:00', [allDay({ own: true })], { timeZone: 'America/New_York' });
    expect(clockTime(elsewhere.nextAtMs)).toBe('21:00');
  });

  test('have none if the person does not want them, or has a rule in minutes', () => {
    expect(
      planAt('14:00', [allDay({ own: true })], { rules: { reminderAllDay: false } }).nextAtMs,
    ).toBeNull();
    expect(
      planAt('14:00', [allDay({ own: true })], { rules: { reminderRule: 'fixed' } }).nextAtMs,
    ).toBeNull();
  });

  test('whose reminder had passed before they were known have none', () => {
    expect(dueTitles(planAt('16:00', [allDay({ own: true })]))).toEqual([]);
    expect(dueTitles(planAt('16:00', [allDay({ own: true })], { watched: '14:00' }))).toEqual(['Trip']);
    const today = {
      start: { kind: 'date', date: '2026-11-24' },
      end: { kind: 'date', date: '2026-11-25' },
    } as const;
    expect(dueTitles(planAt('16:00', [allDay({ own: true, ...today })]))).toEqual([]);
  });
});

test('a reminder can be due four weeks before its meeting, and no more [S29]', () => {
  expect(furthestMinutes(settings, () => 40_320)).toBe(40_320);
  expect(furthestMinutes(settings, () => 99_999)).toBe(40_320);
  expect(furthestMinutes({ ...settings, reminderRule: 'fixed' }, () => 40_320)).toBe(10);
  expect(furthestMinutes({ ...settings, reminderRule: 'off' }, () => 40_320)).toBe(0);
});

test('[F3] until a first sync has filled the calendar, missing occurrences may still come', () => {
  const key = keyOf(review);
  const snooze = { ...key, untilMs: ms('09:55') };
  const more = { onScreen: [key], snoozes: [snooze] };
  expect(planAt('09:50', [], { ...more, isComplete: false }).obsolete).toEqual([]);
  expect(planAt('09:50', [], more).obsolete).toMatchObject([key]);
});
