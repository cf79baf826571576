/**
 * Asks a live Google about what docs/WRITE.md calls unverified, with a Google account made for the purpose, and prints
 * what it replies. See docs/WRITE-CHECKLIST.md. Everything it creates is named "Jarvis writing test", takes place in
 * 2099, invites nobody, and is deleted at the end.
 *
 *     npm run -s try:writing -- --account=throwaway@gmail.com [--invitation=EVENT_ID] [--wait=60]
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: {
    account: { type: 'string' },
    invitation: { type: 'string' },
    wait: { type: 'string', default: '60' },
  },
});
const { env } = process;
const clientId = env.JARVIS_OAUTH_CLIENT_ID;
const apiRoot = env.JARVIS_GOOGLE_API_ROOT ?? 'https://www.googleapis.com';
const authUrl = env.JARVIS_OAUTH_AUTH_URL ?? 'https://accounts.google.com/o/oauth2/v2/auth';
const tokenUrl = env.JARVIS_OAUTH_TOKEN_URL ?? 'https://oauth2.googleapis.com/token';
const scopes = ['calendar.events', 'calendar.calendarlist.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** Waits for the browser's reply to the consent page. */
async function signIn() {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(32).toString('base64url');
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const redirectUri = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
  const url = new URL(authUrl);
  const parameters = {
    client_id: clientId ?? '',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    login_hint: given.account ?? '',
    prompt: 'consent',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  console.error(`Open this address, sign in and allow everything:\n\n${url.href}\n`);
  const code = await new Promise((resolve) => {
    server.on('request', (request, response) => {
      const answer = new URL(request.url ?? '/', redirectUri).searchParams;
      response.end('You can close this tab.');
      if (answer.get('state') === state) resolve(answer.get('code'));
    });
  });
  server.close();
  server.closeAllConnections();
  const form = {
    grant_type: 'authorization_code',
    code: String(code),
    code_verifier: verifier,
    redirect_uri: redirectUri,
    client_id: clientId ?? '',
    ...(env.JARVIS_OAUTH_CLIENT_SECRET && { client_secret: env.JARVIS_OAUTH_CLIENT_SECRET }),
  };
  const reply = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = /** @type {{ access_token?: string }} */ (await reply.json());
  if (token === undefined) fail('The sign-in did not work.');
  return token;
}

/** @param {string} text @returns {never} */
function fail(text) {
  console.error(text);
  process.exit(1);
}

/** @typedef {{ status: number, reason: string, body: any }} Reply */
/** @param {string} token */
const createApi = (token) => {
  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body?: object, ifMatch?: string }} [more]
   * @returns {Promise<Reply>}
   */
  return async (method, path, { body, ifMatch } = {}) => {
    const reply = await fetch(`${apiRoot}/calendar/v3/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch && { 'if-match': ifMatch }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const json = text === '' ? null : JSON.parse(text);
    return { status: reply.status, reason: json?.error?.errors?.[0]?.reason ?? '', body: json };
  };
};

const zone = 'Europe/Berlin';
/** @param {number} day @param {number} [hour] */
const times = (day, hour = 10) => ({
  summary: 'Jarvis writing test',
  start: { dateTime: `2099-03-${day}T${hour}:00:00`, timeZone: zone },
  end: { dateTime: `2099-03-${day}T${hour + 1}:00:00`, timeZone: zone },
});
const newId = () => [...randomBytes(26)].map((byte) => (byte % 32).toString(32)).join('');
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const said = (/** @type {Reply} */ { status, reason }) => `${status}${reason && ` ${reason}`}`;

async function main() {
  if (!clientId || !given.account)
    fail('Set JARVIS_OAUTH_CLIENT_ID and JARVIS_OAUTH_CLIENT_SECRET, and name the account with --account=.');
  const api = createApi(await signIn());
  const { body: list } = await api('GET', 'users/me/calendarList');
  const primary = list.items.find((/** @type {any} */ one) => one.primary)?.id;
  if (primary !== given.account) fail(`That was ${primary}, not ${given.account}. Nothing was written.`);
  const events = `calendars/${encodeURIComponent(primary)}/events`;
  /** @type {string[]} */
  const created = [];
  /** @param {object} body @param {string} [query] */
  const insert = async (body, query = 'sendUpdates=none') => {
    const id = newId();
    created.push(id);
    return { id, reply: await api('POST', `${events}?${query}`, { body: { id, ...body } }) };
  };
  /** @param {string} rule @param {string} question @param {string} answer */
  const tell = (rule, question, answer) => console.log(`| ${rule} | ${question} | ${answer} |`);
  console.log('| rule | question | answer |\n| --- | --- | --- |');

  const { id, reply: first } = await insert(times(10));
  tell('W38', 'a read right after the creation', said(await api('GET', `${events}/${id}`)));
  const again = { body: { id, ...times(10) } };
  tell('W14', 'the same id again', said(await api('POST', events, again)));
  const etag = first.body.etag;
  let moved = 'not at all';
  for (let second = 0; second < Number(given.wait); second += 5) {
    const { body } = await api('GET', `${events}/${id}`);
    if (body.etag !== etag) moved = `after ${second} s`;
    if (body.etag !== etag) break;
    await pause(5000);
  }
  tell('W16', `the etag moves by itself within ${given.wait} s`, moved);
  await api('DELETE', `${events}/${id}?sendUpdates=none`);
  tell('W14', 'the id of a deleted event', said(await api('POST', events, again)));
  tell('W17', 'deleting again, old etag', said(await api('DELETE', `${events}/${id}`, { ifMatch: etag })));
  tell(
    'W17',
    'changing a deleted event',
    said(await api('PATCH', `${events}/${id}`, { body: { location: 'x' } })),
  );
  tell('W17', 'reading a deleted event', (await api('GET', `${events}/${id}`)).body?.status ?? 'gone');

  const series = await insert({ ...times(11), recurrence: ['RRULE:FREQ=DAILY;COUNT=4'] });
  const instances = `${events}/${series.id}/instances?originalStart=2099-03-12T10:00:00%2B01:00`;
  const one = (await api('GET', instances)).body?.items?.[0];
  tell('W28', 'an instance by its original start', one?.id?.replace(series.id, '<id>') ?? 'not found');
  await api('PATCH', `${events}/${one?.id}`, { body: { location: 'Exception' } });
  await api('PATCH', `${events}/${series.id}`, { body: times(11, 14) });
  const after = (await api('GET', `${events}/${one?.id}`)).body;
  const kept = after?.location === 'Exception' ? `kept at ${after.start?.dateTime}` : 'reset or gone';
  tell('W29', 'an exception after the series was moved', kept);

  const call = { conferenceData: { createRequest: { requestId: newId() } } };
  const met = await insert({ ...times(15), ...call }, 'conferenceDataVersion=1&sendUpdates=none');
  const status = met.reply.body?.conferenceData?.createRequest?.status?.statusCode;
  tell('W33', 'a call', `${said(met.reply)}, ${status ?? 'no call'}`);

  const other = list.items.find((/** @type {any} */ entry) => !entry.primary && entry.accessRole === 'owner');
  if (other === undefined) tell('W32', 'moving', 'skipped: the account has no second calendar');
  else {
    const { id: movable } = await insert(times(16));
    const destination = encodeURIComponent(other.id);
    const move = `${events}/${movable}/move?destination=${destination}&sendUpdates=none`;
    const stale = await api('POST', move, { ifMatch: '"0"' });
    tell('W15', 'moving with a stale etag', said(stale));
    const there = stale.status === 200 ? stale : await api('POST', move);
    tell('W32', 'the id after moving', there.body?.id === movable ? 'kept' : 'another one');
    await api('DELETE', `calendars/${destination}/events/${there.body?.id}?sendUpdates=none`);
  }

  if (given.invitation === undefined) tell('W22', 'an answer', 'skipped: no --invitation=');
  else {
    const path = `${events}/${given.invitation}`;
    const before = (await api('GET', path)).body;
    const own = { email: primary, responseStatus: 'tentative', comment: 'Jarvis writing test' };
    const body = { attendeesOmitted: true, attendees: [own] };
    const answered = await api('PATCH', `${path}?sendUpdates=all`, { body, ifMatch: before.etag });
    const now = (await api('GET', path)).body;
    const guests = (/** @type {any} */ event) => event?.attendees?.length ?? 0;
    tell('W22', 'an answer', `${said(answered)}, ${guests(before)} guests before, ${guests(now)} after`);
    const mine = now?.attendees?.find((/** @type {any} */ guest) => guest.self);
    tell('W24', 'its comment', mine?.comment === own.comment ? 'kept' : 'lost');
  }

  for (const left of created) await api('DELETE', `${events}/${left}?sendUpdates=none`);
  console.error(
    '\nEverything that was created is deleted. Now go through the list in docs/WRITE-CHECKLIST.md.',
  );
}

await main();
