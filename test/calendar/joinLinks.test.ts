import { describe, expect, test } from 'vitest';
import { joinOptions, joinUrl, meetingService } from '../../main/calendar/joinLinks.ts';
import type { Joinable } from '../../main/calendar/joinLinks.ts';
import { unwrapLink } from '../../main/calendar/safeLinks.ts';

const event = (fields: Partial<Joinable>): Joinable => ({
  conference: { entryPoints: [] },
  hangoutLink: null,
  location: null,
  description: null,
  ...fields,
});
const meet = 'https://meet.google.com/abc-defg-hij';
const zoom = 'https://example.zoom.us/j/123456789?pwd=abc';

describe('[S30] the way in', () => {
  const all = event({
    conference: {
      entryPoints: [
        { kind: 'phone', uri: 'tel:+1-555-0100', label: '+1 555-0100', pin: '123' },
        { kind: 'video', uri: 'https://video.example.com/room' },
        { kind: 'more', uri: 'https://tel.example.com/numbers' },
      ],
    },
    hangoutLink: meet,
    location: `Room 5, ${zoom}`,
    description: 'Or <a href="https://teams.live.com/meet/987">here</a>',
  });

  test('is the conference’s video, then hangoutLink, then location, then description', () => {
    expect(joinUrl(all)).toBe('https://video.example.com/room');
    expect(joinUrl({ ...all, conference: { entryPoints: [] } })).toBe(meet);
    expect(joinUrl({ ...all, conference: { entryPoints: [] }, hangoutLink: null })).toBe(zoom);
    const last = { ...all, conference: { entryPoints: [] }, hangoutLink: null, location: 'Room 5' };
    expect(joinUrl(last)).toBe('https://teams.live.com/meet/987');
    expect(joinUrl(event({}))).toBeNull();
  });

  test('the other ways follow, each once, phones and dial-in pages last', () => {
    expect(joinOptions(all)).toEqual([
      { kind: 'video', label: 'Google Meet', uri: meet },
      { kind: 'video', label: 'Zoom', uri: zoom },
      { kind: 'video', label: 'Teams', uri: 'https://teams.live.com/meet/987' },
      { kind: 'phone', label: '+1 555-0100', uri: 'tel:+1-555-0100', pin: '123' },
      { kind: 'more', label: '', uri: 'https://tel.example.com/numbers' },
    ]);
    const twice = event({
      conference: { entryPoints: [{ kind: 'video', uri: meet }] },
      hangoutLink: meet,
      location: meet,
      description: `${meet} ${meet}`,
    });
    expect(joinUrl(twice)).toBe(meet);
    expect(joinOptions(twice)).toEqual([]);
  });

  test('is https only, without credentials, of bounded length', () => {
    for (const uri of [
      'http://meet.google.com/abc-defg-hij',
      'https://user:secret@meet.google.com/abc-defg-hij',
      'javascript:alert(1)',
      'zoommtg://zoom.us/join?confno=1',
      `https://meet.google.com/abc-defg-hij?x=${'x'.repeat(5000)}`,
      'not a link',
    ]) {
      const hostile = event({
        conference: { entryPoints: [{ kind: 'video', uri }] },
        hangoutLink: uri,
        location: uri,
        description: `<a href="${uri}">join</a>`,
      });
      expect([uri.slice(0, 60), joinUrl(hostile)]).toEqual([uri.slice(0, 60), null]);
    }
  });

  test('a phone is never what Join opens', () => {
    const phones = event({
      conference: {
        entryPoints: [
          { kind: 'phone', uri: 'tel:+1-555-0100' },
          { kind: 'sip', uri: 'sip:room@example.com' },
          { kind: 'phone', uri: 'https://example.com' },
        ],
      },
    });
    expect(joinUrl(phones)).toBeNull();
    expect(joinOptions(phones)).toEqual([
      { kind: 'phone', label: '+1-555-0100', uri: 'tel:+1-555-0100' },
      { kind: 'sip', label: 'room@example.com', uri: 'sip:room@example.com' },
    ]);
  });

  test('an address without its scheme counts in a location, the sentence around it does not', () => {
    const at = (location: string) => joinUrl(event({ location }));
    expect(at('meet.google.com/abc-defg-hij')).toBe(meet);
    expect(at('Zoom (example.zoom.us/j/123456789?pwd=abc).')).toBe(zoom);
    expect(at(`Online: ${meet}, second floor`)).toBe(meet);
    expect(at('http://zoom.us/j/123456789')).toBeNull();
    expect(at('someone@zoom.us/j/123456789')).toBeNull();
    expect(at('5 Main Street / example.com/office')).toBeNull();
  });

  test('costs no more than its text, however hostile', () => {
    const began = performance.now();
    const texts = [
      'a.'.repeat(200_000),
      'https://'.repeat(50_000),
      `${meet} `.repeat(20_000),
      'a-'.repeat(200_000),
      '<a href="'.repeat(40_000),
      'x.y/'.repeat(60_000),
    ];
    for (const text of texts) joinUrl(event({ location: text, description: text }));
    expect(performance.now() - began).toBeLessThan(6000);
  });
});

