/** The sample calendar as a source for the engine. The mappers are stand-ins that keep what the test checks. */
import { describe, expect, test } from 'vitest';
import { createSample } from '../../main/sample/source.ts';
import type { CalendarId, EventId, RemoteCalendar, RemoteChange } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const work = 'alex.morgan@example.com' as CalendarId;
const clock = { now: () => Date.UTC(2026, 10, 24, 9) };
const calm = new AbortController().signal;

type Resource = { readonly id: string; readonly summary?: string };

function newSource(
  toChange: (resource: unknown, context: { calendarZone: string }) => Result<RemoteChange, string> = (
    resource,
  ) => ok({ type: 'deleted', id: (resource as Resource).id as EventId, instanceOf: null }),
  pageDelayMs = 0,
) {
  const toRemoteCalendar = (resource: unknown): Result<RemoteCalendar, string> =>
    ok(resource as RemoteCalendar);
  return createSample({ clock, timeZone: 'Europe/Berlin', toChange, toRemoteCalendar, pageDelayMs }).source;
}

async function listAll(source: ReturnType<typeof newSource>) {
  const ids: string[] = [];
  let pages = 0;
  let pageToken: string | null = null;
  for (;;) {
    const page = await source.listEvents(
      { calendarId: work, range: { kind: 'full', timeMinMs: null }, pageToken },
      calm,
    );
    if (!page.ok) throw new Error(page.problem.kind);
    pages++;
    ids.push(...page.value.changes.map((change) => (change.type === 'event' ? '' : change.id)));
    pageToken = page.value.nextPageToken;
    if (pageToken === null)
      return { ids, pages, syncToken: page.value.nextSyncToken ?? '', last: page.value };
  }
}

describe('sample source', () => {
  test('lists three calendars, and their changes by the token', async () => {
    const source = newSource();
    const page = await source.listCalendars({ syncToken: null, pageToken: null }, calm);
    if (!page.ok) throw new Error(page.problem.kind);
    expect(page.value.items).toHaveLength(3);
    const { nextSyncToken } = page.value;
    expect(nextSyncToken).not.toBeNull();
    const delta = await source.listCalendars({ syncToken: nextSyncToken, pageToken: null }, calm);
    expect(delta).toMatchObject({ ok: true, value: { items: [] } });
  });

  test('a full listing has several pages, with the token on the last', async () => {
    const { ids, pages, syncToken, last } = await listAll(newSource());
    expect(pages).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(syncToken).not.toBe('');
    expect(last.defaultReminders).toEqual([{ method: 'popup', minutes: 10 }]);
  });

  test('[S7] a token of an earlier start returns fullSyncRequired', async () => {
    const { syncToken } = await listAll(newSource());
    const range = { kind: 'incremental', syncToken } as const;
    expect(await newSource().listEvents({ calendarId: work, range, pageToken: null }, calm)).toEqual(
      fail({ kind: 'fullSyncRequired' }),
    );
  });

  test('[S8] so does an invalid token; an unknown calendar or event is notFound', async () => {
    const source = newSource();
    const range = { kind: 'incremental', syncToken: 'rubbish' } as const;
    expect(await source.listEvents({ calendarId: work, range, pageToken: null }, calm)).toEqual(
      fail({ kind: 'fullSyncRequired' }),
    );
    expect(await source.getEvent({ calendarId: work, eventId: 'never' as EventId }, calm)).toEqual(
      fail({ kind: 'notFound' }),
    );
    const nowhere = 'nowhere@example.com' as CalendarId;
    expect(
      await source.listEvents(
        { calendarId: nowhere, range: { kind: 'full', timeMinMs: null }, pageToken: null },
        calm,
      ),
    ).toEqual(fail({ kind: 'notFound' }));
  });

  test('[F23] what the mapper rejects is counted and left out', async () => {
    const source = newSource((resource) =>
      (resource as Resource).summary === 'Home'
        ? fail('broken')
        : ok({ type: 'deleted', id: (resource as Resource).id as EventId, instanceOf: null }),
    );
    const page = await source.listEvents(
      { calendarId: work, range: { kind: 'full', timeMinMs: null }, pageToken: null },
      calm,
    );
    expect(page).toMatchObject({ ok: true, value: { quarantined: 1 } });
  });

  test('the mapper gets the calendar’s zone [S25]', async () => {
    const zones = new Set<string>();
    const source = newSource((_, { calendarZone }) => {
      zones.add(calendarZone);
      return fail('not looked at');
    });
    await source.listEvents(
      {
        calendarId: 'orchard.team@example.com' as CalendarId,
        range: { kind: 'full', timeMinMs: null },
        pageToken: null,
      },
      calm,
    );
    expect([...zones]).toEqual(['Europe/Lisbon']);
  });

  test('[F19] an abort returns aborted, before a page and during one', async () => {
    const source = newSource(undefined, 60_000);
    const abort = new AbortController();
    const pending = source.listCalendars({ syncToken: null, pageToken: null }, abort.signal);
    abort.abort();
    expect(await pending).toEqual(fail({ kind: 'aborted' }));
    expect(await source.listCalendars({ syncToken: null, pageToken: null }, abort.signal)).toEqual(
      fail({ kind: 'aborted' }),
    );
  });
});
