/** The form for a new event: line and fields together, times of a draft, the rules that are offered. */
import { describe, expect, test } from 'vitest';
import { parseLine } from '../../main/quickAdd/parseLine.ts';
import {
  calendarFor,
  choose,
  emptyForm,
  fieldsOf,
  formOf,
  formText,
  readGuestText,
  writableCalendars,
} from '../../renderer/newEvent/eventForm.ts';
import {
  asAllDay,
  endingAt,
  endsAfterStart,
  eventTimes,
  onDay,
  startingAt,
  untilDay,
} from '../../renderer/newEvent/localTime.ts';
import { offeredRules, repeatOf, ruleOnDay } from '../../renderer/newEvent/rules.ts';
import { standingParts } from '../../renderer/newEvent/useQuickLine.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { QuickLine } from '../../shared/quickAdd.ts';
import { repeatText } from '../../shared/text/repeatText.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { en } from '../../shared/messages/en.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { aCalendar } from '../support/fakeJarvis.ts';

const read = (text: string): QuickLine =>
  parseLine(text, {
    nowMs: Date.parse('2026-11-24T09:00:00Z'),
    zone: 'Europe/Berlin',
    language: 'en',
    hour12: false,
    monthFirst: false,
  });

describe('line and form', () => {
  test('a field that was changed by hand stays until the line says something new about it', () => {
    const line = read('Lunch tomorrow 12:30 at Café Quince');
    const form = choose({ ...emptyForm, line: 'x' }, line, 'place', 'Room 4');
    expect(fieldsOf(form, line).place).toBe('Room 4');
    expect(fieldsOf(form, read('Long lunch tomorrow 13:00 at Café Quince')).place).toBe('Room 4');
    expect(fieldsOf(form, read('Lunch tomorrow 12:30 at Pier 9')).place).toBe('Pier 9');
  });

  test('what is kept is the whole form; any other text is none', () => {
    const line = read('Lunch tomorrow');
    const form = {
      ...choose({ ...emptyForm, line: 'Lunch tomorrow' }, line, 'title', 'Dinner'),
      addMeet: true,
    };
    expect(formOf(formText(form))).toEqual(form);
    for (const text of ['', '{', 'null', '{}', '{"version":2,"line":""}', '[1]'])
      expect(formOf(text)).toBeNull();
  });

  test('guests are addresses, each once; what is not one is named', () => {
    expect(readGuestText('Mia@example.com, Leo <leo@example.org>; mia@example.com,')).toEqual({
      kind: 'list',
      guests: ['mia@example.com', 'leo@example.org'],
    });
    expect(readGuestText('mia@example.com, Leo')).toEqual({ kind: 'invalid', text: 'Leo' });
    expect(readGuestText('a@b@example.com')).toMatchObject({ kind: 'invalid' });
    const many = Array.from({ length: 51 }, (_, index) => `guest${index}@example.com`).join(',');
    expect(readGuestText(many)).toEqual({ kind: 'tooMany' });
  });

  test('parts stay marked while text is added behind them, and not where it was changed', () => {
    const text = 'Lunch tomorrow 12:30';
    const before = { text, line: read(text) };
    expect(standingParts(before, `${text} at`)).toEqual(before.line.parts.slice(0, 1));
    expect(standingParts(before, 'Lunch tomorrow 12:3').map(({ kind }) => kind)).toEqual(['date']);
    expect(standingParts(before, 'Dinner tomorrow 12:30')).toEqual([]);
  });
});

