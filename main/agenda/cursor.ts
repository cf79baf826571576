/**
 * Where a page of the agenda ended. A cursor holds the sort key of the last occurrence returned, not a position in a
 * list. So whatever changes between two pages, nothing is returned twice, and nothing that stayed is left out.
 */
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';

/** The agenda's order: start instant, all-day before timed, then calendar, account and id. */
export interface SortKey {
  readonly startMs: number;
  /** 0: all-day, 1: timed. */
  readonly order: 0 | 1;
  readonly calendarId: string;
  readonly accountId: string;
  readonly eventId: string;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareKeys = (a: SortKey, b: SortKey): number =>
  a.startMs - b.startMs ||
  a.order - b.order ||
  compareText(a.calendarId, b.calendarId) ||
  compareText(a.accountId, b.accountId) ||
  compareText(a.eventId, b.eventId);

const VERSION = 2;

/** In JSON a UTF-16 unit takes at most six bytes (`\\u0000`), and three bytes become four characters of the cursor. */
const longestEncoded = (units: number): number => Math.ceil(((units * 6 + 64) * 4) / 3);
/** The greatest length of a cursor. Well within the limit for a request (ipc/dispatch). */
export const LONGEST_CURSOR = longestEncoded(
  LONGEST_CALENDAR_ID + LONGEST_ACCOUNT_ID + LONGEST_OCCURRENCE_ID,
);

export const writeCursor = (key: SortKey): string => {
  const parts = [VERSION, key.startMs, key.order, key.calendarId, key.accountId, key.eventId];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
};

/** Returns null if the text is not one of our cursors. */
export const readCursor = (text: string): SortKey | null => {
  if (text.length > LONGEST_CURSOR) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 6 || parts[0] !== VERSION) return null;
  const [, startMs, order, calendarId, accountId, eventId] = parts as unknown[];
  if (typeof startMs !== 'number' || !Number.isFinite(startMs)) return null;
  if (order !== 0 && order !== 1) return null;
  if (typeof calendarId !== 'string' || typeof accountId !== 'string' || typeof eventId !== 'string') {
    return null;
  }
  return { startMs, order, calendarId, accountId, eventId };
};
