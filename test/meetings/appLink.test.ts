import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appLink, isAppLink } from '../../main/meetings/appLink.ts';
import { externalUrl } from '../../main/meetings/externalLink.ts';

const both = ['zoom', 'teams'] as const;
const tenant = '11111111-2222-3333-4444-555555555555';
const organizer = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const context = (more: object = {}): string =>
  encodeURIComponent(JSON.stringify({ Tid: tenant, Oid: organizer, ...more }));
const rebuilt = context();
const thread = '19%3ameeting_ZGVzaWduLXJldmlldw%40thread.v2';

describe('property 5: the only links of other schemes', () => {
  test.each([
    ['https://zoom.us/j/123456789', 'zoommtg://zoom.us/join?action=join&confno=123456789'],
    [
      'https://example.zoom.us/j/81234567890?pwd=aB1.2_-&from=addon',
      'zoommtg://example.zoom.us/join?action=join&confno=81234567890&pwd=aB1.2_-',
    ],
    [
      'https://agency.zoomgov.com/j/1600000000?pwd=x#success',
      'zoommtg://agency.zoomgov.com/join?action=join&confno=1600000000&pwd=x',
    ],
    [
      `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context()}`,
      `msteams:/l/meetup-join/${thread}/0?context=${rebuilt}`,
    ],
    [
      `https://teams.microsoft.com/l/meetup-join/${thread}/1700000000000?context=${context({ MessageId: '"&x=1' })}`,
      `msteams:/l/meetup-join/${thread}/1700000000000?context=${rebuilt}`,
    ],
    ['https://teams.microsoft.com/meet/2345678901?p=aBc1', 'msteams:/meet/2345678901?p=aBc1'],
    ['https://teams.cloud.microsoft/meet/2345678901?p=aBc1', 'msteams:/meet/2345678901?p=aBc1'],
  ])('%s is built anew', (https, url) => {
    expect(externalUrl(https)).not.toBeNull();
    expect(appLink(https, both)?.url).toBe(url);
    expect(isAppLink(url)).not.toBeNull();
  });

  test.each([
    'https://zoom.us/my/ada',
    'https://zoom.us/w/81234567890',
    'https://zoom.us/j/12345',
    'https://zoom.us/j/123456789/extra',
    'https://zoom.us/j/123456789?tk=registered',
    'https://zoom.us/j/123456789?pwd=a%26action%3Dstart',
    'https://zoom.us/j/123456789?pwd=a%20--help',
    'https://zoom.us/j/123456789?pwd=%22%3E',
    'https://zoom.us/j/123456789?pwd=a&pwd=b',
    'https://zoom.us:8443/j/123456789',
    'https://zoom.us.example.com/j/123456789',
    'https://notzoom.us/j/123456789',
    'https://xn--zom-0na.us/j/123456789',
    'https://example.com/j/123456789?next=zoom.us',
    'https://zoom.us/launch?confno=123456789',
    `https://teams.microsoft.com/l/meetup-join/${thread}/0`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=%7B%7D`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=null`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context({ IsBroadcastMeeting: true })}`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context({ Tid: `${tenant}"` })}`,
    `https://teams.microsoft.com/l/meetup-join/..%2f..%2fapp/0?context=${context()}`,
    'https://teams.microsoft.com/l/app/abc',
    'https://teams.microsoft.com/l/chat/0/0?users=x',
    'https://teams.microsoft.com/meet/2345678901?p=a%22b',
    'https://teams.live.com/meet/9512345678?p=abc',
    'https://gov.teams.microsoft.us/meet/2345678901?p=a',
    'https://meet.google.com/abc-defg-hij',
  ])('%s is opened in the browser', (https) => {
    expect(appLink(https, both)).toBeNull();
  });

  test('an app opens only what the person allowed', () => {
    expect(appLink('https://zoom.us/j/123456789', ['teams'])).toBeNull();
    expect(appLink('https://zoom.us/j/123456789', [])).toBeNull();
  });

  const shapes =
    /^(?:zoommtg:\/\/[a-z0-9.-]+\/join\?action=join&confno=\d+(?:&pwd=[\w.-]+)?|msteams:\/(?:l\/meetup-join\/[\w%:@.-]+\/\d+\?context=[\w%-]+|meet\/\d+\?p=[A-Za-z0-9]+))$/;

  test('whatever the link contains, nothing else can result', () => {
    const host = fc.constantFrom('zoom.us', 'example.zoom.us', 'teams.microsoft.com', 'zoomgov.com');
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('&', '"', ' --url=x', '\n', '%0a', '%00', '../', '/../', '?', '#', "'", ';calc', '|'),
    );
    const path = fc.oneof(
      fc.tuple(fc.constantFrom('/j/123456789', '/meet/1234567890', `/l/meetup-join/${thread}/0`), hostile),
      fc.tuple(hostile, hostile),
    );
    const query = fc.tuple(fc.constantFrom('pwd', 'p', 'context', 'tk', 'x'), hostile, hostile);
    let built = 0;
    fc.assert(
      fc.property(host, path, query, fc.boolean(), (at, parts, [name, value, more], encode) => {
        const written = encode ? encodeURIComponent(value.toWellFormed()) : value;
        const https = externalUrl(`https://${at}${parts.join('')}?${name}=${written}${more}`);
        const link = https === null ? null : appLink(https, both);
        if (link === null) return;
        built += 1;
        expect(link.url).toMatch(shapes);
      }),
      { numRuns: 3000 },
    );
    expect(built).toBeGreaterThan(0);
  });

  test('the opener’s own check lets nothing else through', () => {
    for (const text of [
      'https://zoom.us/j/123456789',
      'zoommtg://example.com/join?action=join&confno=123456789',
      'zoommtg://zoom.us.example.com/join?action=join&confno=123456789',
      'zoommtg://zoom.us/join?action=join&confno=123456789&zc=0',
      'zoommtg://zoom.us/join?action=start&confno=123456789',
      'zoommtg://zoom.us/join?action=join&confno=123456789\n--x',
      'zoommtg://user@zoom.us/join?action=join&confno=123456789',
      'ZOOMMTG://zoom.us/join?action=join&confno=123456789',
      'msteams:/l/app/abc',
      'msteams://teams.microsoft.com/meet/2345678901?p=a',
      'msteams:/meet/2345678901?p=a&x=1',
      'file:///etc/passwd',
      `zoommtg://zoom.us/join?action=join&confno=${'1'.repeat(5000)}`,
      '',
    ])
      expect([text.slice(0, 70), isAppLink(text)]).toEqual([text.slice(0, 70), null]);
  });
});
