/**
 * What the tray shows. Pure: from the state it makes the menu's items, the tooltip, the icon and the moment at which
 * any of them would change. `tray.ts` draws it.
 *
 * Texts come from strangers' invitations, so each goes through `plainPart`, and `&` is doubled, because menus treat a
 * single one as a mnemonic [property 13].
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { isAllDayOn, joinableAt, joinAheadMs, meetingsAt, soonMs } from '../../shared/meetings.ts';
import type { MeetingsAt, TimedOccurrence } from '../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { pauseEndText } from '../../shared/reminders.ts';
import { rankProblems } from '../../shared/rankProblems.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { countdownMs, startText } from '../../shared/text/startText.ts';
import { syncedAt } from '../../shared/text/syncedAt.ts';
import { plainPart, plainText } from '../../shared/text/plainText.ts';
import { countdownAt } from './countdown.ts';
import type { Countdown } from './countdown.ts';

export interface TrayState {
  readonly nowMs: number;
  /** Today's and tomorrow's meetings and all-day events in the viewer's zone, sorted by start. */
  readonly meetings: readonly Occurrence[];
  /** The invitations to answer, and when the first of them is over; Infinity without any. */
  readonly invitations: { readonly count: number; readonly untilMs: number };
  /** Changes that Google does not have yet, and how many of them the person must decide about. */
  readonly outbox: { readonly waiting: number; readonly undecided: number };
  readonly status: Pick<SyncStatus, 'phase' | 'lastSuccessAt' | 'problems'>;
  /** For how many minutes before a meeting there is a countdown; 0: never. */
  readonly countdownAhead: number;
  /** Until when reminders are paused; in the past if they are not, null if they are off. */
  readonly remindersPausedUntilMs: number | null;
  /** In this app, or on Google Calendar's page. */
  readonly canCreateEvents: boolean;
  /** A meeting with a link can be created in this app. */
  readonly canMeetNow: boolean;
  readonly messages: Messages;
  readonly format: Format;
}

export type TrayIcon = 'idle' | 'syncing' | 'problem';
export type TrayAction =
  | 'syncNow'
  | 'open'
  | 'newEvent'
  | 'meetNow'
  | 'invitations'
  | 'outbox'
  | 'settings'
  | 'quit'
  | 'pauseRemindersHour'
  | 'pauseRemindersTomorrow'
  | 'resumeReminders';

export type TrayItem =
  | { readonly kind: 'separator' }
  /** A line without an action. */
  | { readonly kind: 'text'; readonly label: string }
  /** Joins if the meeting is about to start, otherwise shows it in the window (`meetingClick`). */
  | { readonly kind: 'meeting'; readonly label: string; readonly occurrence: Occurrence }
  | { readonly kind: 'join'; readonly label: string; readonly occurrence: Occurrence }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayMenu {
  readonly items: readonly TrayItem[];
  readonly tooltip: string;
  /** The countdown as text next to the icon, where the system has room; empty without one. */
  readonly title: string;
  /** The countdown for the icon itself: whole minutes, 0 for now; null without one. */
  readonly minutes: number | null;
  readonly icon: TrayIcon;
  /** When the same state would make a different menu. */
  readonly changesAtMs: number;
}

/** From this long before the start, a click on the meeting joins it instead of showing it. */
const clickJoinsMs = 10 * MINUTE_MS;
const maxAllDay = 3;
const maxToday = 8;
const maxTomorrow = 5;
/** Windows cuts tooltips off at 127 characters; the words around the title need up to 60 of them. */
const maxTooltipTitle = 60;
/** The menu bar is shared with other apps. */
const maxTitle = 20;

