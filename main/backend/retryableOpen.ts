/**
 * Opens the backend once. If that failed (a full disk, a lock), a call with `again` opens it anew, only once however
 * many callers ask at the same time. If its database turns out to be damaged, the backend is closed and opened
 * anew; calls that come meanwhile wait for the new one [F3].
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface RetryableOpenOptions<Backend> {
  /** `isDamaged`: the database must be rebuilt, even if it looks sound. */
  readonly open: (isDamaged: boolean) => Promise<Result<Backend, Problem>>;
  readonly close: (backend: Backend) => Promise<void>;
  /** Called when a new backend has taken the place of one with a damaged database. */
  readonly onReplaced: (backend: Backend) => void;
  readonly now: () => number;
}

export interface RetryableOpen<Backend> {
  /** Null until it is open, and while it is being replaced. */
  current(): Backend | null;
  get(again: boolean): Promise<Result<Backend, Problem>>;
  /** Replaces a backend with a damaged database. Returns false if that was done too recently. */
  replace(): boolean;
}

/** A disk that damages every database must not make the app download the calendars again and again. */
const LEAST_BETWEEN_MS = DAY_MS;

export const createRetryableOpen = <Backend>(
  options: RetryableOpenOptions<Backend>,
): RetryableOpen<Backend> => {
  let opening: Promise<Result<Backend, Problem>> | null = null;
  let backend: Backend | null = null;
  /** Until a new database is open. */
  let isDamaged = false;
  let replacedAtMs: number | null = null;

  /** `before`: what must end first. */
  const start = (before: Promise<unknown> | null): Promise<Result<Backend, Problem>> => {
    const attempt = (before ?? Promise.resolve())
      .then(() => options.open(isDamaged))
      .then((opened) => {
        // The damage may have been found during opening.
        if (!opened.ok || opening !== attempt) return opened;
        backend = opened.value;
        if (isDamaged) {
          isDamaged = false;
          options.onReplaced(opened.value);
        }
        return opened;
      });
    opening = attempt;
    return attempt;
  };
  const closed = async (opened: Promise<Result<Backend, Problem>> | null): Promise<void> => {
    const old = await opened;
    if (old?.ok) await options.close(old.value);
  };
  return {
    current: () => backend,
    get: async (again) => {
      const attempt = opening ?? start(null);
      const opened = await attempt;
      if (opened.ok || !again) return opened;
      return opening === null || opening === attempt ? start(null) : opening;
    },
    replace: () => {
      const nowMs = options.now();
      if (replacedAtMs !== null && Math.abs(nowMs - replacedAtMs) < LEAST_BETWEEN_MS) return false;
      replacedAtMs = nowMs;
      isDamaged = true;
      backend = null;
      void start(closed(opening));
      return true;
    },
  };
};
