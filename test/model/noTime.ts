/** Replaces the time of an event that is made unreadable. */
export const NO_TIME = 'some time or other';
