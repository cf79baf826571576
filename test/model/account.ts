/**
 * Compares what a pass reports with what it did: which calendars were reported as changed, its figures, the journal,
 * the history, the time of the last success, and how long the account now waits.
 */
import assert from 'node:assert/strict';
import { slotOf } from '../../main/googleModel/naiveRule.ts';
import { dayMs, minuteMs } from '../../main/googleModel/zoneTime.ts';
import type { PassCounts } from '../../shared/syncReport.ts';
import { applied, isUnreadable, noteListed, nothingListed } from './protocol.ts';
import type { Events, Item, KnownCalendar, KnownEvent } from './protocol.ts';
import { lastPassId, storedAccount, storedCalendars, storedRows, textOfKnown, toldSince } from './rows.ts';
import type { StoredAccount, StoredCalendar } from './rows.ts';
import type { PassReport, World } from './world.ts';

/** The state before a pass. */
export interface Standing {
  readonly calendars: readonly StoredCalendar[];
  /** The part of it in the file, which is all that a crash leaves (main/store/deferredWrites.ts). */
  readonly durable: { readonly calendars: readonly StoredCalendar[]; readonly account: StoredAccount };
  readonly rows: ReadonlyMap<number, string>;
  readonly account: StoredAccount;
  readonly known: ReadonlyMap<string, KnownCalendar>;
  readonly lastSuccessAtMs: number | null;
  readonly lastPassId: number;
  readonly isTampered: boolean;
}

const lastSuccessOf = (world: World): number | null => {
  const read = world.app.store.sync.lastSuccessAtMs();
  assert(read.ok);
  return read.value;
};
/** Calendars as the app knows them: the results of passes without changes are written to the file later. */
export const calendarsNow = ({ app }: World): readonly StoredCalendar[] => {
  const accounts = app.store.sync.accounts();
  assert(accounts.ok);
  const visible = accounts.value.flatMap(({ id }) => {
    const calendars = app.store.sync.visibleCalendars(id);
    assert(calendars.ok);
    return calendars.value;
  });
  return storedCalendars(app.outside).map((stored) => {
    const now = visible.find(({ key }) => key === stored.key);
    if (now === undefined) return stored;
    return { ...stored, sync_token: now.syncToken, last_success_at_ms: now.lastSuccessAtMs };
  });
};

/** The account as the app knows it. */
export const accountNow = ({ app }: World): StoredAccount => {
  const accounts = app.store.sync.accounts();
  assert(accounts.ok);
  const stored = storedAccount(app.outside);
  return { ...stored, list_sync_token: accounts.value[0]?.listSyncToken ?? null };
};

const rowsByKey = (world: World, calendars: readonly StoredCalendar[]): Map<number, string> =>
  new Map(calendars.map(({ key }) => [key, storedRows(world.app.outside, key).join('\n')]));

export const standingOf = (world: World): Standing => {
  const calendars = calendarsNow(world);
  return {
    calendars,
    durable: { calendars: storedCalendars(world.app.outside), account: storedAccount(world.app.outside) },
    rows: rowsByKey(world, calendars),
    account: accountNow(world),
    known: world.known,
    lastSuccessAtMs: lastSuccessOf(world),
    lastPassId: lastPassId(world.app.outside),
    isTampered: world.tampered.size > 0,
  };
};

/** What looks different now was reported; otherwise the old state would still be shown. */
export const expectSignals = (world: World, before: Standing, { signalled }: PassReport): void => {
  const after = storedCalendars(world.app.outside);
  const rows = rowsByKey(world, after);
  const faces = (calendars: readonly StoredCalendar[]): Map<number, string> =>
    new Map(calendars.map((one) => [one.key, `${one.name} ${one.visible}`]));
  const [facesBefore, facesAfter] = [faces(before.calendars), faces(after)];
  const shown = [...before.calendars, ...after].filter(({ visible }) => visible === 1);
  for (const { key, calendar_id: id } of shown) {
    const isSame = rows.get(key) === before.rows.get(key) && facesBefore.get(key) === facesAfter.get(key);
    assert(isSame || signalled.has(key), `${id}: changed, and nobody was told`);
  }
};

/** The history's newest entry, and the time of the last success. */
export const expectRecord = (world: World, before: Standing, { outcome, wire }: PassReport): void => {
  assert(outcome !== null);
  const lastSuccessAtMs = lastSuccessOf(world);
  const isSuccess = outcome.outcome === 'succeeded' && wire.length > 0;
  const expected = isSuccess ? Date.parse(outcome.finishedAt) : before.lastSuccessAtMs;
  assert.equal(lastSuccessAtMs, expected, 'when all was last well');
  const { lastSuccessAt } = world.app.engine.status();
  assert.equal(
    lastSuccessAt === null ? null : Date.parse(lastSuccessAt),
    expected,
    'and what the status says',
  );
  if (wire.length === 0) return;
  const passes = world.app.store.passes.list(1);
  assert(passes.ok);
  assert.deepEqual(passes.value[0], JSON.parse(JSON.stringify(outcome)), 'the history’s newest pass');
};

const LONGEST_BACKOFF_MS = 30 * minuteMs;

