/**
 * What the tray shows: pure. State in, the menu's items, the tooltip, the icon and the moment at which any
 * of it would read differently out. `tray.ts` draws it.
 *
 * Texts come from strangers' invitations, so each goes through `plainPart`, and `&` is doubled, for menus
 * take a single one as a mnemonic [property 13].
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { joinableAt, joinAheadMs, meetingsAt, soonMs } from '../../shared/meetings.ts';
import type { MeetingsAt, TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { pauseEndText } from '../../shared/reminders.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart, plainText } from '../../shared/text/plainText.ts';

export interface TrayState {
  readonly nowMs: number;
  /** Today's and tomorrow's meetings in the viewer's zone, sorted by start. */
  readonly meetings: readonly Occurrence[];
  readonly status: Pick<SyncStatus, 'phase' | 'lastSuccessAt' | 'problems'>;
  /** Until when reminders are paused, in the past when they are not; null when they are switched off. */
  readonly remindersPausedUntilMs: number | null;
  readonly messages: Messages;
  readonly format: Format;
}

export type TrayIcon = 'idle' | 'syncing' | 'problem';
export type TrayAction =
  | 'syncNow'
  | 'open'
  | 'settings'
  | 'quit'
  | 'pauseRemindersHour'
  | 'pauseRemindersTomorrow'
  | 'resumeReminders';

export type TrayItem =
  | { readonly kind: 'separator' }
  /** A line that only tells. */
  | { readonly kind: 'text'; readonly label: string }
  /** Joins when it is about time, else shows the meeting in the window (`meetingClick`). */
  | { readonly kind: 'meeting'; readonly label: string; readonly occurrence: Occurrence }
  | { readonly kind: 'join'; readonly label: string; readonly occurrence: Occurrence | null }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly action: TrayAction;
      readonly enabled: boolean;
    };

export interface TrayMenu {
  readonly items: readonly TrayItem[];
  readonly tooltip: string;
  /** For beside the icon, where the system has room: what comes within the hour; empty else. */
  readonly title: string;
  readonly icon: TrayIcon;
  /** When the same state would make another menu. */
  readonly changesAtMs: number;
}

/** From this long before the start, a click on the meeting joins instead of showing it. */
const clickJoinsMs = 10 * MINUTE_MS;
/** Closer than this, the tooltip counts minutes. */
const countdownMs = 59 * MINUTE_MS;
const maxToday = 8;
const maxTomorrow = 5;
/** Windows cuts tooltips at 127 characters. */
const maxTooltip = 120;
/** Menu bars are shared with everybody else. */
const maxTitle = 20;

export const trayMenu = (state: TrayState): TrayMenu => {
  const { nowMs, messages, format } = state;
  const words = messages.tray;
  const today = format.dateOf(nowMs);
  const tomorrow = addDays(today, 1);
  const now = meetingsAt(state.meetings, nowMs);
  const { running, coming } = now;
  const on = (date: string): TimedOccurrence[] =>
    coming.filter((meeting) => format.dateOf(meeting.startMs) === date);

  const title = ({ occurrence }: TimedOccurrence, length = 48): string =>
    plainPart(displayTitle(occurrence, messages), length);
  const meetingItem = (label: string, { occurrence }: TimedOccurrence): TrayItem => ({
    kind: 'meeting',
    label: menuLabel(label),
    occurrence,
  });
  const day = (heading: string, list: readonly TimedOccurrence[], limit: number): TrayItem[] => {
    if (list.length === 0) return [];
    const rows = list
      .slice(0, limit)
      .map((meeting) =>
        meetingItem(`${format.timesRange(meeting.startMs, meeting.endMs)}  ${title(meeting)}`, meeting),
      );
    const rest = list.length - rows.length;
    const more: TrayItem[] =
      rest === 0 ? [] : [{ kind: 'action', action: 'open', enabled: true, label: words.moreMeetings(rest) }];
    return [{ kind: 'text', label: heading }, ...rows, ...more, { kind: 'separator' }];
  };

  const todays = on(today);
  const nowItems = running.map((meeting) =>
    meetingItem(words.now(title(meeting), format.time(meeting.endMs)), meeting),
  );
  const nothing: TrayItem[] =
    nowItems.length + todays.length > 0
      ? []
      : [{ kind: 'text', label: words.nothingMoreToday }, { kind: 'separator' }];
  const joinable = joinableAt(state.meetings, nowMs).chosen;
  const syncing = state.status.phase === 'syncing';
  const [problem] = state.status.problems;

  const items: TrayItem[] = [
    ...nowItems,
    ...(nowItems.length > 0 ? [{ kind: 'separator' } as const] : []),
    ...nothing,
    ...day(words.today, todays, maxToday),
    ...day(words.tomorrow, on(tomorrow), maxTomorrow),
    {
      kind: 'join',
      label: joinable === null ? words.joinNextPlain : menuLabel(words.joinNext(title(joinable))),
      occurrence: joinable?.occurrence ?? null,
    },
    { kind: 'separator' },
    {
      kind: 'action',
      action: 'syncNow',
      // Also while a pass runs, which may have listed a calendar already.
      enabled: true,
      label: words.syncNow,
    },
    { kind: 'text', label: syncing ? words.syncing : lastSynced(state) },
    ...(problem === undefined
      ? []
      : [
          {
            kind: 'action',
            action: 'open',
            enabled: true,
            label: menuLabel(plainText(problemText(messages, problem, format).sentence, 90)),
          } as const,
        ]),
    { kind: 'separator' },
    ...reminderItems(state),
    { kind: 'action', action: 'open', enabled: true, label: words.open },
    { kind: 'action', action: 'settings', enabled: true, label: words.settings },
    { kind: 'separator' },
    { kind: 'action', action: 'quit', enabled: true, label: words.quit },
  ];

  const [next] = coming;
  return {
    items,
    tooltip: tooltip(now, state, title),
    title: countdown(now, state, title),
    icon: syncing ? 'syncing' : problem === undefined ? 'idle' : 'problem',
    changesAtMs: Math.min(
      startOfDate(tomorrow, format.timeZone),
      ...running.map((meeting) => meeting.endMs),
      ...(isPaused(state) ? [state.remindersPausedUntilMs ?? Infinity] : []),
      ...coming
        .flatMap(({ startMs }) => [startMs - joinAheadMs, startMs - soonMs])
        .filter((atMs) => atMs > nowMs),
      ...(next === undefined ? [] : [nextTick(next.startMs, nowMs)]),
    ),
  };
};

