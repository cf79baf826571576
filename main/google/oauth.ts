/**
 * Sign-in for an installed app [S38, S40]: the system's browser asks the person, a loopback address receives the
 * reply, PKCE and `state` connect the two, and a code is exchanged for tokens. Owns one sign-in from beginning to
 * end; stores nothing afterwards.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Problem } from '../../shared/problems.ts';
import type { Reach } from '../../shared/writing.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyTokenReply, parseJson } from './classify.ts';
import type { OAuthEndpoints } from './endpoints.ts';
import { oauthEndpoints } from './endpoints.ts';
import { requestDeadlineMs } from '../http/request.ts';
import { postForm } from './http.ts';
import type { Loopback, RedirectAnswer } from './loopback.ts';
import { startLoopback } from './loopback.ts';
import type { NetworkOptions, OAuthClient, Tokens } from './tokens.ts';
import { clientForm, scopesOf } from './tokens.ts';
import { tokenReply } from './wire.ts';

/** The smallest set of scopes that the app can work with [S40]. */
export const requiredScopes: readonly string[] = [
  'https://www.googleapis.com/auth/calendar.events.readonly',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
];

/** What a person who turns writing on adds to them [W1]; never `calendar`, which also shares and deletes calendars. */
const writeScopes: Readonly<Record<Reach, string>> = {
  own: 'https://www.googleapis.com/auth/calendar.events.owned',
  every: 'https://www.googleapis.com/auth/calendar.events',
};

/** Returns whether the granted scopes permit writing as far as that [W4]. */
export const permitsWriting = (scopes: readonly string[], reach: Reach): boolean =>
  scopes.includes(writeScopes.every) || scopes.includes(writeScopes[reach]);

export type SignInFailure = Extract<
  Problem,
  { kind: 'signInFailed' | 'cancelled' | 'offline' | 'proxyFailed' | 'accessNotConfigured' }
>;

export interface SignInOptions extends NetworkOptions {
  readonly client: OAuthClient;
  /** Google's own by default. */
  readonly endpoints?: Partial<OAuthEndpoints>;
  /** Opens the system's browser; rejects if there is none. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Cancels the sign-in. If the code is already being exchanged, it still resolves with tokens, to be revoked. */
  readonly signal: AbortSignal;
  /** How long the person may take; five minutes by default. */
  readonly timeoutMs?: number;
  /** The address to suggest, for reconnecting a known account. */
  readonly loginHint?: string;
  /** Asks for the permission to write as well: one sign-in for the whole set [W3]. Absent: only to read. */
  readonly reach?: Reach;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Why Google sent the browser back without a code. Most of what it refuses, it only says on its own page. */
const refusals: ReadonlyMap<string, Extract<Problem, { kind: 'signInFailed' }>['cause']> = new Map([
  ['access_denied', 'denied'],
  ['admin_policy_enforced', 'orgPolicy'],
  ['org_internal', 'orgPolicy'],
]);

type Waited =
  | { readonly kind: 'answered'; readonly answer: RedirectAnswer }
  | { readonly kind: 'failed'; readonly failure: SignInFailure };

const failed = (cause: Extract<Problem, { kind: 'signInFailed' }>['cause']): SignInFailure => ({
  kind: 'signInFailed',
  cause,
});

/** 256 bits, in an alphabet that both PKCE and query strings allow. */
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
      return fail(failed(refusals.get(answer.error) ?? 'exchangeFailed'));
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

const scopesFor = ({ reach }: SignInOptions): readonly string[] =>
  reach === undefined ? requiredScopes : [...requiredScopes, writeScopes[reach]];

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
    scope: scopesFor(options).join(' '),
    code_challenge: createHash('sha256').update(secrets.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: secrets.state,
    // Both are necessary to get a refresh token, also at a repeated sign-in [S38].
    access_type: 'offline',
    prompt: 'consent',
    ...(options.loginHint !== undefined && { login_hint: options.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};

/** Resolves with whichever comes first: the reply, the person cancelling, the timeout, or no browser. */
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
 * Not aborted when the person cancels: the code may already have been exchanged. The tokens are then returned late,
 * to be revoked.
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
  // A reply without scopes grants the ones that were requested (RFC 6749, 5.1).
  const scopes = scope === undefined ? scopesFor(options) : scopesOf(scope);
  if (!requiredScopes.every((required) => scopes.includes(required))) {
    // Not revoked: that would also end an earlier, complete consent of the same person.
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
      return failure;
    case 'accessNotConfigured':
      return { kind: 'accessNotConfigured', detail: failure.detail };
    default:
      return failed('exchangeFailed');
  }
};
