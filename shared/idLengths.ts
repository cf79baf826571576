/**
 * The maximum lengths of ids, in UTF-16 units. All code that rejects longer ids uses these: if an id can be stored,
 * it must also be accepted in requests, or a meeting would be visible but could not be opened.
 */
import { accountKinds } from './model.ts';

/** Google's limit for event ids that are chosen by programs. */
const CHOSEN_ID = 1024;
/** `_20261123T090000Z` for an instance, `_R20261123T090000` for a part of a split series. */
const SUFFIX = 17;

/** The longest event id from Google: an instance of a split series. */
export const LONGEST_EVENT_ID = CHOSEN_ID + 2 * SUFFIX;
/** The longest occurrence id: an event's own id, or one made from its master's. */
export const LONGEST_OCCURRENCE_ID = LONGEST_EVENT_ID + SUFFIX;
/** Google documents no limit; its calendars' ids are e-mail addresses. */
export const LONGEST_CALENDAR_ID = 1024;
/** The account's kind, a colon, and the id of its main calendar. */
export const LONGEST_ACCOUNT_ID =
  Math.max(...accountKinds.map((kind) => kind.length)) + 1 + LONGEST_CALENDAR_ID;
