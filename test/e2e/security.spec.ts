/** The security properties of the running app. Those of pure parts are tested in their own folders. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import type { ElectronApplication, Page } from '@playwright/test';
import { contentSecurityPolicy } from '../../main/window/securityHeaders.ts';
import { catchOpened, googleEnvironment, nextOpened, opened } from '../support/browser.ts';
import { launchApp } from '../support/electron.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain } from '../support/inMain.ts';

let launched: LaunchedApp;
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  launched = await launchApp();
  ({ app } = launched);
  page = await launched.window();
  await catchOpened(app);
  await expect(page.locator('[data-row]').first()).toBeVisible();
});
test.afterAll(() => launched.close());

const agenda = () =>
  page.evaluate(async () => {
    const dayMs = 86_400_000;
    const from = new Date(Date.now() - dayMs).toISOString();
    const reply = await window.jarvis.agenda.list({
      from,
      to: new Date(Date.now() + 7 * dayMs).toISOString(),
    });
    if (!reply.ok) throw new Error(reply.problem.kind);
    return reply.value.occurrences;
  });

test('property 1: the window is sandboxed and isolated', async () => {
  const preferences = await inMain(app)(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) =>
      (
        window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
  const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'];
  expect(await page.evaluate((list) => list.filter((name) => name in globalThis), names)).toEqual([]);
});

test('property 2: every response has the policy', async () => {
  const headers = await inMain(app)(async ({ net }) => {
    const answers = [];
    for (const url of ['app://jarvis/', 'app://jarvis/nothing.js']) {
      answers.push(Object.fromEntries((await net.fetch(url)).headers));
    }
    return answers;
  });
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
      "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'",
  );
  for (const answer of headers) {
    expect(answer).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    });
  }
});

test('property 2: the policy works: no inline script, no eval, no markup from text, no network', async () => {
  const outcome = await page.evaluate(async () => {
    const tried: Record<string, string> = {};
    const attempt = async (name: string, act: () => unknown): Promise<void> => {
      try {
        await act();
        tried[name] = 'worked';
      } catch (error) {
        tried[name] = (error as Error).name;
      }
    };
    // Code evaluated by a debugger may use eval; code that runs later may not.
    await new Promise((resolve) => setTimeout(resolve));
    // oxlint-disable-next-line no-new-func
    await attempt('eval', () => new Function('return 1')());
    await attempt('innerHTML', () => {
      document.createElement('div').innerHTML = '<b>x</b>';
    });
    await attempt('fetch', () => fetch('https://example.com/'));
    await attempt('socket', () => new WebSocket('wss://example.com/'));
    await attempt('inline', () => {
      const script = document.createElement('script');
      script.append('globalThis.inlineRan = true');
      document.head.append(script);
    });
    tried['ran'] = String('inlineRan' in globalThis);
    return tried;
  });
  expect(outcome['eval']).toBe('EvalError');
  expect(outcome['innerHTML']).toBe('TypeError');
  expect(outcome['fetch']).toBe('TypeError');
  expect(outcome['inline']).toBe('TypeError');
  expect(outcome['ran']).toBe('false');
});

test('nothing bypasses the policy: WebRTC cannot connect', async () => {
  const candidates = await page.evaluate(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] });
    const found: string[] = [];
    const gathered = new Promise<void>((resolve) => {
      peer.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.candidate !== '') found.push(candidate.candidate);
      });
    });
    peer.createDataChannel('any');
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
    peer.close();
    return found.filter((candidate) => candidate.includes(' udp '));
  });
  expect(candidates).toEqual([]);
});

test('property 3: app:// serves files of the bundle to GET, and nothing else', async () => {
  const statuses = await inMain(app)(async ({ net }) => {
    const ask = async (url: string, method = 'GET'): Promise<number> => {
      try {
        return (await net.fetch(url, { method })).status;
      } catch {
        return 0;
      }
    };
    const answers: Record<string, number> = {};
    for (const url of [
      'app://jarvis/',
      'app://jarvis/index.html',
      'app://jarvis/../main.cjs',
      'app://jarvis/..%2fmain.cjs',
      'app://jarvis/%2e%2e/main.cjs',
      'app://jarvis/%2e%2e%2fmain.cjs',
      'app://jarvis/..\\main.cjs',
      'app://jarvis/assets/..%5c..%5cmain.cjs',
      'app://jarvis/index.html%00',
      'app://jarvis//etc/passwd',
      'app://elsewhere/index.html',
      'app://jarvis.example.com/',
    ]) {
      answers[url] = await ask(url);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
      answers[method] = await ask('app://jarvis/index.html', method);
    }
    return answers;
  });
  const { 'app://jarvis/': root, 'app://jarvis/index.html': index, ...others } = statuses;
  expect([root, index]).toEqual([200, 200]);
  for (const [name, status] of Object.entries(others)) {
    expect([name, [0, 404, 405].includes(status)]).toEqual([name, true]);
  }
});

test('property 4: the window navigates nowhere, opens nothing and gets no permission', async () => {
  const url = page.url();
  await page.evaluate(async () => {
    const wait = () => new Promise((resolve) => setTimeout(resolve, 150));
    location.href = 'https://example.com/';
    await wait();
    location.assign('file:///etc/passwd');
    await wait();
    const anchor = document.createElement('a');
    anchor.href = 'https://example.com/';
    anchor.target = '_blank';
    document.body.append(anchor);
    anchor.click();
    anchor.target = '';
    anchor.click();
    anchor.remove();
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    const form = document.createElement('form');
    form.action = 'https://example.com/';
    document.body.append(form);
    form.submit();
    document.body.append(document.createElement('webview'));
    await wait();
    frame.remove();
    form.remove();
    document.querySelector('webview')?.remove();
  });
  expect(page.url()).toBe(url);
  const granted = await page.evaluate(async () => ({
    window: window.open('https://example.com/') !== null,
    notifications: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    clipboard: await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  expect(granted).toEqual({
    window: false,
    notifications: 'denied',
    geolocation: 'denied',
    camera: 'denied',
    clipboard: 'denied',
  });
  expect(await inMain(app)(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  expect(await opened(app)).toEqual([]);
});

test('property 4: a page downloads nothing, not even what it may load', async () => {
  const refused = await inMain(app)(async ({ BrowserWindow, session }) => {
    const [window] = BrowserWindow.getAllWindows();
    const asked = new Promise<boolean>((resolve) => {
      session.defaultSession.once('will-download', (event, item) => {
        resolve(event.defaultPrevented);
        if (!event.defaultPrevented) item.cancel();
      });
    });
    await window?.webContents.executeJavaScript(
      `{
        const link = document.createElement('a');
        link.href = 'app://jarvis/index.html';
        link.download = 'kept.html';
        link.click();
      }`,
      true,
    );
    return asked;
  });
  expect(refused).toBe(true);
});

test('property 4: no page hosts a webview, even if its window enables them', async () => {
  const outcome = await inMain(app)(async ({ BrowserWindow, webContents }) => {
    const host = new BrowserWindow({ show: false, webPreferences: { sandbox: true, webviewTag: true } });
    await host.loadURL('about:blank');
    const asked = new Promise<boolean>((resolve) => {
      host.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented));
    });
    await host.webContents.executeJavaScript(
      `{
        const view = document.createElement('webview');
        view.src = 'app://jarvis/';
        document.body.append(view);
      }`,
    );
    const refused = await asked;
    const views = webContents.getAllWebContents().filter((each) => each.getType() === 'webview').length;
    host.destroy();
    return { refused, views };
  });
  expect(outcome).toEqual({ refused: true, views: 0 });
});

test('property 4: no page reaches the network, even without a policy of its own', async () => {
  const asked: string[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push(`${url} ${headers.upgrade ?? ''}`);
    response.end('<p>reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tried = await inMain(app)(async ({ BrowserWindow }, host) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    const loaded = await stranger.loadURL(`http://${host}/page`).then(
      () => 'loaded',
      (error: { code?: string }) => error.code,
    );
    await stranger.loadURL('about:blank');
    const inside: unknown = await stranger.webContents.executeJavaScript(`Promise.all([
      fetch('http://${host}/fetch', { mode: 'no-cors' }).then(() => 'worked', () => 'failed'),
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('worked');
        image.onerror = () => resolve('failed');
        image.src = 'http://${host}/image';
      }),
      new Promise((resolve) => {
        const socket = new WebSocket('ws://${host}/socket');
        socket.onopen = () => resolve('worked');
        socket.onerror = () => resolve('failed');
      }),
    ])`);
    stranger.destroy();
    return { loaded, inside };
  }, address);
  await new Promise((resolve) => server.close(resolve));
  expect(tried).toEqual({ loaded: 'ERR_BLOCKED_BY_CLIENT', inside: ['failed', 'failed', 'failed'] });
  expect(asked).toEqual([]);
});

test('property 5: the window names a link, main opens it, and only https', async () => {
  const meeting = (await agenda()).find(({ joinUrl }) => joinUrl !== undefined);
  const { accountId, calendarId, eventId } = meeting ?? (await agenda())[0]!;
  const ref = { accountId, calendarId, eventId };
  expect(await page.evaluate((it) => window.jarvis.meeting.join(it), ref)).toMatchObject({ ok: true });
  expect(await opened(app)).toEqual([meeting?.joinUrl]);

  const evil = [
    { ...ref, url: 'https://example.com/' },
    { ...ref, link: { kind: 'url', url: 'https://example.com/' } },
    { ...ref, link: { kind: 'webPage', url: 'https://example.com/' } },
  ];
  for (const request of evil) {
    const reply = await page.evaluate((it) => window.jarvis.meeting.openLink(it as never), request);
    expect(reply).toMatchObject({ ok: false, problem: { kind: 'invalidRequest' } });
  }
  const missing = { ...ref, link: { kind: 'description' as const, index: 900 } };
  expect(await page.evaluate((it) => window.jarvis.meeting.openLink(it), missing)).toEqual({
    ok: false,
    problem: { kind: 'notFound' },
  });
  expect(await opened(app)).toHaveLength(1);
});

test('property 6: the window has only named functions, and bad requests return values', async () => {
  const kinds = await page.evaluate(() =>
    Object.values(window.jarvis).flatMap((noun) => Object.values(noun).map((member) => typeof member)),
  );
  expect(new Set(kinds)).toEqual(new Set(['function']));
  const replies = await page.evaluate(async () => {
    const jarvis = window.jarvis as unknown as Record<string, Record<string, (request?: unknown) => unknown>>;
    return [
      await jarvis['agenda']!['list']!({ from: 1 }),
      await jarvis['agenda']!['get']!({ calendarId: 'x'.repeat(100_000), eventId: 'e' }),
      await jarvis['settings']!['set']!({ theme: 'dark', other: 1 }),
      await jarvis['accounts']!['disconnect']!('sample'),
      await jarvis['sync']!['request']!(() => 1),
    ];
  });
  for (const reply of replies) {
    expect(reply).toMatchObject({ ok: false, problem: { kind: 'invalidRequest' } });
    expect(JSON.stringify(reply)).not.toMatch(/stack|at .*:\d+/);
  }
});

test('property 6: only our own page in a main frame is answered', async () => {
  const replies = await inMain(app)(async ({ BrowserWindow, app: electronApp }) => {
    const answers: unknown[] = [];
    for (const url of ['about:blank', 'app://elsewhere/']) {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${electronApp.getAppPath()}/dist/preload.cjs`, sandbox: true },
      });
      await stranger.loadURL(url).catch(() => undefined);
      answers.push(await stranger.webContents.executeJavaScript('window.jarvis?.app.info()'));
      stranger.destroy();
    }
    return answers;
  });
  for (const reply of replies) {
    expect(reply).toEqual({ ok: false, problem: { kind: 'invalidRequest', detail: 'sender' } });
  }
});

test('property 6: a frame inside our own page is not answered', async () => {
  const heard = await inMain(app)(async ({ BrowserWindow, app: electronApp, session }) => {
    // Our address, served without the policy that allows no frames, in a window whose frames have the preload: here a
    // frame gets further than it ever could.
    const own = session.fromPartition('framed');
    if (!own.protocol.isProtocolHandled('app')) {
      own.protocol.handle('app', ({ url }) => {
        const page = url.endsWith('/inside') ? 'inside' : '<iframe src="app://jarvis/inside"></iframe>';
        return new Response(page, { headers: { 'content-type': 'text/html' } });
      });
    }
    const preload = `${electronApp.getAppPath()}/dist/preload.cjs`;
    const host = new BrowserWindow({
      show: false,
      webPreferences: { session: own, preload, sandbox: true, nodeIntegrationInSubFrames: true },
    });
    host.webContents.removeAllListeners('will-frame-navigate');
    await host.loadURL('app://jarvis/');
    const answers: unknown = await host.webContents.executeJavaScript(`(async () => {
      const inside = frames[0];
      const call = await inside.jarvis.app.info();
      return { origin: inside.origin, call, own: (await jarvis.app.info()).ok };
    })()`);
    host.destroy();
    return answers;
  });
  expect(heard).toEqual({
    origin: 'app://jarvis',
    call: { ok: false, problem: { kind: 'invalidRequest', detail: 'sender' } },
    own: true,
  });
});

test('property 9: only its owner can read the profile', async () => {
  test.skip(process.platform === 'win32', 'Windows has no modes');
  const { userDataDir } = launched;
  const names = await readdir(userDataDir);
  for (const name of [
    'calendar.db',
    'calendar.db-wal',
    'calendar.db-shm',
    'settings.json',
    'logs/main.log',
  ]) {
    if (name === 'settings.json' && !names.includes(name)) continue;
    // The log file is created after the start.
    const mode = async () => ((await stat(path.join(userDataDir, name))).mode & 0o777).toString(8);
    await expect.poll(mode, { message: name }).toBe('600');
  }
  // Chromium replaces files of its own meanwhile.
  const openToOthers = async (): Promise<readonly string[]> => {
    const everything = await readdir(userDataDir, { recursive: true, withFileTypes: true });
    const own = everything.filter((one) => one.isFile() || one.isDirectory());
    const modes = await Promise.all(
      own.map(async (one) => (await stat(path.join(one.parentPath, one.name))).mode),
    );
    return own.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0).map(({ name }) => name);
  };
  await expect.poll(openToOthers).toEqual([]);
  expect((await stat(userDataDir)).mode & 0o777).toBe(0o700);
});

test('property 11: no title, place, address or link of a meeting is in the log', async () => {
  await page.evaluate(() => window.jarvis.sync.request());
  const occurrences = await agenda();
  const readLog = () => readFile(path.join(launched.userDataDir, 'logs', 'main.log'), 'utf8');
  await expect.poll(readLog).toContain('pass.finished outcome=succeeded');
  const log = await readLog();
  for (const { title, location, joinUrl, calendarId, eventId } of occurrences) {
    for (const text of [title, location, joinUrl, calendarId, eventId]) {
      if (text !== undefined && text.length > 4) expect(log).not.toContain(text);
    }
  }
  expect(log).not.toMatch(/@|https?:|\?/);
});

test('property 10: the sign-in’s loopback accepts one right reply and no other', async () => {
  const google = await startFakeGoogle();
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  const own = await launchApp({ env: googleEnvironment(google) });
  try {
    const ownPage = await own.window();
    await catchOpened(own.app);
    const connected = ownPage.evaluate(() => window.jarvis.accounts.connectGoogle());
    const consent = new URL(await nextOpened(own.app));
    expect(consent.origin).toBe(google.origin);
    const query = consent.searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('state')).toMatch(/^[\w-]{43,}$/);
    expect(query.get('access_type')).toBe('offline');
    const redirect = new URL(query.get('redirect_uri')!);
    expect(redirect.hostname).toBe('127.0.0.1');
    expect(Number(redirect.port)).toBeGreaterThan(1023);

    const right = `${redirect.pathname}?state=${query.get('state')}&code=forged`;
    expect(await ask(redirect, `${redirect.pathname}?state=wrong&code=x`)).toMatchObject({ status: 400 });
    expect(await ask(redirect, `/elsewhere${right}`)).toMatchObject({ status: 404 });
    expect(await ask(redirect, right, { method: 'POST' })).toMatchObject({ status: 405 });
    expect(await ask(redirect, right, { host: 'evil.example.com' })).toMatchObject({ status: 400 });

    const answer = await fetch(consent);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toContain(query.get('state'));
    expect(await connected).toMatchObject({ ok: true, value: { label: 'ada@example.com' } });
    await expect(ask(redirect, right)).rejects.toThrow();

    // The log file is created after the start.
    const readLog = () => readFile(path.join(own.userDataDir, 'logs', 'main.log'), 'utf8').catch(() => '');
    await expect.poll(readLog).toContain('account.connected');
    const log = await readLog();
    expect(log).not.toMatch(/@|https?:|\?|ya29|1\/\/|4\/|test-client/);
  } finally {
    await own.close();
    await google.stop();
  }
});

const ask = (
  at: URL,
  target: string,
  more: { method?: string; host?: string } = {},
): Promise<{ status: number | undefined }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: at.hostname,
        port: at.port,
        path: target,
        method: more.method ?? 'GET',
        headers: more.host === undefined ? {} : { host: more.host },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode }));
      },
    );
    request.on('error', reject);
    request.end();
  });
