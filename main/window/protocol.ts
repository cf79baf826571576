/**
 * Serves the built window from `app://jarvis/` and from nowhere else [properties 2, 3]: GET only, paths limited to
 * the bundle, every response with the content security policy.
 */
import { readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { appScheme, assetPath } from './assetPath.ts';
import { contentSecurityPolicy, securityHeaders, withStyles } from './securityHeaders.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export const declareScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
};

/** A document whose end is not known yet. */
export interface LateDocument {
  /** Sent at once, so that the page's process starts. */
  readonly head: string;
  readonly rest: Promise<string>;
  /** Of its style elements. The policy allows them only by this nonce. */
  readonly nonce: string;
}

export interface ServeOptions {
  /**
   * Returns what is served instead of the document; null leaves it unchanged. `read` returns other files of the
   * bundle.
   */
  readonly onDocument: (document: string, read: (path: string) => string | null) => LateDocument | null;
  /** Called with the path of each file that was served. */
  readonly onServed: (path: string) => void;
}

interface Reply {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Readable;
}

/** Replies to `app://` requests with files of `bundleFolder` once the app is ready. */
export const serveBundle = (bundleFolder: string, { onDocument, onServed }: ServeOptions): void => {
  const read = (path: string): string | null => readBundled(bundleFolder, path)?.toString() ?? null;
  register((method, url) => {
    const path = method === 'GET' ? assetPath(url) : null;
    const file = path === null ? null : readBundled(bundleFolder, path);
    if (path === null || file === null) {
      const statusCode = method === 'GET' ? 404 : 405;
      return { statusCode, headers: { ...securityHeaders }, data: Readable.from([]) };
    }
    const late = path === 'index.html' ? onDocument(file.toString(), read) : null;
    const headers = headersOf(path);
    onServed(path);
    if (late === null) return { statusCode: 200, headers, data: Readable.from([file]) };
    const policy = withStyles(contentSecurityPolicy, late.nonce);
    const data = Readable.from(inParts(late.head, late.rest));
    return { statusCode: 200, headers: { ...headers, 'Content-Security-Policy': policy }, data };
  });
};

/**
 * `registerStreamProtocol` is deprecated and used for as long as Electron has it: `protocol.handle` takes and returns the
 * classes of fetch, which Node loads for that alone (32 to 39 ms of CPU before the document is there).
 */
const register = (reply: (method: string, url: string) => Reply): void => {
  // oxlint-disable-next-line typescript/no-deprecated
  const streams = protocol.registerStreamProtocol as typeof protocol.registerStreamProtocol | undefined;
  if (streams !== undefined) {
    streams.call(protocol, appScheme, ({ method, url }, answer) => answer(reply(method, url)));
    return;
  }
  protocol.handle(appScheme, ({ method, url }) => {
    const { statusCode, headers, data } = reply(method, url);
    return new Response(Readable.toWeb(data) as ReadableStream<Uint8Array<ArrayBuffer>>, {
      status: statusCode,
      headers,
    });
  });
};

const headersOf = (path: string): Record<string, string> => ({
  ...securityHeaders,
  'Content-Type': `${mediaTypes[extname(path)] ?? ''}; charset=utf-8`,
});

const inParts = async function* (now: string, later: Promise<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(now);
  yield Buffer.from(await later);
};

/** Returns null for files that do not exist, and for types of files that the bundle does not have. */
const readBundled = (bundleFolder: string, path: string): Buffer | null => {
  const file = join(bundleFolder, ...path.split('/'));
  if (mediaTypes[extname(path)] === undefined || !file.startsWith(bundleFolder + sep)) return null;
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
};
