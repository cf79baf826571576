/** What passes changed about what was coming up. */
import type {
  AccountId,
  CalendarId,
  EventId,
  EventTime,
  IsoDate,
  IsoInstant,
  ResponseStatus,
} from './model.ts';

/** From start to end, the end exclusive. */
export interface EventSpan {
  readonly start: EventTime;
  readonly end: EventTime;
}

/** What a change says besides whom it concerns. A series has one change, not one for each occurrence. */
export type ChangeWhat =
  | { readonly kind: 'new' }
  | { readonly kind: 'cancelled' }
  /** The start, the end or both are others. */
  | { readonly kind: 'moved'; readonly from: EventSpan; readonly to: EventSpan }
  | { readonly kind: 'placeChanged'; readonly from: string | null; readonly to: string | null }
  /** The link "Join" leads to. */
  | { readonly kind: 'linkChanged'; readonly from: string | null; readonly to: string | null }
  /** The person's own response; null: not invited. */
  | {
      readonly kind: 'answerChanged';
      readonly from: ResponseStatus | null;
      readonly to: ResponseStatus | null;
    };
export type ChangeKind = ChangeWhat['kind'];

/**
 * Something a pass changed about what was then coming up. Together with `occurrenceStart` the ids are an
 * `OccurrenceRef`; a cancelled one leads nowhere any more.
 */
export type AgendaChange = ChangeWhat & {
  readonly noticedAt: IsoInstant;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /** The single's or the instance's id; of a series as a whole the master's. */
  readonly eventId: EventId;
  /** Set for everything that belongs to a series. */
  readonly masterId?: EventId;
  /** The slot concerned; of a series as a whole the next one that was to come. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
  /** The series as a whole changed. */
  readonly wholeSeries: boolean;
  readonly title: string;
  /** Where it is now, and for a cancelled one where it was. */
  readonly start: EventTime;
  /** The person's own response then, null when not invited; absent in what older versions noticed. */
  readonly selfResponse?: ResponseStatus | null;
  /** Somebody else's, and the person was not in it. */
  readonly isOthers?: boolean;
  /** On a calendar that shows nothing but when its events are. */
  readonly busyOnly?: boolean;
};

export interface ChangesRequest {
  /** Only what was noticed at or after this instant; all of the last 30 days when absent. */
  readonly since?: IsoInstant;
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
}
