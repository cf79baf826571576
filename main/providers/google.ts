/**
 * Google as a provider: signing in, restoring a sign-in, revoking it. Its code is most of the app's and not needed for
 * the first paint, so it is loaded when an account wants to be synced.
 */
import type { Problem } from '../../shared/problems.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Tokens } from '../google/google.ts';
import type { Endpoints, OAuthClient } from '../platform/environment.ts';
import type { Connection, SignInProvider } from './types.ts';

export interface GoogleProviderOptions {
  readonly endpoints: Endpoints;
  /** The app as Google knows it; null until the person chose a client file. */
  readonly client: () => OAuthClient | null;
  /** Knows the system's proxies. */
  readonly fetch: typeof globalThis.fetch;
  /** Opens a sign-in page; rejects when it must not or cannot be opened. */
  readonly openSignIn: (url: string) => Promise<void>;
}

/** What the vault keeps of an account: tokens are good only for the client that they were given to. */
interface Secret {
  readonly client: OAuthClient;
  readonly tokens: Tokens;
}

const revokeWithinMs = 5000;

const loadGoogle = () => import('../google/google.ts');
type Google = Awaited<ReturnType<typeof loadGoogle>>;

export const createGoogleProvider = (options: GoogleProviderOptions): SignInProvider => {
  const { endpoints, fetch, openSignIn } = options;
  return {
    kind: 'google',
    signIn: (signal, loginHint) => {
      const client = options.client();
      if (client === null) return null;
      const signIn = async (): Promise<Result<Connection, Problem>> => {
        const google = await loadGoogle();
        const signedIn = await google.signIn({
          client,
          endpoints,
          fetch,
          openBrowser: openSignIn,
          signal,
          ...(loginHint !== undefined && { loginHint }),
        });
        return signedIn.ok ? ok(connect(google, options, { client, tokens: signedIn.value })) : signedIn;
      };
      return signIn();
    },
    restore: async (text) => {
      const google = await loadGoogle();
      const secret = readSecret(google, text);
      return secret === null ? null : connect(google, options, secret);
    },
  };
};

/** Reads the client file that Google's console offers; null when it is none. */
export const parseClientFile = async (text: string): Promise<OAuthClient | null> => {
  const parsed = (await loadGoogle()).parseClientFile(text);
  return parsed.ok ? { id: parsed.value.id, secret: parsed.value.secret ?? null } : null;
};

const connect = (
  google: Google,
  { endpoints, fetch }: GoogleProviderOptions,
  { client, tokens: stored }: Secret,
): Connection => {
  let save = (_secret: string): Promise<unknown> => Promise.resolve();
  const write = (tokens: Tokens): string => JSON.stringify({ client, tokens });
  const keeper = google.createTokenKeeper({
    client,
    endpoints,
    stored,
    fetch,
    save: (tokens) => save(write(tokens)),
  });
  return {
    source: google.createGoogleSource({
      accountTokens: keeper,
      fetch,
      ...(endpoints.apiRoot !== undefined && { apiRoot: endpoints.apiRoot }),
    }),
    secret: () => write(keeper.current()),
    onSecret: (listener) => {
      save = listener;
    },
    revoke: async () => {
      const revoked = await google.revoke(keeper.current(), endpoints, { fetch, deadlineMs: revokeWithinMs });
      return revoked.ok;
    },
    stop: () => keeper.stop(),
  };
};

const readSecret = ({ readTokens }: Google, text: string): Secret | null => {
  try {
    const { client, tokens } = JSON.parse(text) as { client?: Partial<OAuthClient>; tokens?: unknown };
    const read = readTokens(tokens);
    if (read === null || typeof client?.id !== 'string') return null;
    return { client: { id: client.id, secret: client.secret ?? null }, tokens: read };
  } catch {
    return null;
  }
};
