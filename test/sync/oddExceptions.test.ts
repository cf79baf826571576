/**
 * Series and their exceptions as Google may send them, end to end: fake Google → client → engine → SQLite → agenda.
 * Each row states what is correct; all of them share a few passes, with one calendar each.
 */
import { expect, onTestFinished, test } from 'vitest';
import type { CalendarId, Occurrence } from '../../shared/model.ts';
import { openGoogleWorld } from './googleWorld.ts';
import type { GoogleWorld } from './googleWorld.ts';

type Resource = Readonly<Record<string, unknown>> & { readonly id: string };
/** What happens on the server before a pass: resources that are new or replaced, ids that are removed. */
interface Step {
  readonly put?: readonly Resource[];
  readonly patch?: readonly Resource[];
  readonly remove?: readonly string[];
}
interface Row {
  readonly why: string;
  readonly steps: readonly Step[];
  /** `[from, to)`; 21 to 30 November 2026 by default. */
  readonly window?: readonly [from: string, to: string];
  readonly viewer?: string;
  /** Start to the minute and title, in order. */
  readonly shown: readonly string[];
}

const timed = (start: string, end: string, zone: string | undefined = 'Europe/Berlin') => ({
  start: { dateTime: start, timeZone: zone },
  end: { dateTime: end, timeZone: zone },
});
const days = (start: string, end: string) => ({ start: { date: start }, end: { date: end } });

/** Mondays, 09:00 in Berlin: 08:00Z on 23 November. */
const mondays = (fields: Readonly<Record<string, unknown>> = {}): Resource => ({
  id: 'm',
  summary: 'series',
  ...timed('2026-11-02T09:00:00+01:00', '2026-11-02T10:00:00+01:00'),
  recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO'],
  ...fields,
});
const daily = (fields: Readonly<Record<string, unknown>> = {}): Resource =>
  mondays({ ...days('2026-11-22', '2026-11-23'), recurrence: ['RRULE:FREQ=DAILY;COUNT=4'], ...fields });

const THE_23RD = '2026-11-23T09:00:00+01:00';
/** The instance of the 23rd, changed. */
const changed = (fields: Readonly<Record<string, unknown>> = {}): Resource => ({
  id: 'm_20261123T080000Z',
  summary: 'changed',
  recurringEventId: 'm',
  originalStartTime: { dateTime: THE_23RD, timeZone: 'Europe/Berlin' },
  ...timed(THE_23RD, '2026-11-23T10:00:00+01:00'),
  ...fields,
});
const cancelled = (fields: Readonly<Record<string, unknown>> = {}): Resource => ({
  id: 'm_20261123T080000Z',
  status: 'cancelled',
  recurringEventId: 'm',
  originalStartTime: { dateTime: THE_23RD },
  ...fields,
});
const moved = (to: string) => ({ summary: 'moved', ...timed(to, to) });

