/**
 * The text of a reminder as a system notification. Pure. Titles and places come from strangers' invitations: control
 * and bidi characters are removed, and on Linux, where notification services interpret markup in the body, it is
 * escaped [property 13]. The title is placed where none of them interprets markup.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart, plainText } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { startPhrase } from '../../shared/text/startPhrase.ts';
import { notificationBody } from '../platform/notificationBody.ts';

export interface ReminderNotice {
  readonly title: string;
  readonly body: string;
  /**
   * The meeting is starting or has started, so the notification should stay visible if the system lets it fade
   * otherwise.
   */
  readonly urgent: boolean;
}

export const reminderNotice = (
  occurrence: Occurrence,
  nowMs: number,
  { messages, format }: Words,
  platform: NodeJS.Platform,
  /** What the person has just answered. */
  said: string | null = null,
): ReminderNotice => {
  const words = messages.reminders;
  const { start, end, location } = occurrence;
  const startMs = startMsOf(start, format.timeZone);
  const today = format.dateOf(nowMs);
  const date = start.kind === 'date' ? start.date : format.dateOf(startMs);
  const place = location === undefined ? '' : plainPart(location, 60);
  const range = start.kind === 'date' ? '' : format.timeRange(start, end);
  const day = start.kind === 'date' || date === today ? '' : format.dayInSentence(date, today);
  const when =
    start.kind === 'date'
      ? words.allDay(format.dayInSentence(date, today))
      : startPhrase(startMs, nowMs, { messages, format });
  const second = [[day, range].filter((part) => part !== '').join(' '), place].filter((part) => part !== '');
  const body = [said ?? '', when, second.join(' · ')].filter((line) => line !== '').join('\n');
  return {
    title: plainText(displayTitle(occurrence, messages), 80),
    body: notificationBody(body, platform),
    urgent: start.kind === 'timed' && startMs - nowMs <= 2 * MINUTE_MS,
  };
};
