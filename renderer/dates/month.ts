/** Months as the date picker shows them. Dates only, no zone and no clock. Pure. */
import type { IsoDate } from '../../shared/model.ts';
import { addDays, addMonths } from '../../shared/text/days.ts';
import { weekOf, type Weekday } from '../../shared/text/week.ts';

/** The first date of the date picker, which is the first one that the agenda supports. */
const firstDate: IsoDate = '1970-01-01';
const lastDate: IsoDate = '2100-12-31';

const weeksShown = 6;

export const inReach = (date: IsoDate): IsoDate =>
  date < firstDate ? firstDate : date > lastDate ? lastDate : date;

export const firstOfMonth = (date: IsoDate): IsoDate => `${date.slice(0, 8)}01`;

/** Returns six weeks that contain the month of `date`. Always six, so that the height does not change. */
export const weeksOf = (date: IsoDate, weekStart: Weekday): readonly (readonly IsoDate[])[] => {
  const begin = weekOf(firstOfMonth(date), weekStart);
  return Array.from({ length: weeksShown }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => addDays(begin, week * 7 + day)),
  );
};

/** Returns the date to which a key moves from `date`; null for other keys. */
export const dateAfterKey = (
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  date: IsoDate,
  { weekStart, rightToLeft }: { readonly weekStart: Weekday; readonly rightToLeft: boolean },
): IsoDate | null => {
  const forward = rightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return inReach(addDays(date, forward));
    case 'ArrowLeft':
      return inReach(addDays(date, -forward));
    case 'ArrowDown':
      return inReach(addDays(date, 7));
    case 'ArrowUp':
      return inReach(addDays(date, -7));
    case 'Home':
      return inReach(weekOf(date, weekStart));
    case 'End':
      return inReach(addDays(weekOf(date, weekStart), 6));
    case 'PageDown':
      return inReach(addMonths(date, shiftKey ? 12 : 1));
    case 'PageUp':
      return inReach(addMonths(date, shiftKey ? -12 : -1));
    default:
      return null;
  }
};
