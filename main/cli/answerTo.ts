/** Finds what a command asks for. */
import { MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting, isOwnAllDay, meetingsAt } from '../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addDays, daysBetween, startMsOf } from '../../shared/text/days.ts';
import { freeTimes } from '../agenda/freeTime.ts';
import { parseDay } from './dayArgument.ts';
import type { Answer } from './output/answer.ts';
import type { CommandLine } from './parseArguments.ts';
import { foundIn, occurrencesOn } from './readAgenda.ts';
import type { Reading } from './readAgenda.ts';

/** `next` looks this far ahead: over a long weekend. */
const daysAhead = 7;
const mostDays = 366;

export interface Moment {
  readonly nowMs: number;
  readonly today: IsoDate;
  readonly timeZone: string;
}

export interface Days {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** Returns the days from one to another, both included; the last is by default the first. */
export const daysBetweenArguments = (
  from: string,
  to: string | null,
  today: IsoDate,
): Result<Days, string> => {
  const first = parseDay(from, today);
  if (first === null) return fail(`from is not a day: ${from}`);
  const last = to === null ? first : parseDay(to, today);
  if (last === null) return fail(`to is not a day: ${to}`);
  return last < first ? fail('to is before from') : ok({ first, last });
};

/** Returns the days that the arguments name. The failure is a sentence about the arguments. */
export const daysOf = ({ command, from, to }: CommandLine, today: IsoDate): Result<Days, string> => {
  if (command === 'next') return ok({ first: today, last: addDays(today, daysAhead) });
  const days = daysBetweenArguments(from ?? 'today', to, today);
  if (!days.ok) return fail(`--${days.problem}`);
  const { first, last } = days.value;
  if (daysBetween(first, last) >= mostDays) return fail(`at most ${mostDays} days can be listed`);
  return ok({ first, last });
};

export const datesOf = ({ first, last }: Days): readonly IsoDate[] =>
  Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));

export const answerTo = (
  line: CommandLine,
  days: Days,
  reading: Reading,
  { nowMs, timeZone }: Moment,
): Result<Answer, string> => {
  if (line.command === 'search') {
    const found = foundIn(reading, line.words.join(' '), line.limit, nowMs);
    return found.ok ? ok({ command: 'search', ...found.value }) : found;
  }
  const read = occurrencesOn(reading, days, timeZone);
  if (!read.ok) return read;
  const occurrences = read.value;
  const dates = datesOf(days);
  if (line.command === 'agenda') return ok({ command: 'agenda', dates, occurrences });
  const atLeastMs = line.atLeastMinutes * MINUTE_MS;
  const free = freeTimes(occurrences, { dates, timeZone, hours: line.hours, atLeastMs, nowMs });
  return ok({ command: 'free', free });
};

/** Returns what `next` says at a moment about occurrences that were read before. */
export const nextAt = (occurrences: readonly Occurrence[], { nowMs, today, timeZone }: Moment): Answer => {
  const tomorrow = addDays(today, 1);
  return {
    command: 'next',
    meeting: meetingsAt(occurrences, nowMs).chosen,
    today: occurrences.filter(
      (each) =>
        (isMeeting(each) || isOwnAllDay(each)) &&
        startMsOf(each.end, timeZone) > nowMs &&
        startMsOf(each.start, timeZone) < startMsOf({ kind: 'date', date: tomorrow }, timeZone),
    ),
  };
};
