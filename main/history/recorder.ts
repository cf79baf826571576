/**
 * Records meetings that have passed, in the background: after a pass and about once an hour, a page at a time with a turn
 * of the event loop between them. What is recorded already is not read again.
 */
import { refOf, type AgendaPage, type AgendaRange, type OccurrenceRef } from '../../shared/agenda.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { eachPage } from '../../shared/eachPage.ts';
import type { Account, AccountId, Calendar, OccurrenceDetail } from '../../shared/model.ts';
import { notedMeetingOf } from '../../shared/notes.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { History } from './history.ts';
import { countsAsMine, recordOf } from './mine.ts';
import type { RecordedMeeting } from './table.ts';

/** What is read of the calendars. */
export interface PassedReads {
  accounts(): Result<readonly Account[], unknown>;
  calendars(): Result<readonly Calendar[], unknown>;
  agenda(range: AgendaRange): Result<AgendaPage, unknown>;
  occurrence(ref: OccurrenceRef): Result<OccurrenceDetail | null, unknown>;
}

export interface RecorderOptions {
  readonly history: History;
  readonly now: () => number;
  readonly settings: () => Pick<Settings, 'historyDays' | 'reachBack'>;
  /** Resolves in a later turn of the event loop. */
  readonly turn: () => Promise<void>;
}

/** Every calendar goes back at least this far. */
const REACH_MS = 30 * DAY_MS;
/** A pass may bring what took place before: the computer was offline, or someone accepted late. */
const AGAIN_MS = 3 * DAY_MS;
const PER_PAGE = 50;
const OFTEN_MS = 10 * MINUTE_MS;
/** Looks are kept this long after a meeting. */
const LOOK_MS = 30 * DAY_MS;

export interface Recorder {
  /** Called after each pass and every minute. Returns the accounts whose meetings were recorded for the first time. */
  consider(store: PassedReads, why: 'pass' | 'minute'): Promise<readonly AccountId[]>;
}

export const createRecorder = ({ history, now, settings, turn }: RecorderOptions): Recorder => {
  let isRunning = false;
  /** `complete`: the accounts that were all recorded then; null: one of them was not. */
  let last: { readonly atMs: number; readonly complete: string | null } | null = null;

  const record = async (
    store: PassedReads,
    accounts: readonly AccountId[],
  ): Promise<readonly AccountId[]> => {
    const nowMs = now();
    const { historyDays, reachBack } = settings();
    const oldestMs = nowMs - historyDays * DAY_MS;
    history.use((table) => table.prune(oldestMs, nowMs - LOOK_MS));
    const covered = history.use((table) => table.coverage());
    const calendars = store.calendars();
    if (!covered.ok || !calendars.ok) return [];
    // Until an account's calendars are complete, what is missing may still come.
    const complete = accounts.filter((account) => {
      const shown = calendars.value.filter(({ accountId, visible }) => accountId === account && visible);
      return shown.length > 0 && shown.every(({ loaded }) => loaded);
    });
    const firstMs = Math.max(oldestMs, nowMs - (reachBack === 'month' ? REACH_MS : historyDays * DAY_MS));
    const spans = complete.map((accountId) => {
      const before = covered.value.find((one) => one.accountId === accountId) ?? null;
      // What lies between was never read if the app did not run for so long.
      const isContinued =
        before !== null && before.untilMs >= nowMs - REACH_MS && before.untilMs <= nowMs + DAY_MS;
      const fromMs = isContinued ? Math.min(before.untilMs, nowMs) - AGAIN_MS : firstMs;
      return { accountId, isNew: before === null, fromMs, sinceMs: isContinued ? before.sinceMs : firstMs };
    });
    if (spans.length === 0) return [];
    const fromMs = Math.min(...spans.map((span) => span.fromMs));
    if (!(await recordFrom(store, Math.max(fromMs, oldestMs), nowMs))) return [];
    // One may have been disconnected meanwhile.
    const left = store.accounts();
    const kept = spans.filter(({ accountId }) => left.ok && left.value.some(({ id }) => id === accountId));
    const done = history.use((table) => {
      for (const { accountId, sinceMs } of kept) table.cover({ accountId, sinceMs, untilMs: nowMs });
    });
    return done.ok ? kept.filter(({ isNew }) => isNew).map(({ accountId }) => accountId) : [];
  };

  const recordFrom = async (store: PassedReads, fromMs: number, nowMs: number): Promise<boolean> => {
    const range = {
      from: new Date(fromMs).toISOString(),
      to: new Date(nowMs).toISOString(),
      limit: PER_PAGE,
    };
    for (const page of eachPage((cursor) => store.agenda({ ...range, cursor }))) {
      if (!page.ok) return false;
      const added = history.use((table) => table.add(passed(store, page.value, nowMs, table.isKnown)));
      if (!added.ok) return false;
      // oxlint-disable-next-line no-await-in-loop
      await turn();
    }
    return true;
  };

  return {
    consider: async (store, why) => {
      const nowMs = now();
      const restMs = why === 'pass' ? OFTEN_MS : HOUR_MS;
      const isResting = last !== null && nowMs >= last.atMs && nowMs - last.atMs < restMs;
      if (isRunning || settings().historyDays === 0 || (isResting && why === 'minute')) return [];
      const accounts = store.accounts();
      if (!accounts.ok) return [];
      const ids = accounts.value.map(({ id }) => id);
      // An account that is new, or whose calendars were not complete, is looked at after the next pass.
      if (isResting && last?.complete === ids.join('\n')) return [];
      isRunning = true;
      try {
        const recorded = await record(store, ids);
        const all = history.use((table) => table.coverage().length >= ids.length);
        last = { atMs: nowMs, complete: all.ok && all.value ? ids.join('\n') : null };
        return recorded;
      } finally {
        isRunning = false;
      }
    },
  };
};

/** Returns what is to be recorded of a page. */
const passed = (
  store: PassedReads,
  { occurrences }: AgendaPage,
  nowMs: number,
  isKnown: (meeting: RecordedMeeting['meeting']) => boolean,
): readonly RecordedMeeting[] =>
  occurrences.flatMap((occurrence) => {
    const { start, end } = occurrence;
    if (start.kind !== 'timed' || end.kind !== 'timed' || end.ms > nowMs || !countsAsMine(occurrence))
      return [];
    if (isKnown({ ...notedMeetingOf(occurrence), start })) return [];
    const detail = store.occurrence(refOf(occurrence));
    const record = detail.ok && detail.value !== null ? recordOf(detail.value, nowMs) : null;
    return record === null ? [] : [record];
  });
