/**
 * Random histories of the outbox: answers, new events, deletions and moves to another calendar, of single events and
 * series, in two accounts; undo and what else a person decides; other people's edits between any two requests; wires
 * that lose a write before or after it is applied; limits and refusals of Google's; writing turned off, accounts
 * disconnected, restarts, and deaths between any two commits. Whatever the order, at the end each change took effect
 * exactly once, or is listed, or was taken back; no guest is lost, no mail is sent twice, and the window shows what
 * Google has, in the calendar that has it.
 *
 * `OUTBOX_RUNS=6000 npx vitest run test/outbox/model.test.ts` makes a long run. Of the last one docs/WRITE.md says what
 * was run.
 */
import fc from 'fast-check';
import { test } from 'vitest';
import { checkAtRest } from './modelChecks.ts';
import { commands, nothingPromised, run, seed, survive } from './modelCommands.ts';
import { ADA, openOutboxApp, WORK } from './outboxApp.ts';

const { OUTBOX_RUNS: runs, OUTBOX_SHRINK: shrink, OUTBOX_PATH: path } = process.env;
/** Only a long run tries new histories; `npm test` says the same each time. */
const { OUTBOX_SEED: firstSeed = runs === undefined ? '20261129' : undefined } = process.env;

test(
  'X13: whatever happens in whatever order, each change takes effect exactly once or is listed [C1–C5, O6–O14]',
  async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('honest' as const, 'honest' as const, 'wiping' as const, 'commentless' as const),
        fc.boolean(),
        fc.constantFrom(410 as const, 412 as const),
        commands,
        async (attendeesOmitted, etagsMove, staleDelete, steps) => {
          const app = await openOutboxApp({ attendeesOmitted, etagsMove, staleDelete }, false, [ADA, WORK]);
          try {
            const ids = seed(app);
            await app.sync();
            const promised = nothingPromised();
            for (const [n, step] of steps.entries()) {
              // oxlint-disable-next-line no-await-in-loop
              await survive(app, () => run(app, ids, promised, step, n));
            }
            count += steps.length;
            await checkAtRest(app, ids, promised);
          } finally {
            await app.close();
          }
        },
      ),
      {
        numRuns: Number(runs ?? 40),
        endOnFailure: shrink === undefined,
        ...(firstSeed !== undefined && { seed: Number(firstSeed) }),
        ...(path !== undefined && { path }),
      },
    );
    console.log(`${count} commands held`);
  },
  60 * 60_000,
);
