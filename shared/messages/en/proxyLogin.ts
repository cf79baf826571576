/** The dialog for a proxy's login. */

export const proxyLogin = {
  title: 'Log in to the proxy server',
  lead: (host: string): string =>
    `Enter the user name and password for ${host}. They are sent to this server only.`,
  refused: 'The user name or password wasn’t accepted. Try again.',
  username: 'User name',
  password: 'Password',
  keep: 'Keep for next time',
  keepHint: 'Encrypted by the system’s keyring.',
  notKept: 'No system keyring was found, so the login lasts until you quit.',
  logIn: 'Log in',
};
