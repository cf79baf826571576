import { expect, test } from 'vitest';
import { externalUrl } from '../../main/meetings/externalLink.ts';
import { newEventUrl } from '../../main/meetings/newEvent.ts';

const nowMs = Date.parse('2026-11-24T08:48:00Z');

const datesOf = (...[date, now, zone]: Parameters<typeof newEventUrl>): string | null =>
  new URL(newEventUrl(date, now, zone)).searchParams.get('dates');

test.each([
  [
    'today from the next half hour on',
    '2026-11-24',
    nowMs,
    'Europe/Berlin',
    '20261124T090000Z/20261124T100000Z',
  ],
  [
    'on the half hour, from then on',
    '2026-11-24',
    Date.parse('2026-11-24T08:30:00Z'),
    'Europe/Berlin',
    '20261124T083000Z/20261124T093000Z',
  ],
  [
    'another day from nine in the morning on',
    '2026-11-25',
    nowMs,
    'Europe/Berlin',
    '20261125T080000Z/20261125T090000Z',
  ],
  [
    'from the next half hour on where it is that day already',
    '2026-11-25',
    Date.parse('2026-11-24T12:10:00Z'),
    'Pacific/Auckland',
    '20261124T123000Z/20261124T133000Z',
  ],
  ['a day whose clocks change', '2026-03-29', nowMs, 'Europe/Berlin', '20260329T070000Z/20260329T080000Z'],
  [
    'a day whose clocks change back',
    '2026-10-25',
    nowMs,
    'Europe/Berlin',
    '20261025T080000Z/20261025T090000Z',
  ],
] as const)('a new event is %s', (_rule, date, now, zone, dates) => {
  expect(datesOf(date, now, zone)).toBe(dates);
});

test('property 5: the page is one that may be opened', () => {
  const url = newEventUrl('2026-11-24', nowMs, 'Europe/Berlin');
  expect(externalUrl(url)).toBe(url);
  expect(url).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&dates=/);
});
