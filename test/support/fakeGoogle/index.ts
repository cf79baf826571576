/** The fake Google's face: the server, the generator of large calendars, the oracle of what shows when. */
export { startFakeGoogle } from './server.ts';
export type { FakeGoogle, FakeGoogleOptions } from './server.ts';
export { errorBodyNamed } from './faults.ts';
export type { Fault, FaultRule, LoggedRequest } from './faults.ts';
export { seedEvents } from './seedEvents.ts';
export { expectedOccurrences } from './expectedOccurrences.ts';
export type { ExpectedOccurrence } from './expectedOccurrences.ts';
