/** How much of a week is spent in meetings. Pure. */
import { MINUTE_MS } from '../../shared/durations.ts';
import { takesMeetingTime, timedOf } from '../../shared/meetings.ts';
import { breakMinutes, focusMinutes, type TimeSpan, type WeekLoad } from '../../shared/meetingLoad.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { workFromHour, workingHours, workToHour } from '../../shared/workingHours.ts';
import { freeTimes } from './freeTime.ts';

const workingMinutes = { from: workFromHour * 60, to: workToHour * 60 };

/** `occurrences`: everything that touches the seven days from `from` in the viewer's zone, in any order. */
export const weekLoad = (occurrences: readonly Occurrence[], from: IsoDate, timeZone: string): WeekLoad => {
  const dates = Array.from({ length: 7 }, (_, day) => addDays(from, day));
  const meetings = occurrences
    .filter(takesMeetingTime)
    .map(timedOf)
    .filter((each) => each !== null && each.endMs > each.startMs)
    .map((each) => ({ startMs: each?.startMs ?? 0, endMs: each?.endMs ?? 0 }));
  const busy = occurrences.filter(takesFocus);
  const days = dates.map((date) => {
    const day = { startMs: startOfDate(date, timeZone), endMs: startOfDate(addDays(date, 1), timeZone) };
    const focus = freeTimes(busy, {
      dates: workingHours(date, timeZone) === null ? [] : [date],
      timeZone,
      hours: workingMinutes,
      atLeastMs: focusMinutes * MINUTE_MS,
      nowMs: -Infinity,
    });
    return { date, focus, ...meetingsWithin(meetings, day) };
  });
  const week = {
    startMs: startOfDate(from, timeZone),
    endMs: startOfDate(addDays(from, dates.length), timeZone),
  };
  return { days, focus: days.flatMap(({ focus }) => focus), ...meetingsWithin(meetings, week) };
};

/** Time reserved for work is what focus needs. All-day events leave time for it, except for an absence. */
const takesFocus = ({ start, eventType }: Occurrence): boolean =>
  eventType !== 'focusTime' && (start.kind === 'timed' || eventType === 'outOfOffice');

const meetingsWithin = (
  meetings: readonly TimeSpan[],
  within: TimeSpan,
): { readonly meetings: number; readonly meetingMs: number; readonly longest: TimeSpan | null } => {
  const spans = meetings
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, within.startMs),
      endMs: Math.min(endMs, within.endMs),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .toSorted((a, b) => a.startMs - b.startMs);
  const lengths = joined(spans, 0).map(lengthOf);
  const longest = joined(spans, breakMinutes * MINUTE_MS).reduce<TimeSpan | null>(
    (most, run) => (most === null || lengthOf(run) > lengthOf(most) ? run : most),
    null,
  );
  return { meetings: spans.length, meetingMs: lengths.reduce((sum, ms) => sum + ms, 0), longest };
};

const lengthOf = ({ startMs, endMs }: TimeSpan): number => endMs - startMs;

/** Joins spans that overlap, touch, or have less than `breakMs` between them. */
const joined = (byStart: readonly TimeSpan[], breakMs: number): readonly TimeSpan[] => {
  const runs: { startMs: number; endMs: number }[] = [];
  for (const span of byStart) {
    const run = runs.at(-1);
    if (run === undefined || (span.startMs > run.endMs && span.startMs - run.endMs >= breakMs))
      runs.push({ ...span });
    else run.endMs = Math.max(run.endMs, span.endMs);
  }
  return runs;
};
