/** Which changes concern which occurrence. Pure. */
import {
  isDetail,
  type AgendaChange,
  type DetailChange,
  type ListedChange,
} from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';

export interface ChangeIndex {
  /** Newest first. A change that was noticed in several calendars is listed once. */
  readonly all: readonly ListedChange[];
  /**
   * Returns what was noticed about one occurrence at or after `sinceMs`: the newest of each kind, newest first. Without
   * details, which call for no attention.
   */
  readonly of: (occurrence: Occurrence, sinceMs: number) => readonly AgendaChange[];
}

const timeKey = (time: string): string => {
  // The same slot may be written with or without milliseconds. A date never equals an instant.
  const ms = time.length === 10 ? Number.NaN : Date.parse(time);
  return Number.isNaN(ms) ? time : String(ms);
};

const placeOf = (of: { readonly accountId: string; readonly calendarId: string }): string =>
  `${of.accountId} ${of.calendarId}`;

/** Returns what identifies a change for a reader, whichever calendar it was noticed in. */
const sayingOf = (change: ListedChange): string => {
  const { kind, title, start, wholeSeries } = change;
  const said = isDetail<DetailChange>(change)
    ? // What is undefined is left out.
      { ...change, noticedAt: undefined, ...withoutIds }
    : 'from' in change
      ? [change.from, change.to]
      : [];
  return JSON.stringify([kind, title, start, wholeSeries, said]);
};
const withoutIds = {
  accountId: undefined,
  calendarId: undefined,
  eventId: undefined,
  masterId: undefined,
  occurrenceStart: undefined,
  selfResponse: undefined,
};

/** Copies of a meeting in several calendars change within minutes of each other. */
const togetherMs = 15 * 60_000;

/** Removes duplicates: changes with the same content and time that were noticed together. */
const distinctChanges = (changes: readonly ListedChange[]): readonly ListedChange[] => {
  const kept: ListedChange[] = [];
  const bySaying = new Map<string, ListedChange[]>();
  for (const change of changes) {
    const saying = sayingOf(change);
    const same = bySaying.get(saying) ?? [];
    const again = same.some(
      (other) =>
        placeOf(other) !== placeOf(change) &&
        Math.abs(Date.parse(other.noticedAt) - Date.parse(change.noticedAt)) <= togetherMs,
    );
    if (again) continue;
    bySaying.set(saying, [...same, change]);
    kept.push(change);
  }
  return kept;
};

/** `changes` are sorted newest first, as main returns them. */
export const indexChanges = (changes: readonly ListedChange[]): ChangeIndex => {
  const byKey = new Map<string, AgendaChange[]>();
  const put = (key: string, change: AgendaChange): void => {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [change]);
    else known.push(change);
  };
  for (const change of changes) {
    if (isDetail<DetailChange>(change)) continue;
    const place = placeOf(change);
    if (change.wholeSeries) put(`${place} series ${change.masterId ?? change.eventId}`, change);
    else {
      put(`${place} event ${change.eventId}`, change);
      if (change.masterId !== undefined && change.occurrenceStart !== undefined)
        put(`${place} slot ${change.masterId} ${timeKey(change.occurrenceStart)}`, change);
    }
  }
  const found = (occurrence: Occurrence): readonly AgendaChange[] => {
    if (byKey.size === 0) return [];
    const place = placeOf(occurrence);
    const { masterId, occurrenceStart } = occurrence;
    const own = byKey.get(`${place} event ${occurrence.eventId}`) ?? [];
    if (masterId === undefined) return own;
    const slot =
      occurrenceStart === undefined
        ? []
        : (byKey.get(`${place} slot ${masterId} ${timeKey(occurrenceStart)}`) ?? []);
    // A change of a series applies from its next occurrence on, not to earlier ones.
    const series = (byKey.get(`${place} series ${masterId}`) ?? []).filter(
      (change) => startMsOf(change.start, 'UTC') <= startMsOf(occurrence.start, 'UTC'),
    );
    return [...new Set([...own, ...slot, ...series])];
  };
  return {
    all: distinctChanges(changes),
    of: (occurrence, sinceMs) => {
      const recent = found(occurrence)
        .filter((change) => Date.parse(change.noticedAt) >= sinceMs)
        .toSorted((a, b) => Date.parse(b.noticedAt) - Date.parse(a.noticedAt));
      return recent.filter((change, at) => recent.findIndex(({ kind }) => kind === change.kind) === at);
    },
  };
};
