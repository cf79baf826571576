/** A real gnome-keyring on a private session bus, unlocked as after a login; its files are deleted with it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SessionBus } from './dbus.ts';

export interface SystemKeyring {
  stop(): Promise<void>;
}

/** @param folder its files, to start the same one again; by default a new one */
export const startKeyring = async (bus: SessionBus, folder?: string): Promise<SystemKeyring> => {
  const home = folder ?? (await mkdtemp(path.join(tmpdir(), 'jarvis-keyring-')));
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...bus.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
  });
  const ended = new Promise<void>((resolve) => daemon.once('exit', () => resolve()));
  const stopWithUs = (): void => void daemon.kill('SIGKILL');
  process.once('exit', stopWithUs);
  // The password ends with the input, not with a line.
  daemon.stdin.end('a password of no one');
  for (const untilMs = Date.now() + 30_000; !isOnBus(bus);) {
    if (Date.now() > untilMs || daemon.exitCode !== null)
      throw new Error('gnome-keyring-daemon did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    stop: async () => {
      daemon.kill('SIGTERM');
      await ended;
      process.off('exit', stopWithUs);
      if (folder === undefined) await rm(home, { recursive: true, force: true });
    },
  };
};

const isOnBus = (bus: SessionBus): boolean => {
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const { stdout } = spawnSync(
    'dbus-send',
    ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...question],
    { env: { ...process.env, ...bus.env }, encoding: 'utf8', timeout: 30_000 },
  );
  return stdout.includes('boolean true');
};
