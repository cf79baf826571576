/**
 * Runs the notices about changes: after each pass it reads the journal's new changes, has them planned and shown, and
 * waits for a pause to end. Uses no Electron: how a notice looks is up to `show`.
 *
 * Invariants: what is about to be shown is written to disk first; a timer runs only while something is held back, and
 * checks the wall clock at least every minute [F16, F17].
 */
import type {
  ChangedEvent,
  ChangeNotice,
  NoticeSettings,
  PlanChangeNotices,
} from '../../shared/changeNotices.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { SyncReason } from '../../shared/syncReport.ts';
import type { IsoInstant } from '../../shared/model.ts';
import type { Clock } from '../sync/ports.ts';
import type { ToldFile } from './stateFile.ts';
import type { Log } from '../platform/log.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';

/** How the backend provides changes. */
export interface ChangeSource {
  /** Returns changes of visible calendars, newest first; null if the store cannot be read. */
  since(noticedAt: IsoInstant): readonly AgendaChange[] | null;
  eventOf(change: AgendaChange): ChangedEvent | null;
  isOwn(change: AgendaChange): boolean;
  readonly plan: PlanChangeNotices;
}

export interface ChangeNoticesOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly settings: () => NoticeSettings;
  readonly file: ToldFile;
  /** Null while the backend is closed. */
  readonly source: () => ChangeSource | null;
  readonly show: (notices: readonly ChangeNotice[], nowMs: number) => void;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface ChangeNotices {
  /**
   * Called before the first pass. If no change was ever shown, those recorded until now are not news. Writes to disk.
   */
  begin(): void;
  passEnded(reason: SyncReason): void;
  /** Called when the settings changed or the machine woke up. */
  replan(): void;
  stop(): void;
}

export const createChangeNotices = (options: ChangeNoticesOptions): ChangeNotices => {
  const { clock, file } = options;
  const timer = createWallClockTimer({ clock, fire: () => replan() });
  let stopped = false;

  const told = () => {
    const known = file.get();
    if (known !== null) return known;
    // Changes recorded before anything was ever shown are not news.
    const first = { untilMs: clock.now(), keys: [] };
    file.set(first);
    return first;
  };

  const plan = (settings: NoticeSettings): void => {
    timer.cancel();
    const source = options.source();
    if (source === null || stopped) return;
    const nowMs = clock.now();
    const before = told();
    const changes = source.since(new Date(Math.min(before.untilMs, nowMs)).toISOString());
    if (changes === null) {
      options.log('changes.failed');
      return;
    }
    const made = source.plan({
      changes,
      eventOf: source.eventOf,
      isOwn: source.isOwn,
      told: before,
      settings,
      nowMs,
      timeZone: options.timeZone(),
    });
    file.set(made.told);
    if (made.againAt !== null) timer.set(Date.parse(made.againAt));
    if (made.notices.length === 0) return;
    options.log('changes.shown', { count: made.notices.length });
    options.show(made.notices, nowMs);
  };

  const attempt = (settings: () => NoticeSettings): void => {
    try {
      plan(settings());
    } catch (error) {
      options.onBug(error);
    }
  };
  const replan = (): void => attempt(options.settings);

  return {
    begin: () => void told(),
    passEnded: (reason) => {
      // Someone who shows a calendar again is about to look at it.
      if (reason === 'calendarShown') attempt(() => ({ ...options.settings(), changeNotices: false }));
      else replan();
    },
    replan,
    stop: () => {
      stopped = true;
      timer.cancel();
    },
  };
};
