/**
 * Groups occurrences by the viewer's days for the agenda. Longer ones are on each of their days. Adds the free time
 * between meetings. Pure.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, dateSpan, daysBetween, startMsOf, startOfDate } from '../../shared/text/days.ts';
import { isBusy, keyOf } from '../occurrence/occurrence.ts';

export interface AgendaRow {
  readonly kind: 'row';
  /** Unique in the list: the occurrence's key and the day. */
  readonly id: string;
  readonly occurrence: Occurrence;
  readonly allDay: boolean;
  /** 1-based. `dayCount` is 1 if it begins and ends on the same day. */
  readonly dayIndex: number;
  readonly dayCount: number;
  /** The part that is on this day, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** The end of the whole occurrence, epoch ms. */
  readonly wholeEndMs: number;
}

/** Returns the id of the row of an occurrence on a day. */
export const rowIdOf = (occurrence: Occurrence, date: IsoDate): string => `${keyOf(occurrence)} ${date}`;

export interface AgendaGap {
  readonly kind: 'gap';
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface AgendaDay {
  readonly date: IsoDate;
  readonly allDay: readonly AgendaRow[];
  /** What has a time, in order. */
  readonly entries: readonly (AgendaRow | AgendaGap)[];
  readonly meetings: number;
  /** How many are hidden by the person's rules, whether they are shown just now or not. */
  readonly hidden: number;
  /** False for the last day of a page that has a successor: its totals are not known yet. */
  readonly complete: boolean;
}

/** Returns the rows of a day in the order in which they are shown. */
export const rowsOf = ({ allDay, entries }: AgendaDay): readonly AgendaRow[] => [
  ...allDay,
  ...entries.filter((entry) => entry.kind === 'row'),
];

export interface AgendaSpan {
  readonly first: IsoDate;
  /** Inclusive. */
  readonly last: IsoDate;
  readonly lastComplete: boolean;
}

/** Shorter pauses do not count as free time. */
export const minGapMs = 30 * MINUTE_MS;

/** Anything longer is shown on its first and last day, and on days that are listed anyway. */
const longDays = 45;

/** What is the same on each day of an occurrence. */
interface Placement {
  readonly key: string;
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly dayCount: number;
  readonly startMs: number;
  readonly endMs: number;
  /** By date, for the dates that were requested. */
  readonly rows: Map<IsoDate, AgendaRow>;
}

const placementOf = (occurrence: Occurrence, zone: string): Placement => {
  const { first, last } = dateSpan(occurrence, zone);
  const startMs = startMsOf(occurrence.start, zone);
  const endMs = Math.max(startMs, startMsOf(occurrence.end, zone));
  const dayCount = daysBetween(first, last) + 1;
  return { key: keyOf(occurrence), first, last, dayCount, startMs, endMs, rows: new Map() };
};

const rowOn = (date: IsoDate, occurrence: Occurrence, placement: Placement, zone: string): AgendaRow => {
  const known = placement.rows.get(date);
  if (known !== undefined) return known;
  const dayStartMs = startOfDate(date, zone);
  const dayEndMs = startOfDate(addDays(date, 1), zone);
  const startMs = Math.max(placement.startMs, dayStartMs);
  const endMs = Math.min(placement.endMs, dayEndMs);
  const row: AgendaRow = {
    kind: 'row',
    id: `${placement.key} ${date}`,
    occurrence,
    // A timed occurrence that fills the whole day is all-day there.
    allDay: occurrence.start.kind === 'date' || (startMs === dayStartMs && endMs === dayEndMs),
    dayIndex: daysBetween(placement.first, date) + 1,
    dayCount: placement.dayCount,
    startMs,
    endMs,
    wholeEndMs: placement.endMs,
  };
  placement.rows.set(date, row);
  return row;
};

const byTime = (a: AgendaRow, b: AgendaRow): number => a.startMs - b.startMs || a.endMs - b.endMs;

/** Returns the gaps between busy times. A gap begins when everything before it has ended. */
const gapsOf = (rows: readonly AgendaRow[]): AgendaGap[] => {
  const gaps: AgendaGap[] = [];
  let busyUntil: number | null = null;
  for (const row of rows) {
    if (!isBusy(row.occurrence)) continue;
    if (busyUntil !== null && row.startMs - busyUntil >= minGapMs)
      gaps.push({ kind: 'gap', id: `gap ${busyUntil}`, startMs: busyUntil, endMs: row.startMs });
    busyUntil = Math.max(busyUntil ?? 0, row.endMs);
  }
  return gaps;
};

/** Puts each gap before the meeting that ends it. */
const weave = (rows: readonly AgendaRow[], gaps: readonly AgendaGap[]): AgendaDay['entries'] => {
  const entries: (AgendaRow | AgendaGap)[] = [];
  const left = [...gaps];
  for (const row of rows) {
    const gap = left[0];
    if (gap !== undefined && row.startMs >= gap.startMs) {
      // An occurrence without length may be inside the gap; the gap comes before it nevertheless.
      entries.push(gap);
      left.shift();
    }
    entries.push(row);
  }
  return entries;
};

const dayOf = (date: IsoDate, rows: readonly AgendaRow[], complete: boolean, hidden: number): AgendaDay => {
  const timed = rows.filter((row) => !row.allDay).toSorted(byTime);
  return {
    date,
    allDay: rows.filter((row) => row.allDay).toSorted(byTime),
    entries: weave(timed, gapsOf(timed)),
    meetings: rows.filter((row) => isMeeting(row.occurrence)).length,
    hidden,
    complete,
  };
};

const isSame = (a: readonly AgendaRow[], b: readonly AgendaRow[]): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);

