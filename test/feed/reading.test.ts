/** What a feed's events become, in the app's words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { partComponents } from '../../main/feed/components.ts';
import { factsOf } from '../../main/feed/facts.ts';
import { readFeed } from '../../main/feed/readFeed.ts';
import { decodeFeed, linesOf, longestLine } from '../../main/feed/text.ts';
import { zoneFromDefinition } from '../../main/feed/timeZones.ts';
import { toChange } from '../../main/google/mapEvent.ts';
import { zoneOf, zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import type { CalendarEvent, RemoteChange } from '../../shared/model.ts';
import { feedOf } from '../support/feedServer.ts';
import { value } from '../support/value.ts';

const run = <T>(work: Generator<void, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};
const partsOf = (bytes: Uint8Array, charset: string | null = null) =>
  run(partComponents(run(decodeFeed([bytes], charset))));

const own = new Set(['ada@example.com']);
const read = (text: string | Uint8Array, charset: string | null = null) => {
  const components = partsOf(Buffer.from(text), charset);
  const zones = { own: zoneOrUtc('Europe/Berlin'), named: zoneOf };
  const { resources, ...rest } = run(readFeed(components.events, { zones, own }));
  const changes = resources.map(({ resource }) =>
    value(toChange(resource, { calendarZone: 'Europe/Berlin' })),
  );
  return { changes, components, ...rest };
};
const events = (changes: readonly RemoteChange[]): readonly CalendarEvent[] =>
  changes.flatMap((change) => (change.type === 'event' ? [change.event] : []));

/** One event with these lines, at nine in Berlin where they name no start. */
const event = (...lines: readonly string[]): CalendarEvent => {
  const start = lines.some((line) => line.startsWith('DTSTART'))
    ? []
    : ['DTSTART;TZID=Europe/Berlin:20261125T090000'];
  const [found] = events(read(feedOf(['BEGIN:VEVENT', 'UID:one', ...start, ...lines, 'END:VEVENT'])).changes);
  if (found === undefined) throw new Error('no event');
  return found;
};
const timed = (iso: string, zone = 'Europe/Berlin') => ({ kind: 'timed', ms: Date.parse(iso), zone });
const date = (iso: string) => ({ kind: 'date', date: iso });

describe('when it is', () => {
  test.each([
    [
      ['DTSTART;TZID=Europe/Berlin:20261125T090000', 'DTEND;TZID=Europe/Berlin:20261125T100000'],
      timed('2026-11-25T08:00Z'),
      timed('2026-11-25T09:00Z'),
    ],
    [
      ['DTSTART:20261125T090000Z', 'DTEND:20261125T100000Z'],
      timed('2026-11-25T09:00Z'),
      timed('2026-11-25T10:00Z'),
    ],
    [['DTSTART:20261125T090000', 'DURATION:PT1H30M'], timed('2026-11-25T08:00Z'), timed('2026-11-25T09:30Z')],
    [
      ['DTSTART;TZID=W. Europe Standard Time:20261125T090000'],
      timed('2026-11-25T08:00Z'),
      timed('2026-11-25T08:00Z'),
    ],
    [
      ['DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261125T090000'],
      timed('2026-11-25T14:00Z', 'America/New_York'),
      timed('2026-11-25T14:00Z', 'America/New_York'),
    ],
    [
      ['DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern:20261125T090000'],
      timed('2026-11-25T08:00Z', 'Europe/Amsterdam'),
      timed('2026-11-25T08:00Z', 'Europe/Amsterdam'),
    ],
    [['DTSTART;TZID=Nowhere:20261125T090000'], timed('2026-11-25T08:00Z'), timed('2026-11-25T08:00Z')],
    // A day by the calendar, of 25 hours.
    [
      ['DTSTART;TZID=Europe/Berlin:20261024T120000', 'DURATION:P1D'],
      timed('2026-10-24T10:00Z'),
      timed('2026-10-25T11:00Z'),
    ],
    [['DTSTART;VALUE=DATE:20261125'], date('2026-11-25'), date('2026-11-26')],
    [['DTSTART;VALUE=DATE:20261125', 'DTEND;VALUE=DATE:20261128'], date('2026-11-25'), date('2026-11-28')],
    [['DTSTART;VALUE=DATE:20261125', 'DURATION:P1W'], date('2026-11-25'), date('2026-12-02')],
    [['DTSTART:20261125'], date('2026-11-25'), date('2026-11-26')],
    [
      [
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
        'DTSTART;TZID=Europe/Berlin:20261125T000000',
        'DTEND;TZID=Europe/Berlin:20261127T000000',
      ],
      date('2026-11-25'),
      date('2026-11-27'),
    ],
    [
      [
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
        'DTSTART;TZID=Europe/Berlin:20261125T090000',
        'DTEND;TZID=Europe/Berlin:20261125T100000',
      ],
      timed('2026-11-25T08:00Z'),
      timed('2026-11-25T09:00Z'),
    ],
  ] as const)('%s', (lines, start, end) => {
    expect(event(...lines)).toMatchObject({ start, end, flaw: null });
  });
});

