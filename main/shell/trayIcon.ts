/**
 * The tray's icon, drawn: a calendar sheet, and a badge in its corner while syncing or when something needs
 * attention. Pure: answers pixels, so no image files have to be kept in step with each other.
 *
 * Coloured, it stands out on dark and light panels alike; as a template (macOS) it is black and the system
 * colours it.
 */
import type { TrayIcon } from './trayMenu.ts';

type Colour = readonly [red: number, green: number, blue: number];

const accent: Colour = [0x4c, 0x6e, 0xf5];
const amber: Colour = [0xf0, 0x8c, 0x00];
const white: Colour = [0xff, 0xff, 0xff];
const black: Colour = [0, 0, 0];

/** Shapes are given on a grid of 16 by 16. */
const inRoundedBox = (x: number, y: number, box: readonly [number, number, number, number], r: number) => {
  const [left, top, right, bottom] = box;
  if (x < left || x > right || y < top || y > bottom) return false;
  const dx = Math.max(left + r - x, 0, x - (right - r));
  const dy = Math.max(top + r - y, 0, y - (bottom - r));
  return dx * dx + dy * dy <= r * r;
};
const inDisc = (x: number, y: number, cx: number, cy: number, r: number): boolean =>
  (x - cx) ** 2 + (y - cy) ** 2 <= r * r;

/** The colour at one point, or null where the icon is clear. */
const colourAt = (icon: TrayIcon, template: boolean, x: number, y: number): Colour | null => {
  const badge = { x: 12, y: 12, r: 3.6 };
  if (icon !== 'idle') {
    if (inDisc(x, y, badge.x, badge.y, badge.r)) return badgeColour(icon, template, x - badge.x, y - badge.y);
    if (inDisc(x, y, badge.x, badge.y, badge.r + 1)) return null;
  }
  const rings = inRoundedBox(x, y, [4, 0.5, 5.6, 3.5], 0.8) || inRoundedBox(x, y, [10.4, 0.5, 12, 3.5], 0.8);
  if (rings) return template ? black : accent;
  if (!inRoundedBox(x, y, [1, 2, 15, 15.5], 2.4)) return null;
  const sheet = inRoundedBox(x, y, [2.4, 6, 13.6, 14.1], 1.2);
  if (!sheet) return template ? black : accent;
  const lines = inRoundedBox(x, y, [4.4, 8, 11.6, 9.4], 0.7) || inRoundedBox(x, y, [4.4, 10.8, 9, 12.2], 0.7);
  if (template) return lines ? black : null;
  return lines ? accent : white;
};

/** Syncing: a ring. Problem: an exclamation mark. Told apart by shape, not by colour alone. */
const badgeColour = (icon: TrayIcon, template: boolean, dx: number, dy: number): Colour | null => {
  const hole =
    icon === 'syncing'
      ? inDisc(dx, dy, 0, 0, 1.7)
      : inRoundedBox(dx, dy, [-0.6, -2.4, 0.6, 0.6], 0.5) || inDisc(dx, dy, 0, 1.9, 0.7);
  if (template) return hole ? null : black;
  if (hole) return white;
  return icon === 'syncing' ? accent : amber;
};

/** Four by four samples a pixel. */
const samples = 4;

/** Pixels of `size` by `size`, row by row, as blue, green, red, alpha with the colours premultiplied. */
export const trayIconPixels = (icon: TrayIcon, size: number, template: boolean): Uint8Array => {
  const pixels = new Uint8Array(size * size * 4);
  const step = 16 / size;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0] as [number, number, number, number];
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = (column + ((sample % samples) + 0.5) / samples) * step;
        const y = (row + (Math.floor(sample / samples) + 0.5) / samples) * step;
        const colour = colourAt(icon, template, x, y);
        if (colour === null) continue;
        sum[0] += colour[2];
        sum[1] += colour[1];
        sum[2] += colour[0];
        sum[3] += 255;
      }
      pixels.set(
        sum.map((total) => Math.round(total / (samples * samples))),
        (row * size + column) * 4,
      );
    }
  }
  return pixels;
};
