/** Calendars that are added by address or from a file: the requests, and what is shown of one. */
import type { AccountId } from './model.ts';

/** As long as an address, a name, an e-mail address can be, and how many of the person's own there are. */
export const LONGEST_FEED_ADDRESS = 2048;
export const LONGEST_FEED_NAME = 200;
export const LONGEST_OWN_ADDRESS = 254;
export const MOST_OWN_ADDRESSES = 10;

const longestFilePath = 4096;

/** Returns whether the app reads a file at this path as a calendar. */
export const isCalendarFilePath = (path: string): boolean =>
  path.length <= longestFilePath && !path.includes('\0') && /\.ics$/i.test(path);

export interface FeedRequest {
  readonly address: string;
  /** A known calendar whose new address this is. */
  readonly accountId?: AccountId;
  /** The person's e-mail addresses for invitations; by default those that the feed suggests. */
  readonly ownAddresses?: readonly string[];
}

/** What the person may change about a calendar. */
export interface FeedChange {
  readonly name?: string;
  /** `#rrggbb`. */
  readonly color?: string;
  readonly ownAddresses?: readonly string[];
}

/** What is shown of a calendar; never its address, which is a secret. */
export interface FeedDetails {
  readonly name: string;
  readonly color: string;
  readonly ownAddresses: readonly string[];
  readonly host: string;
  /** The last characters of its private part: enough to tell two of one host apart. */
  readonly ending: string;
  /** The path of the file that it is read from; null: it has an address. */
  readonly file: string | null;
}
