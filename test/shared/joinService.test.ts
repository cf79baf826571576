/** The table of services: an example for each row, other pages of the services, and look-alikes. */
import { describe, expect, test } from 'vitest';
import { joinUrl } from '../../main/links/joinLinks.ts';
import { joinProviders } from '../../shared/joinProviders.ts';
import { joinService, meetingService } from '../../shared/text/joinService.ts';

const found = (link: string): string | null =>
  joinUrl({
    conference: { entryPoints: [] },
    hangoutLink: null,
    location: null,
    description: `Join: ${link}`,
  });

/** Links as the services create them, with made-up names and numbers. */
const examples: Readonly<Record<string, readonly string[]>> = {
  'Google Meet': [
    'https://meet.google.com/abc-defg-hij',
    'https://meet.google.com/_meet/abc-defg-hij?authuser=0',
    'https://meet.google.com/lookup/team',
    'https://stream.meet.google.com/stream/abc',
    'https://g.co/meet/team',
    'https://duo.app.goo.gl/abc',
  ],
  'Google Hangouts': ['https://hangouts.google.com/hangouts/_/example.com/team'],
  Zoom: [
    'https://zoom.us/j/123456789',
    'https://us02web.zoom.us/j/81234567890?pwd=abc',
    'https://example.zoom.us/w/81234567890',
    'https://zoom.us/my/ada',
    'https://zoom.us/webinar/register/WN_abc',
    'https://app.zoom.com/wc/81234567890/join',
    'https://example.zoomgov.com/j/1600000000',
    'https://example.zoom-x.de/j/61234567890',
    'https://ada.zm.page',
    'https://reclaim.ai/z/abc/def',
  ],
  Teams: [
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d',
    'https://teams.microsoft.com/meet/2345678901?p=abc',
    'https://teams.microsoft.com/_#/l/meetup-join/19:meeting_x@thread.v2/0',
    'https://teams.cloud.microsoft/meet/2345678901?p=abc',
    'https://gov.teams.microsoft.us/l/meetup-join/19',
    'https://teams.live.com/meet/9512345678?p=abc',
    'https://teams.microsoft.com/v2/?meetingjoin=true#/l/meetup-join/19:meeting_x@thread.v2/0',
    'https://teams.microsoft.com/light-meetings/launch?agent=web&coords=abc',
    'https://teams.microsoft.com/convene/townhall?eventId=abc&sessionId=def',
    'https://events.teams.microsoft.com/event/0a1b2c3d-0000-1111-2222-333344445555@0a1b2c3d-0000-1111-2222-333344445555',
    'https://teams.microsoftonline.cn/l/meetup-join/19%3ameeting_x%40thread.v2/0',
  ],
  Webex: [
    'https://example.webex.com/meet/ada',
    'https://example.webex.com/example/j.php?MTID=m1',
    'https://example.webexgov.us/meet/ada',
  ],
  Whereby: ['https://whereby.com/ada', 'https://example.whereby.com/room', 'https://appear.in/ada'],
  Jitsi: ['https://meet.jit.si/DesignReview', 'https://8x8.vc/vpaas/Room', 'https://meet.ffmuc.net/room'],
  'Jitsi (jitsi.example.org)': ['https://jitsi.example.org/Room'],
  'Brave Talk': ['https://talk.brave.com/abcdefghij'],
  'Element Call': ['https://call.element.io/room/#/team'],
  kMeet: ['https://kmeet.infomaniak.com/abcdef'],
  'Proton Meet': ['https://meet.proton.me/join/id-abc'],
  Slack: ['https://app.slack.com/huddle/T0/C0', 'https://example.slack.com/huddle/T0/C0'],
  GoTo: [
    'https://meet.goto.com/123456789',
    'https://app.goto.com/meeting/123456789',
    'https://global.gotomeeting.com/join/123456789',
    'https://attendee.gotowebinar.com/join/123456789',
    'https://gotomeet.me/ada',
  ],
  BlueJeans: ['https://bluejeans.com/123456789/1234', 'https://primetime.bluejeans.com/a2m/live-event/abc'],
  Chime: ['https://chime.aws/1234567890', 'https://app.chime.aws/meetings/1234567890'],
  Around: ['https://meet.around.co/r/abc'],
  Discord: [
    'https://discord.gg/abc',
    'https://discord.com/channels/1/2',
    'https://discord.com/events/1/2',
    'https://discordapp.com/invite/abc',
  ],
  Skype: ['https://join.skype.com/abc'],
  'Skype for Business': ['https://meet.lync.com/example/ada/ABC123'],
  'Skype for Business (meet.example.com)': ['https://meet.example.com/example.com/meet/ada/ABC123XY'],
  'Skype for Business (lync.example.com)': ['https://lync.example.com/sip.example.com/Meet/ada/ABC123XY'],
  RingCentral: [
    'https://v.ringcentral.com/join/123',
    'https://meetings.ringcentral.com/j/1234567890',
    'https://meetings-officeathand.att.com/j/1234567890',
    'https://events.ringcentral.com/events/launch/registration',
  ],
  Dialpad: ['https://meetings.dialpad.com/room/ada', 'https://www.uberconference.com/ada'],
  'join.me': ['https://join.me/ada-room'],
  Zoho: ['https://meeting.zoho.eu/join?key=123', 'https://meet.zoho.com/abc-def'],
  'Zoho Cliq': ['https://cliq.zoho.eu/meetings/123'],
  Lark: [
    'https://vc.larksuite.com/j/123456789',
    'https://vc.feishu.cn/j/123456789',
    'https://meetings.feishu.cn/s/abc',
  ],
  DingTalk: ['https://meeting.dingtalk.com/j/abc'],
  'Tencent Meeting': ['https://meeting.tencent.com/dm/abc'],
  'VooV Meeting': ['https://voovmeeting.com/dm/abc'],
  Zhumu: ['https://welink.zhumu.com/j/123456789?pwd=abc', 'https://welink.zhumu.com/wc/join/123?wpk=a'],
  WeLink: ['https://bmeeting.meeting.huaweicloud.com/#/j/123456789'],
  JioMeet: ['https://jiomeetpro.jio.com/shortener?meetingId=1'],
  'Yandex Telemost': ['https://telemost.yandex.ru/j/123', 'https://telemost.360.yandex.ru/j/123'],
  SberJazz: ['https://salutejazz.ru/abc123?psw=x'],
  'VK Calls': ['https://vk.com/call/join/abc'],
  'Kontur Talk': ['https://example.ktalk.ru/abc'],
  'MTS Link': ['https://my.mts-link.ru/j/12345/678'],
  Gather: ['https://app.gather.town/app/abc/Office'],
  Roam: ['https://ro.am/r/#/d/abc'],
  Kumospace: ['https://www.kumospace.com/team'],
  SpatialChat: ['https://spatial.chat/s/team'],
  Remo: ['https://live.remo.co/e/fair'],
  WorkAdventure: ['https://play.workadventu.re/@/team/office/map'],
  SoWork: ['https://app.sowork.com/team'],
  Teemyco: ['https://app.teemyco.com/room/abc'],
  oVice: ['https://team.ovice.in/lobby/', 'https://app.ovice.com/ws/team/'],
  Tuple: ['https://tuple.app/c/abc'],
  Pop: ['https://pop.com/j/123-456'],
  CoScreen: ['https://join.coscreen.co/abc'],
  Pumble: ['https://meet.pumble.com/abc-def'],
  Butter: ['https://app.butter.us/ada/room'],
  Vowel: ['https://app.vowel.com/#/g/abc', 'https://app.vowel.com/g/abc'],
  'Cal Video': ['https://app.cal.com/video/abc', 'https://app.cal.eu/video/abc'],
  Calendly: ['https://calendly.com/events/0a1b-2c3d/google_meet', 'https://calendly.com/events/0a1b/zoom'],
  Preply: ['https://preply.com/ua/chat/t-room/123?source=x', 'https://preply.com/chat/t-room/123'],
  'Suit Conference': ['https://example.conference.istesuit.com/ada'],
  Jam: ['https://jam.systems/ada'],
  Daily: ['https://example.daily.co/room'],
  Eyeson: ['https://app.eyeson.team/?guest=abc'],
  'Digital Samba': ['https://example.digitalsamba.com/demo-room'],
  Sessions: ['https://app.sessions.us/room/abc'],
  Huddle01: ['https://app.huddle01.com/room/abc'],
  Talky: ['https://talky.io/team'],
  'LiveKit Meet': ['https://meet.livekit.io/rooms/abc-def', 'https://meet.staging.livekit.io/rooms/abc-def'],
  FaceTime: ['https://facetime.apple.com/join#v=1'],
  Signal: ['https://signal.link/call/#key=abc'],
  WhatsApp: ['https://call.whatsapp.com/video/abc'],
  Telegram: ['https://t.me/call/abc'],
  Messenger: ['https://www.messenger.com/groupcall/LINK:abc', 'https://www.facebook.com/groupcall/LINK:abc'],
  Workplace: ['https://example.workplace.com/groupcall/LINK:abc'],
  Wire: ['https://account.wire.com/conversation-join/?key=a&code=b'],
  Lifesize: ['https://call.lifesizecloud.com/1234567'],
  StarLeaf: ['https://meet.starleaf.com/4123456789/app'],
  Pexip: ['https://pexip.me/meet/ada'],
  DFNconf: ['https://conf.dfn.de/webapp/conference/979123456'],
  Vidyo: ['https://example.platform.vidyocloud.com/join/abc'],
  Fuze: ['https://fuze.me/12345678'],
  Highfive: ['https://example.highfive.com/meeting/abc'],
  GlobalMeet: ['https://example.globalmeet.com/Ada', 'https://example.pgimeet.com/Ada'],
  FreeConferenceCall: ['https://join.freeconferencecall.com/ada'],
  FreeConference: ['https://hello.freeconference.com/conf/call/123'],
  Vonage: ['https://meetings.vonage.com/123456789'],
  'Avaya Spaces': ['https://spaces.avayacloud.com/spaces/abc'],
  Rainbow: ['https://meet.openrainbow.com/abc'],
  'TeamViewer Meeting': ['https://go.teamviewer.com/m12345678', 'https://go.blizz.com/join/m1'],
  Demodesk: ['https://demodesk.com/abcd-efgh'],
  CrankWheel: ['https://meeting.is/ada'],
  Gong: ['https://join.gong.io/example/ada', 'https://example.join.gong.io/ada'],
  Chorus: ['https://go.chorus.ai/123'],
  VSee: ['https://vsee.com/c/ada'],
  'Doxy.me': ['https://doxy.me/ada', 'https://clinic.doxy.me/ada'],
  BigBlueButton: ['https://lecture.senfcall.de/b/ada-abc-def'],
  'BigBlueButton (bbb.example.org)': [
    'https://bbb.example.org/b/ada-abc-def-ghi',
    'https://bbb.example.org/rooms/abc-def-ghi-jkl/join',
  ],
  'Nextcloud Talk (cloud.example.org)': ['https://cloud.example.org/call/ab12cd34'],
  'Nextcloud Talk (nextcloud.example.org)': ['https://nextcloud.example.org/index.php/call/ab12cd34'],
  OpenTalk: ['https://meet.opentalk.eu/room/1234'],
  alfaview: ['https://app.alfaview.com/#/join/abc/def'],
  edudip: ['https://www.edudip.com/de/webinar/ada/123'],
  Tixeo: ['https://example.tixeo.com/meet/123'],
  Visio: ['https://visio.numerique.gouv.fr/abc-defg-hij'],
  'RENdez-vous': ['https://rendez-vous.renater.fr/team-meeting'],
  ClickMeeting: ['https://ada.clickmeeting.com/team'],
  Livestorm: ['https://app.livestorm.co/p/abc'],
  Demio: ['https://event.demio.com/ref/abc'],
  StreamYard: ['https://streamyard.com/abcdefghij', 'https://streamyard.com/guest/abcdefghij'],
  Restream: ['https://studio.restream.io/guest/abc'],
  Riverside: ['https://riverside.fm/studio/ada', 'https://riverside.com/studio/ada'],
  Zencastr: ['https://zencastr.com/room/abc'],
  SquadCast: ['https://app.squadcast.fm/session/abc'],
  Crowdcast: ['https://www.crowdcast.io/e/fair'],
  Vimeo: ['https://vimeo.com/event/123', 'https://venues.vimeo.com/abc'],
  Airmeet: ['https://www.airmeet.com/e/abc'],
  Hopin: ['https://hopin.com/events/fair'],
  Luma: ['https://lu.ma/join/abc', 'https://luma.com/join/abc'],
  Venue: ['https://app.venue.live/app/abc'],
  Meetecho: ['https://meetings.conf.meetecho.com/abc/?group=x'],
  'Adobe Connect': ['https://example.adobeconnect.com/room'],
  Class: ['https://eu.bbcollab.com/guest/abc'],
  UserZoom: ['https://go.userzoom.com/participate/abc'],
};

