/**
 * Determines which hooks are due and when to look again. Pure: meetings and what has been run are passed in; nothing
 * is run or stored here.
 *
 * Invariants: a hook runs at most once for each start, end or time before of an occurrence, even if the meeting comes
 * from another calendar [F21, S23]; what is late by more than `LATE_MS` is skipped, so nothing storms after sleep or
 * when the clock is set [F16]; a moved meeting is another occurrence.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { textOfKey } from '../../shared/reminders.ts';
import type { OccurrenceKey } from '../../shared/reminders.ts';
import type { HookEvent } from '../../shared/hooks.ts';

/** This late a hook still runs: an app that restarts, a calendar that was synced a little later. */
export const LATE_MS = 5 * MINUTE_MS;

/** A hook that is switched on. */
export interface HookRule {
  readonly id: string;
  readonly event: HookEvent;
  readonly minutes: number;
  /** When it was added, changed or switched on. What was due before does not run. */
  readonly sinceMs: number;
}

export interface HookMeeting<Fields> {
  readonly key: OccurrenceKey;
  readonly startMs: number;
  readonly endMs: number;
  /** What the program is told about it. */
  readonly fields: Fields;
}

export type MeetingEvent = Exclude<HookEvent, 'change'>;
type MeetingRule = HookRule & { readonly event: MeetingEvent };

/** What has been run, so that it is not run again. */
export interface FiredHook extends OccurrenceKey {
  readonly hookId: string;
  readonly event: MeetingEvent;
  readonly minutes: number;
  readonly atMs: number;
}

export interface DueHook<Fields> {
  readonly hookId: string;
  readonly event: MeetingEvent;
  /** Null unless the event is `before`. */
  readonly minutes: number | null;
  /** `early`: the meeting was moved, shortened, cancelled or declined while it was running. Null unless it ended. */
  readonly ending: 'over' | 'early' | null;
  readonly fields: Fields;
}

export interface HookQuestion<Fields> {
  /** Everything that overlaps the time since `LATE_MS` ago and begins before what is planned for. */
  readonly meetings: readonly HookMeeting<Fields>[];
  /** False until a first sync has filled the calendar: what is missing may still come. */
  readonly isComplete: boolean;
  readonly rules: readonly HookRule[];
  readonly fired: readonly FiredHook[];
  /** The meetings that were running when the app last looked. */
  readonly running: readonly HookMeeting<Fields>[];
  readonly nowMs: number;
}

export interface HookPlan<Fields> {
  /** To be run now, in the order of their times. */
  readonly due: readonly DueHook<Fields>[];
  /** What these settle. Must be stored before anything is run. */
  readonly fires: readonly FiredHook[];
  readonly running: readonly HookMeeting<Fields>[];
  /** Null if nothing is known to become due. */
  readonly nextAtMs: number | null;
}

interface Occasion<Fields> {
  readonly rule: MeetingRule;
  readonly meeting: HookMeeting<Fields>;
  readonly atMs: number;
  readonly ending: DueHook<Fields>['ending'];
}

export const planHooks = <Fields>(question: HookQuestion<Fields>): HookPlan<Fields> => {
  const { meetings, nowMs } = question;
  const rules = question.rules.filter(isForMeetings);
  const endRules = rules.filter(({ event }) => event === 'end');
  const wasRunning = finder(question.running);
  const isKnown = finder(meetings);

  const occasions: Occasion<Fields>[] = meetings.flatMap((meeting) =>
    rules.map((rule) => ({ rule, meeting, ...timeOf(rule, meeting, wasRunning(meeting.key), nowMs) })),
  );
  const kept: HookMeeting<Fields>[] = [];
  for (const meeting of question.running) {
    if (isKnown(meeting.key) !== null) continue;
    const isOver = meeting.endMs <= nowMs;
    if (!isOver && !question.isComplete) kept.push(meeting);
    else {
      const atMs = Math.min(meeting.endMs, nowMs);
      const ending = isOver ? 'over' : 'early';
      occasions.push(...endRules.map((rule) => ({ rule, meeting, atMs, ending }) as const));
    }
  }

  const memory = memoryOf(question.fired);
  const open = occasions.filter(({ rule, meeting }) => !memory.has(rule, meeting.key));
  const due: Occasion<Fields>[] = [];
  for (const each of open.filter((one) => isDue(one, nowMs)).toSorted(byTime)) {
    // Copies of a meeting that are due together run the hook once.
    if (memory.has(each.rule, each.meeting.key)) continue;
    memory.add({ ...nameOf(each.rule), ...each.meeting.key });
    due.push(each);
  }
  // A meeting that is cancelled while it is running can end only if it was seen to run.
  const starts = endRules.length === 0 ? [] : meetings.map(({ startMs }) => startMs);
  const wakeUps = [...open.map(({ atMs }) => atMs), ...starts].filter((ms) => ms > nowMs);
  const running = meetings.filter(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs);
  return {
    due: due.map(({ rule, meeting, ending }) => ({
      hookId: rule.id,
      event: rule.event,
      minutes: rule.event === 'before' ? rule.minutes : null,
      ending,
      fields: meeting.fields,
    })),
    fires: due.map(({ rule, meeting }) => ({ ...meeting.key, ...nameOf(rule), atMs: nowMs })),
    running: endRules.length === 0 ? [] : [...running, ...kept],
    nextAtMs: wakeUps.length === 0 ? null : wakeUps.reduce((a, b) => Math.min(a, b)),
  };
};

