/** What AI assistants may read over the Model Context Protocol, and what they asked for. */
import type { AccountId, CalendarId, IsoInstant } from './model.ts';

export const assistantTools = ['agenda', 'search', 'meeting', 'free_time', 'changes'] as const;
export type AssistantTool = (typeof assistantTools)[number];

/** A calendar that assistants may read. */
export interface SharedCalendar {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
}

export interface AssistantSettings {
  /** The calendars that AI assistants may read. */
  readonly assistantCalendars: readonly SharedCalendar[];
  /** They may also read descriptions, guests and meeting links. */
  readonly assistantDetails: boolean;
  /** They may also read events that are marked as private. */
  readonly assistantPrivateEvents: boolean;
}

/** One call of a tool. */
export interface AssistantCall {
  readonly at: IsoInstant;
  readonly tool: AssistantTool;
  /** How many events it returned; of free times none. */
  readonly events: number;
}

/** How many calls are kept. */
export const MOST_ASSISTANT_CALLS = 100;
