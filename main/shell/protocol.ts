/**
 * Serves the built window from `app://jarvis/` and from nowhere else [properties 2, 3]: GET only, paths
 * kept under the bundle, every answer under the content security policy.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { appScheme, assetPath } from './assetPath.ts';
import { securityHeaders } from './securityHeaders.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
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

/** Answers `app://` requests from `bundleFolder` once the app is ready. */
export const serveBundle = (bundleFolder: string): void => {
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const path = assetPath(request.url);
    const mediaType = path === null ? undefined : mediaTypes[extname(path)];
    if (path === null || mediaType === undefined) return refuse(404);
    const file = join(bundleFolder, ...path.split('/'));
    if (!file.startsWith(bundleFolder + sep)) return refuse(404);
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: { ...securityHeaders, 'Content-Type': mediaType },
      });
    } catch {
      return refuse(404);
    }
  });
};

const refuse = (status: number): Response => new Response(null, { status, headers: securityHeaders });
