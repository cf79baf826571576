/** What passes changed about upcoming events. */
import type {
  AccountId,
  CalendarId,
  EventId,
  EventTime,
  IsoDate,
  IsoInstant,
  Occurrence,
  ResponseStatus,
} from './model.ts';

/** From start to end; the end is exclusive. */
export interface EventSpan {
  readonly start: EventTime;
  readonly end: EventTime;
}

/** What changed. A series has one change, not one for each occurrence. */
export type ChangeWhat =
  | { readonly kind: 'new' }
  | { readonly kind: 'cancelled' }
  /** The start, the end or both changed. */
  | { readonly kind: 'moved'; readonly from: EventSpan; readonly to: EventSpan }
  | { readonly kind: 'placeChanged'; readonly from: string | null; readonly to: string | null }
  /** The link that "Join" opens. */
  | { readonly kind: 'linkChanged'; readonly from: string | null; readonly to: string | null }
  /** The person's own response; null: not invited. */
  | {
      readonly kind: 'answerChanged';
      readonly from: ResponseStatus | null;
      readonly to: ResponseStatus | null;
    };
export type ChangeKind = ChangeWhat['kind'];

/** What else the person has at that time because of a change. */
export interface Collision {
  /** The other meetings that it overlaps since then. */
  readonly count: number;
  /** The one with the longest overlap. */
  readonly with: Pick<Occurrence, 'title' | 'visibility' | 'busyOnly'>;
}

/**
 * A change that a pass made to what was then upcoming. The ids and `occurrenceStart` form an `OccurrenceRef`; that of
 * a cancelled event leads nowhere.
 */
export type AgendaChange = ChangeWhat & {
  readonly noticedAt: IsoInstant;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /** The id of the single event or the instance; for a whole series the master's. */
  readonly eventId: EventId;
  /** Present for everything that belongs to a series. */
  readonly masterId?: EventId;
  /** The slot that changed; for a whole series the next upcoming one. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
  /** The whole series changed. */
  readonly wholeSeries: boolean;
  readonly title: string;
  /** The current start; the previous one if the event was cancelled. */
  readonly start: EventTime;
  /** The person's own response at that time; null: not invited. Absent in changes recorded by older versions. */
  readonly selfResponse?: ResponseStatus | null;
  /** Someone else's event, without the person. */
  readonly isOthers?: boolean;
  /** On a calendar that shows only times. */
  readonly busyOnly?: boolean;
  /**
   * Present if it still overlaps another meeting of the person because of this change. Not stored: it depends on what
   * else is in the calendar.
   */
  readonly collision?: Collision;
};

export interface ChangesRequest {
  /** Only changes recorded at or after this instant; all of the last 30 days by default. */
  readonly since?: IsoInstant;
  /** 1 to 100; 100 by default. */
  readonly limit?: number;
}
