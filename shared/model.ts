/**
 * The words both sides use: ids, times, events as they are stored, occurrences as they are drawn.
 *
 * Everything here is plain JSON, so it crosses IPC unchanged. Names are Google's where Google has one
 * (recurringEventId is `masterId` here: it always names the series' master).
 */

type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** An account's own id in this app: `google:<address>` or `sample`. */
export type AccountId = Brand<string, 'AccountId'>;
/** Google's calendar id, unique within one account. The same calendar can be seen by two accounts. */
export type CalendarId = Brand<string, 'CalendarId'>;
/** Google's event id, unique within one calendar. */
export type EventId = Brand<string, 'EventId'>;

/** `YYYY-MM-DD`. */
export type IsoDate = string;
/** An instant such as `2026-11-24T09:00:00.000Z`. */
export type IsoInstant = string;

/**
 * When something starts or ends. Ends are exclusive. A date is never turned into an instant [S25]: it is
 * the same date wherever the viewer is.
 */
export type EventTime =
  | { readonly kind: 'timed'; readonly ms: number; readonly zone: string }
  | { readonly kind: 'date'; readonly date: IsoDate };

export type EventStatus = 'confirmed' | 'tentative';
export type EventType =
  | 'default'
  | 'focusTime'
  | 'outOfOffice'
  | 'workingLocation'
  | 'birthday'
  | 'fromGmail';
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
}

export interface Person {
  readonly email?: string;
  readonly name?: string;
  readonly self: boolean;
}

