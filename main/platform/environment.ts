/**
 * Reads the environment and the command line once, as untrusted text [property 14].
 *
 * Endpoints exist for development and tests: loopback only, and ignored in a packaged app. The OAuth client id and
 * secret may come from the environment in any build. Pure: takes the variables and returns values.
 */

/** Development endpoints that replace Google's; absent fields mean Google itself. */
export interface Endpoints {
  /** Only the origin; the path /calendar/v3 stays. */
  readonly apiRoot?: string;
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revokeUrl?: string;
}

/** The app's OAuth client. A desktop client's secret is not confidential [S38]. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string | null;
}

export interface Environment {
  readonly endpoints: Endpoints;
  readonly client: OAuthClient | null;
  /** Vite's origin during development; null means the built window. */
  readonly devServer: string | null;
  /** Started from source on a machine without a display: print on stdout what a window would show. */
  readonly headless: boolean;
  /** Start without showing the window. */
  readonly hidden: boolean;
  /** Names of variables that were set but rejected. */
  readonly refused: readonly string[];
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Returns the URL if it is plain http(s) on this machine without credentials or a fragment; otherwise null. */
export const loopbackUrl = (text: string): URL | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && url.hash === '';
  const http = url.protocol === 'http:' || url.protocol === 'https:';
  return plain && http && loopbackHosts.has(url.hostname) ? url : null;
};

export interface EnvironmentInput {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly packaged: boolean;
  /** The client id built into this release; null without one. */
  readonly bakedClient: OAuthClient | null;
}

export const parseEnvironment = (input: EnvironmentInput): Environment => {
  const { variables, argv, packaged, bakedClient } = input;
  const refused: string[] = [];

  /** A development endpoint: undefined if it is unset, the app is packaged, or it is not on loopback. */
  const endpoint = (name: string): URL | undefined => {
    const text = variables[name];
    if (text === undefined || text === '') return undefined;
    const url = packaged ? null : loopbackUrl(text);
    if (url === null) refused.push(name);
    return url ?? undefined;
  };

  const apiRoot = endpoint('JARVIS_GOOGLE_API_ROOT')?.origin;
  const authUrl = endpoint('JARVIS_OAUTH_AUTH_URL')?.href;
  const tokenUrl = endpoint('JARVIS_OAUTH_TOKEN_URL')?.href;
  const revokeUrl = endpoint('JARVIS_OAUTH_REVOKE_URL')?.href;
  const devServer = endpoint('JARVIS_DEV_SERVER_URL')?.origin ?? null;

  return {
    endpoints: {
      ...(apiRoot && { apiRoot }),
      ...(authUrl && { authUrl }),
      ...(tokenUrl && { tokenUrl }),
      ...(revokeUrl && { revokeUrl }),
    },
    client: environmentClient(variables) ?? bakedClient,
    devServer,
    headless: !packaged && variables['JARVIS_HEADLESS'] === '1',
    hidden: argv.includes('--hidden'),
    refused,
  };
};

const environmentClient = (variables: EnvironmentInput['variables']): OAuthClient | null => {
  const id = variables['JARVIS_OAUTH_CLIENT_ID']?.trim() ?? '';
  if (id === '' || id.length > 512) return null;
  const secret = variables['JARVIS_OAUTH_CLIENT_SECRET']?.trim() ?? '';
  return { id, secret: secret === '' ? null : secret };
};
