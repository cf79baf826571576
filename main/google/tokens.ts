/**
 * One account's tokens: a valid access token, refreshed when it is old or rejected [S34], until Google withdraws the
 * consent [S39]. Owns the tokens while the app runs; storing them is up to the caller. A network problem is never a
 * sign-in problem.
 */
import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyTokenReply, parseJson } from './classify.ts';
import type { AccountTokens } from './client.ts';
import type { OAuthEndpoints } from './endpoints.ts';
import { oauthEndpoints } from './endpoints.ts';
import { requestDeadlineMs } from '../http/request.ts';
import type { Fetch } from '../http/request.ts';
import { postForm } from './http.ts';
import { tokenReply } from './wire.ts';

/** The app's OAuth client. A desktop client's secret is not confidential [S38]; some have none. */
export interface OAuthClient {
  readonly id: string;
  readonly secret?: string | null;
}

const tokensShape = z.object({
  accessToken: z.string().min(1),
  expiresAtMs: z.number(),
  refreshToken: z.string().min(1),
  /** The granted scopes, with full names. */
  scopes: z.array(z.string()).readonly(),
});

/** What an account's vault entry contains; plain JSON. */
export type Tokens = Readonly<z.infer<typeof tokensShape>>;

/** Reads tokens from a vault entry; null if it contains none. */
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
  /** Google's own by default. */
  readonly endpoints?: Partial<OAuthEndpoints>;
  readonly stored: Tokens;
  /** Called with every new set. Not awaited, since keyrings may ask the person first. */
  readonly save: (tokens: Tokens) => Promise<unknown>;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface TokenKeeper extends AccountTokens {
  /** Returns the current set, which sign-out revokes. */
  current(): Tokens;
  /** After this nothing is saved, not even by a running refresh, because the account is being removed. */
  stop(): void;
}

/** A token this close to its expiry counts as old, so that it does not expire during the request. */
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
  /** Google's final reply: another request with the same refresh token would only return it again [S39]. */
  let ended: SourceFailure | null = null;
  let stopped = false;

  const refresh = async (): Promise<Result<string, SourceFailure>> => {
    const form = {
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken,
      ...clientForm(client),
    };
    // No caller's signal is passed: the refresh is shared, and a caller that aborts must not end it for the others.
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
      // Google sends a refresh token only with the consent; the old one stays valid [S38].
      refreshToken: rotated ?? tokens.refreshToken,
      scopes: scope === undefined ? tokens.scopes : scopesOf(scope),
    };
    // A vault reports its failures itself. The tokens in memory work either way.
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
      // Another caller has refreshed since that request was sent.
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
 * Withdraws the consent at Google, as sign-out does [S40]. Revoking the refresh token ends every token of that
 * consent. Tokens that are no longer valid count as revoked.
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
