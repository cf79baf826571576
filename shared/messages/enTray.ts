/** English: the tray’s menu and what it says. A part of `en`. */

export const tray = {
  open: 'Open Jarvis Calendar',
  nextMeeting: (title: string, when: string): string => `${title}, ${when}`,
  now: (title: string, until: string): string => `Now: ${title}, until ${until}`,
  joinNext: (title: string): string => `Join ${title}`,
  joinNextPlain: 'Join next meeting',
  nothingMoreToday: 'Nothing more today',
  nothingToday: 'Nothing today',
  today: 'Today',
  tomorrow: 'Tomorrow',
  moreMeetings: (count: number): string => `${count} more…`,
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  lastSynced: (when: string): string => `Synced ${when}`,
  notSynced: 'Not synced yet',
  settings: 'Settings…',
  quit: 'Quit',
  /** Beside the icon; `when`: `in 5 min`. */
  countdown: (title: string, when: string): string => `${title} ${when}`,
  tooltip: (line: string): string => `Jarvis Calendar: ${line}`,
  closeExplainedTitle: 'Jarvis Calendar keeps running',
  closeExplained: 'It stays in the tray and keeps your calendar in sync. Quit it from the tray’s menu.',
};
