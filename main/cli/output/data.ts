/** The forms for programs: JSON (docs/cli.schema.json) and tab-separated lines. Pure. */
import { MINUTE_MS } from '../../../shared/durations.ts';
import { occurrencesOf } from './answer.ts';
import type { Answer, OutputContext } from './answer.ts';
import { fieldsOf, withOffset } from './fields.ts';

/** Raised when a field changes its meaning or goes away; new fields do not count. */
export const version = 1;

const freeOf = (
  answer: Extract<Answer, { command: 'free' }>,
  timeZone: string,
): readonly { readonly start: string; readonly end: string; readonly minutes: number }[] =>
  answer.free.map(({ startMs, endMs }) => ({
    start: withOffset(startMs, timeZone),
    end: withOffset(endMs, timeZone),
    minutes: Math.round((endMs - startMs) / MINUTE_MS),
  }));

export const jsonOutput = (answer: Answer, context: OutputContext): string => {
  const { timeZone } = context.words.format;
  const head = { version, command: answer.command, timeZone };
  if (answer.command === 'free') return `${JSON.stringify({ ...head, free: freeOf(answer, timeZone) })}\n`;
  const events = occurrencesOf(answer).map((occurrence) => fieldsOf(occurrence, context));
  const complete = answer.command === 'search' ? { complete: answer.complete } : {};
  return `${JSON.stringify({ ...head, ...complete, events })}\n`;
};

const row = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => cell ?? '').join('\t')}\n`;

/** Start, end, title, calendar, location, join link; of free times start, end and minutes. No heading. */
export const tsvOutput = (answer: Answer, context: OutputContext): string => {
  if (answer.command === 'free') {
    return freeOf(answer, context.words.format.timeZone)
      .map(({ start, end, minutes }) => row([start, end, minutes]))
      .join('');
  }
  return occurrencesOf(answer)
    .map((occurrence) => fieldsOf(occurrence, context))
    .map(({ start, end, title, calendar, location, joinUrl }) =>
      row([start, end, title, calendar, location, joinUrl]),
    )
    .join('');
};
