/**
 * The sweep guard [S12, F9]: what to do with rows that a full listing suddenly lacks. Pure, as a part of policy.ts.
 */
import type { SweepCounts, SweepDecision, SweepGuard } from './ports.ts';

/** A problem at Google lasts minutes, so a listing an hour later is an independent confirmation. */
const HELD_MS = 60 * 60_000;

/** Returns whether another full listing now counts as an independent confirmation. */
export const isHeldLongEnough = (
  { heldSinceMs }: Pick<SweepGuard, 'heldSinceMs'>,
  nowMs: number,
): boolean => {
  const ageMs = heldSinceMs === null ? HELD_MS : nowMs - heldSinceMs;
  // Held in the future: the clock was wrong then or is wrong now [F16].
  return ageMs < 0 || ageMs >= HELD_MS;
};

/**
 * A sweep is suspicious if it would remove at least this many upcoming events, and more than this share of them
 * [S12].
 */
const SUSPICIOUS_EVENTS = 10;
const SUSPICIOUS_SHARE = 0.5;

/** Roughly equal: rows get older and leave the listing's range in the meantime. */
const isRoughly = (swept: number, before: number): boolean =>
  Math.abs(swept - before) <= Math.max(5, before * 0.1);

/**
 * Decides what to do with the rows that a full listing lacks [S12, F9]. A sweep that would remove most of what is
 * upcoming is held until a listing an hour later wants roughly the same, or the person agrees. If the person chose to
 * keep such rows, no such sweep happens without asking, and they are asked again only if it would remove more than
 * they kept. A listing that lacks nothing ends that.
 *
 * `isEmptyExport`: a feed or file without a single event. Services reset exports and programs empty files, so this is
 * suspicious as soon as anything upcoming is stored.
 */
export const decideSweep = (
  { upcoming, upcomingSwept, swept }: SweepCounts,
  guard: SweepGuard,
  nowMs: number,
  isEmptyExport = false,
): SweepDecision => {
  const { heldSweep, heldSinceMs, keptRows, sweepAllowed } = guard;
  const isSame = heldSweep !== null && isRoughly(swept, heldSweep);
  if (isSame && sweepAllowed) return { action: 'sweep' };
  if (keptRows !== null && (swept <= keptRows || isRoughly(swept, keptRows))) return { action: 'keep' };
  const isMost = upcomingSwept >= SUSPICIOUS_EVENTS && upcomingSwept > upcoming * SUSPICIOUS_SHARE;
  const suspect = isMost || (isEmptyExport && upcomingSwept > 0);
  if (!suspect && keptRows === null) return { action: 'sweep' };
  if (isSame && keptRows === null && isHeldLongEnough(guard, nowMs)) return { action: 'sweep' };
  // If only the person can end it, the hour starts again: otherwise every pass from then on would list in full.
  return { action: 'hold', sinceMs: isSame && keptRows === null ? (heldSinceMs ?? nowMs) : nowMs };
};
