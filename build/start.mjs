/**
 * `npm start`: sets up what is missing and opens the app from source. Arguments go to the app:
 * `npm start -- --user-data-dir=/tmp/profile`.
 */
import { environmentFor, startVirtualDisplay } from './display.mjs';
import { projectRoot, runInForeground, say } from './processes.mjs';
import { platformFlags, setUp, startScript, toolEnvironment } from './setup.mjs';

await startScript(async (args) => {
  const { electron, needsDisplay } = await setUp();
  let env = toolEnvironment(electron);
  let virtual = null;
  if (needsDisplay) {
    virtual = await startVirtualDisplay();
    env = { ...environmentFor(virtual.display, env), JARVIS_HEADLESS: '1' };
    say(`No display here: the app opens on a virtual one, DISPLAY=${virtual.display}.`);
  }
  try {
    return await runInForeground(electron.executable, [...platformFlags(), projectRoot, ...args], { env });
  } finally {
    virtual?.stop();
  }
});
