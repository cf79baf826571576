/**
 * Converts an event of a feed to the fields of Google's event resource. From there it uses the same mapping as
 * Google's own events, which cuts, cleans and limits strangers' text. Without ids and times. Pure.
 */
import { mailboxOf } from '../agenda/ownership.ts';
import { utc } from '../../shared/zone.ts';
import type { Alarm, FeedEvent } from './events.ts';
import { durationMs, parameter, readDuration, readTime, text } from './times.ts';
import type { Property, Zones } from './times.ts';

/** Enough for any meeting; the shared mapping keeps even fewer, the person first. */
const mostAttendees = 2000;
/** Google's limit [S29]. */
const mostReminderMinutes = 40_320;

export interface Reader {
  readonly zones: Zones;
  /** The person's addresses, as `mailboxOf` returns them. */
  readonly own: ReadonlySet<string>;
}

export type Resource = Readonly<Record<string, unknown>>;

export const contentOf = (event: FeedEvent, reader: Reader): Resource => {
  const first = (name: string): Property | undefined => event.properties.get(name)?.[0];
  const busy = text(first('x-microsoft-cdo-busystatus'))?.toUpperCase() ?? '';
  const organizer = organizerOf(first('organizer'), reader.own);
  const attendees = attendeesOf(event.properties.get('attendee') ?? [], organizer?.email ?? null, reader.own);
  const isTentative = /^TENTATIVE$/i.test(text(first('status')) ?? '') || busy === 'TENTATIVE';
  const isFree = /^TRANSPARENT$/i.test(text(first('transp')) ?? '') || busy === 'FREE';
  return {
    iCalUID: event.uid ?? undefined,
    status: isTentative ? 'tentative' : 'confirmed',
    summary: text(first('summary')),
    location: text(first('location')),
    description: descriptionOf(first),
    // Only a block of absence; with other people in it, it is still a meeting.
    eventType: busy === 'OOF' && attendees.length === 0 ? 'outOfOffice' : 'default',
    transparency: isFree ? 'transparent' : 'opaque',
    visibility: visibilities[text(first('class'))?.toUpperCase() ?? ''] ?? 'default',
    attendees,
    organizer: organizer ?? undefined,
    ...conferenceOf(event.properties),
    reminders: remindersOf(event, reader.zones),
    attachments: (event.properties.get('attach') ?? []).slice(0, 50).map((property) => ({
      fileUrl: text(property),
      title: parameter(property, 'filename') ?? parameter(property, 'x-filename') ?? undefined,
    })),
  };
};

/** Programs write PUBLIC if nobody chose anything. */
const visibilities: Readonly<Record<string, string>> = { PRIVATE: 'private', CONFIDENTIAL: 'confidential' };

/** Returns the text, or Outlook's HTML, followed by the event's own page if the text does not contain it. */
const descriptionOf = (first: (name: string) => Property | undefined): string | undefined => {
  const words = text(first('description')) ?? '';
  const html = text(first('x-alt-desc')) ?? '';
  const described = words.trim() === '' ? html : words;
  const url = text(first('url'))?.trim() ?? '';
  if (!/^https?:\/\//i.test(url) || described.includes(url)) return described === '' ? undefined : described;
  return described.trim() === '' ? url : `${described}\n\n${url}`;
};

const addressOf = (property: Property): string | undefined => {
  const value =
    text(property)
      ?.replace(/^mailto:/i, '')
      .trim() ?? '';
  return value.includes('@') ? value : (parameter(property, 'email') ?? undefined);
};

const isOwn = (email: string | undefined, own: ReadonlySet<string>): boolean =>
  email !== undefined && own.has(mailboxOf(email) ?? '');

interface Organizer {
  readonly email: string | undefined;
  readonly displayName: string | undefined;
  readonly self: boolean;
}

const organizerOf = (property: Property | undefined, own: ReadonlySet<string>): Organizer | null => {
  if (property === undefined) return null;
  const email = addressOf(property);
  return { email, displayName: parameter(property, 'cn') ?? undefined, self: isOwn(email, own) };
};

const responses: Readonly<Record<string, string>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

const attendeesOf = (
  properties: readonly Property[],
  organizer: string | null,
  own: ReadonlySet<string>,
): readonly Resource[] =>
  properties.slice(0, mostAttendees).map((property) => {
    const email = addressOf(property);
    const kind = parameter(property, 'cutype')?.toUpperCase() ?? '';
    return {
      email,
      displayName: parameter(property, 'cn') ?? undefined,
      responseStatus: responses[parameter(property, 'partstat')?.toUpperCase() ?? ''] ?? 'needsAction',
      self: isOwn(email, own),
      organizer: organizer !== null && email?.toLowerCase() === organizer.toLowerCase(),
      optional: /^(?:OPT|NON)-PARTICIPANT$/i.test(parameter(property, 'role') ?? ''),
      resource: kind === 'ROOM' || kind === 'RESOURCE',
    };
  });

/** Ways to join that the feed names as such; others are found in the location and the description as usual. */
const conferenceOf = (properties: FeedEvent['properties']): Resource => {
  const values = (name: string): readonly string[] =>
    (properties.get(name) ?? []).slice(0, 20).flatMap((property) => text(property)?.trim() ?? []);
  const videos = [
    ...values('x-google-conference'),
    ...values('x-microsoft-skypeteamsmeetingurl'),
    ...values('x-microsoft-onlinemeetingexternallink'),
  ].map((uri) => ({ entryPointType: 'video', uri }));
  const others = (properties.get('conference') ?? []).slice(0, 20).map((property) => {
    const uri = text(property)?.trim() ?? '';
    const scheme = uri.slice(0, uri.indexOf(':')).toLowerCase();
    return {
      entryPointType: scheme === 'tel' ? 'phone' : scheme.startsWith('sip') ? 'sip' : 'video',
      uri,
      label: parameter(property, 'label') ?? undefined,
    };
  });
  const entryPoints = [...videos, ...others];
  return entryPoints.length === 0 ? {} : { conferenceData: { entryPoints } };
};

/** Returns the event's alarms in minutes before its start; the calendar's own without any. */
const remindersOf = (event: FeedEvent, zones: Zones): Resource => {
  const overrides = event.alarms.slice(0, 50).flatMap((alarm) => {
    const method = alarm.action === 'EMAIL' ? 'email' : 'popup';
    const minutes = alarmMinutes(alarm, event, zones);
    return minutes === null ? [] : [{ method, minutes }];
  });
  return event.alarms.length === 0 ? { useDefault: true } : { useDefault: false, overrides };
};

/** Returns null for an alarm that is not before the start, such as Apple's placeholders for none. */
const alarmMinutes = ({ action, trigger }: Alarm, { start, end }: FeedEvent, zones: Zones): number | null => {
  if (!['DISPLAY', 'AUDIO', 'EMAIL', ''].includes(action)) return null;
  const startMs = start.kind === 'date' ? start.day * 86_400_000 : start.ms;
  const endMs = end.kind === 'date' ? end.day * 86_400_000 : end.ms;
  const duration = readDuration(text(trigger) ?? '');
  const at = duration === null ? readTime(trigger, zones, utc) : null;
  let ms: number;
  if (duration !== null) {
    const isFromEnd = /^END$/i.test(parameter(trigger, 'related') ?? '');
    ms = -durationMs(duration) - (isFromEnd ? endMs - startMs : 0);
  } else if (at?.kind === 'timed') ms = startMs - at.ms;
  else return null;
  const minutes = Math.round(ms / 60_000);
  return minutes >= 0 && minutes <= mostReminderMinutes ? minutes : null;
};
