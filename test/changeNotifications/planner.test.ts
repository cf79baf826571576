/** Planning of notices about changes, as tables: Tuesday 24 November 2026, 13:00 in Vienna (UTC+1). */
import { describe, expect, test } from 'vitest';
import { planChangeNotices } from '../../main/changeNotifications/planner.ts';
import type { ChangedEvent, NoticePlan, NoticeQuestion, NoticeSettings } from '../../shared/changeNotices.ts';
import type { AgendaChange, ChangeWhat, EventSpan } from '../../shared/agendaChanges.ts';
import type { AccountId, CalendarId, EventId, EventTime } from '../../shared/model.ts';

const zone = 'Europe/Vienna';
const ms = (time: string, day = 24): number => Date.parse(`2026-11-${day}T${time}:00+01:00`);
const nowMs = ms('13:00');
const at = (time: string, day = 24): EventTime => ({ kind: 'timed', ms: ms(time, day), zone });
const date = (day: number): EventTime => ({ kind: 'date', date: `2026-11-${day}` });
const span = (start: EventTime): EventSpan => ({
  start,
  end:
    start.kind === 'timed'
      ? { ...start, ms: start.ms + 3_600_000 }
      : { kind: 'date', date: `2026-11-${Number(start.date.slice(8)) + 1}` },
});
const moved = (from: EventTime, to: EventTime): ChangeWhat => ({
  kind: 'moved',
  from: span(from),
  to: span(to),
});

const own = 'ada@example.com' as CalendarId;
const team = 'team@example.com' as CalendarId;

type More = Partial<Omit<AgendaChange, 'kind'>> & { readonly noticed?: string };
const change = (title: string, what: ChangeWhat, start: EventTime, more: More = {}): AgendaChange => {
  const { noticed = '12:59', ...fields } = more;
  return {
    ...what,
    noticedAt: new Date(ms(noticed)).toISOString(),
    accountId: 'google:ada@example.com' as AccountId,
    calendarId: own,
    eventId: title as EventId,
    wholeSeries: false,
    title,
    start,
    selfResponse: 'accepted',
    ...fields,
  } as AgendaChange;
};

const settings: NoticeSettings = { changeNotices: true, reminderHours: null, remindersPausedUntil: null };
const othersEvent: ChangedEvent = {
  end: at('23:00'),
  eventType: 'default',
  selfResponse: 'accepted',
  organizerIsSelf: false,
};
const ask = (changes: readonly AgendaChange[], more: Partial<NoticeQuestion> = {}): NoticePlan =>
  planChangeNotices({
    changes: changes.toReversed(),
    eventOf: (each) =>
      each.kind === 'cancelled'
        ? null
        : { ...othersEvent, end: span(each.start).end, selfResponse: each.selfResponse ?? null },
    isOwn: ({ calendarId }) => calendarId === own,
    told: { untilMs: ms('12:00'), keys: [] },
    settings,
    nowMs,
    timeZone: zone,
    ...more,
  });
const sketch = ({ notices }: NoticePlan): readonly string[] =>
  notices.map(({ changes }) => `${changes[0].title}: ${changes.map(({ kind }) => kind).join(', ')}`);

const toThree = (title = 'Review', more: More = {}): AgendaChange =>
  change(title, moved(at('15:00'), at('16:00')), at('16:00'), more);

