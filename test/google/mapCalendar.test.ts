import { describe, expect, test } from 'vitest';
import { toCalendarListItem, toRemoteCalendar } from '../../main/google/mapCalendar.ts';

describe('calendar list entries [S32]', () => {
  test('all fields', () => {
    const entry = {
      kind: 'calendar#calendarListEntry',
      id: 'harbour@example.com',
      summary: 'harbour@example.com',
      summaryOverride: 'Harbour crew',
      backgroundColor: '#9FE1E7',
      timeZone: 'Europe/Lisbon',
      accessRole: 'owner',
      primary: true,
      selected: true,
      defaultReminders: [
        { method: 'popup', minutes: 10 },
        { method: 'sms', minutes: 5 },
      ],
    };
    expect(toRemoteCalendar(entry)).toEqual({
      ok: true,
      value: {
        id: 'harbour@example.com',
        name: 'Harbour crew',
        color: '#9fe1e7',
        zone: 'Europe/Lisbon',
        accessRole: 'owner',
        primary: true,
        selected: true,
        hidden: false,
        defaultReminders: [{ method: 'popup', minutes: 10 }],
      },
    });
  });

  test('only an id: the minimum of everything', () => {
    expect(toRemoteCalendar({ id: 'x' })).toEqual({
      ok: true,
      value: {
        id: 'x',
        name: 'x',
        color: '#4986e7',
        zone: 'UTC',
        accessRole: 'freeBusyReader',
        primary: false,
        selected: false,
        hidden: false,
        defaultReminders: [],
      },
    });
  });

  test.each([
    ['writerWithoutPrivateAccess', 'writer'],
    ['reader', 'reader'],
    ['none', 'freeBusyReader'],
    ['constructor', 'freeBusyReader'],
  ])('access role %s is %s', (accessRole, known) => {
    expect(toRemoteCalendar({ id: 'x', accessRole })).toMatchObject({ value: { accessRole: known } });
  });

  test('an invalid colour is not passed to style sheets', () => {
    expect(toRemoteCalendar({ id: 'x', backgroundColor: 'red;background:url(//x)' })).toMatchObject({
      value: { color: '#4986e7' },
    });
  });

  test('a deleted entry is a notice, not a calendar', () => {
    expect(toCalendarListItem({ id: 'x', deleted: true })).toEqual({
      ok: true,
      value: { type: 'deleted', id: 'x' },
    });
    expect(toRemoteCalendar({ id: 'x', deleted: true })).toEqual({ ok: false, problem: 'deleted' });
    expect(toRemoteCalendar({ summary: 'No id' })).toEqual({ ok: false, problem: 'notACalendar' });
  });
});
