/** A feed as a source: what the app does with replies, tokens and pages that do not belong together. */
import { describe, expect, test } from 'vitest';
import { createFeedSource } from '../../main/feed/source.ts';
import { toChange } from '../../main/google/mapEvent.ts';
import type { EventsPage, EventsRequest, SourceFailure } from '../../main/sync/ports.ts';
import type { CalendarId } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { eventLines, feedOf } from '../support/feedServer.ts';
import { value } from '../support/value.ts';
import { nowMs } from './feedApp.ts';

const id = 'feed' as CalendarId;
const feed = (title: string, more: readonly string[] = []): string =>
  feedOf([...eventLines('one', nowMs, [`SUMMARY:${title}`]), ...more]);

/** A source whose server replies with these, one after the other; the last one stays. */
const sourceOf = (...replies: readonly (() => Response)[]) => {
  const time = { nowMs };
  let requests = 0;
  const source = createFeedSource({
    id,
    choice: () => ({
      address: 'https://example.com/a.ics',
      name: 'Team',
      color: '#123456',
      ownAddresses: [],
    }),
    onMoved: () => {},
    tools: {
      fetch: () => Promise.reject(new Error('not in the own network')),
      fetchFromInternet: () => {
        const reply = replies[Math.min(requests, replies.length - 1)];
        requests += 1;
        return reply === undefined ? Promise.reject(new Error('no reply')) : Promise.resolve(reply());
      },
      addressesOf: () => Promise.resolve(['203.0.113.7']),
      isOnline: () => true,
      isDevelopment: false,
      now: () => time.nowMs,
      timeZone: () => 'Europe/Berlin',
      toChange,
    },
  });
  const { signal } = new AbortController();
  const request = (
    range: EventsRequest['range'],
    pageToken: string | null = null,
  ): Promise<Result<EventsPage, SourceFailure>> =>
    source.listEvents({ calendarId: id, range, pageToken }, signal);
  return {
    source,
    time,
    requests: () => requests,
    first: () => request({ kind: 'full', timeMinMs: null }),
    page: (pageToken: string) => request({ kind: 'full', timeMinMs: null }, pageToken),
    since: (syncToken: string) => request({ kind: 'incremental', syncToken }),
  };
};
const whole = (title: string, more?: readonly string[]) => () => new Response(feed(title, more));
const titlesOf = ({ changes }: EventsPage): readonly string[] =>
  changes.map((change) => (change.type === 'event' ? change.event.title : change.type));
const fullSyncRequired = { ok: false, problem: { kind: 'fullSyncRequired' } };

/** Lists in full; returns the last page. */
const listed = async ({ first, page }: ReturnType<typeof sourceOf>): Promise<EventsPage> => {
  value(await first());
  return value(await page('0'));
};

describe('a listing from a token', () => {
  test('that cannot be read leads to a full one', async () => {
    const from = sourceOf(whole('A'));
    expect(await from.since('no token')).toEqual(fullSyncRequired);
    expect(from.requests()).toBe(0);
  });

  test('finds a change and downloads it only once: the full listing uses it', async () => {
    const from = sourceOf(whole('A'), whole('B'), whole('C'));
    const { nextSyncToken } = await listed(from);
    expect(await from.since(nextSyncToken ?? '')).toEqual(fullSyncRequired);
    expect(titlesOf(await listed(from))).toEqual(['B']);
    expect(from.requests()).toBe(2);
    // The next one asks the server again.
    expect(titlesOf(await listed(from))).toEqual(['C']);
  });

  test('whose change was downloaded a minute before the full listing is downloaded again', async () => {
    const from = sourceOf(whole('A'), whole('B'), whole('C'));
    const { nextSyncToken } = await listed(from);
    await from.since(nextSyncToken ?? '');
    from.time.nowMs += 60_000;
    expect(titlesOf(await listed(from))).toEqual(['C']);
  });
});

describe('a full listing', () => {
  test('fails if the server says that nothing changed: it was not asked that', async () => {
    const from = sourceOf(() => new Response(null, { status: 304 }));
    expect(await from.first()).toEqual({ ok: false, problem: { kind: 'feedFailed', cause: 'unavailable' } });
  });

  test('has to begin again at a page that it does not have', async () => {
    const from = sourceOf(whole('A'));
    expect(await from.page('0')).toEqual(fullSyncRequired);
    value(await from.first());
    value(await from.page('0'));
    value(await from.first());
    expect(await from.page('7')).toEqual(fullSyncRequired);
  });

  test('counts what was broken anywhere in the feed', async () => {
    const from = sourceOf(
      whole('A', ['BEGIN:VEVENT', 'UID:open', 'BEGIN:VEVENT', 'UID:noStart', 'END:VEVENT']),
    );
    // One without an end, one without a start.
    expect(await listed(from)).toMatchObject({ quarantined: 2 });
  });
});
