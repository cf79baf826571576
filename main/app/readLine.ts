/** What a typed line means to this person: their language, clock, zone and order of dates. */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { KnownPerson, QuickLine, QuickRequest } from '../../shared/quickAdd.ts';
import type { Words } from '../../shared/text/words.ts';
import { systemClock } from '../platform/clock.ts';

/** Guests hardly change while someone types. */
const PEOPLE_KEPT_MS = MINUTE_MS;

/**
 * `locale`: the region's, such as `en-US`. The reader and its library are loaded with the first line, and so are the
 * people whose addresses are known.
 */
export const createLineReader = (
  locale: string,
  words: () => Words,
  knownPeople: () => readonly KnownPerson[],
) => {
  const order = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type);
  const monthFirst =
    order.indexOf('month') < order.indexOf('day') && order.indexOf('month') < order.indexOf('year');
  let known: { readonly people: readonly KnownPerson[]; readonly atMs: number } | null = null;
  const people = (nowMs: number): readonly KnownPerson[] => {
    if (known === null || Math.abs(nowMs - known.atMs) > PEOPLE_KEPT_MS)
      known = { people: knownPeople(), atMs: nowMs };
    return known.people;
  };
  return async ({ text, base }: QuickRequest): Promise<QuickLine> => {
    const { parseLine } = await import('../quickAdd/parseLine.ts');
    const { messages, format } = words();
    const nowMs = systemClock.now();
    return parseLine(text, {
      nowMs,
      people: people(nowMs),
      zone: format.timeZone,
      language: messages.app.language === 'de' ? 'de' : 'en',
      hour12: format.hour12,
      monthFirst,
      ...(base !== undefined && { base }),
    });
  };
};
