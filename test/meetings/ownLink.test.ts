import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkIn, linkToMeeting, LONGEST_LINK, parseOwnLink } from '../../main/meetings/ownLink.ts';
import { LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { CalendarId, EventId } from '../../shared/model.ts';
import { spentMs } from '../support/processorTime.ts';

const meeting = (calendarId: string, eventId: string) => ({
  kind: 'meeting',
  meeting: { calendarId, eventId },
});

describe('the app’s own links [property 18]', () => {
  test.each([
    ['jarvis-calendar://day/2026-12-01', { kind: 'day', date: '2026-12-01' }],
    ['jarvis-calendar://day/2026-12-01/', { kind: 'day', date: '2026-12-01' }],
    ['JARVIS-Calendar://Day/2026-12-01', { kind: 'day', date: '2026-12-01' }],
    ['jarvis-calendar://day/1970-01-01', { kind: 'day', date: '1970-01-01' }],
    ['jarvis-calendar://day/2100-12-31', { kind: 'day', date: '2100-12-31' }],
    ['jarvis-calendar://join-next', { kind: 'joinNext' }],
    ['jarvis-calendar://join-next/', { kind: 'joinNext' }],
    ['jarvis-calendar://meeting/ada@example.com/abc123', meeting('ada@example.com', 'abc123')],
    [
      'jarvis-calendar://meeting/ada%40example.com/abc_20261124T090000Z',
      meeting('ada@example.com', 'abc_20261124T090000Z'),
    ],
    // Ids are not paths: what looks like one leads nowhere but into the store's index.
    ['jarvis-calendar://meeting/..%2F..%2Fetc/%2e%2e', meeting('../../etc', '..')],
  ])('%s', (link, expected) => {
    expect(parseOwnLink(link)).toEqual(expected);
  });

  test.each([
    '',
    'jarvis-calendar:',
    'jarvis-calendar://',
    'jarvis-calendar:day/2026-12-01',
    'jarvis-calendar:///day/2026-12-01',
    'jarvis-calendar://day',
    'jarvis-calendar://day/',
    'jarvis-calendar://day//2026-12-01',
    'jarvis-calendar://day/2026-02-30',
    'jarvis-calendar://day/2026-13-01',
    'jarvis-calendar://day/26-12-01',
    'jarvis-calendar://day/1969-12-31',
    'jarvis-calendar://day/2101-01-01',
    'jarvis-calendar://day/0000-00-00',
    'jarvis-calendar://day/2026-12-01/extra',
    'jarvis-calendar://day/2026-12-01?then=quit',
    'jarvis-calendar://day/2026-12-01#x',
    'jarvis-calendar://day/2026-12-01\n',
    ' jarvis-calendar://day/2026-12-01',
    'jarvis-calendar://day:80/2026-12-01',
    'jarvis-calendar://ada@day/2026-12-01',
    'jarvis-calendar://join-next/now',
    'jarvis-calendar://join-next?url=https://example.com',
    'jarvis-calendar://join-next --no-sandbox',
    'jarvis-calendar://meeting/ada@example.com',
    'jarvis-calendar://meeting/ada@example.com/',
    'jarvis-calendar://meeting//abc',
    'jarvis-calendar://meeting/ada@example.com/abc/def',
    'jarvis-calendar://meeting/%00/abc',
    'jarvis-calendar://meeting/ada/%0A',
    'jarvis-calendar://meeting/ada/%E2%80%AEabc',
    'jarvis-calendar://meeting/ada/%FF',
    'jarvis-calendar://meeting/ada/%',
    'jarvis-calendar://meeting/ada/<script>',
    'jarvis-calendar://meeting/ada/a"b',
    'jarvis-calendar://settings/theme/dark',
    'jarvis-calendar://quit',
    'https://day/2026-12-01',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '--user-data-dir=/tmp/other',
    `jarvis-calendar://meeting/ada/${'a'.repeat(LONGEST_OCCURRENCE_ID + 1)}`,
    `jarvis-calendar://meeting/${'a'.repeat(LONGEST_CALENDAR_ID + 1)}/abc`,
    `jarvis-calendar://meeting/ada/${'%61'.repeat(LONGEST_LINK)}`,
    `jarvis-calendar://${'a'.repeat(LONGEST_LINK)}`,
  ])('nothing else is one: %j', (text) => {
    expect(parseOwnLink(text)).toBeNull();
  });

  test('the link to a meeting leads to it, whatever its ids are made of', () => {
    const id = (most: number) =>
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: most })
        .filter((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text));
    fc.assert(
      fc.property(id(200), id(200), (calendarId, eventId) => {
        const ref = { calendarId: calendarId as CalendarId, eventId: eventId as EventId };
        expect(parseOwnLink(linkToMeeting(ref))).toEqual({ kind: 'meeting', meeting: ref });
      }),
    );
  });

  test('any text is read in no time and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseOwnLink(text);
        parseOwnLink(`jarvis-calendar://meeting/${text}`);
      }),
    );
    const beganMs = spentMs();
    for (const end of ['', '?', '//', '/a/a/a'])
      parseOwnLink(`jarvis-calendar://meeting${'/a'.repeat(4000)}${end}`);
    expect(spentMs() - beganMs).toBeLessThan(100);
  });
});

test.each([
  [
    ['--hidden', 'jarvis-calendar://join-next', 'jarvis-calendar://day/2026-12-01'],
    'jarvis-calendar://join-next',
  ],
  [['JARVIS-CALENDAR:anything'], 'JARVIS-CALENDAR:anything'],
  [['--x=jarvis-calendar://join-next', 'https://example.com', 'team.ics'], null],
  [[`jarvis-calendar:${'a'.repeat(LONGEST_LINK)}`], null],
  [[], null],
])('the link among the arguments %#', (args, link) => {
  expect(linkIn(args)).toBe(link);
});
