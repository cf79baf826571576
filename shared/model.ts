/**
 * The types that main and window share: ids, times, events as they are stored, occurrences as they are shown.
 *
 * Everything here is plain JSON, so it crosses IPC unchanged. Names are Google's where it has one (but
 * recurringEventId is `masterId` here, since it always names the series' master).
 */

import type { May, Pending } from './pending.ts';

type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** An account's id in this app: `google:<address>`, `feed:<a random key>` or `sample`. */
export type AccountId = Brand<string, 'AccountId'>;
/** Google's calendar id, unique within one account. Two accounts can have the same calendar. */
export type CalendarId = Brand<string, 'CalendarId'>;
/** Google's event id, unique within one calendar. */
export type EventId = Brand<string, 'EventId'>;

/** `YYYY-MM-DD`. */
export type IsoDate = string;
/** An instant such as `2026-11-24T09:00:00.000Z`. */
export type IsoInstant = string;

/**
 * When something starts or ends. Ends are exclusive. A date is never converted to an instant [S25]: it is the same
 * date wherever the viewer is.
 */
export type EventTime =
  | { readonly kind: 'timed'; readonly ms: number; readonly zone: string }
  | { readonly kind: 'date'; readonly date: IsoDate };

export type EventStatus = 'confirmed' | 'tentative';
export const eventTypes = [
  'default',
  'focusTime',
  'outOfOffice',
  'workingLocation',
  'birthday',
  'fromGmail',
] as const;
export type EventType = (typeof eventTypes)[number];
export type ResponseStatus = 'accepted' | 'declined' | 'tentative' | 'needsAction';
export type Visibility = 'default' | 'public' | 'private' | 'confidential';

export interface Attendee {
  readonly email: string;
  readonly name?: string;
  readonly response: ResponseStatus;
  readonly self: boolean;
  readonly organizer: boolean;
  readonly optional: boolean;
  readonly resource: boolean;
  /** The note with the answer. Kept only of the calendar's person. */
  readonly comment?: string;
}

export interface Person {
  readonly email?: string;
  readonly name?: string;
  readonly self: boolean;
}

/** One way to join a meeting, from Google's conferenceData [S30]. */
export interface ConferenceEntryPoint {
  readonly kind: 'video' | 'phone' | 'sip' | 'more';
  readonly uri: string;
  readonly label?: string;
  /** What to dial or enter to get in, whatever the service calls it. */
  readonly pin?: string;
  /** The meeting's passcode, if it is required in addition to the pin. */
  readonly passcode?: string;
}

export interface Attachment {
  readonly title: string;
  readonly url: string;
}

export interface Reminder {
  readonly method: 'popup' | 'email';
  /** 0 to 40320 [S29]. */
  readonly minutes: number;
}

/** Google's reminder setting for one event [S29]: the calendar's defaults, or only these. */
export interface EventReminders {
  readonly useDefault: boolean;
  readonly overrides: readonly Reminder[];
}

/** What single events, masters and exceptions have in common. */
interface EventContent {
  readonly id: EventId;
  readonly etag: string;
  /** Shared by copies in other calendars and by the parts of a series. Used to merge, never to identify [S23]. */
  readonly iCalUid: string | null;
  /** Empty if Google sends no summary [S26]; `displayTitle` returns what is shown instead. */
  readonly title: string;
  readonly location: string | null;
  /** HTML or plain text as Google sends it; never put into a page without sanitizing. Cut off at 64 kB. */
  readonly description: string | null;
  readonly status: EventStatus;
  readonly eventType: EventType;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly transparency: 'opaque' | 'transparent';
  readonly visibility: Visibility;
  /** `#rrggbb` if the event has its own colour; null: the calendar's colour is used [S31]. */
  readonly color: string | null;
  readonly attendees: readonly Attendee[];
  /** True if Google left people out of `attendees`; their number is then unknown [S28]. */
  readonly attendeesOmitted: boolean;
  readonly organizer: Person | null;
  readonly conference: {
    readonly name: string | null;
    readonly entryPoints: readonly ConferenceEntryPoint[];
  };
  readonly hangoutLink: string | null;
  readonly htmlLink: string | null;
  readonly reminders: EventReminders;
  readonly attachments: readonly Attachment[];
  /** Set if something in the event was unusable and was replaced or cut off [F23]: sentences for the inspector. */
  readonly flaw: string | null;
}

