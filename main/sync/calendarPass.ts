/**
 * One calendar's part of a pass: list, commit in slices, finish.
 *
 * Invariants: the sync token becomes durable only with the last page's work [S10]; nothing is swept unless a full
 * listing was complete [S6, S9]; rows stay visible whatever happens [S7]; a failed listing leaves the token
 * unchanged.
 *
 * An audit is a full listing right after an incremental one, and counts the differences it finds [S11]. Changes that
 * the server received in between are not drift. So if there are differences, the changes since the token are listed
 * once more, not to apply them but to leave them out of the count.
 */
import type { Drift } from '../../shared/syncReport.ts';
import type { EventId, RemoteChange, Reminder } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { ask, readPages } from './ask.ts';
import type { RequestOptions } from './ask.ts';
import {
  driftOf,
  eventsFingerprint,
  eventsMode,
  isMasterUnavailable,
  nextAuditAt,
  timeMinOf,
} from './policy.ts';
import type { Mode, PassFailure } from './policy.ts';
import type { PassContext } from './passContext.ts';
import type {
  EventsRequest,
  HeldSweep,
  RowName,
  Source,
  StoreFailure,
  SweepPlan,
  SyncCalendar,
  WrittenRow,
} from './ports.ts';
import { nextSlice, sliceByWeight } from './slices.ts';
import { decideSweep } from './sweepGuard.ts';
import { toIso } from './toProblem.ts';

/** Masters fetched by id in one pass; the others follow in later passes [S17]. */
const MASTERS_PER_PASS = 20;

type Done<T> = Result<T, PassFailure>;

const stored = <T>(result: Result<T, StoreFailure>): Done<T> =>
  result.ok ? result : fail({ kind: 'storageFailed', cause: result.problem.cause });

const aborted = fail({ kind: 'aborted' } as const);

/** What one calendar's pass works with. */
export interface CalendarWork {
  readonly pass: PassContext;
  readonly source: Source;
  readonly calendar: SyncCalendar;
  /** Whether to compare the rows with a full listing. */
  readonly audit: boolean;
  /** Aborted when the pass ends or the account is stopped. */
  readonly signal: AbortSignal;
}

/** A complete listing. */
interface Listed {
  readonly mode: Mode;
  readonly syncToken: string;
  /** A held sweep [S12]. */
  readonly held: HeldSweep | null;
}

/** Brings one calendar up to date. `held` is a sweep that waits for confirmation [S12]. */
export const syncCalendar = async (
  work: CalendarWork,
): Promise<Done<{ readonly held: HeldSweep | null }>> => {
  const { pass, calendar } = work;
  const fingerprint = eventsFingerprint(pass.reachBack);
  const { syncToken } = calendar;
  let listed: Done<Listed>;
  if (syncToken !== null && eventsMode(calendar, fingerprint, pass.clock.now()) === 'incremental') {
    listed = await listEvents(work, { kind: 'incremental', syncToken }, null);
    if (!listed.ok && listed.problem.kind === 'fullSyncRequired') {
      // Done once: if the full listing is rejected too, that is this calendar's failure [S7, S8].
      const dropped = stored(pass.store.dropToken(calendar.key));
      listed = dropped.ok ? await listInFull(work, null) : dropped;
    }
  } else {
    listed = await listInFull(work, null);
  }
  if (listed.ok && work.audit && listed.value.mode === 'incremental') {
    listed = await listInFull(work, { syncToken: listed.value.syncToken, written: [] });
  }
  if (!listed.ok) return listed;
  const fetched = await fetchMissingMasters(work);
  return fetched.ok ? listed : fetched;
};

/** What an audit has found so far. */
interface Findings {
  /** The token that the rows are up to date with. */
  readonly syncToken: string;
  readonly written: WrittenRow[];
}

const listInFull = (work: CalendarWork, findings: Findings | null): Promise<Done<Listed>> => {
  // Fixed for all pages: each must repeat exactly the same query [S5].
  const timeMinMs = timeMinOf(work.pass.reachBack, work.pass.clock.now());
  return listEvents(work, { kind: 'full', timeMinMs }, findings);
};

