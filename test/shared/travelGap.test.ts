/** Two places close together, as tables. */
import { describe, expect, test } from 'vitest';
import type { EventId, Occurrence } from '../../shared/model.ts';
import { isSamePlace, physicalPlace, travelGaps } from '../../shared/travelGap.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

describe('a place that one can go to', () => {
  test.each<[string | undefined, string | null]>([
    ['Main Street 4', 'Main Street 4'],
    ['Café Quince, 4 Market Street', 'Café Quince, 4 Market Street'],
    ['Room 2, https://zoom.us/j/123?pwd=x', 'Room 2'],
    ['https://meet.example.com/abc', null],
    ['www.example.com/room', null],
    ['Zoom', null],
    ['Microsoft Teams Meeting', null],
    ['Google Meet', null],
    ['online', null],
    ['Telefon', null],
    ['+43 1 234 5678', null],
    ['tel:+4312345678', null],
    ['Zoom, Room 2', 'Room 2'],
    ['  ', null],
    [undefined, null],
    ['Haus der Kunst', 'Haus der Kunst'],
    ['オフィス 3階', 'オフィス 3階'],
  ])('%s: %s', (location, expected) => {
    expect(physicalPlace(location)).toBe(expected);
  });
});

describe('the same building', () => {
  test.each<[string, string, boolean]>([
    ['Main Street 4', 'Café Quince', false],
    ['Main Street 4', 'MAIN STREET  4', true],
    ['Main Street 4, Room 2', 'Main Street 4, Room 3', true],
    ['Room 2, Main Street 4', 'Room 3, Main Street 4', true],
    ['Main Street 4, Springfield', 'Market Street 9, Springfield', false],
    ['Main Street 4, 1010 Vienna', 'Market Street 9, 1010 Vienna', false],
    ['Hauptstraße 4', 'Hauptstr. 4', true],
    ['Room 2', 'Room 3', true],
    ['Besprechungsraum Nord', 'Raum 3.14', true],
    ['Pear Room, 3rd floor', 'Plum Room, 2nd floor', true],
    ['Pear Room, 3rd floor', 'Café Quince', false],
    ['Room 2, Main Street 4', 'Room 2, Market Street 9', true],
    ['St. Anne’s Hall', 'Quince Hall', false],
    ['HQ, Room 2', 'HQ, Room 3', true],
    ['Library (reading room)', 'Library', true],
  ])('%s, %s: %s', (one, other, expected) => {
    expect(isSamePlace(one, other)).toBe(expected);
    expect(isSamePlace(other, one)).toBe(expected);
  });
});

describe('the time between two places', () => {
  const meeting = (title: string, from: string, to: string, more: Partial<Occurrence> = {}): Occurrence =>
    anOccurrence(title, `2026-11-24T${from}Z`, `2026-11-24T${to}Z`, {
      eventId: title as EventId,
      location: title,
      ...more,
    });
  const here = meeting('Café Quince', '12:30', '13:30');
  const told = (others: readonly Occurrence[], of = here): readonly string[] =>
    travelGaps(of, [of, ...others]).map(({ ms, leave, reach }) => `${ms / 60_000} ${leave} > ${reach}`);

  test.each<[string, readonly Occurrence[], readonly string[]]>([
    ['after', [meeting('Main Street 4', '13:45', '14:30')], ['15 Café Quince > Main Street 4']],
    ['before', [meeting('Main Street 4', '11:30', '12:20')], ['10 Main Street 4 > Café Quince']],
    [
      'before and after',
      [meeting('Main Street 4', '11:30', '12:30'), meeting('Hafen 12', '13:35', '14:00')],
      ['0 Main Street 4 > Café Quince', '5 Café Quince > Hafen 12'],
    ],
    ['half an hour is enough', [meeting('Main Street 4', '14:00', '15:00')], []],
    ['what overlaps is not a way', [meeting('Main Street 4', '13:00', '14:00')], []],
    ['online', [meeting('https://meet.example.com/a', '13:40', '14:00')], []],
    [
      'an online meeting in between does not shorten the way',
      [meeting('Zoom', '13:30', '13:40'), meeting('Main Street 4', '13:50', '14:30')],
      ['20 Café Quince > Main Street 4'],
    ],
    [
      'one is already there',
      [
        meeting('Main Street 4', '11:00', '12:10'),
        meeting('Café Quince', '12:10', '12:20', { eventId: 'b' as EventId }),
      ],
      [],
    ],
    ['declined', [meeting('Main Street 4', '13:45', '14:30', { selfResponse: 'declined' })], []],
    ['shown as free', [meeting('Main Street 4', '13:45', '14:30', { transparency: 'transparent' })], []],
    ['a colleague’s', [meeting('Main Street 4', '13:45', '14:30', { isOthers: true })], []],
    [
      'dismissed',
      [meeting('Main Street 4', '13:45', '14:30', { attention: { level: 'done', by: 'occurrence' } })],
      [],
    ],
    ['all day', [anOccurrence('Fair', '2026-11-24', '2026-11-25', { location: 'Fair' })], []],
  ])('%s', (_name, others, expected) => {
    expect(told(others)).toEqual(expected);
  });

  test('nothing is said of a meeting that one does not go to', () => {
    const next = meeting('Main Street 4', '13:45', '14:30');
    expect(told([next], { ...here, selfResponse: 'declined' })).toEqual([]);
    expect(told([next], { ...here, location: 'Zoom' })).toEqual([]);
  });
});
