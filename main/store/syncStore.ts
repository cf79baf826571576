/**
 * The store as the sync engine sees it: each call one short transaction over the aggregates.
 *
 * Invariants: a calendar's token is written only together with its last page's work, never before the rows
 * [S10]; rows go only by tombstone or by the sweep of a complete full listing [S9]; a call for a calendar or
 * an account that has gone meanwhile does nothing.
 */
import type { Database } from 'better-sqlite3';
import type { SyncStore } from '../sync/ports.ts';
import type { Accounts } from './accounts.ts';
import type { Calendars } from './calendars.ts';
import type { Events } from './events.ts';
import type { Guard } from './failure.ts';
import type { Meta } from './meta.ts';
import type { Passes } from './passes.ts';
import { openSweep } from './sweep.ts';

/** IMMEDIATE: the lock is taken at once, where the busy timeout still helps, not at the first write [F6]. */
export const inTransaction = <T>(db: Database, work: () => T): T => db.transaction(work).immediate();

export const createSyncStore = (
  db: Database,
  guard: Guard,
  parts: {
    readonly accounts: Accounts;
    readonly calendars: Calendars;
    readonly events: Events;
    readonly passes: Passes;
    readonly meta: Meta;
  },
): SyncStore => {
  const { accounts, calendars, events, passes, meta } = parts;
  const sweep = openSweep(db);
  const commit = <T>(work: () => T) => guard(() => inTransaction(db, work));

  return {
    accounts: () => guard(() => accounts.listForSync()),
    visibleCalendars: (accountId) => guard(() => calendars.visible(accountId)),
    commitCalendarList: (accountId, listing) =>
      commit(() => {
        if (!accounts.has(accountId)) return 0;
        const changes = calendars.applyListing(accountId, listing.items, listing.full);
        accounts.setListToken(accountId, {
          syncToken: listing.syncToken,
          fingerprint: listing.fingerprint,
          fullAtMs: listing.full ? listing.nowMs : null,
        });
        return changes;
      }),
    dropCalendarListToken: (accountId) =>
      commit(() => {
        accounts.dropListToken(accountId);
        return null;
      }),
    commitChanges: (calendar, passId, changes) =>
      commit(() => {
        const state = calendars.state(calendar);
        const counts = { upserted: 0, removed: 0 };
        if (state === null) return counts;
        for (const change of changes) {
          const { upserted, removed } = events.apply(calendar, passId, change, state.zone);
          counts.upserted += upserted;
          counts.removed += removed;
        }
        return counts;
      }),
    finishCalendar: (calendar, finish) =>
      commit(() => {
        const state = calendars.state(calendar);
        if (state === null) return { swept: 0, held: 0 };
        const result =
          finish.sweep === null ? { swept: 0, held: 0 } : sweep(calendar, finish.passId, finish.sweep, state);
        // An incremental listing says nothing about a sweep that is held.
        const heldSweep = finish.sweep === null ? state.held_sweep : result.held > 0 ? result.held : null;
        calendars.finish(calendar, { ...finish, heldSweep });
        return result;
      }),
    dropToken: (calendar) =>
      commit(() => {
        calendars.dropToken(calendar);
        return null;
      }),
    missingMasters: (calendar, limit) => guard(() => events.missingMasters(calendar, limit)),
    markMasterMissing: (calendar, masterId) =>
      commit(() => {
        if (calendars.state(calendar) !== null) events.markMasterMissing(calendar, masterId);
        return null;
      }),
    setAccountBackoff: (accountId, backoff) =>
      commit(() => {
        accounts.setBackoff(accountId, backoff);
        return null;
      }),
    nextPassId: () =>
      commit(() => {
        const passId = (meta.getNumber('lastPassId') ?? 0) + 1;
        meta.set('lastPassId', passId);
        return passId;
      }),
    recordPass: (outcome) =>
      commit(() => {
        passes.record(outcome);
        if (outcome.outcome === 'succeeded') meta.set('lastSuccessAtMs', Date.parse(outcome.finishedAt));
        return null;
      }),
    lastSuccessAtMs: () => guard(() => meta.getNumber('lastSuccessAtMs')),
  };
};
