/** What a search finds, whether the rows are already in the index or not. */
import { describe, expect, test } from 'vitest';
import type { FoundOccurrence } from '../../shared/agenda.ts';
import type { Attendee, CalendarId, RemoteChange } from '../../shared/model.ts';
import type { Store } from '../../main/store/open.ts';
import {
  account,
  at,
  calendarId,
  cancelled,
  changed,
  deleted,
  exception,
  keyOf,
  list,
  master,
  on as onDate,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';
import { indexAll, searchNow } from './support/searching.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');

const on = (id: string, day: string, fields = {}): RemoteChange[] =>
  changed(single(id, { title: id, start: at(`${day}T08:00:00Z`), end: at(`${day}T09:00:00Z`), ...fields }));

const series = (id: string, day: string, rule: string, fields = {}): RemoteChange[] =>
  changed(
    master(id, {
      title: id,
      start: at(`${day}T08:00:00Z`),
      end: at(`${day}T08:30:00Z`),
      recurrence: [`RRULE:${rule}`],
      ...fields,
    }),
  );

const attendee = (email: string, fields: Partial<Attendee> = {}): Attendee => ({
  email,
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...fields,
});

const lineOf = ({ title, start }: FoundOccurrence): string =>
  start.kind === 'date'
    ? `${start.date} ${title}`
    : `${new Date(start.ms).toISOString().slice(0, 10)} ${title}`;

/** Each match as `field: text`, with the matches in brackets. */
const marked = ({ matches }: FoundOccurrence): readonly string[] =>
  matches.map(({ field, text, spans }) => {
    let out = '';
    let from = 0;
    for (const [start, end] of spans) {
      out += `${text.slice(from, start)}[${text.slice(start, end)}]`;
      from = end;
    }
    return `${field}: ${out}${text.slice(from)}`;
  });

