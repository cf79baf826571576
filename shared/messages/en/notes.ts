/** The person's own notes on meetings. */
import type { StorageCause } from '../../problems.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const problems: Record<StorageCause, string> = {
  full: 'The disk is full, so this note isn’t saved. Your text stays here. Free up space, and it will be saved.',
  readOnly:
    'The app can’t write to its data folder, so this note isn’t saved. Your text stays here. Check the folder’s permissions.',
  locked: 'Another program is using the notes, so this note isn’t saved yet. Your text stays here.',
  fromTheFuture:
    'Your notes were written by a newer version of this app, so they can’t be changed here. Update the app. Your text stays here.',
  corrupt:
    'The notes are damaged, so this note isn’t saved. Your text stays here. Restart the app to repair them.',
  damaged:
    'The notes are damaged, so this note isn’t saved. Your text stays here. Restart the app to repair them.',
  other: 'This note couldn’t be saved. Your text stays here.',
};

export const notes = {
  title: 'Notes',
  /** The label of the field for one event. */
  thisEvent: 'Note on this event',
  series: 'Note on the whole series',
  addSeries: 'Add note on the whole series',
  placeholder: 'Type a note. “- [ ]” begins a task.',
  onlyHere: 'Only on this computer. Guests don’t see it.',
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'Not saved',
  problems,
  unreadable: 'Your notes can’t be read right now.',
  tooLong: (most: string, over: string): string =>
    `A note can have ${most} characters. The last ${over} aren’t saved. Shorten the text or move a part of it elsewhere.`,
  changed: 'This note was changed in another window.',
  useOther: 'Use that version',
  keepMine: 'Keep mine',
  fromLast: (date: string): string => `From last time, ${date}`,
  openTasks: 'Open tasks from last time',
  tick: (task: string): string => `Done: ${task}`,
  showLast: 'Show that note',
  hideLast: 'Hide that note',
  export: 'Export…',
  exportSeries: 'Export series…',
  exportAll: 'Export all…',
  exportTitle: 'Choose a folder for the notes',
  exportHere: 'Export',
  exported: (count: number): string => `${plural(count, { one: 'note', other: 'notes' })} exported`,
  all: 'All notes',
  none: 'No notes yet',
  noneHint: 'Open an event and type under “Notes”.',
  count: (count: number): string => plural(count, { one: 'note', other: 'notes' }),
  tasks: (count: number): string => plural(count, { one: 'open task', other: 'open tasks' }),
  wholeSeries: 'Whole series',
  /** In the name of an exported file. */
  seriesFile: 'series',
  orphan: 'No longer in the calendar',
  showMore: 'Show more',
  /** For screen readers, beside an event in the list. */
  mark: 'Has a note',
  found: 'Notes',
  alsoFound: (count: number): string => plural(count, { one: 'note', other: 'notes' }),
  notices: {
    restored: (count: number, date: string): string =>
      `Your notes were damaged. They were restored from the backup of ${date} and from what could still be read: ${plural(count, { one: 'note', other: 'notes' })}. The damaged file was set aside.`,
    restoredWithout: (count: number): string =>
      `Your notes were damaged and there was no backup. ${plural(count, { one: 'note', other: 'notes' })} could still be read. The damaged file was set aside.`,
    readOnly: 'The app can’t write to its data folder, so notes can be read but not changed.',
    fromTheFuture:
      'Your notes were written by a newer version of this app. They can be read but not changed here. Update the app.',
  },
  settings: {
    title: 'Notes',
    files: 'Your notes',
    filesHint:
      'Notes stay on this computer. They’re kept when an event is deleted or an account is disconnected.',
    exportAll: 'Export as Markdown files',
    exportAllHint: 'One file for each note, in a folder that you choose. Nothing in it is overwritten.',
    backups: 'Backups',
    backupsHint: 'A backup is made every day on which notes changed. The last 7 are kept.',
    noBackups: 'No backups yet.',
    restore: 'Restore…',
    restoreFrom: (date: string): string => `Restore the backup of ${date}`,
    restoreQuestion: (date: string): string => `Replace all notes with the backup of ${date}?`,
    restoreHint: 'Your current notes are backed up first, so you can go back.',
    restoreNow: 'Restore',
    restored: 'Notes restored',
  },
  disconnect: {
    label: (count: number): string =>
      `${plural(count, { one: 'note', other: 'notes' })} on this account’s events`,
    keep: 'Keep',
    export: 'Export and delete',
    delete: 'Delete',
    hint: {
      keep: 'They stay under “Notes” and come back with the events.',
      export: 'You choose a folder. Once they’re exported, they’re deleted here and in the backups.',
      delete: 'They’re deleted here and in the backups. This can’t be undone.',
    },
  },
};
