/**
 * The small window of unanswered reminders: on top of other windows until each is answered; closing it
 * dismisses what it shows. Made when there is something to show and gone when there is nothing.
 */
import { app, screen } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ShownReminder } from '../../shared/reminders.ts';
import type { Log } from '../platform/log.ts';
import { makeWindow } from '../window/appWindow.ts';
import type { AskAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import { watchPage } from '../window/watchedPage.ts';

export interface ReminderWindowOptions {
  readonly title: string;
  /** The page's address; its fragment chooses what it draws. */
  readonly url: string;
  readonly preload: string;
  readonly devTools: boolean;
  readonly log: Log;
  readonly askAboutLostPage: AskAboutLostPage;
  /** The person closed the window over these. */
  readonly onClosed: (ids: readonly string[]) => void;
}

export interface ReminderWindow {
  /** `focus`: the person asked for it; else it comes up without taking the keyboard. */
  add(reminder: ShownReminder, focus: boolean): void;
  remove(id: string): void;
  /** The earliest meeting first. */
  list(): readonly ShownReminder[];
  stop(): void;
}

const size = { width: 380, height: 232 };
const margin = 16;

export const createReminderWindow = (options: ReminderWindowOptions): ReminderWindow => {
  const reminders = new Map<string, ShownReminder>();
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
      const ids = [...reminders.keys()];
      reminders.clear();
      options.onClosed(ids);
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
      reminders.set(reminder.id, reminder);
      if (window === null) window = make(focus);
      else {
        sendSignal('reminders.changed', undefined);
        if (window.isVisible()) bringUp(window, focus);
      }
    },
    remove: (id) => {
      if (!reminders.delete(id)) return;
      if (reminders.size === 0) closeWindow();
      else sendSignal('reminders.changed', undefined);
    },
    list: () => [...reminders.values()].toSorted((a, b) => startOf(a) - startOf(b)),
    stop: () => {
      reminders.clear();
      closeWindow();
    },
  };
};

const startOf = ({ occurrence: { start } }: ShownReminder): number =>
  start.kind === 'timed' ? start.ms : Date.parse(start.date);
