import { describe, expect, test } from 'vitest';
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import { LONGEST_EVENT_ID } from '../../shared/idLengths.ts';
import type { CalendarId, Occurrence, RemoteChange } from '../../shared/model.ts';
import { parseRequest } from '../../main/ipc/dispatch.ts';
import { sliceSql } from '../../main/store/agenda/sliceRows.ts';
import { detailSql } from '../../main/store/agenda/detail.ts';
import { seriesSql } from '../../main/store/agenda/agendaSeries.ts';
import type { Store } from '../../main/store/open.ts';
import {
  account,
  at,
  calendarId,
  cancelled,
  changed,
  deleted,
  eventId,
  exception,
  keyOf,
  list,
  master,
  on,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';
import { withDatabase } from './support/rows.ts';

const zone = 'Europe/Berlin';
const week = { from: '2026-11-23T00:00:00Z', to: '2026-11-30T00:00:00Z', timeZone: zone };

const commit = (store: Store, changes: readonly RemoteChange[], id: CalendarId = calendarId): void =>
  void value(store.sync.commitChanges(keyOf(store, id), 1, changes));

const page = (store: Store, range: Partial<AgendaRange> = {}) =>
  value(store.agenda.list({ ...week, ...range }));

const line = ({ title, start }: Occurrence): string =>
  `${start.kind === 'date' ? start.date : new Date(start.ms).toISOString().slice(0, 16)} ${title}`;
const lines = (store: Store, range: Partial<AgendaRange> = {}): string[] =>
  page(store, range).occurrences.map(line);

const daily = (id: string, fields = {}) =>
  master(id, {
    title: id,
    start: at('2026-11-02T08:00:00Z'),
    end: at('2026-11-02T08:30:00Z'),
    recurrence: ['RRULE:FREQ=DAILY;COUNT=26'],
    ...fields,
  });

const detail = (store: Store, ref: { eventId: string; occurrenceStart?: string }) =>
  value(store.agenda.get({ calendarId, ...ref, eventId: eventId(ref.eventId) }));

describe('a window', () => {
  test('contains singles, instances and long events that overlap it, in order', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        single('in', { title: 'in', start: at('2026-11-24T08:00:00Z'), end: at('2026-11-24T09:00:00Z') }),
        single('ended', { start: at('2026-11-22T22:00:00Z'), end: at('2026-11-23T00:00:00Z') }),
        single('running', {
          title: 'running',
          start: at('2026-11-22T22:00:00Z'),
          end: at('2026-11-23T00:01:00Z'),
        }),
        single('long', { title: 'long', start: at('2026-10-01T08:00:00Z'), end: at('2027-01-01T08:00:00Z') }),
        single('stay', { title: 'stay', start: at('2026-11-29T08:00:00Z'), end: at('2026-12-14T08:00:00Z') }),
        single('after', { start: at('2026-11-30T00:00:00Z'), end: at('2026-11-30T01:00:00Z') }),
        single('day', { title: 'day', start: on('2026-11-24'), end: on('2026-11-25') }),
        daily('daily', {
          recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH'],
          start: at('2026-11-03T08:00:00Z'),
          end: at('2026-11-03T08:30:00Z'),
        }),
      ),
    );
    expect(lines(store)).toEqual([
      '2026-10-01T08:00 long',
      '2026-11-22T22:00 running',
      '2026-11-24 day',
      '2026-11-24T08:00 daily',
      '2026-11-24T08:00 in',
      '2026-11-26T08:00 daily',
      '2026-11-29T08:00 stay',
    ]);
  });

  test('places dates by the viewer’s own days [S25]', () => {
    const { store } = populatedStore();
    commit(store, changed(single('day', { title: 'day', start: on('2026-11-24'), end: on('2026-11-25') })));
    const evening = { from: '2026-11-23T12:00:00Z', to: '2026-11-23T23:00:00Z' };
    // In Auckland the 24th begins at 11:00Z on the 23rd; in Berlin at 23:00Z, just outside.
    expect(lines(store, { ...evening, timeZone: 'Pacific/Auckland' })).toEqual(['2026-11-24 day']);
    expect(lines(store, { ...evening, timeZone: zone })).toEqual([]);
    // In Los Angeles it lasts until 08:00Z on the 25th.
    const late = { from: '2026-11-25T07:59:00Z', to: '2026-11-25T09:00:00Z' };
    expect(lines(store, { ...late, timeZone: 'America/Los_Angeles' })).toEqual(['2026-11-24 day']);
    expect(lines(store, { ...late, timeZone: zone })).toEqual([]);
  });

  test('finds the next occurrence however far away it is, page by page, and nothing if a rule has none', () => {
    const { store } = populatedStore();
    const rarely = {
      start: at('2004-02-29T08:00:00Z'),
      end: at('2004-02-29T09:00:00Z'),
      recurrence: ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU'],
    };
    const never = { ...rarely, recurrence: ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'] };
    commit(store, changed(master('rare', { title: 'rare', ...rarely }), master('never', never)));
    const ahead = { from: '2032-03-01T00:00:00Z', to: '2200-01-01T00:00:00Z', limit: 1, timeZone: 'UTC' };
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const next: AgendaPage = value(store.agenda.list({ ...ahead, cursor }));
      found.push(...next.occurrences.map(line));
      cursor = next.nextCursor;
    } while (cursor !== null);
    // Nine o’clock in Berlin; 2100 is not a leap year.
    expect(found).toEqual(['2060', '2088', '2128', '2156', '2184'].map((year) => `${year}-02-29T08:00 rare`));
    expect(
      value(store.agenda.list({ ...ahead, from: '9990-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' })),
    ).toEqual({
      occurrences: [],
      nextCursor: null,
    });
  });

  test('returns what an instance is: Google’s id, its master, its slot', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        daily('daily'),
        master('days', { title: 'days', start: on('2026-11-24'), end: on('2026-11-25') }),
      ),
    );
    const [first] = page(store, { to: '2026-11-23T12:00:00Z' }).occurrences;
    expect(first).toMatchObject({
      eventId: 'daily_20261123T080000Z',
      masterId: 'daily',
      occurrenceStart: '2026-11-23T08:00:00.000Z',
      start: { kind: 'timed', zone },
      color: '#4285f4',
      calendarId,
      accountId: account,
    });
    const allDay = page(store).occurrences.find((occurrence) => occurrence.masterId === 'days');
    expect(allDay).toMatchObject({
      eventId: 'days_20261124',
      occurrenceStart: '2026-11-24',
      end: on('2026-11-25'),
    });
  });

  test('contains visible calendars only, and only the requested ones', () => {
    const { store } = populatedStore();
    const other = 'team@example.com' as CalendarId;
    list(store, [remoteCalendar(calendarId, { primary: true }), remoteCalendar(other, { color: '#0b8043' })]);
    commit(store, changed(single('mine', { title: 'mine' })));
    commit(store, changed(single('ours', { title: 'ours', color: null }), daily('series')), other);
    expect(lines(store, { calendarIds: [other] })).toContain('2026-11-25T10:00 ours');
    expect(lines(store, { calendarIds: [calendarId] })).toEqual(['2026-11-25T10:00 mine']);
    expect(page(store).occurrences.find((o) => o.title === 'ours')?.color).toBe('#0b8043');
    value(store.calendars.setVisible({ calendarId: other, visible: false }));
    expect(lines(store)).toEqual(['2026-11-25T10:00 mine']);
    value(store.calendars.setVisible({ calendarId: other, visible: true }));
    expect(lines(store)).toHaveLength(7);
  });

  test('is rejected with a clear reason if it cannot be read', () => {
    const { store } = populatedStore();
    const problem = (range: Partial<AgendaRange>) => {
      const read = store.agenda.list({ ...week, ...range });
      return read.ok ? null : read.problem.kind;
    };
    expect(problem({ from: 'tomorrow' })).toBe('invalidRequest');
    expect(problem({ timeZone: 'Mars/Olympus' })).toBe('invalidRequest');
    expect(problem({ limit: Number.NaN })).toBe('invalidRequest');
    expect(page(store, { from: week.to, to: week.from })).toEqual({ occurrences: [], nextCursor: null });
  });

  test('is read from its beginning if the cursor cannot be read', () => {
    const { store } = populatedStore();
    commit(store, changed(single('a'), single('b')));
    const first = page(store, { limit: 1 });
    expect(first.nextCursor).not.toBeNull();
    for (const cursor of ['', 'no cursor', btoa('[1,0,1,"a","b","c"]'), 'x'.repeat(60_000)])
      expect(page(store, { limit: 1, cursor })).toEqual(first);
  });

  test('is read on after ids of any length that Google allows', () => {
    const { store } = populatedStore();
    const long = (letter: string): string => letter.repeat(LONGEST_EVENT_ID);
    const events = [
      single(long('a')),
      single(long('漢')),
      single(long('"')),
      master(long('m'), { recurrence: ['RRULE:FREQ=DAILY'] }),
    ];
    commit(store, changed(...events));
    const ids = new Set<string>();
    for (let cursor: string | null = null, pages = 0; pages < 10; pages += 1) {
      const asked = { from: week.from, to: week.to, limit: 1, ...(cursor === null ? {} : { cursor }) };
      expect(parseRequest('agenda.list', [asked])).toMatchObject({ ok: true });
      const { occurrences, nextCursor }: AgendaPage = page(store, asked);
      for (const { calendarId: of, eventId } of occurrences) {
        ids.add(eventId);
        const ref = { calendarId: of, eventId };
        expect(parseRequest('agenda.get', [ref])).toMatchObject({ ok: true });
        expect(value(store.agenda.get(ref))).not.toBeNull();
      }
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect([...ids].filter((id) => !id.startsWith('m'))).toHaveLength(3);
    expect([...ids].filter((id) => id.startsWith('m')).length).toBeGreaterThan(1);
  });

  test('is correct anywhere between 1970 and 2100, and up to the year 9999 without expanding it', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        master('old', {
          title: 'old',
          start: on('1970-01-05'),
          end: on('1970-01-06'),
          recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO'],
        }),
        single('far', { title: 'far', start: at('9998-06-01T10:00:00Z'), end: at('9998-06-01T11:00:00Z') }),
      ),
    );
    const day = (date: string) => ({ from: `${date}T00:00:00Z`, to: `${date}T23:59:00Z`, timeZone: 'UTC' });
    expect(lines(store, day('1970-01-05'))).toEqual(['1970-01-05 old']);
    expect(lines(store, day('2099-12-28'))).toEqual(['2099-12-28 old']);
    expect(lines(store, day('2099-12-29'))).toEqual([]);
    const endless = page(store, { from: '2026-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' });
    expect(endless.occurrences).toHaveLength(100);
    expect(endless.nextCursor).not.toBeNull();
    value(store.sync.commitChanges(keyOf(store), 1, [deleted('old')]));
    expect(lines(store, { to: '9999-12-31T00:00:00Z' })).toEqual(['9998-06-01T10:00 far']);
  });
});