test('a zone that only the feed knows is found again by its rules, also where dates are taken out', () => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', 'outlook.ics'));
  const { timeZones } = partsOf(text);
  const [, custom = []] = timeZones;
  expect(zoneFromDefinition(custom, Date.UTC(2026, 10, 24))?.name).toBe('America/New_York');
  const fixed = [
    'TZID:Ours',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0530',
    'TZOFFSETTO:+0530',
    'END:STANDARD',
  ];
  expect(zoneFromDefinition(fixed, Date.UTC(2026, 10, 24))?.offsetAt(0)).toBe(5.5 * 3_600_000);
  // Rules that would take for ever are not expanded.
  const hostile = [...fixed.slice(0, -1), 'RRULE:FREQ=SECONDLY', 'END:STANDARD'];
  expect(zoneFromDefinition(hostile, Date.UTC(2026, 10, 24))?.offsetAt(0)).toBe(5.5 * 3_600_000);
  expect(zoneFromDefinition(['TZID:Empty'], 0)).toBeNull();
});

describe('what it says', () => {
  test.each([
    [['SUMMARY:A\\, b\\; c\\nd'], { title: 'A, b; c d' }],
    [['STATUS:TENTATIVE'], { status: 'tentative' }],
    [['X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'], { status: 'tentative' }],
    [['TRANSP:TRANSPARENT'], { transparency: 'transparent' }],
    [['X-MICROSOFT-CDO-BUSYSTATUS:FREE'], { transparency: 'transparent' }],
    [['X-MICROSOFT-CDO-BUSYSTATUS:OOF'], { eventType: 'outOfOffice' }],
    [['X-MICROSOFT-CDO-BUSYSTATUS:OOF', 'ATTENDEE:mailto:grace@example.com'], { eventType: 'default' }],
    [['CLASS:PRIVATE'], { visibility: 'private' }],
    [['CLASS:CONFIDENTIAL'], { visibility: 'confidential' }],
    [['CLASS:PUBLIC'], { visibility: 'default' }],
    [
      ['DESCRIPTION:Bring numbers', 'URL:https://example.com/page'],
      { description: 'Bring numbers\n\nhttps://example.com/page' },
    ],
    [
      ['DESCRIPTION:See https://example.com/page', 'URL:https://example.com/page'],
      { description: 'See https://example.com/page' },
    ],
    [['URL:javascript:alert(1)'], { description: null }],
    [['X-ALT-DESC;FMTTYPE=text/html:<p>Bring numbers</p>'], { description: '<p>Bring numbers</p>' }],
    [
      ['ATTACH;FILENAME=plan.pdf:https://example.com/plan'],
      { attachments: [{ title: 'plan.pdf', url: 'https://example.com/plan' }] },
    ],
    [['ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA', 'ATTACH:file:///etc/passwd'], { attachments: [] }],
    [
      ['ORGANIZER;CN=Ada:mailto:ADA@example.com'],
      { organizer: { email: 'ADA@example.com', name: 'Ada', self: true } },
    ],
  ])('%s', (lines, expected) => {
    expect(event(...lines)).toMatchObject(expected);
  });

  test('guests, with the person’s own answer by any of their addresses', () => {
    const { attendees } = event(
      'ORGANIZER;CN=Grace:mailto:grace@example.com',
      'ATTENDEE;CN="Ada, E";PARTSTAT=DECLINED:MAILTO:Ada@Example.com',
      'ATTENDEE;PARTSTAT=DELEGATED;ROLE=OPT-PARTICIPANT:mailto:grace@example.com',
      'ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;EMAIL=room@example.com:urn:uuid:1',
    );
    expect(attendees).toEqual([
      {
        email: 'Ada@Example.com',
        name: 'Ada, E',
        response: 'declined',
        self: true,
        organizer: false,
        optional: false,
        resource: false,
      },
      {
        email: 'grace@example.com',
        response: 'needsAction',
        self: false,
        organizer: true,
        optional: true,
        resource: false,
      },
      {
        email: 'room@example.com',
        response: 'accepted',
        self: false,
        organizer: false,
        optional: false,
        resource: true,
      },
    ]);
  });

  test('ways in', () => {
    const { conference } = event(
      'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
      'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/1',
      'CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=Dial in:tel:+1-555-0100',
      'CONFERENCE;VALUE=URI:ftp://example.com/',
    );
    expect(conference.entryPoints).toEqual([
      { kind: 'video', uri: 'https://meet.google.com/abc-defg-hij' },
      { kind: 'video', uri: 'https://teams.microsoft.com/l/meetup-join/1' },
      { kind: 'phone', uri: 'tel:+1-555-0100', label: 'Dial in' },
    ]);
  });

  const alarm = (action: string, trigger: string): readonly string[] => [
    'BEGIN:VALARM',
    `ACTION:${action}`,
    trigger,
    'END:VALARM',
  ];
  test.each([
    ['none of its own', [], { useDefault: true, overrides: [] }],
    [
      'before its start',
      alarm('DISPLAY', 'TRIGGER:-PT15M'),
      { useDefault: false, overrides: [{ method: 'popup', minutes: 15 }] },
    ],
    [
      'before its end',
      alarm('AUDIO', 'TRIGGER;RELATED=END:-PT1H'),
      { useDefault: false, overrides: [{ method: 'popup', minutes: 30 }] },
    ],
    [
      'at a time',
      alarm('DISPLAY', 'TRIGGER;VALUE=DATE-TIME:20261125T070000Z'),
      { useDefault: false, overrides: [{ method: 'popup', minutes: 60 }] },
    ],
    [
      'by e-mail',
      alarm('EMAIL', 'TRIGGER:-P1D'),
      { useDefault: false, overrides: [{ method: 'email', minutes: 1440 }] },
    ],
    ['after its start', alarm('DISPLAY', 'TRIGGER:PT5M'), { useDefault: false, overrides: [] }],
    [
      'Apple’s for none',
      alarm('NONE', 'TRIGGER;VALUE=DATE-TIME:19760401T005545Z'),
      { useDefault: false, overrides: [] },
    ],
  ])('reminders: %s', (_name, lines, reminders) => {
    expect(event('DTEND;TZID=Europe/Berlin:20261125T093000', ...lines).reminders).toEqual(reminders);
  });
});

