/** What a feed says about itself: its name, colour, zone, and how often it should be requested. Pure. */
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import ICAL from 'ical.js';
import { zoneOf } from '../recurrence/zoneNames.ts';
import { colorOf } from './colors.ts';
import type { Components } from './components.ts';
import { durationMs, readDuration, text } from './times.ts';
import type { Property } from './times.ts';

export interface FeedFacts {
  readonly name: string | null;
  readonly color: string | null;
  /** A known zone; null if it names none. */
  readonly zone: string | null;
  /** How long its content is valid. */
  readonly intervalMs: number;
}

const shortestIntervalMs = 15 * MINUTE_MS;
const longestIntervalMs = DAY_MS;
const longestName = 200;

export const factsOf = ({ properties }: Pick<Components, 'properties'>): FeedFacts => {
  const value = (...names: readonly string[]): string => {
    for (const name of names) {
      const line = properties.get(name);
      const read = line === undefined ? null : valueIn(line);
      if (read !== null) return read;
    }
    return '';
  };
  const name = value('X-WR-CALNAME', 'NAME').slice(0, longestName).toWellFormed().trim();
  const duration = readDuration(value('REFRESH-INTERVAL', 'X-PUBLISHED-TTL'));
  const wanted = duration === null ? 0 : durationMs(duration);
  return {
    name: name === '' ? null : name,
    color: colorOf(value('X-APPLE-CALENDAR-COLOR')) ?? colorOf(value('COLOR')),
    zone: zoneOf(value('X-WR-TIMEZONE'))?.name ?? null,
    intervalMs: Math.min(Math.max(wanted, shortestIntervalMs), longestIntervalMs),
  };
};

const valueIn = (line: string): string | null => {
  try {
    const property = ICAL.parse.property(line) as unknown as Property;
    return text(property)?.trim() || null;
  } catch {
    return null;
  }
};
