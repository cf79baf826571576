/**
 * All shortcuts of the window. The handlers (useShortcuts, `isPressed`), the tooltips and the sheet all use this table,
 * so that they agree.
 *
 * Keys are written as `KeyboardEvent.key` names them, letters in lower case; `Mod+` is ⌘ on macOS and Ctrl
 * elsewhere. A key without `Mod+` does not work while typing.
 */
export type ShortcutGroup = 'everywhere' | 'days' | 'list' | 'meeting';

export interface ShortcutEntry {
  readonly group: ShortcutGroup;
  /** Each of them works. Tooltips show the first one. */
  readonly keys: readonly string[];
}

/** In the sheet's order. A new one needs a text in `messages.shortcuts.what`. */
export const shortcutTable = {
  syncNow: { group: 'everywhere', keys: ['s', 'Mod+r'] },
  search: { group: 'everywhere', keys: ['Mod+k', '/'] },
  settings: { group: 'everywhere', keys: ['Mod+,'] },
  sheet: { group: 'everywhere', keys: ['?', 'F1'] },
  close: { group: 'everywhere', keys: ['Escape'] },
  today: { group: 'days', keys: ['t'] },
  previousDay: { group: 'days', keys: ['ArrowLeft'] },
  nextDay: { group: 'days', keys: ['ArrowRight'] },
  chooseDate: { group: 'days', keys: ['g'] },
  nextRow: { group: 'list', keys: ['ArrowDown', 'j'] },
  previousRow: { group: 'list', keys: ['ArrowUp', 'k'] },
  rowsDown: { group: 'list', keys: ['PageDown'] },
  rowsUp: { group: 'list', keys: ['PageUp'] },
  firstRow: { group: 'list', keys: ['Home'] },
  lastRow: { group: 'list', keys: ['End'] },
  openRow: { group: 'list', keys: ['Enter'] },
} as const satisfies Record<string, ShortcutEntry>;

export type ShortcutId = keyof typeof shortcutTable;

export const shortcutIds = Object.keys(shortcutTable) as readonly ShortcutId[];
export const shortcutGroups: readonly ShortcutGroup[] = ['everywhere', 'days', 'list', 'meeting'];
