/**
 * Limits how much a server can use of an update's check and download, in bytes and in time, like for every other
 * request of the app [F15]. Under Electron, electron-updater has no limits of its own.
 */
import type { ClientRequest, IncomingMessage } from 'electron';

/** The part of electron-updater's HTTP executor that is limited. Not in its types. */
export interface UpdateRequests {
  /** Makes every request. */
  createRequest(options: unknown, onResponse: (response: IncomingMessage) => void): ClientRequest;
  /** A request with a short text as its reply. `send` gets the request. */
  doApiRequest(
    options: unknown,
    token: unknown,
    send: (request: ClientRequest, reject: (error: Error) => void) => void,
    redirects?: number,
  ): Promise<string>;
}

export interface ReplyBounds {
  /** Bytes of a text: release notes and a list of files. */
  readonly text: number;
  /** Bytes of a new version. */
  readonly download: number;
  /** How long a text may take. */
  readonly textMs: number;
  /** How long a download may stall. */
  readonly idleMs: number;
}

const usual: ReplyBounds = { text: 4 << 20, download: 512 << 20, textMs: 30_000, idleMs: 60_000 };

/** `onRequest` is called with each request before it is sent. */
export const boundReplies = (
  requests: UpdateRequests,
  onRequest: (request: ClientRequest) => void,
  bounds: ReplyBounds = usual,
): void => {
  const { createRequest, doApiRequest } = requests;
  requests.createRequest = (options, onResponse) => {
    const request = createRequest.call(requests, options, onResponse);
    onRequest(request);
    const idle = watchIdle(() => giveUp(request, 'The server stopped answering.'), bounds.idleMs);
    request.on('close', idle.stop);
    request.on('response', (response) => {
      limitBytes(request, response, bounds.download);
      response.on('data', idle.reset);
      response.on('end', idle.stop);
    });
    return request;
  };
  requests.doApiRequest = (options, token, send, redirects) =>
    doApiRequest.call(
      requests,
      options,
      token,
      (request, reject) => {
        const late = setTimeout(() => giveUp(request, 'The reply took too long.'), bounds.textMs);
        request.on('close', () => clearTimeout(late));
        request.on('response', (response) => limitBytes(request, response, bounds.text));
        send(request, reject);
      },
      redirects,
    );
};

const limitBytes = (request: ClientRequest, response: IncomingMessage, most: number): void => {
  let left = most;
  response.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) giveUp(request, 'The reply is too large.');
  });
};

/** Ends the request. Electron emits no event for that, and electron-updater listens for an error. */
const giveUp = (request: ClientRequest, why: string): void => {
  request.abort();
  request.emit('error', new Error(why));
};

const watchIdle = (onIdle: () => void, ms: number) => {
  let timer = setTimeout(onIdle, ms);
  const stop = (): void => clearTimeout(timer);
  return {
    stop,
    reset: (): void => {
      stop();
      timer = setTimeout(onIdle, ms);
    },
  };
};
