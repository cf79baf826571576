/**
 * One calendar's part of a pass: list, commit in slices, finish.
 *
 * Invariants: the sync token becomes durable only with the last page's work [S10]; nothing is swept
 * unless a full listing came to its end [S6, S9]; rows stay visible whatever happens [S7]; a listing that
 * fails leaves the token as it was.
 */
import type { RemoteChange, Reminder } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { ask, walkPages } from './ask.ts';
import {
  eventsFingerprint,
  eventsMode,
  holdSweep,
  isMasterUnavailable,
  nextSlice,
  timeMinOf,
} from './policy.ts';
import type { Mode, PassFailure } from './policy.ts';
import type { PassContext } from './passContext.ts';
import type { EventsRequest, Source, StoreFailure, SyncCalendar } from './ports.ts';

/** Masters fetched by id in one pass; the rest follows in the next ones [S17]. */
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
  /** Ends with the pass, or when the account is stopped. */
  readonly signal: AbortSignal;
}

/** Brings one calendar up to date. `held`: rows that a held sweep would have removed [S12]. */
export const syncCalendar = async (work: CalendarWork): Promise<Done<{ readonly held: number }>> => {
  const { pass, calendar } = work;
  const fingerprint = eventsFingerprint(pass.reachBack);
  const { syncToken } = calendar;
  let listed: Done<{ readonly held: number }>;
  if (syncToken !== null && eventsMode(calendar, fingerprint) === 'incremental') {
    listed = await listEvents(work, 'incremental', { kind: 'incremental', syncToken });
    if (!listed.ok && listed.problem.kind === 'fullSyncRequired') {
      // Once: a refused full listing is this calendar's failure [S7, S8].
      const dropped = stored(pass.store.dropToken(calendar.key));
      listed = dropped.ok ? await listInFull(work) : dropped;
    }
  } else {
    listed = await listInFull(work);
  }
  if (!listed.ok) return listed;
  const fetched = await fetchMissingMasters(work);
  return fetched.ok ? listed : fetched;
};

const listInFull = (work: CalendarWork): Promise<Done<{ readonly held: number }>> => {
  // Fixed for all pages: they repeat the exact query [S5].
  const timeMinMs = timeMinOf(work.pass.reachBack, work.pass.clock.now());
  return listEvents(work, 'full', { kind: 'full', timeMinMs });
};

const listEvents = async (
  work: CalendarWork,
  mode: Mode,
  range: EventsRequest['range'],
): Promise<Done<{ readonly held: number }>> => {
  const { pass, source, calendar, signal } = work;
  pass.modes.add(mode);
  // An id of its own for each listing: rows that an incremental listing stamped before it was refused
  // must not count as listed by the full one that replaces it, or the sweep would miss them [S9].
  const passId = stored(pass.store.nextPassId());
  if (!passId.ok) return passId;
  let defaultReminders: readonly Reminder[] | null = null;
  const walked = await walkPages(
    (pageToken) =>
      ask(pass.clock, signal, (requestSignal) =>
        source.listEvents({ calendarId: calendar.calendarId, range, pageToken }, requestSignal),
      ),
    (page) => {
      pass.counts.pages += 1;
      pass.counts.quarantined += page.quarantined;
      defaultReminders = page.defaultReminders ?? defaultReminders;
      return commit(work, passId.value, page.changes);
    },
  );
  if (!walked.ok) return walked;
  await pass.turn();
  if (signal.aborted) return aborted;
  const nowMs = pass.clock.now();
  const sweep = range.kind === 'full' ? { timeMinMs: range.timeMinMs, nowMs, hold: holdSweep } : null;
  const finished = stored(
    pass.store.finishCalendar(calendar.key, {
      passId: passId.value,
      sweep,
      syncToken: walked.value,
      fingerprint: eventsFingerprint(pass.reachBack),
      defaultReminders,
      nowMs,
    }),
  );
  if (!finished.ok) return finished;
  pass.counts.swept += finished.value.swept;
  if (finished.value.swept > 0) pass.onChanged([calendar.key]);
  return ok({ held: finished.value.held });
};

const commit = async (
  { pass, calendar, signal }: CalendarWork,
  passId: number,
  changes: readonly RemoteChange[],
): Promise<Done<null>> => {
  for (let from = 0; from < changes.length;) {
    // One slice after the other, in the order Google sent them.
    // oxlint-disable-next-line no-await-in-loop
    await pass.turn();
    if (signal.aborted) return aborted;
    const slice = changes.slice(from, from + pass.slice.size);
    from += slice.length;
    const beganMs = pass.clock.now();
    const committed = stored(pass.store.commitChanges(calendar.key, passId, slice));
    if (slice.length === pass.slice.size) {
      pass.slice.size = nextSlice(slice.length, pass.clock.now() - beganMs);
    }
    if (!committed.ok) return committed;
    const { upserted, removed } = committed.value;
    pass.counts.upserted += upserted;
    pass.counts.removed += removed;
    pass.progress.events += slice.length;
    if (upserted + removed > 0) pass.onChanged([calendar.key]);
  }
  pass.onProgress();
  return ok(null);
};

/**
 * Masters that lie before the listing's beginning, or that the person was never invited to [S17]: each is
 * asked for once. A cancelled one is left out: committing it would take its living exceptions along [S14].
 */
const fetchMissingMasters = async (work: CalendarWork): Promise<Done<null>> => {
  const { pass, source, calendar, signal } = work;
  const missing = stored(pass.store.missingMasters(calendar.key, MASTERS_PER_PASS));
  if (!missing.ok) return missing;
  if (missing.value.length === 0) return ok(null);
  const passId = stored(pass.store.nextPassId());
  if (!passId.ok) return passId;
  for (const eventId of missing.value) {
    // One at a time: there are few, and the quota is shared with the listings.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(pass.clock, signal, (requestSignal) =>
      source.getEvent({ calendarId: calendar.calendarId, eventId }, requestSignal),
    );
    if (!answer.ok && !isMasterUnavailable(answer.problem)) return answer;
    if (signal.aborted) return aborted;
    const change = answer.ok ? answer.value : null;
    if (change?.type === 'event' && change.event.kind === 'master' && change.event.id === eventId) {
      // oxlint-disable-next-line no-await-in-loop
      const committed = await commit(work, passId.value, [change]);
      if (!committed.ok) return committed;
    } else {
      const marked = stored(pass.store.markMasterMissing(calendar.key, eventId));
      if (!marked.ok) return marked;
    }
  }
  return ok(null);
};
