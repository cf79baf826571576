/**
 * Shortcuts that work in every program: converts a key press to an Electron accelerator (`Control+Alt+J`), and an
 * accelerator to the names that the system uses. Pure.
 */
import type { Messages } from '../../shared/messages/en.ts';
import type { KeyPress } from './isPressed.ts';

const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'Fn', 'CapsLock']);

/** Keys whose Electron name differs from the browser's. */
const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
};
const sameName = /^(F([1-9]|1\d|2[0-4])|Home|End|PageUp|PageDown|Insert|Delete|Backspace|Tab)$/;
const sign = /^[,.\-/;'[\]\\=`#<]$/;

/** Returns the letter or digit of the key without Shift or Option, which may produce another character. */
const baseKey = ({ key, code }: KeyPress): string | null => {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const byPlace = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (byPlace !== undefined) return byPlace;
  if (sameName.test(key) || sign.test(key)) return key;
  return named[key] ?? null;
};

export type Recorded =
  /** Only modifier keys are pressed so far. */
  | { readonly kind: 'waiting' }
  /** A key that is needed for typing, or one that cannot be registered. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'keys'; readonly accelerator: string };

/** Returns what a key press means during recording. */
export const recordKeys = (event: KeyPress, platform: string): Recorded => {
  if (modifierKeys.has(event.key)) return { kind: 'waiting' };
  const key = baseKey(event);
  if (key === null) return { kind: 'unusable' };
  const mac = platform === 'darwin';
  const modifiers = [
    event.ctrlKey ? 'Control' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
    event.metaKey ? (mac ? 'Command' : 'Super') : null,
  ].filter((modifier) => modifier !== null);
  const holdsOne = event.ctrlKey || event.altKey || event.metaKey;
  if (!holdsOne && !/^F\d+$/.test(key)) return { kind: 'unusable' };
  return { kind: 'keys', accelerator: [...modifiers, key].join('+') };
};

/** Returns the names of the keys to press together: `['Ctrl', 'Alt', 'J']`, `['⌃', '⌥', 'J']`. */
export const acceleratorParts = (
  accelerator: string,
  platform: string,
  { shortcuts }: Messages,
): readonly string[] => {
  const mac = platform === 'darwin';
  const { names } = shortcuts;
  const known: Readonly<Record<string, string>> = {
    control: mac ? '⌃' : names.ctrl,
    ctrl: mac ? '⌃' : names.ctrl,
    commandorcontrol: mac ? '⌘' : names.ctrl,
    cmdorctrl: mac ? '⌘' : names.ctrl,
    alt: mac ? '⌥' : names.alt,
    option: mac ? '⌥' : names.alt,
    shift: mac ? '⇧' : names.shift,
    command: '⌘',
    cmd: '⌘',
    super: mac ? '⌘' : platform === 'win32' ? names.windows : names.super,
    meta: mac ? '⌘' : platform === 'win32' ? names.windows : names.super,
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    plus: '+',
    return: mac ? '↩' : names.enter,
    space: names.space,
    home: names.home,
    end: names.end,
    pageup: names.pageUp,
    pagedown: names.pageDown,
    delete: names.delete,
    insert: names.insert,
  };
  return accelerator.split('+').map((part) => known[part.toLowerCase()] ?? part);
};
