/** The reminders that a window shows, the earliest meeting first. */
import type { ShownReminder } from '../../shared/reminders.ts';

export interface ShownReminders {
  add(reminder: ShownReminder): void;
  /** Returns false if it is not there. */
  remove(id: string): boolean;
  /** Removes all and returns them. */
  clear(): readonly ShownReminder[];
  list(): readonly ShownReminder[];
}

export const createShownReminders = (): ShownReminders => {
  const reminders = new Map<string, ShownReminder>();
  const list = (): readonly ShownReminder[] =>
    [...reminders.values()].toSorted((a, b) => startOf(a) - startOf(b));
  return {
    add: (reminder) => void reminders.set(reminder.id, reminder),
    remove: (id) => reminders.delete(id),
    clear: () => {
      const all = list();
      reminders.clear();
      return all;
    },
    list,
  };
};

const startOf = ({ occurrence: { start } }: ShownReminder): number =>
  start.kind === 'timed' ? start.ms : Date.parse(start.date);
