/** Extra dates of a series that have a length of their own: `RDATE;VALUE=PERIOD` (RFC 5545, 3.3.9). Pure. */
import { utc } from '../../shared/zone.ts';
import type { FeedEvent } from './events.ts';
import { after, readDuration, readTime, wallOf } from './times.ts';
import type { FeedTime, Property, Zones } from './times.ts';

/** Each becomes an event of its own. */
const mostPeriods = 500;

/** Returns the periods that are not as long as the series, as instances that replace their slots. */
export const periodsOf = (series: FeedEvent, zones: Zones): readonly FeedEvent[] => {
  const values = series.recurrence.flatMap((line) => {
    const [, parameters = '', list = ''] = /^RDATE;([^:]{0,200}):(.*)$/i.exec(line) ?? [];
    if (!/(?:^|;)VALUE=PERIOD(?:;|$)/i.test(parameters)) return [];
    const tzid = /(?:^|;)TZID="?([^";]+)/i.exec(parameters)?.[1];
    return list.split(',').map((value) => [value, tzid] as const);
  });
  const excluded = series.recurrence.filter((line) => /^EXDATE/i.test(line));
  return values.slice(0, mostPeriods).flatMap(([value, tzid]) => {
    const [from = '', to = ''] = value.split('/');
    if (excluded.some((line) => line.includes(from))) return [];
    const read = (raw: string): FeedTime | null => {
      const property: Property = ['rdate', tzid === undefined ? {} : { tzid }, 'date-time', raw];
      return readTime(property, zones, series.start.kind === 'timed' ? series.start.zone : utc);
    };
    const start = read(from);
    if (start?.kind !== 'timed' || series.start.kind !== 'timed') return [];
    const duration = readDuration(to);
    const end = duration === null ? read(to) : after(start, duration);
    if (end?.kind !== 'timed' || end.ms < start.ms) return [];
    const usualLength = wallOf(series.end) - wallOf(series.start);
    if (wallOf(end) - wallOf(start) === usualLength) return [];
    return [{ ...series, start, end, original: start, recurrence: [] }];
  });
};
