/** What the app says through the system, outside its window, in English; a part of en.ts. */

export const system = {
  /** Below the app's name in a desktop's list of what starts at login. */
  autostartComment: 'Shows what is next in your calendar',
  nothingToJoin: 'Nothing to join right now',
  /** `meeting`: `Standup, tomorrow 09:30`. */
  nextToJoin: (meeting: string): string => `Next with a link: ${meeting}`,
  noneToJoin: 'No meeting with a link today or tomorrow.',
};
