/** English: the keys and what they do. A part of `en`. */

export const shortcuts = {
  title: 'Keyboard shortcuts',
  groups: { everywhere: 'Everywhere', days: 'Days', list: 'In the list', meeting: 'In a meeting' },
  what: {
    syncNow: 'Sync now',
    search: 'Search',
    settings: 'Settings',
    sheet: 'Show this list',
    close: 'Close, go back',
    today: 'Back to today',
    previousDay: 'Previous day',
    nextDay: 'Next day',
    chooseDate: 'Go to a date',
    nextRow: 'Next meeting',
    previousRow: 'Previous meeting',
    rowsDown: 'Several meetings further',
    rowsUp: 'Several meetings back',
    firstRow: 'First meeting',
    lastRow: 'Last meeting',
    openRow: 'Open the meeting',
  },
  /** What stands on the keys. */
  names: {
    alt: 'Alt',
    shift: 'Shift',
    super: 'Super',
    windows: 'Win',
    space: 'Space',
    delete: 'Del',
    insert: 'Ins',
    ctrl: 'Ctrl',
    enter: 'Enter',
    escape: 'Esc',
    home: 'Home',
    end: 'End',
    pageUp: 'Page Up',
    pageDown: 'Page Down',
  },
  /** Between keys that do the same. */
  or: 'or',
  /** A tooltip: `Sync now (S)`. */
  withKey: (label: string, key: string): string => `${label} (${key})`,
};
