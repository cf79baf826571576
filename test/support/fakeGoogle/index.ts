/** The fake Google's interface: the server, the generator of large calendars, and the expected occurrences. */
export { startFakeGoogle } from './server.ts';
export type { FakeGoogle, FakeGoogleOptions } from './server.ts';
export { errorBodyNamed } from './faults.ts';
export type { Fault, FaultRule, LoggedRequest } from './faults.ts';
export { seedEvents } from './seedEvents.ts';
export { expectedOccurrences } from './expectedOccurrences.ts';
export type { ExpectedOccurrence } from './expectedOccurrences.ts';
export { keptConnections } from './keptConnections.ts';
