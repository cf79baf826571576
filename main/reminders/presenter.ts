/**
 * Draws reminders with Electron: a system notification, with buttons where the system has them, and a small
 * window on top of the others where it has not, or where no notification can be shown at all.
 */
import { Notification } from 'electron';
import type { NotificationConstructorOptions } from 'electron';
import type { ReminderAnswer, ShownReminder } from '../../shared/reminders.ts';
import { canNotify } from '../platform/notification.ts';
import type { ReminderPresenter } from './scheduler.ts';
import { reminderNotice } from './text.ts';
import type { Words } from '../../shared/text/words.ts';
import { createReminderWindow } from './window.ts';
import type { ReminderWindowOptions } from './window.ts';

export interface ReminderScreenOptions extends Omit<ReminderWindowOptions, 'onClosed' | 'title'> {
  readonly words: () => Words;
  readonly answer: (id: string, answer: ReminderAnswer) => void;
}

/** How long a notification service may take before the window stands in for it. */
const patienceMs = 4000;

export const createReminderPresenter = (
  options: ReminderScreenOptions,
): ReminderPresenter & {
  /** What the window shows. */
  list(): readonly ShownReminder[];
  stop(): void;
} => {
  const notifications = new Map<string, { readonly notification: Notification; stopWaiting(): void }>();
  const window = createReminderWindow({
    ...options,
    title: options.words().messages.app.name,
    onClosed: (ids) => ids.forEach((id) => options.answer(id, 'dismiss')),
  });

  /** Lets go of the notification first, so that its closing is nobody's answer. */
  const forget = (id: string): void => {
    const known = notifications.get(id);
    notifications.delete(id);
    known?.stopWaiting();
    known?.notification.close();
  };
  const intoWindow = (reminder: ShownReminder, byPerson: boolean): void => {
    forget(reminder.id);
    window.add(reminder, byPerson);
  };

  return {
    show: (reminder, nowMs) => {
      if (!canNotify()) {
        intoWindow(reminder, false);
        return;
      }
      const { id, occurrence } = reminder;
      const words = options.words();
      const answers = answersOf(reminder);
      const { title, body, urgent } = reminderNotice(occurrence, nowMs, words, process.platform);
      const labels = words.messages.reminders;
      const notification = new Notification({
        title,
        body,
        timeoutType: 'never',
        urgency: urgent ? 'critical' : 'normal',
        ...(hasButtons() && {
          actions: answers.map((answer) => ({ type: 'button' as const, text: labels.answers[answer] })),
        }),
      } satisfies NotificationConstructorOptions);
      const timer = setTimeout(() => intoWindow(reminder, false), patienceMs);
      notifications.set(id, { notification, stopWaiting: () => clearTimeout(timer) });
      const isCurrent = (): boolean => notifications.get(id)?.notification === notification;
      notification.on('show', () => clearTimeout(timer));
      notification.on('failed', () => isCurrent() && intoWindow(reminder, false));
      notification.on('click', () => isCurrent() && intoWindow(reminder, true));
      notification.on('action', (_event, index) => {
        const answer = answers[index];
        if (isCurrent() && answer !== undefined) options.answer(id, answer);
      });
      notification.on('close', () => isCurrent() && options.answer(id, 'dismiss'));
      notification.show();
    },
    close: (id) => {
      forget(id);
      window.remove(id);
    },
    list: () => window.list(),
    stop: () => {
      for (const id of [...notifications.keys()]) forget(id);
      window.stop();
    },
  };
};

const answersOf = ({ occurrence }: ShownReminder): readonly ('join' | 'snooze')[] =>
  occurrence.joinUrl === undefined ? ['snooze'] : ['join', 'snooze'];

/** Windows came to it later than our oldest Electron; Linux has buttons in none that we know. */
const hasButtons = (): boolean =>
  process.platform === 'darwin' ||
  (process.platform === 'win32' && Number.parseInt(process.versions.electron ?? '0', 10) >= 45);
