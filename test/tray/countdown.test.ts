/** The countdown to the next meeting: when it is shown, and how it looks in the icon. */
import { describe, expect, test } from 'vitest';
import { countdownAt } from '../../main/tray/countdown.ts';
import { drawCountdown } from '../../main/tray/countdownIcon.ts';
import { iconSize } from '../../main/tray/trayIcon.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`);
const meeting = (title: string, start: string, end: string, more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence(title, `2026-11-24T${start}Z`, `2026-11-24T${end}Z`, more);
const standup = meeting('Standup', '09:30', '09:45');
const review = meeting('Review', '10:00', '11:00');
const shownAt = (time: string, meetings: readonly Occurrence[], ahead = 30): string => {
  const { countdown } = countdownAt(meetings, at(time), ahead);
  return countdown === null ? '' : `${countdown.meeting.occurrence.title} ${countdown.minutes}`;
};

describe('the countdown', () => {
  test.each([
    ['08:59:59', ''],
    ['09:00', 'Standup 30'],
    ['09:00:01', 'Standup 30'],
    ['09:01', 'Standup 29'],
    ['09:29', 'Standup 1'],
    ['09:29:59', 'Standup 1'],
    ['09:30', 'Standup 0'],
    ['09:34:59', 'Standup 0'],
    // It is known by now; the next one is close enough.
    ['09:35', 'Review 25'],
    ['10:05', ''],
  ])('at %s: “%s”', (time, shown) => {
    expect(shownAt(time, [standup, review])).toBe(shown);
  });

  test.each([
    [0, '09:29', ''],
    [10, '09:19', ''],
    [10, '09:20', 'Standup 10'],
    [60, '08:30', 'Standup 60'],
  ])('begins as early as the person wants: %i minutes, at %s', (ahead, time, shown) => {
    expect(shownAt(time, [standup], ahead)).toBe(shown);
  });

  test('of a meeting that has just started gives way to one that starts within five minutes', () => {
    const next = meeting('Next', '09:38', '10:00');
    expect([shownAt('09:32', [standup, next]), shownAt('09:33', [standup, next])]).toEqual([
      'Standup 0',
      'Next 5',
    ]);
  });

  test('of a short meeting ends with it', () => {
    const short = meeting('Short', '09:30', '09:32');
    expect([shownAt('09:31', [short]), shownAt('09:32', [short])]).toEqual(['Short 0', '']);
  });

  test.each<[string, Partial<Occurrence>]>([
    ['declined', { selfResponse: 'declined' }],
    ['done', { attention: { level: 'done', by: 'occurrence' } }],
    ['muted', { attention: { level: 'muted', by: 'rule' } }],
    ['someone else’s', { isOthers: true }],
    ['focus time', { eventType: 'focusTime' }],
  ])('is not for what is %s', (_what, more) => {
    expect(shownAt('09:29', [meeting('Any', '09:30', '10:00', more)])).toBe('');
  });

  test('runs during a meeting too, and an unanswered invitation does not take the place of that meeting', () => {
    const long = meeting('Workshop', '08:00', '12:00');
    expect(shownAt('09:10', [long, standup])).toBe('Standup 20');
    const invitation = meeting('Invitation', '09:30', '09:45', { selfResponse: 'needsAction' });
    expect(shownAt('09:10', [long, invitation])).toBe('');
  });

  test('knows when it changes: once a minute while it runs, otherwise not before it begins', () => {
    const changes: string[] = [];
    for (let nowMs = at('06:00'); nowMs < at('11:00');) {
      const { changesAtMs } = countdownAt([standup, review], nowMs, 10);
      expect(changesAtMs).toBeGreaterThan(nowMs);
      if (changesAtMs === Infinity) break;
      changes.push(new Date(changesAtMs).toISOString().slice(11, 16));
      nowMs = changesAtMs;
    }
    const minutes = (from: string, count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) =>
        new Date(at(from) + index * MINUTE_MS).toISOString().slice(11, 16),
      );
    expect(changes).toEqual([...minutes('09:20', 11), '09:35', ...minutes('09:50', 11), '10:05']);
  });
});

/** The colour of each pixel, as `red,green,blue`; empty where the icon is not opaque. */
const colours = (pixels: Uint8Array): readonly string[] =>
  Array.from({ length: pixels.length / 4 }, (_, index) => {
    const [blue, green, red, alpha] = pixels.subarray(index * 4, index * 4 + 4);
    return alpha === 255 ? `${red},${green},${blue}` : '';
  });
const draw = (minutes: number, size: number, problem = false): readonly string[] =>
  colours(drawCountdown({ minutes, size, problem }));
const white = '255,255,255';

describe.each([16, 20, 22, 24, 32, 48])('the icon of the countdown at %i pixels', (size) => {
  const inkOf = (minutes: number, problem = false): string =>
    draw(minutes, size, problem)
      .map((colour) => (colour === white ? '#' : '.'))
      .join('');

  test('shows every number differently, in strokes of at least two pixels', () => {
    const numbers = Array.from({ length: 61 }, (_, minutes) => inkOf(minutes));
    expect(new Set(numbers).size).toBe(61);
    const ink = numbers.map((number) => [...number].filter((pixel) => pixel === '#').length);
    // The thinnest digit has seven squares.
    expect(Math.min(...ink)).toBeGreaterThanOrEqual(7 * 4);
  });

  test('keeps the digits whole, inside the tile and away from its edge', () => {
    for (const minutes of [8, 60, 48]) {
      for (const problem of [false, true]) {
        const rows = inkOf(minutes, problem).match(new RegExp(`.{${size}}`, 'g')) ?? [];
        expect(rows.filter((row) => row.includes('#'))).toHaveLength(Math.floor(size / 8) * 5);
        expect(rows[0]).not.toContain('#');
        expect(rows.at(-1)).not.toContain('#');
        expect(rows.every((row) => !row.startsWith('#') && !row.endsWith('#'))).toBe(true);
      }
    }
  });

  test('now has a tile of its own colour, and a problem a line below the digits', () => {
    const count = (colour: string, minutes: number, problem = false): number =>
      draw(minutes, size, problem).filter((each) => each === colour).length;
    const [soon, now, line] = ['59,91,219', '214,51,108', '255,178,36'];
    expect([count(soon, 0), count(now, 1), count(line, 1)]).toEqual([0, 0, 0]);
    expect(count(now, 0)).toBeGreaterThan((size * size) / 3);
    expect(count(soon, 1)).toBeGreaterThan((size * size) / 3);
    expect(count(line, 1, true)).toBeGreaterThanOrEqual(size);
    expect(count(white, 25, true)).toBe(count(white, 25));
  });
});

test('the icon is drawn in the pixels that the system’s panel has', () => {
  expect([1, 1.25, 1.5, 2].map((scale) => iconSize('win32', scale))).toEqual([16, 20, 24, 32]);
  expect([1, 1.25, 2].map((scale) => iconSize('linux', scale))).toEqual([24, 32, 48]);
});
