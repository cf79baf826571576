/** English: new versions of the app. A part of `en`. */

export const updates = {
  title: 'New versions',
  automatic: 'Update by itself',
  automaticHint:
    'Asks GitHub once a day, and puts a new version in place when you quit. Never during a meeting.',
  development: 'Run from source, the app does not update itself.',
  packageManager: 'Installed by your system’s package manager, which also brings new versions.',
  notAsked: 'Not looked for yet.',
  newest: (checked: string): string => `This was the newest version when last asked, ${checked}.`,
  checking: 'Asking…',
  fetching: (version: string, percent: number): string => `Fetching version ${version}: ${percent} %`,
  ready: (version: string): string => `Version ${version} is here. It takes effect at the next start.`,
  failed: (at: string): string => `New versions could not be asked for (${at}). The app tries again later.`,
  check: 'Look now',
  install: 'Restart now',
  notes: 'What is new',
  later: 'Later',
};
