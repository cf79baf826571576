/**
 * A meeting's https link as the link that its own app understands [property 5]. Pure.
 *
 * Other schemes start programs, so nothing is passed on: each part is taken out of the https link by a
 * narrow pattern and the app's link is built anew from those parts. What does not fit to the last character
 * stays a link for the browser. `isAppLink` is the opener's own check that nothing else comes through.
 */
import type { AppJoinService } from '../../shared/settings.ts';
import { maxLinkLength } from './externalLink.ts';

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

/** The whole of what may ever be opened by an app. */
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

/** The service whose app may open this; null when none may. */
export const isAppLink = (text: string): AppJoinService | null => {
  if (text.length > maxLinkLength) return null;
  if (allowed.zoom.test(text)) return 'zoom';
  return allowed.teams.test(text) ? 'teams' : null;
};

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

/** The one value of a parameter; null when it is missing, undefined when it is given twice. */
const only = (url: URL, name: string): string | null | undefined => {
  const values = url.searchParams.getAll(name);
  return values.length > 1 ? undefined : (values[0] ?? null);
};

const zoomLink = (url: URL): string | null => {
  const number = new RegExp(`^/j/(${zoomNumber})/?$`).exec(url.pathname)?.[1];
  const password = only(url, 'pwd');
  if (number === undefined || password === undefined || !whole(zoomHost).test(url.hostname)) return null;
  // A registration's token is the browser's business.
  if (url.searchParams.has('tk')) return null;
  if (password === null) return `zoommtg://${url.hostname}/join?action=join&confno=${number}`;
  if (!whole(zoomPassword).test(password)) return null;
  return `zoommtg://${url.hostname}/join?action=join&confno=${number}&pwd=${password}`;
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
  if (typeof Tid !== 'string' || typeof Oid !== 'string') return null;
  return whole(guid).test(Tid) && whole(guid).test(Oid)
    ? encodeURIComponent(JSON.stringify({ Tid, Oid }))
    : null;
};

/** Work and school meetings; those of private people and of governments have apps of their own. */
const teamsLink = (url: URL): string | null => {
  if (url.hostname !== 'teams.microsoft.com' && url.hostname !== 'teams.cloud.microsoft') return null;
  const number = new RegExp(`^/meet/(${teamsNumber})/?$`).exec(url.pathname)?.[1];
  if (number !== undefined) {
    const password = only(url, 'p');
    if (typeof password !== 'string' || !whole(teamsPassword).test(password)) return null;
    return `msteams:/meet/${number}?p=${password}`;
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

/** `https` is a link from `externalUrl`; null when no app of `apps` is to open it. */
export const appLink = (https: string, apps: readonly AppJoinService[]): AppLink | null => {
  const url = new URL(https);
  if (url.port !== '') return null;
  for (const service of apps) {
    const built = builders[service](url);
    if (built !== null && isAppLink(built) === service) return { service, url: built };
  }
  return null;
};
