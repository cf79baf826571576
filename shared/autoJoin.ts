/** Joining meetings automatically: the setting, which meetings it can be about, and what the window is told. Pure. */
import { isMeeting } from './meetings.ts';
import type { Occurrence } from './model.ts';
import { keyOf } from './reminders.ts';
import type { OccurrenceKey } from './reminders.ts';

export interface AutoJoinSettings {
  /** Joins meetings that the person accepted or organizes. */
  readonly autoJoin: boolean;
  /** Minutes before the start, 0 to 5. */
  readonly autoJoinMinutes: number;
}

export const MOST_AUTO_JOIN_MINUTES = 5;
/** How long the person can cancel. */
export const AUTO_JOIN_NOTICE_MS = 10_000;

/** A meeting that is about to be joined. */
export interface ComingJoin {
  /** Its id for `autoJoin.cancel`. */
  readonly id: string;
  readonly occurrence: Occurrence;
  /** The host that opens: titles and services may be made up. */
  readonly host: string;
  readonly atMs: number;
}

/** Returns whether the person said yes to it, or organizes it. */
export const isAccepted = ({ selfResponse, organizedBySelf }: Occurrence): boolean =>
  selfResponse === 'accepted' || organizedBySelf === true;

/** Google makes events from mails, which anyone can send. */
const canJoin = (occurrence: Occurrence): boolean =>
  isMeeting(occurrence) && occurrence.eventType === 'default' && occurrence.joinUrl !== undefined;

/** Returns whether the person may choose it: not an invitation that they have not accepted. */
export const canChooseAutoJoin = (occurrence: Occurrence): boolean =>
  canJoin(occurrence) && (isAccepted(occurrence) || occurrence.selfResponse === null);

/** Returns whether it is to be joined automatically: by the person's choice about it, otherwise by the setting. */
export const joinsAutomatically = (
  occurrence: Occurrence,
  { autoJoin }: Pick<AutoJoinSettings, 'autoJoin'>,
): boolean => canChooseAutoJoin(occurrence) && (occurrence.autoJoin ?? (autoJoin && isAccepted(occurrence)));

/** Returns the key of an occurrence at its present time. */
export const occurrenceKeyOf = (occurrence: Occurrence): OccurrenceKey =>
  keyOf(occurrence, occurrence.iCalUid ?? null);
