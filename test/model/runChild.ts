/**
 * A longer run than the tests': `npm run test:model -- --seed=1 --runs=1000 --commands=30`. Prints the seed first,
 * and for a failure the smallest sequence with the seed and path that repeat it.
 */
import { parseArgs } from 'node:util';
import { runSequences } from './sequences.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '500' },
    commands: { type: 'string', default: '30' },
    path: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const options = { seed, runs: Number(values.runs), commands: Number(values.commands) };
const tally = { sequences: 0, commands: 0, passes: 0 };
const began = Date.now();
const report = (how: string): void => {
  const seconds = Math.round((Date.now() - began) / 1000);
  const { sequences, commands, passes } = tally;
  console.log(
    `seed ${seed}: ${how}; ${sequences} sequences, ${commands} commands, ${passes} passes, ${seconds} s`,
  );
};
console.log(`seed ${seed}, ${options.runs} sequences of up to ${options.commands} commands`);
try {
  await runSequences({ ...options, ...(values.path !== undefined && { path: values.path }) }, tally);
  report('held');
} catch (error) {
  report('FAILED');
  console.error(error instanceof Error ? error.message : error);
  console.error(error instanceof Error ? ((error.cause as Error | undefined)?.stack ?? error.stack) : '');
  const path = values.path === undefined ? '' : ` --path=${values.path}`;
  console.error(
    `again: npm run test:model -- --seed=${seed} --runs=${options.runs} --commands=${options.commands}${path}`,
  );
  process.exitCode = 1;
}
