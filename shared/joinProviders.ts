/**
 * Meeting services whose links are recognized in locations and descriptions: data only. Each host matches itself and,
 * with `subdomains`, those below it (vanity hosts). `path` is tested against the path and a hash that continues it.
 * If several rows have the same host, the first that matches counts.
 *
 * The patterns distinguish meetings from the service's help and price pages. They are anchored and have no nested
 * repetition, because they are applied to strangers' text.
 */
export interface JoinProvider {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly subdomains?: true;
  /** For services that people host themselves: hosts that begin with this. */
  readonly hostsStarting?: readonly string[];
  /** The hosts have many other pages, so only the path identifies the service. */
  readonly shared?: true;
  readonly path: RegExp;
  /** Paths, including what follows `?`, where people must register first. Any other way to join is better. */
  readonly registration?: RegExp;
}

/** The services' files and, on hosts with rooms only, the pages of Jitsi. */
const anyRoom = /^\/(?!static(?:\/|$))[^/]/;
/** A room with a name chosen by people, on a host that also has the service's own pages. */
const namedRoom =
  /^\/(?!(?:about|account|apps?|admin|affiliates?|blog|business|broadcasts|careers|contact|customers|dashboard|(?:[a-z]+-)?dial-?in(?:-?numbers)?|dialpad-numbers|docs|download|downloads|enterprise|examples|faq|features|get-?started|help|home|information|install|integrations|international|jobs|launch|legal|locales?|login|meetings|new|numbers|org|partners|plans|press|price|pricing|privacy(?:-policy)?|product|products|recordings?|register|resources|schedule|security|settings|sign-?in|sign-?out|sign-?up|solutions|static|status|support|system|system-?check|templates|terms|test|use-cases|user|users|webinars)(?:[/.]|$))[^/]/i;
/** The same, for hosts where `/en` is the service's own English page. */
const namedRoomNotLanguage = new RegExp(`^(?!/en(?:/|$))${namedRoom.source.slice(1)}`, 'i');
const twoParts = /^\/[^/]+\/(?!static(?:\/|$))[^/]/;
const digits = /^\/\d{3,}/;

