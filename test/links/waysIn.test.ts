/** Which of an invitation's links lead into the meeting, and which of several is the one to join by. */
import { describe, expect, test } from 'vitest';
import { joinUrl, waysIn, type Joinable } from '../../main/links/joinLinks.ts';

const event = (fields: Partial<Joinable>): Joinable => ({
  conference: { entryPoints: [] },
  hangoutLink: null,
  location: null,
  description: null,
  ...fields,
});

/** The way to join by, found by both functions. */
const joined = (fields: Partial<Joinable>): string | null => {
  const { first } = waysIn(event(fields));
  expect(joinUrl(event(fields))).toBe(first?.uri ?? null);
  return first?.uri ?? null;
};
const described = (description: string): string | null => joined({ description });

/* The services' pages, other than the meeting, that invitations and minutes link to. */
const noWayIn: readonly (readonly [what: string, link: string])[] = [
  ['Teams: help', 'https://aka.ms/JoinTeamsMeeting?omkt=de-DE'],
  ['Teams: help in the older template', 'https://aka.ms/JoinTeamsMeeting'],
  ['Teams: plans one', 'https://teams.microsoft.com/l/meeting/new?subject=x&attendees=a@example.com'],
  ['Teams: an organiser’s details', 'https://teams.microsoft.com/l/meeting/details?eventId=AAMk'],
  ['Teams: options', 'https://teams.microsoft.com/meetingOptions/?organizerId=x&tenantId=y'],
  ['Teams: numbers', 'https://dialin.teams.microsoft.com/8781314-dca4?id=1734773321'],
  ['Teams: its PIN', 'https://dialin.teams.microsoft.com/usp/pstnconferencing'],
  ['Teams: a recap', 'https://teams.microsoft.com/l/meetingrecap?driveId=b'],
  ['Teams: a chat', 'https://teams.microsoft.com/l/chat/19:abc@thread.v2/0?context=x'],
  ['Teams: an app', 'https://teams.microsoft.com/l/entity/abc/def'],
  ['Teams: downloads', 'https://teams.microsoft.com/downloads'],
  [
    'Teams: the launch page of a channel',
    'https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fchannel%2F19%3Aabc&type=channel',
  ],
  ['Teams: a launch page without a target', 'https://teams.microsoft.com/dl/launcher/launcher.html'],
  ['Zoom: insights', 'https://acme.zoom.us/launch/edl?muid=8fff7a40'],
  ['Zoom: starts the chat', 'https://acme.zoom.us/launch/chat?src=direct_chat_link'],
  ['Zoom: a recording', 'https://acme.zoom.us/rec/share/abc.def'],
  ['Zoom: a recording to play', 'https://acme.zoom.us/rec/play/abc'],
  ['Zoom: its list', 'https://acme.zoom.us/recording'],
  ['Zoom: numbers', 'https://us02web.zoom.us/u/kdeFg1'],
  ['Zoom: numbers, older', 'https://zoom.us/zoomconference?m=abc'],
  ['Zoom: a registration', 'https://us02web.zoom.us/meeting/register/tZUtdeGvrTMo'],
  ['Zoom: a calendar file', 'https://us02web.zoom.us/meeting/tZUt/ics?icsToken=abc'],
  ['Zoom: a test', 'https://zoom.us/test'],
  ['Zoom: the client', 'https://zoom.us/download'],
  ['Zoom: the client’s file', 'https://zoom.us/client/latest/Zoom.pkg'],
  ['Zoom: the web client’s start', 'https://app.zoom.us/wc/home'],
  ['Zoom: support', 'https://support.zoom.us/hc/en-us/articles/201362193'],
  ['Zoom: a survey afterwards', 'https://zoom.us/postattendee?mn=abc'],
  ['Webex: a recording', 'https://acme.webex.com/webappng/sites/acme/recording/0a1b/playback'],
  ['Webex: a recording, older', 'https://acme.webex.com/acme/ldr.php?RCID=0a1b'],
  ['Webex: recordings', 'https://acme.webex.com/recordingservice/sites/acme/recording/playback/0a1b'],
  ['Webex: numbers', 'https://acme.webex.com/acme/globalcallin.php?MTID=m9'],
  ['Webex: the app', 'https://www.webex.com/downloads.html'],
  ['Webex: a test', 'https://www.webex.com/test-meeting.html'],
  ['Webex: the page that asks for a number', 'https://www.webex.com/join'],
  ['Webex: a space', 'https://web.webex.com/spaces/0a1b2c3d'],
  ['Webex: the site’s start', 'https://acme.webex.com/webappng/sites/acme/dashboard'],
  ['Webex: plans one', 'https://acme.webex.com/webappng/sites/acme/meeting/scheduler'],
  ['Meet: a new one', 'https://meet.google.com/new'],
  ['Meet: the start', 'https://meet.google.com/landing'],
  ['Meet: numbers', 'https://tel.meet/abc-defg-hij?pin=1234567890123'],
  ['Meet: help', 'https://support.google.com/a/users/answer/9282720'],
  ['Chime: numbers', 'https://chime.aws/dialinnumbers/'],
  ['Chime: the app', 'https://chime.aws/download'],
  ['Chime: the app’s file', 'https://clients.chime.aws/mac/latest'],
  ['Chime: the list of meetings', 'https://app.chime.aws/meetings'],
  ['Chime: plans one', 'https://app.chime.aws/meetings/new'],
  ['GoTo: the app', 'https://meet.goto.com/install'],
  ['GoTo: the app of one meeting', 'https://global.gotomeeting.com/install/123456789'],
  ['GoTo: a check', 'https://link.gotomeeting.com/system-check'],
  ['GoTo: a new one', 'https://app.goto.com/meeting/new'],
  ['GoTo: a recording', 'https://transcripts.gotomeeting.com/#/s/0a1b'],
  ['GoTo: help', 'https://support.goto.com/meeting'],
  ['BlueJeans: a test', 'https://bluejeans.com/111'],
  ['BlueJeans: numbers', 'https://www.bluejeans.com/premium-numbers'],
  ['BlueJeans: a recording', 'https://bluejeans.com/s/AbCde'],
  ['BlueJeans: the app', 'https://www.bluejeans.com/downloads'],
  ['RingCentral: numbers', 'https://v.ringcentral.com/teleconference'],
  ['Dialpad: numbers', 'https://meetings.dialpad.com/dial-in'],
  ['Whereby: prices', 'https://whereby.com/information/pricing'],
  ['Zoho: a recording', 'https://meeting.zoho.com/meeting/videoprv?recordingId=0a1b'],
  ['Kontur Talk: recordings', 'https://acme.ktalk.ru/recordings/abc'],
  ['Jitsi: its files', 'https://jitsi.example.org/static/close.html'],
  // MeetingBar's tests (a channel), open-conference-url's tests (pictures), fastrepl/hyprnote (invitations).
  ['Teams: a channel', 'https://teams.microsoft.com/meet/channel?p=Aa1Bb2Cc3Dd4Ee5'],
  ['Teams: a new one', 'https://teams.live.com/meet/create'],
  ['GoTo: a picture', 'https://meet.goto.com/favicon.png'],
  ['GoTo: its blog', 'https://blog.gotomeeting.com/123-tips'],
  ['Zoom: instructions', 'https://acme.zoom.us/meetings/81234567890/invitations?signature=abc'],
  ['Zoom: a calendar file of a webinar', 'https://us02web.zoom.us/w/tJIvde/ics'],
  ['Zoom: an event’s settings', 'https://events.zoom.us/ev/Abc/settings'],
  ['Zoom: its blog', 'https://blog.zoom.us/my/story'],
  ['Webex: an event’s list', 'https://acme.webex.com/acme/onstage/g.php?MTID=e1'],
  ['Webex: its blog', 'https://blog.webex.com/meet/hybrid'],
  ['Chime: a check', 'https://app.chime.aws/check'],
  ['Jitsi: numbers', 'https://meet.jit.si/static/dialInInfo.html?room=abc'],
  ['8x8: numbers', 'https://8x8.vc/acme/static/dialInInfo.html?room=acme/abc'],
  ['Whereby: its documentation', 'https://docs.whereby.com/abc'],
  ['Whereby: its status', 'https://status.whereby.com/abc'],
  ['Whereby: signing up', 'https://whereby.com/org/signup'],
  ['Discord: own messages', 'https://discord.com/channels/@me'],
  ['Gather: the start', 'https://app.gather.town/app'],
  ['Dialpad: numbers, older', 'https://meetings.dialpad.com/dialpad-numbers'],
  ['UberConference: numbers', 'https://www.uberconference.com/international'],
  ['StreamYard: integrations', 'https://streamyard.com/integrations'],
  ['Adobe Connect: prices', 'https://www.adobeconnect.com/pricing'],
  ['Adobe Connect: signing in', 'https://acme.adobeconnect.com/system/login'],
  ['Roam: prices', 'https://ro.am/pricing/plans'],
  ['Calendly: another time', 'https://calendly.com/reschedulings/0a1b'],
  ['Calendly: a booking page', 'https://calendly.com/ada/30min'],
];

