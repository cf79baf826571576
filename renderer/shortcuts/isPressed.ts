/** Whether a key event is one of the table's keys. Pure but for asking what the event's target is. */
import { shortcutTable, type ShortcutId } from './shortcutTable.ts';

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target'
>;

const typedInto =
  'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])';

/** Letters go to what is typed into, arrows also to what they choose in. */
const takesKey = (target: EventTarget | null, key: string): boolean =>
  target instanceof HTMLElement &&
  target.matches(key.startsWith('Arrow') ? `input, ${typedInto}` : typedInto);

/** The Latin letter of the key's place where the layout writes other letters there. */
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
  // Signs such as "?" stand on different keys, with Shift or without.
  const isSign = wanted.length === 1 && !/[a-z]/.test(wanted);
  if (event.shiftKey && !isSign) return false;
  if ((wanted.length === 1 ? key.toLowerCase() : key) !== wanted) return false;
  return withMod || wanted === 'Escape' || /^F\d+$/.test(wanted) || !takesKey(event.target, wanted);
};

/** `platform` as `process.platform` has it. False while the key belongs to what is being typed into. */
export const isPressed = (event: KeyPress, id: ShortcutId, platform: string): boolean =>
  shortcutTable[id].keys.some((key) => isKey(event, key, platform));