/** What a click on a meeting does: join from ten minutes before its start until its end, else show it. */
export const meetingClick = (occurrence: Occurrence, nowMs: number): 'join' | 'show' => {
  const { start, end, joinUrl } = occurrence;
  if (joinUrl === undefined || start.kind !== 'timed' || end.kind !== 'timed') return 'show';
  return nowMs >= start.ms - clickJoinsMs && nowMs < end.ms ? 'join' : 'show';
};

const tooltip = (
  { current, chosen }: MeetingsAt,
  { nowMs, messages, format }: TrayState,
  title: (meeting: TimedOccurrence, length?: number) => string,
): string => {
  const words = messages.tray;
  const today = format.dateOf(nowMs);
  const nextLine = (next: TimedOccurrence, named: string): string => {
    const left = next.startMs - nowMs;
    if (left <= countdownMs) return words.nextMeeting(named, format.relative(next.startMs, nowMs));
    const date = format.dateOf(next.startMs);
    const time = format.time(next.startMs);
    const when = date === today ? time : `${format.dayInSentence(date, today)} ${time}`;
    return words.nextMeeting(named, when);
  };
  if (chosen === null) return words.tooltip(words.nothingMoreToday);
  const withTitle = (named: string): string =>
    words.tooltip(chosen === current ? words.now(named, format.time(chosen.endMs)) : nextLine(chosen, named));
  // The title alone gives way: what it is isolated with must not be cut off.
  const room = maxTooltip - 2 - withTitle('').length;
  return withTitle(title(chosen, Math.min(60, room)));
};

/** `Standup in 5 min`. A meeting that runs says nothing: people know that they are in it. */
const countdown = (
  { chosen }: MeetingsAt,
  { nowMs, messages, format }: TrayState,
  title: (meeting: TimedOccurrence, length?: number) => string,
): string => {
  if (chosen === null || chosen.startMs <= nowMs || chosen.startMs - nowMs > countdownMs) return '';
  return messages.tray.countdown(title(chosen, maxTitle), format.relative(chosen.startMs, nowMs));
};

/** When a text about a coming start changes: when the countdown begins, then every minute. */
const nextTick = (startMs: number, nowMs: number): number => {
  const left = startMs - nowMs;
  if (left > countdownMs) return startMs - countdownMs;
  return startMs - (Math.ceil(left / MINUTE_MS) - 1) * MINUTE_MS;
};

/** As a time, not as "2 min ago": it must not have to be redrawn each minute. */
const lastSynced = ({ nowMs, messages, format, status }: TrayState): string => {
  if (status.lastSuccessAt === null) return messages.tray.notSynced;
  const ms = Date.parse(status.lastSuccessAt);
  const today = format.dateOf(ms) === format.dateOf(nowMs);
  return messages.tray.lastSynced(today ? format.time(ms) : format.relative(ms, nowMs));
};

const isPaused = ({ nowMs, remindersPausedUntilMs }: TrayState): boolean =>
  remindersPausedUntilMs !== null && remindersPausedUntilMs > nowMs;

const reminderItems = (state: TrayState): readonly TrayItem[] => {
  const { nowMs, remindersPausedUntilMs, messages, format } = state;
  const words = messages.reminders.tray;
  if (remindersPausedUntilMs === null) return [];
  const action = (name: TrayAction, label: string): TrayItem => ({
    kind: 'action',
    action: name,
    enabled: true,
    label,
  });
  if (!isPaused(state)) {
    return [
      action('pauseRemindersHour', words.pauseHour),
      action('pauseRemindersTomorrow', words.pauseTomorrow),
      { kind: 'separator' },
    ];
  }
  const until = pauseEndText(remindersPausedUntilMs, nowMs, format);
  return [
    { kind: 'text', label: words.pausedUntil(until) },
    action('resumeReminders', words.resume),
    { kind: 'separator' },
  ];
};

const menuLabel = (text: string): string => text.replaceAll('&', '&&');
