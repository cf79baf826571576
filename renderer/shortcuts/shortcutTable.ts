/**
 * All shortcuts of the window. The handlers (useShortcuts, `isPressed`), the tooltips and the sheet all use this table,
 * so that they agree.
 *
 * Keys are written as `KeyboardEvent.key` names them, letters in lower case; `Mod+` is ⌘ on macOS and Ctrl
 * elsewhere. A key without `Mod+` does not work while typing.
 */
export type ShortcutGroup = 'everywhere' | 'days' | 'list' | 'meeting' | 'answers';

export interface ShortcutEntry {
  readonly group: ShortcutGroup;
  /** Each of them works. Tooltips show the first one. */
  readonly keys: readonly string[];
}

/** In the sheet's order. A new one needs a text in `messages.shortcuts.what`. */
export const shortcutTable = {
  syncNow: { group: 'everywhere', keys: ['s', 'Mod+r'] },
  search: { group: 'everywhere', keys: ['Mod+k', '/'] },
  calendars: { group: 'everywhere', keys: ['c'] },
  invitations: { group: 'everywhere', keys: ['i'] },
  notes: { group: 'everywhere', keys: ['o'] },
  newEvent: { group: 'everywhere', keys: ['n'] },
  meetNow: { group: 'everywhere', keys: ['Mod+j'] },
  undo: { group: 'everywhere', keys: ['z'] },
  settings: { group: 'everywhere', keys: ['Mod+,'] },
  sheet: { group: 'everywhere', keys: ['?', 'F1'] },
  close: { group: 'everywhere', keys: ['Escape'] },
  today: { group: 'days', keys: ['t'] },
  previousDay: { group: 'days', keys: ['ArrowLeft'] },
  nextDay: { group: 'days', keys: ['ArrowRight'] },
  chooseDate: { group: 'days', keys: ['g'] },
  load: { group: 'days', keys: ['l'] },
  nextRow: { group: 'list', keys: ['ArrowDown', 'j'] },
  previousRow: { group: 'list', keys: ['ArrowUp', 'k'] },
  rowsDown: { group: 'list', keys: ['PageDown'] },
  rowsUp: { group: 'list', keys: ['PageUp'] },
  firstRow: { group: 'list', keys: ['Home'] },
  lastRow: { group: 'list', keys: ['End'] },
  openRow: { group: 'list', keys: ['Enter'] },
  respond: { group: 'list', keys: ['r'] },
  writeNote: { group: 'list', keys: ['e'] },
  brief: { group: 'list', keys: ['b'] },
  markDone: { group: 'list', keys: ['d'] },
  mute: { group: 'list', keys: ['m'] },
  answerYes: { group: 'answers', keys: ['y'] },
  answerMaybe: { group: 'answers', keys: ['m'] },
  answerNo: { group: 'answers', keys: ['n'] },
} as const satisfies Record<string, ShortcutEntry>;

export type ShortcutId = keyof typeof shortcutTable;

export const shortcutIds = Object.keys(shortcutTable) as readonly ShortcutId[];
export const shortcutGroups: readonly ShortcutGroup[] = ['everywhere', 'days', 'list', 'meeting', 'answers'];
