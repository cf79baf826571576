/** The browser for each account. */
export const browsers = {
  title: 'Open links in',
  hint: 'For meetings and other links of an account. If the browser can’t be started, the system’s default browser opens them.',
  system: 'Default browser',
  /** `Firefox: Work`. */
  profile: (browser: string, profile: string): string => `${browser}: ${profile}`,
  gone: 'No longer installed',
};
