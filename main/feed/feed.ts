/**
 * Calendars by address or from a file: iCalendar that Google, Outlook, iCloud and others offer at an address that only its
 * owner knows, or that a person keeps on this computer. Owns which addresses are requested, the download, the reading of the content, and what is stored about
 * an address.
 *
 * Invariants: nothing throws because of a server or a feed, failures are values with codes; no failure and no log
 * contains an address or a path; strangers' text is read in steps, by functions that are linear in its length. Never uses the
 * store, Electron or the environment, and no file but the person's (file.ts): network access and the mapping of events are passed in.
 */
export { connectFeed, restoreFeed } from './connection.ts';
export type { FeedTools } from './source.ts';
