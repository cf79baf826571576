/** The sample calendar keeps changing, and its changes are reported as a real account's are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { toChange, toRemoteCalendar } from '../../main/google/google.ts';
import { createSample } from '../../main/sample/source.ts';
import { createFakeClock } from '../support/clock.ts';
import { openTestBackend } from '../support/openTestBackend.ts';
import { MINUTE, START_MS } from './googleWorld.ts';

test('the sample’s ongoing changes are in the journal, one or two a pass', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jarvis-sample-'));
  const clock = createFakeClock({ nowMs: START_MS });
  const { source } = createSample({ clock, timeZone: 'Europe/Berlin', toChange, toRemoteCalendar });
  const { store, engine, accounts, close } = openTestBackend({
    path: join(directory, 'calendar.db'),
    clock,
    providers: {
      sample: { kind: 'sample', open: () => ({ source, writer: () => Promise.reject(new Error('none')) }) },
    },
    settings: () => ({ reachBack: 'month' }),
  });
  onTestFinished(async () => {
    await close();
    rmSync(directory, { recursive: true });
  });
  await accounts.connectSample();
  await engine.request('launch');
  expect(store.changes.list({})).toEqual({ ok: true, value: [] });
  const perPass: number[] = [];
  for (let pass = 0; pass < 6; pass += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(5 * MINUTE);
    const before = new Date(clock.now()).toISOString();
    // oxlint-disable-next-line no-await-in-loop
    await engine.request('timer');
    const told = store.changes.list({ since: before });
    perPass.push(told.ok ? told.value.length : -1);
  }
  const all = store.changes.list({});
  if (!all.ok) throw new Error('no list');
  expect(Math.max(...perPass)).toBeLessThanOrEqual(2);
  expect(new Set(all.value.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(2);
});