export type SingleEvent = EventContent & { readonly kind: 'single' };

/** A recurring event as Google sends it; never expanded by the server [S19]. */
export type MasterEvent = EventContent & {
  readonly kind: 'master';
  /** RRULE, EXRULE, RDATE and EXDATE lines as sent; never DTSTART [S22]. */
  readonly recurrence: readonly string[];
};

/** One changed instance of a series. It replaces the slot `originalStart` of `masterId` [S18]. */
export type ExceptionEvent = EventContent & {
  readonly kind: 'exception';
  readonly masterId: EventId;
  readonly originalStart: EventTime;
};

export type CalendarEvent = SingleEvent | MasterEvent | ExceptionEvent;

/** What a source reports about one event. */
export type RemoteChange =
  | { readonly type: 'event'; readonly event: CalendarEvent }
  /** One instance of a series was cancelled: its slot stays empty as long as the master exists [S15]. */
  | {
      readonly type: 'cancelledInstance';
      readonly id: EventId;
      readonly masterId: EventId;
      readonly originalStart: EventTime;
    }
  /**
   * A tombstone [S14]. `instanceOf` is what the id alone tells, if Google sent nothing but `{id, status}` for what
   * looks like an instance [S15]. It counts if such a master is known.
   */
  | {
      readonly type: 'deleted';
      readonly id: EventId;
      readonly instanceOf: { readonly masterId: EventId; readonly originalStart: EventTime } | null;
    };

export type AccessRole = 'freeBusyReader' | 'reader' | 'writer' | 'owner';

/** One entry of the account's calendar list, as a source reports it [S32]. */
export interface RemoteCalendar {
  readonly id: CalendarId;
  readonly name: string;
  readonly color: string;
  readonly zone: string;
  readonly accessRole: AccessRole;
  readonly primary: boolean;
  /** Selected in Google Calendar; decides whether the calendar is shown at first. */
  readonly selected: boolean;
  /** Hidden from the list in Google Calendar. */
  readonly hidden: boolean;
  readonly defaultReminders: readonly Reminder[];
}

/** A calendar in the window's list. */
export interface Calendar extends RemoteCalendar {
  readonly accountId: AccountId;
  /** The person's choice in this app: shown and synced, or neither. */
  readonly visible: boolean;
  /** Its events have been listed completely at least once. Until then only a part of them may be stored. */
  readonly loaded: boolean;
}

/**
 * The providers of calendars. An account's id begins with its kind; the sample has no account of its own. `feed`: one
 * calendar, read from its own address.
 */
export const accountKinds = ['google', 'feed', 'sample'] as const;
export type AccountKind = (typeof accountKinds)[number];
/** There is one sample calendar at most. */
export const sampleAccountId = 'sample' as AccountId;

export interface Account {
  readonly id: AccountId;
  readonly kind: AccountKind;
  /** The address, or the sample's name. */
  readonly label: string;
  readonly connectedAt: IsoInstant;
}

/**
 * `done`: dismissed by the person. `muted`: no reminders, and never the next meeting. Both stay in the list. `hidden`:
 * not in the list either, but counted there.
 */
export type AttentionLevel = 'done' | 'muted' | 'hidden';

/** Why a meeting gets less attention, and by what: a choice about it, its series or its calendar, or a rule. */
export interface Attention {
  readonly level: AttentionLevel;
  readonly by: 'occurrence' | 'series' | 'calendar' | 'rule';
}

