/**
 * A meeting as plain text for the clipboard: what a person would write to someone who asks when, where and how. Pure.
 * Control and bidi characters are removed from titles and places [property 13].
 */
import type { JoinOption, Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { dateSpan } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { placeText } from '../../shared/text/place.ts';
import { plainText } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { zoneName } from '../../shared/text/zoneName.ts';

/** `Vienna, GMT+1`: the reader may be elsewhere. */
const zoneText = (ms: number, { locale, timeZone }: Format): string => {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(ms);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value;
  const name = zoneName(timeZone);
  return offset === undefined || /^(?:UTC|GMT)/.test(name) ? name : `${name}, ${offset}`;
};

const whenText = (occurrence: Occurrence, { messages, format }: Words): string => {
  const { start, end } = occurrence;
  const { first, last } = dateSpan(occurrence, format.timeZone);
  // Dates are always written with the year.
  const date = (day: string): string => format.fullDate(day, '');
  if (start.kind === 'date' || end.kind === 'date')
    return first === last
      ? `${date(first)}, ${messages.app.allDay}`
      : `${date(first)} – ${date(last)}, ${messages.app.allDay}`;
  const zone = zoneText(start.ms, format);
  if (first === last) return `${date(first)}, ${format.timesRange(start.ms, end.ms)} (${zone})`;
  return `${date(first)}, ${format.time(start.ms)} – ${date(format.dateOf(end.ms))}, ${format.time(end.ms)} (${zone})`;
};

/** Returns title, time, place and link, one per line. */
export const meetingDetails = (occurrence: Occurrence, words: Words): string =>
  [
    plainText(displayTitle(occurrence, words.messages), 500),
    whenText(occurrence, words),
    placeText(occurrence.location),
    occurrence.joinUrl ?? null,
  ]
    .filter((line) => line !== null)
    .join('\n');

/** Returns what a person types or dials: a number, a SIP address, a link; null without such an option. */
export const joinAddress = (option: JoinOption | undefined): string | null => {
  if (option === undefined) return null;
  return /^(?:tel|sips?):/i.test(option.uri) ? option.uri.replace(/^[a-z]+:/i, '') : option.uri;
};
