/**
 * What notices about changes are made of: the words shared by those who read the journal, plan them
 * and show them (main/changeNotifications).
 */
import type { AgendaChange } from './agendaChanges.ts';
import type { Settings } from './settings.ts';
import type { EventTime, EventType, IsoInstant, ResponseStatus } from './model.ts';

/** What the store knows now of the event that changed. */
export interface ChangedEvent {
  readonly end: EventTime;
  readonly eventType: EventType;
  readonly selfResponse: ResponseStatus | null;
  /** Null: Google named none. */
  readonly organizerIsSelf: boolean | null;
}

/** How far the journal has been told. */
export interface ToldChanges {
  /** Everything noticed before this is settled. */
  readonly untilMs: number;
  /** What was noticed at that very millisecond and is settled too. */
  readonly keys: readonly string[];
}

export type NoticeSettings = Pick<Settings, 'changeNotices' | 'reminderHours' | 'remindersPausedUntil'>;

export interface NoticeQuestion {
  /** Of visible calendars, newest first, as the journal has them since `told.untilMs`. */
  readonly changes: readonly AgendaChange[];
  /** Null once the event is gone. */
  readonly eventOf: (change: AgendaChange) => ChangedEvent | null;
  /** The person's main calendar: what changes there without anybody else they did themselves. */
  readonly isOwn: (change: AgendaChange) => boolean;
  readonly told: ToldChanges;
  readonly settings: NoticeSettings;
  readonly nowMs: number;
  /** The viewer's IANA zone. */
  readonly timeZone: string;
}

/** What changed about one meeting since it was last told of. */
export interface ChangeNotice {
  /** At least one, what matters most first. All of one meeting; the last state of each kind. */
  readonly changes: readonly [AgendaChange, ...AgendaChange[]];
}

export interface NoticePlan {
  /** To be shown now, the earliest meeting first. */
  readonly notices: readonly ChangeNotice[];
  /** To be remembered before anything is shown. */
  readonly told: ToldChanges;
  /** When quiet ends and to plan again; null when nothing is held back. */
  readonly againAt: IsoInstant | null;
}

export type PlanChangeNotices = (question: NoticeQuestion) => NoticePlan;
