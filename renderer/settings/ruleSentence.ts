/** A rule in one line. Pure. */
import type { AttentionRule } from '../../shared/attention.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Calendar } from '../../shared/model.ts';

/** Returns the calendar's name, or its id if it is gone. */
export const nameOfCalendar = (
  { accountId, calendarId }: NonNullable<AttentionRule['calendar']>,
  calendars: readonly Calendar[],
): string =>
  calendars.find((each) => each.accountId === accountId && each.id === calendarId)?.name ?? calendarId;

export const ruleSentence = (
  rule: AttentionRule,
  calendars: readonly Calendar[],
  { agenda, attention }: Messages,
): string => {
  const { sentence, conditions } = attention;
  return [
    rule.words.trim() === '' ? null : sentence.words(rule.words.trim()),
    rule.organizer.trim() === '' ? null : sentence.organizer(rule.organizer.trim()),
    rule.eventType === null ? null : agenda.eventTypes[rule.eventType],
    rule.calendar === null ? null : nameOfCalendar(rule.calendar, calendars),
    ...(['free', 'alone', 'unanswered', 'allDay'] as const).map((name) =>
      rule[name] ? conditions[name] : null,
    ),
  ]
    .filter((part) => part !== null)
    .join(' · ');
};
