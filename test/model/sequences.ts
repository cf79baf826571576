/** Random sequences of operations: how they are made, run, printed and repeated. */
import fc from 'fast-check';
import type { Behaviour } from '../../main/googleModel/state.ts';
import { expectAgenda } from './agendaCheck.ts';
import { assemble } from './edits.ts';
import { operationNames, operations } from './operations.ts';
import { expectUnchanged, settle, wholeSpot } from './syncing.ts';
import { openWorld } from './world.ts';

interface Step {
  readonly what: string;
  readonly n: number;
  readonly k: number;
}

export interface Sequence {
  readonly behaviour: Pick<Behaviour, 'pageLimit' | 'order' | 'tombstones'>;
  /** Over real sockets; otherwise the same server in process. */
  readonly http: boolean;
  /** How many events the account has when it is connected. */
  readonly initialEvents: number;
  readonly steps: readonly Step[];
}

export interface Tally {
  sequences: number;
  commands: number;
  passes: number;
}

const named = (names: readonly string[]) => fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 24, arbitrary: named(operationNames.edits) },
    { weight: 20, arbitrary: named(operationNames.instanceEdits) },
    { weight: 8, arbitrary: named(operationNames.calendars) },
    { weight: 4, arbitrary: named(operationNames.server) },
    { weight: 5, arbitrary: fc.constant('expireTokens') },
    { weight: 8, arbitrary: named(operationNames.wire) },
    { weight: 6, arbitrary: named(operationNames.time) },
    { weight: 16, arbitrary: named(operationNames.passes) },
    { weight: 12, arbitrary: fc.constant('sync') },
  ),
  n: fc.nat(10_000),
  k: fc.nat(10_000),
});

/** Sequences of up to `commands` operations. */
export const sequences = (commands: number): fc.Arbitrary<Sequence> =>
  fc.record({
    behaviour: fc.record({
      pageLimit: fc.constantFrom(2, 3, 5, 25, 2500),
      order: fc.constantFrom('creation', 'reverse', 'scrambled'),
      tombstones: fc.constantFrom('guaranteed', 'bare', 'noisy'),
    }),
    http: fc.oneof(
      { weight: 19, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    initialEvents: fc.nat(6),
    steps: fc.array(step, { minLength: 1, maxLength: commands, size: 'max' }),
  });

/** Runs one sequence from a first start to a stable end; throws what was violated. */
export const runSequence = async (sequence: Sequence, tally: Tally): Promise<void> => {
  const { behaviour, http, initialEvents, steps } = sequence;
  const world = await openWorld({ behaviour, http });
  try {
    assemble(world, initialEvents);
    for (const { what, n, k } of steps) {
      await operations[what]!(world, n, k);
      tally.commands += 1;
    }
    await settle(world);
    expectAgenda(world, wholeSpot(world));
    await expectUnchanged(world);
    tally.sequences += 1;
  } finally {
    tally.passes += world.passes;
    await world.close();
  }
};

export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
  readonly commands: number;
  readonly path?: string;
}

/** Runs many; throws fast-check's report with the smallest failing sequence, its seed and its path. */
export const runSequences = async (
  { seed, runs, commands, path }: RunOptions,
  tally: Tally,
): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(sequences(commands), (sequence) => runSequence(sequence, tally)),
    { seed, numRuns: runs, ...(path !== undefined && { path }) },
  );
};
