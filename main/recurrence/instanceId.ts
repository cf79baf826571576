/** Google's ids of a series' instances: `<master>_<YYYYMMDD>` and `<master>_<YYYYMMDD>T<HHMMSS>Z`. */
import type { EventId } from '../../shared/model.ts';
import { DAY_MS, dayOfIso, dayOfWall, isoOfDay } from './civil.ts';
import type { Series } from './series.ts';

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** The id of the instance that fills a slot. */
export function instanceId(master: EventId, series: Pick<Series, 'allDay'>, slot: number): EventId {
  const day = series.allDay ? slot : dayOfWall(slot);
  const iso = isoOfDay(day);
  const date = `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8)}`;
  if (series.allDay) return `${master}_${date}` as EventId;
  const second = Math.floor((slot - day * DAY_MS) / 1000);
  const clock = `${two(Math.floor(second / 3600))}${two(Math.floor(second / 60) % 60)}${two(second % 60)}`;
  return `${master}_${date}T${clock}Z` as EventId;
}

export interface InstanceParts {
  readonly masterId: EventId;
  /** The slot as a day number or as epoch milliseconds. */
  readonly slot: { readonly day: number } | { readonly ms: number };
}

/** What an instance's id says; null when it does not look like one. */
export function readInstanceId(id: string): InstanceParts | null {
  const match = /^(.+)_(\d{8})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(id);
  if (!match) return null;
  const day = dayOfIso(match[2] ?? '');
  if (day === null) return null;
  const masterId = match[1] as EventId;
  if (match[3] === undefined) return { masterId, slot: { day } };
  const [hour, minute, second] = [Number(match[3]), Number(match[4]), Number(match[5])];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { masterId, slot: { ms: day * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000 } };
}
