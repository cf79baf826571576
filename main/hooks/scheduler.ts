/**
 * Finds out when hooks are due: reads meetings, has the hooks planned, remembers what it runs, and waits for the next
 * one. Uses no Electron; running a program is up to `run`.
 *
 * Invariants: there is one timer, and it checks the wall clock at least every minute [F16, F17]; what is about to be
 * run is written to disk first, so it never runs twice [F21]; without a hook that is on, nothing is read and no timer
 * runs.
 */
import type { AgendaRange } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting, timedOf } from '../../shared/meetings.ts';
import { eachPage } from '../../shared/eachPage.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { SyncReason } from '../../shared/syncReport.ts';
import { isFresh, settledBy } from '../changeNotifications/planner.ts';
import type { EventFields } from '../cli/output/fields.ts';
import type { Log } from '../platform/log.ts';
import { oneAtATime } from '../platform/oneAtATime.ts';
import { throttle } from '../platform/throttle.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { Clock } from '../sync/ports.ts';
import type { HookStateFile } from './hooksFile.ts';
import { LATE_MS, planHooks } from './planner.ts';
import type { DueHook, HookMeeting, HookRule } from './planner.ts';

/** How the backend provides meetings and changes. */
export interface HookSource {
  page(range: AgendaRange): Result<
    {
      readonly occurrences: readonly {
        readonly occurrence: Occurrence;
        readonly iCalUid: string | null;
      }[];
      readonly nextCursor: string | null;
    },
    Problem
  >;
  /** False until a first sync has filled the calendar. */
  isComplete(): boolean;
  /** Returns changes since then, newest first; null if the store cannot be read. */
  changesSince(since: string): readonly AgendaChange[] | null;
  /** Returns the function that makes the fields for the programs. */
  fieldsOf(): (occurrence: Occurrence) => EventFields;
}

export interface HookSchedulerOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
  /** The hooks that are on. */
  readonly rules: () => readonly HookRule[];
  readonly file: HookStateFile;
  /** Null while the backend is closed. */
  readonly source: () => HookSource | null;
  readonly run: (due: readonly DueHook<EventFields>[]) => void;
  readonly runForChanges: (hookId: string, changes: readonly AgendaChange[]) => void;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface HookScheduler {
  /** Called when the agenda changed. Plans again, at most every two seconds. */
  agendaChanged(): void;
  passEnded(reason: SyncReason): void;
  /** Called when the hooks changed, the backend opened or the machine woke up. Plans again at once. */
  replan(): void;
  stop(): void;
}

const LOOK_AHEAD_MS = 6 * 60 * MINUTE_MS;
const PAUSE_MS = 2000;

export const createHookScheduler = (options: HookSchedulerOptions): HookScheduler => {
  const { clock, file } = options;
  const timer = createWallClockTimer({ clock, fire: () => replan() });
  let stopped = false;

  /** Reads the meetings of a time; null if the store cannot be read. */
  const read = async (
    source: HookSource,
    fromMs: number,
    toMs: number,
  ): Promise<readonly HookMeeting<EventFields>[] | null> => {
    const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
    const range = { from, to, timeZone: options.timeZone() };
    const toFields = source.fieldsOf();
    const meetings: HookMeeting<EventFields>[] = [];
    for (const page of eachPage((cursor) => source.page({ ...range, cursor }))) {
      if (!page.ok) return null;
      meetings.push(...page.value.occurrences.flatMap((each) => toMeeting(each, toFields)));
      // oxlint-disable-next-line no-await-in-loop
      if (page.value.nextCursor !== null) await new Promise((resolve) => setImmediate(resolve));
      if (stopped) return null;
    }
    return meetings;
  };

  const plan = async (): Promise<void> => {
    if (stopped) return;
    const source = options.source();
    const rules = options.rules().filter(({ event }) => event !== 'change');
    if (source === null) return;
    if (rules.length === 0) {
      timer.cancel();
      file.set({ running: [] }, clock.now());
      return;
    }
    const beganMs = clock.now();
    const ahead = Math.max(...rules.map(({ event, minutes }) => (event === 'before' ? minutes : 0)));
    const toMs = beganMs + ahead * MINUTE_MS + LOOK_AHEAD_MS;
    const isComplete = source.isComplete();
    const meetings = await read(source, beganMs - LATE_MS, toMs);
    if (stopped) return;
    const nowMs = clock.now();
    if (meetings === null) {
      options.log('hooks.failed');
      timer.set(nowMs + MINUTE_MS);
      return;
    }
    const { fired, running } = file.get();
    const made = planHooks({ meetings, isComplete, rules, fired, running, nowMs });
    file.set({ fired: [...fired, ...made.fires], running: made.running }, nowMs);
    timer.set(Math.min(made.nextAtMs ?? Infinity, beganMs + LOOK_AHEAD_MS));
    if (made.due.length > 0) options.run(made.due);
  };

  const replan = oneAtATime(plan, options.onBug);

  const lookAtChanges = (reason: SyncReason): void => {
    const rules = options.rules().filter(({ event }) => event === 'change');
    const source = options.source();
    if (rules.length === 0 || source === null || stopped) return;
    const nowMs = clock.now();
    const told = file.get().told ?? { untilMs: nowMs - LATE_MS, keys: [] };
    const before = { ...told, untilMs: Math.min(told.untilMs, nowMs) };
    const changes = source.changesSince(new Date(before.untilMs).toISOString());
    if (changes === null) {
      options.log('hooks.failed');
      return;
    }
    const fresh = changes.filter((change) => isFresh(change, before, nowMs));
    file.set({ told: settledBy(fresh, before) }, nowMs);
    // Someone who shows a calendar again knows that its events are there.
    if (reason === 'calendarShown') return;
    const wanted = fresh.filter(
      ({ isOthers, selfResponse }) => isOthers !== true && selfResponse !== 'declined',
    );
    for (const { id, sinceMs } of rules) {
      const its = wanted.filter(({ noticedAt }) => Date.parse(noticedAt) >= sinceMs);
      if (its.length > 0) options.runForChanges(id, its);
    }
  };

  const changes = throttle(clock, PAUSE_MS, replan);
  return {
    agendaChanged: changes.ask,
    passEnded: (reason) => {
      try {
        lookAtChanges(reason);
      } catch (error) {
        options.onBug(error);
      }
      // What was removed counts as gone only when a pass is complete.
      changes.ask();
    },
    replan,
    stop: () => {
      stopped = true;
      timer.cancel();
      changes.stop();
    },
  };
};

const toMeeting = (
  { occurrence, iCalUid }: { readonly occurrence: Occurrence; readonly iCalUid: string | null },
  toFields: (occurrence: Occurrence) => EventFields,
): readonly HookMeeting<EventFields>[] => {
  const timed = isMeeting(occurrence) ? timedOf(occurrence) : null;
  if (timed === null) return [];
  const { accountId, calendarId, eventId } = occurrence;
  const start = new Date(timed.startMs).toISOString();
  return [
    {
      key: { accountId, calendarId, eventId, start, iCalUid },
      startMs: timed.startMs,
      endMs: timed.endMs,
      fields: toFields(occurrence),
    },
  ];
};