/** Our own backoff applies to the timer, grows with each failure, and ends with the first success [S35, F11]. */
export const expectBackoff = (world: World, { account }: Standing, report: PassReport): void => {
  const { outcome, wire, reason, startedAtMs } = report;
  const untilMs = account.backoff_until_ms;
  const waits = untilMs !== null && untilMs > startedAtMs && untilMs <= startedAtMs + LONGEST_BACKOFF_MS;
  if (waits && (reason === 'timer' || reason === 'audit'))
    assert.equal(wire.length, 0, 'our backoff was not kept');
  if (outcome === null || outcome.outcome === 'cancelled' || wire.length === 0) return;
  const now = storedAccount(world.app.outside);
  if (outcome.outcome === 'succeeded') {
    const { failures, backoff_until_ms, retry_at_ms } = now;
    assert.deepEqual([failures, backoff_until_ms, retry_at_ms], [0, null, null], 'waits after a success');
  }
  const limited = outcome.problems.find(({ kind }) => kind === 'rateLimited');
  // Waiting does not help a sign-in, and what stopped the account first decides.
  if (outcome.problems.some(({ kind }) => kind === 'signInRequired')) return;
  if (limited?.kind !== 'rateLimited') return;
  assert.equal(now.failures, account.failures + 1, 'failures in a row');
  const backoffMs = (now.backoff_until_ms ?? 0) - startedAtMs;
  assert(backoffMs > 0 && backoffMs <= LONGEST_BACKOFF_MS + minuteMs, `a backoff of ${backoffMs} ms`);
  const retryAtMs = Math.max(now.backoff_until_ms ?? 0, now.retry_at_ms ?? 0);
  assert.equal(limited.retryAt, new Date(retryAtMs).toISOString(), 'when it says that it tries again');
};

export type Figures = Pick<PassCounts, 'upserted' | 'removed' | 'quarantined'>;

/** The counts for applying items to rows. */
export const figuresOf = (from: Events, items: readonly Item[]): Figures & { readonly events: Events } => {
  let events = from;
  const listed = nothingListed();
  let [upserted, removed, quarantined] = [0, 0, 0];
  for (const item of items) {
    const before = events;
    events = applied(before, item, listed);
    noteListed(listed, item);
    if (isUnreadable(item)) quarantined += 1;
    const gone = [...before.keys()].filter((id) => !events.has(id)).length;
    const [old, now] = [before.get(item.id), events.get(item.id)];
    const isNews = now !== undefined && (old === undefined || textOfKnown(old) !== textOfKnown(now));
    const isBare = item.recurringEventId === undefined || item.originalStartTime === undefined;
    const isTakenAway = now?.kind === 'cancelled' && old?.kind === 'exception' && isBare;
    removed += gone + (isTakenAway ? 1 : 0);
    if (isNews && !isTakenAway) upserted += 1;
  }
  return { upserted, removed, quarantined, events };
};

const isToCome = ({ event }: KnownEvent, nowMs: number): boolean | null => {
  if (event === null) return null;
  const endMs = slotOf(event.end);
  // Where a day ends depends on the zone; near now nothing is asserted.
  if (event.end.date !== undefined && Math.abs(endMs - nowMs) < 2 * dayMs) return null;
  return endMs > nowMs;
};
const spanOf = ({ event }: KnownEvent): string =>
  JSON.stringify([
    event?.start.date,
    event?.end.date,
    event && slotOf(event.start),
    event && slotOf(event.end),
  ]);

/** One step of a pass over a calendar: what an item, or the sweep, did to an event. */
export interface Step {
  readonly id: string;
  readonly was: KnownEvent | undefined;
  readonly is: KnownEvent | undefined;
}

/** What a step of a single means for the person; null if that depends on the zone. */
const kindsOf = ({ was, is }: Step, nowMs: number): readonly string[] | null => {
  const [came, comes] = [was && isToCome(was, nowMs), is && isToCome(is, nowMs)];
  if (came === null || comes === null) return null;
  if (was === undefined) return comes === true ? ['new'] : [];
  if (is === undefined) return came === true ? ['cancelled'] : [];
  return (came === true || comes === true) && spanOf(was) !== spanOf(is) ? ['moved'] : [];
};

/**
 * Singles that were added, removed or moved are in the journal, each step as it happened, and nothing else is
 * recorded about singles. A single that was listed and then found gone, because the listing was rejected and repeated
 * in full, took two steps.
 */
export const expectJournal = (
  world: World,
  before: Standing,
  report: PassReport,
  calendarId: string,
  steps: readonly Step[],
): void => {
  const stored = before.calendars.find((one) => one.calendar_id === calendarId);
  const lastMs = stored?.last_success_at_ms ?? null;
  const nowMs = world.clock.now();
  const knows = lastMs !== null && nowMs - lastMs <= 30 * dayMs && nowMs >= lastMs;
  if (!knows || nowMs !== report.startedAtMs || before.isTampered) return;
  const told = toldSince(world.app.outside, before.lastPassId).filter((one) => one.calendarId === calendarId);
  // A pass records a limited number of changes per calendar.
  if (told.length >= 150) return;
  for (const [id, own] of Map.groupBy(steps, (step) => step.id)) {
    if (own.some(({ was, is }) => (was ?? is)?.kind !== 'single' || (is ?? was)?.kind !== 'single')) continue;
    const expected = own.map((step) => kindsOf(step, nowMs));
    if (expected.includes(null)) continue;
    const kinds = told
      .filter(({ eventId }) => eventId === id)
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'new' || kind === 'cancelled' || kind === 'moved');
    assert.deepEqual(kinds, expected.flat(), `${calendarId}: what the journal says of ${id}`);
  }
};
