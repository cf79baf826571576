/** What is remembered of reminders comes back after a restart, however long the ids are. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openReminderFile } from '../../main/reminders/stateFile.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';

test('ids of any length that Google gives', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jarvis-reminders-'));
  const file = path.join(folder, 'reminders.json');
  const settled = {
    accountId: 'a'.repeat(LONGEST_ACCOUNT_ID) as AccountId,
    calendarId: 'c'.repeat(LONGEST_CALENDAR_ID) as CalendarId,
    eventId: 'e'.repeat(LONGEST_OCCURRENCE_ID) as EventId,
    start: '2026-11-24T09:00:00.000Z',
    iCalUid: null,
    minutes: 10,
  };
  const memory = { settled: [settled], snoozes: [], watchedUntilMs: 1 };
  openReminderFile(file).set(memory, Date.parse('2026-11-24T08:00:00Z'));
  expect(openReminderFile(file).get()).toEqual(memory);
  expect(readdirSync(folder)).toEqual(['reminders.json']);
});
