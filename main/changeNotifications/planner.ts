/**
 * Selects which of the journal's changes to notify the person of now. Pure: recorded and shown changes are passed in;
 * nothing is shown or stored here.
 *
 * Notices cover what others did to meetings of today and tomorrow in the viewer's zone: moved from or to these days,
 * cancelled, with another place or link, and invitations to respond to. Invariants: one notice per meeting, whatever
 * happened to it since the last one; changes that cancel each other out are not shown; what was settled is never
 * shown again; what a pause or the reminder hours hold back is decided again when they end.
 */
import { HOUR_MS } from '../../shared/durations.ts';
import type { AgendaChange, EventSpan } from '../../shared/agendaChanges.ts';
import type { EventTime } from '../../shared/model.ts';
import type {
  ChangedEvent,
  ChangeNotice,
  NoticePlan,
  NoticeQuestion,
  NoticeSettings,
  ToldChanges,
} from '../../shared/changeNotices.ts';
import { addDays, dateOf, startMsOf } from '../../shared/text/days.ts';
import { isWithin, nextBeginning } from '../reminders/rules.ts';

/** For this long after its start, a meeting of unknown end is still worth a notice. */
const BEGUN_MS = HOUR_MS;
/** Changes further in the future than this come from a clock that was wrong. */
const AHEAD_MS = 60_000;

type Moved = Extract<AgendaChange, { kind: 'moved' }>;
type Replaced = Extract<AgendaChange, { kind: 'placeChanged' | 'linkChanged' }>;

export function planChangeNotices(question: NoticeQuestion): NoticePlan {
  const { changes, settings, nowMs, timeZone } = question;
  const told = { ...question.told, untilMs: Math.min(question.told.untilMs, nowMs) };
  const fresh = changes.filter((change) => isFresh(change, told, nowMs));
  if (fresh.length === 0) return { notices: [], told, againAt: null };
  const settled = settledBy(fresh, told);
  if (!settings.changeNotices) return { notices: [], told: settled, againAt: null };
  const quietUntilMs = quietUntil(settings, nowMs, timeZone);
  if (quietUntilMs !== null) {
    const againAt = quietUntilMs === Infinity ? null : new Date(quietUntilMs).toISOString();
    return { notices: [], told, againAt };
  }
  const wanted = byMeeting(fresh).flatMap((meeting) => {
    const notice = toNotice(meeting);
    return notice !== null && isWanted(notice, question) ? [notice] : [];
  });
  const startOf = ({ changes: [{ start }] }: ChangeNotice): number => startMsOf(start, timeZone);
  return {
    notices: withoutCopies(wanted, question).toSorted((a, b) => startOf(a) - startOf(b)),
    told: settled,
    againAt: null,
  };
}

const keyOf = ({ accountId, calendarId, eventId, occurrenceStart, kind }: AgendaChange): string =>
  [accountId, calendarId, eventId, occurrenceStart ?? '', kind].join('\n');

/** Returns whether a change has not been handled yet. */
export const isFresh = (change: AgendaChange, { untilMs, keys }: ToldChanges, nowMs: number): boolean => {
  const atMs = Date.parse(change.noticedAt);
  if (atMs > nowMs + AHEAD_MS) return false;
  return atMs > untilMs || (atMs === untilMs && !keys.includes(keyOf(change)));
};

/** Returns up to where changes have been handled when these are. */
export const settledBy = (fresh: readonly AgendaChange[], told: ToldChanges): ToldChanges => {
  const untilMs = Math.max(told.untilMs, ...fresh.map(({ noticedAt }) => Date.parse(noticedAt)));
  const latest = fresh.filter(({ noticedAt }) => Date.parse(noticedAt) === untilMs).map(keyOf);
  return { untilMs, keys: untilMs === told.untilMs ? [...told.keys, ...latest] : latest };
};

/** Returns until when nothing is shown; null: now is fine. Infinity: until the settings change. */
const quietUntil = (settings: NoticeSettings, nowMs: number, timeZone: string): number | null => {
  const { remindersPausedUntil, reminderHours } = settings;
  const pausedUntilMs = remindersPausedUntil === null ? nowMs : Date.parse(remindersPausedUntil);
  const fromMs = Math.max(nowMs, pausedUntilMs);
  if (reminderHours === null || isWithin(reminderHours, fromMs, timeZone))
    return fromMs > nowMs ? fromMs : null;
  return nextBeginning(reminderHours, fromMs, timeZone) ?? Infinity;
};

/** Groups changes by meeting, oldest first. An instance of a series is a meeting of its own. */
const byMeeting = (newestFirst: readonly AgendaChange[]): readonly (readonly AgendaChange[])[] => {
  const meetings = new Map<string, AgendaChange[]>();
  for (const change of newestFirst.toReversed()) {
    const { accountId, calendarId, eventId, occurrenceStart, wholeSeries } = change;
    const slot = wholeSeries ? 'series' : (occurrenceStart ?? '');
    const name = [accountId, calendarId, eventId, slot].join('\n');
    const known = meetings.get(name);
    if (known === undefined) meetings.set(name, [change]);
    else known.push(change);
  }
  return [...meetings.values()];
};