export const trayMenu = (state: TrayState): TrayMenu => {
  const { nowMs, messages, format } = state;
  const words = messages.tray;
  const today = format.dateOf(nowMs);
  const tomorrow = addDays(today, 1);
  const now = meetingsAt(state.meetings, nowMs);
  const { running, coming } = now;
  const nowItems = running.map((meeting) =>
    meetingItem(words.now(titleOf(state)(meeting), format.time(meeting.endMs)), meeting.occurrence),
  );
  const todayItems = dayItems(words.today, today, maxToday, coming, state);
  const joinable = joinableAt(state.meetings, nowMs).chosen;
  const syncing = state.status.phase === 'syncing';
  const [problem] = rankProblems(state.status.problems);

  const groups: readonly (readonly TrayItem[])[] = [
    joinable === null ? [] : [joinItem(joinable, state)],
    nowItems,
    nowItems.length + todayItems.length > 0 ? todayItems : [{ kind: 'text', label: nothingText(state) }],
    dayItems(words.tomorrow, tomorrow, maxTomorrow, coming, state),
    [...invitationItems(state), ...outboxItems(state)],
    [
      action('open', words.open),
      ...(state.canCreateEvents ? [action('newEvent', words.newEvent)] : []),
      ...(state.canMeetNow ? [action('meetNow', messages.newEvent.meetNow)] : []),
    ],
    [
      ...reminderItems(state),
      // Enabled during a pass too, which may already have listed a calendar.
      action('syncNow', words.syncNow(syncing ? words.syncing : lastSynced(state))),
      ...(problem === undefined
        ? []
        : [action('open', menuLabel(plainText(problemText(messages, problem, format).sentence, 90)))]),
      action('settings', words.settings),
    ],
    [action('quit', words.quit)],
  ];

  const { countdown, changesAtMs } = countdownAt(state.meetings, nowMs, state.countdownAhead);
  const ticks = [coming[0], joinable].filter((each) => each != null && each.startMs > nowMs);
  return {
    items: separated(groups),
    tooltip: tooltip(now, state),
    title: countdown === null ? '' : countdownTitle(countdown, state),
    minutes: countdown?.minutes ?? null,
    icon: syncing ? 'syncing' : problem === undefined && state.outbox.undecided === 0 ? 'idle' : 'problem',
    changesAtMs: Math.min(
      changesAtMs,
      startOfDate(tomorrow, format.timeZone),
      state.invitations.untilMs,
      ...running.map((meeting) => meeting.endMs),
      ...(isPaused(state) ? [state.remindersPausedUntilMs ?? Infinity] : []),
      ...coming
        .flatMap(({ startMs }) => [startMs - joinAheadMs, startMs - soonMs])
        .filter((atMs) => atMs > nowMs),
      ...ticks.map((each) => nextTick(each?.startMs ?? Infinity, nowMs)),
    ),
  };
};

const separated = (groups: readonly (readonly TrayItem[])[]): readonly TrayItem[] =>
  groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: 'separator' } as const, ...group]));

const action = (name: TrayAction, label: string): TrayItem => ({ kind: 'action', action: name, label });

const meetingItem = (label: string, occurrence: Occurrence): TrayItem => ({
  kind: 'meeting',
  label: menuLabel(label),
  occurrence,
});

/** The title in a form that menus and tooltips can show. */
const titleOf =
  ({ messages }: TrayState) =>
  ({ occurrence }: Pick<TimedOccurrence, 'occurrence'>, length = 48): string =>
    plainPart(displayTitle(occurrence, messages), length);

/** Returns the rest of a day: the first of its all-day events, then the first of its meetings. */
const dayItems = (
  heading: string,
  date: IsoDate,
  limit: number,
  coming: readonly TimedOccurrence[],
  state: TrayState,
): TrayItem[] => {
  const { format, messages } = state;
  const title = titleOf(state);
  const allDay = state.meetings.filter((occurrence) => isAllDayOn(occurrence, date));
  const timed = coming.filter((meeting) => format.dateOf(meeting.startMs) === date);
  const rows = [
    ...allDay
      .slice(0, maxAllDay)
      .map((occurrence) => meetingItem(`${messages.app.allDay}  ${title({ occurrence })}`, occurrence)),
    ...timed
      .slice(0, limit)
      .map((meeting) =>
        meetingItem(
          `${format.timesRange(meeting.startMs, meeting.endMs)}  ${title(meeting)}`,
          meeting.occurrence,
        ),
      ),
  ];
  if (rows.length === 0) return [];
  const rest = allDay.length + timed.length - rows.length;
  const more = rest === 0 ? [] : [action('open', messages.tray.moreMeetings(rest))];
  return [{ kind: 'text', label: heading }, ...rows, ...more];
};