describe('exceptions', () => {
  test('[S18] a moved instance leaves its slot and is shown at its own start, wherever that is', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        daily('daily'),
        exception('daily', '2026-11-24T08:00:00Z', {
          title: 'moved',
          start: at('2026-12-24T08:00:00Z'),
          end: at('2026-12-24T08:30:00Z'),
        }),
        exception('daily', '2026-11-25T08:00:00Z', {
          title: 'later',
          start: at('2026-11-25T15:00:00Z'),
          end: at('2026-11-25T15:30:00Z'),
        }),
      ),
    );
    expect(lines(store)).toEqual([
      '2026-11-23T08:00 daily',
      '2026-11-25T15:00 later',
      '2026-11-26T08:00 daily',
      '2026-11-27T08:00 daily',
    ]);
    expect(lines(store, { from: '2026-12-24T00:00:00Z', to: '2026-12-25T00:00:00Z' })).toEqual([
      '2026-12-24T08:00 moved',
    ]);
  });

  test('[S15] a cancelled instance removes its slot, all-day ones by date', () => {
    const { store } = populatedStore();
    const days = master('days', { title: 'days', start: on('2026-11-20'), end: on('2026-11-21') });
    commit(store, [
      ...changed(daily('daily'), days),
      cancelled('daily', '2026-11-24T08:00:00Z'),
      {
        type: 'cancelledInstance',
        id: eventId('days_20261125'),
        masterId: eventId('days'),
        originalStart: on('2026-11-25'),
      },
    ]);
    const shown = lines(store, { from: '2026-11-23T23:00:00Z', to: '2026-11-26T22:00:00Z' });
    expect(shown).toEqual([
      '2026-11-24 days',
      '2026-11-25T08:00 daily',
      '2026-11-26 days',
      '2026-11-26T08:00 daily',
    ]);
  });

  test('[S16] count whether they came before or after their master, at once and after a read', () => {
    const { store } = populatedStore();
    commit(store, [cancelled('daily', '2026-11-24T08:00:00Z')]);
    expect(lines(store)).toEqual([]);
    commit(store, changed(daily('daily')));
    expect(lines(store)).toHaveLength(4);
    commit(store, [cancelled('daily', '2026-11-25T08:00:00Z')]);
    expect(lines(store)).toHaveLength(3);
  });

  test('[S17] are shown alone if their master is missing', () => {
    const { store } = populatedStore();
    commit(store, changed(exception('unknown', '2026-11-24T08:00:00Z', { title: 'alone' })));
    expect(lines(store)).toEqual(['2026-11-24T08:00 alone']);
    expect(detail(store, { eventId: 'unknown_20261124T080000Z' })).toMatchObject({
      title: 'alone',
      repeat: null,
    });
  });

  test('[S21] of a series that was cut by UNTIL are no longer shown, but not forgotten', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        daily('daily', { recurrence: ['RRULE:FREQ=DAILY'] }),
        exception('daily', '2026-11-24T08:00:00Z', { title: 'before' }),
        exception('daily', '2026-11-26T08:00:00Z', { title: 'behind' }),
      ),
    );
    expect(lines(store)).toContain('2026-11-26T08:00 behind');
    commit(store, changed(daily('daily', { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261125T225959Z'] })));
    expect(lines(store)).toEqual([
      '2026-11-23T08:00 daily',
      '2026-11-24T08:00 before',
      '2026-11-25T08:00 daily',
    ]);
    commit(store, changed(daily('daily', { recurrence: ['RRULE:FREQ=DAILY'] })));
    expect(lines(store)).toContain('2026-11-26T08:00 behind');
  });

  test('[S21] are shown up to UNTIL, even if the rule itself has no instance', () => {
    const { store } = populatedStore();
    commit(
      store,
      changed(
        daily('daily', { recurrence: ['RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;UNTIL=20261125T225959Z'] }),
        exception('daily', '2026-11-24T08:00:00Z', { title: 'before' }),
        exception('daily', '2026-11-26T08:00:00Z', { title: 'behind' }),
      ),
    );
    expect(lines(store)).toContain('2026-11-24T08:00 before');
    expect(lines(store)).not.toContain('2026-11-26T08:00 behind');
  });
});