test('events can be created in shown calendars within what was allowed, first in the chosen or own one [W6]', () => {
  const accountId = 'google:ada@example.com' as AccountId;
  const calendar = (id: string, more: Parameters<typeof aCalendar>[1]) =>
    aCalendar(id, { id: id as CalendarId, accountId, primary: false, accessRole: 'owner', ...more });
  const calendars = [
    calendar('other', {}),
    calendar('own', { primary: true }),
    calendar('shared', { accessRole: 'writer' }),
    calendar('read', { accessRole: 'reader' }),
    calendar('hidden', { visible: false }),
    aCalendar('elsewhere'),
  ];
  const state = (reach: 'own' | 'every', on = true) => ({
    accounts: [{ accountId, email: '', on, reach, needsSignIn: false }],
    anyOn: on,
  });
  const ids = (reach: 'own' | 'every', on?: boolean) =>
    writableCalendars(calendars, state(reach, on)).map(({ id }) => id);
  expect(ids('own')).toEqual(['other', 'own']);
  expect(ids('every')).toEqual(['other', 'own', 'shared']);
  expect(ids('every', false)).toEqual([]);
  const writable = writableCalendars(calendars, state('own'));
  expect(calendarFor(writable, null, null)?.id).toBe('own');
  expect(calendarFor(writable, null, { accountId, calendarId: 'other' as CalendarId })?.id).toBe('other');
  expect(calendarFor(writable, { accountId, calendarId: 'hidden' as CalendarId }, null)?.id).toBe('own');
  expect(calendarFor([], null)).toBeNull();
});

describe('times', () => {
  const when: DraftTime = {
    allDay: false,
    start: '2026-11-25T12:30',
    end: '2026-11-25T13:30',
    zone: 'Europe/Berlin',
  };
  const night: DraftTime = { ...when, start: '2026-12-31T23:00', end: '2027-01-01T01:00' };

  test('another day or start keeps the length; an end before the start is on the next day', () => {
    expect(onDay(night, '2027-02-28')).toMatchObject({ start: '2027-02-28T23:00', end: '2027-03-01T01:00' });
    expect(startingAt(when, '23:30')).toMatchObject({ start: '2026-11-25T23:30', end: '2026-11-26T00:30' });
    expect(endingAt(when, '12:00')).toMatchObject({ start: '2026-11-25T12:30', end: '2026-11-26T12:00' });
    expect(endingAt(night, '23:45')).toMatchObject({ start: '2026-12-31T23:00', end: '2027-01-01T23:45' });
  });

  test('whole days have an exclusive end, and become an hour in the morning [S25]', () => {
    const days = asAllDay(night, true, 'Europe/Berlin');
    expect(days).toEqual({ allDay: true, from: '2026-12-31', to: '2027-01-02' });
    expect(onDay(days, '2027-02-28')).toEqual({ allDay: true, from: '2027-02-28', to: '2027-03-02' });
    expect(untilDay(days, '2026-01-01')).toEqual({ allDay: true, from: '2026-12-31', to: '2027-01-01' });
    expect(asAllDay(days, false, 'Europe/Berlin')).toEqual({
      allDay: false,
      start: '2026-12-31T09:00',
      end: '2026-12-31T10:00',
      zone: 'Europe/Berlin',
    });
  });

  test('local times are read in their zone', () => {
    expect(eventTimes(when).start).toEqual({
      kind: 'timed',
      ms: Date.parse('2026-11-25T11:30Z'),
      zone: 'Europe/Berlin',
    });
    expect(endsAfterStart({ ...when, end: when.start })).toBe(false);
  });
});

describe('repetition', () => {
  const when: DraftTime = {
    allDay: false,
    start: '2026-11-25T12:30',
    end: '2026-11-25T13:30',
    zone: 'Europe/Berlin',
  };
  const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
  const said = (rule: string): string =>
    repeatText(repeatOf(rule, when), en, format, Date.parse('2026-11-25T11:30Z'));

  test('every offered rule, and every one that a line can make, has words', () => {
    expect(offeredRules('2026-11-25').map(said)).toEqual([
      'Daily',
      'Every weekday (Monday to Friday)',
      'Weekly on Wednesday',
      'Every 2 weeks on Wednesday',
      'Monthly on the 25th',
      'Annually on 25 November',
    ]);
    for (const line of [
      'every 2nd Monday of the month',
      'weekly 10 times',
      'daily until Dec 20',
      'jeden letzten Freitag im Monat',
    ])
      expect(said(read(line).repeat ?? '')).not.toBe(said('RRULE:FREQ=HOURLY'));
  });

  test('a weekly rule moves with the day if it names just that weekday', () => {
    expect(ruleOnDay('RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3', '2026-11-25', '2026-11-27')).toBe(
      'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3',
    );
    expect(ruleOnDay('RRULE:FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-25', '2026-11-27')).toBe(
      'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
    );
  });
});
