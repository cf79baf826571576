/**
 * Reminders at work: reads what comes up, has it planned, remembers what was shown and waits for the next
 * one. No Electron here: what a reminder looks like is the screen's business.
 *
 * Invariants: one timer, to the next reminder, that looks at the wall clock at least every minute, so that a
 * machine that slept, a clock that jumped and waits beyond 24.8 days are all the same to it [F16, F17]; what
 * is about to be shown is on disk before [F21]; what was shown of a meeting that moved or went is taken away
 * [F22]. With reminders off nothing is read and no timer runs.
 */
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { AgendaRange } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { textOfKey } from '../../shared/reminders.ts';
import type {
  DueReminder,
  OccurrenceKey,
  PlanReminders,
  RemindedOccurrence,
  ReminderAnswer,
  ReminderPlan,
  ReminderSettings,
  ShownReminder,
} from '../../shared/reminders.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../sync/ports.ts';
import { throttle } from '../platform/throttle.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { Log } from '../platform/log.ts';
import type { ReminderFile } from './stateFile.ts';

/** What the backend knows of reminders. */
export interface ReminderSource {
  page(
    range: AgendaRange,
  ): Result<
    { readonly occurrences: readonly RemindedOccurrence[]; readonly nextCursor: string | null },
    Problem
  >;
  /** How far ahead of a start a reminder can be by these settings. */
  furthestMinutes(settings: ReminderSettings, nowMs: number): number;
  readonly plan: PlanReminders;
}

export interface ReminderPresenter {
  show(reminder: ShownReminder, nowMs: number): void;
  /** Takes it away wherever it is shown; no answer comes of it. */
  close(id: string): void;
}

export interface ReminderOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly settings: () => ReminderSettings;
  readonly file: ReminderFile;
  /** No reminder before this much of the app's life has passed: its window comes first. 0 when absent. */
  readonly quietMs?: number;
  /** Null while the backend is closed. */
  readonly source: () => ReminderSource | null;
  readonly screen: ReminderPresenter;
  readonly join: (occurrence: Occurrence) => void;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface Reminders {
  /** The agenda changed: plans anew, at most every two seconds. */
  agendaChanged(): void;
  /** The backend opened, the settings changed, the machine woke up: plans anew at once. */
  replan(): void;
  /** False when no such reminder waits for an answer. */
  answer(id: string, answer: ReminderAnswer): boolean;
  stop(): void;
}

/** Plans reach so far beyond what can be due, and are made anew by then. */
const LOOK_AHEAD_MS = 6 * 60 * MINUTE_MS;
const LOOK_BACK_MS = 30 * MINUTE_MS;
const SNOOZE_MS = 5 * MINUTE_MS;
const PAUSE_MS = 2000;
/** An agenda that changes while its pages are read is read again, but not for ever. */
const MOST_READS = 3;

interface Waiting {
  readonly id: string;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  readonly occurrence: Occurrence;
}

