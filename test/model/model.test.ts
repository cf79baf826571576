/**
 * The strongest test: whatever people, Google, the network, the clock and the process do, in any order, the
 * app holds what a client that keeps to the protocol must hold, and shows it.
 *
 * The real google client, engine and store (on a real file) run against a fake Google; only the clock is the
 * test's. Two independent readings judge them: the rows are compared with a literal replay of what was
 * delivered (protocol.ts), and that replay with the server's truth; the agenda with the oracle over it. What
 * may differ is said exactly, not loosely: history before a listing's beginning [S9], a sweep on hold [S12],
 * what no token reports [S32].
 *
 *   edits.ts, disturbances.ts, operations.ts  what can happen    sequences.ts    how it is strung up
 *   verify.ts   what must hold: listCheck.ts, rowsCheck.ts, agendaCheck.ts, truthCheck.ts
 *   account.ts  what a pass must say of itself
 *   world.ts    both sides, one clock; app.ts ours, wire.ts what passes between them
 *   mortalStore.ts, killedPass.ts  death between writes, by SIGKILL
 *
 * A failure prints the smallest sequence with its seed and path; `npm run test:model -- --seed=… --path=…`
 * repeats it, `--runs` and `--commands` make longer runs.
 *
 * The longest run so far (November 2026): seeds 401 to 422, each `--runs=200 --commands=60`: 4,400 sequences,
 * 125,690 commands, 53,983 passes in 18 minutes of two cores' time; all held. On the way there, and fixed:
 * - a series ended by UNTIL lost its history when its last occurrence lay before a listing and UNTIL in it;
 *   one of all-day dates likewise, east of nine hours;
 * - what was moved within a series whose rule gives nothing before its UNTIL did not show;
 * - a sweep held beside rows that the person keeps was asked about in full by every pass;
 * - an audit reported cancelled slots of a deleted series as events that Google no longer has.
 *
 * Then some thirty lines of engine and store were broken one at a time; a dozen stayed unseen, and the test learned to
 * judge what a pass says of itself, audits of rows that somebody else wrote, unreadable events and storms of refusals.
 * With that: seeds 501 and 503 to 507, each `--runs=200 --commands=60`: 1,200 sequences, 33,682 commands,
 * 17,731 passes; all held. Left to their own tests, since no history here shows them: a series that becomes a single
 * with its changed instances still there, how many failures in a row stop an account, and a cancellation that
 * comes in the one turn between sweep and token.
 *
 * After passes that bring nothing had learned to wait in memory: seeds 901, 902, 904, 905 and 911 to 915, the same length:
 * 1,800 sequences, 50,292 commands, 26,753 passes; all held. Found on the way: the test itself did not know of an
 * instance that was cancelled, came back, and cannot be read.
 *
 * Once, and never again, the journal had told of a single what the test did not expect. Found by building it: a
 * meeting is listed as moved, is deleted while the listing goes on, and the listing is refused and made anew in full,
 * without it. Both steps are told, as they were met; the test looked at the pass's two ends only, and now follows
 * every step.
 */
import { afterAll, expect, test } from 'vitest';
import { dayMs, hourMs } from '../../main/googleModel/zoneTime.ts';
import { timed } from './choosing.ts';
import { killedPass } from './killedPass.ts';
import { operations } from './operations.ts';
import { expectAgenda } from './agendaCheck.ts';
import { toldSince } from './rows.ts';
import { runSequences } from './sequences.ts';
import { expectUnchanged, settle, wholeSpot } from './syncing.ts';
import { checkedPass } from './verify.ts';
import { HOME, openWorld } from './world.ts';

const PATIENCE_MS = 10 * 60_000;
const tally = { sequences: 0, commands: 0, passes: 0 };
afterAll(() => {
  console.log(`${tally.sequences} sequences, ${tally.commands} commands, ${tally.passes} passes held`);
});

test(
  'after any history, what is stored and shown is correct: the same sequences each time',
  async () => {
    await runSequences({ seed: 20_261_124, runs: 200, commands: 30 }, tally);
  },
  PATIENCE_MS,
);

test(
  'after any history, what is stored and shown is correct: new sequences each time, except in CI',
  async () => {
    // CI must not fail because of something its change did not touch; new sequences are tried on developers' machines
    // instead.
    const seed = process.env['CI'] === undefined ? Date.now() % 1_000_000_000 : 20_261_125;
    console.log(`seed ${seed}`);
    await runSequences({ seed, runs: 100, commands: 30 }, tally);
  },
  PATIENCE_MS,
);

test('[S7] what was listed as moved and is gone when the listing starts again is recorded as both', async () => {
  const world = await openWorld({ behaviour: { pageLimit: 2 }, http: false });
  try {
    const startMs = world.clock.now() + 2 * dayMs;
    const [first = '', ...others] = [0, 1, 2, 3].map(
      (n) => world.model.insert(HOME, { ...timed(startMs + n * dayMs, hourMs, 'Europe/Berlin') }).id,
    );
    await checkedPass(world);
    for (const id of [first, ...others]) world.model.move(HOME, id, hourMs);
    await checkedPass(world, {
      beforeRequest: (number) => {
        // After the calendar list and both first pages: the meeting is in one of them.
        if (number !== 3) return false;
        world.model.delete(HOME, first);
        world.model.expireTokens(HOME);
        return true;
      },
    });
    const kinds = toldSince(world.app.outside, 0).filter(({ eventId }) => eventId === first);
    expect(kinds.map(({ kind }) => kind)).toEqual(['moved', 'cancelled']);
  } finally {
    await world.close();
  }
});

test(
  '[F1] a process killed in mid-sync leaves rows and tokens that belong together',
  async () => {
    const world = await openWorld({
      behaviour: { pageLimit: 4, order: 'scrambled', tombstones: 'bare' },
      http: true,
    });
    let kills = 0;
    try {
      for (let round = 0; round < 6; round += 1) {
        for (const what of [
          'insertMany',
          'insertSeries',
          'cancelInstance',
          'rename',
          'delete',
          'moveInstance',
        ]) {
          for (let n = 0; n < 4; n += 1) await operations[what]!(world, 31 * round + n, 17 * round + 7 * n);
        }
        // Alternately by token and in full.
        if (round % 2 === 1) world.model.expireTokens();
        if (await killedPass(world, 1 + 2 * round, round % 3)) kills += 1;
        if (round % 3 === 2) await settle(world);
      }
      expect(kills).toBeGreaterThan(3);
      await settle(world);
      expectAgenda(world, wholeSpot(world));
      await expectUnchanged(world);
    } finally {
      await world.close();
    }
  },
  PATIENCE_MS,
);
