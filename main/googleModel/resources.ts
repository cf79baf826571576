/**
 * The parts of Google's Calendar resources that this folder uses. Field names and meanings are Google's.
 * `main/google` has its own schemas, so that a mistake here cannot hide one there.
 */

/** All-day: only `date`. Timed: `dateTime` with an offset, and the zone it was planned in [S25]. */
export interface TimeResource {
  readonly date?: string;
  readonly dateTime?: string;
  readonly timeZone?: string;
}

export interface PersonResource {
  readonly email?: string;
  readonly displayName?: string;
  readonly self?: boolean;
}

export interface AttendeeResource extends PersonResource {
  readonly responseStatus: 'accepted' | 'declined' | 'tentative' | 'needsAction';
  readonly organizer?: boolean;
  readonly optional?: boolean;
  readonly resource?: boolean;
  readonly comment?: string;
  readonly additionalGuests?: number;
}

export interface ReminderResource {
  readonly method: 'popup' | 'email';
  readonly minutes: number;
}

export interface EntryPointResource {
  readonly entryPointType: 'video' | 'phone' | 'sip' | 'more';
  readonly uri: string;
  readonly label?: string;
  readonly pin?: string;
  readonly passcode?: string;
  readonly regionCode?: string;
}

export interface ConferenceResource {
  readonly createRequest?: {
    readonly requestId: string;
    readonly conferenceSolutionKey: { readonly type: string };
    readonly status: { readonly statusCode: 'pending' | 'success' | 'failure' };
  };
  readonly conferenceId?: string;
  readonly conferenceSolution?: { readonly key: { readonly type: string }; readonly name: string };
  /** Absent until a call that was asked for has been made [W33]. */
  readonly entryPoints?: readonly EntryPointResource[];
}

/** What a caller may set on an event. */
export interface EventFields {
  readonly status?: 'confirmed' | 'tentative';
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly colorId?: string;
  readonly start?: TimeResource;
  readonly end?: TimeResource;
  readonly recurrence?: readonly string[];
  readonly transparency?: 'opaque' | 'transparent';
  readonly visibility?: 'default' | 'public' | 'private' | 'confidential';
  readonly organizer?: PersonResource;
  readonly creator?: PersonResource;
  readonly attendees?: readonly AttendeeResource[];
  readonly attendeesOmitted?: boolean;
  readonly guestsCanModify?: boolean;
  /** A copy of an event of which no shared field can be changed [W8]. */
  readonly locked?: boolean;
  readonly extendedProperties?: Readonly<Record<string, unknown>>;
  readonly hangoutLink?: string;
  readonly conferenceData?: ConferenceResource;
  readonly reminders?: { readonly useDefault: boolean; readonly overrides?: readonly ReminderResource[] };
  readonly attachments?: readonly {
    readonly title: string;
    readonly fileUrl: string;
    readonly mimeType?: string;
  }[];
  readonly eventType?: 'default' | 'focusTime' | 'outOfOffice' | 'workingLocation' | 'birthday' | 'fromGmail';
  readonly workingLocationProperties?: Readonly<Record<string, unknown>>;
  readonly focusTimeProperties?: Readonly<Record<string, unknown>>;
  readonly outOfOfficeProperties?: Readonly<Record<string, unknown>>;
  readonly birthdayProperties?: Readonly<Record<string, unknown>>;
  readonly iCalUID?: string;
}

/** An existing event: a single event, a master or a changed instance. Never mutated: a change replaces it. */
export interface EventResource extends EventFields {
  readonly kind: 'calendar#event';
  readonly id: string;
  readonly etag: string;
  readonly status: 'confirmed' | 'tentative';
  readonly htmlLink?: string;
  readonly created: string;
  readonly updated: string;
  readonly sequence: number;
  readonly iCalUID: string;
  readonly start: TimeResource;
  readonly end: TimeResource;
  readonly recurringEventId?: string;
  /** The slot of the series; it stays the same if the instance is moved [S18]. */
  readonly originalStartTime?: TimeResource;
}

/** A cancelled event: only `id` is certain; for an instance also its master and slot [S14, S15]. */
export interface CancelledResource {
  readonly kind: 'calendar#event';
  readonly id: string;
  readonly etag: string;
  readonly status: 'cancelled';
  readonly recurringEventId?: string;
  readonly originalStartTime?: TimeResource;
  /** Google sometimes sends more fields; they have no meaning [S15]. */
  readonly [meaningless: string]: unknown;
}

export type AccessRoleResource = 'freeBusyReader' | 'reader' | 'writer' | 'owner';

/** What a caller may set on a calendar list entry. */
export interface CalendarFields {
  readonly summary?: string;
  readonly summaryOverride?: string;
  readonly description?: string;
  readonly timeZone?: string;
  readonly colorId?: string;
  readonly backgroundColor?: string;
  readonly foregroundColor?: string;
  readonly accessRole?: AccessRoleResource;
  readonly primary?: boolean;
  readonly selected?: boolean;
  readonly hidden?: boolean;
  readonly defaultReminders?: readonly ReminderResource[];
}

export interface CalendarListEntryResource extends CalendarFields {
  readonly kind: 'calendar#calendarListEntry';
  readonly id: string;
  readonly etag: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly accessRole: AccessRoleResource;
  readonly defaultReminders: readonly ReminderResource[];
  readonly deleted?: boolean;
}

/** One page of `events.list`. */
export interface EventsResource {
  readonly kind: 'calendar#events';
  readonly etag: string;
  readonly summary: string;
  readonly updated: string;
  readonly timeZone: string;
  readonly accessRole: AccessRoleResource;
  readonly defaultReminders: readonly ReminderResource[];
  readonly items: readonly (EventResource | CancelledResource)[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
}

/** One page of `calendarList.list`. */
export interface CalendarListResource {
  readonly kind: 'calendar#calendarList';
  readonly etag: string;
  readonly items: readonly (
    | CalendarListEntryResource
    | { readonly kind: string; readonly id: string; readonly etag: string; readonly deleted: true }
  )[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
}