export const joinProviders: readonly JoinProvider[] = [
  {
    name: 'Google Meet',
    hosts: ['meet.google.com'],
    path: /^\/(?:_meet\/|u\/\d{1,3}\/)?(?:[a-z]{3,4}-[a-z]{4}-[a-z]{3,4}|lookup\/[^/]|stream\/[^/])/i,
  },
  { name: 'Google Meet', hosts: ['stream.meet.google.com'], path: /^\/stream\/[^/]/ },
  { name: 'Google Meet', hosts: ['g.co'], shared: true, path: /^\/meet\/[^/]/ },
  { name: 'Google Meet', hosts: ['duo.app.goo.gl'], path: anyRoom },
  { name: 'Google Hangouts', hosts: ['hangouts.google.com'], path: /^\/(?:hangouts|call)\/[^/]/ },
  {
    name: 'Zoom',
    hosts: ['zoom.us', 'zoom.com', 'zoom.com.cn', 'zoomgov.com', 'zoom-x.de'],
    subdomains: true,
    // Launch pages (`/launch/edl`, `/launch/chat`), recordings (`/rec`) and numbers (`/u`) are not meeting links.
    path: /^\/(?:(?:j|w|s)\/[^/]+\/?$|(?:my|webinar\/register)\/[^/]|ev\/[^/]+\/?$|wc\/(?:join\/|my\/)?(?!home\b|leave\b)[\w.-]*\d|wc\/my\/[^/]|meetings\/\d{9,}\/?$)/,
    registration: /^\/webinar\/register\//,
  },
  { name: 'Zoom', hosts: ['zm.page'], subdomains: true, path: /^\// },
  { name: 'Zoom', hosts: ['reclaim.ai'], shared: true, path: /^\/z\/[^/]/ },
  {
    name: 'Teams',
    hosts: ['teams.microsoft.com', 'teams.cloud.microsoft', 'teams.microsoft.us', 'teams.microsoftonline.cn'],
    subdomains: true,
    // `l/meeting/new` schedules one, `l/meeting/details` is for its organizer; aka.ms/JoinTeamsMeeting is a help
    // page.
    path: /^\/(?:(?:_|v2\/?)?#\/)?(?:l\/meetup-join\/[^/]|l\/meeting\/19(?:%3a|:)[^/]|meet\/\d|light-meetings\/launch$|convene\/townhalls?$)/i,
  },
  {
    name: 'Teams',
    hosts: ['events.teams.microsoft.com'],
    path: /^\/event\/[0-9a-f-]{36}@/i,
    registration: /^\/event\//,
  },
  {
    name: 'Teams',
    hosts: ['teams.live.com'],
    path: /^\/(?:(?:_|v2\/?)?#\/)?(?:l\/meetup-join\/[^/]|meet\/\d)/i,
  },
  {
    name: 'Webex',
    hosts: ['webex.com', 'webex.com.cn', 'webexgov.us'],
    subdomains: true,
    // Recordings (`recording/…`, `ldr.php`), numbers (`globalcallin.php`) and an app's spaces are not meeting links.
    path: /^\/(?:(?:meet|join|m)\/[^/]|wbxmjs\/joinservice\/[^/]|webappng\/sites\/[^/]+\/(?:meeting|webinar)\/(?:download|info|join|register|webinarSeries)\/[^/]|[^/]+\/(?:(?:k2\/)?j\.php|e\.php|meet\/[^/]|onstage\/(?!g\.php)[^/]|webinar\/[^/]))/,
    registration: /\/register\/|[?&]RGID=/i,
  },
  {
    name: 'Whereby',
    hosts: ['whereby.com', 'appear.in'],
    subdomains: true,
    path: namedRoom,
  },
  {
    name: 'Jitsi',
    hosts: [
      'meet.jit.si',
      'meet.element.io',
      'meet.ffmuc.net',
      'fairmeeting.net',
      'meet.systemli.org',
      'calls.disroot.org',
      'framatalk.org',
      'open.meet.switch.ch',
      'open.meet.garr.it',
    ],
    path: anyRoom,
  },
  {
    name: 'Jitsi',
    hosts: [],
    hostsStarting: ['jitsi.', 'meet.jitsi.'],
    path: /^\/(?!(?:static|libs|images|recordings?)(?:\/|$))[^/.]+$/,
  },
  { name: 'Jitsi', hosts: ['8x8.vc'], path: twoParts },
  { name: 'Brave Talk', hosts: ['talk.brave.com'], path: /^\/[\w-]{8,}/ },
  { name: 'Element Call', hosts: ['call.element.io'], path: /^\/(?:room\/)?[^/]/ },
  { name: 'kMeet', hosts: ['kmeet.infomaniak.com'], path: anyRoom },
  { name: 'Proton Meet', hosts: ['meet.proton.me'], path: anyRoom },
  { name: 'Slack', hosts: ['app.slack.com'], path: /^\/huddle\/[^/]/ },
  { name: 'Slack', hosts: ['slack.com'], subdomains: true, path: /^\/(?:huddle|shortcut)\/[^/]/ },
  { name: 'GoTo', hosts: ['meet.goto.com', 'gotomeet.me', 'gotomeet.at'], path: namedRoom },
  {
    name: 'GoTo',
    hosts: ['app.goto.com'],
    path: /^\/(?:meeting|webinar)\/(?!new\b|schedule\b|history\b)[^/]/,
  },
  { name: 'GoTo', hosts: ['gotomeeting.com'], subdomains: true, path: /^\/(?:join\/)?[\d-]{3,}/ },
  {
    name: 'GoTo',
    hosts: ['gotowebinar.com', 'gototraining.com'],
    subdomains: true,
    path: /^\/(?:join|register)\/[^/]/,
    registration: /^\/register\//,
  },
  {
    name: 'BlueJeans',
    hosts: ['primetime.bluejeans.com'],
    path: /^\/a2m\/(?:live-event|events|register)\/[^/]/,
    registration: /^\/a2m\/register\//,
  },
  {
    name: 'BlueJeans',
    hosts: ['bluejeans.com'],
    subdomains: true,
    path: /^\/(?:meet\/|webrtc\/)?(?!111(?:\/|$))\d{3,}/,
  },
  {
    name: 'Chime',
    hosts: ['chime.aws', 'app.chime.aws'],
    path: /^\/(?:meetings\/(?!new\b|schedule\b)[\w-]{3,}|\d{4,}|(?!(?:check|dial-?in-?numbers|downloads?|clients?|conversations|get|help|install|launch|login|meetings|portal|pricing|rooms|settings|sign-?in|support|terms|test)(?:\/|$))[\w-]{3,})/i,
  },
  { name: 'Around', hosts: ['around.co'], subdomains: true, path: /^\/r\/[^/]/ },
  {
    name: 'Discord',
    hosts: ['discord.com'],
    subdomains: true,
    path: /^\/(?:channels|invite|events)\/(?!@me\/?$)[^/]/,
  },
  { name: 'Discord', hosts: ['discordapp.com'], path: /^\/(?:channels|invite)\/[^/]/ },
  { name: 'Discord', hosts: ['discord.gg'], path: anyRoom },
  { name: 'Skype', hosts: ['join.skype.com'], path: anyRoom },
  { name: 'Skype for Business', hosts: ['meet.lync.com'], path: twoParts },
  {
    name: 'Skype for Business',
    hosts: [],
    hostsStarting: ['meet.', 'join.', 'lync.', 'sfb.', 'skype.'],
    // `/<domain>/meet/<person>/<meeting>`, or without the domain if the whole server is for Skype.
    path: /^\/(?:[\w-]+(?:\.[\w-]+)+\/)meet\/[\w.-]+\/[a-z0-9]{6,12}(?:\/|$)/i,
  },
  {
    name: 'RingCentral',
    hosts: ['v.ringcentral.com', 'video.unifyoffice.com', 'meetings.officeathand.att.com'],
    path: /^\/(?:join|conf\/on|conf)\/(?!download\b)[^/]/,
  },
  {
    name: 'RingCentral',
    hosts: [
      'meetings.ringcentral.com',
      'meetings.btcloudphone.bt.com',
      'meetings.businessconnect.telus.com',
      'meetings-officeathand.att.com',
    ],
    path: /^\/j\/[^/]/,
  },
  {
    name: 'RingCentral',
    hosts: ['events.ringcentral.com'],
    path: /^\/events\/[^/]/,
    registration: /\/registration\b/,
  },
  {
    name: 'Dialpad',
    hosts: ['meetings.dialpad.com', 'uberconference.com'],
    path: namedRoom,
  },
  { name: 'join.me', hosts: ['join.me'], path: namedRoom },
  {
    name: 'Zoho',
    hosts: ['meeting.zoho.com', 'meeting.zoho.eu', 'meeting.zoho.in', 'meeting.zoho.com.au'],
    path: /^\/(?:join\b|meet\/[^/]|meeting\/(?:join|register)\b|meeting\/\d)/,
    registration: /^\/meeting\/register\b/,
  },
  { name: 'Zoho', hosts: ['meet.zoho.com', 'meet.zoho.eu', 'meet.zoho.in'], path: anyRoom },
  { name: 'Zoho Cliq', hosts: ['cliq.zoho.com', 'cliq.zoho.eu', 'cliq.zoho.in'], path: /^\/meetings\/[^/]/ },
  { name: 'Lark', hosts: ['vc.larksuite.com', 'vc.feishu.cn'], path: /^\/j\/\d/ },
  { name: 'Lark', hosts: ['meetings.larksuite.com', 'meetings.feishu.cn'], path: /^\/s\/[^/]/ },
  { name: 'DingTalk', hosts: ['meeting.dingtalk.com'], path: /^\/j\/[^/]/ },
  { name: 'Tencent Meeting', hosts: ['meeting.tencent.com'], path: /^\/(?:dm|dw|p|s)\/[^/]/ },
  { name: 'VooV Meeting', hosts: ['voovmeeting.com'], subdomains: true, path: /^\/(?:dm|p)\/[^/]/ },
  { name: 'Zhumu', hosts: ['zhumu.com'], subdomains: true, path: /^\/(?:j|wc\/join)\/\d/ },
  { name: 'WeLink', hosts: ['meeting.huaweicloud.com'], subdomains: true, path: /^\/#\/j\/\d/ },
  { name: 'JioMeet', hosts: ['jiomeetpro.jio.com', 'jiomeet.jio.com'], path: /^\/shortener\b/ },
  {
    name: 'Yandex Telemost',
    hosts: ['telemost.yandex.ru', 'telemost.yandex.com', 'telemost.360.yandex.ru'],
    path: /^\/j\/\d/,
  },
  {
    name: 'SberJazz',
    hosts: ['jazz.sber.ru', 'salutejazz.ru'],
    path: /^\/(?!(?:about|download|calls|login|recordings?)(?:\/|$))[a-z0-9]{5,}(?:@|\b)/,
  },
  { name: 'VK Calls', hosts: ['vk.com'], shared: true, path: /^\/call\/join\/[^/]/ },
  { name: 'Kontur Talk', hosts: ['ktalk.ru'], subdomains: true, path: namedRoom },
  { name: 'MTS Link', hosts: ['my.mts-link.ru'], path: /^\/(?:j\/)?[^/]+\/\d+(?!.*\/record)/ },
  { name: 'Gather', hosts: ['gather.town'], subdomains: true, path: /^\/(?:app|invite|i)\/[^/]/ },
  { name: 'Roam', hosts: ['ro.am'], path: /^\/(?!(?:blog|download|pricing|features)(?:\/|$))[^/]+\/[^/]/ },
  { name: 'Kumospace', hosts: ['kumospace.com'], path: namedRoom },
  { name: 'SpatialChat', hosts: ['spatial.chat'], path: /^\/s\/[^/]/ },
  { name: 'Remo', hosts: ['live.remo.co'], path: /^\/e\/[^/]/, registration: /\/register\b/ },
  { name: 'WorkAdventure', hosts: ['play.workadventu.re'], path: /^\/(?:_|@|\*)\/[^/]/ },
  { name: 'SoWork', hosts: ['app.sowork.com'], path: namedRoom },
  { name: 'Teemyco', hosts: ['app.teemyco.com'], path: /^\/room\/[^/]/ },
  {
    name: 'oVice',
    hosts: ['ovice.in', 'ovice.com'],
    subdomains: true,
    path: /^\/(?!(?:blog|pricing|features|product|contact|news|en|ja|ko)\/)(?:lobby|@|[^/]+\/)/,
  },
  { name: 'Tuple', hosts: ['tuple.app'], path: /^\/c\/[^/]/ },
  { name: 'Pop', hosts: ['pop.com'], shared: true, path: /^\/j\/[^/]/ },
  { name: 'CoScreen', hosts: ['join.coscreen.co'], path: anyRoom },
  { name: 'Pumble', hosts: ['meet.pumble.com'], path: anyRoom },
  { name: 'Butter', hosts: ['app.butter.us'], path: namedRoom },
  { name: 'Vowel', hosts: ['vowel.com'], subdomains: true, path: /^\/(?:#\/)?[gm]\/[^/]/ },
  { name: 'Cal Video', hosts: ['app.cal.com', 'cal.com', 'app.cal.eu', 'cal.eu'], path: /^\/video\/[^/]/ },
  {
    name: 'Calendly',
    hosts: ['calendly.com'],
    shared: true,
    // An event's page that leads to its conference, in whichever service that is.
    path: /^\/events\/[\w-]+\/(?:google_meet|microsoft_teams|zoom|webex|gotomeeting|goto_meeting)(?:_conference)?$/,
  },
  {
    name: 'Daily',
    hosts: ['daily.co'],
    subdomains: true,
    path: namedRoom,
  },
  { name: 'Eyeson', hosts: ['app.eyeson.team'], path: /^\// },
  {
    name: 'Digital Samba',
    hosts: ['digitalsamba.com'],
    subdomains: true,
    path: /^\/(?:demo-room|[\w-]{8,}$)/,
  },
  { name: 'Sessions', hosts: ['app.sessions.us'], path: namedRoom },
  { name: 'Huddle01', hosts: ['app.huddle01.com', 'meet.huddle01.com'], path: /^\/(?:room\/)?[^/]/ },
  { name: 'Talky', hosts: ['talky.io'], path: namedRoom },
  { name: 'LiveKit Meet', hosts: ['meet.livekit.io', 'meet.staging.livekit.io'], path: /^\/rooms\/[^/]/ },
  { name: 'FaceTime', hosts: ['facetime.apple.com'], path: /^\/join\b/ },
  { name: 'Signal', hosts: ['signal.link'], path: /^\/call\b/ },
  { name: 'WhatsApp', hosts: ['call.whatsapp.com'], path: /^\/(?:voice|video)\/[^/]/ },
  { name: 'Telegram', hosts: ['t.me'], shared: true, path: /^\/call\/[^/]/ },
  {
    name: 'Messenger',
    hosts: ['messenger.com', 'facebook.com'],
    shared: true,
    path: /^\/(?:groupcall|room)\/[^/]/,
  },
  { name: 'Workplace', hosts: ['workplace.com'], subdomains: true, path: /^\/groupcall\b/ },
  { name: 'Wire', hosts: ['account.wire.com'], path: /^\/conversation-join\b/ },
  { name: 'Lifesize', hosts: ['call.lifesizecloud.com'], path: digits },
  { name: 'StarLeaf', hosts: ['meet.starleaf.com'], path: digits },
  { name: 'Pexip', hosts: ['pexip.me'], subdomains: true, path: /^\/meet\b/ },
  { name: 'DFNconf', hosts: ['conf.dfn.de'], path: /^\/webapp\/(?:#\/|conference\/|home\?conference)[^/]?/ },
  { name: 'Vidyo', hosts: ['vidyocloud.com'], subdomains: true, path: /^\/(?:join|flex\.html)\b/ },
  { name: 'Fuze', hosts: ['fuze.me'], path: digits },
  { name: 'Highfive', hosts: ['highfive.com'], subdomains: true, path: /^\/meeting\/[^/]|^\/r\/[^/]/ },
  { name: 'GlobalMeet', hosts: ['globalmeet.com', 'pgimeet.com'], subdomains: true, path: namedRoom },
  { name: 'FreeConferenceCall', hosts: ['join.freeconferencecall.com', 'fccdl.in'], path: anyRoom },
  { name: 'FreeConference', hosts: ['hello.freeconference.com'], path: /^\/conf\/[^/]/ },
  { name: 'Vonage', hosts: ['meetings.vonage.com'], path: anyRoom },
  { name: 'Avaya Spaces', hosts: ['spaces.avayacloud.com'], path: /^\/(?:spaces|u)\/[^/]/ },
  { name: 'Rainbow', hosts: ['meet.openrainbow.com', 'web.openrainbow.com'], path: /^\/(?:#\/)?[^/]/ },
  { name: 'TeamViewer Meeting', hosts: ['go.teamviewer.com', 'go.blizz.com'], path: anyRoom },
  { name: 'Demodesk', hosts: ['demodesk.com'], path: namedRoom },
  { name: 'CrankWheel', hosts: ['meeting.is'], path: anyRoom },
  { name: 'Gong', hosts: ['join.gong.io'], subdomains: true, path: anyRoom },
  { name: 'Chorus', hosts: ['go.chorus.ai'], path: anyRoom },
  { name: 'VSee', hosts: ['vsee.com'], subdomains: true, path: /^\/(?:vc|c|u)\/[^/]/ },
  { name: 'Doxy.me', hosts: ['doxy.me'], subdomains: true, path: namedRoomNotLanguage },
  {
    name: 'BigBlueButton',
    hosts: ['senfcall.de', 'meetzi.de'],
    subdomains: true,
    path: /^\/(?:b\/[a-z0-9-]{3,}|rooms\/[a-z0-9-]{3,}|[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}$)/,
  },
  {
    name: 'BigBlueButton',
    hosts: [],
    hostsStarting: ['bbb.', 'bigbluebutton.', 'greenlight.'],
    path: /^\/(?:b|rooms)\/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}/,
  },
  {
    name: 'Nextcloud Talk',
    hosts: [],
    hostsStarting: ['nextcloud.', 'cloud.', 'talk.'],
    path: /^\/(?:index\.php\/)?call\/[a-z0-9]{6,32}$/,
  },
  { name: 'OpenTalk', hosts: ['meet.opentalk.eu'], path: /^\/(?:room|invite)\/[^/]/ },
  { name: 'alfaview', hosts: ['app.alfaview.com'], path: /^\/#\/join\/[^/]/ },
  { name: 'edudip', hosts: ['edudip.com'], subdomains: true, path: /^\/(?:[a-z]{2}\/)?webinar\/[^/]/ },
  { name: 'Tixeo', hosts: ['tixeo.com'], subdomains: true, path: /^\/(?:meet|join)\b/ },
  {
    name: 'Visio',
    hosts: ['visio.numerique.gouv.fr', 'webconf.numerique.gouv.fr'],
    path: /^\/(?!mentions|accessibilite|login)[\w-]{6,}/,
  },
  { name: 'RENdez-vous', hosts: ['rendez-vous.renater.fr'], path: /^\/[\w-]{5,}/ },
  {
    name: 'ClickMeeting',
    hosts: ['clickmeeting.com'],
    subdomains: true,
    path: namedRoom,
  },
  {
    name: 'Livestorm',
    hosts: ['app.livestorm.co', 'app.livestorm.com'],
    path: /^\/(?:p\/|[^/]+\/[^/])/,
    registration: /^\/p\/[^/]+(?:\/form)?\/?(?:\?|$)/,
  },
  { name: 'Demio', hosts: ['event.demio.com'], path: anyRoom },
  {
    name: 'StreamYard',
    hosts: ['streamyard.com'],
    path: /^\/(?:watch\/|guest\/)?(?!(?:affiliates|broadcasts|examples|features|integrations|resources)(?:\/|$))[\w-]{8,}/,
  },
  { name: 'Restream', hosts: ['studio.restream.io'], path: /^\/guest\/[^/]|^\/[a-z]{3}-[a-z]{4}-[a-z]{3}/ },
  { name: 'Riverside', hosts: ['riverside.fm', 'riverside.com'], path: /^\/studio\/[^/]/ },
  { name: 'Zencastr', hosts: ['zencastr.com'], path: /^\/(?:room|r)\/[^/]/ },
  { name: 'SquadCast', hosts: ['app.squadcast.fm'], path: /^\/session\/[^/]/ },
  { name: 'Crowdcast', hosts: ['crowdcast.io'], path: /^\/[ec]\/[^/]/ },
  { name: 'Vimeo', hosts: ['vimeo.com'], shared: true, path: /^\/event\/\d/ },
  { name: 'Vimeo', hosts: ['venues.vimeo.com'], path: anyRoom },
  { name: 'Airmeet', hosts: ['airmeet.com'], subdomains: true, path: /^\/e(?:vent)?\/[^/]/ },
  {
    name: 'Hopin',
    hosts: ['hopin.com'],
    subdomains: true,
    path: /^\/events\/[^/]/,
    registration: /\/registration\b/,
  },
  { name: 'Luma', hosts: ['lu.ma', 'luma.com'], path: /^\/join\/[^/]/ },
  { name: 'Venue', hosts: ['app.venue.live'], path: /^\/app\/[^/]/ },
  { name: 'Meetecho', hosts: ['meetings.conf.meetecho.com'], path: anyRoom },
  { name: 'Adobe Connect', hosts: ['adobeconnect.com'], subdomains: true, path: namedRoom },
  { name: 'Class', hosts: ['bbcollab.com'], subdomains: true, path: /^\/(?:guest|collab|invite|launch)\b/ },
  { name: 'Preply', hosts: ['preply.com'], shared: true, path: /^\/(?:[a-z]{2}\/)?chat\/t-room\/\d/ },
  { name: 'Suit Conference', hosts: ['conference.istesuit.com'], subdomains: true, path: namedRoom },
  { name: 'Jam', hosts: ['jam.systems'], path: namedRoom },
  { name: 'UserZoom', hosts: ['go.userzoom.com'], path: /^\/participate\b/ },
];
