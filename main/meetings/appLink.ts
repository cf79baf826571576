/**
 * Converts a meeting's https link to the link that its own app understands [property 5]. Pure.
 *
 * Other schemes start programs, so nothing is passed on unchanged: the app's link is built anew from parts of the
 * https link, and must then match one narrow pattern completely (`isAppLink`, which the opener checks again). A link
 * that does not match is opened in the browser.
 */
import type { AppJoinService } from '../../shared/settings.ts';

export interface AppLink {
  readonly service: AppJoinService;
  readonly url: string;
}

const zoomHost = '(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){0,3}(?:zoom\\.us|zoom\\.com|zoomgov\\.com)';
const zoomNumber = '[0-9]{9,12}';
const zoomPassword = '[A-Za-z0-9._-]{1,128}';
const teamsThread = '19(?:%3a|:)[A-Za-z0-9_-]{8,200}(?:%40|@)thread\\.(?:v2|tacv2|skype)';
const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const teamsNumber = '[0-9]{9,20}';
const teamsPassword = '[A-Za-z0-9]{1,64}';
const encodedGuid = (key: string): string => `%22${key}%22%3A%22${guid}%22`;

/** All links that may ever be opened by an app. */
const allowed: Readonly<Record<AppJoinService, RegExp>> = {
  zoom: new RegExp(
    `^zoommtg://${zoomHost}/join\\?action=join&confno=${zoomNumber}(?:&pwd=${zoomPassword})?$`,
  ),
  teams: new RegExp(
    `^msteams:/(?:l/meetup-join/${teamsThread}/[0-9]{1,20}\\?context=%7B${encodedGuid('Tid')}%2C${encodedGuid('Oid')}%7D` +
      `|meet/${teamsNumber}\\?p=${teamsPassword})$`,
    'i',
  ),
};

/** Returns the service whose app may open this; null if none may. */
export const isAppLink = (text: string): AppJoinService | null => {
  if (allowed.zoom.test(text)) return 'zoom';
  return allowed.teams.test(text) ? 'teams' : null;
};

/** Returns the single value of a parameter; null if it is missing, undefined if there are several. */
const only = (url: URL, name: string): string | null | undefined => {
  const values = url.searchParams.getAll(name);
  return values.length > 1 ? undefined : (values[0] ?? null);
};

const zoomLink = (url: URL): string | null => {
  const number = new RegExp(`^/j/(${zoomNumber})/?$`).exec(url.pathname)?.[1];
  const password = only(url, 'pwd');
  // A registration token must be handled by the browser.
  if (number === undefined || password === undefined || url.searchParams.has('tk')) return null;
  const link = `zoommtg://${url.hostname}/join?action=join&confno=${number}`;
  return password === null ? link : `${link}&pwd=${password}`;
};

const teamsContext = (text: string): string | null => {
  let context: unknown;
  try {
    context = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof context !== 'object' || context === null) return null;
  const { Tid, Oid, IsBroadcastMeeting } = context as Record<string, unknown>;
  // Live events are watched in the browser.
  if (IsBroadcastMeeting !== undefined && IsBroadcastMeeting !== false) return null;
  return encodeURIComponent(JSON.stringify({ Tid, Oid }));
};

/** Work and school meetings. Those of private people and of governments have other apps. */
const teamsLink = (url: URL): string | null => {
  if (url.hostname !== 'teams.microsoft.com' && url.hostname !== 'teams.cloud.microsoft') return null;
  const number = new RegExp(`^/meet/(${teamsNumber})/?$`).exec(url.pathname)?.[1];
  if (number !== undefined) {
    const password = only(url, 'p');
    return typeof password === 'string' ? `msteams:/meet/${number}?p=${password}` : null;
  }
  const path = new RegExp(`^/l/meetup-join/(${teamsThread})/([0-9]{1,20})/?$`, 'i').exec(url.pathname);
  const context = only(url, 'context');
  const rebuilt = typeof context === 'string' ? teamsContext(context) : null;
  if (path === null || rebuilt === null) return null;
  return `msteams:/l/meetup-join/${path[1] ?? ''}/${path[2] ?? ''}?context=${rebuilt}`;
};

const builders: Readonly<Record<AppJoinService, (url: URL) => string | null>> = {
  zoom: zoomLink,
  teams: teamsLink,
};

/** `https` is a link from `externalUrl`. Returns null if none of `apps` can open it. */
export const appLink = (https: string, apps: readonly AppJoinService[]): AppLink | null => {
  const url = new URL(https);
  if (url.port !== '') return null;
  for (const service of apps) {
    const built = builders[service](url);
    if (built !== null && isAppLink(built) === service) return { service, url: built };
  }
  return null;
};
