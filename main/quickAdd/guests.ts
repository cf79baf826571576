/**
 * Guests in a typed line: addresses, and names after "with" or "mit" that belong to exactly one known address. Any other
 * name stays in the title: an invitation must not go to someone who was only guessed. Pure.
 */
import type { KnownPerson } from '../../shared/quickAdd.ts';
import { START, type Line } from './line.ts';

/** Every repetition is bounded, so the time is linear in the line's length. */
const ADDRESS = String.raw`[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}`;
const LEAD = String.raw`(?:(?:${START}(?:with|invite|guests?|mit|und|and|einladen|gäste)|[,;&+]):?\s{0,3})?`;
const addresses = new RegExp(`${LEAD}[<(]?(?<![\\p{L}\\p{N}])(${ADDRESS})[>)]?`, 'giu');

const introduction = new RegExp(`${START}(?:with|mit)\\s+`, 'giu');
const further = /^(?:\s*,\s*|\s+(?:and|und|&)\s+)/iu;
const name = /^\p{Lu}[\p{L}\p{M}'’-]{0,40}(?: \p{Lu}[\p{L}\p{M}'’-]{0,40}){0,2}/u;

/** Takes the guests from the line and returns their addresses, in lower case, each once. */
export const readGuests = (line: Line, people: readonly KnownPerson[]): readonly string[] => {
  const found = new Set<string>();
  for (const { 0: whole, 1: address = '', index } of line.open().matchAll(addresses)) {
    line.take('guest', index, index + whole.length);
    found.add(address.toLowerCase());
  }
  const addressFor = directoryOf(people);
  if (addressFor !== null) {
    const open = line.open();
    for (const { 0: lead, index } of open.matchAll(introduction)) {
      let at = index;
      let next = index + lead.length;
      for (;;) {
        const person = longestKnown(open.slice(next, next + 130), addressFor);
        if (person === null) break;
        const end = next + person.length;
        line.take('guest', at, end);
        found.add(person.email);
        const more = further.exec(open.slice(end, end + 12));
        if (more === null) break;
        at = end;
        next = end + more[0].length;
      }
    }
  }
  return [...found];
};

/** Names, whole and first ones, that belong to exactly one address. */
const directoryOf = (people: readonly KnownPerson[]): ((name: string) => string | null) | null => {
  if (people.length === 0) return null;
  const addressesOf = new Map<string, Set<string>>();
  for (const { name: full, email } of people) {
    const whole = full.trim().toLowerCase();
    for (const key of new Set([whole, whole.split(/\s+/u)[0] ?? whole])) {
      if (key === '') continue;
      const known = addressesOf.get(key) ?? new Set();
      addressesOf.set(key, known.add(email.toLowerCase()));
    }
  }
  return (typed) => {
    const known = addressesOf.get(typed.toLowerCase());
    return known?.size === 1 ? ([...known][0] ?? null) : null;
  };
};

const longestKnown = (
  text: string,
  addressFor: (name: string) => string | null,
): { readonly email: string; readonly length: number } | null => {
  const words = name.exec(text)?.[0].split(' ') ?? [];
  for (let count = words.length; count > 0; count -= 1) {
    const typed = words.slice(0, count).join(' ');
    const email = addressFor(typed);
    if (email !== null) return { email, length: typed.length };
  }
  return null;
};
