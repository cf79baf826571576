/**
 * What people install: the directory build, with its fuses set, started as a person would start it. Where only
 * the registry's older Electron is to be had, the package gets the SQLite module made for that one in
 * place of its own; everything else is what ships.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { buildDirectory, shippedPackages, writeNotices } from '../../build/package.mjs';
import { checkPackage } from '../../build/packageChecks.mjs';
import { startPlainly } from '../support/plainStart.ts';
import type { PlainStart } from '../support/plainStart.ts';

test.skip(
  process.platform !== 'linux',
  'the other systems’ packages are made and started by their own builds',
);

let folder = '';
let app = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(path.join(tmpdir(), 'jarvis-package-'));
  app = await packaged(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

test('the packaged app starts, and shows the sample calendar when asked to', async () => {
  // A packaged app takes no one's word for where Google is.
  const env = { JARVIS_GOOGLE_API_ROOT: 'http://127.0.0.1:9', NODE_OPTIONS: '--no-such-option' };
  const started = await start('profile', env);
  try {
    const { page } = started;
    await page.getByRole('button', { name: /sample/i }).click();
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 20_000 });
    const info = await page.evaluate(() => window.jarvis.app.info());
    expect(info.ok && info.value.packaged).toBe(true);
    const updates = await page.evaluate(() => window.jarvis.updates.state());
    expect(updates).toEqual({ ok: true, value: { kind: 'unsupported', why: 'packageManager' } });
  } finally {
    expect(await started.end(), 'ends in order when asked to').toBe(0);
  }
});

test('an AppImage fetches the next version, and becomes it when the person says so', async () => {
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
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 20_000 });
    await page.evaluate(() => window.jarvis.updates.check());
    await page.getByRole('button', { name: 'Restart now' }).first().click();
    expect(await started.ended).toBe(0);
    await expect.poll(() => existsSync(started9)).toBe(true);
    expect(await readFile(image, 'utf8')).toContain('version-9-started');
  } finally {
    await started.end();
    await releases.stop();
  }
});

test('property 7: the directory build holds what ships and nothing else, its fuses set, its licences permissive', async () => {
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

/** Version 9.9.9, as a release's files lie on a server. */
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

/** The directory build in a folder; answers the app's own. */
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
            // Beside the archive, where the app's own search for modules goes on.
            extraResources: [{ from: modules, to: 'node_modules' }],
          },
  });
};