describe('series', () => {
  const series = [
    'BEGIN:VEVENT',
    'UID:s',
    'SEQUENCE:1',
    'DTSTART;TZID=Europe/Berlin:20261102T090000',
    'RRULE:FREQ=DAILY',
    'END:VEVENT',
  ];
  const changed = (sequence: number, title: string, more: readonly string[] = []): readonly string[] => [
    'BEGIN:VEVENT',
    'UID:s',
    `SEQUENCE:${sequence}`,
    'RECURRENCE-ID;TZID=Europe/Berlin:20261110T090000',
    'DTSTART;TZID=Europe/Berlin:20261110T100000',
    `SUMMARY:${title}`,
    ...more,
    'END:VEVENT',
  ];

  test('ids are made of UID and place, and stay the same in any order and company', () => {
    const ids = (text: string) =>
      read(text)
        .changes.map((change) => (change.type === 'event' ? change.event.id : change.id))
        .toSorted();
    const alone = ids(feedOf([...series, ...changed(2, 'A')]));
    expect(ids(feedOf([...changed(2, 'A'), ...series]))).toEqual(alone);
    expect(alone[1]).toBe(`${alone[0]}_20261110T080000Z`);
  });

  test('of two versions the newer one counts, wherever it stands', () => {
    for (const lines of [
      [...changed(3, 'New'), ...changed(2, 'Old')],
      [...changed(2, 'Old'), ...changed(3, 'New')],
    ]) {
      expect(events(read(feedOf([...series, ...lines])).changes).map(({ title }) => title)).toEqual([
        '',
        'New',
      ]);
    }
  });

  test('a cancelled instance takes its place away, a cancelled series is gone with all of it', () => {
    const { changes } = read(feedOf([...series, ...changed(2, 'A', ['STATUS:CANCELLED'])]));
    expect(changes[1]).toMatchObject({
      type: 'cancelledInstance',
      originalStart: timed('2026-11-10T08:00Z'),
    });
    const gone = series.map((line) => line.replace('SEQUENCE:1', 'STATUS:CANCELLED'));
    expect(read(feedOf([...gone, ...changed(2, 'A')])).changes).toEqual([]);
  });

  test('an instance whose series is not in the feed is an event by itself', () => {
    expect(events(read(feedOf(changed(1, 'Alone'))).changes)).toMatchObject([
      { kind: 'single', title: 'Alone' },
    ]);
  });

  test('single events that a program gave one name are all there', () => {
    const lines = ['25', '26'].flatMap((day) => [
      'BEGIN:VEVENT',
      'UID:same',
      `DTSTART:202611${day}T090000Z`,
      'END:VEVENT',
    ]);
    expect(read(feedOf(lines)).changes).toHaveLength(2);
  });

  test('dates taken out in a zone of the feed’s own name that zone', () => {
    const line = 'EXDATE;TZID=W. Europe Standard Time:20261103T090000,20261104T090000';
    const [master] = events(read(feedOf([...series.slice(0, -1), line, 'END:VEVENT'])).changes);
    expect(master?.kind === 'master' && master.recurrence).toEqual([
      'RRULE:FREQ=DAILY',
      'EXDATE;TZID=Europe/Berlin:20261103T090000,20261104T090000',
    ]);
  });
});

