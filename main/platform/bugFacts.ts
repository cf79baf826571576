import type { Facts } from './log.ts';

/**
 * Returns what may be logged about a bug: the error's type, and where in our own bundle it was thrown. Its message
 * may quote a title, so it is left out.
 */
export const bugFacts = (error: unknown): Facts => {
  if (!(error instanceof Error)) return { error: 'Error' };
  const place = /(?:main|app|chunk-[a-z]+)\.cjs:(\d{1,9}):(\d{1,9})/.exec(error.stack ?? '');
  return {
    error: error.name,
    ...(place && { line: Number(place[1]), column: Number(place[2]) }),
  };
};
