/**
 * Before the window tests, the app is built from the current sources. On Linux each worker gets a display and a session
 * bus of its own, so that the tests affect neither each other nor the machine's desktop.
 */
import type { FullConfig } from '@playwright/test';
import { environmentFor, startVirtualDisplay } from '../../build/display.mjs';
import { ensureBuiltApp } from '../../build/setup.mjs';
import { startSessionBus } from './dbus.ts';

/** Holds the environments of all workers' desktops, as JSON. Workers inherit it from the runner. */
const desktopsVariable = 'TEST_DESKTOPS';

const startDesktop = async (): Promise<{
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}> => {
  const display = await startVirtualDisplay();
  const bus = await startSessionBus();
  return {
    env: { ...environmentFor(display.display, {}), ...bus.env },
    stop: async () => {
      await bus.stop();
      display.stop();
    },
  };
};

export default async ({ workers }: Pick<FullConfig, 'workers'>): Promise<() => Promise<void>> => {
  await ensureBuiltApp();
  if (process.platform !== 'linux') return async () => {};
  const desktops = await Promise.all(Array.from({ length: workers }, startDesktop));
  process.env[desktopsVariable] = JSON.stringify(desktops.map(({ env }) => env));
  return async () => {
    await Promise.all(desktops.map(({ stop }) => stop()));
  };
};

/** Puts this process onto its worker's desktop. Called in each worker before any test is loaded. */
export const enterDesktop = (): void => {
  const desktops = process.env[desktopsVariable];
  const worker = process.env['TEST_PARALLEL_INDEX'];
  if (desktops === undefined || worker === undefined) return;
  delete process.env['WAYLAND_DISPLAY'];
  Object.assign(process.env, (JSON.parse(desktops) as readonly Record<string, string>[])[Number(worker)]);
};
