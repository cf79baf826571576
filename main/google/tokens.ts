/**
 * One account's tokens: an access token that is good now, refreshed when it is old or refused [S34], and
 * the end of it all when Google takes the consent back [S39]. Owns the tokens while the app runs; where
 * they are kept is the caller's business. Trouble with the network is never a sign-in problem.
 */
import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyTokenReply, parseJson } from './classify.ts';
import type { AccountTokens } from './client.ts';
import type { OAuthEndpoints } from './endpoints.ts';
import { oauthEndpoints } from './endpoints.ts';
import type { Fetch } from './http.ts';
import { postForm, requestDeadlineMs } from './http.ts';
import { tokenReply } from './wire.ts';

/** The app as Google knows it. A desktop client's secret is not confidential [S38]; some have none. */
export interface OAuthClient {
  readonly id: string;
  readonly secret?: string | null;
}

const tokensShape = z.object({
  accessToken: z.string().min(1),
  expiresAtMs: z.number(),
  refreshToken: z.string().min(1),
  /** Granted scopes, full names. */
  scopes: z.array(z.string()).readonly(),
});

/** What an account's vault entry holds; plain JSON. */
export type Tokens = Readonly<z.infer<typeof tokensShape>>;

/** Tokens out of a vault, or null when what is there is not that. */
export const readTokens = (stored: unknown): Tokens | null => {
  const parsed = tokensShape.safeParse(stored);
  return parsed.success ? parsed.data : null;
};

export interface NetworkOptions {
  readonly fetch?: Fetch;
  readonly deadlineMs?: number;
}

export interface TokenKeeperOptions extends NetworkOptions {
  readonly client: OAuthClient;
  /** Google's own where absent. */
  readonly endpoints?: Partial<OAuthEndpoints>;
  readonly stored: Tokens;
  /** Called with every new set. It is not waited for, since keyrings may ask the person first. */
  readonly save: (tokens: Tokens) => Promise<unknown>;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface TokenKeeper extends AccountTokens {
  /** The set as it is now: what sign-out revokes. */
  current(): Tokens;
  /** Nothing is saved any more, not even by a refresh under way: the account is going away. */
  stop(): void;
}

/** A token this close to its end counts as old: it should outlive the request. */
const marginMs = 60_000;

/** The client's part of every form sent to the token endpoint. */
export const clientForm = ({ id, secret }: OAuthClient): Record<string, string> => ({
  client_id: id,
  ...(secret && { client_secret: secret }),
});

export const scopesOf = (text: string): readonly string[] => text.split(' ').filter((scope) => scope !== '');

export const createTokenKeeper = (options: TokenKeeperOptions): TokenKeeper => {
  const { client, save, now = Date.now, deadlineMs = requestDeadlineMs } = options;
  const { tokenUrl } = oauthEndpoints(options.endpoints);
  const doFetch = options.fetch ?? globalThis.fetch;
  let tokens = options.stored;
  let underWay: Promise<Result<string, SourceFailure>> | null = null;
  /** Google's final word: asking again with the same refresh token would only repeat it [S39]. */
  let ended: SourceFailure | null = null;
  let stopped = false;

  const refresh = async (): Promise<Result<string, SourceFailure>> => {
    const form = {
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken,
      ...clientForm(client),
    };
    // No caller's signal: the refresh is shared, and one who gives up must not take it from the others.
    const reply = await postForm(tokenUrl, form, doFetch, { deadlineMs, signal: null });
    if (stopped) return fail({ kind: 'aborted' });
    if (!reply.ok) return reply;
    if (reply.value.status !== 200) {
      const failure = classifyTokenReply({ ...reply.value, nowMs: now() });
      if (failure.kind === 'signInRequired') ended = failure;
      return fail(failure);
    }
    const parsed = tokenReply.safeParse(parseJson(reply.value.body));
    if (!parsed.success) return fail({ kind: 'unexpectedReply', detail: 'notATokenReply' });
    const { access_token: accessToken, expires_in: expiresIn, refresh_token: rotated, scope } = parsed.data;
    tokens = {
      accessToken,
      expiresAtMs: now() + expiresIn * 1000,
      // Google sends a refresh token with the consent only; the old one stays good [S38].
      refreshToken: rotated ?? tokens.refreshToken,
      scopes: scope === undefined ? tokens.scopes : scopesOf(scope),
    };
    // A vault that fails says so itself; the tokens in memory work either way.
    save(tokens).catch(() => {});
    return ok(accessToken);
  };

  const sharedRefresh = (): Promise<Result<string, SourceFailure>> => {
    if (ended !== null) return Promise.resolve(fail(ended));
    if (stopped) return Promise.resolve(fail({ kind: 'aborted' }));
    underWay ??= refresh().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    async accessToken() {
      const fresh = tokens.expiresAtMs - now() > marginMs;
      return fresh && ended === null && !stopped ? ok(tokens.accessToken) : sharedRefresh();
    },
    async refreshAfter401(usedToken) {
      // Someone else has refreshed since that request went out.
      const replaced = tokens.accessToken !== usedToken && ended === null && !stopped;
      return replaced ? ok(tokens.accessToken) : sharedRefresh();
    },
    current: () => tokens,
    stop() {
      stopped = true;
    },
  };
};

/**
 * Takes the consent back at Google's side, as sign-out does [S40]. Revoking the refresh token ends every
 * token of that consent. Tokens that are no longer good count as revoked.
 */
export const revoke = async (
  tokens: Tokens,
  endpoints: Partial<OAuthEndpoints> = {},
  network: NetworkOptions & { readonly signal?: AbortSignal } = {},
): Promise<Result<null, SourceFailure>> => {
  const { fetch = globalThis.fetch, deadlineMs = requestDeadlineMs, signal = null } = network;
  const { revokeUrl } = oauthEndpoints(endpoints);
  const reply = await postForm(revokeUrl, { token: tokens.refreshToken }, fetch, { deadlineMs, signal });
  if (!reply.ok) return reply;
  if (reply.value.status === 200) return ok(null);
  const failure = classifyTokenReply({ ...reply.value, nowMs: 0 });
  const wasGone = failure.kind === 'accessNotConfigured' && failure.detail === 'invalid_token';
  return wasGone ? ok(null) : fail(failure);
};
