/**
 * Types of the notices about changes, shared by the code that reads the journal, plans the notices and shows them
 * (main/changeNotifications).
 */
import type { AgendaChange } from './agendaChanges.ts';
import type { Settings } from './settings.ts';
import type { EventTime, EventType, IsoInstant, ResponseStatus } from './model.ts';

/** The current data of the event that changed. */
export interface ChangedEvent {
  readonly end: EventTime;
  readonly eventType: EventType;
  readonly selfResponse: ResponseStatus | null;
  /** Null: Google names no organizer. */
  readonly organizerIsSelf: boolean | null;
}

/** Up to where changes in the journal have been handled. */
export interface ToldChanges {
  /** Everything recorded before this has been handled. */
  readonly untilMs: number;
  /** Changes recorded in exactly that millisecond that have been handled too. */
  readonly keys: readonly string[];
}

export type NoticeSettings = Pick<Settings, 'changeNotices' | 'reminderHours' | 'remindersPausedUntil'>;

export interface NoticeQuestion {
  /** Changes of visible calendars, newest first, recorded since `told.untilMs`. */
  readonly changes: readonly AgendaChange[];
  /** Returns null if the event is gone. */
  readonly eventOf: (change: AgendaChange) => ChangedEvent | null;
  /**
   * Whether it is on the person's main calendar. What changes there without other people involved, they did
   * themselves.
   */
  readonly isOwn: (change: AgendaChange) => boolean;
  readonly told: ToldChanges;
  readonly settings: NoticeSettings;
  readonly nowMs: number;
  /** The viewer's IANA zone. */
  readonly timeZone: string;
}

/** What changed about one meeting since its last notice. */
export interface ChangeNotice {
  /** At least one, the most important first. All about one meeting; only the last state of each kind. */
  readonly changes: readonly [AgendaChange, ...AgendaChange[]];
}

export interface NoticePlan {
  /** To be shown now, the earliest meeting first. */
  readonly notices: readonly ChangeNotice[];
  /** Must be stored before anything is shown. */
  readonly told: ToldChanges;
  /** When to plan again because quiet time ends; null if nothing is held back. */
  readonly againAt: IsoInstant | null;
}

export type PlanChangeNotices = (question: NoticeQuestion) => NoticePlan;
