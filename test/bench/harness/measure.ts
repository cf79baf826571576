/** Samples and their statistics. All times are milliseconds. */

/** Returns the value below which `share` of the samples lie; nearest rank. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const timed = <T>(work: () => T): { readonly value: T; readonly ms: number } => {
  const began = performance.now();
  const value = work();
  return { value, ms: performance.now() - began };
};

/**
 * Runs the contestants alternately, A B A B …, so that a machine that slows down meanwhile slows down both. Returns
 * each one's samples in the order of the rounds.
 */
export const interleaved = async <Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> => {
  const names = Object.keys(contestants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    // The order alternates too.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      // One at a time, or they would affect each other.
      // oxlint-disable-next-line no-await-in-loop
      samples[name].push(await contestants[name]());
    }
  }
  return samples;
};

/** The median of the rounds' own ratios: each round compares what ran side by side. */
export const medianRatio = (over: readonly number[], under: readonly number[]): number =>
  median(over.map((value, round) => value / (under[round] ?? Number.NaN)));
