/**
 * `npm run screenshots`: takes a picture of every screen of the real app with its sample calendar, on a Tuesday
 * morning. All of them go to screenshots/, which git ignores; those of the README are updated in build/screenshots/.
 * Look at them before committing. `-- --language=de` takes them in German, into screenshots/de/.
 */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';

const zone = 'Europe/Berlin';
const language = process.argv.find((each) => each.startsWith('--language='))?.split('=')[1] ?? 'en';
const folder = path.join(projectRoot, 'screenshots', language === 'en' ? '' : language);
const kept = path.join(projectRoot, 'build', 'screenshots');
/** The pictures in the README. */
const readme = ['window-light', 'window-dark', 'narrow', 'meeting', 'search', 'settings'];

const usual = { width: 1040, height: 720 };

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('../shared/messages/en.ts').Messages} Messages
 * @typedef {{ name: string, theme?: 'light' | 'dark', width?: number, height?: number, open?: (page: Page, words: Messages) => Promise<unknown> }} Picture
 */

const press = (page, name) => page.getByRole('button', { name }).first().click();
const openSettings = async (page, name) => {
  await page.keyboard.press('Control+,');
  await page.locator('[data-page]').waitFor();
  const tab = page.locator(`[role="tab"][id$="-${name}"]`);
  if (await tab.isVisible()) await tab.click();
  else await page.locator(`select:has(option[value="${name}"])`).selectOption(name);
  await page.locator(`[data-page="${name}"]`).waitFor();
};
const openSyncDetails = async (page, words) => {
  await openSettings(page, 'sync');
  await press(page, words.settings.showSyncDetails);
};
/** However many the sample has changed. */
const openChanges = (page, { changes }) =>
  press(page, new RegExp([1, 2, 3, 4].map((count) => changes.show(count)).join('|')));
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
    open: (page, { agenda }) => page.getByRole('radio', { name: agenda.day }).check({ force: true }),
  },
  { name: 'meeting', open: openMeeting },
  { name: 'meeting-dark', theme: 'dark', open: openMeeting },
  { name: 'meeting-narrow', width: 360, open: openMeeting },
  { name: 'search', open: search },
  { name: 'search-narrow', width: 360, theme: 'dark', open: search },
  { name: 'changes', open: openChanges },
  { name: 'settings', open: (page) => openSettings(page, 'accounts') },
  { name: 'settings-appearance', open: (page) => openSettings(page, 'appearance') },
  { name: 'settings-dark', theme: 'dark', open: (page) => openSettings(page, 'reminders') },
  { name: 'settings-narrow', width: 360, open: (page) => openSettings(page, 'shortcuts') },
  { name: 'settings-general', width: 900, height: 700, open: (page) => openSettings(page, 'general') },
  { name: 'settings-sync', width: 900, height: 700, open: (page) => openSettings(page, 'sync') },
  {
    name: 'settings-accounts-narrow',
    width: 360,
    height: 640,
    open: (page) => openSettings(page, 'accounts'),
  },
  { name: 'settings-about', open: (page) => openSettings(page, 'about') },
  { name: 'inspector', open: openSyncDetails },
  { name: 'shortcuts', open: (page) => page.keyboard.press('?') },
  { name: 'shortcuts-dark', theme: 'dark', open: (page) => page.keyboard.press('?') },
];

/** Screens that need a state which the sample does not have: shown with a fake `window.jarvis`. */
const drawn = [
  { name: 'onboarding', state: 'onboarding', ...usual },
  { name: 'onboarding-client', state: 'noClient', ...usual, press: 'connectGoogle' },
  { name: 'reminder', state: 'reminder', width: 380, height: 200 },
  { name: 'reminders', state: 'reminders', width: 380, height: 420, theme: 'dark' },
  { name: 'problems', state: 'problems', ...usual },
  { name: 'no-keyring', state: 'noKeyring', width: 360, height: 640 },
];

await startScript(async () => {
  const { electron } = await setUp({ forTests: true });
  await ensureSandbox(electron);
  Object.assign(process.env, toolEnvironment(electron));
  // Imported only here: the tests' tools do not exist before the dependencies are installed.
  const { default: startDesktops, enterDesktop } = await import('../test/support/desktop.ts');
  const stopDesktop = await startDesktops({ workers: 1 });
  process.env.TEST_PARALLEL_INDEX = '0';
  enterDesktop();
  fs.mkdirSync(folder, { recursive: true });
  try {
    const { messagesFor } = await import('../shared/messages/messagesFor.ts');
    const words = messagesFor(language);
    await takePictures(words);
    await drawPictures(words);
  } finally {
    await stopDesktop();
  }
  if (language !== 'en') return 0;
  fs.mkdirSync(kept, { recursive: true });
  for (const name of readme) {
    fs.copyFileSync(path.join(folder, `${name}.png`), path.join(kept, `${name}.png`));
  }
  return 0;
});

/** Returns how far it is to 09:48 on this week's Tuesday, in the pictures' zone. */
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

/** Makes an app with its own entry point, which first moves the clock. */
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

/** From now on the clock is `offsetMs` ahead. Timers take as long as ever. */
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

/** @param {Messages} words */
async function takePictures(words) {
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
    await page.waitForFunction(async () => {
      const status = await window.jarvis.sync.status();
      return status.ok && status.value.lastSuccessAt !== null;
    });
    await page.addInitScript(moveClock, offsetMs);
    // With the default settings, but paused, so that no reminder is in the picture.
    await page.evaluate(
      ({ until, language }) =>
        window.jarvis.settings.set({
          language,
          reminderRule: 'google',
          changeNotices: true,
          remindersPausedUntil: until,
        }),
      { until: new Date(Date.now() + offsetMs + 14 * 60 * 60_000).toISOString(), language },
    );
    // The sample always has something new for a sync, which the picture of the changes shows.
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
      await open?.(page, words);
      await save(page, name);
    }
  } finally {
    await launched.close();
  }
}

/** @param {Messages} words */
async function drawPictures(words) {
  const { openStates } = await import('../test/support/windowStates/openStates.ts');
  const states = await openStates();
  try {
    for (const { name, state, width, height, theme = 'light', press: button } of drawn) {
      await states.resize(width, height);
      await states.show(state, { theme, locale: language });
      if (button !== undefined) await press(states.page, words.onboarding[button]);
      await save(states.page, name);
    }
  } finally {
    await states.close();
  }
}

/** @param {Page} page @param {string} name */
async function save(page, name) {
  await page.evaluate(() => document.fonts.ready);
  // Themes and panels have transitions.
  await page.waitForTimeout(500);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  say(`${path.relative(projectRoot, file)}, ${Math.round(fs.statSync(file).size / 1024)} kB`);
}