describe('a changed master', () => {
  test('is compiled again, even if its etag is the same', () => {
    const { store } = populatedStore();
    commit(store, changed(daily('daily')));
    expect(lines(store)).toHaveLength(5);
    commit(store, changed(daily('daily', { title: 'renamed' })));
    expect(lines(store)[0]).toBe('2026-11-23T08:00 renamed');
    commit(store, changed(daily('daily', { recurrence: ['RRULE:FREQ=WEEKLY'] })));
    expect(lines(store)).toEqual(['2026-11-23T08:00 daily']);
    commit(store, [deleted('daily')]);
    expect(lines(store)).toEqual([]);
  });
});

describe('[S23] the same meeting in two calendars', () => {
  const other = 'team@example.com' as CalendarId;
  const self = {
    email: 'ada@example.com',
    response: 'accepted',
    self: true,
    organizer: false,
    optional: false,
    resource: false,
  } as const;

  test('is shown once, as the copy that invites the person, for singles and series alike', () => {
    const { store } = populatedStore();
    list(store, [remoteCalendar(calendarId, { primary: true }), remoteCalendar(other)]);
    const copy = { iCalUid: 'planning@example.com' };
    commit(
      store,
      changed(
        single('a', { ...copy, title: 'mine', attendees: [self] }),
        daily('d1', { iCalUid: 'd@example.com' }),
      ),
    );
    commit(
      store,
      changed(
        single('b', { ...copy, title: 'theirs' }),
        daily('d2', { iCalUid: 'd@example.com', attendees: [self] }),
      ),
      other,
    );
    expect(lines(store)).toEqual([
      '2026-11-23T08:00 d2',
      '2026-11-24T08:00 d2',
      '2026-11-25T08:00 d2',
      '2026-11-25T10:00 mine',
      '2026-11-26T08:00 d2',
      '2026-11-27T08:00 d2',
    ]);
    expect(lines(store, { calendarIds: [other] })).toContain('2026-11-25T10:00 theirs');
  });
});