const rows: readonly Row[] = [
  {
    why: '[S18] moved out of the window, it leaves its slot empty',
    steps: [{ put: [mondays(), changed(moved('2026-12-01T09:00:00+01:00'))] }],
    shown: [],
  },
  {
    why: '[S18] moved into the window, it shows there',
    steps: [
      {
        put: [
          mondays(),
          changed({
            id: 'm_20261109T080000Z',
            originalStartTime: { dateTime: '2026-11-09T08:00:00Z' },
            ...moved('2026-11-25T10:00:00Z'),
          }),
        ],
      },
    ],
    shown: ['2026-11-23T08:00 series', '2026-11-25T10:00 moved'],
  },
  {
    why: 'moved before the beginning of its series, it shows there',
    steps: [{ put: [mondays(), changed(moved('2026-10-05T09:00:00+02:00'))] }],
    window: ['2026-10-01T00:00:00Z', '2026-11-24T00:00:00Z'],
    shown: [
      '2026-10-05T07:00 moved',
      '2026-11-02T08:00 series',
      '2026-11-09T08:00 series',
      '2026-11-16T08:00 series',
    ],
  },
  {
    why: 'moved onto another instance’s time, both show',
    steps: [{ put: [mondays(), changed(moved('2026-11-30T09:00:00+01:00'))] }],
    window: ['2026-11-23T00:00:00Z', '2026-12-01T00:00:00Z'],
    shown: ['2026-11-30T08:00 moved', '2026-11-30T08:00 series'],
  },
  {
    why: 'a slot is an instant, in whatever zone and offset its time is written',
    steps: [
      {
        put: [
          mondays(),
          changed({ originalStartTime: { dateTime: '2026-11-23T17:00:00+09:00', timeZone: 'Asia/Tokyo' } }),
        ],
      },
    ],
    shown: ['2026-11-23T08:00 changed'],
  },
  {
    why: 'a slot without a time is told by the id, one without either by the start',
    steps: [
      {
        put: [
          mondays({ recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261124T235959Z'] }),
          changed({ originalStartTime: undefined, ...moved('2026-11-25T10:00:00Z') }),
          changed({
            id: 'opaque',
            originalStartTime: undefined,
            ...timed('2026-11-22T08:00:00Z', '2026-11-22T09:00:00Z'),
          }),
        ],
      },
    ],
    shown: [
      '2026-11-21T08:00 series',
      '2026-11-22T08:00 changed',
      '2026-11-24T08:00 series',
      '2026-11-25T10:00 moved',
    ],
  },
  {
    why: '[S25] all-day slots are dates; one of them given a time leaves its date',
    steps: [
      {
        put: [
          daily(),
          changed({
            id: 'm_20261123',
            originalStartTime: { date: '2026-11-23' },
            ...moved('2026-11-23T12:00:00Z'),
          }),
          cancelled({ id: 'm_20261125', originalStartTime: { date: '2026-11-25' } }),
        ],
      },
    ],
    shown: ['2026-11-22 series', '2026-11-23T12:00 moved', '2026-11-24 series'],
  },
  {
    why: 'an instance of a timed series made all-day keeps its slot an instant',
    steps: [{ put: [mondays(), changed(days('2026-11-23', '2026-11-24'))] }],
    shown: ['2026-11-23 changed'],
  },
  {
    why: '[S15] cancelled, and restored',
    steps: [
      { put: [mondays({ recurrence: ['RRULE:FREQ=DAILY;COUNT=22'] })] },
      { put: [cancelled(), cancelled({ id: 'm_20261122T080000Z', originalStartTime: undefined })] },
      { patch: [changed()] },
    ],
    shown: ['2026-11-21T08:00 series', '2026-11-23T08:00 changed'],
  },
  {
    why: '[S15] of a tombstone with nothing but an id the id tells the slot',
    steps: [{ put: [mondays()] }, { put: [{ id: 'm_20261123T080000Z', status: 'cancelled' }] }],
    shown: [],
  },
  {
    why: '[S16] exceptions wait for a master that comes later',
    steps: [{ put: [cancelled()] }, { put: [mondays({ recurrence: ['RRULE:FREQ=DAILY;COUNT=23'] })] }],
    shown: ['2026-11-21T08:00 series', '2026-11-22T08:00 series', '2026-11-24T08:00 series'],
  },
  {
    why: '[S17] an exception whose master nobody knows shows alone',
    steps: [{ put: [changed()] }],
    shown: ['2026-11-23T08:00 changed'],
  },
  {
    why: '[S14] a deleted master takes its exceptions along',
    steps: [{ put: [mondays(), changed()] }, { remove: ['m'] }],
    shown: [],
  },
  {
    why: 'an RDATE has exceptions as every instance has',
    steps: [
      {
        put: [
          mondays({ recurrence: ['RDATE;TZID=Europe/Berlin:20261123T090000,20261124T090000'] }),
          changed(),
        ],
      },
    ],
    shown: ['2026-11-23T08:00 changed', '2026-11-24T08:00 series'],
  },
  {
    why: 'what EXDATE takes out of the rule an exception brings back',
    steps: [
      {
        put: [mondays({ recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO', 'EXDATE:20261123T080000Z'] }), changed()],
      },
    ],
    shown: ['2026-11-23T08:00 changed'],
  },
  {
    why: 'a rule that changed keeps the exceptions that Google did not take back',
    steps: [
      { put: [mondays(), changed()] },
      { patch: [{ id: 'm', recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU'] }] },
    ],
    shown: ['2026-11-23T08:00 changed', '2026-11-24T08:00 series'],
  },
  {
    why: '[S21] behind the end that a split gave its series an exception does not show',
    steps: [
      { put: [mondays(), changed()] },
      { patch: [{ id: 'm', recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261122T225959Z'] }] },
    ],
    shown: [],
  },
  {
    why: '[S21] each part of a split series has its own instances, changed and cancelled, though ids name no part',
    steps: [
      {
        put: [
          mondays({ recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261122T225959Z'] }),
          mondays({
            id: 'm_R20261123T080000',
            summary: 'later',
            ...timed(THE_23RD, '2026-11-23T10:00:00+01:00'),
            recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
          }),
          changed({ recurringEventId: 'm_R20261123T080000' }),
          cancelled({
            id: 'm_20261125T080000Z',
            recurringEventId: 'm_R20261123T080000',
            originalStartTime: { dateTime: '2026-11-25T09:00:00+01:00' },
          }),
        ],
      },
      { put: [{ id: 'm_20261126T080000Z', status: 'cancelled' }] },
    ],
    shown: [
      '2026-11-21T08:00 series',
      '2026-11-22T08:00 series',
      '2026-11-23T08:00 changed',
      '2026-11-24T08:00 later',
      '2026-11-27T08:00 later',
    ],
  },
  {
    why: '[S23] two series of one calendar with one iCalUID both show',
    steps: [{ put: [mondays({ iCalUID: 'u' }), mondays({ id: 'n', summary: 'twin', iCalUID: 'u' })] }],
    shown: ['2026-11-23T08:00 series', '2026-11-23T08:00 twin'],
  },
  {
    why: '[F23] of a rule that nobody can read, its first date and its exceptions show',
    steps: [
      {
        put: [
          mondays({
            recurrence: ['RRULE:RSCALE=CHINESE;FREQ=MONTHLY'],
            ...timed('2026-11-22T08:00:00Z', '2026-11-22T09:00:00Z'),
          }),
          changed(),
        ],
      },
    ],
    shown: ['2026-11-22T08:00 series', '2026-11-23T08:00 changed'],
  },
  {
    why: 'what runs over the window’s edge shows, what only touches it does not, and what has no length lies at its start',
    steps: [
      {
        put: [
          mondays({
            id: 'over',
            summary: 'over',
            ...timed('2026-11-06T20:00:00Z', '2026-11-09T08:00:00Z', 'UTC'),
            recurrence: ['RRULE:FREQ=WEEKLY'],
          }),
          mondays({
            id: 'touch',
            summary: 'touch',
            ...timed('2026-11-06T00:00:00Z', '2026-11-07T00:00:00Z', 'UTC'),
            recurrence: ['RRULE:FREQ=WEEKLY'],
          }),
          mondays({
            id: 'none',
            summary: 'none',
            ...timed('2026-11-07T00:00:00Z', '2026-11-07T00:00:00Z', 'UTC'),
            recurrence: ['RRULE:FREQ=WEEKLY'],
          }),
        ],
      },
    ],
    window: ['2026-11-21T00:00:00Z', '2026-11-27T00:00:00Z'],
    shown: ['2026-11-20T20:00 over', '2026-11-21T00:00 none'],
  },
  {
    why: 'a length is exact, whatever the end’s zone does in between',
    steps: [
      {
        put: [
          mondays({
            start: { dateTime: '2026-03-02T18:00:00-05:00', timeZone: 'America/New_York' },
            end: { dateTime: '2026-03-03T06:00:00Z', timeZone: 'Europe/London' },
          }),
        ],
      },
    ],
    // Seven hours: until 05:00Z once New York is four hours behind.
    window: ['2026-03-10T04:59:00Z', '2026-03-10T05:00:00Z'],
    shown: ['2026-03-09T22:00 series'],
  },
  {
    why: 'an end in the year 9999 is one like any other',
    steps: [
      {
        put: [
          mondays({ recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z'] }),
          { id: 's', summary: 'ages', ...timed('2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z') },
        ],
      },
    ],
    window: ['2099-12-26T00:00:00Z', '2100-01-01T00:00:00Z'],
    shown: ['2026-01-01T00:00 ages', '2099-12-28T08:00 series'],
  },
  {
    why: '[S25] a time without a zone is the calendar’s: Berlin keeps nine o’clock over the change of clocks',
    steps: [{ put: [mondays(timed('2026-10-19T09:00:00+02:00', '2026-10-19T10:00:00+02:00', undefined))] }],
    window: ['2026-10-19T00:00:00Z', '2026-10-27T00:00:00Z'],
    shown: ['2026-10-19T07:00 series', '2026-10-26T08:00 series'],
  },
  ...(
    [
      ['Pacific/Kiritimati', '2026-11-22T10:00:00Z', ['2026-11-23 series']],
      ['Pacific/Pago_Pago', '2026-11-23T10:59:00Z', ['2026-11-22 series']],
      ['Europe/Berlin', '2026-11-22T22:59:00Z', ['2026-11-22 series']],
    ] as const
  ).map(([viewer, from, shown]): Row => ({
    why: `[S25] an all-day instance lasts the viewer’s own day in ${viewer}`,
    steps: [{ put: [daily()] }],
    window: [from, from.replace(/\d\dZ$/, '30Z')],
    viewer,
    shown,
  })),
];

const calendarOf = (index: number): CalendarId => `odd-${index}@example.com` as CalendarId;

const line = ({ start, title }: Occurrence): string =>
  `${start.kind === 'date' ? start.date : new Date(start.ms).toISOString().slice(0, 16)} ${title}`;

const shownBy = (world: GoogleWorld, row: Row, index: number, limit: number): readonly Occurrence[] => {
  const [from, to] = row.window ?? ['2026-11-21T00:00:00Z', '2026-11-30T00:00:00Z'];
  const range = { from, to, limit, calendarIds: [calendarOf(index)], timeZone: row.viewer ?? 'UTC' };
  const found: Occurrence[] = [];
  let cursor: string | null = null;
  do {
    const page = world.store.agenda.list({ ...range, cursor });
    if (!page.ok) throw new Error(page.problem.kind);
    found.push(...page.value.occurrences);
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return found;
};

test('series and exceptions are shown as Google means them', { timeout: 60_000 }, async () => {
  const world = await openGoogleWorld({ events: 0, pageLimit: 250 });
  onTestFinished(world.close);
  for (const index of rows.keys()) {
    const id = calendarOf(index);
    world.model.addCalendar({ id, summary: id, timeZone: 'Europe/Berlin', selected: true });
  }
  const passes = Math.max(...rows.map((row) => row.steps.length));
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [index, { steps }] of rows.entries()) {
      const { put = [], patch = [], remove = [] } = steps[pass] ?? {};
      const id = calendarOf(index);
      for (const resource of put) {
        const whole: Resource = { status: 'confirmed', ...resource };
        world.model.insertRaw(id, whole);
      }
      for (const { id: eventId, ...fields } of patch) {
        world.model.patch(id, eventId, { status: 'confirmed', ...fields });
      }
      for (const eventId of remove) world.model.delete(id, eventId);
    }
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', counts: { quarantined: 0 } });
  }

  const wrong = rows.flatMap((row, index) => {
    const found = shownBy(world, row, index, 100);
    const got = found.map(line);
    const paged = shownBy(world, row, index, 1).map(line);
    const right = JSON.stringify([row.shown, row.shown]);
    return JSON.stringify([got, paged]) === right ? [] : [{ why: row.why, got, paged, shown: row.shown }];
  });
  expect(wrong).toEqual([]);

  // Everything listed can be opened, by its own id and by its master's and its slot.
  for (const [index, row] of rows.entries()) {
    for (const shown of shownBy(world, row, index, 100)) {
      const { eventId, masterId, occurrenceStart } = shown;
      const refs = [{ eventId }, ...(masterId === undefined ? [] : [{ eventId: masterId, occurrenceStart }])];
      for (const ref of refs.filter((one) => one.eventId !== 'm' || row.steps[0]?.put?.[0]?.id === 'm')) {
        const detail = world.store.agenda.get({
          calendarId: calendarOf(index),
          eventId: ref.eventId,
          ...('occurrenceStart' in ref &&
            ref.occurrenceStart !== undefined && { occurrenceStart: ref.occurrenceStart }),
        });
        expect(detail, row.why).toMatchObject({ ok: true, value: shown });
      }
    }
  }
});
