/**
 * The store's interface for the sync engine. Each call is one short transaction.
 *
 * Invariants: a calendar's token is written only together with the work of its last page, never before the rows
 * [S10]; rows are removed only by a tombstone or by the sweep after a complete full listing [S9]; a call for a
 * calendar or an account that was removed in the meantime does nothing.
 */
import type { Database } from 'better-sqlite3';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CalendarKey, StoreFailure, SweepGuard, SyncStore, WrittenRow } from '../sync/ports.ts';
import type { Accounts } from './accounts.ts';
import type { Calendars, Finish, SyncState } from './calendars.ts';
import type { Checkpoints } from './database/checkpoints.ts';
import type { Events } from './events.ts';
import type { Guard } from './database/failure.ts';
import type { Journal, JournalWriter } from './journal.ts';
import type { Meta } from './meta.ts';
import type { Passes } from './passes.ts';
import type { DeferredWrites } from './deferredWrites.ts';
import { openSweep, type SweepEnd } from './sweep.ts';

/** IMMEDIATE takes the lock at the beginning, where the busy timeout still applies, not at the first write [F6]. */
export const inTransaction = <T>(db: Database, work: () => T): T => db.transaction(work).immediate();

/** Runs writes in one transaction. */
export type Commit = <T>(work: () => T) => Result<T, StoreFailure>;

export const createSyncStore = (
  { db, guard, commit }: { readonly db: Database; readonly guard: Guard; readonly commit: Commit },
  parts: {
    readonly accounts: Accounts;
    readonly calendars: Calendars;
    readonly events: Events;
    readonly journal: Journal;
    readonly passes: Passes;
    readonly meta: Meta;
    readonly checkpoints: Checkpoints;
    readonly deferred: DeferredWrites;
  },
  removePendingDeletions: SyncStore['removePendingDeletions'],
): SyncStore => {
  const { accounts, calendars, events, journal, passes, meta, checkpoints, deferred } = parts;
  const sweep = openSweep(db);
  const writerFor = (
    key: CalendarKey,
    state: SyncState,
    passId: number,
    nowMs: number,
  ): JournalWriter | null =>
    journal.writer({ key, zone: state.zone, lastSuccessAtMs: state.last_success_at_ms }, passId, nowMs);

  let lastPassId = meta.getNumber('lastPassId') ?? 0;
  /** Ids that rows may have been stamped with since the last pass. Written with the first such row. */
  const stamping = new Set<number>();
  const stampWith = (passId: number): void => {
    stamping.add(passId);
    if (passId > (meta.getNumber('lastPassId') ?? 0)) meta.set('lastPassId', passId);
  };

  /** Returns whether an incremental listing changed nothing but its time and its token. */
  const isUnchanged = (state: SyncState, finish: Parameters<SyncStore['finishCalendar']>[1]): boolean =>
    finish.sweep === null &&
    !stamping.has(finish.passId) &&
    (finish.audit ?? null) === null &&
    (finish.quarantined ?? 0) === 0 &&
    finish.auditDueAtMs === undefined &&
    finish.fingerprint === state.fingerprint &&
    (finish.defaultReminders === null || JSON.stringify(finish.defaultReminders) === state.default_reminders);

  return {
    accounts: () => guard(() => accounts.listForSync(deferred.listToken)),
    visibleCalendars: (accountId) => guard(() => calendars.visible(accountId, deferred.calendar)),
    commitCalendarList: (accountId, listing) => {
      const { items, full, fingerprint, syncToken } = listing;
      const known =
        full || items.length > 0 ? ok(false) : guard(() => accounts.isListedWith(accountId, fingerprint));
      if (!known.ok) return known;
      if (known.value) {
        deferred.noteList(accountId, syncToken);
        return ok(0);
      }
      return commit(() => {
        if (!accounts.has(accountId)) return 0;
        const changes = calendars.applyListing(accountId, listing.items, listing.full);
        accounts.setListToken(accountId, {
          syncToken: listing.syncToken,
          fingerprint: listing.fingerprint,
          fullAtMs: listing.full ? listing.nowMs : null,
        });
        return changes;
      });
    },
    dropCalendarListToken: (accountId) =>
      commit(() => {
        accounts.dropListToken(accountId);
        return null;
      }),
    commitChanges: (calendar, passId, changes, options) =>
      commit(() => {
        const state = calendars.state(calendar);
        const counts = { upserted: 0, removed: 0 };
        if (state === null) return counts;
        stampWith(passId);
        const writer = options ? writerFor(calendar, state, passId, options.nowMs) : null;
        const written: WrittenRow[] = [];
        const slice = events.slice(calendar, passId, {
          fallbackZone: state.zone,
          journal: writer,
          isFirst: state.last_success_at_ms === null,
        });
        for (const change of changes) {
          const apply = () => slice.apply(change);
          const applied =
            options?.audit === true ? events.audit(calendar, change, apply) : { counts: apply() };
          counts.upserted += applied.counts.upserted;
          counts.removed += applied.counts.removed;
          if ('written' in applied && applied.written !== null) written.push(applied.written);
        }
        counts.removed += slice.end();
        checkpoints.writes(slice.length());
        return options?.audit === true ? { ...counts, written } : counts;
      }),
    sweepSlice: (calendar, passId, plan) =>
      commit(() => {
        const state = calendars.state(calendar);
        if (state === null) return { done: true, removed: [] };
        stampWith(passId);
        return sweep.step(
          { key: calendar, zone: state.zone, guard: guardOf(state) },
          passId,
          plan,
          writerFor(calendar, state, passId, plan.nowMs),
        );
      }),
    finishCalendar: (calendar, finish) => {
      const before = guard(() => calendars.state(calendar));
      if (!before.ok) return before;
      if (before.value !== null && isUnchanged(before.value, finish)) {
        const { held_sweep: held } = before.value;
        deferred.noteCalendar(calendar, { syncToken: finish.syncToken, lastSuccessAtMs: finish.nowMs });
        return guard(() => ({ swept: 0, held: heldOf(held, calendars.heldUpcoming(calendar)) }));
      }
      return commit(() => {
        const state = calendars.state(calendar);
        if (state === null) return { swept: 0, held: null };
        const { passId, nowMs } = finish;
        const end =
          finish.sweep &&
          sweep.end(
            { key: calendar, zone: state.zone, guard: guardOf(state) },
            passId,
            finish.sweep,
            writerFor(calendar, state, passId, nowMs),
          );
        const after = guardAfter(state, calendars.heldUpcoming(calendar), end);
        calendars.finish(calendar, {
          ...finish,
          ...after,
          full: end !== null,
          quarantined: finish.quarantined ?? 0,
          auditDueAtMs: finish.auditDueAtMs ?? null,
          audit: finish.audit ?? null,
        });
        return { swept: end?.swept ?? 0, held: heldOf(after.heldSweep, after.heldUpcoming) };
      });
    },
    keepUnreadable: (calendar, passId, ids) =>
      commit(() => {
        if (calendars.state(calendar) === null) return null;
        stampWith(passId);
        events.keep(calendar, passId, ids);
        return null;
      }),
    noteProblem: (calendar, problem, atMs) =>
      commit(() => {
        calendars.noteProblem(calendar, problem, atMs);
        return null;
      }),
    removePendingDeletions,
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
    nextPassId: () => {
      lastPassId += 1;
      return ok(lastPassId);
    },
    recordPass: (outcome) => {
      const nothingToDo = guard(
        () => stamping.size === 0 && isUneventful(outcome) && !journal.hasOld(Date.parse(outcome.finishedAt)),
      );
      if (!nothingToDo.ok) return nothingToDo;
      const recorded =
        nothingToDo.value && deferred.notePass(outcome)
          ? ok(null)
          : commit(() => {
              passes.record(outcome);
              journal.prune(Date.parse(outcome.finishedAt));
              if (outcome.outcome === 'succeeded')
                meta.set('lastSuccessAtMs', Date.parse(outcome.finishedAt));
              return null;
            });
      stamping.clear();
      checkpoints.rest();
      return recorded;
    },
    room: () => checkpoints.room(),
    lastSuccessAtMs: () =>
      guard(() => {
        const last = deferred.passes()[0];
        return last === undefined ? meta.getNumber('lastSuccessAtMs') : Date.parse(last.finishedAt);
      }),
  };
};

