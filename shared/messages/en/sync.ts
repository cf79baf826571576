/** How fresh the calendar is, what changed, and the report on syncs. */
import type { PassOutcome, SyncReason } from '../../syncReport.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const sync = {
  label: 'Sync',
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  progress: (done: number, total: number): string =>
    `Syncing: ${done} of ${plural(total, { one: 'calendar', other: 'calendars' })}`,
  progressEvents: (events: string): string => `${events} events`,
  synced: (when: string): string => `Synced ${when}`,
  /** `when`: `03:14`, `yesterday at 17:02`. */
  lastSynced: (when: string): string => `Last synced ${when}`,
  offline: (when: string): string => `Offline · last synced ${when}`,
  offlineNever: 'Offline · not synced yet',
  nextTry: (time: string): string => `trying again at ${time}`,
  never: 'Not synced yet',
  upToDate: 'Up to date, no changes',
  upToDateAlone: 'Up to date',
  changed: (count: number): string => `Up to date, ${plural(count, { one: 'change', other: 'changes' })}`,
  partly: 'Partly synced',
  failed: 'Couldn’t sync',
  cancelled: 'Sync stopped',
  moreProblems: (count: number): string => `${count} more`,
  fewerProblems: 'Show less',
};

export const changes = {
  title: 'Recent changes',
  hint: 'Changes to upcoming events, kept for 30 days.',
  none: 'No changes to upcoming events in the last 30 days.',
  count: (count: number): string => plural(count, { one: 'change', other: 'changes' }),
  show: (count: number): string => `Show ${plural(count, { one: 'change', other: 'changes' })}`,
  all: (count: number): string => `Show all ${count}`,
  /** `Moved from 09:30 an hour ago`; a figure after a figure needs a pause. */
  noticed: (what: string, when: string): string =>
    /^\d/.test(when) ? `${what}, ${when}` : `${what} ${when}`,
  anHourAgo: 'an hour ago',
  daysAgo: (days: number): string => `${days} days ago`,
  from: 'from',
  to: 'to',
  wholeSeries: 'Whole series',
  /** What happened, in one or two words. */
  labels: {
    new: 'New',
    cancelled: 'Cancelled',
    moved: 'Moved',
    endMoved: 'New end time',
    placeChanged: 'New location',
    placeAdded: 'Location added',
    placeRemoved: 'Location removed',
    linkChanged: 'New link',
    linkAdded: 'Link added',
    linkRemoved: 'Link removed',
    answerChanged: 'Your response',
  },
  /** What changed in the details, in one or two words. */
  detailLabels: {
    guestsChanged: 'Guests',
    guestsAnswered: 'Responses',
    descriptionChanged: 'Description',
    attachmentsChanged: 'Attachments',
    conferenceChanged: 'New dial-in details',
  },
  /** After a sentence such as `Moved from 09:30`. */
  movedOnto: (moved: string, other: string): string => `${moved} onto ${other}`,
  /** After `Added an hour ago`. */
  andOverlaps: (what: string, other: string): string => `${what}, now overlaps ${other}`,
  nowOverlaps: (other: string): string => `Now overlaps ${other}`,
  collidesWith: (title: string, others: number): string =>
    others === 0
      ? `“${title}”`
      : `“${title}” and ${plural(others, { one: 'other event', other: 'other events' })}`,
  added: 'Added',
  movedFrom: (from: string): string => `Moved from ${from}`,
  seriesMovedFrom: (from: string): string => `The series moved from ${from}`,
  endWas: (end: string): string => `New end time, was ${end}`,
  placeWas: (place: string): string => `New location, was “${place}”`,
  answerNow: (answer: string): string => `Your response is now “${answer}”`,
  notInvited: 'Not invited',
  wasCancelled: (title: string, time: string): string => `“${title}” at ${time} was cancelled`,
  allDayOn: (day: string): string => `${day}, all day`,
};

const passReasons: Record<SyncReason, string> = {
  launch: 'App start',
  timer: 'In the background',
  resume: 'After sleep',
  networkBack: 'Back online',
  person: 'Sync now',
  signIn: 'Account connected',
  calendarShown: 'Calendar shown',
  settingChanged: 'Setting changed',
  fileChanged: 'Calendar file changed',
  audit: 'Full check',
  sweepResolved: 'Your decision',
  changeSent: 'Change sent',
};

const passOutcomes: Record<PassOutcome['outcome'], string> = {
  succeeded: 'Done',
  partial: 'Partly done',
  failed: 'Failed',
  cancelled: 'Stopped',
};