/** Combines a meeting's changes into one notice; null if they cancel each other out. */
const toNotice = (oldestFirst: readonly AgendaChange[]): ChangeNotice | null => {
  const last = oldestFirst.at(-1);
  if (last === undefined) return null;
  const isNew = oldestFirst.some(({ kind }) => kind === 'new');
  if (last.kind === 'cancelled') return isNew ? null : { changes: [last] };
  const latestNew = oldestFirst.findLast(({ kind }) => kind === 'new');
  // Shows its current state, not the one it was added with.
  if (latestNew !== undefined) {
    const collision = oldestFirst.findLast((change) => change.collision !== undefined)?.collision;
    const { start, title } = last;
    return { changes: [{ ...latestNew, start, title, ...(collision !== undefined && { collision }) }] };
  }
  const [first, ...others] = [
    netMove(oldestFirst),
    netChange(oldestFirst, 'placeChanged'),
    netChange(oldestFirst, 'linkChanged'),
  ].filter((change) => change !== null);
  return first === undefined ? null : { changes: [first, ...others] };
};

const netMove = (oldestFirst: readonly AgendaChange[]): Moved | null => {
  const moves = oldestFirst.filter((change): change is Moved => change.kind === 'moved');
  const [first] = moves;
  const last = moves.at(-1);
  if (first === undefined || last === undefined) return null;
  return sameSpan(first.from, last.to) ? null : { ...last, from: first.from };
};

const netChange = (oldestFirst: readonly AgendaChange[], kind: Replaced['kind']): AgendaChange | null => {
  const found = oldestFirst.filter((change): change is Replaced => change.kind === kind);
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined || first.from === last.to) return null;
  return { ...last, from: first.from };
};

const sameSpan = (one: EventSpan, other: EventSpan): boolean =>
  sameTime(one.start, other.start) && sameTime(one.end, other.end);

const sameTime = (one: EventTime, other: EventTime): boolean =>
  one.kind === 'timed'
    ? other.kind === 'timed' && one.ms === other.ms
    : other.kind === 'date' && one.date === other.date;

const isWanted = ({ changes }: ChangeNotice, question: NoticeQuestion): boolean => {
  const [change] = changes;
  if (change.isOthers === true) return false;
  // Events that are far away need no read from the store.
  if (!isSoon(change, null, question) && !isRunning(change, question)) return false;
  const event = question.eventOf(change);
  const answer = event === null ? change.selfResponse : event.selfResponse;
  if (answer === 'declined') return false;
  if (event?.eventType === 'focusTime' || event?.eventType === 'outOfOffice') return false;
  if (change.kind === 'new' && answer !== 'needsAction') return false;
  if (isOwnDoing(change, event, question)) return false;
  return isSoon(change, event, question);
};

/** Nobody needs a notice of what they just did on their phone. Google does not say who changed an event. */
const isOwnDoing = (change: AgendaChange, event: ChangedEvent | null, question: NoticeQuestion): boolean => {
  if (!question.isOwn(change) || event?.eventType === 'fromGmail') return false;
  return event?.organizerIsSelf ?? (event?.selfResponse ?? change.selfResponse) === null;
};

/** Returns whether the event is, or was to be, today or tomorrow and is not over. */
const isSoon = (change: AgendaChange, event: ChangedEvent | null, question: NoticeQuestion): boolean => {
  const { nowMs, timeZone } = question;
  const spans: readonly { readonly start: EventTime; readonly end: EventTime | null }[] =
    change.kind === 'moved' ? [change.from, change.to] : [{ start: change.start, end: event?.end ?? null }];
  const today = dateOf(nowMs, timeZone);
  const tomorrow = addDays(today, 1);
  return spans.some(({ start, end }) => {
    const startDate = start.kind === 'date' ? start.date : dateOf(start.ms, timeZone);
    if (startDate > tomorrow) return false;
    if (end !== null) return startMsOf(end, timeZone) > nowMs;
    return start.kind === 'date' ? start.date >= today : start.ms > nowMs - BEGUN_MS;
  });
};

/** Returns whether the event may be running. Only its end, which is in the store, can tell. */
const isRunning = ({ start, kind }: AgendaChange, { nowMs, timeZone }: NoticeQuestion): boolean =>
  kind !== 'cancelled' && startMsOf(start, timeZone) <= nowMs;

/** A meeting in two calendars gets one notice [S23], preferably from the person's own calendar. */
const withoutCopies = (
  notices: readonly ChangeNotice[],
  { isOwn }: NoticeQuestion,
): readonly ChangeNotice[] => {
  const kept = new Map<string, ChangeNotice>();
  for (const notice of notices) {
    const name = JSON.stringify(
      notice.changes.map((change) => [
        change.kind,
        change.title,
        change.start,
        'from' in change ? [change.from, change.to] : null,
      ]),
    );
    if (!kept.has(name) || isOwn(notice.changes[0])) kept.set(name, notice);
  }
  return [...kept.values()];
};
