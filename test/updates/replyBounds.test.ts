/** electron-updater's own HTTP code, over Node's requests instead of Electron's, with a real server. */
import { createServer, request as nodeRequest } from 'node:http';
import type { IncomingMessage, RequestListener, RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { boundReplies } from '../../main/updates/replyBounds.ts';
import type { ReplyBounds, UpdateRequests } from '../../main/updates/replyBounds.ts';

interface Executor extends UpdateRequests {
  request(options: RequestOptions): Promise<string | null>;
  download(url: URL, destination: string, options: unknown): Promise<string>;
}
const require = createRequire(import.meta.url);
const { ElectronHttpExecutor } = require('electron-updater/out/electronHttpExecutor.js') as {
  ElectronHttpExecutor: new () => Executor;
};
const { CancellationToken } = require('electron-updater') as { CancellationToken: new () => unknown };

class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: unknown, onResponse: (response: never) => void): never {
    const { redirect: _, ...rest } = options as RequestOptions & { redirect?: string };
    return nodeRequest(
      { ...rest, protocol: 'http:' },
      onResponse as (response: IncomingMessage) => void,
    ) as never;
  }
}

const bounds: ReplyBounds = { text: 1000, download: 100_000, textMs: 20_000, idleMs: 20_000 };

const stage = async (answer: RequestListener, more: Partial<ReplyBounds> = {}) => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const executor = new NodeExecutor();
  const made: unknown[] = [];
  boundReplies(executor, (request) => made.push(request), { ...bounds, ...more });
  const folder = mkdtempSync(join(tmpdir(), 'jarvis-update-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return {
    made,
    ask: () => executor.request({ hostname: '127.0.0.1', port, path: '/latest.yml' }),
    download: () =>
      executor.download(new URL(`http://127.0.0.1:${port}/app`), join(folder, 'app'), {
        cancellationToken: new CancellationToken(),
      }),
  };
};
const sends =
  (bytes: number): RequestListener =>
  (_request, response) =>
    void response.end('x'.repeat(bytes));
/** Begins to reply and never ends. */
const stalls: RequestListener = (_request, response) => void response.write('version: 2');

test('a text within its limits is returned', async () => {
  const { ask, made } = await stage(sends(1000));
  expect(await ask()).toHaveLength(1000);
  expect(made).toHaveLength(1);
});

test('[F15] a text that is too long is cut off', async () => {
  const { ask } = await stage(sends(1001));
  await expect(ask()).rejects.toThrow('too large');
});

test('[F15] a text that does not end is cut off', async () => {
  const { ask } = await stage(stalls, { textMs: 50 });
  await expect(ask()).rejects.toThrow('took too long');
});

test('[F15] a server that never replies is given up', async () => {
  const { ask } = await stage(() => {}, { idleMs: 50 });
  await expect(ask()).rejects.toThrow('stopped answering');
});

test('a download may be longer than a text', async () => {
  const { download } = await stage(sends(50_000));
  expect(await download()).toMatch(/app$/);
});

test('[F15] a download that is too long, or that stalls, is given up', async () => {
  const large = await stage(sends(200_000));
  await expect(large.download()).rejects.toThrow('too large');
  const still = await stage(stalls, { idleMs: 50 });
  await expect(still.download()).rejects.toThrow('stopped answering');
});
