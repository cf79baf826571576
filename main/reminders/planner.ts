/**
 * Which reminders are due, when the next one is, and which shown ones mean nothing any more. Pure: what was
 * read, settled and snoozed comes in; nothing is shown or remembered here.
 *
 * Invariants: a settled reminder is never due again, also when the meeting is seen in another calendar
 * [F21, S23]; a plan holds an occurrence once, however many of its reminders have passed; what moved is
 * another occurrence, reminded of anew [F22].
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { textOfKey } from '../../shared/reminders.ts';
import type {
  DueReminder,
  OccurrenceKey,
  RemindedOccurrence,
  ReminderPlan,
  ReminderQuestion,
  SettledReminder,
} from '../../shared/reminders.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { reminderMinutes } from './rules.ts';

/** A late reminder of a meeting this near is worth showing, whatever made it late. */
const SOON_MS = 15 * MINUTE_MS;
/** Timers and plans take their moment: so late still counts as on time. */
const ON_TIME_MS = 90_000;
/** How long after the start a late reminder helps: half of the meeting, within these bounds. */
const LEAST_LATE_MS = 5 * MINUTE_MS;
const MOST_LATE_MS = 30 * MINUTE_MS;

/** An occurrence with its instants and what there is to remind of. */
interface Candidate {
  readonly reminded: RemindedOccurrence;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  readonly endMs: number;
  /** Minutes before the start, the smallest first, each once. */
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
    // What a pause holds back is looked at anew when it ends.
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
    if (candidate === null ? isCovered(key, question) : isPointless(candidate, question)) {
      obsolete.set(textOfKey(key), key);
    } else if (candidate !== null) wakeUps.push(endOfUse(candidate));
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
  const { accountId, calendarId, eventId, start, end } = reminded.occurrence;
  const minutes = reminderMinutes(reminded, settings, timeZone);
  return {
    reminded,
    key: {
      accountId,
      calendarId,
      eventId,
      start: start.kind === 'date' ? start.date : new Date(start.ms).toISOString(),
      iCalUid: reminded.iCalUid,
    },
    startMs: startMsOf(start, timeZone),
    endMs: startMsOf(end, timeZone),
    minutes: [...new Set(minutes)].toSorted((a, b) => a - b),
  };
}

/**
 * A reminder that was slept through is worth showing until its meeting is well under way [F16]. One that had
 * passed before its meeting was known (just created, just connected) only if that meeting is near: nobody
 * wants yesterday's "in one day" for all of a new account.
 */
function isWorthShowing(candidate: Candidate, minutes: number, question: ReminderQuestion): boolean {
  const { nowMs, watchedUntilMs } = question;
  const atMs = dueMs(candidate.startMs, minutes);
  if (nowMs >= endOfHelp(candidate)) return false;
  if (atMs > watchedUntilMs || nowMs - atMs <= ON_TIME_MS) return true;
  return !isAllDay(candidate) && candidate.startMs - nowMs <= SOON_MS;
}

const isAllDay = ({ reminded }: Candidate): boolean => reminded.occurrence.start.kind === 'date';

/** Until when a reminder that comes late still helps. */
function endOfHelp(candidate: Candidate): number {
  const { startMs, endMs } = candidate;
  if (isAllDay(candidate)) return endMs;
  return startMs + Math.min(MOST_LATE_MS, Math.max(LEAST_LATE_MS, (endMs - startMs) / 2));
}

/** Until when a shown reminder means something. */
const endOfUse = (candidate: Candidate): number => Math.max(candidate.endMs, endOfHelp(candidate));

/** Over, declined, or no reminders wanted at all. */
const isPointless = (candidate: Candidate, { nowMs, settings }: ReminderQuestion): boolean =>
  nowMs >= endOfUse(candidate) ||
  candidate.reminded.occurrence.selfResponse === 'declined' ||
  settings.reminderRule === 'off';

/** Whether an occurrence of this key would have been read if there still were one. */
const isCovered = ({ start }: OccurrenceKey, question: ReminderQuestion): boolean => {
  const { settings, toMs, timeZone } = question;
  if (settings.reminderRule === 'off') return true;
  const startMs = start.includes('T')
    ? Date.parse(start)
    : startMsOf({ kind: 'date', date: start }, timeZone);
  return startMs < toMs;
};

const meetingOf = ({ iCalUid, start }: OccurrenceKey): string | null =>
  iCalUid === null || iCalUid === '' ? null : `${iCalUid}\n${start}`;

/** Finds a key's occurrence, or the same meeting where another calendar's copy is drawn now [S23]. */
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
    // Two with one UID in one calendar are the calendar's own doing: both are reminded of.
    return calendars !== undefined && (calendars.size > 1 || !calendars.has(calendarOf(reminder)));
  };
}
