/**
 * Stores which reminders were shown and which are snoozed: `reminders.json` in the profile. It is not in the
 * database, which may be rebuilt, so nothing is shown twice after a restart or a new sync [F21]. Contains only ids
 * and times.
 */
import type { SettledReminder, Snooze } from '../../shared/reminders.ts';
import { withoutPart } from '../recurrence/instanceId.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import { fields, listOf, number, orNull, whole } from '../platform/jsonReaders.ts';
import { occurrenceKeyFields } from '../platform/occurrenceKeyReader.ts';

export interface ReminderMemory {
  readonly settled: readonly SettledReminder[];
  readonly snoozes: readonly Snooze[];
  /** Until when the app was checking for reminders; null: never yet. */
  readonly watchedUntilMs: number | null;
}

export interface ReminderFile {
  get(): ReminderMemory;
  /** Keeps the state and writes it, without what is long past. It is kept even if the disk cannot be written to. */
  set(memory: ReminderMemory, nowMs: number): void;
}

const reminderMemory = fields<ReminderMemory>({
  settled: listOf(fields<SettledReminder>({ ...occurrenceKeyFields, minutes: whole() })),
  snoozes: listOf(fields<Snooze>({ ...occurrenceKeyFields, untilMs: number })),
  watchedUntilMs: orNull(number),
});

/** If the clock is set back by less than this, nothing is shown again. */
const KEPT_FOR_MS = 3 * 24 * 3_600_000;
const MOST_KEPT = 5000;
/** A change of `watchedUntilMs` alone is written this often, so after a crash it may be this much behind. */
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

/** Earlier versions used other ids for instances of split series. */
const withGoogleIds = ({ settled, snoozes, watchedUntilMs }: ReminderMemory): ReminderMemory => ({
  settled: settled.map((each) => ({ ...each, eventId: withoutPart(each.eventId) })),
  snoozes: snoozes.map((each) => ({ ...each, eventId: withoutPart(each.eventId) })),
  watchedUntilMs,
});

const contentOf = ({ settled, snoozes }: ReminderMemory): string => JSON.stringify([settled, snoozes]);
