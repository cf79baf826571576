import type { Result } from '../../shared/result.ts';

/** What a result holds, where a failure is none of the test's subjects. */
export const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.problem)}`);
  return result.value;
};
