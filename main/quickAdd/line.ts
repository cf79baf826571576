/**
 * A typed line while it is being read. Each reader takes the characters that it understood, so that no other one reads
 * them again; what nobody takes is the title. Pure.
 *
 * Offsets are UTF-16 units of the text as it was typed. Views keep them: taken characters are replaced one by one.
 */
import type { QuickPart, QuickPartKind } from '../../shared/quickAdd.ts';

/** Neither a letter nor a digit nor a space, so no word goes on across it. */
const TAKEN = '¦';
/** A letter before or after means that a word only contains what was looked for; `\b` knows ASCII only. */
export const START = String.raw`(?<![\p{L}\p{N}_])`;
export const END = String.raw`(?![\p{L}\p{N}_])`;

export interface Line {
  readonly text: string;
  readonly parts: readonly QuickPart[];
  /** What has not been taken. Words in quotation marks are hidden, too: they are meant literally. */
  readonly open: () => string;
  /** The same, with the words in quotation marks. */
  readonly visible: () => string;
  readonly take: (kind: QuickPartKind, start: number, end: number) => void;
  /** Gives back what was taken as one kind. */
  readonly giveBack: (part: QuickPart) => void;
  /** Returns whether only spaces and punctuation are between an offset and something that was taken before it. */
  readonly followsPart: (start: number, ...kinds: readonly QuickPartKind[]) => boolean;
  readonly precedesPart: (end: number, ...kinds: readonly QuickPartKind[]) => boolean;
}

const quoted = /"[^"]{1,200}"|“[^”]{1,200}”|„[^“”]{1,200}[“”]|«[^»]{1,200}»/gu;

const hide = (text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string => {
  let out = '';
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start > at) out += text.slice(at, start);
    out += TAKEN.repeat(Math.max(end - Math.max(start, at), 0));
    at = Math.max(at, end);
  }
  return out + text.slice(at);
};

const between = /^[\s,.;:()–-]*$/u;

export const createLine = (text: string): Line => {
  const literal = [...text.matchAll(quoted)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  let parts: readonly QuickPart[] = [];
  const isNear = (from: number, to: number): boolean => from <= to && between.test(text.slice(from, to));
  return {
    text,
    get parts() {
      return parts;
    },
    open: () => hide(text, [...parts, ...literal]),
    visible: () => hide(text, parts),
    take: (kind, start, end) => {
      parts = [...parts, { kind, start, end }].toSorted((a, b) => a.start - b.start);
    },
    giveBack: (part) => {
      parts = parts.filter((each) => each !== part);
    },
    followsPart: (start, ...kinds) =>
      parts.some((part) => kinds.includes(part.kind) && isNear(part.end, start)),
    precedesPart: (end, ...kinds) =>
      parts.some((part) => kinds.includes(part.kind) && isNear(end, part.start)),
  };
};

/** Words that lead to a part and mean nothing without it. They go with it. */
const leading =
  /(?:(?<![\p{L}\p{N}_])(?:on|at|from|starting|beginning|in|the|am|um|ab|von|vom|den|dem|der|zum)|[,;@(–-])\s*$/iu;

/** Returns the title: what was not taken, without the words and signs that led to what was. */
export const titleOf = (line: Line): string => {
  const pieces: string[] = [];
  let at = 0;
  for (const part of line.parts) {
    if (part.start > at) pieces.push(withoutLead(line.text.slice(at, part.start)));
    at = Math.max(at, part.end);
  }
  pieces.push(line.text.slice(at));
  return pieces
    .map((piece) => piece.trim())
    .map((piece) =>
      /^[\p{P}\p{S}\s]*$/u.test(piece) && !/\p{Extended_Pictographic}/u.test(piece) ? '' : piece,
    )
    .filter((piece) => piece !== '')
    .join(' ')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/gu, '')
    .replaceAll(/\s+(?=[,;])/gu, '')
    .replaceAll(/\s+/gu, ' ');
};

const withoutLead = (piece: string): string => {
  let rest = piece;
  for (let words = 0; words < 3; words += 1) {
    const shorter = rest.replace(leading, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
};
