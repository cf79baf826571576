import { describe, expect, test } from 'vitest';
import { joinUrl, waysIn } from '../../main/links/joinLinks.ts';
import type { Joinable } from '../../main/links/joinLinks.ts';
import type { JoinOption } from '../../shared/model.ts';
import { unwrapLink } from '../../main/links/safeLinks.ts';

const event = (fields: Partial<Joinable>): Joinable => ({
  conference: { entryPoints: [] },
  hangoutLink: null,
  location: null,
  description: null,
  ...fields,
});
const joinOptions = (of: Joinable): readonly JoinOption[] => waysIn(of).others;
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

  test('is followed by the other ways, each once, phones and dial-in pages last', () => {
    expect(joinOptions(all)).toEqual([
      { kind: 'video', label: 'Google Meet', uri: meet },
      { kind: 'video', label: 'Zoom', uri: zoom },
      { kind: 'video', label: 'Teams', uri: 'https://teams.live.com/meet/987' },
      { kind: 'phone', label: '+1 555-0100', uri: 'tel:+1-555-0100', pin: '123' },
      { kind: 'more', label: 'tel.example.com', uri: 'https://tel.example.com/numbers' },
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

  test('is https only, without credentials, of limited length', () => {
    for (const uri of [
      'http://meet.google.com/abc-defg-hij',
      'https://user:secret@meet.google.com/abc-defg-hij',
      'javascript:alert(1)',
      'zoommtg://zoom.us/join?confno=1',
      `https://meet.google.com/abc-defg-hij?x=${'x'.repeat(5000)}`,
      // Too long as it stands, and too long once it is written as a URL.
      `https://meet.google.com/${'./'.repeat(3000)}abc-defg-hij`,
      `https://meet.google.com/abc-defg-hij?x=${'é'.repeat(1000)}`,
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

  test('is never a phone number', () => {
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

  test('in a location may be an address without its scheme, not including the sentence around it', () => {
    const at = (location: string) => joinUrl(event({ location }));
    expect(at('meet.google.com/abc-defg-hij')).toBe(meet);
    expect(at('Zoom (example.zoom.us/j/123456789?pwd=abc).')).toBe(zoom);
    expect(at(`Online: ${meet}, second floor`)).toBe(meet);
    expect(at('http://zoom.us/j/123456789')).toBeNull();
    expect(at('someone@zoom.us/j/123456789')).toBeNull();
    expect(at('5 Main Street / example.com/office')).toBeNull();
  });
});

describe('wrapped links', () => {
  const wrap = encodeURIComponent(zoom);
  const wrapped: readonly (readonly [name: string, link: string, target?: string])[] = [
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
    ['Proofpoint v1', `https://urldefense.proofpoint.com/v1/url?u=${wrap}&k=x&r=y`],
    ['Barracuda', `https://linkprotect.cudasvc.com/url?a=${wrap}&c=E,1,x&typo=1`],
    ['Sophos', `https://eu-west-1.protection.sophos.com/?d=zoom.us&u=${btoa(zoom)}&p=m`],
    [
      'Bitdefender',
      `https://lsems.gravityzone.bitdefender.com/scan/${btoa(zoom).replaceAll('=', '').replaceAll('/', '_')}/x?c=1`,
    ],
    ['Trend Micro', `https://example.ctp.trendmicro.com/wis/clicktime/v1/query?url=${wrap}&umid=x`],
    ['FireEye', `https://protect2.fireeye.com/v1/url?k=x&q=1&u=${wrap}`],
    ['Symantec', `https://clicktime.symantec.com/3Abc?u=${wrap}`],
    ['AppRiver', `https://link.edgepilot.com/s/abc/x?u=${wrap}`],
    [
      'Teams',
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${wrap}`,
    ],
    ['Google Meet', `https://meet.google.com/linkredirect?authuser=0&dest=${wrap}`],
    ['LinkedIn', `https://www.linkedin.com/safety/go?url=${wrap}`],
    ['Instagram', `https://l.instagram.com/?u=${wrap}`],
    ['GMX', `https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl=${wrap}`],
    ['Cisco', `https://secure-web.cisco.com/1abc/${wrap}`],
    ['Slack', `https://slack-redir.net/link?url=${wrap}`],
    ['Facebook', `https://l.facebook.com/l.php?u=${wrap}&h=x`],
    ['Amazon SES', `https://abc.r.eu-west-1.awstrack.me/L0/${wrap}/1/x`],
    [
      'Outlook, another page of it',
      `https://aus01.safelinks.protection.outlook.com/ap/t-59584e83/?url=${wrap}&data=x`,
    ],
    ['Outlook of a government', `https://gcc02.safelinks.protection.office365.us/?url=${wrap}&data=x`],
    ['Outlook in China', `https://chn01.safelinks.protection.partner.outlook.cn/?url=${wrap}&data=x`],
    [
      'Teams of private people',
      `https://statics.teams.cdn.live.net/evergreen-assets/safelinks/2/atp-safelinks.html?url=${wrap}`,
    ],
    ['Google in a country', `https://www.google.co.uk/url?sa=t&url=${wrap}&usg=x`],
    ['Google Docs', `https://docs.google.com/url?q=${wrap}&sa=D`],
    [
      'Proofpoint v3 on its old host',
      'https://urldefense.proofpoint.com/v3/__https://example.zoom.us/j/123456789*pwd=abc__;Pw!!x!y$',
    ],
    [
      'Proofpoint v3 that lost a slash',
      'https://urldefense.us/v3/__https:/example.zoom.us/j/123456789?pwd=abc__;!!x!y$',
    ],
    // Proofpoint's own decoder also undoes HTML's encoding of what it passed on.
    [
      'Proofpoint v2 of a link out of HTML',
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__example.zoom.us_j_123456789-3Fpwd-3Dabc-26amp-3Bx-3D1&d=x',
      `${zoom}&x=1`,
    ],
    [
      'Proofpoint v1 of a link out of HTML',
      `https://urldefense.proofpoint.com/v1/url?u=${encodeURIComponent(`${zoom}&amp;x=1`)}&k=x`,
      `${zoom}&x=1`,
    ],
    [
      'Outlook of a link out of HTML',
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${zoom}&amp;x=1`)}&data=x`,
      `${zoom}&x=1`,
    ],
    // urlcleaner's list of mail gateways (titanhqLinklock, trustwaveScanmail, vadeSecure, topsec, esva, mailinblack …).
    ['TitanHQ', `https://linklock.titanhq.com/analyse?url=${wrap}&data=eJxsykFP`],
    [
      'TitanHQ, encoded twice',
      `https://linklock.titanhq.com/analyse?url=${encodeURIComponent(wrap)}&data=eJw8`,
    ],
    ['Menlo', `https://safe.menlosecurity.com/${zoom}`],
    ['Menlo, encoded', `https://safe.menlosecurity.com/${wrap}`],
    ['Trustwave', `https://scanmail.trustwave.com/?c=1&d=x&u=${wrap}`],
    ['Vade', `https://antiphishing.vadesecure.com/v4?f=x&i=y&k=z&r=a&s=b&u=${wrap}`],
    ['Vade for Microsoft 365', `https://m365.eu.vadesecure.com/safeproxy/v4?f=x&u=${wrap}`],
    ['Topsec', `https://scanner.topsec.com/?d=1&r=show&u=${wrap}&t=x`],
    ['Libraesva', `https://urlsand.esvalabs.com/?u=${wrap}&e=x`],
    [
      'Mailinblack',
      `https://mibc-fr-04.mailinblack.com/securelink/?url=https://example.zoom.us&key=${btoa(JSON.stringify({ lang: 'FR', token: 'x', url: zoom })).replaceAll('=', '')}`,
    ],
    [
      'Trend Micro’s other hosts',
      `https://ddei5-0-ctp.trendmicro.com/wis/clicktime/v1/query?url=${wrap}&umid=x`,
    ],
    ['FireEye without a version', `https://protect2.fireeye.com/url?k=x&u=${wrap}`],
    ['Barracuda in a region', `https://linkprotect-eu.cudasvc.com/url?a=${wrap}&c=E,1,x`],
    ['Cisco, encoded twice', `https://secure-web.cisco.com/1abc/${encodeURIComponent(wrap)}`],
    ['redirect-url.email', `https://redirect-url.email/?link=${wrap}`],
    ['Avanan', `https://url.avanan.click/v2/___${zoom}___.abc`],
    // More of urlcleaner's list (zscalerIsolation, mcas, hornetsecurity, outlookWebAccess, fortimail, calendly …),
    // and wrappers in public repositories' texts.
    [
      'Teams on its new host',
      `https://teams.public.onecdn.static.microsoft/evergreen-assets/safelinks/2/atp-safelinks.html?url=${wrap}&locale=en-us`,
    ],
    [
      'Teams of a government',
      `https://statics.gov.teams.microsoft.us/evergreen-assets/safelinks/1/atp-safelinks.html?url=${wrap}`,
    ],
    ['Proofpoint in Europe', `https://urldefense.eu/v3/__${zoom}__;!!x!y$`],
    ['Proofpoint’s isolation', `https://urlisolation.com/browser?clickId=x&traceToken=y&url=${wrap}`],
    ['Menlo’s other host', `https://isolate.menlosecurity.com/${zoom}`],
    ['Cisco, not encoded', `https://secure-web.cisco.com/1abc-DEF/${zoom}`],
    ['Hornetsecurity', `https://atpscan.global.hornetsecurity.com/?d=x&f=y&u=${wrap}`],
    ['Zscaler', `https://gateway.zscalertwo.net/auT?origurl=${wrap}`],
    [
      'Zscaler’s isolation',
      `https://32290571.isolation.zscaler.com/profile/x/zia-session/?region=cle&original_url=${wrap}&key=sh-1`,
    ],
    [
      'Defender for Cloud Apps',
      `https://mcas-proxyweb.mcas.ms/certificate-checker?login=false&originalUrl=${encodeURIComponent(zoom.replace('zoom.us', 'zoom.us.mcas.ms'))}`,
    ],
    [
      'Mailchimp',
      `https://mandrillapp.com/track/click/1/example.zoom.us?p=${btoa(JSON.stringify({ p: JSON.stringify({ url: zoom }) }))}`,
    ],
    ['Calendly', `https://calendly.com/url?q=${wrap}`],
    ['Messenger', `https://l.messenger.com/l.php?u=${wrap}`],
    ['WhatsApp', `https://l.wl.co/l?u=${wrap}`],
    ['Facebook’s warning', `https://www.facebook.com/flx/warn/?u=${wrap}`],
    ['Reddit', `https://out.reddit.com/t3_abc?url=${wrap}`],
    ['Steam', `https://steamcommunity.com/linkfilter/?u=${wrap}`],
    ['Bing', `https://www.bing.com/ck/a?!&&p=x&u=a1${btoa(zoom).replaceAll('=', '')}&ntb=1`],
    ['DuckDuckGo', `https://duckduckgo.com/l/?uddg=${wrap}&rut=x`],
    ['Yahoo', `https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RU=${wrap}/RK=2/RS=x`],
    [
      'two in one',
      `https://www.google.com/url?q=${encodeURIComponent(`https://eur01.safelinks.protection.outlook.com/?url=${wrap}`)}`,
    ],
  ];
  const cases = wrapped.map(([name, link, target = zoom]) => ({ name, link, target }));
  test.each(cases)('$name is unwrapped', ({ link, target }) => {
    expect(unwrapLink(link)?.href).toBe(target);
    expect(joinUrl(event({ description: `<a href="${link.replaceAll('&', '&amp;')}">Join</a>` }))).toBe(
      target,
    );
    expect(joinUrl(event({ description: `Join: <${link}>` }))).toBe(target);
  });

  test('a wrapper around itself ends, one around http or nothing leads nowhere', () => {
    let link: string = zoom;
    for (let i = 0; i < 8; i += 1) link = `https://www.google.com/url?q=${encodeURIComponent(link)}`;
    expect(unwrapLink(link)?.hostname ?? null).not.toBe('example.zoom.us');
    expect(unwrapLink('https://www.google.com/url?q=http%3A%2F%2Fzoom.us%2Fj%2F1')).toBeNull();
    expect(unwrapLink('https://www.google.com/url?q=javascript%3Aalert(1)')).toBeNull();
    expect(unwrapLink('https://urldefense.com/v3/__%%%__;!!$')).toBeNull();
    expect(unwrapLink('https://www.google.com/maps?q=x')?.pathname).toBe('/maps');
  });

  test('a wrapper with a hidden target, and what only looks like a wrapper, is not a way in', () => {
    for (const link of [
      'https://protect-eu.mimecast.com/s/AbCdEf?domain=zoom.us',
      `https://protect-eu.mimecast.com/s/AbCdEf?domain=zoom.us&url=${wrap}`,
      `https://safelinks.protection.outlook.com.example.com/?url=${wrap}`,
      `https://example.com/url?q=${wrap}`,
      `https://examplecudasvc.com/?a=${wrap}`,
      'https://teams.microsoft.com/dl/launcher/launcher.html?url=.zoom.us/j/123456789',
      `https://www.google.com/search?q=${wrap}`,
      `https://www.google.example/url?q=${wrap}`,
      `https://linklock.titanhq.com/report?url=${wrap}`,
      `https://linklock.titanhq.com.example.com/analyse?url=${wrap}`,
      `https://safe.menlosecurity.com.example.com/${zoom}`,
      `https://safe.menlosecurity.com/account`,
      'https://mibc-fr-04.mailinblack.com/securelink/?key=bm90IGpzb24',
      'https://url.uk.m.mimecastprotect.com/s/AbCdEf?domain=zoom.us',
      'https://eu-west-1.protection.sophos.com/?d=zoom.us&u=%00%00&p=m',
      'https://lsems.gravityzone.bitdefender.com/scan/____/x',
    ])
      expect([link, joinUrl(event({ location: link, description: link }))]).toEqual([link, null]);
  });

  test.each([
    `https://mail.example.org/owa/redir.aspx?C=abc..&URL=${wrap}`,
    `https://mail.example.org/owa/redir.aspx?SURL=abc..&URL=${wrap}`,
    `https://mail.example.org/OWA/ada@example.org/redir.aspx?URL=${wrap}`,
    `https://mail.example.org/owa/14.3.1.2/scripts/premium/redir.aspx?C=x&URL=${wrap}`,
    `https://mail.example.org/exchweb/bin/redir.asp?URL=${wrap}`,
    `https://mail.example.org/owa/redir.aspx?REF=${btoa(`${'x'.repeat(31)}\u0008\u0001h`).slice(0, -4)}${btoa(`x\u0001${zoom}`).replaceAll('=', '.')}`,
    `https://fm.example.org/fmlurlsvc/?fewReq=:B:JVE3&url=${wrap}`,
  ])('a mail server’s own page is unwrapped to join, but not shown as leading to its target: %s', (link) => {
    expect(joinUrl(event({ description: `Join: ${link}` }))).toBe(zoom);
    expect(unwrapLink(link)?.href).toBe(new URL(link).href);
  });

  test('a wrapper that hides its target does not hide the link that its text shows', () => {
    const opaque = 'https://protect-eu.mimecast.com/s/AbCdEf?domain=example.zoom.us';
    const shown = (text: string) => joinUrl(event({ description: `<a href="${opaque}">${text}</a>` }));
    expect(shown(zoom)).toBe(zoom);
    expect(shown(`Join: ${zoom}`)).toBe(zoom);
    expect(shown('Join')).toBeNull();
    // Part of a link may lead elsewhere.
    for (const rest of ['…', '...']) expect(shown(`https://example.zoom.us/j/1234${rest}`)).toBeNull();
    // What leads into a meeting counts, not its text (kubernetes/sig-release#840).
    const two = `<a href="https://zoom.us/j/327142148">https://zoom.us/j/406805785</a>`;
    expect(joinUrl(event({ description: two }))).toBe('https://zoom.us/j/327142148');
  });

  test('a target must be like any link: https, without credentials', () => {
    for (const target of [
      'http://zoom.us/j/123456789',
      'https://user:pw@zoom.us/j/123456789',
      'zoommtg://zoom.us/join?confno=123456789',
      'data:text/html,x',
    ]) {
      const link = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(target)}`;
      expect([target, joinUrl(event({ description: link }))]).toEqual([target, null]);
    }
  });
});

describe('the name of a way in', () => {
  const called = (entry: {
    kind: 'video' | 'phone' | 'sip' | 'more';
    uri: string;
    label?: string;
    pin?: string;
  }) => joinOptions(event({ hangoutLink: meet, conference: { entryPoints: [entry] } })).at(-1);

  test('says where it leads, whatever the organizer wrote', () => {
    expect(called({ kind: 'more', uri: 'https://evil.example.com/x', label: 'Zoom' })?.label).toBe(
      'evil.example.com',
    );
    expect(called({ kind: 'phone', uri: 'tel:+1-900-555', label: '+1 555-0100' })?.label).toBe('+1-900-555');
    expect(called({ kind: 'phone', uri: 'tel:+1-555-0100', label: '(+1) 555 0100' })?.label).toBe(
      '(+1) 555 0100',
    );
    expect(called({ kind: 'sip', uri: 'sip:room@example.com', label: 'Free call' })?.label).toBe(
      'room@example.com',
    );
  });

  test('contains no control or bidi characters', () => {
    expect(
      called({ kind: 'phone', uri: 'tel:+1-555', label: '+1\u202e555', pin: '12\u202e3\n#' }),
    ).toMatchObject({
      label: '+1555',
      pin: '123 #',
    });
  });
});
