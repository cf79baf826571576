/**
 * The sweep guard [S12, F9]: what to do with rows that a full listing suddenly lacks. Pure, as policy.ts, of
 * which it is a part.
 */
import type { SweepCounts, SweepDecision, SweepGuard } from './ports.ts';

/** A hiccup of Google's lasts minutes: a listing an hour later is another opinion. */
const HELD_MS = 60 * 60_000;

/** Whether another full listing now counts as another opinion. */
export const isHeldLongEnough = (
  { heldSinceMs }: Pick<SweepGuard, 'heldSinceMs'>,
  nowMs: number,
): boolean => {
  const ageMs = heldSinceMs === null ? HELD_MS : nowMs - heldSinceMs;
  // Held in the future: the clock was wrong then or is now [F16].
  return ageMs < 0 || ageMs >= HELD_MS;
};

/** At least this many upcoming events, and more than this share of them, make a sweep suspect [S12]. */
const HELD_EVENTS = 10;
const HELD_SHARE = 0.5;

/** About the same number: rows grow old and leave the listing's range while we wait. */
const isAbout = (swept: number, before: number): boolean =>
  Math.abs(swept - before) <= Math.max(5, before * 0.1);

/**
 * What to do with the rows that a full listing lacks [S12, F9]. A sweep that would take most of what is coming up is
 * held until a listing an hour later wants about the same, or the person says so. Where the person chose to
 * keep such rows, nothing goes unasked any more, and they are asked again only when it is more than they
 * kept; a listing that lacks nothing ends that.
 */
export const decideSweep = (
  { upcoming, upcomingSwept, swept }: SweepCounts,
  guard: SweepGuard,
  nowMs: number,
): SweepDecision => {
  const { heldSweep, heldSinceMs, keptRows, sweepAllowed } = guard;
  const isSame = heldSweep !== null && isAbout(swept, heldSweep);
  if (isSame && sweepAllowed) return { action: 'sweep' };
  if (keptRows !== null && (swept <= keptRows || isAbout(swept, keptRows))) return { action: 'keep' };
  const suspect = upcomingSwept >= HELD_EVENTS && upcomingSwept > upcoming * HELD_SHARE;
  if (!suspect && keptRows === null) return { action: 'sweep' };
  if (isSame && keptRows === null && isHeldLongEnough(guard, nowMs)) return { action: 'sweep' };
  // Where only the person can end it, the hour begins anew: else every pass from then on would list in full.
  return { action: 'hold', sinceMs: isSame && keptRows === null ? (heldSinceMs ?? nowMs) : nowMs };
};
