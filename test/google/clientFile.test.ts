import { describe, expect, test } from 'vitest';
import { parseClientFile } from '../../main/google/clientFile.ts';

const installed = {
  client_id: '123-abc.apps.googleusercontent.com',
  project_id: 'harbour',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  client_secret: 'GOCSPX-not-confidential',
  redirect_uris: ['http://localhost'],
};

describe('the client file from Google Cloud [S38]', () => {
  test('a desktop client', () => {
    const expected = { ok: true, value: { id: installed.client_id, secret: installed.client_secret } };
    expect(parseClientFile(JSON.stringify({ installed }))).toEqual(expected);
    expect(parseClientFile(`\ufeff${JSON.stringify({ installed }, null, 2)}\r\n`)).toEqual(expected);
  });

  test('a desktop client without a secret', () => {
    const { client_secret: _, ...rest } = installed;
    expect(parseClientFile(JSON.stringify({ installed: rest }))).toEqual({
      ok: true,
      value: { id: installed.client_id, secret: null },
    });
  });

  test.each([
    ['a web client', { web: installed }, 'webClient'],
    ['a service account', { type: 'service_account', client_id: '1' }, 'serviceAccount'],
    ['an empty object', {}, 'notAClientFile'],
    ['a list', [installed], 'notAClientFile'],
    ['a number', 7, 'notAClientFile'],
    ['a client without id', { installed: { client_secret: 'x' } }, 'notAClientFile'],
    ['an id with line breaks', { installed: { client_id: 'a\r\nb' } }, 'notAClientFile'],
  ])('%s', (_, content, problem) => {
    expect(parseClientFile(JSON.stringify(content))).toEqual({ ok: false, problem });
  });

  test.each([['text'], [''], ['{'], [`{"installed":"${'x'.repeat(70_000)}"}`]])('%.12s', (text) => {
    expect(parseClientFile(text)).toEqual({ ok: false, problem: 'notJson' });
  });
});
