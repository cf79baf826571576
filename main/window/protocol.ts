/**
 * Serves the built window from `app://jarvis/` and from nowhere else [properties 2, 3]: GET only, paths
 * kept under the bundle, every response under the content security policy.
 *
 * Through `registerStreamProtocol`, not `protocol.handle`: that one answers with a `Response`, for which Node
 * loads the whole of its fetch (120 to 180 ms of a start, by a profile at high load). A few files, read at once, need no stream.
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
  /** Of its style elements, which the policy takes by this alone. */
  readonly nonce: string;
}

export interface ServeOptions {
  /** What is served in place of the document; null leaves it as it is. `read` gives other files of the bundle. */
  readonly onDocument: (document: string, read: (path: string) => string | null) => LateDocument | null;
  /** Hears the path of each file that was served. */
  readonly onServed: (path: string) => void;
}

/** Returns `app://` requests from `bundleFolder` once the app is ready. */
export const serveBundle = (bundleFolder: string, { onDocument, onServed }: ServeOptions): void => {
  const read = (path: string): string | null => readBundled(bundleFolder, path)?.toString() ?? null;
  protocol.registerStreamProtocol(appScheme, (request, answer) => {
    const path = request.method === 'GET' ? assetPath(request.url) : null;
    const file = path === null ? null : readBundled(bundleFolder, path);
    if (path === null || file === null) {
      const statusCode = request.method === 'GET' ? 404 : 405;
      answer({ statusCode, headers: { ...securityHeaders }, data: Readable.from([]) });
      return;
    }
    const late = path === 'index.html' ? onDocument(file.toString(), read) : null;
    const headers = headersOf(path);
    if (late === null) answer({ statusCode: 200, headers, data: Readable.from([file]) });
    else {
      const policy = withStyles(contentSecurityPolicy, late.nonce);
      const data = Readable.from(inParts(late.head, late.rest));
      answer({ statusCode: 200, headers: { ...headers, 'Content-Security-Policy': policy }, data });
    }
    onServed(path);
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

/** Null for what is not there and for kinds of files that a bundle does not have. */
const readBundled = (bundleFolder: string, path: string): Buffer | null => {
  const file = join(bundleFolder, ...path.split('/'));
  if (mediaTypes[extname(path)] === undefined || !file.startsWith(bundleFolder + sep)) return null;
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
};
