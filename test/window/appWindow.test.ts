/** What the window stores about its place. Electron is a stand-in here; test/e2e/lifecycle.spec.ts moves a real window. */
import type { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAppWindow } from '../../main/window/appWindow.ts';

const electron = vi.hoisted(() => ({ windows: [] as unknown[] }));

vi.mock('../../main/window/watchedPage.ts', () => ({ watchPage: () => ({ isLost: () => false }) }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  /** Maximizing shows a window, as in Electron. */
  class Window extends Emitter {
    isShown = false;
    isLarge = false;
    readonly shape: object;
    constructor(shape: object) {
      super();
      this.shape = shape;
      electron.windows.push(this);
    }
    show(): void {
      if (this.isShown) return;
      this.isShown = true;
      this.emit('show');
    }
    maximize(): void {
      this.isLarge = true;
      this.show();
    }
    hide = (): void => void (this.isShown = false);
    focus = (): void => {};
    destroy = (): void => void this.emit('closed');
    isVisible = (): boolean => this.isShown;
    isMaximized = (): boolean => this.isLarge;
    isMinimized = (): boolean => false;
    getNormalBounds = (): object => {
      const { x, y, width, height } = this.shape as Record<string, number>;
      return { x, y, width, height };
    };
  }
  const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
  return {
    app: new Emitter(),
    autoUpdater: new Emitter(),
    nativeTheme: new Emitter(),
    screen: { getPrimaryDisplay: () => ({ id: 1, workArea }), getAllDisplays: () => [{ id: 1, workArea }] },
    BrowserWindow: Window,
  };
});

let folder: string;
let placeFile: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jarvis-window-'));
  placeFile = path.join(folder, 'window.json');
  electron.windows.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = { x: 120, y: 90, width: 900, height: 640, maximized: true };
const stored = (): unknown => JSON.parse(readFileSync(placeFile, 'utf8'));
const create = () =>
  createAppWindow({
    title: 'Jarvis Calendar',
    url: 'app://jarvis/',
    preload: 'preload.cjs',
    placeFile,
    devTools: false,
    onClosing: () => Promise.resolve(true),
    onPainted: () => {},
    log: () => {},
    askAboutLostPage: () => Promise.resolve('close'),
  });
const lastWindow = (): EventEmitter => electron.windows.at(-1) as EventEmitter;
const close = (): void => void lastWindow().emit('close', { preventDefault: () => {} });

test('a window that was made out of sight leaves the stored place as it was', () => {
  writeFileSync(placeFile, JSON.stringify(left));
  const window = create();
  window.prepare();
  lastWindow().emit('ready-to-show');
  close();
  expect(stored()).toEqual(left);
  window.replaceHidden();
  expect(electron.windows).toHaveLength(2);
  expect(stored()).toEqual(left);
});

test('before the window was shown for the first time, no place is stored', () => {
  create().prepare();
  close();
  expect(stored).toThrow('ENOENT');
});

test('a window that was shown stores its place when it is closed, and its replacement keeps it', () => {
  writeFileSync(placeFile, JSON.stringify({ ...left, maximized: false }));
  const window = create();
  window.show();
  lastWindow().emit('ready-to-show');
  (lastWindow() as EventEmitter & { maximize(): void }).maximize();
  close();
  expect(stored()).toEqual(left);
  window.replaceHidden();
  close();
  expect(stored()).toEqual(left);
});
