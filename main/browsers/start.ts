/** Starts a browser with a link: without a shell, detached, so that it outlives this app. */
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';

/** A browser that runs already passes the link on to itself and ends at once; one that fails ends with an error. */
const FAILS_WITHIN_MS = 1500;

/** Variables of this app, or of its AppImage, which a browser must not inherit. */
const own =
  /^(?:ELECTRON_|JARVIS_|NODE_|APPDIR$|APPIMAGE$|ARGV0$|OWD$|CHROME_DESKTOP$|GIO_LAUNCHED_DESKTOP_FILE)/;

export const browserEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !own.test(name) && !(env['APPDIR'] !== undefined && name === 'LD_LIBRARY_PATH'),
    ),
  );

/** Resolves with whether it was started and did not fail at once. */
export const startBrowser = (
  program: string,
  args: readonly string[],
  after: (delayMs: number, callback: () => void) => () => void,
): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      const child = spawn(program, args, {
        cwd: homedir(),
        env: browserEnvironment(process.env),
        detached: true,
        shell: false,
        stdio: 'ignore',
      });
      const cancel = after(FAILS_WITHIN_MS, () => resolve(true));
      const settle = (started: boolean): void => {
        cancel();
        resolve(started);
      };
      child.once('error', () => settle(false));
      child.once('exit', (code) => settle(code === 0));
      child.unref();
    } catch {
      resolve(false);
    }
  });