describe('what is worth a notice', () => {
  test.each<[string, AgendaChange, boolean]>([
    ['moved today', toThree(), true],
    ['moved to next week', change('A', moved(at('15:00'), at('15:00', 30)), at('15:00', 30)), true],
    [
      'moved here from next week',
      change('A', moved(at('09:00', 30), at('09:00', 25)), at('09:00', 25)),
      true,
    ],
    ['moved within next week', change('A', moved(at('09:00', 30), at('10:00', 30)), at('10:00', 30)), false],
    [
      'moved into the past, when it was still to come',
      change('A', moved(at('14:00'), at('10:00')), at('10:00')),
      true,
    ],
    ['moved within the past', change('A', moved(at('09:00'), at('10:00')), at('10:00')), false],
    ['cancelled today', change('A', { kind: 'cancelled' }, at('15:00')), true],
    ['cancelled tomorrow night', change('A', { kind: 'cancelled' }, at('23:30', 25)), true],
    ['cancelled the day after', change('A', { kind: 'cancelled' }, at('00:00', 26)), false],
    ['cancelled while it runs', change('A', { kind: 'cancelled' }, at('12:30')), true],
    ['cancelled when it was long over', change('A', { kind: 'cancelled' }, at('11:00')), false],
    ['another place', change('A', { kind: 'placeChanged', from: 'A', to: 'B' }, at('15:00')), true],
    [
      'another place while it runs',
      change('A', { kind: 'placeChanged', from: 'A', to: 'B' }, at('12:30')),
      true,
    ],
    [
      'another place when it is over',
      change('A', { kind: 'placeChanged', from: 'A', to: 'B' }, at('11:30')),
      false,
    ],
    [
      'another link',
      change('A', { kind: 'linkChanged', from: null, to: 'https://meet.example.com/' }, at('15:00')),
      true,
    ],
    ['a colleague’s, moved', toThree('A', { isOthers: true, selfResponse: null }), false],
    [
      'a colleague’s, cancelled',
      change('A', { kind: 'cancelled' }, at('15:00'), { isOthers: true, selfResponse: null }),
      false,
    ],
    ['all day, today, to tomorrow', change('A', moved(date(24), date(25)), date(25)), true],
    ['all day, cancelled yesterday’s', change('A', { kind: 'cancelled' }, date(23)), false],
    [
      'an invitation to answer',
      change('A', { kind: 'new' }, at('15:00'), { selfResponse: 'needsAction' }),
      true,
    ],
    ['a new one that is answered', change('A', { kind: 'new' }, at('15:00')), false],
    [
      'an invitation for next week',
      change('A', { kind: 'new' }, at('15:00', 30), { selfResponse: 'needsAction' }),
      false,
    ],
    [
      'an answer of the person',
      change('A', { kind: 'answerChanged', from: null, to: 'accepted' }, at('15:00')),
      false,
    ],
    ['one that was declined', toThree('A', { selfResponse: 'declined' }), false],
    [
      'one that was declined, cancelled',
      change('A', { kind: 'cancelled' }, at('15:00'), { selfResponse: 'declined' }),
      false,
    ],
    [
      'one’s own entry, cancelled',
      change('A', { kind: 'cancelled' }, at('15:00'), { selfResponse: null }),
      false,
    ],
    [
      'the team’s entry, cancelled',
      change('A', { kind: 'cancelled' }, at('15:00'), { selfResponse: null, calendarId: team }),
      true,
    ],
    [
      'cancelled, of a journal that knew no answers',
      change('A', { kind: 'cancelled' }, at('15:00'), { selfResponse: undefined as never }),
      true,
    ],
  ])('%s: %#', (_name, one, isTold) => {
    expect(sketch(ask([one])).length).toBe(isTold ? 1 : 0);
  });

  test.each<[string, Partial<ChangedEvent>, CalendarId, boolean]>([
    ['organised by the person', { organizerIsSelf: true }, own, false],
    ['organised in a team’s calendar', { organizerIsSelf: true }, team, true],
    ['an entry without guests of one’s own', { organizerIsSelf: null, selfResponse: null }, own, false],
    ['a flight, which Google read from a mail', { organizerIsSelf: true, eventType: 'fromGmail' }, own, true],
    ['focus time', { eventType: 'focusTime' }, own, false],
    ['an absence', { eventType: 'outOfOffice' }, team, false],
  ])('%s', (_name, event, calendarId, isTold) => {
    const selfResponse = event.selfResponse === undefined ? 'accepted' : event.selfResponse;
    const plan = ask([toThree('A', { calendarId, selfResponse })], {
      eventOf: () => ({ ...othersEvent, ...event }),
    });
    expect(plan.notices.length).toBe(isTold ? 1 : 0);
  });
});

describe('one notice per meeting', () => {
  test('contains the last state of each kind, compared with what was known', () => {
    const plan = ask([
      change('A', moved(at('15:00'), at('16:00')), at('16:00'), { noticed: '12:10' }),
      change('A', { kind: 'placeChanged', from: 'Room 1', to: 'Room 2' }, at('16:00'), { noticed: '12:10' }),
      change('A', moved(at('16:00'), at('17:00')), at('17:00'), { noticed: '12:20' }),
    ]);
    expect(plan.notices).toMatchObject([
      {
        changes: [
          { kind: 'moved', from: { start: at('15:00') }, to: { start: at('17:00') } },
          { kind: 'placeChanged', to: 'Room 2' },
        ],
      },
    ]);
  });

  test.each<[string, readonly AgendaChange[], readonly string[]]>([
    [
      'moved there and back',
      [toThree('A', { noticed: '12:10' }), change('A', moved(at('16:00'), at('15:00')), at('15:00'))],
      [],
    ],
    [
      'moved, then cancelled',
      [toThree('A', { noticed: '12:10' }), change('A', { kind: 'cancelled' }, at('16:00'))],
      ['A: cancelled'],
    ],
    [
      'invited, then moved',
      [
        change('A', { kind: 'new' }, at('15:00'), { noticed: '12:10', selfResponse: 'needsAction' }),
        toThree('A', { selfResponse: 'needsAction' }),
      ],
      ['A: new'],
    ],
    [
      'invited and gone again',
      [
        change('A', { kind: 'new' }, at('15:00'), { noticed: '12:10', selfResponse: 'needsAction' }),
        change('A', { kind: 'cancelled' }, at('15:00')),
      ],
      [],
    ],
  ])('%s', (_name, changes, told) => {
    expect(sketch(ask(changes))).toEqual(told);
  });

  test('each instance of a series is a meeting of its own, and so is the series', () => {
    const instance = (slot: string): AgendaChange =>
      change('S', { kind: 'cancelled' }, at(slot), { occurrenceStart: new Date(ms(slot)).toISOString() });
    expect(ask([instance('15:00'), instance('16:00')]).notices).toHaveLength(2);
    const series = (to: string, noticed: string): AgendaChange =>
      change('S', moved(at('15:00'), at(to)), at(to), {
        wholeSeries: true,
        noticed,
        occurrenceStart: new Date(ms(to)).toISOString(),
      });
    expect(ask([series('16:00', '12:10'), series('17:00', '12:20')]).notices).toHaveLength(1);
  });

  test('a meeting in two calendars has one notice, from the person’s own calendar [S23]', () => {
    const plan = ask([toThree('A'), toThree('A', { calendarId: team, eventId: 'copy' as EventId })]);
    expect(plan.notices).toMatchObject([{ changes: [{ calendarId: own }] }]);
  });

  test('the earliest meeting comes first', () => {
    const later = change('Later', { kind: 'cancelled' }, at('18:00'));
    expect(sketch(ask([later, toThree('Sooner')]))).toEqual(['Sooner: moved', 'Later: cancelled']);
  });
});

