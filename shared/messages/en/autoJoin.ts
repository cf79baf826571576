/** Joining meetings automatically. */
export const autoJoin = {
  setting: 'Join meetings automatically',
  settingHint:
    'Opens the link of meetings that you accepted or organise. You have 10 seconds to cancel. Not while the screen is locked or you’re in another meeting.',
  minutes: 'When to join automatically',
  minutesHint: 'Also for meetings that you choose one by one.',
  minutesChoice: (minutes: number, duration: string): string =>
    minutes === 0 ? 'At the start' : `${duration} before the start`,
  /** In an open event. */
  choice: 'Join automatically',
  choiceHint: 'Opens the link at the start, for this event only. You have 10 seconds to cancel.',
  /** In a row, an icon’s text. */
  mark: 'Is joined automatically',
  joining: (title: string): string => `Joining “${title}”`,
  opens: (host: string, seconds: number): string => `Opens ${host} in ${seconds}\u00a0seconds.`,
  opensHost: (host: string): string => `Opens ${host}`,
  secondsLeft: (seconds: number): string => `${seconds}\u00a0s`,
  cancel: 'Cancel',
  now: 'Join now',
};
