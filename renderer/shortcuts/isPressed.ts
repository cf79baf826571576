/** Whether a key event matches a shortcut of the table. Pure, apart from looking at the event's target. */
import { shortcutTable, type ShortcutId } from './shortcutTable.ts';

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target'
>;

const typedInto =
  'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])';

/** Returns whether the target uses the key itself: text fields use letters, and any input uses arrow keys. */
const takesKey = (target: EventTarget | null, key: string): boolean =>
  target instanceof HTMLElement &&
  target.matches(key.startsWith('Arrow') ? `input, ${typedInto}` : typedInto);

/** Returns the key. If the layout has another script, the Latin letter at the key's position. */
const keyOf = ({ key, code }: KeyPress): string => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const isForeign = key.length === 1 && key > '~';
  return isForeign && letter !== undefined ? letter.toLowerCase() : key;
};

const isKey = (event: KeyPress, written: string, platform: string): boolean => {
  const [withMod, wanted] = written.startsWith('Mod+') ? [true, written.slice(4)] : [false, written];
  const mac = platform === 'darwin';
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (event.altKey || otherMod || mod !== withMod) return false;
  const key = keyOf(event);
  // Characters such as "?" are on different keys, with or without Shift.
  const isSign = wanted.length === 1 && !/[a-z]/.test(wanted);
  if (event.shiftKey && !isSign) return false;
  if ((wanted.length === 1 ? key.toLowerCase() : key) !== wanted) return false;
  return withMod || wanted === 'Escape' || /^F\d+$/.test(wanted) || !takesKey(event.target, wanted);
};

/** `platform` is `process.platform`. Returns false if the key belongs to the control that has the focus. */
export const isPressed = (event: KeyPress, id: ShortcutId, platform: string): boolean =>
  shortcutTable[id].keys.some((key) => isKey(event, key, platform));
