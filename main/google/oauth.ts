/**
 * Sign-in for an installed app [S38, S40]: the system's browser asks the person, a loopback address
 * receives the answer, PKCE and `state` tie the two together, and a code becomes tokens. Owns one sign-in
 * from beginning to end; keeps nothing afterwards.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyTokenReply, parseJson } from './classify.ts';
import type { OAuthEndpoints } from './endpoints.ts';
import { oauthEndpoints } from './endpoints.ts';
import { postForm, requestDeadlineMs } from './http.ts';
import type { Loopback, RedirectAnswer } from './loopback.ts';
import { startLoopback } from './loopback.ts';
import type { NetworkOptions, OAuthClient, Tokens } from './tokens.ts';
import { clientForm, scopesOf } from './tokens.ts';
import { tokenReply } from './wire.ts';

/** The least that the app can do its work with [S40]. */
export const requiredScopes: readonly string[] = [
  'https://www.googleapis.com/auth/calendar.events.readonly',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
];

export type SignInFailure = Extract<
  Problem,
  { kind: 'signInFailed' | 'cancelled' | 'offline' | 'proxyFailed' | 'accessNotConfigured' }
>;

export interface SignInOptions extends NetworkOptions {
  readonly client: OAuthClient;
  /** Google's own where absent. */
  readonly endpoints?: Partial<OAuthEndpoints>;
  /** Opens the system's browser; rejects when there is none. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Gives the sign-in up; one whose code is being exchanged still resolves with tokens, to be revoked. */
  readonly signal: AbortSignal;
  /** How long the person may take; five minutes by default. */
  readonly timeoutMs?: number;
  /** The address to suggest, for reconnecting a known account. */
  readonly loginHint?: string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

type Waited =
  | { readonly kind: 'answered'; readonly answer: RedirectAnswer }
  | { readonly kind: 'failed'; readonly failure: SignInFailure };

const failed = (cause: Extract<Problem, { kind: 'signInFailed' }>['cause']): SignInFailure => ({
  kind: 'signInFailed',
  cause,
});

/** 256 bits, in the alphabet that both PKCE and query strings accept. */
const secret = (): string => randomBytes(32).toString('base64url');

export const signIn = async (options: SignInOptions): Promise<Result<Tokens, SignInFailure>> => {
  const endpoints = oauthEndpoints(options.endpoints);
  if (options.signal.aborted) return fail({ kind: 'cancelled' });
  const state = secret();
  const verifier = secret();
  let loopback: Loopback;
  try {
    loopback = await startLoopback(state);
  } catch {
    return fail(failed('browserFailed'));
  }
  try {
    const url = consentUrl(options, endpoints, { state, verifier, redirectUri: loopback.redirectUri });
    const waited = await waitForAnswer(options, loopback, url);
    if (waited.kind === 'failed') return fail(waited.failure);
    const { answer } = waited;
    if (answer.kind === 'refused') {
      return fail(failed(answer.error === 'access_denied' ? 'denied' : 'exchangeFailed'));
    }
    return await exchange(options, endpoints, {
      code: answer.code,
      code_verifier: verifier,
      redirect_uri: loopback.redirectUri,
    });
  } finally {
    loopback.stop();
  }
};

const consentUrl = (
  options: SignInOptions,
  endpoints: OAuthEndpoints,
  secrets: { readonly state: string; readonly verifier: string; readonly redirectUri: string },
): string => {
  const url = new URL(endpoints.authUrl);
  const parameters = {
    client_id: options.client.id,
    redirect_uri: secrets.redirectUri,
    response_type: 'code',
    scope: requiredScopes.join(' '),
    code_challenge: createHash('sha256').update(secrets.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: secrets.state,
    // Both are needed for a refresh token to come, also the second time [S38].
    access_type: 'offline',
    prompt: 'consent',
    ...(options.loginHint !== undefined && { login_hint: options.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};

/** Whichever comes first: the answer, the person's change of mind, the end of patience, no browser. */
const waitForAnswer = (options: SignInOptions, loopback: Loopback, url: string): Promise<Waited> => {
  const { signal, timeoutMs = 5 * 60_000, openBrowser } = options;
  return new Promise((resolve) => {
    const end = (waited: Waited): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(waited);
    };
    const cancel = (): void => end({ kind: 'failed', failure: { kind: 'cancelled' } });
    const timer = setTimeout(() => end({ kind: 'failed', failure: failed('timedOut') }), timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    loopback.answer.then((answer) => end({ kind: 'answered', answer }), cancel);
    openBrowser(url).catch(() => end({ kind: 'failed', failure: failed('browserFailed') }));
  });
};

/**
 * Not given up when the person cancels: the code may have been exchanged already, and whoever cancelled gets the tokens,
 * late, to revoke them.
 */
const exchange = async (
  options: SignInOptions,
  endpoints: OAuthEndpoints,
  answer: { readonly code: string; readonly code_verifier: string; readonly redirect_uri: string },
): Promise<Result<Tokens, SignInFailure>> => {
  const { client, now = Date.now, deadlineMs = requestDeadlineMs } = options;
  const form = { grant_type: 'authorization_code', ...answer, ...clientForm(client) };
  const doFetch = options.fetch ?? globalThis.fetch;
  const reply = await postForm(endpoints.tokenUrl, form, doFetch, { deadlineMs, signal: null });
  if (!reply.ok) return fail(exchangeFailure(reply.problem));
  const nowMs = now();
  if (reply.value.status !== 200) return fail(exchangeFailure(classifyTokenReply({ ...reply.value, nowMs })));
  const parsed = tokenReply.safeParse(parseJson(reply.value.body));
  if (!parsed.success) return fail(failed('exchangeFailed'));
  const {
    access_token: accessToken,
    expires_in: expiresIn,
    refresh_token: refreshToken,
    scope,
  } = parsed.data;
  // A reply that names no scopes grants what was asked for (RFC 6749, 5.1).
  const scopes = scope === undefined ? requiredScopes : scopesOf(scope);
  if (!requiredScopes.every((required) => scopes.includes(required))) {
    // Not revoked: that would also end an earlier, full consent of the same person.
    return fail(failed('partialConsent'));
  }
  if (refreshToken === undefined) return fail(failed('exchangeFailed'));
  return ok({ accessToken, refreshToken, expiresAtMs: nowMs + expiresIn * 1000, scopes });
};

const exchangeFailure = (failure: SourceFailure): SignInFailure => {
  switch (failure.kind) {
    case 'aborted':
      return { kind: 'cancelled' };
    case 'offline':
      return { kind: 'offline' };
    case 'proxyFailed':
      return { kind: 'proxyFailed', cause: failure.cause };
    case 'accessNotConfigured':
      return { kind: 'accessNotConfigured', detail: failure.detail };
    default:
      return failed('exchangeFailed');
  }
};