/** `Join Standup, in 5 min`. */
const joinItem = (meeting: TimedOccurrence, state: TrayState): TrayItem => {
  const words = state.messages.tray;
  const when =
    meeting.startMs <= state.nowMs ? words.rightNow : startText(meeting.startMs, state.nowMs, state.format);
  return {
    kind: 'join',
    label: menuLabel(words.joinNext(titleOf(state)(meeting), when)),
    occurrence: meeting.occurrence,
  };
};

/** Returns what a click on a meeting does: join from ten minutes before its start until its end, otherwise show it. */
export const meetingClick = (occurrence: Occurrence, nowMs: number): 'join' | 'show' => {
  const { start, end, joinUrl } = occurrence;
  if (joinUrl === undefined || start.kind !== 'timed' || end.kind !== 'timed') return 'show';
  return nowMs >= start.ms - clickJoinsMs && nowMs < end.ms ? 'join' : 'show';
};

/** Before a first sync has succeeded, it is unknown whether there are events. */
const nothingText = ({ status, messages }: TrayState): string =>
  status.lastSuccessAt === null ? messages.sync.never : messages.tray.nothingMoreToday;

const tooltip = ({ current, chosen }: MeetingsAt, state: TrayState): string => {
  const { messages, format } = state;
  const words = messages.tray;
  if (chosen === null) return words.tooltip(nothingText(state));
  const withTitle = (named: string): string =>
    words.tooltip(
      chosen === current
        ? words.now(named, format.time(chosen.endMs))
        : words.nextMeeting(named, startText(chosen.startMs, state.nowMs, state.format)),
    );
  // Only the title is shortened: the characters that isolate it must not be cut off.
  return withTitle(titleOf(state)(chosen, maxTooltipTitle));
};

/** `Standup in 5 min`, `Standup now`. */
const countdownTitle = ({ meeting, minutes }: Countdown, state: TrayState): string => {
  const { nowMs, messages, format } = state;
  const when = minutes === 0 ? messages.tray.rightNow : format.relative(meeting.startMs, nowMs);
  return messages.tray.countdown(titleOf(state)(meeting, maxTitle), when);
};

/** Returns when the text about an upcoming start changes: when minutes are counted, then every minute. */
const nextTick = (startMs: number, nowMs: number): number => {
  const left = startMs - nowMs;
  if (left > countdownMs) return startMs - countdownMs;
  return startMs - (Math.ceil(left / MINUTE_MS) - 1) * MINUTE_MS;
};

const invitationItems = ({ invitations, messages }: TrayState): readonly TrayItem[] =>
  invitations.count === 0 ? [] : [action('invitations', messages.tray.invitations(invitations.count))];

const outboxItems = ({ outbox: { waiting, undecided }, messages }: TrayState): readonly TrayItem[] => {
  if (waiting === 0) return [];
  const words = messages.outbox;
  return [action('outbox', undecided > 0 ? words.trayDecide(undecided) : words.tray(waiting))];
};

const lastSynced = ({ nowMs, messages, format, status }: TrayState): string =>
  status.lastSuccessAt === null
    ? messages.tray.notSynced
    : messages.tray.lastSynced(syncedAt(Date.parse(status.lastSuccessAt), nowMs, format));

const isPaused = ({ nowMs, remindersPausedUntilMs }: TrayState): boolean =>
  remindersPausedUntilMs !== null && remindersPausedUntilMs > nowMs;

const reminderItems = (state: TrayState): readonly TrayItem[] => {
  const { nowMs, remindersPausedUntilMs, messages, format } = state;
  const words = messages.reminders.tray;
  if (remindersPausedUntilMs === null) return [];
  if (!isPaused(state)) {
    const items = [
      action('pauseRemindersHour', words.forHour),
      action('pauseRemindersTomorrow', words.untilTomorrow),
    ];
    return [{ kind: 'submenu', label: words.pause, items }];
  }
  const until = pauseEndText(remindersPausedUntilMs, nowMs, format);
  return [{ kind: 'text', label: words.pausedUntil(until) }, action('resumeReminders', words.resume)];
};

const menuLabel = (text: string): string => text.replaceAll('&', '&&');