describe('property 15: how much of a feed is kept', () => {
  const inEvent = (...lines: readonly string[]) => feedOf(['BEGIN:VEVENT', ...lines, 'END:VEVENT']);

  test('no line beyond 128 KB, in whatever pieces it arrives', () => {
    const [most, short] = ['x'.repeat(longestLine), 'SUMMARY:After'];
    const kept = (...pieces: readonly string[]) => [...linesOf(pieces)];
    expect(kept(`${most}\n${short}\n`)).toEqual([most, short]);
    expect(kept(`${most}x\n${short}\n`)).toEqual([null, short]);
    expect(kept(most, `x\n${short}\n`)).toEqual([null, short]);
    expect(kept(short, '\n', most, 'x')).toEqual([short, null]);
  });

  test('of an event 6000 lines and half a million characters; the others are counted', () => {
    const lines = Array.from({ length: 6003 }, (_, n) => `ATTENDEE:mailto:guest${n}@example.com`);
    const many = partsOf(Buffer.from(inEvent(...lines)));
    expect([many.events[0]?.length, many.broken]).toEqual([6000, 3]);
    const long = Array.from({ length: 6 }, () => `DESCRIPTION:${'x'.repeat(100_000)}`);
    const large = partsOf(Buffer.from(inEvent(...long)));
    expect([large.events[0]?.length, large.broken]).toEqual([5, 1]);
  });

  test('500 time zones', () => {
    const zones = Array.from({ length: 501 }, (_, n) => ['BEGIN:VTIMEZONE', `TZID:z${n}`, 'END:VTIMEZONE']);
    expect(partsOf(Buffer.from(feedOf(zones.flat()))).timeZones).toHaveLength(500);
  });

  test('of an event only what the app reads', () => {
    const { events: found, broken } = partsOf(
      Buffer.from(inEvent('UID:one', 'X-COUNTER:1', 'COMMENT:Hello')),
    );
    expect([found, broken]).toEqual([[['UID:one']], 0]);
  });
});

