/**
 * How to get into a meeting [S30]: conferenceData's video entry point, then hangoutLink, then a known
 * service's link in the location, then one in the description. Only https without credentials is ever
 * joined; `tel:` and `sip:` are further ways, to be read and dialled.
 */
import type { ConferenceEntryPoint, JoinOption } from '../../shared/model.ts';
import { descriptionLinks } from './description.ts';
import { joinService, meetingLink } from '../../shared/text/joinService.ts';
import { linksInLocation } from './linkEnd.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { httpsUrl, unwrapLink } from './safeLinks.ts';
import { carriesPasscode, meetingKey } from './meetingKey.ts';

/** What of an event the ways in are found in. */
export interface Joinable {
  readonly conference: { readonly entryPoints: readonly ConferenceEntryPoint[] };
  readonly hangoutLink: string | null;
  readonly location: string | null;
  readonly description: string | null;
}

/** The ways into a meeting: the one that "Join" opens, and the others in the order to offer them. */
export interface WaysIn {
  readonly first: JoinOption | null;
  readonly others: readonly JoinOption[];
}

const MOST_OPTIONS = 20;

interface Way extends JoinOption {
  /** One signs up there first: anything else is better. */
  readonly registration: boolean;
}

/** A service by its name, everything else by its host. */
const labelOf = (url: URL): string => joinService(url.href) ?? url.hostname;

function waysFound(texts: readonly string[]): Way[] {
  return texts.flatMap((text): Way[] => {
    const url = unwrapLink(text);
    const meeting = url === null ? null : meetingLink(url);
    if (url === null || meeting === null) return [];
    return [{ kind: 'video', label: meeting.service, uri: url.href, registration: meeting.registration }];
  });
}

/** A number's own digits, for a label may name another one. */
const dialled = (text: string): string => text.replace(/[^\d+*#,;]/g, '');

/** What a way is called is the organiser's to write; where it leads is not left to those words. */
function entryWay(entry: ConferenceEntryPoint): Way[] {
  const pin = plainText(entry.pin ?? '', 60);
  const passcode = plainText(entry.passcode ?? '', 60);
  const rest = {
    registration: false,
    ...(pin !== '' && { pin }),
    ...(passcode !== '' && { passcode }),
  };
  if (entry.kind === 'video' || entry.kind === 'more') {
    const url = httpsUrl(entry.uri);
    return url === null ? [] : [{ kind: entry.kind, label: labelOf(url), uri: url.href, ...rest }];
  }
  const scheme = entry.kind === 'phone' ? /^tel:[\x21-\x7e]{1,200}$/i : /^sips?:[\x21-\x7e]{1,200}$/i;
  if (!scheme.test(entry.uri)) return [];
  const address = entry.uri.replace(/^[a-z]+:/i, '');
  const label = plainText(entry.label ?? '', 60);
  const same = entry.kind === 'phone' && label !== '' && dialled(label) === dialled(address);
  return [{ kind: entry.kind, label: same ? label : address, uri: entry.uri, ...rest }];
}

function hangoutWay(link: string | null): Way[] {
  const url = link === null ? null : httpsUrl(link);
  return url === null ? [] : [{ kind: 'video', label: labelOf(url), uri: url.href, registration: false }];
}

const waysInLocation = (location: string | null): Way[] =>
  location === null ? [] : waysFound(linksInLocation(location));

// Without a scheme or a character reference that may stand for one there is no link.
const waysInDescription = (description: string | null): Way[] =>
  description === null || !/:\/\/|&/.test(description) ? [] : waysFound(descriptionLinks(description));

/**
 * Which of the links to join by: the first that needs no signing up before, in the form that carries the meeting's
 * passcode where another of the links has it. A passcode of another meeting never counts.
 */
function chosen(videos: readonly Way[]): Way | null {
  const first = videos.find(({ registration }) => !registration) ?? videos[0] ?? null;
  if (first === null || carriesPasscode(first.uri)) return first;
  const key = meetingKey(first.uri);
  const better = videos.find(({ uri }) => meetingKey(uri) === key && carriesPasscode(uri));
  return better === undefined ? first : { ...first, label: better.label, uri: better.uri };
}

/** Whether an event's texts may hold another form of the link, with the passcode that this one lacks. */
const mayBeCompleted = ({ location, description }: Joinable, link: string): boolean => {
  const { hostname, pathname } = new URL(link);
  // Google's meetings have none.
  if (hostname.endsWith('.google.com')) return false;
  const id = /\d{6,}/.exec(pathname)?.[0] ?? pathname.split('/').findLast((part) => part !== '');
  return id !== undefined && [location, description].some((text) => text !== null && text.includes(id));
};

/**
 * Where "Join" leads; null when there is no way in by https. The same as `waysIn`'s first one, found without
 * reading the description where it cannot change the answer: a full sync asks this of every event.
 */
export function joinUrl(event: Joinable): string | null {
  const entries = event.conference.entryPoints.filter(({ kind }) => kind === 'video').flatMap(entryWay);
  const named = [...entries, ...hangoutWay(event.hangoutLink)];
  const sure = named[0];
  if (sure !== undefined) {
    const { uri } = sure;
    if (carriesPasscode(uri) || !mayBeCompleted(event, uri)) return uri;
  }
  const near = [...named, ...waysInLocation(event.location)];
  const found = chosen(near);
  if (found !== null && !found.registration && carriesPasscode(found.uri)) return found.uri;
  return chosen([...near, ...waysInDescription(event.description)])?.uri ?? null;
}

/** Every way in, none twice. */
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
    // The same link without its passcode leads nowhere that the first one does not.
    const lesser = way.kind === 'video' && meetingKey(way.uri) === firstKey && !carriesPasscode(way.uri);
    if (!lesser) others.push(way);
  }
  if (first === null) return { first, others };
  const { registration: _, ...option } = first;
  return { first: option, others };
}