/** One instance of an event as it is shown. Lists, tray and reminders work with these. */
export interface Occurrence {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /**
   * Google's id of the instance: the event's own id for single events and exceptions, `<master>_<YYYYMMDD[THHMMSSZ]>`
   * for an instance made by the master's rule.
   */
  readonly eventId: EventId;
  readonly masterId?: EventId;
  /** The slot in the series that this occurrence fills, as an instant or a date; absent for single events. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly status: EventStatus;
  readonly eventType: EventType;
  /** The person's own response, never that of the calendar's owner; null if they are not invited. */
  readonly selfResponse: ResponseStatus | null;
  /** True if the person organizes it. */
  readonly organizedBySelf?: boolean;
  /** True if the calendar shows only times (free/busy). */
  readonly busyOnly?: boolean;
  readonly joinUrl?: string;
  readonly location?: string;
  /** `#rrggbb`: the event's own colour or its calendar's. */
  readonly color: string;
  readonly visibility: Visibility;
  readonly transparency: 'opaque' | 'transparent';
  /** The number of people invited, without rooms; null if it is unknown [S28] or zero. */
  readonly guests: { readonly total: number; readonly accepted: number } | null;
  /** Shared by the meeting's copies in other calendars. Used to recognise it, never to identify [S23]. */
  readonly iCalUid?: string;
  /** On someone else's calendar, and the person is not invited, so it is not one of their meetings. */
  readonly isOthers?: boolean;
  /** Absent: full attention. */
  readonly attention?: Attention;
  /** Whether the person chose to join this one automatically, or not to; absent: the setting applies. */
  readonly autoJoin?: boolean;
  /** A change of the person's that is on its way to Google. What it changes is already shown. */
  readonly pending?: Pending;
}

/** Another way to join. */
export interface JoinOption {
  readonly kind: 'video' | 'phone' | 'sip' | 'more';
  readonly label: string;
  readonly uri: string;
  readonly pin?: string;
  readonly passcode?: string;
}

/** A day that a rule names in each of its months. */
export type MonthDay =
  /** 1 to 31; −1: the last day. */
  | { readonly kind: 'date'; readonly date: number }
  /** `weekday`: 0 = Monday … 6 = Sunday; `position`: 1 to 5, or −1 and −2 from the end. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly position: number }
  /** Monday to Friday. */
  | { readonly kind: 'workday'; readonly position: number };

/** Every `interval` units. Lists are ascending and not empty. */
export type RepeatPattern = { readonly interval: number } & (
  | { readonly unit: 'day' }
  /** 0 = Monday … 6 = Sunday. */
  | { readonly unit: 'week'; readonly weekdays: readonly number[] }
  | { readonly unit: 'month'; readonly days: readonly MonthDay[] }
  /** The days are either all dates above zero, or none of them is. `months`: 1 to 12. */
  | { readonly unit: 'year'; readonly months: readonly number[]; readonly days: readonly MonthDay[] }
);

/** How a series repeats, in parts for `repeatText`. Weekdays and dates are those of the series' own zone. */
export interface Repeat {
  /** Null: too complicated for a sentence. */
  readonly pattern: RepeatPattern | null;
  /** Inclusive. */
  readonly until: IsoDate | null;
  readonly count: number | null;
  /** What applies besides the pattern: further rules, single dates, excluded dates. */
  readonly moreRules: boolean;
  readonly moreDates: boolean;
  readonly exceptions: boolean;
  /** The first date. */
  readonly start: EventTime;
}

/** A piece of a description, to be shown one after the other; line breaks in text are `\n`. */
export type DescriptionPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly text: string;
      readonly url: string;
      /** The link's number for `meeting.openLink`. */
      readonly index: number;
      /** The host, if the link's text names another place than the link leads to. */
      readonly leadsTo: string | null;
    };

/** Everything known about one occurrence, for the meeting's details. */
export interface OccurrenceDetail extends Occurrence {
  readonly calendarName: string;
  readonly description: readonly DescriptionPart[];
  readonly attendees: readonly Attendee[];
  readonly attendeesOmitted: boolean;
  readonly organizer: Person | null;
  /** What must be entered when joining by `joinUrl`, as far as the event says. */
  readonly joinCodes: Pick<JoinOption, 'pin' | 'passcode'>;
  readonly joinOptions: readonly JoinOption[];
  readonly attachments: readonly Attachment[];
  /** Null for single events, and for an instance whose series is unknown. */
  readonly repeat: Repeat | null;
  /** True if "Open in Google Calendar" can be offered. */
  readonly hasWebPage: boolean;
  readonly may: May;
  readonly flaw: string | null;
}
