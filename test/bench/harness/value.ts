import type { Result } from '../../../shared/result.ts';

/** What a result holds; a bench has no use for failures. */
export const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.problem)}`);
  return result.value;
};
