/** With a stand-in for electron-updater's interface; the real one runs in test/e2e/package.spec.ts. */
import { EventEmitter } from 'node:events';
import type { AppUpdater } from 'electron-updater';
import { expect, test } from 'vitest';
import { createUpdates } from '../../main/updates/updater.ts';
import type { Updates, UpdatesOptions } from '../../main/updates/updater.ts';
import type { UpdateState } from '../../shared/updates.ts';

const startMs = Date.parse('2026-11-24T09:00:00.000Z');

interface Stage {
  readonly updates: Updates;
  readonly updater: EventEmitter & { asked: number; installed: number };
  readonly told: UpdateState[];
  readonly logged: string[];
  now: number;
  automatic: boolean;
  inMeeting: boolean;
}

const stage = (answer: (updater: EventEmitter) => void, part: Partial<UpdatesOptions> = {}): Stage => {
  const updater = Object.assign(new EventEmitter(), {
    asked: 0,
    installed: 0,
    checkForUpdates: async () => {
      updater.asked += 1;
      answer(updater);
    },
    httpExecutor: { createRequest: () => {}, doApiRequest: () => {} },
    quitAndInstall: () => (updater.installed += 1),
  });
  const set: Stage = {
    updater,
    told: [],
    logged: [],
    now: startMs,
    automatic: true,
    inMeeting: false,
    updates: createUpdates({
      installation: { packaged: true, platform: 'win32', appImage: undefined },
      updater: async () => updater as unknown as AppUpdater,
      clock: { now: () => set.now },
      onRequest: () => {},
      automatic: () => set.automatic,
      inMeeting: () => set.inMeeting,
      onChanged: (state) => set.told.push(state),
      log: (event) => set.logged.push(event),
      ...part,
    }),
  };
  return set;
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a new version is downloaded, reported step by step, and installed only when the person agrees', async () => {
  const set = stage((updater) => updater.emit('update-available', { version: '2.0.0' }));
  expect(await set.updates.check()).toEqual({ kind: 'fetching', version: '2.0.0', percent: 0 });
  // Never to an older version, and its own log would hold addresses.
  expect(set.updater).toMatchObject({
    allowDowngrade: false,
    autoDownload: true,
    autoInstallOnAppQuit: true,
    logger: null,
  });
  set.updater.emit('download-progress', { percent: 40.2 });
  set.updater.emit('download-progress', { percent: 40.9 });
  set.updater.emit('update-downloaded', { version: '2.0.0', releaseNotes: '<p>Faster</p>' });
  expect(set.told).toEqual([
    { kind: 'checking' },
    { kind: 'fetching', version: '2.0.0', percent: 0 },
    { kind: 'fetching', version: '2.0.0', percent: 40 },
    { kind: 'ready', version: '2.0.0', notes: 'Faster' },
  ]);
  expect(set.updater.installed).toBe(0);
  expect(await set.updates.install()).toBe(true);
  expect(set.updater.installed).toBe(1);
});

test('without a downloaded version there is nothing to install', async () => {
  const set = stage((updater) => updater.emit('update-not-available', {}));
  expect(await set.updates.check()).toEqual({ kind: 'newest', checkedAt: '2026-11-24T09:00:00.000Z' });
  expect(await set.updates.install()).toBe(false);
  expect(set.updater.installed).toBe(0);
});

test('it checks once a day, not in a meeting, and not if it is disabled', async () => {
  const set = stage((updater) => updater.emit('update-not-available', {}));
  set.inMeeting = true;
  set.updates.consider();
  set.inMeeting = false;
  set.automatic = false;
  set.updates.consider();
  await settled();
  expect(set.updater.asked).toBe(0);
  set.automatic = true;
  set.updates.consider();
  await settled();
  set.updates.consider();
  await settled();
  expect(set.updater.asked).toBe(1);
  set.now += 24 * 60 * 60_000;
  set.updates.consider();
  await settled();
  expect(set.updater.asked).toBe(2);
});

test('a failure is reported once, without its message, and another attempt is possible', async () => {
  let fails = true;
  const set = stage((updater) => {
    if (!fails) return void updater.emit('update-not-available', {});
    updater.emit('error', new Error('https://example.com/secret'));
    throw new Error('https://example.com/secret');
  });
  expect(await set.updates.check()).toEqual({ kind: 'failed', at: '2026-11-24T09:00:00.000Z' });
  expect(set.logged).toEqual(['update.failed']);
  fails = false;
  expect((await set.updates.check()).kind).toBe('newest');
});

test('if a package manager installs new versions, nothing is ever requested', async () => {
  const set = stage(() => {}, {
    installation: { packaged: true, platform: 'linux', appImage: undefined },
  });
  set.updates.consider();
  expect(await set.updates.check()).toEqual({ kind: 'unsupported', why: 'packageManager' });
  expect(set.updater.asked).toBe(0);
});
