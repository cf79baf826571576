import { expect, test } from 'vitest';
import { plainLinkHost } from '../../main/autoJoin/plainLink.ts';
import { descriptionParts } from '../../main/links/description.ts';
import type { LinkedOccurrence } from '../../main/meetings/links.ts';

const hostOf = (joinUrl: string, description = ''): string | null =>
  plainLinkHost({ joinUrl, description: descriptionParts(description) } as unknown as LinkedOccurrence);

const zoom = 'https://example.zoom.us/j/123456789';
test.each<[string, string, string | null]>([
  ['a meeting', 'https://meet.google.com/abc-defg-hij', 'meet.google.com'],
  ['a company’s own server', 'https://meet.example.com/room', 'meet.example.com'],
  ['no https', 'http://meet.example.com/room', null],
  ['credentials', 'https://me:secret@meet.example.com/room', null],
  ['another scheme', 'zoommtg://zoom.us/join?confno=123456789', null],
  ['a registration', 'https://example.zoom.us/webinar/register/WN_abc', null],
  ['a redirect', `https://www.google.com/url?q=${encodeURIComponent(zoom)}`, null],
])('a link opens by itself only if it leads where it says [property 22]: %s', (_what, url, expected) => {
  expect(hostOf(url)).toBe(expected);
});

test('not one that the description shows under the name of another host [properties 5 and 22]', () => {
  expect(hostOf(zoom, `<a href="${zoom}">Join the call</a>`)).toBe('example.zoom.us');
  expect(hostOf(zoom, `<a href="${zoom}">https://meet.google.com/abc-defg-hij</a>`)).toBeNull();
});
