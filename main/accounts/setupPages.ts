/** Where Google's console has what an OAuth client needs. The window names a step, never an address [property 5]. */
import type { SetupStep } from '../../shared/setupSteps.ts';

export const setupPages: Readonly<Record<SetupStep, string>> = {
  project: 'https://console.cloud.google.com/projectcreate',
  // Asks for the project, too.
  api: 'https://console.cloud.google.com/flows/enableapi?apiid=calendar-json.googleapis.com',
  consent: 'https://console.cloud.google.com/auth/branding',
  audience: 'https://console.cloud.google.com/auth/audience',
  client: 'https://console.cloud.google.com/auth/clients',
};
