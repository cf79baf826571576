/**
 * `npm start`: sets up what is missing and opens the app from source. Arguments are passed to the app: `npm start --
 * --user-data-dir=/tmp/profile`.
 */
import { environmentFor, startVirtualDisplay } from './display.mjs';
import { projectRoot, runInForeground, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { platformFlags, setUp, startScript, toolEnvironment } from './setup.mjs';

/**
 * Without a desktop, Chromium prints many errors about missing buses and graphics. Only fatal ones are of interest;
 * otherwise the app's own output would be lost among them.
 */
const fatalOnly = '--log-level=3';

await startScript(async (args) => {
  const { electron, needsDisplay } = await setUp();
  await ensureSandbox(electron, args);
  let env = toolEnvironment(electron);
  const flags = platformFlags();
  let virtual = null;
  if (needsDisplay) {
    virtual = await startVirtualDisplay();
    env = { ...environmentFor(virtual.display, env), JARVIS_HEADLESS: '1' };
    flags.push(fatalOnly);
    say(
      `No display found. The app opens on a virtual one, DISPLAY=${virtual.display}. Press Ctrl+C to quit.`,
    );
  }
  try {
    return await runInForeground(electron.executable, [...flags, projectRoot, ...args], { env });
  } finally {
    virtual?.stop();
  }
});
