/**
 * Serves the built window from `app://jarvis/` and from nowhere else [properties 2, 3]: GET only, paths
 * kept under the bundle, every answer under the content security policy.
 *
 * Through `registerBufferProtocol`, not `protocol.handle`: that one answers with a `Response`, for which Node
 * loads the whole of its fetch (120 to 180 ms of a start, by a profile at high load). A few files, read at once, need no stream.
 */
import { readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { appScheme, assetPath } from './assetPath.ts';
import { securityHeaders } from './securityHeaders.ts';

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

/** Answers `app://` requests from `bundleFolder` once the app is ready. `onServed` hears the path of each. */
export const serveBundle = (bundleFolder: string, onServed: (path: string) => void): void => {
  protocol.registerBufferProtocol(appScheme, (request, answer) => {
    answer(reply(request, bundleFolder));
    onServed(assetPath(request.url) ?? '');
  });
};

const reply = (request: Electron.ProtocolRequest, bundleFolder: string): Electron.ProtocolResponse => {
  if (request.method !== 'GET') return refuse(405);
  const path = assetPath(request.url);
  const mediaType = path === null ? undefined : mediaTypes[extname(path)];
  if (path === null || mediaType === undefined) return refuse(404);
  const file = join(bundleFolder, ...path.split('/'));
  if (!file.startsWith(bundleFolder + sep)) return refuse(404);
  try {
    const data = readFileSync(file);
    return { statusCode: 200, mimeType: mediaType, charset: 'utf-8', headers: { ...securityHeaders }, data };
  } catch {
    return refuse(404);
  }
};

const refuse = (statusCode: number): Electron.ProtocolResponse => ({
  statusCode,
  headers: { ...securityHeaders },
  data: Buffer.alloc(0),
});
