/** Writing in the running app: Google's consent for it, and the connections that it uses. */
import type { Page } from '@playwright/test';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { Reach } from '../../shared/writing.ts';
import { nextOpened, opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain } from '../support/inMain.ts';

const address = 'ada@example.com';
const accountId = `google:${address}` as AccountId;

let google: FakeGoogle;
let launched: LaunchedApp;
let launch: () => Promise<Page>;

test.beforeEach(({ google: ours, profile, openWithGoogle }) => {
  google = ours;
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  launch = async () => {
    const { app, page } = await openWithGoogle({ userDataDir: profile });
    launched = app;
    return page;
  };
});

/** Turns writing on, with the person's way through Google's pages. */
const enable = async (page: Page, reach: Reach) => {
  const before = (await opened(launched.app)).length;
  const enabling = page.evaluate((request) => window.jarvis.writing.enable(request), { accountId, reach });
  await fetch(await nextOpened(launched.app, before));
  return enabling;
};
const state = async (page: Page) => {
  const reply = await page.evaluate(() => window.jarvis.writing.state());
  return reply.ok ? reply.value.accounts : [];
};
const scopes = async (): Promise<readonly string[]> =>
  (await opened(launched.app)).map((url) =>
    (new URL(url).searchParams.get('scope') ?? '').replaceAll('https://www.googleapis.com/auth/', ''),
  );

test('a sign-in only reads until a person turns writing on; a restart keeps it, a switch ends it [W1, W3, W5]', async () => {
  let page = await launch();
  await connectGoogle(launched, page);
  const off = { accountId, email: address, on: false, reach: null, needsSignIn: false };
  expect(await state(page)).toEqual([off]);
  expect(await enable(page, 'own')).toMatchObject({ ok: true, value: { anyOn: true } });
  const toRead = 'calendar.events.readonly calendar.calendarlist.readonly';
  expect(await scopes()).toEqual([toRead, `${toRead} calendar.events.owned`]);
  await launched.close();

  page = await launch();
  const on = { accountId, email: address, on: true, reach: 'own', needsSignIn: false };
  await expect.poll(() => state(page)).toEqual([on]);
  await page.evaluate((id) => window.jarvis.writing.disable({ accountId: id }), accountId);
  expect(await state(page)).toEqual([off]);
  expect(google.oauth.revoked).toEqual([]);
});

test('the box for writing unticked, a refusal, another account: reading goes on [W4]', async () => {
  const page = await launch();
  await connectGoogle(launched, page);
  const { settings } = google.oauth;
  settings.consent = 'partial';
  settings.partialScopes = ['calendar.events.readonly', 'calendar.calendarlist.readonly'].map(
    (name) => `https://www.googleapis.com/auth/${name}`,
  );
  const missing = { kind: 'writeScopeMissing', accountId };
  expect(await enable(page, 'every')).toEqual({ ok: false, problem: missing });
  settings.consent = 'denied';
  const denied = { kind: 'signInFailed', cause: 'denied' };
  expect(await enable(page, 'every')).toEqual({ ok: false, problem: denied });
  Object.assign(settings, { consent: 'granted', account: 'other@example.com' });
  const other = { kind: 'signInFailed', cause: 'otherAccount' };
  expect(await enable(page, 'every')).toEqual({ ok: false, problem: other });
  expect(await state(page)).toMatchObject([{ on: false, reach: null }]);
  const pass = await page.evaluate(() => window.jarvis.sync.request());
  expect(pass).toMatchObject({ ok: true, value: { outcome: 'succeeded' } });
});

/** Grace invites Ada and Mia to a meeting tomorrow. */
const invite = (): { calendarId: CalendarId; eventId: EventId } => {
  const start = Date.now() + 86_400_000;
  const [from, to] = [start, start + 3_600_000].map((ms) => ({ dateTime: new Date(ms).toISOString() }));
  google.model.addPerson('grace@example.com');
  google.model.writes.insert('grace@example.com', {
    asOwner: true,
    body: {
      id: 'planning1',
      summary: 'Planning',
      start: from,
      end: to,
      attendees: [{ email: address }, { email: 'mia@example.com' }],
    },
  });
  return { calendarId: address as CalendarId, eventId: 'planning1' as EventId };
};
const accept = (page: Page, ref: ReturnType<typeof invite>) =>
  page.evaluate(async (answered) => {
    await window.jarvis.settings.set({ undoSeconds: 5 });
    const draft = {
      kind: 'respond',
      ref: answered,
      scope: 'one',
      response: 'accepted',
      comment: null,
    } as const;
    const preview = await window.jarvis.edits.preview({ draft });
    if (!preview.ok) return preview;
    const { token } = preview.value;
    return window.jarvis.edits.submit({ opId: crypto.randomUUID(), token, notify: 'all' });
  }, ref);
