/**
 * Google's ids of series and of their instances [S15, S21].
 *
 * "This and following" splits a series and creates a new part, `<base>_R<cut>`. Instances of every part are
 * `<base>_<YYYYMMDD>` or `<base>_<YYYYMMDD>T<HHMMSS>Z`: the id does not name the part, only `recurringEventId` does.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { EventId } from '../../shared/model.ts';
import { dayOfIso, dayOfWall, isoOfDay } from './civil.ts';
import type { Series } from './series.ts';

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const partPattern = /^(.+?)((?:_R\d{8}(?:T\d{6}Z?)?)+)$/;

/** Returns the beginning that the ids of all parts of a split series share, and where this part was cut off [S21]. */
export function familyOf(id: EventId): { readonly base: EventId; readonly cut: string | null } {
  // Nearly all series have one part, and this is called for every occurrence.
  if (!id.includes('_R')) return { base: id, cut: null };
  const [, base, cuts = ''] = partPattern.exec(id) ?? [];
  if (base === undefined) return { base: id, cut: null };
  return { base: base as EventId, cut: cuts.slice(cuts.lastIndexOf('_R') + 2) };
}

/** Returns the id of the instance that fills a slot. `master` is the id of a series or a part. */
export function instanceId(master: EventId, series: Pick<Series, 'allDay'>, slot: number): EventId {
  const day = series.allDay ? slot : dayOfWall(slot);
  const iso = isoOfDay(day);
  const date = `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8)}`;
  const { base } = familyOf(master);
  if (series.allDay) return `${base}_${date}` as EventId;
  const second = Math.floor((slot - day * DAY_MS) / 1000);
  const clock = `${two(Math.floor(second / 3600))}${two(Math.floor(second / 60) % 60)}${two(second % 60)}`;
  return `${base}_${date}T${clock}Z` as EventId;
}

export interface InstanceParts {
  /** The beginning of the id: the series. Another part of it may have the slot. */
  readonly masterId: EventId;
  /** The slot as a day number or as epoch milliseconds. */
  readonly slot: { readonly day: number } | { readonly ms: number };
}

/** Reads an instance's id; null if it does not look like one. */
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

/**
 * Converts an id that names its part, `<base>_R<cut>_<slot>`, to Google's id of the instance. Returns others
 * unchanged.
 */
export function withoutPart(id: EventId): EventId {
  const [, part, slot] = /^(.+_R\d{8}(?:T\d{6})?)(_\d{8}(?:T\d{6}Z)?)$/.exec(id) ?? [];
  return part === undefined ? id : (`${familyOf(part as EventId).base}${slot}` as EventId);
}
