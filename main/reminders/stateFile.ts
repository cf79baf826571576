/**
 * What was reminded of and what is snoozed: `reminders.json` in the profile, outside the database that a
 * rebuild throws away, so that nothing is shown twice after a restart or a new sync [F21]. Ids and times only.
 */
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { OccurrenceKey, SettledReminder, Snooze } from '../../shared/reminders.ts';
import { withoutPart } from '../recurrence/instanceId.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import {
  date,
  either,
  fields,
  instant,
  listOf,
  number,
  orNull,
  string,
  whole,
} from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';

export interface ReminderMemory {
  readonly settled: readonly SettledReminder[];
  readonly snoozes: readonly Snooze[];
  /** Until when reminders were watched over; null: never yet. */
  readonly watchedUntilMs: number | null;
}

export interface ReminderFile {
  get(): ReminderMemory;
  /** Keeps and writes it (also when the disk refuses), without what is long past. */
  set(memory: ReminderMemory, nowMs: number): void;
}

const id = <Id extends string>(longest: number): Reader<Id> => string(0, longest) as Reader<Id>;
const key: { readonly [Name in keyof OccurrenceKey]: Reader<OccurrenceKey[Name]> } = {
  accountId: id(LONGEST_ACCOUNT_ID),
  calendarId: id(LONGEST_CALENDAR_ID),
  eventId: id(LONGEST_OCCURRENCE_ID),
  start: either(instant, date),
  iCalUid: orNull(string()),
};
const reminderMemory = fields<ReminderMemory>({
  settled: listOf(fields<SettledReminder>({ ...key, minutes: whole() })),
  snoozes: listOf(fields<Snooze>({ ...key, untilMs: number })),
  watchedUntilMs: orNull(number),
});

/** A clock set back by less than this cannot bring anything up again. */
const KEPT_FOR_MS = 3 * 24 * 3_600_000;
const MOST_KEPT = 5000;
/** `watchedUntilMs` alone is written this often: after a crash it may be so much behind. */
const WRITE_EVERY_MS = 10 * 60_000;

const nothing: ReminderMemory = { settled: [], snoozes: [], watchedUntilMs: null };

export const openReminderFile = (path: string): ReminderFile => {
  let memory = withGoogleIds(readOrSetAside(path, reminderMemory) ?? nothing);
  let written = contentOf(memory);
  let writtenAtMs = -Infinity;
  return {
    get: () => memory,
    set: (next, nowMs) => {
      const isKept = ({ start }: { readonly start: string }): boolean =>
        Date.parse(start) > nowMs - KEPT_FOR_MS;
      memory = {
        settled: next.settled.filter(isKept).slice(-MOST_KEPT),
        snoozes: next.snoozes.filter(isKept).slice(-MOST_KEPT),
        watchedUntilMs: next.watchedUntilMs,
      };
      const content = contentOf(memory);
      if (content === written && Math.abs(nowMs - writtenAtMs) < WRITE_EVERY_MS) return;
      if (!writeJson(path, memory)) return;
      written = content;
      writtenAtMs = nowMs;
    },
  };
};

/** Earlier versions gave instances of split series ids of their own. */
const withGoogleIds = ({ settled, snoozes, watchedUntilMs }: ReminderMemory): ReminderMemory => ({
  settled: settled.map((each) => ({ ...each, eventId: withoutPart(each.eventId) })),
  snoozes: snoozes.map((each) => ({ ...each, eventId: withoutPart(each.eventId) })),
  watchedUntilMs,
});

const contentOf = ({ settled, snoozes }: ReminderMemory): string => JSON.stringify([settled, snoozes]);
