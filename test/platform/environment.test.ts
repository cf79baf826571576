import { describe, expect, test } from 'vitest';
import { loopbackUrl, parseEnvironment } from '../../main/platform/environment.ts';

const read = (variables: Record<string, string>, more: { packaged?: boolean; argv?: string[] } = {}) =>
  parseEnvironment({ variables, argv: more.argv ?? [], packaged: more.packaged ?? false, bakedClient: null });

const development = {
  JARVIS_GOOGLE_API_ROOT: 'http://127.0.0.1:4100/ignored',
  JARVIS_OAUTH_AUTH_URL: 'http://127.0.0.1:4100/auth',
  JARVIS_OAUTH_TOKEN_URL: 'http://127.0.0.1:4100/token',
  JARVIS_OAUTH_REVOKE_URL: 'http://localhost:4100/revoke',
  JARVIS_DEV_SERVER_URL: 'http://[::1]:5173/',
};

describe('property 14: development endpoints are loopback only and ignored in a packaged app', () => {
  test('loopback values are accepted', () => {
    const environment = read(development);
    expect(environment.endpoints).toEqual({
      apiRoot: 'http://127.0.0.1:4100',
      authUrl: 'http://127.0.0.1:4100/auth',
      tokenUrl: 'http://127.0.0.1:4100/token',
      revokeUrl: 'http://localhost:4100/revoke',
    });
    expect(environment.devServer).toBe('http://[::1]:5173');
    expect(environment.refused).toEqual([]);
  });

  test('packaged, they are ignored', () => {
    const environment = read({ ...development, JARVIS_HEADLESS: '1' }, { packaged: true });
    expect(environment.endpoints).toEqual({});
    expect(environment.devServer).toBeNull();
    expect(environment.headless).toBe(false);
    expect(environment.refused).toEqual(Object.keys(development));
  });

  test.each([
    'https://accounts.example.com/token',
    'http://127.0.0.1.example.com/token',
    'http://127.0.0.1@example.com/token',
    'http://user:secret@127.0.0.1/token',
    'http://0.0.0.0:80/',
    'http://10.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://127.0.0.1/#fragment',
    'nonsense',
  ])('%s is not loopback', (url) => {
    expect(loopbackUrl(url)).toBeNull();
    expect(read({ JARVIS_OAUTH_TOKEN_URL: url }).endpoints).toEqual({});
  });
});

describe('the OAuth client', () => {
  test('may come from the environment in any build, in preference to the built-in one', () => {
    const environment = parseEnvironment({
      variables: { JARVIS_OAUTH_CLIENT_ID: ' mine ', JARVIS_OAUTH_CLIENT_SECRET: 'not-confidential' },
      argv: [],
      packaged: true,
      bakedClient: { id: 'baked', secret: null },
    });
    expect(environment.client).toEqual({ id: 'mine', secret: 'not-confidential' });
  });

  test('is otherwise the built-in one, or none', () => {
    const baked = { id: 'baked', secret: null };
    const input = { variables: { JARVIS_OAUTH_CLIENT_ID: '' }, argv: [], packaged: true };
    expect(parseEnvironment({ ...input, bakedClient: baked }).client).toEqual(baked);
    expect(parseEnvironment({ ...input, bakedClient: null }).client).toBeNull();
  });
});

test('only --hidden is read from the command line', () => {
  expect(read({}, { argv: ['electron', '.', '--hidden'] }).hidden).toBe(true);
  expect(read({}, { argv: ['electron', '.', '--hidden=no', 'https://example.com'] }).hidden).toBe(false);
});