const requestOptionsOf = ({ pass, calendar, signal }: CalendarWork): RequestOptions => ({
  clock: pass.clock,
  pace: pass.paceOf(calendar.accountId),
  signal,
});

const listEvents = async (
  work: CalendarWork,
  range: EventsRequest['range'],
  findings: Findings | null,
): Promise<Done<Listed>> => {
  const { pass, source, calendar, signal } = work;
  const mode: Mode = range.kind === 'full' ? 'full' : 'incremental';
  pass.modes.add(mode);
  // Each listing has an id of its own. Rows stamped by an incremental listing that was then rejected must not count
  // as listed by the full one that replaces it, or the sweep would miss them [S9].
  const passId = stored(pass.store.nextPassId());
  if (!passId.ok) return passId;
  let defaultReminders: readonly Reminder[] | null = null;
  let quarantined = 0;
  let isEmptyExport = false;
  const read = await readPages(
    (pageToken) =>
      ask(requestOptionsOf(work), (requestSignal) =>
        source.listEvents({ calendarId: calendar.calendarId, range, pageToken }, requestSignal),
      ),
    async (page) => {
      pass.counts.pages += 1;
      pass.counts.quarantined += page.quarantined;
      quarantined += page.quarantined;
      isEmptyExport ||= page.isEmptyExport === true;
      defaultReminders = page.defaultReminders ?? defaultReminders;
      const committed = await commit(work, passId.value, page.changes, { journal: true, findings });
      // Only a full listing removes what it lacks.
      if (!committed.ok || mode === 'incremental' || page.unreadable.length === 0) return committed;
      await pass.turn();
      if (signal.aborted) return aborted;
      return stored(pass.store.keepUnreadable(calendar.key, passId.value, page.unreadable));
    },
  );
  if (!read.ok) return read;
  const nowMs = pass.clock.now();
  const sweep: SweepPlan | null =
    range.kind === 'full'
      ? {
          timeMinMs: range.timeMinMs,
          nowMs,
          decide: (counts, guard) => decideSweep(counts, guard, nowMs, isEmptyExport),
        }
      : null;
  const removed = sweep === null ? ok([]) : await sweepInSlices(work, passId.value, sweep);
  if (!removed.ok) return removed;
  const drift = findings === null ? ok(null) : await countDrift(work, findings, removed.value);
  if (!drift.ok) return drift;
  await pass.turn();
  if (signal.aborted) return aborted;
  const finished = stored(
    pass.store.finishCalendar(calendar.key, {
      passId: passId.value,
      sweep,
      syncToken: read.value,
      fingerprint: eventsFingerprint(pass.reachBack),
      defaultReminders,
      nowMs,
      quarantined,
      audit: drift.value,
      ...(sweep !== null && { auditDueAtMs: nextAuditAt(nowMs, pass.clock.random()) }),
    }),
  );
  if (!finished.ok) return finished;
  const { swept, held } = finished.value;
  pass.counts.swept += swept;
  if (swept > 0) pass.onChanged([calendar.key]);
  if (drift.value !== null) {
    const { accountId, calendarId } = calendar;
    pass.audits.push({ accountId, calendarId, at: toIso(nowMs), ...drift.value });
  }
  return ok({ mode, syncToken: read.value, held });
};

/** Removes what the listing lacked, in slices, before the token is stored [S9, F20]. */
const sweepInSlices = async (
  { pass, calendar, signal }: CalendarWork,
  passId: number,
  plan: SweepPlan,
): Promise<Done<readonly RowName[]>> => {
  const removed: RowName[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    await pass.turn();
    if (signal.aborted) return aborted;
    const slice = stored(pass.store.sweepSlice(calendar.key, passId, plan));
    if (!slice.ok) return slice;
    removed.push(...slice.value.removed);
    if (slice.value.removed.length > 0) pass.onChanged([calendar.key]);
    if (slice.value.done) return ok(removed);
  }
};

