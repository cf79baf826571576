import type { IsoDate } from '../../shared/model.ts';
import type { Words } from '../ui/words.ts';

const withYear = new Map<string, Intl.DateTimeFormat>();

/** A result's day in as little as tells it: `Today`, `24 Nov`, `24 Nov 2024`. */
export const dayOf = (date: IsoDate, nowMs: number, { format }: Words): string => {
  const today = format.dateOf(nowMs);
  const heading = format.dayHeading(date, today);
  if (heading.near) return heading.name;
  if (date.slice(0, 4) === today.slice(0, 4)) return format.shortDate(date);
  const known = withYear.get(format.locale);
  const dated =
    known ??
    new Intl.DateTimeFormat(format.locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  withYear.set(format.locale, dated);
  return dated.format(Date.parse(`${date}T00:00:00Z`));
};
