/** Whom the app talks to: every name that Chromium or Node looks up, and every host that either connects to. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';

const recorder = path.resolve(import.meta.dirname, '../support/recordConnections.cjs');

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly {
    readonly type: number;
    readonly source: { readonly id: number };
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
}

/** Chromium writes an event a line, and what ends the list only at an orderly end. */
const parseNetLog = (text: string): NetLog => {
  try {
    return JSON.parse(text) as NetLog;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`) as NetLog;
  }
};

/** The hosts in Chromium's net log: of requests, of lookups, of connections, of datagrams that were sent. */
const hostsIn = ({ constants, events }: NetLog): string[] => {
  // A datagram socket is also connected to learn a route (whether IPv6 leads anywhere): nothing is sent by
  // that. What is really connected is told as TCP_CONNECT as well.
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

/** Of `https://host:443`, `host:443`, `[::1]:443` and `host`. */
const hostOf = (text: string): string => {
  const url = text.includes('://') ? text : `tcp://${text}`;
  return URL.canParse(url) ? new URL(url).hostname : text;
};

test('start, sign-in, sync and rest reach Google and nobody else [property 4]', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  const [netLog, nodeLog] = [path.join(profile, 'net.json'), path.join(profile, 'node.txt')];
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  const { app, page } = await openWithGoogle({
    userDataDir: profile,
    args: [`--log-net-log=${netLog}`],
    required: recorder,
    env: { RECORDED_CONNECTIONS: nodeLog },
  });
  await connectGoogle(app, page);
  // Typing is what a spelling checker waits for.
  await page.keyboard.press('/');
  await page.keyboard.type('revue fictional wrod');
  await page.evaluate(() => window.jarvis.sync.request({ mode: 'background' }));
  await page.evaluate(() => window.jarvis.sync.request());
  await app.close();

  const chromium = new Set(hostsIn(parseNetLog(await readFile(netLog, 'utf8'))));
  const node = new Set((await readFile(nodeLog, 'utf8')).trim().split('\n').map(hostOf));
  const ours = new URL(google.origin).hostname;
  // Chromium asks Google; Node's recorder begins with this line of its own.
  expect(chromium).toContain(ours);
  expect(node).toContain('127.0.0.1');
  expect([...chromium, ...node].filter((host) => host !== ours)).toEqual([]);
});
