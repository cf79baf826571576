/**
 * `npm start`: sets up what is missing and opens the app from source. Arguments go to the app:
 * `npm start -- --user-data-dir=/tmp/profile`.
 */
import { environmentFor, startVirtualDisplay } from './display.mjs';
import { projectRoot, runInForeground, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { platformFlags, setUp, startScript, toolEnvironment } from './setup.mjs';

/**
 * Without a desktop Chromium complains to the terminal about buses and graphics that are not there. Only what ends it
 * is of interest: what the app itself says must not drown.
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
    say(`No display here: the app opens on a virtual one, DISPLAY=${virtual.display}. Ctrl+C ends it.`);
  }
  try {
    return await runInForeground(electron.executable, [...flags, projectRoot, ...args], { env });
  } finally {
    virtual?.stop();
  }
});
