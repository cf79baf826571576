/** The stored state of reminders: read back after a restart, limited, and written only as often as necessary. */
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openReminderFile } from '../../main/reminders/stateFile.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';

const nowMs = Date.parse('2026-11-24T08:00:00Z');
const settled = {
  accountId: 'a'.repeat(LONGEST_ACCOUNT_ID) as AccountId,
  calendarId: 'c'.repeat(LONGEST_CALENDAR_ID) as CalendarId,
  eventId: 'e'.repeat(LONGEST_OCCURRENCE_ID) as EventId,
  start: '2026-11-24T09:00:00.000Z',
  iCalUid: null,
  minutes: 10,
};
const newFile = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jarvis-reminders-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'reminders.json');
};

test('ids of any length that Google allows', () => {
  const file = newFile();
  const memory = { settled: [settled], snoozes: [], watchedUntilMs: 1 };
  openReminderFile(file).set(memory, nowMs);
  expect(openReminderFile(file).get()).toEqual(memory);
  expect(readdirSync(path.dirname(file))).toEqual(['reminders.json']);
});

test('at most the last five thousand of each are kept', () => {
  const { minutes, ...key } = { ...settled, calendarId: 'team' as CalendarId };
  const numbered = Array.from({ length: 5001 }, (_, n) => ({ ...key, eventId: `e${n}` as EventId }));
  const opened = openReminderFile(newFile());
  opened.set(
    {
      settled: numbered.map((each) => ({ ...each, minutes })),
      snoozes: numbered.map((each) => ({ ...each, untilMs: 1 })),
      watchedUntilMs: 1,
    },
    nowMs,
  );
  for (const kept of [opened.get().settled, opened.get().snoozes]) {
    expect([kept.length, kept[0]?.eventId, kept.at(-1)?.eventId]).toEqual([5000, 'e1', 'e5000']);
  }
});

describe('writing', () => {
  const minuteMs = 60_000;
  const watched = (watchedUntilMs: number) => ({ settled: [], snoozes: [], watchedUntilMs });
  const onDisk = (file: string): number | null => openReminderFile(file).get().watchedUntilMs;

  test('until when reminders were checked is written every ten minutes, also if the clock was set back [F16]', () => {
    const file = newFile();
    const opened = openReminderFile(file);
    opened.set(watched(1), nowMs);
    opened.set(watched(2), nowMs + 10 * minuteMs - 1);
    expect(onDisk(file)).toBe(1);
    opened.set(watched(3), nowMs + 10 * minuteMs);
    expect(onDisk(file)).toBe(3);
    opened.set(watched(4), nowMs - minuteMs);
    expect(onDisk(file)).toBe(4);
  });

  test('what could not be written is written with the next change', () => {
    const file = newFile();
    const opened = openReminderFile(file);
    mkdirSync(file);
    opened.set({ ...watched(1), settled: [settled] }, nowMs);
    expect(opened.get().settled).toEqual([settled]);
    rmdirSync(file);
    opened.set({ ...watched(2), settled: [settled] }, nowMs);
    expect(openReminderFile(file).get().settled).toEqual([settled]);
  });
});
