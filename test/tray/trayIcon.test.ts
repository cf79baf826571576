/** The drawn icons, as they are shipped. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateSizes, trayDrawing, traySizes } from '../../build/trayIcons.mjs';
import { iconFile } from '../../main/tray/trayIcon.ts';
import { readPng } from '../support/png.ts';
import type { Picture } from '../support/png.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'build', 'tray');
const read = (name: string): Buffer => readFileSync(path.join(folder, name));
const states = ['idle', 'syncing', 'problem'] as const;

/** How light each pixel looks on a panel of that grey, row by row. */
const greys = (picture: Picture, panel: number): readonly number[] =>
  Array.from({ length: picture.width * picture.height }, (_, index) => {
    const [red, green, blue, alpha] = picture.at(index % picture.width, Math.floor(index / picture.width));
    const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return panel + ((grey - panel) * alpha) / 255;
  });
const differing = (one: readonly number[], other: readonly number[]): number =>
  one.filter((grey, index) => Math.abs(grey - (other[index] ?? 0)) > 40).length;

describe.each([16, 22, 24, 32, 48])('at %i pixels', (size) => {
  const pictures = states.map((state) => readPng(read(`${state}-${size}.png`)));

  it('has the size in its name, and is not empty', () => {
    for (const picture of pictures) expect([picture.width, picture.height]).toEqual([size, size]);
  });

  it.each([
    ['light', 0xf4],
    ['dark', 0x22],
  ])('every state looks different without its colour, and is visible, on a %s panel', (_name, panel) => {
    const [idle = [], syncing = [], problem = []] = pictures.map((picture) => greys(picture, panel));
    const least = (size * size) / 25;
    expect(differing(idle, syncing)).toBeGreaterThan(least);
    expect(differing(idle, problem)).toBeGreaterThan(least);
    expect(differing(syncing, problem)).toBeGreaterThan(least);
    const bare = idle.map(() => panel);
    for (const state of [idle, syncing, problem])
      expect(differing(state, bare)).toBeGreaterThan((size * size) / 5);
  });
});

describe('for macOS', () => {
  it.each(states)('%s is a template in both densities: black, and transparent elsewhere', (state) => {
    for (const [name, size] of [
      [`${state}Template.png`, 16],
      [`${state}Template@2x.png`, 32],
    ] as const) {
      const picture = readPng(read(name));
      expect([picture.width, picture.height]).toEqual([size, size]);
      let clear = 0;
      for (let index = 0; index < size * size; index += 1) {
        const [red, green, blue, alpha] = picture.at(index % size, Math.floor(index / size));
        if (alpha === 0) clear += 1;
        else expect([red, green, blue]).toEqual([0, 0, 0]);
      }
      expect(clear).toBeGreaterThan((size * size) / 5);
    }
  });
});

it.each(states)('for Windows, %s contains all sizes that its scalings need', (state) => {
  const file = read(`${state}.ico`);
  const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => file[6 + 16 * index]);
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48]);
});

it('is selected by system and density', () => {
  expect(iconFile('idle', 'darwin', 2)).toBe('idleTemplate.png');
  expect(iconFile('syncing', 'win32', 1.5)).toBe('syncing.ico');
  expect([1, 1.25, 1.5, 2, 3].map((scale) => iconFile('problem', 'linux', scale))).toEqual([
    'problem-24.png',
    'problem-32.png',
    'problem-48.png',
    'problem-48.png',
    'problem-48.png',
  ]);
});

it('the drawings fit together at every size, and refer to nothing outside', () => {
  const drawing = (name: string): string => read(name).toString();
  for (const state of states) {
    for (const [size, template] of [
      ...traySizes.map((each) => [each, false] as const),
      ...templateSizes.map((each) => [each, true] as const),
    ]) {
      const svg = trayDrawing({ state, size, template }, drawing);
      expect(svg.match(/<svg/g)).toHaveLength(1);
      expect(svg).not.toMatch(/href|url\((?!#)|<script|<image/);
    }
  }
});
