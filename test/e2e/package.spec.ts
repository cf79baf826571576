/**
 * What people install: the directory build, with its fuses set, started as a person would start it. Where only
 * the registry's older Electron is to be had, the package gets the SQLite module made for that one in
 * place of its own; everything else is what ships.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { buildDirectory, shippedPackages, writeNotices } from '../../build/package.mjs';
import { checkPackage } from '../../build/packageChecks.mjs';

test.skip(
  process.platform !== 'linux',
  'the other systems’ packages are made and started by their own builds',
);

test('the packaged app starts, and shows the sample calendar when asked to', async () => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'jarvis-package-'));
  try {
    const app = await packaged(folder);
    const child = spawn(
      path.join(app, 'jarvis-calendar'),
      [
        `--user-data-dir=${path.join(folder, 'profile')}`,
        '--remote-debugging-port=0',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        // A packaged app takes no one's word for where Google is.
        env: {
          ...process.env,
          JARVIS_GOOGLE_API_ROOT: 'http://127.0.0.1:9',
          NODE_OPTIONS: '--no-such-option',
        },
      },
    );
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      const browser = await chromium.connectOverCDP(await debuggingAddress(child.stderr));
      const context = browser.contexts()[0]!;
      const page = context.pages()[0] ?? (await context.waitForEvent('page'));
      await page.getByRole('button', { name: /sample/i }).click();
      await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 20_000 });
      const info = await page.evaluate(() => window.jarvis.app.info());
      expect(info.ok && info.value.packaged).toBe(true);
      await browser.close();
    } finally {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      expect(await ended, 'ends in order when asked to').toBe(0);
      clearTimeout(timer);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

test('the directory build holds what ships and nothing else, its fuses set, its licences permissive', async () => {
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

/** Chromium says on stderr where it listens. */
const debuggingAddress = (stderr: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    stderr.once('end', () => reject(new Error(`The app ended before it could be seen:\n${said}`)));
  });
