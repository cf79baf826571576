/**
 * Notices about changes at work: after each pass reads what the journal has that was not told, has it planned
 * and shown, and waits for a pause to end. No Electron here: what a notice looks like is the screen's business.
 *
 * Invariants: what is about to be shown is on disk before; a timer runs only while something is held back, and
 * looks at the wall clock at least every minute [F16, F17].
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

/** What the backend knows of changes. */
export interface ChangeSource {
  /** Of visible calendars, newest first; null when the store cannot be read. */
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
  /** Before the first pass: what was noticed until now is no news where nobody was ever told. Writes to the disk. */
  begin(): void;
  passEnded(reason: SyncReason): void;
  /** The settings changed, or the machine woke up. */
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
    // What was noticed before anybody was told is no news.
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
      // Whoever shows a calendar again is about to look at it.
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
