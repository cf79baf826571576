/**
 * Starts the app like a person: without Playwright's own launcher, which needs the inspector (disabled by a fuse in
 * the product) and tells Chromium to use no keyring. It is controlled over Chromium's debugging port.
 */
import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';

export interface PlainStart {
  /** The first window's page. */
  readonly page: Page;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Asks it to end if it is still running, and waits. */
  readonly end: () => Promise<number | null>;
}

export const startPlainly = async (options: {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}): Promise<PlainStart> => {
  const child = spawn(
    options.executable,
    [
      ...options.args,
      '--remote-debugging-port=0',
      '--lang=en-GB',
      // Chromium has no sandbox for root on Linux.
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...options.env } },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let discard = async (): Promise<void> => {};
  const end = async (): Promise<number | null> => {
    // First, so that the recording of the page ends while it exists.
    await discard();
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const code = await ended;
    clearTimeout(timer);
    return code;
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child.stderr));
    discard = () => browser.close().catch(() => undefined);
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.waitForLoadState('load');
    return { page, ended, end };
  } catch (error) {
    await end();
    throw error;
  }
};

/** Chromium prints on stderr where it listens. */
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
