/**
 * `npm run icons`: draws the app's icon in every format that the packages need, from build/icons/app.svg with the
 * installed Electron, and the tray's icons, from build/tray. The results are committed; look at them before
 * committing.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { icnsOf, icoOf } from './iconFiles.mjs';
import { projectRoot, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';
import { templateSizes, trayDrawing, traySizes, trayStates } from './trayIcons.mjs';

const trayFolder = path.join(projectRoot, 'build', 'tray');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** It keeps running when its last window is closed. */
const idleApp = `const { app } = require('electron');
app.disableHardwareAcceleration();
app.on('window-all-closed', () => {});
`;

await startScript(async () => {
  const { electron } = await setUp({ forTests: true, build: false });
  await ensureSandbox(electron);
  Object.assign(process.env, toolEnvironment(electron));
  // Imported only here: the tests' tools do not exist before the dependencies are installed.
  const { default: startDesktop } = await import('../test/support/desktop.ts');
  const stopDesktop = await startDesktop();
  const app = fs.mkdtempSync(path.join(os.tmpdir(), 'jarvis-icons-'));
  try {
    fs.writeFileSync(path.join(app, 'package.json'), '{"name":"icons","version":"1.0.0","main":"main.cjs"}');
    fs.writeFileSync(path.join(app, 'main.cjs'), idleApp);
    const svg = fs.readFileSync(path.join(projectRoot, 'build', 'icons', 'app.svg'), 'utf8');
    const tray = trayPictures();
    const pictures = await draw(app, [...sizes.map((size) => ({ svg, size })), ...tray]);
    writeAll(new Map(sizes.map((size, index) => [size, pictures[index]])));
    writeTray(tray.map((picture, index) => ({ ...picture, png: pictures[sizes.length + index] })));
  } finally {
    fs.rmSync(app, { recursive: true, force: true });
    await stopDesktop();
  }
  return 0;
});

/**
 * @param {string} appFolder an app that does nothing
 * @param {readonly { svg: string, size: number }[]} drawings
 * @returns {Promise<Buffer[]>} a PNG of each
 */
async function draw(appFolder, drawings) {
  const { launchApp } = await import('../test/support/electron.ts');
  const { inMain } = await import('../test/support/inMain.ts');
  const launched = await launchApp({ appFolder, args: ['--force-device-scale-factor=1'] });
  try {
    const pictures = [];
    for (const { svg, size } of drawings) {
      const page = `data:text/html,${encodeURIComponent(`<style>html,body{margin:0;overflow:hidden}body>svg{display:block;width:100vw;height:100vh}</style>${svg}`)}`;
      const png = await inMain(launched.app)(
        async ({ BrowserWindow }, wanted) => {
          const window = new BrowserWindow({
            width: wanted.size,
            height: wanted.size,
            useContentSize: true,
            show: false,
            frame: false,
            transparent: true,
            webPreferences: { offscreen: true },
          });
          await window.loadURL(wanted.page);
          await window.webContents.executeJavaScript(
            'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
          );
          const image = await window.webContents.capturePage();
          window.destroy();
          return image.toPNG().toString('base64');
        },
        { size, page },
      );
      pictures.push(Buffer.from(png, 'base64'));
    }
    return pictures;
  } finally {
    await launched.close();
  }
}

/** The tray's drawings, each for its size. */
function trayPictures() {
  const read = (name) => fs.readFileSync(path.join(trayFolder, name), 'utf8');
  return trayStates
    .flatMap((state) => [
      ...traySizes.map((size) => ({ state, size, template: false })),
      ...templateSizes.map((size) => ({ state, size, template: true })),
    ])
    .map((what) => ({ ...what, svg: trayDrawing(what, read) }));
}

/**
 * Writes a PNG of each size for Linux, an ICO for Windows, and a template in two densities for macOS.
 * @param {readonly (import('./trayIcons.mjs').Drawing & { png: Buffer })[]} pictures
 */
function writeTray(pictures) {
  const write = (name, content) => fs.writeFileSync(path.join(trayFolder, name), content);
  for (const { state, size, template, png } of pictures) {
    if (template) write(`${state}Template${size === 32 ? '@2x' : ''}.png`, png);
    else if (size !== 20 && size !== 40) write(`${state}-${size}.png`, png);
  }
  for (const state of trayStates) {
    write(
      `${state}.ico`,
      icoOf(pictures.filter((one) => one.state === state && !one.template && one.size !== 22)),
    );
  }
}

/** @param {Map<number, Buffer>} pictures */
function writeAll(pictures) {
  const folder = path.join(projectRoot, 'build', 'icons');
  const pngs = [...pictures].map(([size, png]) => ({ size, png }));
  // Linux finds icons by their size, and no desktop uses more than 512 pixels.
  for (const { size, png } of pngs.filter((one) => one.size <= 512)) {
    fs.writeFileSync(path.join(folder, `${size}x${size}.png`), png);
  }
  fs.writeFileSync(path.join(folder, 'icon.ico'), icoOf(pngs.filter((one) => one.size <= 256)));
  fs.writeFileSync(path.join(folder, 'icon.icns'), icnsOf(pngs));
  for (const name of fs.readdirSync(folder)) {
    say(`build/icons/${name}, ${Math.round(fs.statSync(path.join(folder, name)).size / 1024)} kB`);
  }
}