describe.each(['pending', 'indexed'] as const)('a search among %s rows', (where) => {
  const filled = (...changes: readonly (readonly RemoteChange[])[]): Store => {
    const { store } = populatedStore();
    value(store.sync.commitChanges(keyOf(store), 1, changes.flat()));
    if (where === 'indexed') indexAll(store);
    return store;
  };
  const occurrences = (store: Store, query: string, limit?: number): readonly FoundOccurrence[] =>
    searchNow(store, limit === undefined ? { query } : { query, limit }, nowMs).occurrences;
  const found = (changes: readonly (readonly RemoteChange[])[], query: string, limit?: number): string[] =>
    occurrences(filled(...changes), query, limit).map(lineOf);

  test('finds titles, places, people and descriptions that contain every word, and says where', () => {
    const store = filled(
      on('Budget review', '2026-11-25'),
      on('Budget call', '2026-11-26'),
      on('Offsite', '2026-11-27', { location: 'Budget Hotel, review hall' }),
      on('Weekly', '2026-11-28', {
        description: '<p>First the <b>budget</b>,</p><p>then a Review of &quot;all&quot; else</p>',
      }),
      on('Lunch', '2026-11-29', {
        attendees: [
          attendee('bud.review@example.com', { name: 'Budgie Okafor' }),
          attendee('else@example.com'),
        ],
      }),
    );
    expect(occurrences(store, 'REVIEW budg').map((one) => [lineOf(one), ...marked(one)])).toEqual([
      ['2026-11-25 Budget review', 'title: [Budg]et [review]'],
      ['2026-11-27 Offsite', 'place: [Budg]et Hotel, [review] hall'],
      ['2026-11-28 Weekly', 'description: First the [budg]et, then a [Review] of "all" else'],
      ['2026-11-29 Lunch', 'people: [Budg]ie Okafor (bud.[review]@example.com)'],
    ]);
  });

  // On a colleague's calendar `self` is the colleague [S28] (nextcloud/calendar#7651).
  test('finds a colleague on their own calendar, as a guest and as the organizer', () => {
    const { store } = populatedStore();
    const bob = 'bob@example.com' as CalendarId;
    list(store, [
      remoteCalendar(calendarId, { primary: true }),
      remoteCalendar(bob, { accessRole: 'reader' }),
    ]);
    const changes = [
      on('Guest', '2026-11-25', { attendees: [attendee('bob@example.com', { self: true })] }),
      on('Organizer', '2026-11-26', { organizer: { email: 'bob@example.com', self: true } }),
    ];
    value(store.sync.commitChanges(keyOf(store, bob), 1, changes.flat()));
    if (where === 'indexed') indexAll(store);
    expect(occurrences(store, 'bob').map((one) => [one.title, ...marked(one)])).toEqual([
      ['Guest', 'people: [bob]@example.com'],
      ['Organizer', 'people: [bob]@example.com'],
    ]);
  });

  test('finds people by name and address, rooms as places, and never the person’s own name', () => {
    const store = filled(
      on('One', '2026-11-25', {
        organizer: { email: 'grace@example.com', name: 'Grace Muñoz', self: false },
      }),
      on('Two', '2026-11-26', { attendees: [attendee('grace.m@example.org')] }),
      on('Three', '2026-11-27', {
        attendees: [attendee('room@example.com', { name: 'Graceland', resource: true })],
      }),
      on('Four', '2026-11-28', {
        attendees: [attendee('ada@example.com', { self: true, name: 'Ada Grace' })],
      }),
    );
    expect(occurrences(store, 'grac').map((one) => [one.title, ...marked(one)])).toEqual([
      ['One', 'people: [Grac]e Muñoz ([grac]e@example.com)'],
      ['Two', 'people: [grac]e.m@example.org'],
      ['Three', 'place: [Grac]eland (room@example.com)'],
    ]);
    expect(occurrences(store, 'munoz').map(({ title }) => title)).toEqual(['One']);
    expect(occurrences(store, 'grace.m@example.org').map(({ title }) => title)).toEqual(['Two']);
  });

  test('ignores case and accents, and finds umlauts written without them', () => {
    const events = [
      on('ÜBERGABE in Łódź', '2026-11-25'),
      on('Mueller & Söhne', '2026-11-26'),
      on('Große Straße', '2026-11-27'),
    ];
    expect(found(events, 'übergabe łÓDŹ')).toHaveLength(1);
    expect(found(events, 'ubergabe lodz')).toHaveLength(1);
    expect(found(events, 'uebergabe')).toHaveLength(1);
    expect(found(events, 'Müller')).toEqual(['2026-11-26 Mueller & Söhne']);
    expect(found(events, 'muller')).toEqual([]);
    expect(found(events, 'soehne')).toEqual(['2026-11-26 Mueller & Söhne']);
    expect(found(events, 'GROSSE STRASSE')).toEqual(['2026-11-27 Große Straße']);
    expect(found([on('Abergabe', '2026-11-25')], 'übergabe')).toEqual([]);
    const [straße] = occurrences(filled(...events), 'strass');
    expect(marked(straße!)).toEqual(['title: Große [Straß]e']);
    const [handover] = occurrences(filled(...events), 'uebe lod');
    expect(marked(handover!)).toEqual(['title: [ÜBE]RGABE in [Łód]ź']);
  });

  test('finds text inside the words of titles and places, from three letters on', () => {
    const events = [
      on('Quartalsabstimmung', '2026-11-25'),
      on('Abstimmung', '2026-11-26'),
      on('Elsewhere', '2026-11-27', { description: 'Vorabstimmung' }),
    ];
    expect(found(events, 'abstimm')).toEqual(['2026-11-25 Quartalsabstimmung', '2026-11-26 Abstimmung']);
    expect(found(events, 'abs')).toHaveLength(2);
    expect(found(events, 'ab')).toEqual(['2026-11-26 Abstimmung']);
    expect(marked(occurrences(filled(...events), 'abstimm')[0]!)).toEqual(['title: Quartals[abstimm]ung']);
  });

  test('matches one or two letters at the beginning of a word, in descriptions only whole words', () => {
    const events = [
      on('Quality', '2026-11-25'),
      on('Plans', '2026-11-26', { description: 'for Q3' }),
      on('Notes', '2026-11-27', { description: 'quarrels' }),
    ];
    expect(found(events, 'q')).toEqual(['2026-11-25 Quality']);
    expect(found(events, 'q3')).toEqual(['2026-11-26 Plans']);
  });

  test('reads scripts without spaces, and pictographs', () => {
    const events = [
      on('四半期の会議室予約', '2026-11-25'),
      on('ประชุมทีม', '2026-11-26'),
      on('🎉 Launch party', '2026-11-27'),
      on('회의실 예약', '2026-11-28'),
    ];
    expect(found(events, '会議')).toHaveLength(1);
    expect(found(events, '会')).toHaveLength(1);
    expect(found(events, '議会')).toEqual([]);
    expect(found(events, 'ทีม')).toHaveLength(1);
    expect(found(events, '🎉')).toEqual(['2026-11-27 🎉 Launch party']);
    expect(found(events, '회의')).toHaveLength(1);
    expect(marked(occurrences(filled(...events), '会議室')[0]!)).toEqual(['title: 四半期の[会議室]予約']);
  });

  test('for nothing, or only for signs, finds nothing', () => {
    const store = filled(on('Anything 100 %', '2026-11-25'));
    for (const query of ['', '  ', '%', '"', '*', '\0', '\ud83d', '()', '- -'])
      expect(occurrences(store, query)).toEqual([]);
  });

  test('survives any query', () => {
    const store = filled(
      on('Budget AND review OR not near', '2026-11-25'),
      on('100 % "done" a\\b_c', '2026-11-26'),
    );
    const hostile = [
      '"budget',
      'budget"*',
      'budget*',
      'budget AND',
      'AND OR NOT NEAR',
      'NEAR(budget review, 2)',
      'title:budget',
      '^budget',
      '{a b}: budget',
      "'; DROP TABLE events; --",
      'budget\0review',
      '\ud800budget\udfff',
      '100%',
      'a\\b_c',
      'x'.repeat(10_000),
      'budget '.repeat(1400),
      '🎉'.repeat(3000),
      '会議'.repeat(5000),
      'é'.repeat(5000),
      'e' + '\u0301'.repeat(5000),
      '\u202ebudget\u202c',
      '(((((((((((((((((((((((budget',
      'ab cd ef gh ij kl mn op qr st uv wx yz ab cd ef gh',
    ];
    for (const query of hostile) expect(() => occurrences(store, query)).not.toThrow();
    expect(occurrences(store, '"budget" AND (review*)').map(({ title }) => title)).toEqual([
      'Budget AND review OR not near',
    ]);
    expect(occurrences(store, 'budget\0review')).toHaveLength(1);
    expect(occurrences(store, '100% a\\b_c')).toHaveLength(1);
  });

  test('returns upcoming events first, soonest first, then past ones, latest first', () => {
    const days = ['2026-11-20', '2026-11-30', '2026-11-10', '2026-11-25', '2029-01-01', '1999-01-01'];
    const events = [
      ...days.map((day, index) => on(`Sync ${index}`, day)),
      on('Sync early', '2026-11-30', { start: at('2026-11-30T06:00:00Z'), end: at('2026-11-30T06:30:00Z') }),
      on('Sync running', '2026-11-24', {
        start: at('2026-11-24T11:30:00Z'),
        end: at('2026-11-24T12:30:00Z'),
      }),
      on('Sync over', '2026-11-24', { start: at('2026-11-24T11:30:00Z'), end: at('2026-11-24T12:00:00Z') }),
      changed(single('long', { title: 'Sync week', start: onDate('2026-11-20'), end: onDate('2026-11-27') })),
    ];
    expect(found(events, 'sync')).toEqual([
      '2026-11-20 Sync week',
      '2026-11-24 Sync running',
      '2026-11-25 Sync 3',
      '2026-11-30 Sync early',
      '2026-11-30 Sync 1',
      '2029-01-01 Sync 4',
      '2026-11-24 Sync over',
      '2026-11-20 Sync 0',
      '2026-11-10 Sync 2',
      '1999-01-01 Sync 5',
    ]);
    expect(found(events, 'sync', 1)).toEqual(['2026-11-20 Sync week']);
    expect(found(events, 'sync', 7).at(-1)).toBe('2026-11-24 Sync over');
  });

  test('keeps the order if there are very many events', () => {
    const crowd = Array.from({ length: 400 }, (_, n) => {
      const ms = nowMs + (n - 200) * 5 * 3_600_000 + ((n * 7919) % 3_600_000);
      return changed(
        single(`crowd${n}`, {
          title: `Crowd ${n}`,
          start: { kind: 'timed', ms, zone: 'UTC' },
          end: { kind: 'timed', ms: ms + 60_000, zone: 'UTC' },
        }),
      );
    });
    const shuffled = crowd.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    const all = occurrences(filled(...shuffled), 'crowd', 100);
    const starts = all.map(({ start }) => (start.kind === 'timed' ? start.ms : 0));
    const ahead = crowd.length - 200;
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(all.map(({ title }) => title)).toEqual(
      Array.from({ length: Math.min(100, ahead) }, (_, n) => `Crowd ${200 + n}`),
    );
  });

  test('returns a series once: its next occurrence, or its last one if it has ended', () => {
    expect(found([series('Stand-up', '2026-11-02', 'FREQ=DAILY')], 'stand')).toEqual(['2026-11-25 Stand-up']);
    expect(found([series('Stand-up', '2026-11-02', 'FREQ=DAILY;COUNT=5')], 'stand')).toEqual([
      '2026-11-06 Stand-up',
    ]);
    expect(found([series('Jubilee', '2016-11-02', 'FREQ=YEARLY;INTERVAL=5;COUNT=2')], 'jubi')).toEqual([
      '2021-11-02 Jubilee',
    ]);
    const parts = [
      series('Retro', '2026-11-02', 'FREQ=WEEKLY'),
      changed(exception('Retro', '2026-11-16T08:00:00Z', { title: 'Retro of old' })),
      changed(
        exception('Retro', '2026-11-30T08:00:00Z', {
          title: 'Retro moved',
          start: at('2026-11-26T08:00:00Z'),
          end: at('2026-11-26T09:00:00Z'),
        }),
      ),
    ];
    expect(found(parts, 'retro')).toEqual(['2026-11-26 Retro moved']);
    expect(found(parts, 'retro old')).toEqual(['2026-11-16 Retro of old']);
  });

  test('skips a cancelled occurrence [S15], and an exception after its series’ end [S21]', () => {
    const events = [
      series('Stand-up', '2026-11-02', 'FREQ=DAILY'),
      [cancelled('Stand-up', '2026-11-25T08:00:00Z')],
    ];
    expect(found(events, 'stand')).toEqual(['2026-11-26 Stand-up']);
    const cutOff = [
      series('Cut', '2026-11-02', 'FREQ=DAILY;UNTIL=20261110T235959Z'),
      changed(exception('Cut', '2026-11-28T08:00:00Z', { title: 'Cut late' })),
    ];
    expect(found(cutOff, 'cut')).toEqual(['2026-11-10 Cut']);
  });

  test('returns visible calendars only, and a meeting in two of them once [S23]', () => {
    const { store } = populatedStore();
    const team = remoteCalendar('team@example.com');
    list(store, [remoteCalendar(calendarId, { primary: true }), team]);
    const shared = { iCalUid: 'shared@example.com', title: 'Shared' };
    value(
      store.sync.commitChanges(keyOf(store), 1, [
        ...on('a', '2026-11-25', { ...shared, attendees: [attendee('ada@example.com', { self: true })] }),
      ]),
    );
    value(
      store.sync.commitChanges(keyOf(store, team.id), 1, [
        ...on('b', '2026-11-25', shared),
        ...on('c', '2026-11-26', { title: 'Shared by the team' }),
        ...series('d', '2026-11-02', 'FREQ=WEEKLY', { title: 'Shared series' }),
      ]),
    );
    if (where === 'indexed') indexAll(store);
    expect(occurrences(store, 'shared').map(({ title, calendarId: id }) => `${id} ${title}`)).toEqual([
      `${calendarId} Shared`,
      `${team.id} Shared by the team`,
      `${team.id} Shared series`,
    ]);
    value(store.calendars.setVisible({ accountId: account, calendarId: team.id, visible: false }));
    expect(occurrences(store, 'shared').map(({ title }) => title)).toEqual(['Shared']);
  });

  test('reflects changes and deletions at once', () => {
    const store = filled(on('Budget', '2026-11-25'), on('Sprint', '2026-11-26'), on('Design', '2026-11-27'));
    value(
      store.sync.commitChanges(keyOf(store), 2, [
        ...on('Budget', '2026-11-28', { title: 'Finances' }),
        deleted('Sprint'),
        ...on('Design', '2026-11-20'),
        ...on('Later', '2026-11-26', { title: 'Sprint again' }),
      ]),
    );
    const both = () =>
      ['budget', 'financ', 'sprint', 'design'].map((query) => occurrences(store, query).map(lineOf));
    const expected = [[], ['2026-11-28 Finances'], ['2026-11-26 Sprint again'], ['2026-11-20 Design']];
    expect(both()).toEqual(expected);
    indexAll(store);
    expect(both()).toEqual(expected);
  });

  test('cuts long texts around the matches', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(40);
    const store = filled(
      on('Plan', '2026-11-25', {
        description: `${filler}the budget of the year ${filler}`,
        location: 'x'.repeat(300),
      }),
    );
    const [plan] = occurrences(store, 'budget year');
    expect(marked(plan!)).toEqual([
      expect.stringMatching(/^description: ….{10,40}\[budget\] of the \[year\] .{60,110}…$/),
    ]);
    expect(occurrences(store, 'xxxx')[0]?.matches[0]?.text.length).toBeLessThan(150);
  });

  test('returns texts without control characters and direction marks', () => {
    const store = filled(on('Bud\u202eget re\u200bview', '2026-11-25'));
    expect(marked(occurrences(store, 'budget review')[0]!)).toEqual(['title: [Budget] [review]']);
  });
});

