/** The place in a typed line: `at Café Quince`, `in Raum 4`, `bei …`, `@ …`, `Ort: …`. Pure. */
import { END, START, type Line } from './line.ts';
import type { Language } from './vocabulary.ts';

const ROOM =
  'rooms?|meeting rooms?|conference rooms?|office|building|hall|studio|lab|café|cafe|restaurant|hotel|bar|' +
  'raum|räumen|zimmer|saal|büro|halle|gebäude|haus|konferenzraum|besprechungsraum|sitzungszimmer|kantine|praxis|' +
  'küche|kitchen|lobby|foyer|garten|garden|park|library|bibliothek|schule|school|kirche|church|auditorium';
/** A name, or a house number; a number alone is a time that was not understood. */
const NAME = String.raw`(?:\p{Lu}|\d+\p{L}?\s\p{L}|["“„«])`;

/** Each names where the place begins, right after what matched. The first form that fits wins. */
const leads: readonly (readonly [RegExp, Language | null])[] = [
  [new RegExp(`${START}(?:location|place|where|ort|wo)\\s?:\\s*(?=\\S)`, 'giu'), null],
  [new RegExp(`${START}at\\s+(?=${NAME}|the\\s|home(?!\\p{L})|my\\s|our\\s|work(?!\\p{L}))`, 'gu'), null],
  [new RegExp(`${START}bei\\s+(?:der\\s|dem\\s|den\\s)?(?=${NAME})`, 'gu'), null],
  [new RegExp(`${START}beim\\s+(?=${NAME})`, 'gu'), null],
  [new RegExp(`${START}(?:in|im|into)\\s+(?:the\\s|der\\s|dem\\s)?(?=(?:${ROOM})${END})`, 'giu'), null],
  [
    new RegExp(`${START}in\\s+(?=(?:\\p{Lu}\\p{L}*\\s)?(?:Room|Raum|Building|Gebäude|Zimmer|Saal)\\s)`, 'gu'),
    null,
  ],
  [new RegExp(`${START}in\\s+(?:the\\s)?(?=\\p{Lu}\\p{Ll})`, 'gu'), 'en'],
  [/(?<![\p{L}\p{N}_])@\s?(?=[\p{L}\d"“„«])/gu, null],
];

/** Where it ends: something that was understood, a comma, or a word that begins another part of the sentence. */
const ends = /¦|[,;|]|\s[–-]\s|\s(?:with|mit|about|über|for|für|zum|zur|wegen|re|regarding|and then)\s/iu;
const LONGEST = 200;

/** Takes the place from the line and returns it; empty if there is none. */
export const readPlace = (line: Line, language: Language): string => {
  const text = line.visible();
  for (const [pattern, only] of leads) {
    if (only !== null && only !== language) continue;
    for (const { 0: lead, index } of text.matchAll(pattern)) {
      const from = index + lead.length;
      const quoted = /^(?:"[^"]{1,200}"|“[^”]{1,200}”|„[^“”]{1,200}[“”]|«[^»]{1,200}»)/u.exec(
        text.slice(from),
      );
      const rest = text.slice(from, from + LONGEST);
      const raw = quoted?.[0] ?? rest.slice(0, ends.exec(rest)?.index ?? rest.length);
      const place = withoutTail(raw);
      if (place === '') continue;
      line.take('place', index, from + place.length);
      return quoted === null ? place : place.slice(1, -1);
    }
  }
  return '';
};

/** A word that led to a part behind the place. */
const tail = /(?:\s+(?:on|at|from|am|um|ab|von|vom|den|the|every|until|bis)|[\s.:(–-])+$/iu;
const withoutTail = (place: string): string => {
  const end =
    /^(.*\p{L})\.$/u.test(place.trimEnd()) && /\s\p{Lu}\p{L}{0,3}\.$/u.test(place.trimEnd())
      ? place.trimEnd()
      : place.replace(tail, '');
  return end.trim();
};
