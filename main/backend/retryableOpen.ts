/**
 * Opens the backend once, beside the window. Where that failed (a full disk, a lock), asking `again`
 * opens it anew, however many ask at the same time.
 */
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface RetryableOpen<Backend> {
  /** Null until it is open. */
  current(): Backend | null;
  get(again: boolean): Promise<Result<Backend, Problem>>;
}

export const createRetryableOpen = <Backend>(
  open: () => Promise<Result<Backend, Problem>>,
): RetryableOpen<Backend> => {
  let opening: Promise<Result<Backend, Problem>> | null = null;
  let backend: Backend | null = null;
  const start = (): Promise<Result<Backend, Problem>> => {
    opening = open().then((opened) => {
      if (opened.ok) backend = opened.value;
      return opened;
    });
    return opening;
  };
  return {
    current: () => backend,
    get: async (again) => {
      const attempt = opening ?? start();
      const opened = await attempt;
      if (opened.ok || !again) return opened;
      return opening === null || opening === attempt ? start() : opening;
    },
  };
};
