/**
 * Google's JSON and HTTP stay in this folder. It owns sign-in, tokens, requests, the reading of
 * errors, and the mapping of Google's resources into the app's words.
 *
 * Invariants: nothing throws for what Google or the network does, failures are values; no token, title
 * or address leaves in a failure's detail; secrets go to https or to this machine only; nothing is
 * retried but one request after one refresh. It never touches the store, Electron, files or the
 * environment: endpoints, fetch, clock and the place for tokens come in as parameters.
 */
export { createGoogleSource } from './client.ts';
export { parseClientFile } from './clientFile.ts';
export { toRemoteCalendar } from './mapCalendar.ts';
export { toChange } from './mapEvent.ts';
export { signIn } from './oauth.ts';
export { createTokenKeeper, readTokens, revoke } from './tokens.ts';
export type { ClientFileFault } from './clientFile.ts';
export type { OAuthEndpoints } from './endpoints.ts';
export type { SignInFailure } from './oauth.ts';
export type { OAuthClient, TokenKeeper, Tokens } from './tokens.ts';
