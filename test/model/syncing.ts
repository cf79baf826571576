/** Passes with everything that must be true after them, and the windows in which the agenda is checked. */
import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../../main/googleModel/zoneTime.ts';
import type { Spot } from './agendaCheck.ts';
import { one } from './choosing.ts';
import { dataDump } from './rows.ts';
import { barred, expectClean } from './truthCheck.ts';
import { checkedPass } from './verify.ts';
import { START_MS } from './world.ts';
import type { PassPlan, World } from './world.ts';

const viewers = ['Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC'];

/** Where the agenda is checked: near, at a series' end, or years ahead. */
export const spotFor = (world: World, n: number): Spot => {
  const now = world.clock.now();
  const zone = one(viewers, n);
  const [fromDays, length] = one(
    [
      [0, 7],
      [-3, 3],
      [-34, 40],
      [20, 60],
      [1100, 10],
      [-70, 30],
    ] as const,
    n,
  );
  return { fromMs: now + fromDays * dayMs, toMs: now + (fromDays + length) * dayMs, zone };
};
export const wholeSpot = (world: World): Spot => ({
  fromMs: START_MS - 420 * dayMs,
  toMs: world.clock.now() + 500 * dayMs,
  zone: 'Europe/Berlin',
});

/** One checked pass; if nothing disturbs it, the server's true state is expected too. */
export const sync = async (world: World, n: number, plan: PassPlan = {}): Promise<void> => {
  const report = await checkedPass(world, plan, [spotFor(world, n), spotFor(world, Math.floor(n / 6))]);
  // What disturbed the running pass does not disturb the one after "Sync now": what was at the server when the person
  // pressed is stored when the call returns.
  const disturbed = plan.death !== undefined || (plan.beforeRequest !== undefined && !report.followed);
  const isCalm = !disturbed && report.faultsBefore === 0;
  if (isCalm && report.outcome !== null && report.wire.length > 0) expectClean(world, report);
};

/** Another pass right after a clean one: one request for the list and each calendar, and not a byte of data. */
export const expectUnchanged = async (world: World): Promise<void> => {
  const before = dataDump(world.app.outside);
  const report = await checkedPass(world);
  expectClean(world, report);
  assert.equal(dataDump(world.app.outside), before, 'a second pass wrote data');
  const { upserted, removed, swept } = report.outcome!.counts;
  assert.deepEqual({ upserted, removed, swept }, { upserted: 0, removed: 0, swept: 0 });
  const shown = [...world.known.values()].filter(({ visible }) => visible).map(({ entry }) => entry.id);
  const asked = report.wire.map(
    (each) => `${each.calendarId} ${each.query['syncToken'] === undefined ? 'full' : ''}`,
  );
  assert.deepEqual(
    asked.sort(),
    ['null ', ...shown.map((id) => `${id} `)].sort(),
    'requests of a second pass',
  );
};

/** Everything works again: at most two passes later the client has what the server has. */
export const settle = async (world: World): Promise<void> => {
  world.google.faults.clear();
  for (const id of barred(world)) world.model.regainAccess(id);
  await world.clock.advance(25 * hourMs);
  expectClean(world, await checkedPass(world));
  // A held sweep is confirmed or released by a full listing an hour later [S12].
  if ([...world.known.values()].some(({ guard, visible }) => visible && guard.held !== null)) {
    await world.clock.advance(2 * hourMs);
    expectClean(world, await checkedPass(world));
  }
  for (const { guard, visible } of world.known.values()) {
    assert(!visible || guard.held === null || guard.kept !== null, 'a sweep held for ever');
  }
};
