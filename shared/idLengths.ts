/**
 * How long ids can be, in UTF-16 units. Everything that refuses a longer one takes its bound from here: what is
 * stored must be askable, or a meeting could be seen and never opened.
 */

/** Google's own limit for the ids that programs choose for their events. */
const CHOSEN_ID = 1024;
/** `_20261123T090000Z` names an instance, `_R20261123T090000` the part of a series that was split. */
const SUFFIX = 17;

/** Of an event as Google sends it: an instance of a split series is the longest. */
export const LONGEST_EVENT_ID = CHOSEN_ID + 2 * SUFFIX;
/** Of an occurrence: an event's own id, or one made of its master's. */
export const LONGEST_OCCURRENCE_ID = LONGEST_EVENT_ID + SUFFIX;
/** Google tells no limit; its calendars' ids are e-mail addresses. */
export const LONGEST_CALENDAR_ID = 1024;
/** `google:` and the id of the account's main calendar. */
export const LONGEST_ACCOUNT_ID = 'google:'.length + LONGEST_CALENDAR_ID;
