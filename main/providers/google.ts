/**
 * Google as a provider: signing in, restoring a sign-in, revoking it. Its code is most of the app's and not needed
 * for the first paint, so it is loaded when an account is to be synced.
 */
import type { ClientFileFault } from '../../shared/setupSteps.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Reach } from '../../shared/writing.ts';
import type { Tokens } from '../google/google.ts';
import type { Endpoints, OAuthClient } from '../platform/environment.ts';
import type { Writer } from '../sync/ports.ts';
import type { Connection, SignInProvider } from './types.ts';

export interface GoogleProviderOptions {
  readonly endpoints: Endpoints;
  /** The app's OAuth client; null until the person chooses a client file. */
  readonly client: () => OAuthClient | null;
  /** Uses the system's proxies. */
  readonly fetch: typeof globalThis.fetch;
  /** For writing: a session of its own, whose kept connections can be closed without cutting off anything else [W19]. */
  readonly writing: {
    readonly fetch: typeof globalThis.fetch;
    readonly closeConnections: () => Promise<void>;
  };
  /** Opens a sign-in page; rejects if it must not or cannot be opened. */
  readonly openSignIn: (url: string) => Promise<void>;
}

/** What the vault stores about an account. Tokens are valid only for the client that they were issued to. */
interface Secret {
  readonly client: OAuthClient;
  readonly tokens: Tokens;
  /** How far the person has turned writing on; null: it is off. With the tokens, so that both change at once. */
  readonly writing: Reach | null;
}

const revokeWithinMs = 5000;

const loadGoogle = () => import('../google/google.ts');
/** Loaded only where writing is on. */
const loadWriter = () => import('../google/writer.ts');
type Google = Awaited<ReturnType<typeof loadGoogle>>;

export const createGoogleProvider = (options: GoogleProviderOptions): SignInProvider => {
  const { endpoints, fetch, openSignIn } = options;
  return {
    kind: 'google',
    signIn: (signal, { loginHint, reach } = {}) => {
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
          ...(reach !== undefined && { reach }),
        });
        if (!signedIn.ok) return signedIn;
        return ok(connect(google, options, { client, tokens: signedIn.value, writing: reach ?? null }));
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

/** Reads the client file downloaded from Google's console. */
export const parseClientFile = async (text: string): Promise<Result<OAuthClient, ClientFileFault>> =>
  (await loadGoogle()).parseClientFile(text);

const connect = (
  google: Google,
  { endpoints, fetch, writing }: GoogleProviderOptions,
  { client, tokens: stored, writing: storedReach }: Secret,
): Connection => {
  let save = (_secret: string): Promise<unknown> => Promise.resolve();
  let reach = storedReach;
  let writer: Promise<Writer> | null = null;
  const write = (tokens: Tokens): string =>
    JSON.stringify({ client, tokens, ...(reach !== null && { writing: reach }) });
  const keeper = google.createTokenKeeper({
    client,
    endpoints,
    stored,
    fetch,
    save: (tokens) => save(write(tokens)),
  });
  const permits = (wanted: Reach): boolean => google.permitsWriting(keeper.current().scopes, wanted);
  const isOn = (): boolean => reach !== null && permits(reach);
  const openWriter = async (): Promise<Writer> => {
    const { createWriter } = await loadWriter();
    const { send } = createWriter({
      accountTokens: keeper,
      isPermitted: isOn,
      ...writing,
      ...(endpoints.apiRoot !== undefined && { apiRoot: endpoints.apiRoot }),
    });
    // Turned off between two requests: nothing goes out any more.
    const refuse = () => Promise.resolve(fail({ kind: 'scopeMissing' } as const));
    return { send: (request, signal) => (isOn() ? send(request, signal) : refuse()) };
  };
  return {
    source: google.createGoogleSource({
      accountTokens: keeper,
      fetch,
      ...(endpoints.apiRoot !== undefined && { apiRoot: endpoints.apiRoot }),
    }),
    writer: () => (isOn() ? (writer ??= openWriter()) : null),
    writing: () => ({ reach, isPermitted: isOn() }),
    setWriting: (wanted) => {
      reach = wanted;
      if (reach === null) writer = null;
      save(write(keeper.current())).catch(() => {});
    },
    permits,
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
    const { client, tokens, writing } = JSON.parse(text) as {
      client?: Partial<OAuthClient>;
      tokens?: unknown;
      writing?: unknown;
    };
    const read = readTokens(tokens);
    if (read === null || typeof client?.id !== 'string') return null;
    return {
      client: { id: client.id, secret: client.secret ?? null },
      tokens: read,
      writing: writing === 'own' || writing === 'every' ? writing : null,
    };
  } catch {
    return null;
  }
};