describe('pages', () => {
  test('return every occurrence once, whatever the page size', () => {
    const { store } = populatedStore();
    const other = 'team@example.com' as CalendarId;
    list(store, [remoteCalendar(calendarId, { primary: true }), remoteCalendar(other)]);
    const events = [
      daily('daily'),
      daily('twin'),
      master('days', {
        title: 'days',
        start: on('2026-11-20'),
        end: on('2026-11-23'),
        recurrence: ['RRULE:FREQ=DAILY'],
      }),
      single('long', { title: 'long', start: at('2026-10-01T08:00:00Z'), end: at('2027-01-01T08:00:00Z') }),
      ...Array.from({ length: 30 }, (_, i) =>
        single(`s${i}`, {
          title: `s${i}`,
          start: at('2026-11-25T08:00:00Z'),
          end: at('2026-11-25T09:00:00Z'),
        }),
      ),
    ];
    commit(store, changed(...events));
    commit(store, changed(daily('copy', { iCalUid: 'daily@example.com' })), other);
    const whole = page(store).occurrences;
    expect(whole.length).toBeGreaterThan(45);
    for (const limit of [1, 2, 3, 7, 40]) {
      const given: Occurrence[] = [];
      let cursor: string | undefined;
      do {
        const read = page(store, { limit, ...(cursor === undefined ? {} : { cursor }) });
        expect(read.occurrences.length).toBe(Math.min(limit, whole.length - given.length));
        given.push(...read.occurrences);
        cursor = read.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(given).toEqual(whole);
    }
  });

  test('neither repeat nor skip unchanged rows when others change between them', () => {
    const { store } = populatedStore();
    const event = (i: number) =>
      single(`s${i}`, {
        title: `s${i}`,
        start: at(`2026-11-25T08:${String(i).padStart(2, '0')}:00Z`),
        end: at('2026-11-25T10:00:00Z'),
      });
    commit(store, changed(...Array.from({ length: 20 }, (_, i) => event(i))));
    const first = page(store, { limit: 10 });
    commit(store, [
      deleted('s9'),
      deleted('s3'),
      ...changed(
        single('new', { title: 'new', start: at('2026-11-24T08:00:00Z'), end: at('2026-11-24T08:01:00Z') }),
      ),
    ]);
    const second = page(store, { limit: 100, cursor: first.nextCursor ?? '' });
    expect(second.occurrences.map((o) => o.title)).toEqual(
      Array.from({ length: 10 }, (_, i) => `s${i + 10}`),
    );
  });

  test('leave nothing out if very many begin on one day', () => {
    const { store } = populatedStore();
    commit(store, changed(...Array.from({ length: 1500 }, (_, i) => single(`s${i}`))));
    expect(page(store).occurrences).toHaveLength(100);
    // Main may read much at once, the window may not (test/ipc/dispatch.test.ts).
    expect(page(store, { limit: 2000 })).toMatchObject({ occurrences: { length: 1500 }, nextCursor: null });
    let count = 0;
    let cursor: string | undefined;
    do {
      const read = page(store, cursor === undefined ? {} : { cursor });
      count += read.occurrences.length;
      cursor = read.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(count).toBe(1500);
  });
});

describe('one occurrence', () => {
  test('is found by its event, by Google’s id of the instance, or by master and slot', () => {
    const { store } = populatedStore();
    commit(store, [
      ...changed(
        daily('daily', { description: 'Bring <b>cake</b>', htmlLink: 'https://example.com/event' }),
        exception('daily', '2026-11-24T08:00:00Z', { title: 'changed' }),
        single('alone', { location: 'https://meet.google.com/abc-defg-hij' }),
      ),
      cancelled('daily', '2026-11-25T08:00:00Z'),
    ]);
    const found = detail(store, { eventId: 'daily_20261123T080000Z' });
    expect(found).toMatchObject({
      eventId: 'daily_20261123T080000Z',
      description: [{ kind: 'text', text: 'Bring cake' }],
      hasWebPage: true,
      may: { respond: false, why: 'writingOff' },
      htmlLink: 'https://example.com/event',
      repeat: { pattern: { unit: 'day', interval: 1 }, count: 26 },
      calendarName: `Calendar ${calendarId}`,
    });
    expect(detail(store, { eventId: 'daily', occurrenceStart: '2026-11-23T08:00:00.000Z' })).toEqual(found);
    expect(detail(store, { eventId: 'daily', occurrenceStart: '2026-11-24T08:00:00.000Z' })?.title).toBe(
      'changed',
    );
    expect(detail(store, { eventId: 'daily' })?.start).toEqual(at('2026-11-02T08:00:00Z'));
    expect(detail(store, { eventId: 'daily', occurrenceStart: '2026-11-25T08:00:00.000Z' })).toBeNull();
    expect(detail(store, { eventId: 'daily_20261125T080000Z' })).toBeNull();
    expect(detail(store, { eventId: 'daily_20261123T081000Z' })).toBeNull();
    expect(detail(store, { eventId: 'daily', occurrenceStart: 'never' })).toBeNull();
    expect(detail(store, { eventId: 'gone' })).toBeNull();
    expect(detail(store, { eventId: 'alone' })?.joinUrl).toBe('https://meet.google.com/abc-defg-hij');
  });

  test('reports the flaws of a rule that cannot be used [F23]', () => {
    const { store } = populatedStore();
    commit(store, changed(daily('odd', { recurrence: ['RRULE:FREQ=SOMETIMES'] })));
    expect(lines(store, { from: '2026-11-01T00:00:00Z' })).toEqual(['2026-11-02T08:00 odd']);
    expect(detail(store, { eventId: 'odd' })?.flaw).toContain('frequency');
  });

  test('found by the series’ own id is the first one, or the earliest that was not cancelled', () => {
    const { store } = populatedStore();
    const without = { recurrence: ['RRULE:FREQ=DAILY;COUNT=26', 'EXDATE:20261102T080000Z'] };
    commit(store, [...changed(daily('series', without)), cancelled('series', '2026-11-03T08:00:00Z')]);
    expect(detail(store, { eventId: 'series' })?.start).toEqual(at('2026-11-04T08:00:00Z'));
    commit(store, changed(daily('empty', { recurrence: ['EXDATE:20261102T080000Z'] })));
    expect(detail(store, { eventId: 'empty' })).toBeNull();
  });
});

test('every query uses an index', () => {
  const { path } = populatedStore();
  const plans = withDatabase(path, (db) =>
    [
      ...Object.values(seriesSql),
      ...(['all', 'some'] as const).flatMap((calendars) => [
        sliceSql.brief(calendars),
        sliceSql.briefStarts(calendars),
        sliceSql.spans(calendars),
      ]),
      sliceSql.byKeys,
      detailSql.byId,
      detailSql.bySlot,
    ].map((sql) => {
      const names = [...sql.matchAll(/@(\w+)/g)].map((match) => [match[1], 1] as const);
      const question = sql.split('?').length - 1;
      const rows = db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(
          ...(names.length > 0 ? [Object.fromEntries(names)] : Array.from({ length: question }, () => 1)),
        ) as { detail: string }[];
      return rows.map((row) => row.detail).filter((text) => /\bevents\b/.test(text));
    }),
  );
  for (const plan of plans) expect(plan.every((step) => step.startsWith('SEARCH events USING'))).toBe(true);
  expect(plans.flat().map((step) => step.replace(/^SEARCH events USING /, ''))).toEqual([
    'COVERING INDEX events_series (last_ms>?)',
    'INTEGER PRIMARY KEY (rowid=?)',
    expect.stringContaining('sqlite_autoindex_events_1 (calendar_key=? AND event_id=?)'),
    expect.stringContaining('COVERING INDEX events_parts (calendar_key=? AND master_id=?'),
    ...['all', 'some'].flatMap(() => [
      expect.stringContaining('INDEX events_short (start_ms>? AND start_ms<?)'),
      expect.stringContaining('COVERING INDEX events_short (start_ms>? AND start_ms<?)'),
      expect.stringContaining('COVERING INDEX events_spans (<expr>=? AND start_ms>? AND start_ms<?)'),
      expect.stringContaining('COVERING INDEX events_spans (<expr>=? AND start_ms>? AND start_ms<?)'),
    ]),
    'INTEGER PRIMARY KEY (rowid=?)',
    expect.stringContaining('sqlite_autoindex_events_1 (calendar_key=? AND event_id=?)'),
    expect.stringContaining('INDEX events_parts (calendar_key=? AND master_id=? AND original_ms=?)'),
  ]);
});
