import type { Result } from '../../shared/result.ts';

/** Returns a result's value, for tests that are not about failures. */
export const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.problem)}`);
  return result.value;
};
