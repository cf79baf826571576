/**
 * Before the window tests: the app is built from the present sources, and on Linux it gets a display and a
 * session bus of its own, so that nothing of a test shows on, or comes from, the machine's desktop.
 */
import { environmentFor, startVirtualDisplay } from '../../build/display.mjs';
import { ensureBuiltApp } from '../../build/setup.mjs';
import { startSessionBus } from './dbus.ts';

export default async (): Promise<() => Promise<void>> => {
  await ensureBuiltApp();
  if (process.platform !== 'linux') return async () => {};
  const display = await startVirtualDisplay();
  const bus = await startSessionBus();
  const env = environmentFor(display.display);
  if (!('WAYLAND_DISPLAY' in env)) delete process.env.WAYLAND_DISPLAY;
  Object.assign(process.env, env, bus.env);
  return async () => {
    await bus.stop();
    display.stop();
  };
};
