/** Which hosts the app contacts: every name that Chromium or Node looks up, and every host that either connects to. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchOptions } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { eventLines, feedOf, startFeedServer } from '../support/feedServer.ts';

const recorder = path.resolve(import.meta.dirname, '../support/recordConnections.cjs');

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly {
    readonly type: number;
    readonly source: { readonly id: number };
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
}

/** Chromium writes an event per line, and the end of the list only at an orderly end. */
const parseNetLog = (text: string): NetLog => {
  try {
    return JSON.parse(text) as NetLog;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`) as NetLog;
  }
};

/** Returns the hosts in Chromium's net log: of requests, lookups, connections, and datagrams that were sent. */
const hostsIn = ({ constants, events }: NetLog): string[] => {
  // A datagram socket is also connected to determine a route (whether IPv6 works), which sends nothing. A real
  // connection also appears as TCP_CONNECT.
  const sent = new Set(
    events
      .filter(({ type }) => type === constants.logEventTypes['UDP_BYTES_SENT'])
      .map(({ source }) => source.id),
  );
  const datagrams = new Set(
    ['SOCKET_CONNECT', 'UDP_CONNECT', 'UDP_LOCAL_ADDRESS'].map((name) => constants.logEventTypes[name]),
  );
  const told = events.filter(({ type, source }) => !datagrams.has(type) || sent.has(source.id));
  return told.flatMap(({ params = {} }) => {
    const { url, host, address, remote_address: remote, address_list: list = [] } = params;
    const named = [url, host, address, remote, ...(list as unknown[])];
    return named
      .filter((value) => typeof value === 'string')
      .filter((value) => !/^(app|data|blob|devtools|chrome):/.test(value))
      .map(hostOf);
  });
};

/** Accepts `https://host:443`, `host:443`, `[::1]:443` and `host`. */
const hostOf = (text: string): string => {
  const url = text.includes('://') ? text : `tcp://${text}`;
  return URL.canParse(url) ? new URL(url).hostname : text;
};

/** What an app wrote down of its connections, as hosts. */
const contacted = async (
  logs: Logs,
): Promise<{ readonly chromium: Set<string>; readonly node: Set<string> }> => ({
  chromium: new Set(hostsIn(parseNetLog(await readFile(logs.net, 'utf8')))),
  node: new Set((await readFile(logs.node, 'utf8')).trim().split('\n').map(hostOf)),
});

interface Logs {
  readonly net: string;
  readonly node: string;
}
const logsIn = (profile: string): Logs => ({
  net: path.join(profile, 'net.json'),
  node: path.join(profile, 'node.txt'),
});
/** Makes an app write down its connections. */
const recorded = (userDataDir: string): LaunchOptions => {
  const { net, node } = logsIn(userDataDir);
  return {
    userDataDir,
    args: [`--log-net-log=${net}`],
    required: recorder,
    env: { RECORDED_CONNECTIONS: node },
  };
};

test('start, sign-in, sync and idling contact Google and nobody else [property 4]', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  const { app, page } = await openWithGoogle(recorded(profile));
  await connectGoogle(app, page);
  // A spelling checker would start when someone types.
  await page.keyboard.press('/');
  await page.keyboard.type('revue fictional wrod');
  await page.evaluate(() => window.jarvis.sync.request({ mode: 'background' }));
  await page.evaluate(() => window.jarvis.sync.request());
  await app.close();

  const { chromium, node } = await contacted(logsIn(profile));
  const ours = new URL(google.origin).hostname;
  // Chromium contacts Google; Node's recorder begins with this line of its own.
  expect(chromium).toContain(ours);
  expect(node).toContain('127.0.0.1');
  expect([...chromium, ...node].filter((host) => host !== ours)).toEqual([]);
});

test('with a calendar by its address, that address is contacted and nobody else [property 4]', async ({
  launch,
  profile,
}) => {
  const server = await startFeedServer();
  const links = ['URL:https://elsewhere.example.com/page', 'ATTACH:https://files.example.com/plan'];
  server.answers.set('/a.ics', { body: feedOf([...eventLines('one', Date.now() + 3_600_000, links)]) });
  const app = await launch(recorded(profile));
  const page = await app.window();
  const added = await page.evaluate(
    (address) => window.jarvis.accounts.connectFeed({ address }),
    `${server.origin.replace('127.0.0.1', 'localhost')}/a.ics`,
  );
  expect(added).toMatchObject({ ok: true });
  await page.evaluate(() => window.jarvis.sync.request());
  await expect(page.getByText('Fictional one').first()).toBeVisible();
  // It takes the place of the sample, as the sample's own texts say.
  const accounts = await page.evaluate(() => window.jarvis.accounts.list());
  expect(accounts).toMatchObject({ ok: true, value: [{ kind: 'feed' }] });
  await app.close();
  await server.stop();

  const { chromium, node } = await contacted(logsIn(profile));
  expect(chromium).toContain('localhost');
  // Where the name leads, and the recorder's own line.
  const expected = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
  expect([...chromium, ...node].filter((host) => !expected.has(host))).toEqual([]);
});
