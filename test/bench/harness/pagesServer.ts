/**
 * The fake Google in a separate process: `node pagesServer.ts <singles> <masters>`. Prints its origin and serves
 * until its stdin ends. Repeated requests are served from a cache: a bench of the client must not wait for the model
 * to make the same page again.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startFakeGoogle } from '../../support/fakeGoogle/index.ts';
import { middleMs, seededModel } from './seededModel.ts';

const [singles = '0', masters = '0'] = process.argv.slice(2);
const google = await startFakeGoogle({
  model: seededModel({ singles: Number(singles), masters: Number(masters) }, middleMs(Date.now())),
});
google.oauth.settings.acceptAnyToken = true;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly zipped: Buffer;
}
const answers = new Map<string, Promise<Answer>>();
const fetched = async (url: string): Promise<Answer> => {
  const reply = await google.fetch(new URL(url, google.origin), { headers: { authorization: 'Bearer any' } });
  const type = reply.headers.get('content-type') ?? '';
  return { status: reply.status, type, zipped: gzipSync(await reply.text(), { level: 1 }) };
};

const server = createServer((request, response) => {
  const url = request.url ?? '/';
  const answer = answers.get(url) ?? fetched(url);
  answers.set(url, answer);
  void answer.then(({ status, type, zipped }) => {
    response.writeHead(status, {
      'content-type': type,
      'content-encoding': 'gzip',
      'content-length': zipped.length,
    });
    response.end(zipped);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().once('end', () => {
  server.closeAllConnections();
  server.close();
  void google.stop();
});
