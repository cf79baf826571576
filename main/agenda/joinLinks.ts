/**
 * How to get into a meeting [S30]: conferenceData's video entry point, then hangoutLink, then a known
 * service's link in the location, then one in the description. Only https without credentials is ever
 * joined; `tel:` and `sip:` are further ways, to be read and dialled.
 */
import type { ConferenceEntryPoint, JoinOption } from '../../shared/model.ts';
import { descriptionLinks } from '../../shared/text/description.ts';
import { joinService, meetingService } from '../../shared/text/joinService.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { httpsUrl, unwrapLink } from '../../shared/text/safeLinks.ts';

/** What of an event the ways in are found in. */
export interface Joinable {
  readonly conference: { readonly entryPoints: readonly ConferenceEntryPoint[] };
  readonly hangoutLink: string | null;
  readonly location: string | null;
  readonly description: string | null;
}

/** As much of a location as is looked at; descriptions have the bound of `descriptionLinks`. */
const LONGEST_TEXT = 65_536;
const MOST_LINKS = 200;
const MOST_OPTIONS = 20;

// People type a meeting's address into the location without its scheme, too.
const addressPattern =
  /(?:https:\/\/)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}\/[^\s<>"'“”|\\^`{}]{1,2048}/gi;

function linksInLocation(location: string): string[] {
  const links: string[] = [];
  const text = location.slice(0, LONGEST_TEXT);
  for (const match of text.matchAll(addressPattern)) {
    if (links.length >= MOST_LINKS) break;
    // What another scheme or a mail address precedes is not the start of an address.
    const before = match.index === 0 ? ' ' : (text[match.index - 1] ?? ' ');
    if (/[\w/@.:-]/.test(before)) continue;
    // Longer than any link: what was matched would be a piece of it.
    const next = text[match.index + match[0].length];
    if (next !== undefined && !/[\s<>"'“”|\\^`{}]/.test(next)) continue;
    const bare = match[0].replace(/[.,;:!?)\]]+$/, '');
    links.push(/^https:/i.test(bare) ? bare : `https://${bare}`);
  }
  return links;
}

interface Way {
  readonly kind: JoinOption['kind'];
  readonly label: string;
  readonly uri: string;
  readonly pin?: string;
}

/** A service by its name, everything else by its host. */
const labelOf = (url: URL): string => joinService(url.href) ?? url.hostname;

function waysFound(texts: readonly string[]): Way[] {
  return texts.flatMap((text): Way[] => {
    const url = unwrapLink(text);
    const service = url === null ? null : meetingService(url);
    return url === null || service === null ? [] : [{ kind: 'video', label: service, uri: url.href }];
  });
}

/** A number's own digits, for a label may name another one. */
const dialled = (text: string): string => text.replace(/[^\d+*#,;]/g, '');

/** What a way is called is the organiser's to write; where it leads is not left to those words. */
function entryWay(entry: ConferenceEntryPoint): Way[] {
  const pin = plainText(entry.pin ?? '', 60);
  const rest = pin === '' ? {} : { pin };
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

/** Every way in, the one to join by first, none twice. */
function allWays(event: Joinable): Way[] {
  const entries = event.conference.entryPoints.flatMap(entryWay);
  const hangout = event.hangoutLink === null ? null : httpsUrl(event.hangoutLink);
  const ways = [
    ...entries.filter((way) => way.kind === 'video'),
    ...(hangout === null ? [] : [{ kind: 'video' as const, label: labelOf(hangout), uri: hangout.href }]),
    ...(event.location === null ? [] : waysFound(linksInLocation(event.location))),
    ...(event.description === null ? [] : waysFound(descriptionLinks(event.description))),
    ...entries.filter((way) => way.kind !== 'video'),
  ];
  const seen = new Set<string>();
  return ways.filter((way) => {
    if (seen.has(way.uri)) return false;
    seen.add(way.uri);
    return true;
  });
}

/**
 * Where "Join" leads; null when there is no way in by https. The first of `allWays`, found without looking for
 * the others: a full sync asks this of every event.
 */
export function joinUrl(event: Joinable): string | null {
  for (const entry of event.conference.entryPoints) {
    const url = entry.kind === 'video' ? httpsUrl(entry.uri) : null;
    if (url !== null) return url.href;
  }
  const hangout = event.hangoutLink === null ? null : httpsUrl(event.hangoutLink);
  if (hangout !== null) return hangout.href;
  const inLocation = event.location === null ? [] : waysFound(linksInLocation(event.location));
  if (inLocation[0] !== undefined) return inLocation[0].uri;
  // Without a scheme or a character reference that may stand for one there is no link.
  if (event.description === null || !/:\/\/|&/.test(event.description)) return null;
  return waysFound(descriptionLinks(event.description))[0]?.uri ?? null;
}

/** The ways in besides `joinUrl`, in the order to offer them. */
export function joinOptions(event: Joinable): readonly JoinOption[] {
  const ways = allWays(event);
  return (ways[0]?.kind === 'video' ? ways.slice(1) : ways).slice(0, MOST_OPTIONS);
}
