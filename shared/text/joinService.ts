/** The name people know a meeting service by, from its link's host. */
const services: readonly (readonly [suffix: string, name: string])[] = [
  ['meet.google.com', 'Google Meet'],
  ['zoom.us', 'Zoom'],
  ['zoomgov.com', 'Zoom'],
  ['teams.microsoft.com', 'Teams'],
  ['teams.live.com', 'Teams'],
  ['webex.com', 'Webex'],
  ['whereby.com', 'Whereby'],
  ['meet.jit.si', 'Jitsi'],
  ['8x8.vc', 'Jitsi'],
  ['gotomeeting.com', 'GoTo'],
  ['goto.com', 'GoTo'],
  ['bluejeans.com', 'BlueJeans'],
  ['chime.aws', 'Chime'],
  ['slack.com', 'Slack'],
  ['discord.com', 'Discord'],
  ['discord.gg', 'Discord'],
  ['skype.com', 'Skype'],
  ['around.co', 'Around'],
];

/** `Google Meet`, `Zoom` …; the bare host for a service without a name here; null when it is no URL. */
export const joinService = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname.toLowerCase();
  for (const [suffix, name] of services) if (host === suffix || host.endsWith(`.${suffix}`)) return name;
  return host === '' ? null : host.replace(/^www\./, '');
};