describe('services', () => {
  const known: readonly (readonly [link: string, name: string])[] = [
    [meet, 'Google Meet'],
    ['https://meet.google.com/lookup/team', 'Google Meet'],
    [zoom, 'Zoom'],
    ['https://zoom.us/my/ada', 'Zoom'],
    ['https://us02web.zoom.us/w/81234567890', 'Zoom'],
    ['https://example.zoomgov.com/j/1600000000', 'Zoom'],
    ['https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d', 'Teams'],
    ['https://teams.microsoft.com/meet/2345678?p=abc', 'Teams'],
    ['https://gov.teams.microsoft.us/l/meetup-join/19', 'Teams'],
    ['https://teams.live.com/meet/9512345678', 'Teams'],
    ['https://example.webex.com/meet/ada', 'Webex'],
    ['https://example.webex.com/example/j.php?MTID=m1', 'Webex'],
    ['https://whereby.com/ada', 'Whereby'],
    ['https://example.whereby.com/room', 'Whereby'],
    ['https://meet.jit.si/Room', 'Jitsi'],
    ['https://8x8.vc/vpaas/Room', 'Jitsi'],
    ['https://app.slack.com/huddle/T0/C0', 'Slack'],
    ['https://meet.goto.com/123456789', 'GoTo'],
    ['https://global.gotomeeting.com/join/123456789', 'GoTo'],
    ['https://bluejeans.com/123456789/1234', 'BlueJeans'],
    ['https://chime.aws/1234567890', 'Chime'],
    ['https://meet.around.co/r/abc', 'Around'],
    ['https://discord.gg/abc', 'Discord'],
    ['https://discord.com/channels/1/2', 'Discord'],
    ['https://v.ringcentral.com/join/123', 'RingCentral'],
    ['https://telemost.yandex.ru/j/123', 'Yandex Telemost'],
    ['https://facetime.apple.com/join#v=1', 'FaceTime'],
  ];
  test.each(known)('%s is %s', (link, name) => {
    expect(meetingService(new URL(link))).toBe(name);
    expect(joinUrl(event({ description: `Join: ${link}` }))).not.toBeNull();
  });

  test('their other pages and look-alikes are no way in', () => {
    for (const link of [
      'https://zoom.us/pricing',
      'https://support.zoom.us/hc/en-us',
      'https://meet.google.com/',
      'https://notzoom.us/j/123',
      'https://zoom.us.example.com/j/123',
      'https://example.com/zoom.us/j/123',
      'https://whereby.com/pricing',
      'https://www.webex.com/downloads.html',
      'https://discord.com/blog',
      'https://example.com/?next=https://zoom.us/j/1',
    ]) {
      expect([link, joinUrl(event({ location: link, description: link }))]).toEqual([link, null]);
    }
  });
});

describe('wrapped links', () => {
  const wrap = encodeURIComponent(zoom);
  const wrapped: readonly (readonly [name: string, link: string])[] = [
    ['Outlook', `https://eur01.safelinks.protection.outlook.com/?url=${wrap}&data=x&reserved=0`],
    ['Google', `https://www.google.com/url?q=${wrap}&sa=D`],
    [
      'Proofpoint v2',
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__example.zoom.us_j_123456789-3Fpwd-3Dabc&d=x',
    ],
    ['Proofpoint v3', 'https://urldefense.com/v3/__https://example.zoom.us/j/123456789*pwd=abc__;Pw!!x!y$'],
    [
      'Proofpoint v3 with a run',
      'https://urldefense.com/v3/__https://example.zoom.us/j/123456789**Awd=abc__;P3A!!x!y$',
    ],
    ['Cisco', `https://secure-web.cisco.com/1abc/${wrap}`],
    ['Slack', `https://slack-redir.net/link?url=${wrap}`],
    ['Facebook', `https://l.facebook.com/l.php?u=${wrap}&h=x`],
    ['Amazon SES', `https://abc.r.eu-west-1.awstrack.me/L0/${wrap}/1/x`],
    ['Avanan', `https://url.avanan.click/v2/___${zoom}___.abc`],
    [
      'two in one',
      `https://www.google.com/url?q=${encodeURIComponent(`https://eur01.safelinks.protection.outlook.com/?url=${wrap}`)}`,
    ],
  ];
  test.each(wrapped)('%s is unwrapped', (_, link) => {
    expect(unwrapLink(link)?.href).toBe(zoom);
    expect(joinUrl(event({ description: `<a href="${link.replaceAll('&', '&amp;')}">Join</a>` }))).toBe(zoom);
  });

  test('a wrapper around itself ends, one around http or nothing leads nowhere', () => {
    let link = zoom;
    for (let i = 0; i < 8; i += 1) link = `https://www.google.com/url?q=${encodeURIComponent(link)}`;
    expect(unwrapLink(link)?.hostname ?? null).not.toBe('example.zoom.us');
    expect(unwrapLink('https://www.google.com/url?q=http%3A%2F%2Fzoom.us%2Fj%2F1')).toBeNull();
    expect(unwrapLink('https://www.google.com/url?q=javascript%3Aalert(1)')).toBeNull();
    expect(unwrapLink('https://urldefense.com/v3/__%%%__;!!$')).toBeNull();
    expect(unwrapLink('https://www.google.com/maps?q=x')?.pathname).toBe('/maps');
  });
});
