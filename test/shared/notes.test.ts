/** What identifies a note's meeting, and the tasks in a text. */
import { describe, expect, test } from 'vitest';
import type { CalendarId, EventId } from '../../shared/model.ts';
import { meetingSlot, meetingUid, noteKey, openTasks, tickTask } from '../../shared/notes.ts';

const meeting = (more: object = {}) => ({
  calendarId: 'work@example.com' as CalendarId,
  eventId: 'abc_20261124T090000Z' as EventId,
  masterId: 'abc' as EventId,
  iCalUid: 'abc@google.com',
  occurrenceStart: '2026-11-24T09:00:00Z',
  ...more,
});

test('the parts of a split series are one series, other meetings are not [S21]', () => {
  const uids = ['abc@google.com', 'abc_R20261124T090000@google.com', 'abc_R20261124@google.com'];
  expect(new Set(uids.map((iCalUid) => meetingUid(meeting({ iCalUid }))))).toEqual(
    new Set(['abc@google.com']),
  );
  expect(meetingUid(meeting({ iCalUid: 'abc_R20261124@elsewhere.example.com' }))).toContain('_R');
  const { iCalUid: _, ...plain } = meeting({ masterId: 'abc_R20261124T090000' });
  expect(meetingUid(plain)).toBe('work@example.com abc');
});

test('a slot is the same however its instant is written; an all-day one is a date', () => {
  expect(meetingSlot(meeting({ occurrenceStart: '2026-11-24T10:00:00+01:00' }))).toBe(
    '2026-11-24T09:00:00.000Z',
  );
  expect(meetingSlot(meeting({ occurrenceStart: '2026-11-24' }))).toBe('2026-11-24');
  expect(meetingSlot(meeting({ occurrenceStart: undefined }))).toBe('');
  expect(noteKey('series', meeting())).not.toBe(noteKey('occurrence', meeting()));
});

describe('tasks', () => {
  const text = [
    '- [ ] one',
    'text - [ ] no',
    '  * [ ]  two ',
    '- [x] done',
    '+ [X] done',
    '- [ ]',
    '- [] no',
    '-[ ] no',
    '- [ ]no',
  ].join('\n');

  test('are lines that begin with a box; those not ticked are open', () => {
    expect(openTasks(text)).toEqual([
      { line: 0, text: 'one' },
      { line: 2, text: 'two' },
      { line: 5, text: '' },
    ]);
  });

  test('are ticked in their line, and only if they are still there', () => {
    expect(tickTask(text, { line: 2, text: 'two' })?.split('\n')[2]).toBe('  * [x]  two ');
    expect(tickTask(text, { line: 0, text: 'two' })).toBe(null);
    expect(tickTask(text, { line: 3, text: 'done' })).toBe(null);
    expect(tickTask(text, { line: 99, text: '' })).toBe(null);
  });

  test('are found in a million characters in no time', () => {
    expect(openTasks('\t'.repeat(500_000) + '- [ ] late'.padStart(10))).toHaveLength(1);
    expect(openTasks('- '.repeat(500_000))).toEqual([]);
  });
});
