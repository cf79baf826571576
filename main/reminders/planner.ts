/**
 * Determines which reminders are due, when the next one is, and which shown ones are obsolete. Pure: occurrences,
 * settled and snoozed reminders are passed in; nothing is shown or stored here.
 *
 * Invariants: a settled reminder is never due again, even if the meeting comes from another calendar [F21, S23]; a
 * plan contains an occurrence once, however many of its reminders are past; a moved meeting is another occurrence,
 * with new reminders [F22].
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { keyOf, textOfKey } from '../../shared/reminders.ts';
import type {
  DueReminder,
  OccurrenceKey,
  RemindedOccurrence,
  ReminderPlan,
  ReminderQuestion,
  SettledReminder,
} from '../../shared/reminders.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { isOffFor, reminderMinutes } from './rules.ts';

/** A late reminder for a meeting this close is worth showing, whatever delayed it. */
const SOON_MS = 15 * MINUTE_MS;
/** Timers and planning take some time: this late still counts as on time. */
const ON_TIME_MS = 90_000;
/** How long after the start a late reminder helps: half of the meeting, within these limits. */
const LEAST_LATE_MS = 5 * MINUTE_MS;
const MOST_LATE_MS = 30 * MINUTE_MS;

/** An occurrence with its instants and its reminders. */
interface Candidate {
  readonly reminded: RemindedOccurrence;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  readonly endMs: number;
  /** Minutes before the start, ascending, without duplicates. */
  readonly minutes: readonly number[];
}

export function planReminders(question: ReminderQuestion): ReminderPlan {
  const { settings, nowMs, snoozes, onScreen } = question;
  const { remindersPausedUntil } = settings;
  const pausedUntilMs = remindersPausedUntil === null ? nowMs : Date.parse(remindersPausedUntil);
  const paused = pausedUntilMs > nowMs;
  const candidates = question.occurrences.map((reminded) => toCandidate(reminded, question));
  const isSettled = settledIn(question.settled);

  const wakeUps: number[] = [pausedUntilMs];
  const due = new Map<string, DueReminder>();
  const passed: SettledReminder[] = [];
  const add = ({ reminded, key, startMs }: Candidate, settles: readonly SettledReminder[]): void => {
    due.set(textOfKey(key), { occurrence: reminded.occurrence, key, startMs, settles });
  };

  const find = finder(candidates);
  const snoozed = new Set(snoozes.flatMap((each) => (each.untilMs > nowMs ? [find(each)] : [])));

  for (const candidate of candidates) {
    const { key, startMs, minutes } = candidate;
    const isOpen = (each: number): boolean => !isSettled({ ...key, minutes: each });
    const open = minutes.filter(isOpen);
    for (const each of open) wakeUps.push(dueMs(startMs, each));
    const behind = open.filter((each) => dueMs(startMs, each) <= nowMs);
    const [latest] = behind;
    // What a pause holds back is decided again when it ends.
    if (latest === undefined || paused) continue;
    const settles = behind.map((each) => ({ ...key, minutes: each }));
    const laterOneShown = minutes.some((each) => each < latest && !isOpen(each));
    const wanted = !laterOneShown && !snoozed.has(candidate);
    if (wanted && isWorthShowing(candidate, latest, question)) add(candidate, settles);
    else passed.push(...settles);
  }

  const obsolete = new Map<string, OccurrenceKey>();
  for (const key of [...onScreen, ...snoozes]) {
    const candidate = find(key);
    if (candidate === null ? isCovered(key, question) : isObsolete(candidate, question)) {
      obsolete.set(textOfKey(key), key);
    } else if (candidate !== null) wakeUps.push(usefulUntilMs(candidate));
  }

  for (const snooze of snoozes) {
    const candidate = find(snooze);
    if (candidate === null || obsolete.has(textOfKey(snooze))) continue;
    wakeUps.push(snooze.untilMs);
    if (snooze.untilMs <= nowMs && !paused && !due.has(textOfKey(candidate.key))) add(candidate, []);
  }

  const coming = wakeUps.filter((ms) => ms > nowMs);
  return {
    due: [...due.values()].toSorted((a, b) => a.startMs - b.startMs),
    passed,
    nextAtMs: coming.length === 0 ? null : coming.reduce((a, b) => Math.min(a, b)),
    obsolete: [...obsolete.values()],
  };
}

const dueMs = (startMs: number, minutes: number): number => startMs - minutes * MINUTE_MS;