test('of more rows than can be compared finds those near now and the series, and says that there may be more', () => {
  const { store } = populatedStore();
  const rows = Array.from({ length: 1600 }, (_, n) =>
    changed(
      single(`row${n}`, {
        title: n === 1599 ? 'Budget far' : 'Other',
        start: { kind: 'timed', ms: nowMs + n * 3_600_000, zone: 'UTC' },
        end: { kind: 'timed', ms: nowMs + n * 3_600_000 + 60_000, zone: 'UTC' },
      }),
    ),
  ).flat();
  value(
    store.sync.commitChanges(keyOf(store), 1, [
      ...rows,
      ...on('near', '2026-11-25', { title: 'Budget near' }),
      ...series('Budget series', '2026-11-02', 'FREQ=WEEKLY'),
    ]),
  );
  const search = () => {
    const { occurrences, complete } = searchNow(store, { query: 'budget' }, nowMs);
    return [complete, ...occurrences.map(({ title }) => title)];
  };
  expect(search()).toEqual([false, 'Budget near', 'Budget series']);
  indexAll(store);
  expect(search()).toEqual([true, 'Budget near', 'Budget series', 'Budget far']);
});

test('does not rank a distant row that is not indexed above a nearer one that is', () => {
  const { store } = populatedStore();
  const later = (days: number): string => new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10);
  const parts = Array.from({ length: 150 }, (_, n) => {
    const slot = `${later(n + 1)}T08:00:00Z`;
    return changed(exception('many', slot, { title: 'Sync of many' }));
  });
  const near = Array.from({ length: 30 }, (_, n) => on(`near${n}`, later(200 + n), { title: `Sync ${n}` }));
  value(store.sync.commitChanges(keyOf(store), 1, [...parts, ...near].flat()));
  indexAll(store);
  const far = Array.from({ length: 30 }, (_, n) => on(`far${n}`, later(900 + n), { title: 'Sync far' }));
  value(store.sync.commitChanges(keyOf(store), 2, far.flat()));
  const titles = searchNow(store, { query: 'sync' }, nowMs).occurrences.map(({ title }) => title);
  expect(titles).toEqual(['Sync of many', ...Array.from({ length: 19 }, (_, n) => `Sync ${n}`)]);
});

test('works with hundreds of hidden calendars', () => {
  const { store } = populatedStore();
  const hidden = Array.from({ length: 400 }, (_, n) =>
    remoteCalendar(`hidden${n}@example.com`, { selected: false }),
  );
  list(store, [remoteCalendar(calendarId, { primary: true }), ...hidden]);
  value(store.sync.commitChanges(keyOf(store), 1, on('Budget', '2026-11-25')));
  indexAll(store);
  const query = 'budget '.repeat(3) + 'b bu bud budg budge';
  expect(searchNow(store, { query }, nowMs).occurrences.map(({ title }) => title)).toEqual(['Budget']);
});
