/** Hooks: the settings page, the system's question, and what became of a run. */

const minutesBefore = (minutes: number): string =>
  minutes === 1 ? '1 minute before an event starts' : `${minutes} minutes before an event starts`;

export const hooks = {
  title: 'Automation',
  programs: 'Run programs',
  programsHint:
    'The app passes the event to the program as JSON on standard input. The program’s output goes to hooks.log, next to the app’s logs.',
  none: 'No programs yet.',
  add: 'Add program…',
  when: {
    start: (_minutes: number): string => 'When an event starts',
    end: (_minutes: number): string => 'When an event ends',
    before: minutesBefore,
    change: (_minutes: number): string => 'When events change',
  },
  /** In the form, where the minutes have a field of their own. */
  events: {
    start: 'An event starts',
    end: 'An event ends',
    before: 'Before an event starts',
    change: 'Events change',
  },
  event: 'When',
  minutes: 'Minutes before',
  program: 'Program',
  programHint: 'The full path of a program or script.',
  minutesInvalid: (most: number): string => `Enter a number of minutes from 1 to ${most}.`,
  argsInvalid: (most: number, longest: number): string =>
    `At most ${most} arguments of ${longest} visible characters each.`,
  choose: 'Choose…',
  args: 'Arguments',
  argsHint: 'One per line, passed on as they are.',
  save: 'Save',
  test: 'Test',
  testing: 'Running…',
  edit: 'Edit',
  remove: 'Remove',
  /** The accessible names of a row's buttons; `what`: the program's name. */
  testOf: (what: string): string => `Test ${what}`,
  editOf: (what: string): string => `Edit ${what}`,
  removeOf: (what: string): string => `Remove ${what}`,
  runOf: (what: string): string => `Run ${what}`,
  removeQuestion: (what: string): string => `Remove ${what}?`,
  newProgram: 'New program',
  neverRun: 'Not run yet.',
  off: 'Switched off',
  /** `when`: `5 min ago`. */
  lastRun: (when: string): string => `Last run: ${when}`,
  lastTest: (when: string): string => `Last test: ${when}`,
  succeeded: 'Succeeded',
  outcomes: {
    failed: (code: number): string => `It failed with exit code ${code}.`,
    killed: (signal: string): string => `It was ended by ${signal}.`,
    timedOut: 'It was ended because it took longer than a minute.',
    crowded: 'It wasn’t started because too many programs were running.',
    notStarted: {
      missing: 'It couldn’t be started: the file wasn’t found.',
      forbidden: 'It couldn’t be started: the system doesn’t allow it.',
      other: 'It couldn’t be started.',
    },
  },
  question: 'Run this program automatically?',
  /** One line for each argument, which may be empty or contain spaces. */
  argument: (number: number, text: string): string => `Argument ${number}: “${text}”`,
  questionHint: 'It can do everything that you can do on this computer. Allow it only if you chose it.',
  allow: 'Allow',
  sampleTitle: 'Test event',
  sampleCalendar: 'Test',
};