export const createReminders = (options: ReminderOptions): Reminders => {
  const { clock, file, screen, quietMs = 0 } = options;
  let isQuiet = quietMs > 0;
  /** Shown and not answered, by id. */
  const onScreen = new Map<string, Waiting>();
  let shownCount = 0;
  let stopped = false;
  let running = false;
  let owed = false;
  /** Reminders were off until now: what fell due meanwhile is nothing that was slept through. */
  let wasOff = false;
  /** Grows with every change of the agenda. */
  let version = 0;

  const timer = createWallClockTimer({ clock, fire: () => replan() });

  /** Everything in the window; null when the store cannot be read. */
  const read = async (
    source: ReminderSource,
    fromMs: number,
    toMs: number,
  ): Promise<readonly RemindedOccurrence[] | null> => {
    const range = {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      timeZone: options.timeZone(),
    };
    for (let attempt = 1; ; attempt += 1) {
      const readVersion = version;
      const occurrences: RemindedOccurrence[] = [];
      let cursor: string | null | undefined;
      do {
        const page = source.page({ ...range, ...(cursor !== undefined && { cursor }) });
        if (!page.ok) return null;
        occurrences.push(...page.value.occurrences);
        cursor = page.value.nextCursor;
        // Four weeks of many calendars are a hundred pages: others get their turn in between.
        // oxlint-disable-next-line no-await-in-loop
        if (cursor !== null) await new Promise((resolve) => setImmediate(resolve));
        if (stopped) return null;
      } while (cursor !== null);
      if (readVersion === version || attempt === MOST_READS) return occurrences;
    }
  };

  const makePlan = async (): Promise<void> => {
    const source = options.source();
    if (source === null || stopped) return;
    const settings = options.settings();
    const isOff = settings.reminderRule === 'off';
    const beganMs = clock.now();
    const waiting = [...[...onScreen.values()].map(({ key }) => key), ...file.get().snoozes];
    const fromMs = beganMs - LOOK_BACK_MS;
    const aheadMs = isOff ? 0 : source.furthestMinutes(settings, beganMs) * MINUTE_MS;
    const toMs = Math.max(
      beganMs + aheadMs + LOOK_AHEAD_MS,
      // All-day ones begin up to a day from their date's UTC midnight.
      ...waiting.map(({ start }) => Date.parse(start) + DAY_MS),
    );
    const occurrences = isOff ? [] : await read(source, fromMs, toMs);
    if (stopped) return;
    const nowMs = clock.now();
    if (occurrences === null) {
      options.log('reminders.failed');
      return timer.set(nowMs + MINUTE_MS);
    }
    const { settled, snoozes, watchedUntilMs } = file.get();
    const made = source.plan({
      occurrences,
      fromMs,
      toMs,
      settings,
      settled,
      snoozes,
      onScreen: [...onScreen.values()].map(({ key }) => key),
      nowMs,
      watchedUntilMs: wasOff ? nowMs : (watchedUntilMs ?? nowMs),
      timeZone: options.timeZone(),
    });
    wasOff = isOff;
    const isPaused = Date.parse(settings.remindersPausedUntil ?? '') > nowMs;
    carryOut(made, nowMs, isPaused);
    if (isOff) return timer.cancel();
    timer.set(Math.min(made.nextAtMs ?? Infinity, beganMs + LOOK_AHEAD_MS));
  };

  const carryOut = ({ due, passed, obsolete }: ReminderPlan, nowMs: number, isPaused: boolean): void => {
    const { settled, snoozes, watchedUntilMs } = file.get();
    const gone = new Set(obsolete.map(textOfKey));
    file.set(
      {
        settled: [...settled, ...passed, ...due.flatMap(({ settles }) => settles)],
        snoozes: snoozes.filter((each) => !gone.has(textOfKey(each)) && (isPaused || each.untilMs > nowMs)),
        // What a pause held back comes after it, as after a sleep.
        watchedUntilMs: isPaused ? (watchedUntilMs ?? nowMs) : nowMs,
      },
      nowMs,
    );
    for (const { id, key } of [...onScreen.values()]) if (gone.has(textOfKey(key))) takeAway(id);
    for (const reminder of due) show(reminder, nowMs);
    if (due.length > 0) options.log('reminders.shown', { count: due.length });
    if (gone.size > 0) options.log('reminders.closed', { count: gone.size });
  };

  const show = ({ key, occurrence, startMs }: DueReminder, nowMs: number): void => {
    // Of one meeting the latest reminder is enough to see.
    for (const other of [...onScreen.values()]) {
      if (textOfKey(other.key) === textOfKey(key)) takeAway(other.id);
    }
    shownCount += 1;
    const id = String(shownCount);
    onScreen.set(id, { id, key, occurrence, startMs });
    screen.show({ id, occurrence }, nowMs);
  };

  const takeAway = (id: string): void => {
    onScreen.delete(id);
    screen.close(id);
  };

  const replan = (): void => {
    if (stopped || isQuiet) return;
    owed = running;
    if (running) return;
    running = true;
    void makePlan()
      .catch(options.onBug)
      .finally(() => {
        running = false;
        if (owed) replan();
      });
  };

  const endQuiet = isQuiet
    ? clock.after(quietMs, () => {
        isQuiet = false;
        replan();
      })
    : (): void => {};

  const changes = throttle(clock, PAUSE_MS, replan);
  return {
    agendaChanged: () => {
      version += 1;
      if (options.settings().reminderRule !== 'off') changes.ask();
    },
    replan,
    answer: (id, answer) => {
      const waiting = onScreen.get(id);
      if (waiting === undefined) return false;
      takeAway(id);
      if (answer === 'join') options.join(waiting.occurrence);
      if (answer !== 'snooze' && answer !== 'snoozeToStart') return true;
      const nowMs = clock.now();
      const untilMs =
        answer === 'snoozeToStart' && waiting.startMs > nowMs ? waiting.startMs : nowMs + SNOOZE_MS;
      const memory = file.get();
      const others = memory.snoozes.filter((each) => textOfKey(each) !== textOfKey(waiting.key));
      file.set({ ...memory, snoozes: [...others, { ...waiting.key, untilMs }] }, nowMs);
      replan();
      return true;
    },
    stop: () => {
      stopped = true;
      endQuiet();
      timer.cancel();
      changes.stop();
    },
  };
};
