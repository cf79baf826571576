/** What stands in the place of a spoiled event's time. */
export const NO_TIME = 'some time or other';
