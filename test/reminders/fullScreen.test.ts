/** Reminders that cover every screen, with screens that are plugged in and out. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createFullScreen } from '../../main/reminders/fullScreen.ts';
import type { CoverEvents, FullScreen, Screen } from '../../main/reminders/fullScreen.ts';
import { fillsScreen } from '../../main/reminders/rules.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { Rectangle } from '../../main/window/bounds.ts';
import type { ShownReminder } from '../../shared/reminders.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const screenOf = (id: number, x = (id - 1) * 1920): Screen => ({
  id,
  bounds: { x, y: 0, width: 1920, height: 1080 },
});

interface OpenCover {
  bounds: Rectangle;
  focused: number;
  readonly events: CoverEvents;
}

let screens: Screen[];
let pointer: number;
let listeners: (() => void)[];
let open: OpenCover[];
let fullScreen: FullScreen;
let changes: number;
let closed: (readonly string[])[];
let lost: string[];

beforeEach(() => {
  screens = [screenOf(1), screenOf(2)];
  [pointer, listeners, open, changes, closed, lost] = [2, [], [], 0, [], []];
  fullScreen = createFullScreen({
    screens: {
      all: () => screens,
      current: () => pointer,
      onChanged: (listener) => {
        listeners.push(listener);
        return () => void (listeners = listeners.filter((each) => each !== listener));
      },
    },
    open: (bounds, events) => {
      const cover: OpenCover = { bounds, focused: 0, events };
      open.push(cover);
      return {
        place: (next) => void (cover.bounds = next),
        focus: () => void (cover.focused += 1),
        close: () => {
          open = open.filter((each) => each !== cover);
          // As Electron does, also for a window that the app itself destroys.
          events.onClosed();
        },
      };
    },
    onChanged: () => void (changes += 1),
    onClosed: (ids) => void closed.push(ids),
    onLost: (reminders) => lost.push(...reminders.map(({ id }) => id)),
  });
});

const plug = (next: Screen[]): void => {
  screens = next;
  for (const listener of [...listeners]) listener();
};
const reminder = (id: string, start: string): ShownReminder => ({
  id,
  occurrence: anOccurrence(id, `2026-11-24T${start}Z`, '2026-11-24T12:00Z'),
});
const places = () => open.map(({ bounds }) => bounds.x).toSorted((a, b) => a - b);
const focused = () => open.filter((each) => each.focused > 0).map(({ bounds }) => bounds.x);
const ids = () => fullScreen.list().map(({ id }) => id);

describe('covers', () => {
  test('are on every screen, and the keyboard is on the one with the pointer', () => {
    fullScreen.add(reminder('review', '09:00'));
    expect(places()).toEqual([0, 1920]);
    expect(focused()).toEqual([1920]);
  });

  test('show back-to-back meetings together, the earliest first, without opening again', () => {
    fullScreen.add(reminder('second', '09:30'));
    fullScreen.add(reminder('first', '09:00'));
    expect(ids()).toEqual(['first', 'second']);
    expect(open).toHaveLength(2);
    expect(changes).toBe(1);
    fullScreen.remove('first');
    expect(ids()).toEqual(['second']);
    expect(open).toHaveLength(2);
  });

  test('close after the last answer, which is no answer by itself', () => {
    fullScreen.add(reminder('review', '09:00'));
    fullScreen.remove('review');
    expect(open).toEqual([]);
    expect(listeners).toEqual([]);
    expect(closed.flat()).toEqual([]);
    // And open again for the next one.
    fullScreen.add(reminder('next', '10:00'));
    expect(open).toHaveLength(2);
    expect(focused()).toEqual([1920]);
  });

  test('closed by the person, they all close and dismiss what they showed', () => {
    fullScreen.add(reminder('one', '09:00'));
    fullScreen.add(reminder('two', '09:30'));
    open[0]?.events.onClosed();
    expect(closed.filter((each) => each.length > 0)).toEqual([['one', 'two']]);
    expect(open.map(({ bounds }) => bounds.x)).not.toContain(1920);
    expect(ids()).toEqual([]);
  });

  test('whose page is lost close, and what they showed is shown elsewhere', () => {
    fullScreen.add(reminder('one', '09:00'));
    open[1]?.events.onLost();
    expect(open).toEqual([]);
    expect(lost).toEqual(['one']);
    expect(closed.flat()).toEqual([]);
  });

  test('that make room for something else close without an answer, and hand over what they showed', () => {
    fullScreen.add(reminder('second', '09:30'));
    fullScreen.add(reminder('first', '09:00'));
    expect(fullScreen.take().map(({ id }) => id)).toEqual(['first', 'second']);
    expect([open, listeners, closed.flat(), ids()]).toEqual([[], [], [], []]);
    expect(fullScreen.take()).toEqual([]);
  });

  test('an answer to something else changes nothing', () => {
    fullScreen.add(reminder('review', '09:00'));
    fullScreen.remove('other');
    expect(open).toHaveLength(2);
    expect(changes).toBe(0);
  });

  test('are gone after the end of the app, without an answer', () => {
    fullScreen.add(reminder('review', '09:00'));
    fullScreen.stop();
    expect([open, listeners, closed.flat()]).toEqual([[], [], []]);
  });
});

describe('a screen', () => {
  beforeEach(() => fullScreen.add(reminder('review', '09:00')));

  test('that is plugged in gets a cover, and the keyboard stays', () => {
    plug([...screens, screenOf(3)]);
    expect(places()).toEqual([0, 1920, 3840]);
    expect(focused()).toEqual([1920]);
  });

  test('that is unplugged loses its cover; the keyboard moves if it was there', () => {
    pointer = 1;
    plug([screenOf(1)]);
    expect(places()).toEqual([0]);
    expect(focused()).toEqual([0]);
    expect(ids()).toEqual(['review']);
    expect(closed.flat()).toEqual([]);
  });

  test('without the keyboard can be unplugged without moving it', () => {
    plug([screenOf(2)]);
    expect(open.map((each) => each.focused)).toEqual([1]);
  });

  test('that changes its size or place is covered as it is now', () => {
    plug([screenOf(1, 2560), { id: 2, bounds: { x: 0, y: 0, width: 2560, height: 1440 } }]);
    expect(open.map(({ bounds }) => bounds.width).toSorted()).toEqual([1920, 2560]);
    expect(places()).toEqual([0, 2560]);
  });

  test('if it is the last one, the reminder waits for the next one', () => {
    plug([]);
    expect(open).toEqual([]);
    expect(ids()).toEqual(['review']);
    plug([screenOf(7, 0)]);
    expect(focused()).toEqual([0]);
  });
});

describe('a reminder fills the screens', () => {
  const nowMs = Date.parse('2026-11-24T09:00Z');
  const wanted = { ...defaultSettings, reminderFullScreen: true };
  test.each([
    ['ten minutes before', '2026-11-24T09:10Z', wanted, true],
    ['an hour before', '2026-11-24T10:00Z', wanted, true],
    ['late', '2026-11-24T08:50Z', wanted, true],
    ['not more than an hour before', '2026-11-24T10:01Z', wanted, false],
    ['not for an all-day event', '2026-11-24', wanted, false],
    ['not unless the person wants it', '2026-11-24T09:10Z', defaultSettings, false],
  ] as const)('%s', (_what, start, settings, fills) => {
    const end = start.includes('T') ? '2026-11-24T11:00Z' : '2026-11-25';
    expect(fillsScreen(anOccurrence('Review', start, end), settings, nowMs)).toBe(fills);
  });
});
