/** The first start, and where sign-ins are kept. */

import type { SetupStep } from '../../setupSteps.ts';

/** A step of the setup, or something that may go wrong in it. */
export interface SetupText {
  readonly title: string;
  readonly text: string;
}

export const onboarding = {
  welcome: 'Know what’s next',
  lead: 'Your calendars on this computer: what’s next, when, where and how to join. Instantly, even offline.',
  connectGoogle: 'Connect Google Calendar',
  connectHint:
    'All your Google calendars, updated within minutes. The app can view them but never change them.',
  exploreSample: 'Explore with a sample calendar',
  sampleHint: 'Made-up events, no account needed. Removed when you add a calendar.',
  waiting: 'Continue in your browser',
  waitingHint: 'Allow access on Google’s page, then return here.',
  waitingCancel: 'Cancel',
  clientTitle: 'One-time setup: add a Google client file',
  clientLead:
    'Google requires every app to identify itself. This build doesn’t include a client, so add your own:',
  clientSteps: {
    project: { title: 'Create a project', text: 'With any name.' },
    api: { title: 'Enable the Google Calendar API', text: 'In that project.' },
    consent: {
      title: 'Set up the consent screen',
      text: 'Enter an app name and your own address. As audience, choose External, or Internal within a Google Workspace organisation.',
    },
    audience: {
      title: 'Add yourself as a test user, then publish',
      text: 'Without a test user, Google blocks the sign-in (403: access_denied). And while the app is in testing, every sign-in ends after seven days: press “Publish app” to avoid this. No review is needed for your own use.',
    },
    client: {
      title: 'Create an OAuth client and download its file',
      text: 'The application type must be “Desktop app”. Download the JSON file when the client is created.',
    },
  } satisfies Record<SetupStep, SetupText> as Readonly<Record<SetupStep, SetupText>>,
  openPage: 'Open page',
  openPageOf: (title: string): string => `Open page: ${title}`,
  addFile: 'Add the file here',
  addFileHint: 'Drop it, choose it, or paste its content.',
  chooseClientFile: 'Choose client file',
  pasteFile: 'Content of the file',
  help: {
    title: 'Google shows a warning or an error?',
    unverified: {
      title: '“Google hasn’t verified this app”',
      text: 'Expected with a client of your own: choose Advanced, then continue.',
    },
    notTester: {
      title: '“Access blocked”, 403: access_denied',
      text: 'Your address isn’t a test user of the project. Add it under Audience, or publish the app there.',
    },
    organisation: {
      title: '“org_internal” or “admin_policy_enforced”',
      text: 'The audience is a single organisation, or yours doesn’t allow the app. Choose External as audience, or ask your administrator.',
    },
    wrongClient: {
      title: '“redirect_uri_mismatch” or “invalid_client”',
      text: 'The client isn’t of type “Desktop app”, or was deleted. Create a new one and add its file.',
    },
  },
  privacy: 'Your data goes only between this computer, Google and the addresses you add.',
  loadingSample: 'Preparing the sample calendar…',
};

export const keyring = {
  title: 'Where should sign-ins and calendar addresses be stored?',
  lead: 'No system keyring was found, so they can’t be stored encrypted.',
  memory: 'In memory, until you quit',
  memoryHint: 'Most secure. You sign in or paste the address again each time the app starts.',
  file: 'In a file only you can read',
  fileHint: 'Nothing to enter again. Other programs running under your user account could read it.',
  later: 'Decide later',
};
