/** English: what changed, how the sync is doing, and the question about a held sweep. A part of `en`. */
import type { PassOutcome, SyncReason } from '../syncReport.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const changes = {
  title: 'What changed',
  hint: 'What syncs changed about upcoming meetings, kept for 30 days.',
  none: 'Nothing about upcoming meetings has changed in the last 30 days.',
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
    endMoved: 'New end',
    placeChanged: 'New place',
    placeAdded: 'Place added',
    placeRemoved: 'Place removed',
    linkChanged: 'New link',
    linkAdded: 'Link added',
    linkRemoved: 'Link removed',
    answerChanged: 'Your answer',
  },
  added: 'Added',
  movedFrom: (from: string): string => `Moved from ${from}`,
  seriesMovedFrom: (from: string): string => `The series moved from ${from}`,
  endWas: (end: string): string => `New end, was ${end}`,
  placeWas: (place: string): string => `New place, was “${place}”`,
  answerNow: (answer: string): string => `Your answer is now “${answer}”`,
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
  audit: 'Check',
  sweepResolved: 'Your decision',
};

const passOutcomes: Record<PassOutcome['outcome'], string> = {
  succeeded: 'Done',
  partial: 'In part',
  failed: 'Failed',
  cancelled: 'Stopped',
};

export const inspector = {
  title: 'How the sync is doing',
  notReadable: 'How the sync is doing could not be read.',
  nothingWrong: 'No problems',
  retryAt: (time: string): string => `Tries again ${time}`,
  shown: (count: number): string => plural(count, { one: 'calendar', other: 'calendars' }),
  hidden: 'Hidden, not synced',
  notSynced: 'Not synced yet',
  synced: (when: string): string => `Synced ${when}`,
  events: (events: string, count: number): string => `${events} ${count === 1 ? 'event' : 'events'}`,
  details: (calendar: string): string => `Details of ${calendar}`,
  lastSuccess: 'Last synced',
  never: 'Never',
  token: 'Full list',
  tokenSince: (when: string): string => `${when}, only changes since then`,
  noToken: 'The next sync lists everything',
  stored: 'Events stored',
  lastProblem: 'Last problem',
  noProblem: 'None',
  problemAt: (sentence: string, when: string): string => `${sentence} (${when})`,
  flawed: 'Not fully readable',
  flawedCounts: (flawed: number, quarantined: number): string =>
    [
      flawed === 0 ? null : `${flawed} shown with parts left out`,
      quarantined === 0 ? null : `${quarantined} left out`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  allReadable: 'None',
  kept: (count: number): string =>
    `${plural(count, { one: 'event is', other: 'events are' })} kept that Google no longer lists.`,
  audit: 'Last check',
  notChecked: 'Not checked yet',
  checkedInStep: (when: string): string => `Checked ${when}: in step`,
  checkedMended: (when: string, differences: number): string =>
    `Checked ${when}: ${plural(differences, { one: 'difference', other: 'differences' })} found and mended`,
  missing: (count: number): string => `${count} missing here`,
  extra: (count: number): string => `${count} too many here`,
  different: (count: number): string => `${count} different`,
  checkAll: 'Check everything now',
  check: 'Full check',
  checkHint: 'Gets the full lists and compares every event with what is stored here.',
  checking: 'Checking…',
  checkingProgress: (done: number, total: number): string =>
    `Checking, ${done} of ${plural(total, { one: 'calendar', other: 'calendars' })}`,
  allInStep: (calendars: number): string =>
    `Checked ${plural(calendars, { one: 'calendar', other: 'calendars' })}: in step`,
  mended: (differences: number, calendars: number): string =>
    `Checked ${plural(calendars, { one: 'calendar', other: 'calendars' })}: ${plural(differences, { one: 'difference', other: 'differences' })} found and mended`,
  notAllChecked: 'Not every calendar could be checked.',
  noneChecked: 'Nothing could be checked.',
  copy: 'Copy diagnostics',
  diagnostics: 'Diagnostics for a bug report',
  copyHint:
    'Copies version, system, settings, counts, times and kinds of problems. Never titles, places, people, addresses, calendar names or sign-ins.',
  copied: 'Copied to the clipboard',
  showCopied: 'What was copied',
  passes: 'Last syncs',
  noPasses: 'No sync has run yet.',
  allPasses: (count: number): string => `Show all ${count}`,
  columns: {
    when: 'When',
    reason: 'Why',
    listed: 'Listed',
    changes: 'Changed',
    took: 'Took',
    outcome: 'Outcome',
  },
  reasons: passReasons,
  outcomes: passOutcomes,
  modes: { full: 'Everything', incremental: 'Changes only', none: 'Nothing' },
  listed: (calendars: number, pages: number): string =>
    `${plural(calendars, { one: 'calendar', other: 'calendars' })}, ${plural(pages, { one: 'page', other: 'pages' })}`,
  unchanged: 'Nothing',
  written: (count: string): string => `${count} written`,
  removed: (count: string): string => `${count} removed`,
  leftOut: (count: string): string => `${count} left out`,
  milliseconds: (ms: string): string => `${ms} ms`,
  seconds: (seconds: string): string => `${seconds} s`,
};

export const sweep = {
  keep: 'Keep them',
  remove: 'Remove them',
  question: (count: number, upcoming: number): string =>
    `Remove ${upcoming > 0 ? plural(upcoming, { one: 'upcoming event', other: 'upcoming events' }) : plural(count, { one: 'event', other: 'events' })} from this computer?`,
  questionHint: 'Google does not list them any more. Nothing changes in Google Calendar.',
  confirm: (count: number): string => `Remove ${count}`,
  working: 'Working…',
  settled: 'This has been settled meanwhile.',
  keptDone: 'They are kept.',
  removedDone: 'They were removed.',
};
