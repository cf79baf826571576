/**
 * Draws the minutes until the next meeting as a tray icon, for systems that show no text beside it. Pure.
 *
 * At 16 pixels, only shapes that fill whole pixels are legible. So a digit is three by five squares, and a square is an
 * eighth of the icon.
 */

export interface CountdownIcon {
  /** 0 to 99; 0 has a colour of its own: the meeting starts now. */
  readonly minutes: number;
  /** Pixels per side. */
  readonly size: number;
  /** A line under the digits: something needs the person's attention. */
  readonly problem: boolean;
}

type Colour = readonly [red: number, green: number, blue: number];

/** As the window's `--accent`, `--now` and the sign of the icon for a problem. */
const colours = { soon: [59, 91, 219], now: [214, 51, 108], problem: [255, 178, 36] } as const;
const white: Colour = [255, 255, 255];

/** Rows from top to bottom. */
const digits = [
  '### #.# #.# #.# ###',
  '.#. ##. .#. .#. ###',
  '### ..# ### #.. ###',
  '### ..# .## ..# ###',
  '#.# #.# ### ..# ..#',
  '### #.. ### ..# ###',
  '### #.. ### #.# ###',
  '### ..# ..# .#. .#.',
  '### #.# ### #.# ###',
  '### #.# ### ..# ###',
].map((digit) => digit.split(' '));
const [digitWidth, digitHeight] = [3, 5];

/** Returns the pixels row by row: blue, green, red, alpha, multiplied by alpha. */
export const drawCountdown = ({ minutes, size, problem }: CountdownIcon): Uint8Array => {
  const unit = Math.floor(size / 8);
  const text = [...String(minutes)].map((digit) => digits[Number(digit)] ?? []);
  const width = (text.length * (digitWidth + 1) - 1) * unit;
  const raised = problem ? Math.ceil(unit / 2) : 0;
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - digitHeight * unit) / 2) - raised;
  const lineTop = size - unit - Math.ceil(unit / 2);

  const isInk = (x: number, y: number): boolean => {
    const [column, row] = [Math.floor((x - left) / unit), Math.floor((y - top) / unit)];
    return text[Math.floor(column / (digitWidth + 1))]?.[row]?.[column % (digitWidth + 1)] === '#';
  };
  const isLine = (x: number, y: number): boolean =>
    problem && y >= lineTop && y < lineTop + unit && x >= unit && x < size - unit;

  const tile = minutes === 0 ? colours.now : colours.soon;
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const colour = isInk(x, y) ? white : isLine(x, y) ? colours.problem : tile;
      const alpha = tileCoverage(x, y, size);
      const [red, green, blue] = colour.map((part) => Math.round(part * alpha)) as unknown as Colour;
      pixels.set([blue, green, red, Math.round(255 * alpha)], (y * size + x) * 4);
    }
  }
  return pixels;
};

/** Returns how much of a pixel the tile covers, from 0 to 1: its corners are round. */
const tileCoverage = (x: number, y: number, size: number): number => {
  const radius = size / 5;
  const steps = 4;
  let inside = 0;
  for (let step = 0; step < steps * steps; step += 1) {
    const px = x + ((step % steps) + 0.5) / steps;
    const py = y + (Math.floor(step / steps) + 0.5) / steps;
    const dx = Math.max(radius - px, px - (size - radius), 0);
    const dy = Math.max(radius - py, py - (size - radius), 0);
    if (Math.hypot(dx, dy) <= radius) inside += 1;
  }
  return inside / (steps * steps);
};