describe('not a way in is', () => {
  test.each(noWayIn)('%s', (_, link) => {
    expect(described(`See ${link} for more`)).toBeNull();
    expect(joined({ location: link })).toBeNull();
    const meeting = 'https://meet.jit.si/Real';
    // Nor is it offered, in whichever order the two come.
    for (const text of [`${link}\n${meeting}`, `${meeting}\n${link}`])
      expect(waysIn(event({ description: text }))).toEqual({
        first: { kind: 'video', label: 'Jitsi', uri: meeting },
        others: [],
      });
  });
});

/* Links as browsers and apps change them, which still lead into the meeting. */
const waysInto: readonly (readonly [what: string, link: string, leadsTo?: string])[] = [
  [
    'Teams: the new client',
    'https://teams.microsoft.com/v2/?meetingjoin=true#/l/meetup-join/19:m@thread.v2/0',
  ],
  ['Teams: short', 'https://teams.microsoft.com/meet/2974581219040?p=EGTB6CDyi5NqDcKFoH'],
  ['Teams: of a government', 'https://dod.teams.microsoft.us/l/meetup-join/19%3adod%3ameeting_x/0'],
  ['Teams: the new domain', 'https://teams.cloud.microsoft/meet/2974581219040?p=EG'],
  [
    'Teams: the launch page of a meeting',
    'https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fmeetup-join%2F19%3Ameeting_x%40thread.v2%2F0%3Fcontext%3Dx&type=meetup-join',
    'https://teams.microsoft.com/l/meetup-join/19:meeting_x@thread.v2/0?context=x',
  ],
  ['Zoom: in the browser', 'https://app.zoom.us/wc/81234567890/join?pwd=abc'],
  ['Zoom: in the browser, older', 'https://zoom.us/wc/join/81234567890'],
  ['Zoom: a person’s room', 'https://acme.zoom.us/my/ada.example?pwd=abc'],
  ['Zoom: a webinar', 'https://acme.zoom.us/w/81234567890?tk=abc'],
  ['Webex: a person’s room', 'https://acme.webex.com/meet/ada'],
  ['Webex: short', 'https://acme.webex.com/m/0a1b2c3d-0000-1111-2222-333344445555'],
  ['Webex: the page of a meeting', 'https://acme.webex.com/webappng/sites/acme/meeting/info/0a1b2c3d'],
  ['Webex: its service', 'https://acme.webex.com/wbxmjs/joinservice/sites/acme/meeting/download/0a1b'],
  ['Webex: in China', 'https://acme.webex.com.cn/acme/j.php?MTID=m01'],
  ['Chime: a bridge', 'https://chime.aws/1234567890'],
  ['Chime: by name', 'https://app.chime.aws/meetings/team-sync'],
  ['GoTo: a number', 'https://meet.goto.com/123456789'],
  ['GoTo: a person’s room', 'https://meet.goto.com/ada/room'],
  ['BlueJeans: with its passcode', 'https://bluejeans.com/123456789/4321'],
];

