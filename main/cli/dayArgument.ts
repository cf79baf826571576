/** Reads the days and hours of the command line. Pure. */
import type { IsoDate } from '../../shared/model.ts';
import { addDays } from '../../shared/text/days.ts';

const relativeDays: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** The days that the window shows, too. */
const earliest = '1970-01-01';
const latest = '2100-12-31';

/** Returns the date of `today`, `tomorrow`, `yesterday`, `2026-12-01`, `+3d` or `-3d`; null for anything else. */
export const parseDay = (text: string, today: IsoDate): IsoDate | null => {
  const [, distance] = /^([+-]\d{1,5})d$/.exec(text) ?? [];
  const days = distance === undefined ? relativeDays.get(text) : Number(distance);
  const date = days === undefined ? validDate(text) : addDays(today, days);
  return date !== null && date >= earliest && date <= latest ? date : null;
};

const validDate = (text: string): IsoDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Some days that do not exist, such as 30 February, are read as later ones.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? text : null;
};

export interface Hours {
  /** Minutes since midnight. */
  readonly from: number;
  /** Later than `from`; at most 24:00. */
  readonly to: number;
}

/** Returns the hours of `09:00-17:00`; null for anything else. */
export const parseHours = (text: string): Hours | null => {
  const [, ...parts] = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const [fromHour = 99, fromMinute = 99, toHour = 99, toMinute = 99] = parts.map(Number);
  if (fromMinute > 59 || toMinute > 59) return null;
  const hours = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  return hours.from < hours.to && hours.to <= 24 * 60 ? hours : null;
};
