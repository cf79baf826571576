/**
 * Reminders that cover every screen until they are answered. Screens and windows come in, so a test can plug screens in
 * and out.
 *
 * Invariants: while there is a reminder, each screen has one cover, also one that is plugged in meanwhile; without one
 * there is none. One cover has the keyboard: on the screen with the pointer, or on another once that screen is gone.
 */
import type { ShownReminder } from '../../shared/reminders.ts';
import type { Rectangle } from '../window/bounds.ts';
import { createShownReminders } from './shownReminders.ts';

export interface Screen {
  readonly id: number;
  /** With what panels and menu bars take. */
  readonly bounds: Rectangle;
}

export interface Screens {
  all(): readonly Screen[];
  /** The id of the one with the pointer. */
  current(): number;
  /** Calls the listener after a screen was added, removed or changed. Returns a function that stops this. */
  onChanged(listener: () => void): () => void;
}

/** A window that covers one screen. */
export interface Cover {
  place(bounds: Rectangle): void;
  /** Brings it to the front with the keyboard, as soon as it can be seen. */
  focus(): void;
  /** This is not the person who closes it. */
  close(): void;
}

export interface CoverEvents {
  /** Called when the person closes it. */
  readonly onClosed: () => void;
  /** Called when its page cannot be kept alive. */
  readonly onLost: () => void;
}

export interface FullScreenOptions {
  readonly screens: Screens;
  readonly open: (bounds: Rectangle, events: CoverEvents) => Cover;
  /** Called when `list` returns something else. */
  readonly onChanged: () => void;
  /** Called when the person closes a cover while these are shown. */
  readonly onClosed: (ids: readonly string[]) => void;
  /** Called when a page is lost: nothing may cover the screens then, so these must be shown elsewhere. */
  readonly onLost: (reminders: readonly ShownReminder[]) => void;
}

export interface FullScreen {
  add(reminder: ShownReminder): void;
  remove(id: string): void;
  /** Uncovers the screens without an answer; returns what they showed. */
  take(): readonly ShownReminder[];
  /** The earliest meeting first. */
  list(): readonly ShownReminder[];
  stop(): void;
}

export const createFullScreen = (options: FullScreenOptions): FullScreen => {
  const { screens } = options;
  const reminders = createShownReminders();
  const covers = new Map<number, Cover>();
  let focusedId: number | null = null;
  let stopListening: (() => void) | null = null;

  const uncover = (): void => {
    stopListening?.();
    stopListening = null;
    const open = [...covers.values()];
    covers.clear();
    for (const each of open) each.close();
  };

  const take = (): readonly ShownReminder[] => {
    uncover();
    return reminders.clear();
  };

  const openOn = ({ id, bounds }: Screen): Cover => {
    /** Ends everything that is shown and returns it; nothing if this cover was closed on purpose. */
    const end = (): readonly ShownReminder[] => (covers.get(id) === opened ? take() : []);
    const opened = options.open(bounds, {
      onClosed: () => options.onClosed(end().map((each) => each.id)),
      onLost: () => options.onLost(end()),
    });
    return opened;
  };

  /** Gives each screen its cover, and the keyboard to one of them. */
  const cover = (): void => {
    const all = screens.all();
    for (const [id, old] of [...covers]) {
      if (all.some((screen) => screen.id === id)) continue;
      covers.delete(id);
      old.close();
    }
    for (const screen of all) {
      const known = covers.get(screen.id);
      if (known === undefined) covers.set(screen.id, openOn(screen));
      else known.place(screen.bounds);
    }
    if (focusedId !== null && covers.has(focusedId)) return;
    focusedId = covers.has(screens.current()) ? screens.current() : (all[0]?.id ?? null);
    if (focusedId !== null) covers.get(focusedId)?.focus();
  };

  return {
    add: (reminder) => {
      reminders.add(reminder);
      if (stopListening !== null) {
        options.onChanged();
        return;
      }
      focusedId = null;
      stopListening = screens.onChanged(cover);
      cover();
    },
    remove: (id) => {
      if (!reminders.remove(id)) return;
      if (reminders.list().length === 0) uncover();
      else options.onChanged();
    },
    take,
    list: reminders.list,
    stop: () => void take(),
  };
};