/** Counts which findings are drift; null if the server can no longer tell what changed in the meantime. */
const countDrift = async (
  work: CalendarWork,
  { syncToken, written }: Findings,
  removed: readonly RowName[],
): Promise<Done<Drift | null>> => {
  const changed = new Set<EventId>();
  if (written.length + removed.length === 0) return ok(driftOf([], [], changed));
  const { source, calendar } = work;
  const range = { kind: 'incremental', syncToken } as const;
  const read = await readPages(
    (pageToken) =>
      ask(requestOptionsOf(work), (requestSignal) =>
        source.listEvents({ calendarId: calendar.calendarId, range, pageToken }, requestSignal),
      ),
    async (page) => {
      for (const change of page.changes) changed.add(change.type === 'event' ? change.event.id : change.id);
      return ok(null);
    },
  );
  if (read.ok) return ok(driftOf(written, removed, changed));
  return read.problem.kind === 'fullSyncRequired' ? ok(null) : read;
};

const commit = async (
  { pass, calendar, signal }: CalendarWork,
  passId: number,
  changes: readonly RemoteChange[],
  { journal, findings }: { readonly journal: boolean; readonly findings: Findings | null },
): Promise<Done<null>> => {
  for (let from = 0; from < changes.length;) {
    // One slice after the other, in the order Google sent them.
    // oxlint-disable-next-line no-await-in-loop
    await pass.turn();
    if (signal.aborted) return aborted;
    const { slice, weight } = sliceByWeight(changes, from, pass.slice.size);
    from += slice.length;
    const beganMs = pass.clock.now();
    const options = { nowMs: beganMs, audit: findings !== null };
    const committed = stored(
      pass.store.commitChanges(calendar.key, passId, slice, ...(journal ? [options] : [])),
    );
    // The last slice of a page is measured only if it is full: a shorter one says nothing about a full one.
    if (from < changes.length || weight >= pass.slice.size) {
      const tookMs = pass.clock.now() - beganMs;
      pass.slice.size = nextSlice(pass.slice.size, (tookMs * pass.slice.size) / weight);
    }
    if (!committed.ok) return committed;
    const { upserted, removed, written } = committed.value;
    if (written !== undefined) findings?.written.push(...written);
    pass.counts.upserted += upserted;
    pass.counts.removed += removed;
    pass.progress.events += slice.length;
    if (upserted + removed > 0) pass.onChanged([calendar.key]);
  }
  pass.onProgress();
  return ok(null);
};

/**
 * Fetches masters that ended before the listing's beginning, or that the person was never invited to [S17]; each is
 * requested once. A cancelled one is not committed: that would delete its exceptions, which still exist [S14].
 */
const fetchMissingMasters = async (work: CalendarWork): Promise<Done<null>> => {
  const { pass, source, calendar, signal } = work;
  const missing = stored(pass.store.missingMasters(calendar.key, MASTERS_PER_PASS));
  if (!missing.ok) return missing;
  if (missing.value.length === 0) return ok(null);
  const passId = stored(pass.store.nextPassId());
  if (!passId.ok) return passId;
  for (const eventId of missing.value) {
    // One at a time: there are few, and they share the quota with the listings.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(requestOptionsOf(work), (requestSignal) =>
      source.getEvent({ calendarId: calendar.calendarId, eventId }, requestSignal),
    );
    if (!answer.ok && !isMasterUnavailable(answer.problem)) return answer;
    if (signal.aborted) return aborted;
    const change = answer.ok ? answer.value : null;
    if (change?.type === 'event' && change.event.kind === 'master' && change.event.id === eventId) {
      // New to us but not to the person: its instances have been there all along.
      // oxlint-disable-next-line no-await-in-loop
      const committed = await commit(work, passId.value, [change], { journal: false, findings: null });
      if (!committed.ok) return committed;
    } else {
      const marked = stored(pass.store.markMasterMissing(calendar.key, eventId));
      if (!marked.ok) return marked;
    }
  }
  return ok(null);
};
