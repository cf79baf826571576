import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, keepingNodeEnv, startBundle, releaseClient } from '../../build/bundles.mjs';

let root = '';
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};
const digest = (): string => digestOf(root, ['main', 'package.json', 'absent']);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jarvis-digest-'));
  write('main/a.ts', 'one');
  write('main/deep/b.ts', 'two');
  write('package.json', '{}');
  write('test/c.ts', 'three');
});
afterEach(() => rmSync(root, { recursive: true }));

test('sources with the same content are not built again, whatever their dates', () => {
  const before = digest();
  utimesSync(path.join(root, 'main/a.ts'), 1, 1);
  write('test/c.ts', 'changed: not part of the app');
  expect(digest()).toBe(before);
});

test('a changed, added, removed or renamed source is built', () => {
  const before = digest();
  const seen = new Set([before]);
  const change = (what: () => void): void => {
    what();
    expect(seen).not.toContain(digest());
    seen.add(digest());
  };
  change(() => write('main/deep/b.ts', 'TWO'));
  change(() => write('main/d.ts', ''));
  change(() => rmSync(path.join(root, 'main/a.ts')));
  change(() => write('main/e.ts', 'one'));
});

test('a build leaves NODE_ENV unchanged: what runs afterwards is not in production', async () => {
  const before = process.env.NODE_ENV;
  const build = async (): Promise<void> => {
    process.env.NODE_ENV = 'production';
  };
  await keepingNodeEnv(build);
  expect(process.env.NODE_ENV).toBe(before);
  delete process.env.NODE_ENV;
  await keepingNodeEnv(build);
  expect('NODE_ENV' in process.env).toBe(false);
  process.env.NODE_ENV = before;
});

test('a release contains the OAuth client of the environment it was built in, other builds none', () => {
  const baked = (client: ReturnType<typeof releaseClient>) =>
    startBundle({ client }).define?.['GOOGLE_CLIENT'];
  expect(releaseClient({})).toBeNull();
  expect(releaseClient({ JARVIS_OAUTH_CLIENT_ID: ' ' })).toBeNull();
  expect(releaseClient({ JARVIS_OAUTH_CLIENT_ID: 'id' })).toEqual({ id: 'id', secret: null });
  const client = releaseClient({ JARVIS_OAUTH_CLIENT_ID: ' id ', JARVIS_OAUTH_CLIENT_SECRET: 'secret' });
  expect(baked(client)).toBe('{"id":"id","secret":"secret"}');
  expect(startBundle().define?.['GOOGLE_CLIENT']).toBe('null');
});