describe('never twice', () => {
  test('what was shown is not shown again, even by a later call about the same millisecond', () => {
    const first = ask([toThree('A')]);
    expect(first.notices).toHaveLength(1);
    const again = ask([toThree('A'), toThree('B')], { told: first.told });
    expect(sketch(again)).toEqual(['B: moved']);
    expect(ask([toThree('A'), toThree('B')], { told: again.told }).notices).toEqual([]);
  });

  test('what was not worth a notice is settled too', () => {
    const far = change('A', { kind: 'cancelled' }, at('15:00', 28));
    const { told } = ask([far]);
    expect(ask([far], { told, nowMs: ms('13:00', 27) }).notices).toEqual([]);
  });

  test('a clock that was ahead and then corrected repeats nothing and loses nothing', () => {
    const ahead = toThree('A', { noticed: '20:00' });
    const told = { untilMs: ms('20:00'), keys: [] };
    const plan = ask([ahead, toThree('B')], { told });
    expect(plan.notices).toEqual([]);
    const later = ask([ahead, toThree('C', { noticed: '13:05' })], { told: plan.told, nowMs: ms('13:06') });
    expect(sketch(later)).toEqual(['C: moved']);
  });
});

describe('quiet', () => {
  const hours = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] };
  test('a pause holds notices back until it ends, and then they are decided again', () => {
    const paused = { ...settings, remindersPausedUntil: new Date(ms('14:00')).toISOString() };
    const over = change('Over', { kind: 'cancelled' }, at('12:45'));
    const held = ask([toThree('A'), over], { settings: paused });
    expect(held.notices).toEqual([]);
    expect(held.againAt).toBe(new Date(ms('14:00')).toISOString());
    const after = ask([toThree('A'), over], { settings: paused, told: held.told, nowMs: ms('14:00') });
    expect(sketch(after)).toEqual(['A: moved']);
    expect(after.againAt).toBeNull();
  });

  test.each([
    ['13:00', 24, null],
    ['20:00', 24, ms('09:00', 25)],
    ['08:00', 24, ms('09:00', 24)],
    ['20:00', 27, ms('09:00', 30)],
  ])('outside the working hours they wait for the next ones: %s on %i', (time, day, againMs) => {
    const one = change('A', { kind: 'cancelled' }, at('23:00', day), { noticed: '07:00' });
    const plan = ask([one], {
      settings: { ...settings, reminderHours: hours },
      told: { untilMs: ms('06:00'), keys: [] },
      nowMs: ms(time, day),
    });
    expect(plan.againAt).toBe(againMs === null ? null : new Date(againMs).toISOString());
    expect(plan.notices.length).toBe(againMs === null ? 1 : 0);
  });

  test('after a pause that ends outside the working hours they wait until these begin', () => {
    const both = {
      ...settings,
      reminderHours: hours,
      remindersPausedUntil: new Date(ms('00:00', 25)).toISOString(),
    };
    expect(ask([toThree('A')], { settings: both }).againAt).toBe(new Date(ms('09:00', 25)).toISOString());
  });

  test('hours without a day hold everything back, without a timer', () => {
    const never = { ...settings, reminderHours: { ...hours, days: [] } };
    expect(ask([toThree('A')], { settings: never })).toMatchObject({ notices: [], againAt: null });
  });

  test('while notices are off nothing is shown, nor afterwards', () => {
    const off = ask([toThree('A')], { settings: { ...settings, changeNotices: false } });
    expect(off.notices).toEqual([]);
    expect(ask([toThree('A')], { told: off.told }).notices).toEqual([]);
  });
});
