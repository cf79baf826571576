import { expect, test } from 'vitest';
import { trayIconPixels } from '../../main/shell/trayIcon.ts';

const icons = ['idle', 'syncing', 'problem'] as const;

test('every state looks different, in colour and as a template', () => {
  for (const template of [false, true]) {
    const pictures = icons.map((icon) => Buffer.from(trayIconPixels(icon, 16, template)).toString('base64'));
    expect(new Set(pictures).size).toBe(icons.length);
  }
});

test('colours are premultiplied and templates black', () => {
  for (const icon of icons) {
    const pixels = trayIconPixels(icon, 24, false);
    expect(pixels.length).toBe(24 * 24 * 4);
    const template = trayIconPixels(icon, 16, true);
    for (let index = 0; index < pixels.length; index += 4) {
      const alpha = pixels[index + 3] ?? 0;
      for (const channel of [0, 1, 2]) expect(pixels[index + channel]).toBeLessThanOrEqual(alpha);
    }
    for (let index = 0; index < template.length; index += 4) {
      expect([...template.subarray(index, index + 3)]).toEqual([0, 0, 0]);
    }
  }
});
