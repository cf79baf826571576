/** The app's writer for a fake Google, over a wire that can fail before a request arrives or after it was carried out. */
import { createWriter } from '../../main/google/writer.ts';
import type { Writer, WriteRequest } from '../../main/sync/ports.ts';
import { fail, ok } from '../../shared/result.ts';

export type WireFault =
  /** The request does not arrive. */
  | 'lostBefore'
  /** It is carried out, and the answer does not arrive. */
  | 'lostAfter'
  /** No connection: certain that nothing was sent. */
  | 'refusedConnection'
  /** It arrives twice, and the second answer is the one that comes back [W19]. */
  | 'twice'
  /** A page of a captive portal comes back, and the request did not arrive. */
  | 'html'
  /** Nothing happens. */
  | 'none';

export interface Wire {
  /** What becomes of the next writes, in order. */
  faults: WireFault[];
  offline: boolean;
  /** Google no longer takes the refresh token (`invalid_grant`). */
  revoked: boolean;
  /** The sign-in permits writing, by what Google said last. */
  permitted: boolean;
  /** Called before each request, also one that only reads. */
  before: ((request: WriteRequest) => void | Promise<void>) | null;
  /** Called when a write was carried out, before its answer arrives. */
  after: (() => void) | null;
  /** The second copy of a write is on its way. */
  isRepeating: boolean;
  readonly sent: WriteRequest[];
}

export const createWire = (): Wire => ({
  faults: [],
  offline: false,
  revoked: false,
  permitted: true,
  before: null,
  after: null,
  isRepeating: false,
  sent: [],
});

const failure = (code: string): Error =>
  Object.assign(new TypeError('fetch failed'), { cause: { code }, code });

export const createFakeWriter = (
  google: { readonly origin: string; readonly fetch: typeof fetch },
  wire: Wire,
  now: () => number,
): Writer => {
  const overTheWire: typeof fetch = async (input, init) => {
    if (wire.offline) throw failure('ECONNREFUSED');
    if ((init?.method ?? 'GET') === 'GET') return google.fetch(input, init);
    const fault = wire.faults.shift() ?? 'none';
    if (fault === 'refusedConnection') throw failure('ECONNREFUSED');
    if (fault === 'lostBefore') throw failure('ECONNRESET');
    if (fault === 'html') {
      return new Response('<html>Sign in</html>', { status: 200, headers: { 'content-type': 'text/html' } });
    }
    const response = await google.fetch(input, init);
    wire.after?.();
    if (fault === 'lostAfter') throw failure('ECONNRESET');
    if (fault !== 'twice') return response;
    wire.isRepeating = true;
    const second = await google.fetch(input, init);
    wire.isRepeating = false;
    return second;
  };
  const writer = createWriter({
    accountTokens: {
      accessToken: async () => ok('first'),
      refreshAfter401: async () =>
        wire.revoked ? fail({ kind: 'signInRequired', reason: 'revoked' }) : ok('second'),
    },
    isPermitted: () => wire.permitted,
    apiRoot: google.origin,
    fetch: overTheWire,
    closeConnections: () => Promise.resolve(),
    now,
  });
  return {
    send: async (request, signal) => {
      await wire.before?.(request);
      wire.sent.push(request);
      return writer.send(request, signal);
    },
  };
};
