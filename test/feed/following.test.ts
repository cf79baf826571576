/** A calendar by its address as the app keeps it: asked, followed, changed, lost and removed; real store, engine and HTTP. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../shared/model.ts';
import { value } from '../support/value.ts';
import { eventLines, feedOf } from '../support/feedServer.ts';
import { nowMs, openFeedApp } from './feedApp.ts';
import type { FeedApp } from './feedApp.ts';

const hour = 3_600_000;
const minute = 60_000;
const at = (hours: number): number => nowMs + hours * hour;
const many = Array.from({ length: 12 }, (_, n) => eventLines(`event-${n}`, at(n + 1)));

const serve = (
  { server }: FeedApp,
  events: readonly (readonly string[])[],
  etag: string | null,
  head: readonly string[] = ['X-WR-CALNAME:Team'],
) => server.answers.set('/a.ics', { body: feedOf(events.flat(), head), ...(etag !== null && { etag }) });
const added = async (app: FeedApp): Promise<Account> => value(await app.add('/a.ics'));
const titles = ({ occurrences }: FeedApp): readonly string[] =>
  occurrences('2026-11-20T00:00:00Z', '2026-12-20T00:00:00Z').map(({ title }) => title);
const statuses = ({ server }: FeedApp): readonly number[] => server.requests.map(({ status }) => status);

describe('asking', () => {
  test('the feed that was asked for when it was added is the one that is shown: one request', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    expect(await added(app)).toMatchObject({ kind: 'feed', label: 'Team' });
    // The pass of the addition, and the person's after it.
    expect(statuses(app)[0]).toBe(200);
    expect(statuses(app).filter((status) => status === 200)).toHaveLength(1);
    expect(titles(app)).toHaveLength(12);
  });

  test('what has not changed is a 304 and writes nothing, with a validator or without', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    await added(app);
    expect(await app.sync()).toMatchObject({
      outcome: 'succeeded',
      mode: 'incremental',
      counts: { upserted: 0 },
    });
    expect(statuses(app).at(-1)).toBe(304);
    // A server that knows no validators, and writes the time into every event.
    const later = many.map((lines) =>
      lines.map((line) => (line.startsWith('DTSTAMP') ? 'DTSTAMP:20261125T000000Z' : line)),
    );
    serve(app, later, null);
    expect(await app.sync()).toMatchObject({
      outcome: 'succeeded',
      mode: 'incremental',
      counts: { upserted: 0, swept: 0 },
    });
    expect(statuses(app).at(-1)).toBe(200);
  });

  test('in the background no sooner than the feed wants, and the person always', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"', ['REFRESH-INTERVAL;VALUE=DURATION:PT4H']);
    await added(app);
    const asked = (): number => app.server.requests.length;
    const before = asked();
    await app.clock.advance(3 * hour);
    expect(await app.engine.request('timer')).toMatchObject({ outcome: 'succeeded' });
    expect(asked()).toBe(before);
    await app.sync();
    expect(asked()).toBe(before + 1);
    await app.clock.advance(4 * hour + minute);
    await app.engine.request('timer');
    expect(asked()).toBe(before + 2);
    // A clock that was set back far does not put it off for ever.
    app.clock.jump(-30 * 24 * hour);
    await app.engine.request('timer');
    expect(asked()).toBeGreaterThan(before + 2);
  });

  test('the same address pasted again is the same calendar', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    const first = await added(app);
    expect(await added(app)).toEqual(first);
    expect(value(app.store.accounts.list())).toHaveLength(1);
  });
});

describe('following', () => {
  test('what changed is written, what is gone is removed, what stayed is left alone', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    await added(app);
    const changed = eventLines('event-1', at(2), ['SUMMARY:Fictional other']);
    serve(app, [changed, ...many.slice(2), eventLines('new', at(30))], '"2"');
    expect(await app.sync()).toMatchObject({
      outcome: 'succeeded',
      mode: 'full',
      counts: { upserted: 2, swept: 1 },
    });
    expect(titles(app)).toEqual(expect.arrayContaining(['Fictional other', 'Fictional new']));
    expect(titles(app)).not.toContain('Fictional event-0');
  });

  test.each([
    ['cut', feedOf(many.slice(0, 3).flat()).replace('END:VCALENDAR', '')],
    ['cut', ''],
    ['notACalendar', '<html>'],
  ])('one that is %s changes nothing, and the next whole one is taken', async (cause, body) => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    const { id } = await added(app);
    app.server.answers.set('/a.ics', { body });
    expect(await app.sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'feedFailed', accountId: id, cause }],
    });
    expect(titles(app)).toHaveLength(12);
    serve(app, many.slice(1), '"2"');
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(titles(app)).toHaveLength(11);
  });

  test('[S12] one that is suddenly empty removes nothing until the person says so', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    await added(app);
    serve(app, [], '"2"');
    expect(await app.sync()).toMatchObject({ problems: [{ kind: 'sweepHeld', count: 12 }] });
    expect(titles(app)).toHaveLength(12);
    const [calendar] = value(app.store.calendars.list());
    if (calendar === undefined) throw new Error('no calendar');
    value(app.store.calendars.resolveSweep({ calendarId: calendar.id, choice: 'remove' }));
    await app.engine.request('sweepResolved');
    expect(titles(app)).toEqual([]);
  });

  test('an event that cannot be read any more stays as it was', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    await added(app);
    const broken = ['BEGIN:VEVENT', 'UID:event-0', 'SUMMARY:Without a start', 'END:VEVENT'];
    serve(app, [broken, ...many.slice(1)], '"2"');
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', counts: { quarantined: 1, swept: 0 } });
    expect(titles(app)).toContain('Fictional event-0');
  });

  test('only what is not over longer than the person wants to see is kept, with all of its series', async () => {
    const app = await openFeedApp({ settings: () => ({ reachBack: 'month' }) });
    const day = 24;
    serve(
      app,
      [
        eventLines('old', at(-60 * day)),
        eventLines('recent', at(-10 * day)),
        eventLines('ended', at(-90 * day), ['RRULE:FREQ=DAILY;COUNT=3']),
        eventLines('goes-on', at(-90 * day), ['RRULE:FREQ=WEEKLY']),
        // Its series is over; this instance was put off until tomorrow.
        eventLines('put-off', at(-90 * day), ['RRULE:FREQ=DAILY;COUNT=2']),
        eventLines('put-off', at(day), ['RECURRENCE-ID:20260827T090000Z', 'SUMMARY:Fictional put off']),
      ],
      '"1"',
    );
    await added(app);
    const found = app.occurrences('2026-08-01T00:00:00Z', '2026-12-01T00:00:00Z').map(({ title }) => title);
    expect(new Set(found)).toEqual(
      new Set(['Fictional recent', 'Fictional goes-on', 'Fictional put-off', 'Fictional put off']),
    );
  });

  test('moved for good, it is asked at its new address, also after a restart; moved for today, at its own', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    await added(app);
    const moved = feedOf(many.flat());
    app.server.answers.set('/a.ics', { status: 302, headers: { location: '/b.ics' } });
    app.server.answers.set('/b.ics', { body: moved, etag: '"2"' });
    await app.sync();
    await app.sync();
    expect(app.server.requests.at(-2)?.path).toBe('/a.ics');
    app.server.answers.set('/a.ics', { status: 301, headers: { location: '/b.ics' } });
    await app.sync();
    // The same events at another address are not read again.
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
    expect(app.server.requests.slice(-2).map(({ path }) => path)).not.toContain('/a.ics');
    await app.close();
    const again = await openFeedApp({ after: app });
    await again.sync();
    expect(app.server.requests.at(-1)).toMatchObject({ path: '/b.ics', status: 304 });
  });

  test.each([
    [404, 'notFound'],
    [410, 'gone'],
    [403, 'refused'],
    [500, 'unavailable'],
  ])('a %i is said, keeps what is there, and waits longer each time', async (status, cause) => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    const { id } = await added(app);
    app.server.answers.set('/a.ics', { status });
    expect(await app.sync()).toMatchObject({ problems: [{ kind: 'feedFailed', accountId: id, cause }] });
    expect(titles(app)).toHaveLength(12);
    const before = app.server.requests.length;
    // Within the wait it is still said, and nobody is asked.
    expect(await app.engine.request('timer')).toMatchObject({ problems: [{ kind: 'feedFailed', cause }] });
    expect(app.server.requests).toHaveLength(before);
    expect(await app.engine.request('launch')).toMatchObject({ problems: [{ kind: 'feedFailed', cause }] });
    expect(app.server.requests).toHaveLength(before + 1);
  });
});

describe('whose events they are', () => {
  const invitation = eventLines('invited', at(1), [
    'ORGANIZER:mailto:grace@example.com',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.com',
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:grace@example.com',
  ]);
  const first = ({ occurrences }: FeedApp) => occurrences('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')[0];

  test('without an address of the person they are simply on their calendar', async () => {
    const app = await openFeedApp();
    serve(app, [invitation], '"1"');
    await added(app);
    expect(first(app)).toMatchObject({ selfResponse: null });
    expect(first(app)?.isOthers).toBeUndefined();
  });

  test('with one the answer at it is theirs: given with the calendar, later, or by the feed’s name', async () => {
    const app = await openFeedApp();
    serve(app, [invitation], '"1"');
    const { id } = await added(app);
    value(await app.accounts.changeFeed(id, { ownAddresses: ['ADA@example.com'] }));
    await app.sync();
    expect(first(app)).toMatchObject({ selfResponse: 'declined' });
    value(await app.accounts.changeFeed(id, { ownAddresses: ['grace@example.com'] }));
    await app.sync();
    expect(first(app)).toMatchObject({ selfResponse: 'accepted', organizedBySelf: true });

    const named = await openFeedApp();
    serve(named, [invitation], '"1"', ['X-WR-CALNAME:ada@example.com']);
    const account = await added(named);
    expect(first(named)).toMatchObject({ selfResponse: 'declined' });
    expect(value(await named.accounts.feedDetails(account.id)).ownAddresses).toEqual(['ada@example.com']);
  });

  test('name and colour are the person’s to choose', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"', ['X-WR-CALNAME:Team', 'X-APPLE-CALENDAR-COLOR:#1BADF8FF']);
    const { id } = await added(app);
    expect(value(app.store.calendars.list())).toMatchObject([
      { name: 'Team', color: '#1badf8', primary: true },
    ]);
    value(await app.accounts.changeFeed(id, { name: 'My team', color: '#112233' }));
    await app.sync();
    expect(value(app.store.calendars.list())).toMatchObject([{ name: 'My team', color: '#112233' }]);
    expect(value(app.store.accounts.list())).toMatchObject([{ label: 'My team' }]);
  });

  test('an event without alarms reminds as a new calendar’s would, one with alarms by these', async () => {
    const app = await openFeedApp();
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT25M', 'END:VALARM'];
    serve(app, [eventLines('plain', at(1)), eventLines('alarmed', at(2), alarm)], '"1"');
    await added(app);
    const range = { from: new Date(nowMs).toISOString(), to: new Date(at(3)).toISOString() };
    const { occurrences } = value(app.store.agenda.reminders.page(range));
    expect(occurrences.map(({ popupMinutes }) => popupMinutes)).toEqual([[10], [25]]);
  });
});

describe('property 15: the address', () => {
  const path = '/private-0a1b2c3d4e5f/basic.ics';
  const everywhere = ({ profile }: FeedApp): readonly string[] =>
    ['calendar.db', 'calendar.db-wal', 'vault.json'].filter((name) => {
      try {
        return readFileSync(join(profile, name)).includes('0a1b2c3d4e5f');
      } catch {
        return false;
      }
    });

  test('is in the vault alone, is never told, and is gone with the calendar', async () => {
    const app = await openFeedApp();
    app.server.answers.set(path, { body: feedOf(many.flat()), etag: '"1"' });
    const { id } = value(await app.add(path));
    await app.sync();
    expect(everywhere(app)).toEqual(['vault.json']);
    const details = value(await app.accounts.feedDetails(id));
    expect(details).toMatchObject({ host: new URL(app.server.origin).host, ending: '4e5f' });
    expect(JSON.stringify([details, value(app.store.accounts.list())])).not.toContain('0a1b2c3d4e5f');
    app.server.answers.delete(path);
    const { problems } = await app.sync();
    expect(JSON.stringify(problems)).not.toContain('0a1b2c3d4e5f');
    value(await app.accounts.disconnect(id));
    expect(everywhere(app)).toEqual([]);
    expect(titles(app)).toEqual([]);
  });

  test('not kept, the calendar says so, keeps its events, and goes on when it is pasted again', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    const { id } = await added(app);
    await app.close();
    rmSync(join(app.profile, 'vault.json'));
    const again = await openFeedApp({ after: app });
    expect(await again.sync()).toMatchObject({
      problems: [{ kind: 'feedFailed', accountId: id, cause: 'addressMissing' }],
    });
    expect(titles(again)).toHaveLength(12);
    const request = { address: `${app.server.origin}/a.ics`, accountId: id };
    expect(value(await again.accounts.connectFeed(request))).toMatchObject({ id });
    expect(await again.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(value(again.store.accounts.list())).toHaveLength(1);
  });

  test('[F3] the vault brings the calendar back where the database was lost', async () => {
    const app = await openFeedApp();
    serve(app, many, '"1"');
    const { id } = await added(app);
    await app.close();
    for (const name of ['calendar.db', 'calendar.db-wal', 'calendar.db-shm'])
      rmSync(join(app.profile, name), { force: true });
    const again = await openFeedApp({ after: app });
    await again.accounts.open(true);
    await again.sync();
    expect(value(again.store.accounts.list())).toMatchObject([{ id, kind: 'feed', label: 'Team' }]);
    expect(titles(again)).toHaveLength(12);
  });
});
