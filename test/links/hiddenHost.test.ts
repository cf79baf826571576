import { describe, expect, test } from 'vitest';
import { hiddenHost } from '../../main/links/hiddenHost.ts';

const evil = 'https://evil.example/x';

describe('security property 13: a link whose text names another place shows where it leads', () => {
  test.each([
    ['plainly', 'https://zoom.us/j/1'],
    ['without its scheme', 'zoom.us'],
    ['within a sentence', 'Join on zoom.us now'],
    ['with www', 'www.zoom.us'],
    ['with a one dot leader', 'zoom\u2024us'],
    ['with an ideographic full stop', 'zoom\u3002us'],
    ['with a full-width full stop', 'zoom\uff0eus'],
    ['with a half-width ideographic full stop', 'zoom\uff61us'],
    ['with a small full stop', 'zoom\ufe52us'],
    ['with a middle dot', 'zoom\u00b7us'],
    ['with a bullet', 'zoom\u2022us'],
    ['with a Lisu letter that looks like a full stop', 'zoom\ua4f8us'],
    ['with an Arabic full stop', 'zoom\u06d4us'],
    ['with a zero-width space in it', 'zoom\u200b.us'],
    ['with a soft hyphen in it', 'zo\u00adom.us'],
    ['with a word joiner in it', 'zoom.\u2060us'],
    ['with a variation selector in it', 'zoom\ufe0f.us'],
    ['behind much that is not seen', `${'\ufe0f'.repeat(3000)}zoom.us`],
    ['behind much room', `${'\u00a0\n'.repeat(3000)}zoom.us`],
    ['in full-width letters', 'ｚｏｏｍ．ｕｓ'],
    ['in mathematical letters', '𝐳𝐨𝐨𝐦.𝐮𝐬'],
    ['in capitals', 'ZOOM.US'],
    ['in look-alike letters', 'zооm。us'],
    ['after its own', 'evil.example zoom.us'],
    ['after its own as a path', 'evil.example/zoom.us'],
    ['after its own as a user', 'evil.example@zoom.us'],
    ['before its own', 'zoom.us evil.example'],
    ['as a subdomain of another', 'evil.example.zoom.us'],
    ['as another’s subdomain', 'zoom.us.evil.example'],
  ])('%s: %s', (_, text) => {
    expect(hiddenHost(text, evil)).toBe('evil.example');
  });

  test.each([
    ['the link itself', evil, evil],
    ['the link without its scheme', 'evil.example/x', evil],
    ['the link with files in it', 'https://evil.example/report.pdf', 'https://evil.example/report.pdf'],
    ['the host', 'evil.example', evil],
    ['the host with www', 'www.evil.example', evil],
    ['the link with a slash more', 'https://evil.example/x/', evil],
    ['no place', 'Join the meeting', evil],
    ['a place behind more than anybody reads', `${'word '.repeat(1000)}zoom.us`, evil],
    ['a Japanese sentence', '会議です。参加', evil],
    ['a host in its own letters', 'bücher.example', 'https://xn--bcher-kva.example/a'],
    [
      'what a mail filter wrapped',
      'zoom.us',
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1&data=x',
    ],
  ])('nothing is shown next to %s', (_, text, link) => {
    expect(hiddenHost(text, link)).toBeNull();
  });

  test('a page that anyone can have on a host of their own leads to itself', () => {
    const link = 'https://evil.example/owa/redir.aspx?URL=https%3A%2F%2Fzoom.us%2Fj%2F1';
    expect(hiddenHost('zoom.us', link)).toBe('evil.example');
  });

  test('a redirector that only looks like Google’s leads to itself', () => {
    const link = 'https://www.google.example/url?q=https%3A%2F%2Fzoom.us%2Fj%2F1';
    expect(hiddenHost('zoom.us', link)).toBe('www.google.example');
  });
});