function toCandidate(reminded: RemindedOccurrence, question: ReminderQuestion): Candidate {
  const { settings, timeZone } = question;
  const { start, end } = reminded.occurrence;
  const minutes = reminderMinutes(reminded, settings, timeZone);
  return {
    reminded,
    key: keyOf(reminded.occurrence, reminded.iCalUid),
    startMs: startMsOf(start, timeZone),
    endMs: startMsOf(end, timeZone),
    minutes: [...new Set(minutes)].toSorted((a, b) => a - b),
  };
}

/**
 * Returns whether a past reminder is worth showing. If its time passed during sleep, it is until the meeting is well
 * under way [F16]. If its time had passed before the meeting was known (just created, just connected), it is only if
 * the meeting is close: nobody wants yesterday's "in one day" for a whole new account.
 */
function isWorthShowing(candidate: Candidate, minutes: number, question: ReminderQuestion): boolean {
  const { nowMs, watchedUntilMs } = question;
  const atMs = dueMs(candidate.startMs, minutes);
  if (nowMs >= lateUntilMs(candidate)) return false;
  if (atMs > watchedUntilMs || nowMs - atMs <= ON_TIME_MS) return true;
  return !isAllDay(candidate) && candidate.startMs - nowMs <= SOON_MS;
}

const isAllDay = ({ reminded }: Candidate): boolean => reminded.occurrence.start.kind === 'date';

/** Returns until when a late reminder still helps. */
function lateUntilMs(candidate: Candidate): number {
  const { startMs, endMs } = candidate;
  if (isAllDay(candidate)) return endMs;
  return startMs + Math.min(MOST_LATE_MS, Math.max(LEAST_LATE_MS, (endMs - startMs) / 2));
}

/** Returns until when a shown reminder is useful. */
const usefulUntilMs = (candidate: Candidate): number => Math.max(candidate.endMs, lateUntilMs(candidate));

/** Returns whether the meeting is over, declined, dismissed, muted or hidden, or its reminders are off. */
const isObsolete = (candidate: Candidate, { nowMs, settings }: ReminderQuestion): boolean =>
  nowMs >= usefulUntilMs(candidate) ||
  candidate.reminded.occurrence.selfResponse === 'declined' ||
  candidate.reminded.occurrence.attention !== undefined ||
  isOffFor(candidate.reminded.occurrence, settings);

/** Returns whether an occurrence with this key would have been read if it still existed. */
const isCovered = ({ start }: OccurrenceKey, question: ReminderQuestion): boolean => {
  const { settings, toMs, timeZone, isComplete } = question;
  if (settings.reminderRule === 'off') return true;
  if (!isComplete) return false;
  const startMs = start.includes('T')
    ? Date.parse(start)
    : startMsOf({ kind: 'date', date: start }, timeZone);
  return startMs < toMs;
};

const meetingOf = ({ iCalUid, start }: OccurrenceKey): string | null =>
  iCalUid === null || iCalUid === '' ? null : `${iCalUid}\n${start}`;

/**
 * Returns a function that finds a key's occurrence, or the same meeting if another calendar's copy is shown now
 * [S23].
 */
function finder(candidates: readonly Candidate[]): (key: OccurrenceKey) => Candidate | null {
  const byName = new Map(candidates.map((candidate) => [textOfKey(candidate.key), candidate]));
  const byMeeting = new Map(candidates.map((candidate) => [meetingOf(candidate.key), candidate]));
  return (key) => {
    const meeting = meetingOf(key);
    return byName.get(textOfKey(key)) ?? (meeting === null ? null : (byMeeting.get(meeting) ?? null));
  };
}

const calendarOf = ({ accountId, calendarId }: OccurrenceKey): string => `${accountId}\n${calendarId}`;

function settledIn(settled: readonly SettledReminder[]): (reminder: SettledReminder) => boolean {
  const names = new Set(settled.map((each) => `${textOfKey(each)}\n${each.minutes}`));
  const meetings = new Map<string, Set<string>>();
  for (const each of settled) {
    const meeting = meetingOf(each);
    if (meeting === null) continue;
    const name = `${meeting}\n${each.minutes}`;
    meetings.set(name, (meetings.get(name) ?? new Set()).add(calendarOf(each)));
  }
  return (reminder) => {
    if (names.has(`${textOfKey(reminder)}\n${reminder.minutes}`)) return true;
    const calendars = meetings.get(`${meetingOf(reminder)}\n${reminder.minutes}`);
    // Two events with one UID in the same calendar are intended by that calendar, so both have reminders.
    return calendars !== undefined && !calendars.has(calendarOf(reminder));
  };
}