describe('services', () => {
  const links = Object.entries(examples).flatMap(([name, of]) => of.map((link) => [link, name] as const));

  test.each(links)('%s is %s', (link, name) => {
    expect(meetingService(new URL(link))).toBe(name);
    expect(found(link)).toBe(new URL(link).href);
  });

  test('each row of the table has an example that only it matches', () => {
    const missing = joinProviders.filter(({ hosts, hostsStarting, path }) => {
      const isHere = ({ hostname, pathname, hash }: URL): boolean => {
        const host = hostname.replace(/^www\./, '');
        const known =
          hosts.some((one) => host === one || host.endsWith(`.${one}`)) ||
          hostsStarting?.some((start) => host.startsWith(start)) === true;
        return known && path.test(pathname + (hash.startsWith('#/') ? hash : ''));
      };
      return !links.some(([link]) => isHere(new URL(link)));
    });
    expect(missing.map(({ name, path }) => `${name} ${path.source}`)).toEqual([]);
    const names = new Set(Object.keys(examples).map((name) => name.replace(/ \(.*/, '')));
    expect(joinProviders.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  // For every host of the table, what a stranger could make to look like it.
  const hosts = [...new Set(joinProviders.flatMap((provider) => provider.hosts))];
  test.each(hosts)('nothing that only looks like %s is accepted', (host) => {
    const paths = [
      ...new Set(links.map(([link]) => new URL(link)).filter(({ hostname }) => hostname.endsWith(host))),
    ].map(({ pathname, search, hash }) => pathname + search + hash);
    for (const path of [...paths, '/j/123456789', '/room/abc-defg-hij']) {
      for (const link of [
        `https://${host}.example.com${path}`,
        ...(hosts.some((other) => host.endsWith(`.${other}`)) ? [] : [`https://x${host}${path}`]),
        `https://example.com/${host}${path}`,
        `https://example.com/?u=https://${host}${path}`,
        `https://${host}@example.com${path}`,
        `https://example.com#https://${host}${path}`,
        `https://${host.replace('o', '\u043e').replace('e', '\u0435').replace('i', '\u0456').replace('a', '\u0430').replace('c', '\u0441')}${path}`,
        `http://${host}${path}`,
        `https://${host}:8443${path}`,
      ])
        expect([link, found(link)]).toEqual([link, null]);
    }
  });

  test.each([
    'https://zoom.us/pricing',
    'https://support.zoom.us/hc/en-us',
    'https://meet.google.com/',
    'https://notzoom.us/j/123',
    'https://whereby.com/pricing',
    'https://www.webex.com/downloads.html',
    'https://discord.com/blog',
    'https://teams.microsoft.com/downloads',
    'https://slack.com/intl/en-gb/pricing',
    'https://www.daily.co/pricing',
    'https://cloud.example.org/apps/files',
    'https://cloud.example.org/s/abcdef',
    'https://bbb.example.org/recordings/abc',
    'https://t.me/ada',
    'https://aka.ms/somethingelse',
    'https://vimeo.com/123456',
    'https://www.facebook.com/ada',
    'https://youtube.com/watch?v=abc',
  ])('%s is one of their other pages', (link) => {
    expect([meetingService(new URL(link)), found(link)]).toEqual([null, null]);
  });

  test('Google’s video links have their service’s name, or the host’s', () => {
    expect(joinService('https://example.zoom.us/unknown')).toBe('Zoom');
    expect(joinService('https://aka.ms/unknown')).toBe('aka.ms');
    expect(joinService('https://jitsi.example.com/')).toBe('jitsi.example.com');
    expect(joinService('https://zoom.us.example.com/j/1')).toBe('zoom.us.example.com');
    expect(joinService('nonsense')).toBeNull();
  });
});
