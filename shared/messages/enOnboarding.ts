/** English: the first run, and where the sign-in is kept. A part of `en`. */

export const onboarding = {
  welcome: 'Know what is next',
  lead: 'Your Google Calendar, kept on this computer: what is next, when, where and how to join. At once, and offline too.',
  connectGoogle: 'Connect Google Calendar',
  connectHint: 'Opens your browser. The app asks to read your calendars and never to change them.',
  exploreSample: 'Explore with a sample calendar',
  sampleHint: 'Made-up meetings, no account needed. They go when you connect Google.',
  waiting: 'Finish in your browser',
  waitingHint: 'Allow access on Google’s page, then come back here.',
  waitingCancel: 'Cancel',
  clientTitle: 'Connecting needs a client file, once',
  clientLead: 'Google wants to know which app asks. This build has no client of its own, so use yours:',
  clientSteps: [
    'Open console.cloud.google.com and make a project.',
    'Switch on the Google Calendar API in it.',
    'Under Credentials, create an OAuth client of the type “Desktop app” and download its JSON file.',
  ] as readonly string[],
  chooseClientFile: 'Choose client file',
  privacy: 'Nothing leaves this computer but the calls to Google.',
  loadingSample: 'Preparing the sample…',
};

export const keyring = {
  title: 'Where should the Google sign-in be kept?',
  lead: 'This system has no keyring, so the app cannot lock the sign-in away.',
  memory: 'In memory until you quit',
  memoryHint: 'Safest. You sign in again after each start.',
  file: 'In a file only you can read',
  fileHint: 'Stays signed in. Programs running as you could read it.',
  later: 'Decide later',
};