export const inspector = {
  title: 'Sync status',
  notReadable: 'The sync status couldn’t be read.',
  nothingWrong: 'No problems',
  retryAt: (time: string): string => `Next attempt: ${time}`,
  shown: (count: number): string => plural(count, { one: 'calendar', other: 'calendars' }),
  hidden: 'Hidden, not synced',
  notSynced: 'Not synced yet',
  synced: (when: string): string => `Synced ${when}`,
  events: (events: string, count: number): string => `${events} ${count === 1 ? 'event' : 'events'}`,
  details: (calendar: string): string => `Details for ${calendar}`,
  lastSuccess: 'Last synced',
  never: 'Never',
  token: 'Last full sync',
  tokenSince: (when: string): string => `${when}, only changes since then`,
  noToken: 'The next sync downloads everything',
  stored: 'Saved events',
  lastProblem: 'Last problem',
  noProblem: 'None',
  problemAt: (sentence: string, when: string): string => `${sentence} (${when})`,
  flawed: 'Unreadable events',
  flawedCounts: (flawed: number, quarantined: number): string =>
    [
      flawed === 0 ? null : `${flawed} shown incompletely`,
      quarantined === 0 ? null : `${quarantined} skipped`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  allReadable: 'None',
  kept: (count: number): string =>
    `${plural(count, { one: 'event that is no longer listed online is', other: 'events that are no longer listed online are' })} kept.`,
  audit: 'Last check',
  notChecked: 'Not checked yet',
  checkedInStep: (when: string): string => `Checked ${when}: no differences`,
  checkedMended: (when: string, differences: number): string =>
    `Checked ${when}: ${plural(differences, { one: 'difference', other: 'differences' })} found and fixed`,
  missing: (count: number): string => `${count} missing here`,
  extra: (count: number): string => `${count} extra here`,
  different: (count: number): string => `${count} different`,
  checkAll: 'Run full check',
  check: 'Full check',
  checkHint: 'Downloads all events again and compares them with those saved here.',
  checking: 'Checking…',
  checkingProgress: (done: number, total: number): string =>
    `Checking: ${done} of ${plural(total, { one: 'calendar', other: 'calendars' })}`,
  allInStep: (calendars: number): string =>
    `Checked ${plural(calendars, { one: 'calendar', other: 'calendars' })}: no differences`,
  mended: (differences: number, calendars: number): string =>
    `Checked ${plural(calendars, { one: 'calendar', other: 'calendars' })}: ${plural(differences, { one: 'difference', other: 'differences' })} found and fixed`,
  notAllChecked: 'Some calendars couldn’t be checked.',
  noneChecked: 'No calendars could be checked.',
  copy: 'Copy diagnostics',
  diagnostics: 'Diagnostics for a bug report',
  copyHint:
    'Copies the version, system, settings, counts, times and types of problems. Never titles, locations, people, addresses, calendar names or sign-ins.',
  copied: 'Copied to the clipboard',
  showCopied: 'View what was copied',
  passes: 'Recent syncs',
  noPasses: 'No syncs yet.',
  allPasses: (count: number): string => `Show all ${count}`,
  columns: {
    when: 'When',
    reason: 'Reason',
    listed: 'Downloaded',
    changes: 'Changes',
    took: 'Duration',
    outcome: 'Result',
  },
  reasons: passReasons,
  outcomes: passOutcomes,
  modes: { full: 'Everything', incremental: 'Changes only', none: 'Nothing' },
  listed: (calendars: number, pages: number): string =>
    `${plural(calendars, { one: 'calendar', other: 'calendars' })}, ${plural(pages, { one: 'page', other: 'pages' })}`,
  unchanged: 'None',
  written: (count: string): string => `${count} saved`,
  removed: (count: string): string => `${count} removed`,
  leftOut: (count: string): string => `${count} skipped`,
  milliseconds: (ms: string): string => `${ms}\u00a0ms`,
  seconds: (seconds: string): string => `${seconds}\u00a0s`,
};

export const sweep = {
  keep: 'Keep events',
  remove: 'Remove events',
  question: (count: number, upcoming: number): string =>
    `Remove ${upcoming > 0 ? plural(upcoming, { one: 'upcoming event', other: 'upcoming events' }) : plural(count, { one: 'event', other: 'events' })} from this computer?`,
  questionHint: 'They’re missing from the new list. The online calendar isn’t changed.',
  confirm: (count: number): string => `Remove ${count}`,
  working: 'Working…',
  settled: 'This has already been resolved.',
  keptDone: 'The events were kept.',
  removedDone: 'The events were removed.',
};
