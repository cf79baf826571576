/** Finds the agenda in a description: the lines below a heading that names it, or else its list. Pure and linear. */
import { plainText } from '../../shared/text/plainText.ts';
import { LONGEST_LINE } from '../agenda/texts.ts';

const mostItems = 6;
/** Longer lines are prose, not the heading of a list. */
const longestHeading = 60;

/** The whole line is the word, or it is what a colon ends: `Agenda for today: …`. */
const heading =
  /^[#*\s]*(?:meeting\s+|today['’]s\s+)?(?:agenda|topics?|to discuss|plan|tagesordnung|themen|programm|ablauf)(?:(?:[ *][^:]{0,20})?(:)\s*(.*)|[*\s]*)$/iu;
const bullet = /^\s*(?:[•◦▪*+–—-]|\(?\d{1,2}[.)]|[a-h][.)]|\[[ xX]\])\s+(?=\S)/u;

export interface Agenda {
  readonly items: readonly string[];
  readonly more: number;
}

/** Returns the items of the agenda; null if there is none. */
export const agendaIn = (description: string): Agenda | null => {
  const lines = description.split('\n', 2000);
  for (const [at, line] of lines.entries()) {
    const found = line.length > 400 ? null : heading.exec(line);
    if (found === null) continue;
    if (found[1] === undefined && line.trim().length > longestHeading) continue;
    const sameLine = (found[2] ?? '').replace(/^[*\s]+/, '');
    const below = itemsFrom(lines, at + 1);
    const items = sameLine === '' ? below : [sameLine, ...below];
    if (items.length > 0) return agendaOf(items);
  }
  return listIn(lines);
};

/** Returns the lines below a heading: its list, or its paragraph. */
const itemsFrom = (lines: readonly string[], from: number): readonly string[] => {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  const isList = bullet.test(lines[at] ?? '');
  const items: string[] = [];
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || (isList && !bullet.test(line))) break;
    items.push(line);
  }
  return items;
};

/** Returns the first list of two items or more. */
const listIn = (lines: readonly string[]): Agenda | null => {
  let items: string[] = [];
  for (const line of [...lines, '']) {
    if (bullet.test(line)) items.push(line);
    else if (items.length >= 2) return agendaOf(items);
    else items = [];
  }
  return null;
};

const agendaOf = (lines: readonly string[]): Agenda | null => {
  const items = lines
    .map((line) => plainText(line.replace(bullet, ''), LONGEST_LINE))
    .filter((item) => item !== '');
  if (items.length === 0) return null;
  return { items: items.slice(0, mostItems), more: Math.max(0, items.length - mostItems) };
};
