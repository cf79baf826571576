/** A process killed in mid-sync leaves rows and token that the next pass corrects [F1]. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DAY, START_MS, TEAM, meeting, openGoogleWorld } from './googleWorld.ts';
import type { GoogleWorld } from './googleWorld.ts';

const script = fileURLToPath(new URL('syncOnce.ts', import.meta.url));

/** Replies are slow from that page on, so that the process is killed well before the end. */
const ANSWER_MS = 25;

/**
 * Syncs in a separate process and kills it `afterMs` after the reply with `page` of the seeded calendar, while that
 * page is being written. There must be more pages.
 */
const syncAndKill = async (world: GoogleWorld, path: string, page: number, afterMs: number) => {
  const args = [script, world.google.origin, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let outcome = '';
  child.stdout.on('data', (data: Buffer) => (outcome += data.toString()));
  const when = (request: { readonly page: number }): boolean => {
    if (request.page === page) setTimeout(() => child.kill('SIGKILL'), ANSWER_MS + afterMs);
    return request.page >= page;
  };
  const slow = { kind: 'slow', delayMs: ANSWER_MS } as const;
  world.google.faults.add(slow, { on: 'events', calendarId: TEAM, when, times: 100 });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  world.google.faults.clear();
  return { outcome, killed: signal === 'SIGKILL' };
};

test(
  '[F1, S10] kill -9 during a full listing, an incremental one, and before a sweep',
  { timeout: 120_000 },
  async () => {
    const world = await openGoogleWorld({ events: 400, pageLimit: 100 });
    onTestFinished(world.close);
    const { model } = world;

    await world.whileClosed(async (path) => {
      expect(await syncAndKill(world, path, 2, 0)).toEqual({ outcome: '', killed: true });
      expect(await syncAndKill(world, path, 3, 8)).toEqual({ outcome: '', killed: true });
    });
    expect(world.rows(TEAM).length).toBeGreaterThan(0);
    expect(world.token(TEAM)).toBeNull();
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', mode: 'full' });
    world.expectTruth();

    const before = world.token(TEAM);
    for (let n = 0; n < 250; n += 1) model.insert(TEAM, meeting(`Meeting ${n}`, START_MS + (n % 60) * DAY));
    await world.whileClosed(async (path) => {
      expect(await syncAndKill(world, path, 2, 6)).toEqual({ outcome: '', killed: true });
    });
    expect(world.token(TEAM)).toBe(before);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
    world.expectTruth();

    const gone = model.truth(TEAM).singles.slice(0, 40);
    for (const { id } of gone) model.delete(TEAM, id);
    model.expireTokens(TEAM);
    await world.whileClosed(async (path) => {
      expect(await syncAndKill(world, path, 5, 4)).toEqual({ outcome: '', killed: true });
    });
    const kept = new Set(world.rows(TEAM).map(({ id }) => id));
    expect(gone.every(({ id }) => kept.has(id))).toBe(true);
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', mode: 'full', counts: { swept: 40 } });
    world.expectTruth();
  },
);