describe('a way in is', () => {
  test.each(waysInto)('%s', (_, link, leadsTo = link) => {
    expect(described(`Join: ${link}`)).toBe(leadsTo);
    expect(joined({ location: link })).toBe(leadsTo);
  });
});

describe('among several links', () => {
  const short = 'https://us02web.zoom.us/j/81234567890';
  const full = `${short}?pwd=AbCdEf.1`;

  test('the one with the passcode is used, wherever it is (MeetingBar#791)', () => {
    expect(described(`${short}\n${full}`)).toBe(full);
    expect(described(`${full}\n${short}`)).toBe(full);
    expect(joined({ location: short, description: full })).toBe(full);
    expect(joined({ location: full, description: short })).toBe(full);
    const video = { kind: 'video', uri: short, passcode: '123456' } as const;
    const ways = waysIn(event({ conference: { entryPoints: [video] }, description: `Or ${full}` }));
    expect(ways.first).toEqual({ kind: 'video', label: 'Zoom', uri: full, passcode: '123456' });
    expect(ways.others).toEqual([]);
    expect(joined({ conference: { entryPoints: [video] }, description: `Or ${full}` })).toBe(full);
  });

  test('a company’s host of the service leads to the same meeting', () => {
    const company = 'https://acme.zoom.us/j/81234567890?pwd=x';
    expect(described(`${short}\n${company}`)).toBe(company);
    const gov = 'https://acme.zoomgov.com/j/81234567890?pwd=x';
    expect(described(`${short}\n${gov}`)).toBe(short);
  });

  test('another meeting’s passcode is never used', () => {
    const other = 'https://us02web.zoom.us/j/89999999999?pwd=Other';
    expect(described(`${short}\nLast week: ${other}`)).toBe(short);
    expect(joined({ location: short, description: other })).toBe(short);
    expect(waysIn(event({ description: `${short}\n${other}` })).others).toEqual([
      { kind: 'video', label: 'Zoom', uri: other },
    ]);
    const teams = 'https://teams.microsoft.com/meet/1111111111111';
    expect(described(`${teams}\nhttps://teams.microsoft.com/meet/2222222222222?p=Abc`)).toBe(teams);
  });

  test.each([
    ['https://acme.zoom.com/j/81234567890', 'https://acme.zoom.us/j/81234567890?pwd=x'],
    [
      'https://teams.cloud.microsoft/meet/2974581219040',
      'https://teams.microsoft.com/meet/2974581219040?p=EGTB6',
    ],
    ['https://acme.zoom.us/meetings/81234567890', 'https://acme.zoom.us/j/81234567890?pwd=x'],
    ['https://acme.zoom.us/j/81234567890?from=addon#success', 'https://acme.zoom.us/j/81234567890?pwd=x'],
    ['https://acme.whereby.com/team?utm_source=mail', 'https://acme.whereby.com/team?roomKey=abc'],
  ])('%s is the same meeting as %s', (plain, better) => {
    expect(described(`${plain}\n${better}`)).toBe(better);
    expect(waysIn(event({ description: `${better}\n${plain}` })).others).toEqual([]);
  });

  test.each([
    ['https://acme.webex.com/acme/j.php?MTID=m1', 'https://acme.webex.com/acme/j.php?MTID=m2&PW=x'],
    ['https://meeting.zoho.com/join?key=1111111', 'https://meeting.zoho.com/join?key=2222222&pwd=x'],
    ['https://acme.vowel.com/#/g/one', 'https://acme.vowel.com/?pwd=x#/g/two'],
    ['https://signal.link/call/#key=one', 'https://signal.link/call/?p=x#key=two'],
  ])('%s is another meeting than %s', (plain, other) => {
    expect(described(`${plain}\n${other}`)).toBe(plain);
    expect(waysIn(event({ description: `${other}\n${plain}` })).others).toMatchObject([{ uri: plain }]);
  });

  test('a conference with several links, or one to register on, is like a text with them', () => {
    const videos = (...uris: readonly string[]) => ({
      conference: { entryPoints: uris.map((uri) => ({ kind: 'video', uri }) as const) },
    });
    expect(joined(videos(short, full))).toBe(full);
    const registration = 'https://us02web.zoom.us/webinar/register/WN_abcdef';
    const join = 'https://us02web.zoom.us/w/86746313244?tk=abc.def';
    expect(joined({ ...videos(registration), description: join })).toBe(join);
    expect(joined(videos(registration))).toBe(registration);
    const wrapped = `https://nam12.safelinks.protection.outlook.com/?url=${encodeURIComponent(full)}`;
    expect(joined(videos(wrapped))).toBe(full);
  });

  test.each([
    ['Teams', 'https://teams.microsoft.com/meet/2974581219040', '?p=EGTB6'],
    ['Webex', 'https://acme.webex.com/acme/j.php?MTID=m1', '&PW=4321'],
    ['Jitsi', 'https://8x8.vc/acme/room', '?jwt=abc'],
    ['RingCentral', 'https://v.ringcentral.com/join/123456789', '?pw=abc'],
    ['BlueJeans', 'https://bluejeans.com/123456789', '/4321'],
    ['Zhumu', 'https://welink.zhumu.com/j/150525986', '?pwd=abc'],
    ['SberJazz', 'https://salutejazz.ru/abc123', '?psw=OB0'],
    ['Proton Meet', 'https://meet.proton.me/join/id-FRMQ717ZMW', '#pwd-GoslDQl8D7mu'],
  ])('%s puts its passcode elsewhere', (_, link, passcode) => {
    expect(described(`${link}\n${link}${passcode}`)).toBe(`${link}${passcode}`);
  });

  test('a page to join by is preferred to one to register on (kaldi2020#6)', () => {
    const join = 'https://us02web.zoom.us/w/86746313244?tk=abc.def';
    for (const registration of [
      'https://us02web.zoom.us/webinar/register/WN_abcdef',
      'https://acme.webex.com/webappng/sites/acme/meeting/register/0a1b?ticket=x',
      'https://acme.webex.com/acme/j.php?RGID=r0a1b',
      'https://attendee.gotowebinar.com/register/123456789',
      'https://primetime.bluejeans.com/a2m/register/abc',
      'https://events.ringcentral.com/events/fair/registration',
      'https://app.livestorm.co/p/0a1b2c3d',
      'https://events.teams.microsoft.com/event/0a1b2c3d-0000-1111-2222-333344445555@x',
    ]) {
      expect(described(`Register: ${registration}\nYours: ${join}`)).toBe(join);
      expect(joined({ location: registration, description: join })).toBe(join);
      // Alone it is the only choice.
      expect(described(registration)).toBe(registration);
    }
  });

  test('a conference without numbers is completed from the description, too', () => {
    const video = { kind: 'video', uri: 'https://meet.proton.me/join/id-FRMQ717ZMW' } as const;
    const description = `Join: ${video.uri}#pwd-GoslDQl8D7mu`;
    expect(joined({ conference: { entryPoints: [video] }, description })).toBe(
      `${video.uri}#pwd-GoslDQl8D7mu`,
    );
  });

  test('Google’s own conference stays the first', () => {
    const meet = 'https://meet.google.com/abc-defg-hij';
    expect(joined({ hangoutLink: meet, description: full })).toBe(meet);
  });
});
