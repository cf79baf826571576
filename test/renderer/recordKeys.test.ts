/** Shortcuts for every program: what a press means, and how the system writes it. */
import { describe, expect, test } from 'vitest';
import { joinParts } from '../../renderer/shortcuts/keyNames.ts';
import { acceleratorParts, recordKeys } from '../../renderer/shortcuts/recordKeys.ts';
import { de } from '../../shared/messages/de.ts';
import { en, type Messages } from '../../shared/messages/en.ts';

interface Held {
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
}

const press = (key: string, code: string, held: Held = {}): Parameters<typeof recordKeys>[0] => ({
  key,
  code,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
  target: null,
});

describe('recording', () => {
  test.each([
    ['j', 'KeyJ', { ctrl: true, alt: true }, 'linux', 'Control+Alt+J'],
    ['J', 'KeyJ', { ctrl: true, shift: true }, 'win32', 'Control+Shift+J'],
    ['j', 'KeyJ', { meta: true }, 'darwin', 'Command+J'],
    ['j', 'KeyJ', { meta: true, alt: true }, 'linux', 'Alt+Super+J'],
    // Option and Shift produce other characters; the key's own character counts.
    ['∆', 'KeyJ', { alt: true }, 'darwin', 'Alt+J'],
    ['!', 'Digit1', { ctrl: true, shift: true }, 'linux', 'Control+Shift+1'],
    // On a French keyboard, A is at the position of Q.
    ['a', 'KeyQ', { ctrl: true }, 'linux', 'Control+A'],
    ['F9', 'F9', {}, 'linux', 'F9'],
    ['F9', 'F9', { shift: true }, 'linux', 'Shift+F9'],
    ['ArrowUp', 'ArrowUp', { ctrl: true }, 'linux', 'Control+Up'],
    [' ', 'Space', { ctrl: true, alt: true }, 'linux', 'Control+Alt+Space'],
    ['+', 'NumpadAdd', { ctrl: true }, 'linux', 'Control+Plus'],
  ] as const)('%s (%s) with %j on %s is %s', (key, code, held, platform, accelerator) => {
    expect(recordKeys(press(key, code, held), platform)).toEqual({ kind: 'keys', accelerator });
  });

  test.each([
    ['j', 'KeyJ', {}],
    ['J', 'KeyJ', { shift: true }],
    ['Enter', 'Enter', {}],
    ['ArrowUp', 'ArrowUp', { shift: true }],
    ['Dead', 'BracketLeft', { ctrl: true }],
    ['Process', 'Unidentified', { ctrl: true }],
  ] as const)('%s (%s) with %j is needed for typing or no key to have', (key, code, held) => {
    expect(recordKeys(press(key, code, held), 'linux')).toEqual({ kind: 'unusable' });
  });

  test.each(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])('%s alone waits for more', (key) => {
    expect(recordKeys(press(key, '', { ctrl: true }), 'linux')).toEqual({ kind: 'waiting' });
  });
});

test.each<[string, string, Messages, string]>([
  ['Control+Alt+J', 'linux', en, 'Ctrl+Alt+J'],
  ['Control+Shift+J', 'win32', de, 'Strg+Umschalt+J'],
  ['Control+Alt+Shift+Command+J', 'darwin', en, '⌃⌥⇧⌘J'],
  ['CommandOrControl+Plus', 'darwin', en, '⌘+'],
  ['Super+Space', 'linux', de, 'Super+Leertaste'],
  ['Super+Up', 'win32', en, 'Win+↑'],
  ['F9', 'linux', en, 'F9'],
])('%s on %s is written %s', (accelerator, platform, messages, written) => {
  expect(joinParts(acceleratorParts(accelerator, platform, messages), platform)).toBe(written);
});
