/** The calendar list after a pass: unchanged, or as Google listed it [S32, S33]. */
import assert from 'node:assert/strict';
import type { CalendarListEntryResource } from '../../main/googleModel/resources.ts';
import { accountNow } from './account.ts';
import type { Standing } from './account.ts';
import { noGuard } from './protocol.ts';
import type { KnownCalendar } from './protocol.ts';
import { storedCalendars } from './rows.ts';
import { isFirst, isFull, isRefused, pageOf } from './wire.ts';
import type { PassReport, World } from './world.ts';

/** Some calendar's events were refused permanently. */
const hasRefusal = ({ wire }: PassReport): boolean =>
  wire.some(({ calendarId, status }) => calendarId !== null && (status === 403 || status === 404));

export const nameOf = (entry: CalendarListEntryResource): string => entry.summaryOverride ?? entry.summary;
const isShownAtFirst = (entry: CalendarListEntryResource): boolean =>
  entry.selected === true && entry.hidden !== true;

/** The calendar list as it must be now [S32, S33]; returns what is known of each calendar in it. */
export const expectCalendars = (
  world: World,
  before: Standing,
  report: PassReport,
): Map<string, KnownCalendar> => {
  const known = new Map(world.known);
  const exchanges = report.wire.filter(({ endpoint }) => endpoint === 'calendarList');
  const start = exchanges.findLastIndex(isFirst);
  const listing = exchanges.slice(start).flatMap((exchange) => {
    const page = pageOf(exchange);
    return page === null ? [] : [{ ...page, full: isFull(exchange) }];
  });
  const account = accountNow(world);
  // A crash may have lost what came without news.
  const died = report.outcome === null;
  const older = died ? [before.account.list_sync_token, before.durable.account.list_sync_token] : [];
  const last = listing.at(-1);
  const advanced =
    report.listCommitted ||
    // A process that was killed from outside reports nothing, but its token does.
    (report.outcome === null &&
      last?.nextSyncToken !== undefined &&
      last.nextSyncToken === account.list_sync_token);
  if (advanced) {
    assert(
      last !== undefined && last.nextPageToken === undefined,
      'a calendar list without its end was kept',
    );
    // After a calendar was refused, the list may be fetched in full next time [S33].
    const items = listing.flatMap((page) => page.items) as unknown as CalendarListEntryResource[];
    if (account.list_sync_token !== null || !hasRefusal(report)) {
      const tokens = [last.nextSyncToken ?? null, ...(items.length === 0 && !last.full ? older : [])];
      assert(tokens.includes(account.list_sync_token), 'the calendar list’s token');
    }
    for (const entry of items) {
      const old = known.get(entry.id);
      if (entry.deleted === true) known.delete(entry.id);
      else if (old !== undefined) known.set(entry.id, { ...old, entry });
      else {
        const visible = world.choices.get(entry.id) ?? isShownAtFirst(entry);
        known.set(entry.id, { entry, visible, events: new Map(), guard: noGuard, lastFull: null });
      }
    }
    if (last.full) {
      const listed = new Set(items.map(({ id }) => id));
      for (const id of known.keys()) if (!listed.has(id)) known.delete(id);
      world.silent.clear();
    }
  } else if (![before.account.list_sync_token, ...older].includes(account.list_sync_token)) {
    assert.equal(account.list_sync_token, null, 'the calendar list’s token moved without a listing');
    const refused = exchanges.some(isRefused);
    assert(refused || hasRefusal(report), 'the calendar list’s token was dropped for no reason');
  }
  const face = (calendarId: string, name: string, zone: string, hidden: boolean, visible: boolean) =>
    JSON.stringify([calendarId, name, zone, hidden, visible]);
  assert.deepEqual(
    storedCalendars(world.app.outside).map((one) =>
      face(one.calendar_id, one.name, one.zone, one.hidden === 1, one.visible === 1),
    ),
    [...known.values()]
      .map(({ entry, visible }) =>
        face(entry.id, nameOf(entry), entry.timeZone, entry.hidden === true, visible),
      )
      .sort(),
    'the calendars stored are not the ones listed',
  );
  return known;
};
