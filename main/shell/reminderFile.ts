/**
 * What was reminded of and what is snoozed: `reminders.json` in the profile, outside the database that a
 * rebuild throws away, so that nothing is shown twice after a restart or a new sync [F21]. Ids and times only.
 */
import { z } from 'zod';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { SettledReminder, Snooze } from '../../shared/reminders.ts';
import { readJson, setAside, writeJson } from './jsonFile.ts';

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

const id = z.string().max(1024);
const key = {
  accountId: id.transform((text) => text as AccountId),
  calendarId: id.transform((text) => text as CalendarId),
  eventId: id.transform((text) => text as EventId),
  start: z.union([z.iso.datetime(), z.iso.date()]),
  iCalUid: z.string().nullable(),
};
const schema = z.object({
  settled: z.array(z.object({ ...key, minutes: z.int() })),
  snoozes: z.array(z.object({ ...key, untilMs: z.number() })),
  watchedUntilMs: z.number().nullable(),
});

/** A clock set back by less than this cannot bring anything up again. */
const KEPT_FOR_MS = 3 * 24 * 3_600_000;
const MOST_KEPT = 5000;
/** `watchedUntilMs` alone is written this often: after a crash it may be so much behind. */
const WRITE_EVERY_MS = 10 * 60_000;

const nothing: ReminderMemory = { settled: [], snoozes: [], watchedUntilMs: null };

export const openReminderFile = (path: string): ReminderFile => {
  const file = readJson(path, schema);
  if (file.state === 'bad') setAside(path);
  let memory: ReminderMemory = file.state === 'read' ? file.value : nothing;
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

const contentOf = ({ settled, snoozes }: ReminderMemory): string => JSON.stringify([settled, snoozes]);
