/**
 * The ways into a meeting [S30]: conferenceData's video entry point, then hangoutLink, then a known service's link in
 * the location, then one in the description. "Join" only ever opens https links without credentials; `tel:` and
 * `sip:` are further ways, which the person dials.
 */
import type { ConferenceEntryPoint, JoinOption } from '../../shared/model.ts';
import { descriptionParts } from './description.ts';
import { joinService, meetingLink } from '../../shared/text/joinService.ts';
import { linksIn, linksInLocation } from './linkEnd.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { httpsUrl, unwrapLink } from './safeLinks.ts';
import { carriesPasscode, meetingKey } from './meetingKey.ts';

/** The fields of an event in which ways into the meeting are found. */
export interface Joinable {
  readonly conference: { readonly entryPoints: readonly ConferenceEntryPoint[] };
  readonly hangoutLink: string | null;
  readonly location: string | null;
  readonly description: string | null;
}

/** The ways into a meeting: the one that "Join" opens, and the others in the order in which they are offered. */
export interface WaysIn {
  readonly first: JoinOption | null;
  readonly others: readonly JoinOption[];
}

const MOST_OPTIONS = 20;

interface Way extends JoinOption {
  /** The person must register there first, so any other way is better. */
  readonly registration: boolean;
}

/** Returns the name of a known service, otherwise the host. */
const labelOf = (url: URL): string => joinService(url.href) ?? url.hostname;

function waysInTexts(texts: readonly string[]): Way[] {
  return texts.flatMap((text): Way[] => {
    const url = unwrapLink(text, true);
    const meeting = url === null ? null : meetingLink(url);
    if (url === null || meeting === null) return [];
    return [{ kind: 'video', label: meeting.service, uri: url.href, registration: meeting.registration }];
  });
}

/** Returns the number's own digits, since its label may contain another number. */
const digitsOf = (text: string): string => text.replace(/[^\d+*#,;]/g, '');

/** The organizer chooses the label of a way, but the label must not hide where it leads. */
function entryWay(entry: ConferenceEntryPoint): Way[] {
  const pin = plainText(entry.pin ?? '', 60);
  const passcode = plainText(entry.passcode ?? '', 60);
  const rest = {
    ...(pin !== '' && { pin }),
    ...(passcode !== '' && { passcode }),
  };
  if (entry.kind === 'video' || entry.kind === 'more') {
    const url = unwrapLink(entry.uri, true) ?? httpsUrl(entry.uri);
    if (url === null) return [];
    const registration = meetingLink(url)?.registration ?? false;
    return [{ kind: entry.kind, label: labelOf(url), uri: url.href, ...rest, registration }];
  }
  const scheme = entry.kind === 'phone' ? /^tel:[\x21-\x7e]{1,200}$/i : /^sips?:[\x21-\x7e]{1,200}$/i;
  if (!scheme.test(entry.uri)) return [];
  const address = entry.uri.replace(/^[a-z]+:/i, '');
  const label = plainText(entry.label ?? '', 60);
  const same = entry.kind === 'phone' && label !== '' && digitsOf(label) === digitsOf(address);
  return [{ kind: entry.kind, label: same ? label : address, uri: entry.uri, ...rest, registration: false }];
}

function hangoutWay(link: string | null): Way[] {
  const url = link === null ? null : httpsUrl(link);
  return url === null ? [] : [{ kind: 'video', label: labelOf(url), uri: url.href, registration: false }];
}

const waysInLocation = (location: string | null): Way[] =>
  location === null ? [] : waysInTexts(linksInLocation(location));

/** Returns the links that a text shows completely. */
const linksShown = (text: string): readonly string[] =>
  [...linksIn(text)]
    .filter(({ end }) => !/^(?:\.\.|…)/.test(text.slice(end, end + 2)))
    .map(({ from, end }) => text.slice(from, end));

function waysInDescription(description: string | null): Way[] {
  // Without a scheme, or a character reference that may stand for one, there is no link.
  if (description === null || !/:\/\/|&/.test(description)) return [];
  return descriptionParts(description).flatMap((part) => {
    if (part.kind !== 'link') return [];
    const ways = waysInTexts([part.url]);
    // A mail filter may hide a target completely, while the text still shows it.
    return ways.length > 0 ? ways : waysInTexts(linksShown(part.text));
  });
}

/**
 * Chooses the link to join by: the first one that needs no registration, in the form that includes the meeting's
 * passcode if another of the links has it. A passcode of another meeting never counts.
 */
function chosen(videos: readonly Way[]): Way | null {
  const first = videos.find(({ registration }) => !registration) ?? videos[0] ?? null;
  if (first === null || carriesPasscode(first.uri)) return first;
  const key = meetingKey(first.uri);
  const better = videos.find(({ uri }) => meetingKey(uri) === key && carriesPasscode(uri));
  return better === undefined ? first : { ...first, label: better.label, uri: better.uri };
}

/** Returns whether an event's texts may contain another form of the link, with the passcode that this one lacks. */
const mayLackPasscode = ({ location, description }: Joinable, link: string): boolean => {
  const { hostname, pathname } = new URL(link);
  // Google's meetings have no passcode.
  if (hostname.endsWith('.google.com')) return false;
  const id = /\d{6,}/.exec(pathname)?.[0] ?? pathname.split('/').findLast((part) => part !== '');
  return id !== undefined && [location, description].some((text) => text !== null && text.includes(id));
};

/**
 * Returns where "Join" leads; null if there is no way in by https. The same as `waysIn`'s first one, but the
 * description is read only if it can change the result: a full sync calls this for every event.
 */
export function joinUrl(event: Joinable): string | null {
  const entries = event.conference.entryPoints.filter(({ kind }) => kind === 'video').flatMap(entryWay);
  const named = [...entries, ...hangoutWay(event.hangoutLink)];
  const sure = chosen(named);
  if (sure !== null && !sure.registration) {
    const { uri } = sure;
    if (carriesPasscode(uri) || !mayLackPasscode(event, uri)) return uri;
  }
  const near = [...named, ...waysInLocation(event.location)];
  const found = chosen(near);
  if (found !== null && !found.registration && carriesPasscode(found.uri)) return found.uri;
  return chosen([...near, ...waysInDescription(event.description)])?.uri ?? null;
}

/** Returns every way in, without duplicates. */
export function waysIn(event: Joinable): WaysIn {
  const entries = event.conference.entryPoints.flatMap(entryWay);
  const videos = [
    ...entries.filter((way) => way.kind === 'video'),
    ...hangoutWay(event.hangoutLink),
    ...waysInLocation(event.location),
    ...waysInDescription(event.description),
  ];
  const first = chosen(videos);
  const firstKey = first === null ? null : meetingKey(first.uri);
  const seen = new Set(first === null ? [] : [first.uri]);
  const others: JoinOption[] = [];
  for (const { registration: _, ...way } of [...videos, ...entries.filter(({ kind }) => kind !== 'video')]) {
    if (seen.has(way.uri) || others.length >= MOST_OPTIONS) continue;
    seen.add(way.uri);
    // The same link without its passcode offers nothing that the first one does not.
    const isRedundant = way.kind === 'video' && meetingKey(way.uri) === firstKey && !carriesPasscode(way.uri);
    if (!isRedundant) others.push(way);
  }
  if (first === null) return { first, others };
  const { registration: _, ...option } = first;
  return { first: option, others };
}
