/**
 * What is printed when the app is started from source on a machine without a display: one line for each pass and one
 * for each of the next meetings. Pure. Printed to the terminal only; log files never contain titles.
 */
import type { PassOutcome } from '../../shared/syncReport.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { passText } from '../../shared/messages/passText.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import type { Words } from '../../shared/text/words.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainText } from '../../shared/text/plainText.ts';

const maxMeetings = 5;

export const reportLines = (
  outcome: PassOutcome,
  coming: readonly Occurrence[],
  nowMs: number,
  { messages, format }: Words,
): readonly string[] => [
  passLine(outcome, messages, format),
  ...coming
    .filter(({ end }) => end.kind === 'timed' && end.ms > nowMs)
    .slice(0, maxMeetings)
    .map((occurrence) => meetingLine(occurrence, nowMs, messages, format)),
];

const passLine = (outcome: PassOutcome, messages: Messages, format: Format): string => {
  const time = format.time(Date.parse(outcome.finishedAt));
  const sentences = outcome.problems.map((problem) => problemText(messages, problem, format).sentence);
  return plainText([`${time} ${passText(messages, outcome)}`, ...sentences].join(' · '), 300);
};

const meetingLine = (occurrence: Occurrence, nowMs: number, messages: Messages, format: Format): string => {
  const { start, end } = occurrence;
  const today = format.dateOf(nowMs);
  const startMs = start.kind === 'timed' ? start.ms : nowMs;
  const day = format.dayHeading(format.dateOf(startMs), today).name;
  const title = plainText(displayTitle(occurrence, messages), 60);
  return `  ${day} ${format.timeRange(start, end)}  ${title}`;
};
