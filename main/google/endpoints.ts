/**
 * Google's addresses. Each endpoint can be replaced for development and tests; the code that reads the environment
 * decides whether it may be. Pure.
 */

export interface OAuthEndpoints {
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
}

const googleEndpoints: OAuthEndpoints = {
  authUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revokeUrl: 'https://oauth2.googleapis.com/revoke',
};

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Returns the URL if secrets may be sent there: https, or http that stays on this machine. Otherwise throws, since
 * such an endpoint should have been rejected earlier.
 */
export const requireSafe = (endpoint: string): string => {
  const url = new URL(endpoint);
  const loopback = url.protocol === 'http:' && loopbackHosts.has(url.hostname);
  if (url.protocol !== 'https:' && !loopback) throw new Error('An endpoint must be https or on loopback.');
  return endpoint;
};

/** Returns Google's endpoints, with the given ones replaced. */
export const oauthEndpoints = (replaced: Partial<OAuthEndpoints> = {}): OAuthEndpoints => ({
  authUrl: requireSafe(replaced.authUrl ?? googleEndpoints.authUrl),
  tokenUrl: requireSafe(replaced.tokenUrl ?? googleEndpoints.tokenUrl),
  revokeUrl: requireSafe(replaced.revokeUrl ?? googleEndpoints.revokeUrl),
});
