/**
 * The strongest test: whatever people do and whatever fails, once the server works again the store and the agenda
 * equal the server, and another pass changes nothing.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../support/fakeGoogle/index.ts';
import { settled } from '../support/clock.ts';
import { DAY, MINUTE, START_MS, TEAM, meeting, openGoogleWorld } from './googleWorld.ts';
import type { GoogleWorld } from './googleWorld.ts';

const faults: readonly Fault[] = [
  { kind: 'cut', afterBytes: 120 },
  { kind: 'garbage' },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'emptyPage' },
  { kind: 'repeatPageToken' },
  { kind: 'noSyncToken' },
  { kind: 'status', status: 500, body: '500_backendError' },
  { kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 30 },
  { kind: 'status', status: 403, body: '403_rateLimitExceeded' },
  { kind: 'status', status: 401, body: '401_authError' },
  { kind: 'status', status: 400, body: '400_invalid_sync_token' },
];

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
const someEvent = ({ model }: GoogleWorld, n: number): string | undefined => {
  const { singles, masters, exceptions } = model.truth(TEAM);
  return pick([...singles, ...masters, ...exceptions], n)?.id;
};
/** A series and one of its slots in the weeks around now, if there is one. */
const someSlot = ({ model }: GoogleWorld, n: number, k: number): readonly [string, number] | undefined => {
  const series = pick(model.truth(TEAM).masters, n)?.id;
  if (series === undefined) return undefined;
  const slot = pick(model.slots(TEAM, series, START_MS - 20 * DAY, START_MS + 40 * DAY), k);
  return slot === undefined ? undefined : [series, slot];
};

/** What can happen; `n` and `k` choose among the existing events. */
const steps = {
  insert: ({ model }: GoogleWorld, n: number, k: number) =>
    void model.insert(TEAM, meeting(`Meeting ${n}`, START_MS + (k % 60) * DAY)),
  insertSeries: ({ model }: GoogleWorld, n: number, k: number) =>
    void model.insert(TEAM, {
      ...meeting(`Series ${n}`, START_MS - (k % 20) * DAY),
      recurrence: [n % 2 === 0 ? 'RRULE:FREQ=DAILY;COUNT=20' : 'RRULE:FREQ=WEEKLY'],
    }),
  rename: (world: GoogleWorld, n: number, k: number) => {
    const id = someEvent(world, n);
    if (id !== undefined) world.model.patch(TEAM, id, { summary: `Renamed ${k}` });
  },
  move: (world: GoogleWorld, n: number, k: number) => {
    const single = pick(world.model.truth(TEAM).singles, n);
    if (single !== undefined) world.model.move(TEAM, single.id, ((k % 48) - 24) * 60 * MINUTE);
  },
  delete: (world: GoogleWorld, n: number) => {
    const id = someEvent(world, n);
    if (id !== undefined) world.model.delete(TEAM, id);
  },
  cancelInstance: (world: GoogleWorld, n: number, k: number) => {
    const slot = someSlot(world, n, k);
    if (slot !== undefined) world.model.cancelInstance(TEAM, ...slot);
  },
  moveInstance: (world: GoogleWorld, n: number, k: number) => {
    const slot = someSlot(world, n, k);
    // A whole day, so that all-day events move as well.
    if (slot !== undefined) world.model.moveInstance(TEAM, ...slot, DAY);
  },
  renameInstance: (world: GoogleWorld, n: number, k: number) => {
    const slot = someSlot(world, n, k);
    if (slot !== undefined) world.model.changeInstance(TEAM, ...slot, { summary: `Once ${k}` });
  },
  split: ({ model }: GoogleWorld, n: number, k: number) => {
    const series = pick(model.truth(TEAM).masters, n);
    if (series === undefined) return;
    const [, ...rest] = model.slots(TEAM, series.id, START_MS - 2_000 * DAY, START_MS + 40 * DAY);
    const slot = pick(rest, k);
    if (slot !== undefined) model.splitSeries(TEAM, series.id, slot, { summary: `Split ${k}` });
  },
  expireTokens: ({ model }: GoogleWorld, n: number) =>
    void model.expireTokens(n % 3 === 0 ? undefined : n % 3 === 1 ? TEAM : 'calendarList'),
  fault: ({ google }: GoogleWorld, n: number, k: number) =>
    void google.faults.add(pick(faults, n)!, { skip: k % 4 }),
  sync: async (world: GoogleWorld) => {
    await world.sync();
  },
  wait: async ({ clock }: GoogleWorld, n: number) => clock.advance((n % 90) * MINUTE),
  restart: (world: GoogleWorld) => world.restart(),
  /** Quits as soon as the n-th request of a pass has been sent [F19]. */
  quit: async (world: GoogleWorld, n: number) => {
    const before = world.google.requests.length;
    let ended = false;
    const pass = world.sync().then(() => {
      ended = true;
    });
    while (!ended && world.google.requests.length <= before + (n % 5)) {
      // oxlint-disable-next-line no-await-in-loop
      await settled();
    }
    await world.restart();
    await pass;
  },
};
type What = keyof typeof steps;

const step = fc.record({
  // Passes and faults are more frequent than the rest.
  what: fc.oneof(fc.constantFrom(...(Object.keys(steps) as What[])), fc.constantFrom<What>('sync', 'fault')),
  n: fc.nat(1_000),
  k: fc.nat(1_000),
});

test('after any history the store converges to the server', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: 'max' }), async (history) => {
      const world = await openGoogleWorld({ events: 20, pageLimit: 5 });
      try {
        for (const { what, n, k } of history) {
          // oxlint-disable-next-line no-await-in-loop
          await steps[what](world, n, k);
        }
        world.google.faults.clear();
        await world.clock.advance(2 * DAY);
        let outcome = await world.sync();
        // A held sweep needs a second full listing an hour later [S12].
        if (outcome.problems.some(({ kind }) => kind === 'sweepHeld')) {
          await world.clock.advance(DAY / 24);
          outcome = await world.sync();
        }
        expect(outcome).toMatchObject({ outcome: 'succeeded', problems: [] });
        world.expectTruth();
        const again = await world.sync();
        expect(again).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
        expect(again.counts).toMatchObject({ upserted: 0, removed: 0, swept: 0 });
      } finally {
        await world.close();
      }
    }),
    { numRuns: 15 },
  );
});
