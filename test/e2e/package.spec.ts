/**
 * What people install: the directory build, with its fuses set, started like a person starts it. If only the
 * registry's older Electron is available, the package contains the SQLite module for that one instead of its own;
 * everything else is the product.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { buildDirectory, shippedPackages, writeNotices } from '../../build/package.mjs';
import { checkPackage } from '../../build/packageChecks.mjs';
import { startPlainly } from '../support/plainStart.ts';
import type { PlainStart } from '../support/plainStart.ts';

test.skip(
  process.platform !== 'linux',
  'the other systems’ packages are made and started by their own builds',
);

const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let folder = '';
let app = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(path.join(tmpdir(), 'jarvis-package-'));
  app = await packaged(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

test('the packaged app starts, and shows the sample calendar on request', async () => {
  // In a packaged app, the environment cannot replace Google's address.
  const env = { JARVIS_GOOGLE_API_ROOT: 'http://127.0.0.1:9', NODE_OPTIONS: '--no-such-option' };
  const started = await start('profile', env);
  try {
    const { page } = started;
    await page.getByRole('button', { name: /sample/i }).click();
    await expect(page.locator('[data-row]').first()).toBeVisible();
    const info = await page.evaluate(() => window.jarvis.app.info());
    expect(info.ok && info.value.packaged).toBe(true);
    const updates = await page.evaluate(() => window.jarvis.updates.state());
    expect(updates).toEqual({ ok: true, value: { kind: 'unsupported', why: 'packageManager' } });
  } finally {
    expect(await started.end(), 'ends in order when asked to').toBe(0);
  }
  // The same executable is the command line, also without a display.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...without } = process.env;
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`;
  const run = (args: readonly string[], input = ''): string => {
    const { status, stdout } = spawnSync(
      path.join(app, 'jarvis-calendar'),
      [...args, profile, ...rootFlags],
      { encoding: 'utf8', env: { ...without, ...env }, input },
    );
    expect(status).toBe(0);
    return stdout;
  };
  const agenda = run(['agenda', '--from=-1d', '--to=+7d', '--format=json']);
  expect(JSON.parse(agenda).events.length).toBeGreaterThan(5);
  // The assistants' protocol runs in a thread, whose code is in the archive.
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  const welcome = JSON.parse(run(['mcp'], `${JSON.stringify(hello)}\n`));
  expect(welcome.result.serverInfo.name).toBe('jarvis-calendar');
});

test('an AppImage downloads the next version, and is replaced with it when the person agrees', async () => {
  const image = path.join(folder, 'Jarvis.AppImage');
  const started9 = path.join(folder, 'version-9-started');
  await writeFile(image, '#!/bin/sh\n', { mode: 0o755 });
  const releases = await serveRelease(`#!/bin/sh\ntouch '${started9}'\n`);
  await writeFile(
    path.join(app, 'resources', 'app-update.yml'),
    `provider: generic\nurl: ${releases.url}\nupdaterCacheDirName: jarvis-calendar-updater\n`,
  );
  const env = { APPIMAGE: image, XDG_CACHE_HOME: path.join(folder, 'cache') };
  const started = await start('profile-9', env);
  try {
    const { page } = started;
    await page.getByRole('button', { name: /sample/i }).click();
    await expect(page.locator('[data-row]').first()).toBeVisible();
    // Where there is no tray, that is told first.
    await page.evaluate(() => window.jarvis.settings.set({ closeToTrayExplained: true }));
    await page.evaluate(() => window.jarvis.updates.check());
    // The page may be gone before the press is completed.
    await Promise.all([
      started.ended,
      page
        .getByRole('button', { name: 'Restart now' })
        .first()
        .click()
        .catch(() => undefined),
    ]);
    expect(await started.ended).toBe(0);
    await expect.poll(() => existsSync(started9)).toBe(true);
    expect(await readFile(image, 'utf8')).toContain('version-9-started');
  } finally {
    await started.end();
    await releases.stop();
  }
});

test('[F15] an endless reply about updates is cut off', async () => {
  let wasCut = false;
  const server = createServer((_request, response) => {
    const chunk = 'x'.repeat(1 << 20);
    const write = (): void =>
      void (response.write(chunk) ? setImmediate(write) : response.once('drain', write));
    response.once('close', () => (wasCut = true));
    write();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(
    path.join(app, 'resources', 'app-update.yml'),
    `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: jarvis-calendar-updater\n`,
  );
  const image = path.join(folder, 'Jarvis.AppImage');
  const started = await start('profile-endless', {
    APPIMAGE: image,
    XDG_CACHE_HOME: path.join(folder, 'cache'),
  });
  try {
    const reply = await started.page.evaluate(() => window.jarvis.updates.check());
    expect(reply).toMatchObject({ ok: true, value: { kind: 'failed' } });
    await expect.poll(() => wasCut).toBe(true);
  } finally {
    await started.end();
    server.closeAllConnections();
    server.close();
  }
});

test('property 7: the directory build contains only what ships, its fuses set, its licences permissive', async () => {
  test.setTimeout(120_000);
  const output = await mkdtemp(path.join(tmpdir(), 'jarvis-package-'));
  try {
    const electron = theElectron();
    writeNotices();
    const folder = await buildDirectory({ electron, output });
    const checks = await checkPackage(folder, shippedPackages());
    expect(checks.length).toBeGreaterThan(6);
    expect(checks.filter(({ good }) => !good)).toEqual([]);
  } finally {
    await rm(output, { recursive: true, force: true });
  }
});

const theElectron = (): NonNullable<ReturnType<typeof locateElectron>> => {
  const electron = locateElectron();
  if (electron === null) throw new Error('No Electron here yet: "npm test" fetches one.');
  return electron;
};

const start = (profile: string, env: Readonly<Record<string, string>>): Promise<PlainStart> =>
  startPlainly({
    executable: path.join(app, 'jarvis-calendar'),
    args: [`--user-data-dir=${path.join(folder, profile)}`],
    env,
  });

/** Serves version 9.9.9 like a release's files on a server. */
const serveRelease = async (
  image: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const sha512 = createHash('sha512').update(image).digest('base64');
  const description = [
    'version: 9.9.9',
    `files: [{ url: jarvis-9.9.9.AppImage, sha512: "${sha512}", size: ${image.length} }]`,
    'path: jarvis-9.9.9.AppImage',
    `sha512: "${sha512}"`,
    "releaseDate: '2026-11-24T09:00:00.000Z'",
  ].join('\n');
  const files = new Map([
    ['/latest-linux.yml', description],
    ['/jarvis-9.9.9.AppImage', image],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const body = files.get(new URL(url, 'http://127.0.0.1').pathname);
    response.writeHead(body === undefined ? 404 : 200, { 'content-length': body?.length ?? 0 }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Makes the directory build in a folder; returns the app's own folder. */
const packaged = (folder: string): Promise<string> => {
  const electron = theElectron();
  writeNotices();
  const modules = path.join(electron.folder, 'resources', 'registry-modules', 'node_modules');
  return buildDirectory({
    electron,
    output: path.join(folder, 'release'),
    beyond:
      electron.kind === 'official'
        ? {}
        : {
            files: ['!node_modules/better-sqlite3{,/**}'],
            // Next to the archive, where the app's search for modules continues.
            extraResources: [{ from: modules, to: 'node_modules' }],
          },
  });
};
