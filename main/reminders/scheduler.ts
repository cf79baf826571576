/**
 * Runs the reminders: reads upcoming events, has the reminders planned, remembers what was shown and waits for the
 * next one. Uses no Electron: how a reminder looks is up to the presenter.
 *
 * Invariants: there is one timer, set to the next reminder, and it checks the wall clock at least every minute. So
 * sleep, a clock that jumps and waits beyond 24.8 days need no special handling [F16, F17]. What is about to be shown
 * is written to disk first [F21]. A shown reminder is removed when its meeting is moved or deleted [F22]. With
 * reminders off nothing is read and no timer runs.
 */
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { AgendaRange } from '../../shared/agenda.ts';
import { eachPage } from '../../shared/eachPage.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { joinAheadMs } from '../../shared/meetings.ts';
import { keyOf, textOfKey } from '../../shared/reminders.ts';
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
import { startMsOf } from '../../shared/text/days.ts';
import type { Clock } from '../sync/ports.ts';
import { throttle } from '../platform/throttle.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { Log } from '../platform/log.ts';
import type { ReminderFile } from './stateFile.ts';

/** How the backend provides reminders. */
export interface ReminderSource {
  page(
    range: AgendaRange,
  ): Result<
    { readonly occurrences: readonly RemindedOccurrence[]; readonly nextCursor: string | null },
    Problem
  >;
  /** Returns the largest lead time of a reminder, in minutes, with these settings. */
  furthestMinutes(settings: ReminderSettings, nowMs: number): number;
  /** False until a first sync has filled the calendar, also after the database had to be rebuilt [F3]. */
  isComplete(): boolean;
  readonly plan: PlanReminders;
}

export interface ReminderPresenter {
  show(reminder: ShownReminder, nowMs: number): void;
  /** Removes it wherever it is shown. This does not count as an answer. */
  close(id: string): void;
}

export interface ReminderOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly settings: () => ReminderSettings;
  readonly file: ReminderFile;
  /** No reminder is shown this long after the app's start, because the window comes first. 0 by default. */
  readonly startDelayMs?: number;
  /** Null while the backend is closed. */
  readonly source: () => ReminderSource | null;
  readonly screen: ReminderPresenter;
  readonly join: (occurrence: Occurrence) => void;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface Reminders {
  /** Called when the agenda changed. Plans again, at most every two seconds. */
  agendaChanged(): void;
  /** Called when the backend opened, the settings changed or the machine woke up. Plans again at once. */
  replan(): void;
  /** Called when the person joined a meeting, wherever they did: nothing has to remind them of it any more. */
  joined(meeting: Occurrence): void;
  /** Returns false if no such reminder waits for an answer. */
  answer(id: string, answer: ReminderAnswer): boolean;
  stop(): void;
}

/** Plans reach this far beyond the longest lead time, and are renewed before then. */
const LOOK_AHEAD_MS = 6 * 60 * MINUTE_MS;
const LOOK_BACK_MS = 30 * MINUTE_MS;
const SNOOZE_MS = 5 * MINUTE_MS;
const PAUSE_MS = 2000;
/** If the agenda changes while its pages are read, it is read again, but not forever. */
const MOST_READS = 3;

interface Waiting {
  readonly id: string;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  readonly occurrence: Occurrence;
}

export const createReminders = (options: ReminderOptions): Reminders => {
  const { clock, file, screen, startDelayMs = 0 } = options;
  let isDelayed = startDelayMs > 0;
  /** Shown and not answered, by id. */
  const onScreen = new Map<string, Waiting>();
  let shownCount = 0;
  /** The meetings that the person is in, or waits in, as far as this run knows. */
  const joined = new Set<string>();
  let stopped = false;
  let running = false;
  let isRerunDue = false;
  /** True if reminders were off until now. What became due meanwhile does not count as missed. */
  let wasOff = false;
  /** Increased with every change of the agenda. */
  let version = 0;

  const timer = createWallClockTimer({ clock, fire: () => replan() });

  /** Reads all occurrences of a window; null if the store cannot be read. */
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
      for (const page of eachPage((cursor) => source.page({ ...range, cursor }))) {
        if (!page.ok) return null;
        occurrences.push(...page.value.occurrences);
        // Four weeks of many calendars are a hundred pages, so other work gets a turn in between.
        // oxlint-disable-next-line no-await-in-loop
        if (page.value.nextCursor !== null) await new Promise((resolve) => setImmediate(resolve));
        if (stopped) return null;
      }
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
      // All-day events begin up to a day from their date's UTC midnight.
      ...waiting.map(({ start }) => Date.parse(start) + DAY_MS),
    );
    const isComplete = source.isComplete();
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
      isComplete,
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
    carryOut(made, nowMs, { isPaused, isComplete });
    if (isOff) return timer.cancel();
    timer.set(Math.min(made.nextAtMs ?? Infinity, beganMs + LOOK_AHEAD_MS));
  };

  const carryOut = (
    { due, passed, obsolete }: ReminderPlan,
    nowMs: number,
    { isPaused, isComplete }: { readonly isPaused: boolean; readonly isComplete: boolean },
  ): void => {
    const { settled, snoozes, watchedUntilMs } = file.get();
    const gone = new Set(obsolete.map(textOfKey));
    file.set(
      {
        settled: [...settled, ...passed, ...due.flatMap(({ settles }) => settles)],
        // A snooze that ends while its meeting is not known yet waits for the meeting.
        snoozes: snoozes.filter(
          (each) => !gone.has(textOfKey(each)) && (isPaused || !isComplete || each.untilMs > nowMs),
        ),
        // What a pause held back is shown after it, as after sleep.
        watchedUntilMs: isPaused ? (watchedUntilMs ?? nowMs) : nowMs,
      },
      nowMs,
    );
    for (const { id, key } of [...onScreen.values()]) if (gone.has(textOfKey(key))) takeAway(id);
    const wanted = due.filter(({ key }) => !joined.has(textOfKey(key)));
    for (const reminder of wanted) show(reminder, nowMs);
    if (wanted.length > 0) options.log('reminders.shown', { count: wanted.length });
    if (gone.size > 0) options.log('reminders.closed', { count: gone.size });
  };

  const show = ({ key, occurrence, startMs }: DueReminder, nowMs: number): void => {
    // For one meeting, only the latest reminder is shown.
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
    if (stopped || isDelayed) return;
    isRerunDue = running;
    if (running) return;
    running = true;
    void makePlan()
      .catch(options.onBug)
      .finally(() => {
        running = false;
        if (isRerunDue) replan();
      });
  };

  const cancelDelay = isDelayed
    ? clock.after(startDelayMs, () => {
        isDelayed = false;
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
    joined: (meeting) => {
      const text = textOfKey(keyOf(meeting, null));
      for (const { id, key } of [...onScreen.values()]) if (textOfKey(key) === text) takeAway(id);
      // Long before the start, they may have tried the link.
      if (startMsOf(meeting.start, options.timeZone()) - clock.now() <= joinAheadMs) joined.add(text);
    },
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
      cancelDelay();
      timer.cancel();
      changes.stop();
    },
  };
};
