/** Finds the times without events within given hours of given days. Pure. */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { ianaZone } from '../../shared/zone.ts';

export interface FreeTimeRequest {
  readonly dates: readonly IsoDate[];
  /** The viewer's IANA zone. */
  readonly timeZone: string;
  /** Minutes since midnight. */
  readonly hours: { readonly from: number; readonly to: number };
  readonly atLeastMs: number;
  /** What is over is not free any more. */
  readonly nowMs: number;
}

export interface FreeTime {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Returns whether an occurrence takes the person's time: neither shown as free, nor declined, nor someone else's. An
 * invitation that is not answered yet does, as in Google Calendar.
 */
const isBusy = ({ transparency, selfResponse, isOthers, eventType }: Occurrence): boolean =>
  transparency === 'opaque' &&
  selfResponse !== 'declined' &&
  isOthers !== true &&
  eventType !== 'workingLocation';

export const freeTimes = (
  occurrences: readonly Occurrence[],
  { dates, timeZone, hours, atLeastMs, nowMs }: FreeTimeRequest,
): readonly FreeTime[] => {
  const zone = ianaZone(timeZone);
  const busy = occurrences
    .filter(isBusy)
    .map(({ start, end }) => ({ startMs: startMsOf(start, timeZone), endMs: startMsOf(end, timeZone) }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .toSorted((a, b) => a.startMs - b.startMs);
  const fromNowMs = Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS;
  return dates.flatMap((date) => {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    const endMs = zone.toMs(midnight + hours.to * MINUTE_MS);
    let freeFromMs = Math.max(zone.toMs(midnight + hours.from * MINUTE_MS), fromNowMs);
    const free: FreeTime[] = [];
    const add = (untilMs: number): void => {
      if (untilMs - freeFromMs >= atLeastMs) free.push({ startMs: freeFromMs, endMs: untilMs });
    };
    for (const event of busy) {
      if (event.startMs >= endMs) break;
      add(event.startMs);
      freeFromMs = Math.max(freeFromMs, event.endMs);
    }
    add(endMs);
    return free;
  });
};