/** One way into a meeting, as Google's conferenceData lists them [S30]. */
export interface ConferenceEntryPoint {
  readonly kind: 'video' | 'phone' | 'sip' | 'more';
  readonly uri: string;
  readonly label?: string;
  /** What to dial or type to get in, by whatever name the service calls it. */
  readonly pin?: string;
  /** The meeting's passcode, where it is asked for besides the pin. */
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

/** Google's own choice for one event [S29]: the calendar's defaults, or these and nothing else. */
export interface EventReminders {
  readonly useDefault: boolean;
  readonly overrides: readonly Reminder[];
}

/** What singles, masters and exceptions have in common, in the app's words. */
interface EventContent {
  readonly id: EventId;
  readonly etag: string;
  /** Shared by copies in other calendars and by a series' parts: merges, never identifies [S23]. */
  readonly iCalUid: string | null;
  /** Empty where Google sends no summary [S26]; `displayTitle` says what to show instead. */
  readonly title: string;
  readonly location: string | null;
  /** HTML or plain text as Google sends it; never put into a page unsanitised. Cut to 64 kB. */
  readonly description: string | null;
  readonly status: EventStatus;
  readonly eventType: EventType;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly transparency: 'opaque' | 'transparent';
  readonly visibility: Visibility;
  /** `#rrggbb` when the event has a colour of its own, else null: its calendar's colour holds [S31]. */
  readonly color: string | null;
  readonly attendees: readonly Attendee[];
  /** True when Google left people out of `attendees`; their number is then unknown [S28]. */
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
  /** Set when something in the event was unusable and was replaced or cut [F23]; in words for the inspector. */
  readonly flaw: string | null;
}

export type SingleEvent = EventContent & { readonly kind: 'single' };

/** A recurring event as Google sends it: never expanded by the server [S19]. */
export type MasterEvent = EventContent & {
  readonly kind: 'master';
  /** RRULE, EXRULE, RDATE and EXDATE lines, as sent; never DTSTART [S22]. */
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
  /** One instance of a series was cancelled: it takes its slot away for the master's life [S15]. */
  | {
      readonly type: 'cancelledInstance';
      readonly id: EventId;
      readonly masterId: EventId;
      readonly originalStart: EventTime;
    }
  /**
   * A tombstone [S14]. `instanceOf` is what the id alone tells when Google sent nothing but
   * `{id, status}` for what looks like an instance [S15]: it counts when such a master is known.
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
  /** Ticked in Google Calendar; the first choice of whether we show it. */
  readonly selected: boolean;
  /** Hidden from the list in Google Calendar. */
  readonly hidden: boolean;
  readonly defaultReminders: readonly Reminder[];
}

/** A calendar as the window lists it. */
export interface Calendar extends RemoteCalendar {
  readonly accountId: AccountId;
  /** The person's choice here: shown and synced, or neither. */
  readonly visible: boolean;
}

export type AccountKind = 'google' | 'sample';

export interface Account {
  readonly id: AccountId;
  readonly kind: AccountKind;
  /** The address, or the sample's name. */
  readonly label: string;
  readonly connectedAt: IsoInstant;
}

/** One drawn instance of an event: what lists, tray and reminders work with. */
export interface Occurrence {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /**
   * Google's id of the instance: the event's own id for singles and exceptions, and
   * `<master>_<YYYYMMDD[THHMMSSZ]>` for an instance that the master's rule makes.
   */
  readonly eventId: EventId;
  readonly masterId?: EventId;
  /** The slot in the series that this occurrence fills, instant or date; absent for singles. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly status: EventStatus;
  readonly eventType: EventType;
  /** The person's own response, never that of whose calendar it was read from; null where they are not invited. */
  readonly selfResponse: ResponseStatus | null;
  /** True where the person organises it. */
  readonly organizedBySelf?: boolean;
  /** True where the calendar shows nothing but when it is (free/busy). */
  readonly busyOnly?: boolean;
  readonly joinUrl?: string;
  readonly location?: string;
  /** `#rrggbb`: the event's own colour or its calendar's. */
  readonly color: string;
  readonly visibility: Visibility;
  readonly transparency: 'opaque' | 'transparent';
  /** People invited besides rooms; null when unknown [S28] or when there are none. */
  readonly guests: { readonly total: number; readonly accepted: number } | null;
  /** On somebody else's calendar, and the person is not invited: no meeting of theirs. */
  readonly isOthers?: boolean;
}

/** Another way to join besides the first. */
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
  /** `weekday` 0 Monday … 6 Sunday; `position` 1 to 5, or from the end −1 and −2. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly position: number }
  /** Monday to Friday. */
  | { readonly kind: 'workday'; readonly position: number };

/** Every `interval` units. Lists hold at least one, ascending. */
export type RepeatPattern = { readonly interval: number } & (
  | { readonly unit: 'day' }
  /** 0 Monday … 6 Sunday. */
  | { readonly unit: 'week'; readonly weekdays: readonly number[] }
  | { readonly unit: 'month'; readonly days: readonly MonthDay[] }
  /** The days are dates above zero, or none of them is. `months` 1 to 12. */
  | { readonly unit: 'year'; readonly months: readonly number[]; readonly days: readonly MonthDay[] }
);

/** How a series repeats, in parts for `repeatText`. Weekdays and dates are those of the series' own zone. */
export interface Repeat {
  /** Null: too much for a sentence. */
  readonly pattern: RepeatPattern | null;
  /** Inclusive. */
  readonly until: IsoDate | null;
  readonly count: number | null;
  /** What counts besides the pattern: further rules, single dates, dates taken out. */
  readonly moreRules: boolean;
  readonly moreDates: boolean;
  readonly exceptions: boolean;
  /** The first date. */
  readonly start: EventTime;
}

/** A piece of a description as it is drawn, one behind the other; text holds line breaks as `\n`. */
export type DescriptionPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly text: string;
      readonly url: string;
      /** The link's number for `meeting.openLink`. */
      readonly index: number;
      /** The host, where the link's text names another place than it leads to. */
      readonly leadsTo: string | null;
    };

/** Everything known about one occurrence: what the meeting view shows. */
export interface OccurrenceDetail extends Occurrence {
  readonly calendarName: string;
  readonly description: readonly DescriptionPart[];
  readonly attendees: readonly Attendee[];
  readonly attendeesOmitted: boolean;
  readonly organizer: Person | null;
  /** What is asked for when one joins by `joinUrl`, as far as the event says. */
  readonly joinCodes: Pick<JoinOption, 'pin' | 'passcode'>;
  readonly joinOptions: readonly JoinOption[];
  readonly attachments: readonly Attachment[];
  /** Null for singles, and for an instance whose series is not known. */
  readonly repeat: Repeat | null;
  /** True when "Open in Google Calendar" has somewhere to go. */
  readonly hasWebPage: boolean;
  readonly flaw: string | null;
}