describe('what is broken', () => {
  test('is counted and left out, and what is around it is read', () => {
    const { changes, components, broken, unreadable } = read(
      feedOf([
        'BEGIN:VEVENT',
        'UID:good',
        'DTSTART:20261125T090000Z',
        'this is no line',
        'SUMMARY;X="open:Title',
        'LOCATION:Room 4',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:without a start',
        'SUMMARY:X',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:never ended',
        'DTSTART:20261125T090000Z',
        'BEGIN:VEVENT',
        'UID:also good',
        'DTSTART:20261126T090000Z',
        'END:VEVENT',
      ]),
    );
    expect(events(changes).map(({ iCalUid, location }) => [iCalUid, location])).toEqual([
      ['good', 'Room 4'],
      ['also good', null],
    ]);
    expect(components.broken).toBe(2);
    expect(broken).toBe(2);
    expect(unreadable).toHaveLength(1);
  });

  test.each([
    ['a web page', '<!doctype html><p>Sign in', false, false],
    ['nothing', '', false, false],
    ['a feed without its end', feedOf([]).replace('END:VCALENDAR', ''), true, true],
    ['one that ends within an event', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1', true, true],
    ['an empty feed', feedOf([]), true, false],
    ['two feeds in one', feedOf([]) + feedOf([]), true, false],
  ])('%s', (_name, text, isCalendar, isCut) => {
    expect(partsOf(Buffer.from(text))).toMatchObject({ isCalendar, isCut });
  });
});

describe('letters', () => {
  const [head, tail] = [
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261125T090000Z\nSUMMARY:',
    '\nEND:VEVENT\nEND:VCALENDAR',
  ];
  const title = (text: Uint8Array, charset: string | null = null): string | undefined =>
    events(read(text, charset).changes)[0]?.title;

  test('UTF-8, with a byte order mark or without', () => {
    expect(title(Buffer.from(`${head}Köln${tail}`))).toBe('Köln');
    expect(title(Buffer.from(`\uFEFF${head}Köln${tail}`))).toBe('Köln');
  });
  test('Latin-1, and what the server names', () => {
    expect(title(Buffer.from(`${head}Köln${tail}`, 'latin1'))).toBe('Köln');
    const cyrillic = Buffer.concat([Buffer.from(head), Buffer.from([0xed, 0xc9, 0xd2]), Buffer.from(tail)]);
    expect(title(cyrillic, 'koi8-r')).toBe('Мир');
    expect(title(Buffer.from(`${head}Köln${tail}`, 'latin1'), 'no-such-charset')).toBe('Köln');
  });
  test('folded anywhere, in the middle of a letter too, with any ends of lines', () => {
    const [before = '', after = ''] = ['K', 'ln'];
    for (const fold of ['\r\n ', '\n\t', '\r ']) {
      const split = Buffer.concat([
        Buffer.from(head + before),
        Buffer.from([0xc3]),
        Buffer.from(fold),
        Buffer.from([0xb6]),
        Buffer.from(after + tail),
      ]);
      expect(title(split)).toBe('Köln');
    }
    expect(title(Buffer.from(`${head}Köln${tail}`.replaceAll('\n', '\r\n')))).toBe('Köln');
    expect(title(Buffer.from(`${head}Köln${tail}`.replaceAll('\n', '\r')))).toBe('Köln');
  });
});

test.each([
  [['X-WR-CALNAME:Team\\, one', 'X-WR-TIMEZONE:Europe/Zurich'], { name: 'Team, one', zone: 'Europe/Zurich' }],
  [['NAME:Work', 'COLOR:tomato'], { name: 'Work', color: '#ff6347', zone: null }],
  [['X-APPLE-CALENDAR-COLOR:#1BADF8FF'], { name: null, color: '#1badf8' }],
  [['COLOR:no such colour'], { color: null }],
  [['X-PUBLISHED-TTL:PT4H'], { intervalMs: 4 * 3_600_000 }],
  [['REFRESH-INTERVAL;VALUE=DURATION:P1W'], { intervalMs: 24 * 3_600_000 }],
  [['REFRESH-INTERVAL;VALUE=DURATION:PT1M'], { intervalMs: 15 * 60_000 }],
  [['X-PUBLISHED-TTL:soon'], { intervalMs: 15 * 60_000 }],
])('a feed says of itself %s', (lines, facts) => {
  expect(factsOf(partsOf(Buffer.from(feedOf([], lines))))).toMatchObject(facts);
});

test('the digest is of what counts: other stamps and todos change nothing, another title does', () => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', 'google.ics'), 'utf8');
  const { digest } = partsOf(Buffer.from(text));
  expect(
    partsOf(Buffer.from(text.replaceAll('DTSTAMP:20261124T090000Z', 'DTSTAMP:20261125T100000Z'))).digest,
  ).toBe(digest);
  expect(partsOf(Buffer.from(text.replace('Fictional standup', 'Fictional stand-up'))).digest).not.toBe(
    digest,
  );
});

