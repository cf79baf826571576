/**
 * Hostile and broken events, from Google's socket to the agenda [F23]: the pass succeeds, what cannot be used is
 * counted or capped, and everything else is there.
 */
import { describe, expect, test } from 'vitest';
import type { CalendarId, EventId } from '../../shared/model.ts';
import { DAY, HOME, HOUR, MINUTE, START_MS, meeting, openTestApp } from './testApp.ts';
import type { TestApp } from './testApp.ts';
import { spentMs } from '../support/processorTime.ts';

const TEAM = 'team@example.com';
const iso = (ms: number): string => new Date(ms).toISOString();
const from = START_MS - DAY;
const to = START_MS + 7 * DAY;

type Raw = Readonly<Record<string, unknown>>;
const timed = (startMs: number, endMs: number): Raw => ({
  start: { dateTime: iso(startMs) },
  end: { dateTime: iso(endMs) },
});
const ordinary = timed(START_MS, START_MS + HOUR);

/** Each as Google would list it, with an id and the expected result. */
const corpus: readonly (readonly [
  name: string,
  raw: Raw,
  fate: 'shown' | 'quarantined' | 'shown with a flaw' | 'out of sight',
])[] = [
  ['nothing but an id', {}, 'quarantined'],
  ['no start', { end: { dateTime: iso(START_MS) } }, 'quarantined'],
  ['no end', { start: { dateTime: iso(START_MS) } }, 'shown with a flaw'],
  ['an end before its start', timed(START_MS, START_MS - HOUR), 'shown with a flaw'],
  [
    'a zone nobody knows',
    { ...ordinary, start: { dateTime: '2026-11-24T09:00:00', timeZone: 'Mars/Olympus' } },
    'shown with a flaw',
  ],
  [
    'a zone of binary',
    { ...ordinary, start: { dateTime: iso(START_MS), timeZone: '\u0000\u202E'.repeat(90) } },
    'shown with a flaw',
  ],
  ['30 February', { start: { date: '2026-02-30' }, end: { date: '2026-03-01' } }, 'quarantined'],
  [
    'a date and a time mixed',
    { start: { date: '2026-11-24' }, end: { dateTime: iso(START_MS) } },
    'shown with a flaw',
  ],
  ['the year 9999', { start: { date: '9999-12-30' }, end: { date: '9999-12-31' } }, 'out of sight'],
  [
    'a start in the year 0001 that never ends',
    { start: { date: '0001-01-01' }, end: { date: '9999-12-31' } },
    'shown',
  ],
  [
    'the last instant there is',
    timed(Date.UTC(9999, 11, 31, 23), Date.UTC(9999, 11, 31, 23, 59)),
    'out of sight',
  ],
  [
    'SECONDLY without an end',
    { ...timed(START_MS - DAY, START_MS - DAY + 1000), recurrence: ['RRULE:FREQ=SECONDLY'] },
    'shown with a flaw',
  ],
  [
    'MINUTELY from long ago',
    {
      ...timed(Date.UTC(1990, 0, 1), Date.UTC(1990, 0, 1) + MINUTE),
      recurrence: ['RRULE:FREQ=MINUTELY;INTERVAL=1'],
    },
    'shown',
  ],
  [
    'a rule of nonsense',
    { ...ordinary, recurrence: ['RRULE:FREQ=SOMETIMES;BYDAY=XX', 'EXDATE;TZID=Nowhere:xyz'] },
    'shown with a flaw',
  ],
  [
    'a rule that never comes true',
    { ...ordinary, recurrence: ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'] },
    'shown with a flaw',
  ],
  [
    'ten thousand RDATE lines',
    {
      ...ordinary,
      recurrence: Array.from(
        { length: 10_000 },
        (_, n) => `RDATE:${iso(START_MS + n * DAY).replace(/[-:]|\.000/g, '')}`,
      ),
    },
    'shown with a flaw',
  ],
  ['recurrence that is no list', { ...ordinary, recurrence: { rule: 'daily' } }, 'shown'],
  [
    'an exception of a master that is none',
    { ...ordinary, recurringEventId: 'broken-0', originalStartTime: { dateTime: 'never' } },
    'shown with a flaw',
  ],
  ['a megabyte of description', { ...ordinary, description: '<b>'.repeat(350_000) }, 'shown with a flaw'],
  ['a megabyte of title', { ...ordinary, summary: 'x'.repeat(1_000_000) }, 'shown with a flaw'],
  [
    'markup, control and bidi characters in a title',
    { ...ordinary, summary: '<img src=x onerror=alert(1)>\u0000\u0007\u202Etxt.exe' },
    'shown',
  ],
  ['half a character', { ...ordinary, summary: 'A\uD83D', location: '\uDC00' }, 'shown'],
  ['SQL in its text', { ...ordinary, summary: "'); DROP TABLE events; --" }, 'shown'],
  [
    'five thousand guests',
    { ...ordinary, attendees: Array.from({ length: 5_000 }, (_, n) => ({ email: `guest${n}@example.com` })) },
    'shown with a flaw',
  ],
  ['guests that are no people', { ...ordinary, attendees: [null, 7, 'ada', { email: { no: 1 } }] }, 'shown'],
  [
    'dangerous links',
    {
      ...ordinary,
      hangoutLink: 'javascript:alert(1)',
      location: 'file:///etc/passwd',
      htmlLink: 'data:text/html,x',
      conferenceData: { entryPoints: [{ entryPointType: 'video', uri: 'http://user:pass@example.com/' }] },
    },
    'shown',
  ],
  [
    'every field of a wrong type',
    {
      ...ordinary,
      summary: 7,
      description: [],
      location: {},
      colorId: true,
      attendees: 'all',
      reminders: 'never',
      conferenceData: 4,
      transparency: 1,
      visibility: [],
      eventType: {},
      status: 9,
      etag: 3,
      organizer: 'me',
    },
    'shown',
  ],
  [
    'words unknown to us',
    {
      ...ordinary,
      status: 'perhaps',
      eventType: 'party',
      visibility: 'secret',
      transparency: 'misty',
      colorId: '99',
    },
    'shown',
  ],
  [
    'prototype keys',
    { ...ordinary, ['__proto__']: { polluted: true }, constructor: { prototype: {} }, summary: '__proto__' },
    'shown',
  ],
];

const list = (app: TestApp, fromMs = from, toMs = to) => app.occurrences(fromMs, toMs);

describe('[F23] the corpus', () => {
  test(
    'one by one: the pass succeeds, an ordinary neighbour is there, and the broken one has the expected result',
    { timeout: 60_000 },
    async () => {
      const app = await openTestApp();
      app.model.addCalendar({ id: TEAM, summary: 'Team', timeZone: 'UTC' });
      app.model.insert(TEAM, { id: 'neighbour', ...meeting('Neighbour', START_MS) });
      await app.sync();
      const met: [string, string][] = [];
      for (const [index, [name, raw]] of corpus.entries()) {
        const id = `broken-${index}`;
        app.model.insertRaw(TEAM, { id, ...raw });
        // oxlint-disable-next-line no-await-in-loop
        const { outcome, counts, problems } = await app.sync();
        expect([name, outcome, problems]).toEqual([name, 'succeeded', []]);
        // Only up to the first few: an endless series fills every page.
        const rows = list(app, START_MS - DAY, START_MS - DAY + 5 * MINUTE).concat(
          list(app, START_MS, START_MS + 1),
        );
        const mine = rows.find(({ eventId, masterId }) => eventId === id || masterId === id);
        expect(rows.some(({ eventId }) => eventId === 'neighbour')).toBe(true);
        const ref = {
          calendarId: TEAM as CalendarId,
          eventId: (mine?.eventId ?? id) as EventId,
          ...(mine?.occurrenceStart !== undefined && { occurrenceStart: mine.occurrenceStart }),
        };
        const detail = app.store.agenda.get(ref);
        const flaw = detail.ok ? (detail.value?.flaw ?? null) : 'failed';
        const fate =
          counts.quarantined > 0
            ? 'quarantined'
            : mine === undefined
              ? 'out of sight'
              : flaw === null
                ? 'shown'
                : 'shown with a flaw';
        met.push([name, fate]);
        app.model.delete(TEAM, id);
        // oxlint-disable-next-line no-await-in-loop
        expect((await app.sync()).outcome).toBe('succeeded');
      }
      expect(met).toEqual(corpus.map(([name, , fate]) => [name, fate]));
    },
  );

  test(
    'all at once, in a full sync over several pages: counted once each, and the same after a restart',
    { timeout: 60_000 },
    async () => {
      const app = await openTestApp({ pageLimit: 7 });
      app.model.addCalendar({ id: TEAM, summary: 'Team', timeZone: 'UTC' });
      for (let n = 0; n < 10; n += 1)
        app.model.insert(TEAM, { id: `sound-${n}`, ...meeting(`Sound ${n}`, START_MS + n * HOUR) });
      for (const [index, [, raw]] of corpus.entries())
        app.model.insertRaw(TEAM, { id: `broken-${index}`, ...raw });
      const quarantined = corpus.filter(([, , fate]) => fate === 'quarantined').length;
      expect(await app.sync()).toMatchObject({
        outcome: 'succeeded',
        mode: 'full',
        problems: [],
        counts: { quarantined },
      });
      const beganMs = spentMs();
      const first = app.store.agenda.list({ from: iso(START_MS), to: iso(to), timeZone: 'Europe/Berlin' });
      expect(spentMs() - beganMs).toBeLessThan(3_000);
      expect(first.ok && first.value.occurrences.length).toBe(100);
      const titles = first.ok ? first.value.occurrences.map(({ title }) => title) : [];
      expect(titles).toContain('Sound 0');
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      await app.restart();
      expect(app.notice).toBeNull();
      expect(await app.sync('launch')).toMatchObject({
        outcome: 'succeeded',
        mode: 'incremental',
        counts: { upserted: 0, quarantined: 0 },
      });
    },
  );

  test('items that are not events at all are counted; the others on the page are stored', async () => {
    const app = await openTestApp();
    app.model.insert(HOME, meeting('Sound', START_MS));
    const junk = [null, 7, 'event', [], {}, { id: '' }, { id: 5 }, { id: 'x'.repeat(10_000) }];
    app.google.faults.add(
      { kind: 'edit', edit: (body) => ({ ...body, items: [...junk, ...(body['items'] as unknown[])] }) },
      { on: 'events', calendarId: HOME },
    );
    const { outcome, counts } = await app.sync();
    expect([outcome, counts.quarantined]).toEqual(['succeeded', junk.length]);
    expect(list(app).map(({ title }) => title)).toEqual(['Sound']);
  });

  test('an event that broke keeps its last sound state until it is sound again', async () => {
    const app = await openTestApp();
    app.model.insert(HOME, { id: 'one', ...meeting('One', START_MS) });
    await app.sync();
    app.model.patch(HOME, 'one', { start: { dateTime: 'broken' }, summary: 'Two' });
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', counts: { quarantined: 1 } });
    // The last readable state from Google is better than nothing.
    expect(list(app).map(({ title }) => title)).toEqual(['One']);
    app.model.patch(HOME, 'one', meeting('Three', START_MS));
    await app.sync();
    expect(list(app).map(({ title }) => title)).toEqual(['Three']);
  });

  test('a full listing does not remove what Google still lists; a deletion does', async () => {
    const app = await openTestApp();
    app.model.insert(HOME, { id: 'one', ...meeting('One', START_MS) });
    app.model.insert(HOME, { id: 'other', ...meeting('Other', START_MS + HOUR) });
    await app.sync();
    app.model.patch(HOME, 'one', { start: { dateTime: 'broken' } });
    app.model.delete(HOME, 'other');
    app.model.expireTokens(HOME);
    expect(await app.sync()).toMatchObject({
      outcome: 'succeeded',
      mode: 'full',
      counts: { quarantined: 1, swept: 1 },
    });
    expect(list(app).map(({ title }) => title)).toEqual(['One']);
    const inspected = app.store.calendars.inspect();
    expect(inspected.ok && inspected.value[0]?.calendars[0]).toMatchObject({
      quarantined: 1,
      eventsStored: 1,
    });
    app.model.delete(HOME, 'one');
    app.model.expireTokens(HOME);
    expect(await app.sync()).toMatchObject({ mode: 'full', counts: { quarantined: 0, swept: 1 } });
    expect(list(app)).toEqual([]);
  });
});
