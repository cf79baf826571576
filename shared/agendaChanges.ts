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

/** Names, the first few of them. */
export interface Names {
  readonly names: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

/** A line of a description that was added or removed. */
export interface ChangedLine {
  readonly kind: 'added' | 'removed';
  readonly text: string;
}

/**
 * What changed in the details of an event. Told where the person looks, never in notifications, to hooks or to
 * assistants. All texts are other people's: cut, and on one line each.
 */
export type DetailWhat =
  /** Never of a hidden guest list. */
  | { readonly kind: 'guestsChanged'; readonly added: Names; readonly removed: Names }
  /** Other guests' responses. */
  | {
      readonly kind: 'guestsAnswered';
      readonly answers: readonly { readonly name: string; readonly response: ResponseStatus }[];
      readonly more: number;
    }
  | {
      readonly kind: 'descriptionChanged';
      /** Empty if only the order of its lines changed. */
      readonly lines: readonly ChangedLine[];
      readonly more: number;
    }
  | { readonly kind: 'attachmentsChanged'; readonly added: Names; readonly removed: Names }
  /** Ways in besides the link that "Join" opens, such as the number to dial. */
  | { readonly kind: 'conferenceChanged' };

/** What else the person has at that time because of a change. */
export interface Collision {
  /** The other meetings that it overlaps since then. */
  readonly count: number;
  /** The one with the longest overlap. */
  readonly with: Pick<Occurrence, 'title' | 'visibility' | 'busyOnly'>;
}

/** The event that a change is about, and when it was noticed. The ids and `occurrenceStart` form an `OccurrenceRef`. */
interface ChangedEvent {
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
}

/**
 * A change that a pass made to what was then upcoming. The reference to a cancelled event leads nowhere.
 */
export type AgendaChange = ChangeWhat &
  ChangedEvent & {
    /**
     * Present if it still overlaps another meeting of the person because of this change. Not stored: it depends on what
     * else is in the calendar.
     */
    readonly collision?: Collision;
  };

/** The same for its details. */
export type DetailChange = DetailWhat & ChangedEvent & { readonly collision?: never };

export type ListedChange = AgendaChange | DetailChange;

export interface ChangesRequest {
  /** Only changes recorded at or after this instant; all of the last 30 days by default. */
  readonly since?: IsoInstant;
  /** 1 to 100; 100 by default. */
  readonly limit?: number;
}

/** `details`: also what changed in the details of events, as many again. */
export interface ListChangesRequest extends ChangesRequest {
  readonly details?: boolean;
}

const detailKinds: ReadonlySet<string> = new Set<DetailWhat['kind']>([
  'guestsChanged',
  'guestsAnswered',
  'descriptionChanged',
  'attachmentsChanged',
  'conferenceChanged',
]);

export const isDetail = <Detail extends DetailWhat>(change: ChangeWhat | Detail): change is Detail =>
  detailKinds.has(change.kind);
