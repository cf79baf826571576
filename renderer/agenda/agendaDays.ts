/**
 * Occurrences as the agenda draws them: grouped by the viewer's days, multi-day ones on each of their
 * days, with the free time between meetings. Pure.
 */
import { isMeeting } from '../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, dateSpan, daysBetween, startMsOf, startOfDate } from '../../shared/text/days.ts';
import { isBusy, keyOf } from '../data/occurrence.ts';

export interface AgendaRow {
  readonly kind: 'row';
  /** Unique in the list: an occurrence's key and the day it is drawn on. */
  readonly id: string;
  readonly occurrence: Occurrence;
  readonly allDay: boolean;
  /** 1-based; `dayCount` is 1 for what begins and ends on one day. */
  readonly dayIndex: number;
  readonly dayCount: number;
  /** Its part of this day, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** When the whole occurrence ends. */
  readonly wholeEndMs: number;
}

export interface AgendaGap {
  readonly kind: 'gap';
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface AgendaDay {
  readonly date: IsoDate;
  readonly entries: readonly (AgendaRow | AgendaGap)[];
  readonly meetings: number;
  /** Between the day's first and last busy time; 0 where there is at most one. */
  readonly freeMs: number;
  /** False for the last day of a page that may go on: its numbers are not known yet. */
  readonly complete: boolean;
}

export interface AgendaSpan {
  readonly first: IsoDate;
  /** Inclusive. */
  readonly last: IsoDate;
  readonly lastComplete: boolean;
}

/** Shorter pauses are a walk to the next room, not free time. */
const minGapMs = 15 * 60_000;

const placeOnDays = (
  occurrences: readonly Occurrence[],
  span: AgendaSpan,
  zone: string,
): Map<IsoDate, AgendaRow[]> => {
  const days = new Map<IsoDate, AgendaRow[]>();
  for (const occurrence of occurrences) {
    const covers = dateSpan(occurrence, zone);
    const dayCount = daysBetween(covers.first, covers.last) + 1;
    const wholeStartMs = startMsOf(occurrence.start, zone);
    const wholeEndMs = Math.max(wholeStartMs, startMsOf(occurrence.end, zone));
    const from = covers.first < span.first ? span.first : covers.first;
    const to = covers.last > span.last ? span.last : covers.last;
    for (let date = from; date <= to; date = addDays(date, 1)) {
      const dayStartMs = startOfDate(date, zone);
      const dayEndMs = startOfDate(addDays(date, 1), zone);
      const startMs = Math.max(wholeStartMs, dayStartMs);
      const endMs = Math.min(wholeEndMs, dayEndMs);
      const rows = days.get(date) ?? [];
      rows.push({
        kind: 'row',
        id: `${keyOf(occurrence)} ${date}`,
        occurrence,
        // A timed one that fills the whole day reads as all day there.
        allDay: occurrence.start.kind === 'date' || (startMs === dayStartMs && endMs === dayEndMs),
        dayIndex: daysBetween(covers.first, date) + 1,
        dayCount,
        startMs,
        endMs,
        wholeEndMs,
      });
      days.set(date, rows);
    }
  }
  return days;
};

const byTime = (a: AgendaRow, b: AgendaRow): number =>
  Number(b.allDay) - Number(a.allDay) || a.startMs - b.startMs || a.endMs - b.endMs;

/** Gaps between busy times, each beginning where everything before it has ended. */
const gapsOf = (rows: readonly AgendaRow[]): AgendaGap[] => {
  const gaps: AgendaGap[] = [];
  let busyUntil: number | null = null;
  for (const row of rows) {
    if (row.allDay || !isBusy(row.occurrence)) continue;
    if (busyUntil !== null && row.startMs - busyUntil >= minGapMs)
      gaps.push({ kind: 'gap', id: `gap ${busyUntil}`, startMs: busyUntil, endMs: row.startMs });
    busyUntil = Math.max(busyUntil ?? 0, row.endMs);
  }
  return gaps;
};

/** A gap is told where it begins to matter: before the meeting that ends it. */
const weave = (rows: readonly AgendaRow[], gaps: readonly AgendaGap[]): AgendaDay['entries'] => {
  const entries: (AgendaRow | AgendaGap)[] = [];
  const left = [...gaps];
  for (const row of rows) {
    const gap = left[0];
    if (gap !== undefined && !row.allDay && row.startMs >= gap.startMs) {
      // Something that takes no time may lie inside the gap; the words stand before it all the same.
      entries.push(gap);
      left.shift();
    }
    entries.push(row);
  }
  return entries;
};

/** The days of the span that hold something, in order, and `today` in any case when it is in the span. */
export const agendaDays = (
  occurrences: readonly Occurrence[],
  span: AgendaSpan,
  zone: string,
  today: IsoDate,
): readonly AgendaDay[] => {
  const placed = placeOnDays(occurrences, span, zone);
  if (!placed.has(today) && today >= span.first && today <= span.last) placed.set(today, []);
  const days = [...placed].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return days.map(([date, unsorted]) => {
    const rows = unsorted.toSorted(byTime);
    const gaps = gapsOf(rows);
    return {
      date,
      entries: weave(rows, gaps),
      meetings: rows.filter((row) => isMeeting(row.occurrence)).length,
      freeMs: gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0),
      complete: span.lastComplete || date < span.last,
    };
  });
};