const isForMeetings = (rule: HookRule): rule is MeetingRule => rule.event !== 'change';

const nameOf = ({ id, event, minutes }: MeetingRule) => ({
  hookId: id,
  event,
  minutes: event === 'before' ? minutes : 0,
});

const timeOf = <Fields>(
  { event, minutes }: HookRule,
  { startMs, endMs }: HookMeeting<Fields>,
  known: HookMeeting<Fields> | null,
  nowMs: number,
): Pick<Occasion<Fields>, 'atMs' | 'ending'> => {
  if (event === 'before') return { atMs: startMs - minutes * MINUTE_MS, ending: null };
  if (event === 'start') return { atMs: startMs, ending: null };
  // Shortened so that it is over by now: it ended when that became known.
  const isShortened = endMs <= nowMs && known !== null && known.endMs > nowMs;
  return isShortened ? { atMs: nowMs, ending: 'early' } : { atMs: endMs, ending: 'over' };
};

const isDue = <Fields>({ rule, meeting, atMs }: Occasion<Fields>, nowMs: number): boolean => {
  if (atMs > nowMs || atMs < rule.sinceMs || nowMs - atMs > LATE_MS) return false;
  // A minute before the start is of no use after it.
  return rule.event !== 'before' || nowMs < meeting.startMs;
};

const order: readonly MeetingEvent[] = ['end', 'before', 'start'];

/** At the same time, one meeting ends before the next begins; a meeting without a duration begins before it ends. */
const byTime = <Fields>(a: Occasion<Fields>, b: Occasion<Fields>): number => {
  const inOrder = order.indexOf(a.rule.event) - order.indexOf(b.rule.event);
  return a.atMs - b.atMs || (a.meeting === b.meeting ? -inOrder : inOrder);
};

const meetingOf = ({ iCalUid, start }: OccurrenceKey): string | null =>
  iCalUid === null || iCalUid === '' ? null : `${iCalUid}\n${start}`;

const calendarOf = ({ accountId, calendarId }: OccurrenceKey): string => `${accountId}\n${calendarId}`;

/** Returns a function that finds a key's meeting, or the same one if another calendar's copy is shown now [S23]. */
const finder = <Fields>(
  meetings: readonly HookMeeting<Fields>[],
): ((key: OccurrenceKey) => HookMeeting<Fields> | null) => {
  const byName = new Map(meetings.map((each) => [textOfKey(each.key), each]));
  const byMeeting = new Map(meetings.map((each) => [meetingOf(each.key), each]));
  return (key) => {
    const meeting = meetingOf(key);
    return byName.get(textOfKey(key)) ?? (meeting === null ? null : (byMeeting.get(meeting) ?? null));
  };
};

type Firing = Omit<FiredHook, 'atMs'>;
const textOf = ({ hookId, event, minutes }: Pick<Firing, 'hookId' | 'event' | 'minutes'>): string =>
  `${hookId} ${event} ${minutes}`;

const memoryOf = (
  fired: readonly FiredHook[],
): { has(rule: MeetingRule, key: OccurrenceKey): boolean; add(firing: Firing): void } => {
  const names = new Set<string>();
  const calendars = new Map<string, Set<string>>();
  const add = (firing: Firing): void => {
    names.add(`${textOf(firing)}\n${textOfKey(firing)}`);
    const meeting = meetingOf(firing);
    if (meeting === null) return;
    const name = `${textOf(firing)}\n${meeting}`;
    calendars.set(name, (calendars.get(name) ?? new Set()).add(calendarOf(firing)));
  };
  fired.forEach(add);
  return {
    add,
    has: (rule, key) => {
      const name = textOf(nameOf(rule));
      if (names.has(`${name}\n${textOfKey(key)}`)) return true;
      const meeting = meetingOf(key);
      const seen = meeting === null ? undefined : calendars.get(`${name}\n${meeting}`);
      // Two events with one UID in the same calendar are intended by that calendar, so both run the hook.
      return seen !== undefined && !seen.has(calendarOf(key));
    },
  };
};
