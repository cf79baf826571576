import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideTray, minWidth, initialBounds, placeOf } from '../../main/window/bounds.ts';
import type { Rectangle } from '../../main/window/bounds.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const monitor: Rectangle = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('where the window opens', () => {
  test('first, in the middle of the first screen', () => {
    const { x, y, width, height } = initialBounds(null, [laptop, monitor]);
    expect(x + width / 2).toBe(720);
    expect(Math.abs(y + height / 2 - (25 + 875 / 2))).toBeLessThan(1);
  });

  test('then where it was, even on the second screen', () => {
    const place = { x: 2000, y: 100, width: 900, height: 700 };
    expect(initialBounds(place, [laptop, monitor])).toEqual(place);
  });

  test('on an existing screen if the monitor is gone, at the same size', () => {
    const place = { x: 2000, y: 100, width: 900, height: 700 };
    const opened = initialBounds(place, [laptop]);
    expect(opened).toMatchObject({ width: 900, height: 700 });
    expect(opened.x).toBeGreaterThanOrEqual(laptop.x);
    expect(opened.x + opened.width).toBeLessThanOrEqual(laptop.x + laptop.width);
  });

  test('with its title bar within reach, whatever was stored', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const opened = initialBounds({ x, y, width, height }, [laptop, monitor]);
        expect(opened.width).toBeGreaterThanOrEqual(minWidth);
        const inReach = [laptop, monitor].some(
          (area) =>
            opened.x >= area.x &&
            opened.y >= area.y &&
            opened.x + opened.width <= area.x + area.width &&
            opened.y < area.y + area.height - 30,
        );
        expect(inReach).toBe(true);
      }),
    );
  });

  test('with its minimum width on a screen narrower than that', () => {
    expect(initialBounds(null, [{ x: 0, y: 0, width: 320, height: 480 }]).width).toBe(minWidth);
  });
});

describe('the stored place', () => {
  const place = { x: -8, y: 0, width: 900, height: 700, maximized: true };

  test('is used if it is valid', () => {
    expect(placeOf(place)).toEqual(place);
  });

  test.each([
    null,
    [],
    'here',
    {},
    { ...place, x: '0' },
    { ...place, y: 0.5 },
    { ...place, width: 0 },
    { ...place, height: 20_001 },
    { ...place, maximized: 1 },
    { ...place, x: Number.NaN },
  ])('is ignored if it is %j', (raw) => {
    expect(placeOf(raw)).toBeNull();
  });
});

describe('next to the tray', () => {
  const size = { width: 800, height: 600 };
  const icon = (x: number, y: number): Rectangle => ({ x, y, width: 22, height: 22 });
  const desktop = { x: 0, y: 0, width: 1920, height: 1040 };
  test.each<[string, Rectangle, Rectangle, { x: number; y: number }]>([
    ['over a taskbar at the bottom', icon(1700, 1050), desktop, { x: 1112, y: 432 }],
    ['under a menu bar', icon(960, 0), { x: 0, y: 25, width: 1920, height: 1055 }, { x: 571, y: 33 }],
    [
      'beside a bar on the left',
      icon(10, 900),
      { x: 60, y: 0, width: 1860, height: 1080 },
      { x: 68, y: 472 },
    ],
  ])('%s', (_name, tray, area, at) => {
    expect(besideTray(size, tray, [area])).toEqual({ ...size, ...at });
  });
  test('on the screen of the tray, and no larger than it', () => {
    const second = { x: 1920, y: 0, width: 700, height: 500 };
    expect(besideTray(size, icon(2500, 505), [desktop, second])).toEqual({
      x: 1928,
      y: 8,
      width: 684,
      height: 484,
    });
  });
});
