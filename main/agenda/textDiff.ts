/** What is different in a description, line by line. Pure, and linear in the text's length: anyone can write it. */
import type { ChangedLine } from '../../shared/agendaChanges.ts';
import { plainText, toLine } from '../../shared/text/plainText.ts';
import { LONGEST_LINE } from './texts.ts';

const mostLines = 6;
/** How much of what did not change is shown before what did. */
const context = 40;

/** Returns the lines that were removed and added, the first few; null if only blanks changed. */
export const changedLines = (
  before: string,
  now: string,
): { readonly lines: readonly ChangedLine[]; readonly more: number } | null => {
  const old = linesOf(before);
  const current = linesOf(now);
  const removed = leftOver(old, current);
  const added = leftOver(current, old);
  if (removed.length + added.length === 0) {
    return old.join('\n') === current.join('\n') ? null : { lines: [], more: 0 };
  }
  const lines: ChangedLine[] = [];
  // A changed line is a removed and an added one: told as a pair, from where they differ.
  for (let at = 0; at < Math.max(removed.length, added.length) && lines.length < mostLines; at++) {
    const [was, is] = [removed[at], added[at]];
    const from = was === undefined || is === undefined ? 0 : differenceOf(was, is);
    if (was !== undefined) lines.push({ kind: 'removed', text: excerpt(was, from) });
    if (is !== undefined) lines.push({ kind: 'added', text: excerpt(is, from) });
  }
  return { lines, more: removed.length + added.length - lines.length };
};

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(toLine)
    .filter((line) => line !== '');

/** Returns the lines of `lines` that `others` does not have as often. */
const leftOver = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
};

const differenceOf = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one[at] === other[at]) at++;
  return at;
};

/** Returns the line from shortly before the difference, if that would otherwise be cut off. */
const excerpt = (line: string, difference: number): string => {
  if (line.length <= LONGEST_LINE || difference <= context) return plainText(line, LONGEST_LINE);
  const blank = line.indexOf(' ', difference - context);
  const from = blank === -1 || blank >= difference ? difference - context : blank + 1;
  return `…${plainText(line.slice(from).toWellFormed(), LONGEST_LINE)}`;
};