/** Nothing was found and nothing failed, so the history can be written later. */
const isUneventful = ({ outcome, mode, counts, problems }: PassOutcome): boolean =>
  outcome === 'succeeded' &&
  mode !== 'full' &&
  problems.length === 0 &&
  counts.upserted + counts.removed + counts.swept + counts.quarantined === 0;

const heldOf = (rows: number | null, upcoming: number | null): { rows: number; upcoming: number } | null =>
  rows === null ? null : { rows, upcoming: upcoming ?? 0 };

const guardOf = (state: SyncState): SweepGuard => ({
  heldSweep: state.held_sweep,
  heldSinceMs: state.held_since_ms,
  keptRows: state.kept_rows,
  sweepAllowed: state.sweep_allowed === 1,
});

/** Returns the sweep guard's state after a listing. An incremental one does not change it [S12]. */
const guardAfter = (
  state: SyncState,
  upcomingBefore: number,
  end: SweepEnd | null,
): Pick<Finish, 'heldSweep' | 'heldSinceMs' | 'heldUpcoming' | 'keptRows' | 'sweepAllowed'> => {
  const { held_sweep: heldSweep, held_since_ms: heldSinceMs, kept_rows: keptRows } = state;
  if (end === null || end.isAnswered) {
    // The person may have decided in the meantime.
    const heldUpcoming = heldSweep === null ? null : upcomingBefore;
    return { heldSweep, heldSinceMs, heldUpcoming, keptRows, sweepAllowed: state.sweep_allowed };
  }
  const { decision, spared, sparedUpcoming } = end;
  if (decision.action === 'hold') {
    const { sinceMs: heldSinceMs } = decision;
    return { heldSweep: spared, heldSinceMs, heldUpcoming: sparedUpcoming, keptRows, sweepAllowed: 0 };
  }
  const kept = decision.action === 'keep' ? keptRows : null;
  return { heldSweep: null, heldSinceMs: null, heldUpcoming: null, keptRows: kept, sweepAllowed: 0 };
};
