/** The sample calendar goes on living; what its changes mean is told as a real account's would be. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { toChange, toRemoteCalendar } from '../../main/google/google.ts';
import { createSampleSource } from '../../main/sample/source.ts';
import { openStore } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import type { AccountId } from '../../shared/model.ts';
import { createFakeClock } from '../support/clock.ts';
import { MINUTE, START_MS } from './googleWorld.ts';

test('the sample’s living changes show up in the journal, one or two a pass', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jarvis-sample-'));
  const clock = createFakeClock({ nowMs: START_MS });
  const opened = openStore({ path: join(directory, 'calendar.db'), nowMs: START_MS });
  if (!opened.ok) throw new Error(opened.problem.cause);
  const store = opened.value;
  const source = createSampleSource({ clock, timeZone: 'Europe/Berlin', toChange, toRemoteCalendar });
  const engine = createEngine({
    clock,
    store: store.sync,
    sourceFor: () => source,
    settings: () => ({ reachBack: 'month' }),
    onStatus: () => {},
    onChanged: () => {},
  });
  onTestFinished(async () => {
    await engine.stop();
    store.close();
    rmSync(directory, { recursive: true });
  });
  const connectedAt = new Date(START_MS).toISOString();
  store.accounts.add({ id: 'sample' as AccountId, kind: 'sample', label: 'Sample', connectedAt });
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