/** Returns the days of the span that are not empty, in order, and the days of `always` that are in the span. */
export type AgendaDays = (
  occurrences: readonly Occurrence[],
  span: AgendaSpan,
  always: readonly IsoDate[],
) => readonly AgendaDay[];

/**
 * With `showsHidden`, what the person's rules hide is shown, too. Caches its results: the same occurrence object returns the same rows, and the same rows return the same `AgendaDay`.
 * A further page costs only its own days, and nothing else is rendered again.
 */
export const createAgendaDays = (zone: string, showsHidden = false): AgendaDays => {
  const placements = new WeakMap<Occurrence, Placement>();
  let before = new Map<IsoDate, { readonly rows: readonly AgendaRow[]; readonly day: AgendaDay }>();

  const placementFor = (occurrence: Occurrence): Placement => {
    const known = placements.get(occurrence);
    if (known !== undefined) return known;
    const placement = placementOf(occurrence, zone);
    placements.set(occurrence, placement);
    return placement;
  };

  return (occurrences, span, always) => {
    const isIn = (date: IsoDate): boolean => date >= span.first && date <= span.last;
    const placed = new Map<IsoDate, AgendaRow[]>(always.filter(isIn).map((date) => [date, []]));
    const hiddenOn = new Map<IsoDate, number>();
    const put = (date: IsoDate, occurrence: Occurrence, placement: Placement): void => {
      if (occurrence.attention?.level === 'hidden') {
        hiddenOn.set(date, (hiddenOn.get(date) ?? 0) + 1);
        if (!placed.has(date)) placed.set(date, []);
        if (!showsHidden) return;
      }
      const row = rowOn(date, occurrence, placement, zone);
      const rows = placed.get(date);
      if (rows === undefined) placed.set(date, [row]);
      else rows.push(row);
    };
    const long: (readonly [Occurrence, Placement])[] = [];
    for (const occurrence of occurrences) {
      const placement = placementFor(occurrence);
      const { first, last, dayCount } = placement;
      if (dayCount > longDays) {
        long.push([occurrence, placement]);
        for (const end of [first, last]) if (isIn(end) && !placed.has(end)) placed.set(end, []);
        continue;
      }
      const to = last > span.last ? span.last : last;
      for (let date = first < span.first ? span.first : first; date <= to; date = addDays(date, 1))
        put(date, occurrence, placement);
    }
    for (const [occurrence, placement] of long)
      for (const date of placed.keys())
        if (date >= placement.first && date <= placement.last) put(date, occurrence, placement);

    const made: typeof before = new Map();
    for (const [date, rows] of placed) {
      const complete = span.lastComplete || date < span.last;
      const old = before.get(date);
      const hidden = hiddenOn.get(date) ?? 0;
      const same =
        old !== undefined &&
        old.day.complete === complete &&
        old.day.hidden === hidden &&
        isSame(old.rows, rows);
      made.set(date, same ? old : { rows, day: dayOf(date, rows, complete, hidden) });
    }
    before = made;
    return [...made.values()].map(({ day }) => day).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  };
};
