/**
 * `npm run screenshots`: a picture of every screen, taken of the real app on its sample calendar, on a Tuesday
 * morning. All of them go to screenshots/, which git leaves alone; the README's few are renewed in
 * build/screenshots/. Look at them before committing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';

const zone = 'Europe/Berlin';
const folder = path.join(projectRoot, 'screenshots');
const kept = path.join(projectRoot, 'build', 'screenshots');
/** What the README shows. */
const readme = ['window-light', 'window-dark', 'narrow', 'meeting', 'search', 'settings'];

const usual = { width: 1040, height: 720 };

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ name: string, theme?: 'light' | 'dark', width?: number, height?: number, open?: (page: Page) => Promise<unknown> }} Picture
 */

const press = (page, name) => page.getByRole('button', { name }).first().click();
const openSettings = async (page, heading) => {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: heading, exact: true }).evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
  });
};
const openMeeting = (page) =>
  page
    .locator('[data-row]', { hasText: /Google Meet|Zoom/ })
    .nth(1)
    .click();
const search = async (page) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('review');
};

/** @type {readonly Picture[]} */
const pictures = [
  { name: 'window-light' },
  { name: 'window-dark', theme: 'dark' },
  { name: 'wide', width: 1600, height: 900 },
  { name: 'narrow', width: 400 },
  { name: 'narrow-360', width: 360, height: 640 },
  { name: 'narrow-dark', width: 360, height: 640, theme: 'dark' },
  {
    name: 'day',
    width: 400,
    open: (page) => page.getByRole('radio', { name: 'Day' }).check({ force: true }),
  },
  { name: 'meeting', open: openMeeting },
  { name: 'meeting-dark', theme: 'dark', open: openMeeting },
  { name: 'meeting-narrow', width: 360, open: openMeeting },
  { name: 'search', open: search },
  { name: 'search-narrow', width: 360, theme: 'dark', open: search },
  { name: 'changes', open: (page) => press(page, /^Show \d+ change/) },
  { name: 'settings', open: (page) => openSettings(page, 'Accounts') },
  { name: 'settings-appearance', open: (page) => openSettings(page, 'Appearance') },
  { name: 'settings-dark', theme: 'dark', open: (page) => openSettings(page, 'Reminders') },
  { name: 'settings-narrow', width: 360, open: (page) => openSettings(page, 'Keyboard') },
  { name: 'settings-about', open: (page) => openSettings(page, 'About') },
  { name: 'inspector', open: (page) => openSettings(page, 'How the sync is doing') },
  { name: 'shortcuts', open: (page) => page.keyboard.press('?') },
  { name: 'shortcuts-dark', theme: 'dark', open: (page) => page.keyboard.press('?') },
];

/** Screens that need another state of things than the sample has: drawn over a fake `window.jarvis`. */
const drawn = [
  { name: 'onboarding', state: 'onboarding', ...usual },
  { name: 'onboarding-client', state: 'noClient', ...usual, press: 'Connect Google Calendar' },
  { name: 'reminder', state: 'reminder', width: 380, height: 200 },
  { name: 'reminders', state: 'reminders', width: 380, height: 420, theme: 'dark' },
  { name: 'problems', state: 'problems', ...usual },
  { name: 'no-keyring', state: 'noKeyring', width: 360, height: 640 },
];

await startScript(async () => {
  const { electron } = await setUp({ forTests: true });
  await ensureSandbox(electron);
  Object.assign(process.env, toolEnvironment(electron));
  // Only here: the tests' own tools are not there before the dependencies are.
  const { default: startDesktop } = await import('../test/support/desktop.ts');
  const stopDesktop = await startDesktop();
  fs.mkdirSync(folder, { recursive: true });
  try {
    await takePictures();
    await drawPictures();
  } finally {
    await stopDesktop();
  }
  fs.mkdirSync(kept, { recursive: true });
  for (const name of readme) {
    fs.copyFileSync(path.join(folder, `${name}.png`), path.join(kept, `${name}.png`));
  }
  return 0;
});

/** How far it is to 09:48 of this week's Tuesday, in the pictures' zone. */
function tuesdayOffset() {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date());
  const part = (type) => parts.find((each) => each.type === type)?.value ?? '';
  const days = 2 - ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday'));
  const minutes = 9 * 60 + 48 - (Number(part('hour')) * 60 + Number(part('minute')));
  return (days * 24 * 60 + minutes) * 60_000;
}

/** The app with a start of its own, which puts the clock forward first. */
function appAt(offsetMs) {
  const app = path.join(folder, '.app');
  fs.rmSync(app, { recursive: true, force: true });
  fs.mkdirSync(app, { recursive: true });
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  fs.writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify({ ...manifest, type: 'commonjs', main: 'start.cjs' }),
  );
  fs.symlinkSync(path.join(projectRoot, 'dist'), path.join(app, 'dist'), 'junction');
  fs.writeFileSync(
    path.join(app, 'start.cjs'),
    `(${moveClock.toString()})(${offsetMs});\nrequire(${JSON.stringify(path.join(projectRoot, 'dist', 'main.cjs'))});\n`,
  );
  return app;
}

/** From now on it is `offsetMs` later. Only what the clock says moves; timers take as long as ever. */
function moveClock(offsetMs) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + offsetMs);
      else super(...given);
    }
    static now() {
      return RealDate.now() + offsetMs;
    }
  };
}

async function takePictures() {
  const { launchApp } = await import('../test/support/electron.ts');
  const { inMain } = await import('../test/support/inMain.ts');
  const offsetMs = tuesdayOffset();
  const launched = await launchApp({
    args: ['--force-device-scale-factor=1.25', '--lang=en-GB'],
    appFolder: appAt(offsetMs),
    env: { TZ: zone },
  });
  try {
    const page = await launched.window();
    await page.getByText('Up to date').or(page.getByText('Synced')).first().waitFor();
    await page.addInitScript(moveClock, offsetMs);
    // As a person has them; paused, so that no reminder stands in the picture.
    await page.evaluate(
      (until) =>
        window.jarvis.settings.set({
          reminderRule: 'google',
          changeNotices: true,
          remindersPausedUntil: until,
        }),
      new Date(Date.now() + offsetMs + 14 * 60 * 60_000).toISOString(),
    );
    // The sample always has something new for who asks: what the picture of the changes shows.
    await page.evaluate(() => window.jarvis.sync.request());
    const resize = async ({ width, height }) => {
      await inMain(launched.app)(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((size) => innerWidth === size, width);
    };
    for (const { name, theme = 'light', open, ...size } of pictures) {
      await page.evaluate((chosen) => window.jarvis.settings.set({ theme: chosen }), theme);
      await resize({ ...usual, ...size });
      // Nothing is under the pointer.
      await page.mouse.move(1, 1);
      await page.reload();
      await page.locator('[data-row]').first().waitFor();
      await open?.(page);
      await save(page, name);
    }
  } finally {
    await launched.close();
  }
}

async function drawPictures() {
  const { openStates } = await import('../test/support/windowStates/openStates.ts');
  const states = await openStates();
  try {
    for (const { name, state, width, height, theme = 'light', press: button } of drawn) {
      await states.resize(width, height);
      await states.show(state, { theme });
      if (button !== undefined) await press(states.page, button);
      await save(states.page, name);
    }
  } finally {
    await states.close();
  }
}

/** @param {Page} page @param {string} name */
async function save(page, name) {
  await page.evaluate(() => document.fonts.ready);
  // Themes and panels fade over.
  await page.waitForTimeout(500);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  say(`${path.relative(projectRoot, file)}, ${Math.round(fs.statSync(file).size / 1024)} kB`);
}
