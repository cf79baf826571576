/**
 * The interface of this folder, the only one that uses Google's JSON and HTTP. It owns sign-in, tokens, requests, the
 * reading of errors, and the mapping of Google's resources to the app's types.
 *
 * Invariants: nothing throws because of Google or the network, failures are values; a failure's detail never contains
 * a token, title or address; secrets are sent only to https or to this machine; nothing is repeated except one
 * request after one refresh. It never uses the store, Electron, files or the environment: endpoints, fetch, clock and
 * token storage are passed in.
 */
export { createGoogleSource } from './client.ts';
export { parseClientFile } from './clientFile.ts';
export { toRemoteCalendar } from './mapCalendar.ts';
export { toChange } from './mapEvent.ts';
export { permitsWriting, signIn } from './oauth.ts';
export { createTokenKeeper, readTokens, revoke } from './tokens.ts';
export type { OAuthEndpoints } from './endpoints.ts';
export type { SignInFailure } from './oauth.ts';
export type { OAuthClient, TokenKeeper, Tokens } from './tokens.ts';