const waiting = async (page: Page) => {
  const reply = await page.evaluate(() => window.jarvis.outbox.list());
  return reply.ok ? reply.value.map(({ problem }) => problem?.kind ?? null) : null;
};
const responses = () => google.model.mails.filter(({ kind }) => kind === 'response').length;
const atGrace = () =>
  google.model.find('grace@example.com', 'planning1')?.attendees?.map((one) => one.responseStatus);

test('an answer whose reply is lost goes out once, over connections that Chromium cannot use again [W18, W19, W22]', async () => {
  const ref = invite();
  const page = await launch();
  await connectGoogle(launched, page);
  expect(await enable(page, 'own')).toMatchObject({ ok: true });
  google.faults.add({ kind: 'reset', applied: true }, { when: ({ method }) => method === 'PATCH' });
  expect(await accept(page, ref)).toMatchObject({ ok: true, value: { kind: 'respond' } });
  // Held, sent, its reply lost, read, confirmed.
  await expect.poll(() => waiting(page), { timeout: 60_000 }).toEqual([]);
  const patches = google.requests.filter(({ method }) => method === 'PATCH');
  expect(patches.map(({ json }) => json)).toEqual([
    { attendeesOmitted: true, attendees: [{ email: address, responseStatus: 'accepted' }] },
  ]);
  expect(responses()).toBe(1);
  expect(atGrace()).toEqual(['accepted', 'needsAction']);
});

test('X11: a permission taken back: the answer waits, reading goes on, and a new consent sends it once [W5]', async () => {
  const ref = invite();
  const page = await launch();
  await connectGoogle(launched, page);
  expect(await enable(page, 'own')).toMatchObject({ ok: true });
  google.oauth.withdrawScopes(['calendar.events.owned']);
  expect(await accept(page, ref)).toMatchObject({ ok: true });
  await expect.poll(() => waiting(page)).toEqual(['writeScopeMissing']);
  expect(await state(page)).toMatchObject([{ on: true, reach: 'own', needsSignIn: true }]);
  const pass = await page.evaluate(() => window.jarvis.sync.request());
  expect(pass).toMatchObject({ ok: true, value: { outcome: 'succeeded' } });
  expect(responses()).toBe(0);
  expect(await enable(page, 'own')).toMatchObject({ ok: true });
  await expect.poll(() => waiting(page), { timeout: 60_000 }).toEqual([]);
  expect([responses(), atGrace()]).toEqual([1, ['accepted', 'needsAction']]);
});

test('Chromium sends a request again when a kept connection dies, but not when connections are closed first [W19]', async () => {
  await launch();
  google.oauth.settings.acceptAnyToken = true;
  const url = `${google.origin}/calendar/v3/calendars/${encodeURIComponent(address)}/events`;
  const send = (method: string, closes: boolean): Promise<number | string> =>
    inMain(launched.app)(
      ({ net, session }, asked) =>
        new Promise((resolve) => {
          const own = session.fromPartition('probe', { cache: false });
          const closed = asked.closes ? own.closeAllConnections() : Promise.resolve();
          void closed.then(() => {
            const request = net.request({ session: own, url: asked.url, method: asked.method });
            request.setHeader('authorization', 'Bearer any');
            request.setHeader('content-type', 'application/json');
            request.on('response', (message) => {
              message.on('data', () => undefined);
              message.on('end', () => resolve(message.statusCode));
            });
            request.on('error', ({ message }) => resolve(message));
            request.end(asked.method === 'GET' ? undefined : '{}');
          });
        }),
      { url, method, closes },
    );
  const posts = () => google.requests.filter(({ method }) => method === 'POST').length;

  expect(await send('GET', false)).toBe(200);
  google.faults.add({ kind: 'reset' });
  // Nothing of the first attempt is reported.
  expect(await send('POST', false)).toBe(400);
  expect(posts()).toBe(2);

  expect(await send('GET', false)).toBe(200);
  google.faults.add({ kind: 'reset' });
  expect(await send('POST', true)).toMatch(/^net::ERR_/);
  expect(posts()).toBe(3);
});
