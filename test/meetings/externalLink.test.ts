import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalUrl, mapUrl, signInUrl } from '../../main/meetings/externalLink.ts';

describe('property 5: what may be opened in the browser', () => {
  test.each([
    ['https://meet.example.com/abc-defg-hij', 'https://meet.example.com/abc-defg-hij'],
    ['https://Example.com/a b', 'https://example.com/a%20b'],
  ])('%s opens', (text, url) => {
    expect(externalUrl(text)).toBe(url);
  });

  test.each([
    'http://meet.example.com/',
    'https://user@meet.example.com/',
    'https://user:secret@meet.example.com/',
    'https://:secret@meet.example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,hello',
    'smb://example.com/share',
    'ms-officecmd:x',
    'zoommtg://example.com/join',
    'https:\\\\example.com\\x',
    'https://example.com/\nX',
    'https://example.com/\u0000',
    `https://example.com/${'a'.repeat(5000)}`,
    // Too long as it stands, short once it is written as a URL.
    `https://example.com/${'./'.repeat(3000)}`,
    // Short as it stands, too long once it is written as a URL.
    `https://example.com/${'é'.repeat(2000)}`,
    'https://',
    '',
  ])('%j does not open', (text) => {
    expect(externalUrl(text)).toBeNull();
  });

  test('whatever an event contains, only https of limited length without credentials results', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'binary' }),
      fc.string().map((tail) => `https://${tail}`),
      fc.string({ minLength: 4000, maxLength: 6000 }).map((tail) => `https://example.com/${tail}`),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const url = externalUrl(raw);
        if (url === null) return;
        const parsed = new URL(url);
        expect(parsed.protocol).toBe('https:');
        expect(parsed.username + parsed.password).toBe('');
        expect(url.length).toBeLessThanOrEqual(4096);
      }),
      { numRuns: 2000 },
    );
  });

  test('a map is searched for the place’s name, which stays a name', () => {
    const url = mapUrl('1 Main St & https://evil.example.com/?x#y');
    expect(new URL(url).origin).toBe('https://www.google.com');
    expect(new URL(url).searchParams.get('query')).toBe('1 Main St & https://evil.example.com/?x#y');
    expect(externalUrl(mapUrl(`${'x'.repeat(399)}😀`))).not.toBeNull();
    // Characters that take nine in a URL.
    expect(externalUrl(mapUrl('漢'.repeat(5000)))).not.toBeNull();
  });
});

describe('the sign-in page', () => {
  test('is https, or the development endpoint on this machine', () => {
    const local = 'http://127.0.0.1:4100/auth';
    expect(signInUrl('https://accounts.google.com/o/oauth2/v2/auth?x=1', undefined)).not.toBeNull();
    expect(signInUrl(`${local}?state=1`, local)).toBe(`${local}?state=1`);
    expect(signInUrl(`${local}?state=1`, undefined)).toBeNull();
    expect(signInUrl('http://127.0.0.1:4101/auth', local)).toBeNull();
    expect(signInUrl('http://example.com/auth', local)).toBeNull();
  });
});
