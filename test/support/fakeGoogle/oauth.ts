/**
 * Google's sign-in for a desktop app [S38, S39]: a consent page that replies at once for an imagined person, a token
 * endpoint with PKCE, refresh tokens that stay, rotate or are never sent, and revocation.
 */
import { createHash } from 'node:crypto';

const scopeRoot = 'https://www.googleapis.com/auth/';
const allows = {
  calendarList: ['calendar.calendarlist.readonly', 'calendar.calendarlist', 'calendar.readonly', 'calendar'],
  events: ['calendar.events.readonly', 'calendar.events', 'calendar.readonly', 'calendar'],
  write: ['calendar.events', 'calendar'],
  writeOwn: ['calendar.events.owned', 'calendar.events', 'calendar'],
};

export interface OauthAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly location?: string;
}

export interface OauthSettings {
  /** What the person does on the consent page; `ignored`: leaves it open; `page`: a form with a box per permission. */
  consent: 'granted' | 'denied' | 'partial' | 'ignored' | 'page';
  /** The address of the person who signs in, if it is not the one whose calendars the server has. */
  account: string | null;
  /** The scopes (full names) granted by a partial consent. */
  partialScopes: readonly string[];
  /** Google sends one with the code exchange and none on refresh. */
  refreshTokens: 'once' | 'rotating' | 'never';
  accessTokenLifetimeS: number;
  /** If set, the token endpoint requires it. */
  clientSecret: string | null;
  /** Returns another state, like a forger. */
  forgeState: boolean;
  /** Accepts every Bearer token, for tests that are not about sign-in. */
  acceptAnyToken: boolean;
}

interface Grant {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly account: string | null;
}

export type FakeOauth = ReturnType<typeof createOauth>;

