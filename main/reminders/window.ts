/**
 * The small window of unanswered reminders. It stays on top of other windows until each is answered; closing it
 * dismisses what it shows. It exists only while there is something to show.
 */
import { app, screen } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ShownReminder } from '../../shared/reminders.ts';
import type { Log } from '../platform/log.ts';
import { makeWindow } from '../window/appWindow.ts';
import type { AskAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import { watchPage } from '../window/watchedPage.ts';
import { createShownReminders } from './shownReminders.ts';

export interface ReminderWindowOptions {
  readonly title: string;
  /** The page's address. Its fragment selects what the page shows. */
  readonly url: string;
  readonly preload: string;
  readonly devTools: boolean;
  readonly log: Log;
  readonly askAboutLostPage: AskAboutLostPage;
  /** Called when the person closes the window while it shows these. */
  readonly onClosed: (ids: readonly string[]) => void;
}

export interface ReminderWindow {
  /** `focus`: the person asked for the window. Otherwise it appears without taking the keyboard focus. */
  add(reminder: ShownReminder, focus: boolean): void;
  remove(id: string): void;
  /** Makes the window as high as its content, as far as the screen has room. */
  fit(height: number): void;
  /** The earliest meeting first. */
  list(): readonly ShownReminder[];
  stop(): void;
}

const size = { width: 380, height: 180 };
const leastHeight = 100;
const margin = 16;

export const createReminderWindow = (options: ReminderWindowOptions): ReminderWindow => {
  const reminders = createShownReminders();
  let window: BrowserWindow | null = null;

  const bringUp = (it: BrowserWindow, focus: boolean): void => {
    if (focus) it.show();
    else it.showInactive();
    it.setAlwaysOnTop(true, 'floating');
    if (focus) it.focus();
  };

  const make = (focus: boolean): BrowserWindow => {
    const area = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
    const made = makeWindow(
      {
        ...size,
        x: area.x + area.width - size.width - margin,
        y: area.y + margin,
        title: options.title,
        alwaysOnTop: true,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        resizable: false,
      },
      options,
    );
    made.once('ready-to-show', () => bringUp(made, focus));
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      options.onClosed(reminders.clear().map(({ id }) => id));
    });
    const page = watchPage(made, {
      url: `${options.url}#reminders`,
      log: options.log,
      onLost: () => void askAboutLost(made, page.closed),
    });
    return made;
  };

  const closeWindow = (): void => {
    const old = window;
    window = null;
    old?.destroy();
  };

  const askAboutLost = async (lost: BrowserWindow, closed: AbortSignal): Promise<void> => {
    const answer = await options.askAboutLostPage(closed);
    if (window !== lost) return;
    if (answer === 'quit') app.quit();
    else if (answer === 'close') lost.destroy();
    else {
      closeWindow();
      window = make(true);
    }
  };

  return {
    add: (reminder, focus) => {
      reminders.add(reminder);
      if (window === null) window = make(focus);
      else {
        sendSignal('reminders.changed', undefined);
        if (window.isVisible()) bringUp(window, focus);
      }
    },
    remove: (id) => {
      if (!reminders.remove(id)) return;
      if (reminders.list().length === 0) closeWindow();
      else sendSignal('reminders.changed', undefined);
    },
    fit: (height) => {
      if (window === null) return;
      const { workArea } = screen.getDisplayMatching(window.getBounds());
      const most = Math.floor(workArea.height * 0.8);
      window.setContentSize(size.width, Math.min(Math.max(height, leastHeight), most));
    },
    list: reminders.list,
    stop: () => {
      reminders.clear();
      closeWindow();
    },
  };
};