describe('an extra date of a series with a length of its own (RFC 5545, 3.3.9)', () => {
  const series = (...lines: readonly string[]) =>
    events(
      read(
        feedOf([
          'BEGIN:VEVENT',
          'UID:rehearsal',
          'DTSTART;TZID=Europe/Berlin:20261103T180000',
          'DTEND;TZID=Europe/Berlin:20261103T193000',
          'RRULE:FREQ=WEEKLY;COUNT=2',
          ...lines,
          'END:VEVENT',
        ]),
      ).changes,
    ).flatMap(({ kind, start, end }) =>
      kind === 'exception' && start.kind === 'timed' && end.kind === 'timed'
        ? [[new Date(start.ms).toISOString().slice(0, 16), (end.ms - start.ms) / 60_000]]
        : [],
    );

  test.each([
    ['a duration', 'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261112T180000/PT3H', [['2026-11-12T17:00', 180]]],
    ['an end', 'RDATE;VALUE=PERIOD:20261112T170000Z/20261112T171500Z', [['2026-11-12T17:00', 15]]],
    [
      'several',
      'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261112T180000/PT1H,20261113T180000/PT1H30M,20261114T180000/PT2H',
      [
        ['2026-11-12T17:00', 60],
        ['2026-11-14T17:00', 120],
      ],
    ],
    ['the length of the series', 'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261112T180000/PT1H30M', []],
    ['an end before its start', 'RDATE;VALUE=PERIOD:20261112T170000Z/20261112T160000Z', []],
    ['nothing that can be read', 'RDATE;VALUE=PERIOD:20261112T170000Z/later,/,x', []],
  ])('is as long as it says: %s', (_name, line, expected) => {
    expect(series(line)).toEqual(expected);
  });

  test('unless the date was removed', () => {
    const line = 'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261112T180000/PT3H';
    expect(series(line, 'EXDATE;TZID=Europe/Berlin:20261112T180000')).toEqual([]);
  });
});
