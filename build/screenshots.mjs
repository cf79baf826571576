/**
 * `npm run screenshots`: the README's pictures, taken of the real app on its sample calendar. They go to
 * build/screenshots/; look at them before committing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, say } from './processes.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';

const pictures = /** @type {const} */ ([
  { name: 'window-light', theme: 'light', width: 1040, height: 720 },
  { name: 'window-dark', theme: 'dark', width: 1040, height: 720 },
  { name: 'narrow', theme: 'light', width: 400, height: 720 },
]);

await startScript(async () => {
  const { electron } = await setUp({ forTests: true });
  Object.assign(process.env, toolEnvironment(electron));
  // Only here: the tests' own tools are not there before the dependencies are.
  const { default: startDesktop } = await import('../test/support/desktop.ts');
  const stopDesktop = await startDesktop();
  try {
    await takePictures();
  } finally {
    await stopDesktop();
  }
  return 0;
});

async function takePictures() {
  const { launchApp } = await import('../test/support/electron.ts');
  const { inMain } = await import('../test/support/inMain.ts');
  const folder = path.join(projectRoot, 'build', 'screenshots');
  fs.mkdirSync(folder, { recursive: true });
  const launched = await launchApp({ args: ['--force-device-scale-factor=1.5', '--lang=en-GB'] });
  try {
    const page = await launched.window();
    await page.getByText('Up to date').or(page.getByText('Synced')).first().waitFor();
    for (const { name, theme, width, height } of pictures) {
      await page.evaluate((chosen) => window.jarvis.settings.set({ theme: chosen }), theme);
      await inMain(launched.app)(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((size) => innerWidth === size, width);
      await page.evaluate(() => document.fonts.ready);
      // The theme fades over.
      await page.waitForTimeout(500);
      const file = path.join(folder, `${name}.png`);
      await page.screenshot({ path: file });
      say(`${path.relative(projectRoot, file)}, ${Math.round(fs.statSync(file).size / 1024)} kB`);
    }
  } finally {
    await launched.close();
  }
}