export function createOauth(now: () => number) {
  const settings: OauthSettings = {
    consent: 'granted',
    account: null,
    partialScopes: [`${scopeRoot}calendar.calendarlist.readonly`],
    refreshTokens: 'once',
    accessTokenLifetimeS: 3599,
    clientSecret: null,
    forgeState: false,
    acceptAnyToken: false,
  };
  const codes = new Map<
    string,
    Grant & {
      readonly challenge: string;
      readonly redirectUri: string;
      readonly offline: boolean;
      readonly untilMs: number;
    }
  >();
  const refreshTokens = new Map<string, Grant>();
  const accessTokens = new Map<
    string,
    Grant & { expiresAtMs: number; readonly refreshToken: string | null }
  >();
  const revoked: string[] = [];
  let count = 0;

  const refuse = (error: string, description: string, status = 400): OauthAnswer => ({
    status,
    body: { error, error_description: description },
  });
  const html = (status: number, text: string): OauthAnswer => ({
    status,
    body: `<!doctype html><title>Sign in</title><p>${text}</p>`,
  });

  function newAccessToken(grant: Grant, refreshToken: string | null): string {
    const token = `ya29.fake-${++count}`;
    const expiresAtMs = now() + settings.accessTokenLifetimeS * 1000;
    accessTokens.set(token, { ...grant, expiresAtMs, refreshToken });
    return token;
  }
  function newRefreshToken(grant: Grant): string {
    const token = `1//fake-${++count}`;
    refreshTokens.set(token, grant);
    return token;
  }
  const tokenBody = (grant: Grant, accessToken: string, refreshToken: string | null): unknown => ({
    access_token: accessToken,
    expires_in: settings.accessTokenLifetimeS,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
  });

  /** The consent page: redirects to the app's loopback address at once. */
  function authorize(query: Readonly<Record<string, string>>): OauthAnswer {
    const { redirect_uri: redirectUri = '', client_id: clientId, state, scope } = query;
    if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(redirectUri))
      return html(400, 'Error 400: redirect_uri_mismatch');
    if (query['response_type'] !== 'code' || !clientId || !scope)
      return html(400, 'Error 400: invalid_request');
    if (!query['code_challenge'] || query['code_challenge_method'] !== 'S256')
      return html(400, 'Error 400: code_challenge is required');
    if (settings.consent === 'ignored') return html(200, 'Choose an account');
    if (settings.consent === 'page' && query['decision'] === undefined) return consentPage(query, scope);
    const target = new URL(redirectUri);
    if (state !== undefined) target.searchParams.set('state', settings.forgeState ? 'forged' : state);
    if (settings.consent === 'denied' || query['decision'] === 'deny') {
      target.searchParams.set('error', 'access_denied');
      return { status: 302, body: '', location: target.href };
    }
    const asked = scope.split(' ');
    const ticked = settings.consent === 'page' ? (query['granted'] ?? '').split(',') : settings.partialScopes;
    const takesAll = settings.consent === 'granted';
    const scopes = takesAll ? asked : asked.filter((one) => ticked.includes(one));
    const code = `4/fake-${++count}`;
    codes.set(code, {
      clientId,
      scopes,
      account: settings.account,
      redirectUri,
      challenge: query['code_challenge'],
      offline: query['access_type'] === 'offline',
      untilMs: now() + 600_000,
    });
    target.searchParams.set('code', code);
    target.searchParams.set('scope', scopes.join(' '));
    return { status: 302, body: '', location: target.href };
  }

  /** Every permission has a box of its own [W4]; the form comes back here with those that are ticked. */
  function consentPage(query: Readonly<Record<string, string>>, scope: string): OauthAnswer {
    const field = ([name, value]: readonly [string, string]): string =>
      `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;
    const box = (name: string): string =>
      `<p><label><input type="checkbox" name="granted" value="${escaped(name)}" checked> ${escaped(name)}</label></p>`;
    return html(
      200,
      `An app wants to use your calendars as ${escaped(query['login_hint'] ?? 'you')}.</p><form action="/auth">` +
        Object.entries(query).map(field).join('') +
        scope.split(' ').map(box).join('') +
        '<button name="decision" value="allow">Continue</button> ' +
        '<button name="decision" value="deny">Cancel</button></form><p>',
    );
  }

  function token(form: Readonly<Record<string, string>>): OauthAnswer {
    if (settings.clientSecret !== null && form['client_secret'] !== settings.clientSecret)
      return refuse('invalid_client', 'Unauthorized', 401);
    if (form['grant_type'] === 'authorization_code') return exchange(form);
    if (form['grant_type'] === 'refresh_token') return refresh(form);
    return refuse('unsupported_grant_type', `Invalid grant_type: ${form['grant_type']}`);
  }

  function exchange(form: Readonly<Record<string, string>>): OauthAnswer {
    const code = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    if (!code || code.untilMs < now()) return refuse('invalid_grant', 'Malformed auth code.');
    if (form['client_id'] !== code.clientId) return refuse('invalid_client', 'Unauthorized', 401);
    if (form['redirect_uri'] !== code.redirectUri) return refuse('redirect_uri_mismatch', 'Bad Request');
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    if (challenge !== code.challenge) return refuse('invalid_grant', 'Invalid code verifier.');
    const refreshToken = code.offline && settings.refreshTokens !== 'never' ? newRefreshToken(code) : null;
    return { status: 200, body: tokenBody(code, newAccessToken(code, refreshToken), refreshToken) };
  }

  function refresh(form: Readonly<Record<string, string>>): OauthAnswer {
    const old = form['refresh_token'] ?? '';
    const grant = refreshTokens.get(old);
    if (!grant || (form['client_id'] !== grant.clientId && grant.clientId !== '*'))
      return refuse('invalid_grant', 'Token has been expired or revoked.');
    if (settings.refreshTokens !== 'rotating')
      return { status: 200, body: tokenBody(grant, newAccessToken(grant, old), null) };
    refreshTokens.delete(old);
    const rotated = newRefreshToken(grant);
    return { status: 200, body: tokenBody(grant, newAccessToken(grant, rotated), rotated) };
  }

  /** Revoking either token ends the whole grant. */
  function revoke(text: string): OauthAnswer {
    const refreshToken = refreshTokens.has(text) ? text : accessTokens.get(text)?.refreshToken;
    if (refreshToken === undefined) return refuse('invalid_token', 'Token expired or revoked');
    revoked.push(text);
    accessTokens.delete(text);
    if (refreshToken !== null) {
      refreshTokens.delete(refreshToken);
      for (const [key, one] of accessTokens) if (one.refreshToken === refreshToken) accessTokens.delete(key);
    }
    return { status: 200, body: {} };
  }

  /** Returns whether this Authorization header is valid for that endpoint. */
  function check(header: string | null, what: keyof typeof allows): 'allowed' | 'invalid' | 'scopeMissing' {
    const text = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
    if (text !== undefined && settings.acceptAnyToken) return 'allowed';
    const grant = accessTokens.get(text ?? '');
    if (!grant || grant.expiresAtMs <= now()) return 'invalid';
    const names = grant.scopes.map((scope) => scope.replace(scopeRoot, ''));
    return allows[what].some((name) => names.includes(name)) ? 'allowed' : 'scopeMissing';
  }

  /** Returns whose token it is; null: of the person whose calendars the server has. */
  function accountOf(header: string | null): string | null {
    const text = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
    return accessTokens.get(text ?? '')?.account ?? null;
  }

  return {
    settings,
    accountOf,
    authorize,
    token,
    revoke,
    check,
    /** Tokens revoked by the app, in order. */
    revoked: revoked as readonly string[],
    /** Issues a consent without the browser; its refresh token works for every client id. */
    issue(scopes: readonly string[] = ['calendar.events.readonly', 'calendar.calendarlist.readonly']) {
      const grant = {
        clientId: '*',
        account: null,
        scopes: scopes.map((one) => (one.includes(':') ? one : scopeRoot + one)),
      };
      const refreshToken = newRefreshToken(grant);
      return { accessToken: newAccessToken(grant, refreshToken), refreshToken };
    },
    /** Makes every existing access token return 401; refreshing still works. */
    expireAccessTokens() {
      for (const one of accessTokens.values()) one.expiresAtMs = 0;
    },
    /** Google takes these permissions out of every consent; the rest of it stays [W5]. */
    withdrawScopes(names: readonly string[]) {
      const left = ({ scopes }: Grant): readonly string[] =>
        scopes.filter((one) => !names.includes(one.replace(scopeRoot, '')));
      for (const [key, one] of refreshTokens) refreshTokens.set(key, { ...one, scopes: left(one) });
      for (const [key, one] of accessTokens) accessTokens.set(key, { ...one, scopes: left(one) });
    },
    /** The person withdraws the app's access: 401, and invalid_grant on refresh [S39]. */
    withdraw() {
      accessTokens.clear();
      refreshTokens.clear();
    },
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
