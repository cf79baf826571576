/** The forms for people: lines in a terminal, and the text of a status bar. Pure. */
import type { TimedOccurrence } from '../../../shared/meetings.ts';
import { joinAheadMs } from '../../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../../shared/model.ts';
import { addDays, dateSpan } from '../../../shared/text/days.ts';
import { displayTitle } from '../../../shared/text/displayTitle.ts';
import { isolated, plainPart, plainText } from '../../../shared/text/plainText.ts';
import { startText } from '../../../shared/text/startText.ts';
import type { Answer, OutputContext } from './answer.ts';

/** Words that must not part are of no use in a terminal, and could not be found there. */
const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

/** As long as a line in a terminal can be. */
const longestTitle = 200;
const longestBarTitle = 40;

const titleOf = (occurrence: Occurrence, { words }: OutputContext, length = longestTitle): string =>
  plainPart(displayTitle(occurrence, words.messages), length);

interface Line {
  readonly date: IsoDate;
  readonly time: string;
  readonly text: string;
}

const eventLine = (date: IsoDate, occurrence: Occurrence, context: OutputContext): Line => {
  const { messages, format } = context.words;
  const { pending } = occurrence;
  const place = plainText(occurrence.location ?? '');
  const parts = [
    titleOf(occurrence, context),
    ...(place === '' ? [] : [isolated(place)]),
    ...(occurrence.selfResponse === 'declined' ? [messages.agenda.answers.declined] : []),
    ...(pending === undefined || pending.state === 'accepted'
      ? []
      : [messages.answering.states[pending.state]]),
  ];
  return { date, time: format.timeRange(occurrence.start, occurrence.end), text: parts.join(' · ') };
};

/** Lines below the heading of their day. An event of several days is below each of them. */
const dayLines = (lines: readonly Line[], { words, nowMs, isColored }: OutputContext): string => {
  const { format } = words;
  const today = format.dateOf(nowMs);
  const width = Math.max(0, ...lines.map(({ time }) => time.length));
  let before: IsoDate | null = null;
  return lines
    .map(({ date, time, text }) => {
      const { name, near, date: full } = format.dayHeading(date, today);
      const heading = near ? `${name}, ${full}` : full;
      const above =
        date === before
          ? ''
          : `${before === null ? '' : '\n'}${isColored ? `\u001b[1m${heading}\u001b[22m` : heading}\n`;
      before = date;
      return plainSpaces(`${above}  ${time.padEnd(width)}  ${text}`.trimEnd());
    })
    .map((line) => `${line}\n`)
    .join('');
};

const agendaLines = (
  { dates, occurrences }: Extract<Answer, { command: 'agenda' }>,
  context: OutputContext,
): readonly Line[] => {
  const { timeZone } = context.words.format;
  const byDate = new Map(dates.map((date): [IsoDate, Line[]] => [date, []]));
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  for (const occurrence of occurrences) {
    const span = dateSpan(occurrence, timeZone);
    const end = span.last < last ? span.last : last;
    for (let date = span.first > first ? span.first : first; date <= end; date = addDays(date, 1)) {
      byDate.get(date)?.push(eventLine(date, occurrence, context));
    }
  }
  return [...byDate.values()].flat();
};

const nextText = (
  { occurrence, startMs, endMs }: TimedOccurrence,
  context: OutputContext,
  length: number,
): string => {
  const { messages, format } = context.words;
  const title = titleOf(occurrence, context, length);
  return plainSpaces(
    startMs <= context.nowMs
      ? messages.tray.now(title, format.time(endMs))
      : messages.tray.nextMeeting(title, startText(startMs, context.nowMs, format)),
  );
};

export const textOutput = (answer: Answer, context: OutputContext): string => {
  const { format } = context.words;
  if (answer.command === 'next') {
    return answer.meeting === null ? '' : `${nextText(answer.meeting, context, longestTitle)}\n`;
  }
  if (answer.command === 'agenda') return dayLines(agendaLines(answer, context), context);
  if (answer.command === 'search') {
    const lines = answer.occurrences.map((occurrence) =>
      eventLine(dateSpan(occurrence, format.timeZone).first, occurrence, context),
    );
    return dayLines(lines, context);
  }
  const lines = answer.free.map(({ startMs, endMs }) => ({
    date: format.dateOf(startMs),
    time: format.timesRange(startMs, endMs),
    text: format.duration(endMs - startMs),
  }));
  return dayLines(lines, context);
};

/** Waybar reads text and tooltip as Pango markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const classOf = ({ startMs }: TimedOccurrence, nowMs: number): 'now' | 'soon' | 'later' => {
  if (startMs <= nowMs) return 'now';
  return startMs - nowMs <= joinAheadMs ? 'soon' : 'later';
};

/** One line of JSON for Waybar's custom modules. Never empty: without a meeting the text is, which hides the module. */
export const waybarOutput = (
  { meeting, today }: Extract<Answer, { command: 'next' }>,
  context: OutputContext,
): string => {
  const { messages, format } = context.words;
  const lines = today.map(
    (occurrence) =>
      `${format.timeRange(occurrence.start, occurrence.end)}  ${titleOf(occurrence, context, 80)}`,
  );
  const tooltip = lines.length === 0 ? messages.tray.nothingMoreToday : lines.join('\n');
  const text = meeting === null ? '' : nextText(meeting, context, longestBarTitle);
  const state = meeting === null ? 'none' : classOf(meeting, context.nowMs);
  return `${JSON.stringify({ text: escaped(text), tooltip: escaped(tooltip), class: state })}\n`;
};
