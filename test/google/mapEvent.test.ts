import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { CalendarEvent, RemoteChange } from '../../shared/model.ts';
import { idOf, toChange } from '../../main/google/mapEvent.ts';
import { LONGEST_EVENT_ID } from '../../shared/idLengths.ts';

const context = { calendarZone: 'Europe/Berlin' };
const nineUtc = Date.UTC(2026, 2, 2, 9);

const timed = (resource: object = {}): object => ({
  id: 'planning1',
  status: 'confirmed',
  summary: 'Lighthouse planning',
  start: { dateTime: '2026-03-02T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-02T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  ...resource,
});

const change = (resource: unknown): RemoteChange => {
  const mapped = toChange(resource, context);
  if (!mapped.ok) throw new Error(`not mapped: ${mapped.problem}`);
  return mapped.value;
};

const event = (resource: object = {}): CalendarEvent => {
  const mapped = change(timed(resource));
  if (mapped.type !== 'event') throw new Error(`not an event: ${mapped.type}`);
  return mapped.event;
};

describe('what kind an event is', () => {
  test('without recurrence and series it is a single', () => {
    expect(event()).toMatchObject({
      kind: 'single',
      id: 'planning1',
      title: 'Lighthouse planning',
      flaw: null,
    });
  });

  test('[S22] with recurrence lines it is a master, its lines as sent', () => {
    const recurrence = ['RRULE:FREQ=WEEKLY', 'EXDATE;TZID=Europe/Berlin:20260309T100000'];
    expect(event({ recurrence })).toMatchObject({ kind: 'master', recurrence });
  });

  test('with an empty or unusable recurrence it is a single', () => {
    expect(event({ recurrence: [] }).kind).toBe('single');
    expect(event({ recurrence: [7, null, ' '] }).kind).toBe('single');
    expect(event({ recurrence: 'RRULE:FREQ=DAILY' }).kind).toBe('single');
  });

  test('[S18] with a recurringEventId it is an exception: its slot stays, its own start may differ', () => {
    const moved = event({
      id: 'standup_20260309T090000Z',
      recurringEventId: 'standup',
      originalStartTime: { dateTime: '2026-03-09T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    });
    expect(moved).toMatchObject({
      kind: 'exception',
      masterId: 'standup',
      originalStart: { kind: 'timed', ms: Date.UTC(2026, 2, 9, 9), zone: 'Europe/Berlin' },
      start: { ms: nineUtc },
    });
  });

  test('[S18] an all-day slot is keyed by its date', () => {
    const allDay = event({
      recurringEventId: 'watch',
      originalStartTime: { date: '2026-03-09' },
      start: { date: '2026-03-10' },
      end: { date: '2026-03-11' },
    });
    expect(allDay).toMatchObject({ kind: 'exception', originalStart: { kind: 'date', date: '2026-03-09' } });
  });

  test('[F23] an exception without its slot gets it from its id, or else from its start, with a flaw', () => {
    const fromId = event({ id: 'standup_20260309T090000Z', recurringEventId: 'standup' });
    expect(fromId).toMatchObject({ originalStart: { ms: Date.UTC(2026, 2, 9, 9) }, flaw: null });
    const guessed = event({ id: 'odd', recurringEventId: 'standup' });
    expect(guessed).toMatchObject({ kind: 'exception', originalStart: { ms: nineUtc } });
    expect(guessed.flaw).toContain('series');
  });

  test('[F23] ids are at most as long as Google’s, and a longer series’ id is ignored', () => {
    const longest = 'x'.repeat(LONGEST_EVENT_ID);
    expect(event({ id: longest, recurringEventId: longest })).toMatchObject({
      id: longest,
      masterId: longest,
    });
    expect(event({ recurringEventId: `${longest}x` }).kind).toBe('single');
    expect(idOf({ id: `${longest}x` })).toEqual([]);
  });
});

describe('cancelled', () => {
  test('[S14] a bare id is a tombstone', () => {
    expect(change({ id: 'gone', status: 'cancelled' })).toEqual({
      type: 'deleted',
      id: 'gone',
      instanceOf: null,
    });
  });

  test('[S15] an exception with its slot removes the slot', () => {
    const cancelled = {
      id: 'standup_20260309T090000Z',
      status: 'cancelled',
      recurringEventId: 'standup',
      originalStartTime: { dateTime: '2026-03-09T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    };
    expect(change(cancelled)).toEqual({
      type: 'cancelledInstance',
      id: 'standup_20260309T090000Z',
      masterId: 'standup',
      originalStart: { kind: 'timed', ms: Date.UTC(2026, 2, 9, 9), zone: 'Europe/Berlin' },
    });
  });

  test.each([
    [
      'standup_20260309T090000Z',
      'standup',
      { kind: 'timed', ms: Date.UTC(2026, 2, 9, 9), zone: 'Europe/Berlin' },
    ],
    ['watch_20260309', 'watch', { kind: 'date', date: '2026-03-09' }],
    [
      'standup_R20260101T090000_20260309T090000Z',
      'standup_R20260101T090000',
      { kind: 'timed', ms: Date.UTC(2026, 2, 9, 9), zone: 'Europe/Berlin' },
    ],
  ])('[S15] {id, status} of %s tells its master and slot', (id, masterId, originalStart) => {
    expect(change({ id, status: 'cancelled' })).toEqual({
      type: 'deleted',
      id,
      instanceOf: { masterId, originalStart },
    });
  });

  test.each([
    'standup_R20260101T090000',
    'standup_20261399',
    'standup_20260309T990000Z',
    '_20260309',
    'watch_20260309x',
  ])('[S15] %s does not look like an instance', (id) => {
    expect(change({ id, status: 'cancelled' })).toEqual({ type: 'deleted', id, instanceOf: null });
  });

  test('[S15] an exception without a usable slot gets it from its id, or is a plain tombstone', () => {
    const base = {
      status: 'cancelled',
      recurringEventId: 'standup',
      originalStartTime: { dateTime: 'soon' },
    };
    expect(change({ ...base, id: 'standup_20260309' })).toMatchObject({
      type: 'cancelledInstance',
      masterId: 'standup',
      originalStart: { kind: 'date', date: '2026-03-09' },
    });
    expect(change({ ...base, id: 'odd' })).toEqual({ type: 'deleted', id: 'odd', instanceOf: null });
  });

  test('[S15] other fields of a cancelled item have no meaning', () => {
    const start = { date: '2026-03-09' };
    expect(
      change({ id: 'gone', status: 'cancelled', start, end: 7, recurrence: ['RRULE:FREQ=DAILY'] }),
    ).toEqual({ type: 'deleted', id: 'gone', instanceOf: null });
  });
});

describe('times [S25]', () => {
  test.each([
    [
      'offset and zone',
      { dateTime: '2026-03-02T10:00:00+01:00', timeZone: 'Europe/Berlin' },
      'Europe/Berlin',
    ],
    ['offset only: the calendar’s zone', { dateTime: '2026-03-02T14:30:00+05:30' }, 'Europe/Berlin'],
    ['UTC with a zone', { dateTime: '2026-03-02T09:00:00Z', timeZone: 'Asia/Calcutta' }, 'Asia/Calcutta'],
    ['fractions', { dateTime: '2026-03-02T09:00:00.000Z' }, 'Europe/Berlin'],
    ['zone only', { dateTime: '2026-03-02T04:00:00', timeZone: 'America/New_York' }, 'America/New_York'],
    ['neither: the calendar’s zone', { dateTime: '2026-03-02T10:00:00' }, 'Europe/Berlin'],
    [
      'a zone nobody knows, with offset: kept as named',
      { dateTime: '2026-03-02T09:00:00Z', timeZone: 'Mars/Base' },
      'Mars/Base',
    ],
  ])('%s', (_, start, zone) => {
    expect(event({ start, end: start })).toMatchObject({
      start: { kind: 'timed', ms: nineUtc, zone },
      flaw: null,
    });
  });

  test('[F23] an unknown zone without an offset means the calendar’s, with a flaw', () => {
    const start = { dateTime: '2026-03-02T10:00:00', timeZone: 'Mars/Base' };
    const mapped = event({ start, end: start });
    expect(mapped.start).toEqual({ kind: 'timed', ms: nineUtc, zone: 'Europe/Berlin' });
    expect(mapped.flaw).toContain('zone');
  });

  test('[F23] an invalid zone name is replaced', () => {
    const mapped = event({ start: { dateTime: '2026-03-02T09:00:00Z', timeZone: 'x'.repeat(5000) } });
    expect(mapped.start).toMatchObject({ zone: 'Europe/Berlin' });
    expect(mapped.flaw).not.toBeNull();
  });

  test('dates stay dates, the end exclusive', () => {
    expect(event({ start: { date: '2026-03-02' }, end: { date: '2026-03-04' } })).toMatchObject({
      start: { kind: 'date', date: '2026-03-02' },
      end: { kind: 'date', date: '2026-03-04' },
      flaw: null,
    });
  });

  test('endTimeUnspecified events keep their end', () => {
    expect(event({ endTimeUnspecified: true }).end).toMatchObject({ ms: nineUtc + 3_600_000 });
  });

  test('an event may end when it starts', () => {
    const start = { dateTime: '2026-03-02T09:00:00Z' };
    expect(event({ start, end: start })).toMatchObject({ end: { ms: nineUtc }, flaw: null });
  });

  test.each([
    ['before the start', { dateTime: '2026-03-01T09:00:00Z' }],
    ['missing', undefined],
    ['a date', { date: '2026-03-05' }],
    ['unreadable', { dateTime: 'later' }],
  ])('[F23] a timed end that is %s becomes the start', (_, end) => {
    const mapped = event({ end });
    expect(mapped.end).toEqual(mapped.start);
    expect(mapped.flaw).toContain('end');
  });

  test.each([
    ['before the start', { date: '2026-02-01' }],
    ['the start', { date: '2026-02-28' }],
    ['missing', undefined],
    ['a time', { dateTime: '2026-03-05T00:00:00Z' }],
  ])('[F23] an all-day end that is %s becomes the next day', (_, end) => {
    const mapped = event({ start: { date: '2026-02-28' }, end });
    expect(mapped.end).toEqual({ kind: 'date', date: '2026-03-01' });
    expect(mapped.flaw).toContain('end');
  });

  test.each([
    ['missing', undefined],
    ['empty', {}],
    ['only a zone', { timeZone: 'Europe/Berlin' }],
    ['no date', { date: '2026-02-30' }],
    ['no time', { dateTime: '2026-03-02T25:00:00Z' }],
    ['another type', 'tomorrow'],
  ])('[F23] a start that is %s quarantines the event', (_, start) => {
    expect(toChange(timed({ start }), context)).toEqual({ ok: false, problem: 'startMissing' });
  });

  test('[F23] the year 9999 is read', () => {
    expect(event({ start: { date: '9999-12-31' }, end: { date: '+010000-01-01' } }).start).toEqual({
      kind: 'date',
      date: '9999-12-31',
    });
  });
});

describe('[S26] the meaning of missing fields', () => {
  test('confirmed, opaque, default visibility, no title, the calendar’s reminders', () => {
    const { start, end } = timed() as { start: object; end: object };
    expect(change({ id: 'bare', start, end })).toMatchObject({
      event: {
        title: '',
        status: 'confirmed',
        transparency: 'opaque',
        visibility: 'default',
        eventType: 'default',
        etag: '',
        color: null,
        attendees: [],
        attendeesOmitted: false,
        organizer: null,
        conference: { name: null, entryPoints: [] },
        hangoutLink: null,
        htmlLink: null,
        reminders: { useDefault: true, overrides: [] },
        attachments: [],
        flaw: null,
      },
    });
  });

  test('the same for unknown words and for fields of the wrong type', () => {
    const odd = { status: 'maybe', transparency: 1, visibility: 'secret', eventType: 'party', summary: {} };
    expect(event(odd)).toMatchObject({
      status: 'confirmed',
      transparency: 'opaque',
      visibility: 'default',
      eventType: 'default',
      title: '',
    });
  });

  test('[S27] every event type of Google’s is stored', () => {
    for (const eventType of ['focusTime', 'outOfOffice', 'workingLocation', 'birthday', 'fromGmail']) {
      expect(event({ eventType }).eventType).toBe(eventType);
    }
  });
});

describe('people [S28]', () => {
  test('responses, own entry, rooms and organizer', () => {
    const mapped = event({
      attendees: [
        {
          email: 'ada@example.com',
          displayName: 'Ada Imaginary',
          responseStatus: 'accepted',
          organizer: true,
        },
        { email: 'me@example.com', self: true, responseStatus: 'declined', optional: true },
        { email: 'room@example.com', resource: true, responseStatus: 'unheard of' },
        'nobody',
      ],
      organizer: { email: 'ada@example.com', displayName: 'Ada Imaginary' },
    });
    expect(mapped.attendees).toEqual([
      {
        email: 'ada@example.com',
        name: 'Ada Imaginary',
        response: 'accepted',
        self: false,
        organizer: true,
        optional: false,
        resource: false,
      },
      {
        email: 'me@example.com',
        response: 'declined',
        self: true,
        organizer: false,
        optional: true,
        resource: false,
      },
      {
        email: 'room@example.com',
        response: 'needsAction',
        self: false,
        organizer: false,
        optional: false,
        resource: true,
      },
    ]);
    expect(mapped.organizer).toEqual({ email: 'ada@example.com', name: 'Ada Imaginary', self: false });
  });

  test('[F23] a long guest list is cut, but never the person’s own response, and the number is then unknown', () => {
    const crowd = Array.from({ length: 3000 }, (_, n) => ({ email: `guest${n}@example.com` }));
    const mapped = event({ attendees: [...crowd, { email: 'me@example.com', self: true }] });
    expect(mapped.attendees).toHaveLength(500);
    expect(mapped.attendees.filter((one) => one.self)).toHaveLength(1);
    expect(mapped.attendeesOmitted).toBe(true);
  });
});

describe('links [S30]', () => {
  test('entry points by kind, with the code that goes with each', () => {
    const mapped = event({
      conferenceData: {
        conferenceSolution: { name: 'Example Meet' },
        entryPoints: [
          {
            entryPointType: 'video',
            uri: 'https://meet.example.com/abc',
            label: 'meet.example.com/abc',
            meetingCode: 'abc',
          },
          {
            entryPointType: 'phone',
            uri: 'tel:+1-555-0100',
            label: '+1 555-0100',
            pin: '1234',
            regionCode: 'US',
          },
          { entryPointType: 'sip', uri: 'sip:77@meet.example.com', meetingCode: '77' },
          { entryPointType: 'more', uri: 'https://meet.example.com/tel', pin: '99' },
        ],
      },
    });
    expect(mapped.conference).toEqual({
      name: 'Example Meet',
      entryPoints: [
        { kind: 'video', uri: 'https://meet.example.com/abc', label: 'meet.example.com/abc' },
        { kind: 'phone', uri: 'tel:+1-555-0100', label: '+1 555-0100', pin: '1234' },
        { kind: 'sip', uri: 'sip:77@meet.example.com', pin: '77' },
        { kind: 'more', uri: 'https://meet.example.com/tel', pin: '99' },
      ],
    });
  });

  test('passcodes are stored along with what is dialled or entered first, under either name', () => {
    const points = event({
      conferenceData: {
        entryPoints: [
          { entryPointType: 'video', uri: 'https://a.example.com/', meetingCode: '2555', passcode: 'Zq7Pk2' },
          { entryPointType: 'video', uri: 'https://b.example.com/', password: 'Zq7Pk3' },
          { entryPointType: 'phone', uri: 'tel:+1-555-0100', accessCode: '2555', passcode: '42' },
          { entryPointType: 'phone', uri: 'tel:+1-555-0101', meetingCode: '2555', passcode: '43' },
          { entryPointType: 'phone', uri: 'tel:+1-555-0102', pin: '44', passcode: '44' },
          // Empty fields hide nothing.
          {
            entryPointType: 'phone',
            uri: 'tel:+1-555-0103',
            pin: '',
            accessCode: '',
            meetingCode: '2556',
            passcode: '',
            password: '45',
          },
        ],
      },
    }).conference.entryPoints;
    expect(points.map(({ pin, passcode }) => [pin, passcode])).toEqual([
      [undefined, 'Zq7Pk2'],
      [undefined, 'Zq7Pk3'],
      ['2555', '42'],
      ['2555', '43'],
      ['44', undefined],
      ['2556', '45'],
    ]);
  });

  test.each([
    ['video', 'http://meet.example.com/abc'],
    ['video', 'javascript:alert(1)'],
    ['video', 'https://user:secret@meet.example.com/'],
    ['video', 'https://user@meet.example.com/'],
    ['video', 'https://:secret@meet.example.com/'],
    ['video', `https://meet.example.com/${'a'.repeat(10_000)}`],
    ['more', 'file:///etc/passwd'],
    ['phone', 'https://meet.example.com/'],
    ['phone', 'tel:+1 555\n0100'],
    ['sip', 'tel:+1-555-0100'],
    ['telepathy', 'https://meet.example.com/'],
  ])('[F23] a %s entry point at %s is left out', (entryPointType, uri) => {
    const mapped = event({ conferenceData: { entryPoints: [{ entryPointType, uri }] } });
    expect(mapped.conference.entryPoints).toEqual([]);
  });

  test('a link is stored as a browser reads it, if it was written differently', () => {
    const uri = 'https://meet.example.com\\a\n\tb';
    const mapped = event({ conferenceData: { entryPoints: [{ entryPointType: 'video', uri }] } });
    expect(mapped.conference.entryPoints.map((point) => point.uri)).toEqual(['https://meet.example.com/ab']);
  });

  test('hangoutLink, htmlLink and attachments: https only', () => {
    const good = event({
      hangoutLink: 'https://meet.example.com/abc',
      htmlLink: 'https://calendar.example.com/e?eid=1',
      attachments: [
        { title: 'Minutes', fileUrl: 'https://drive.example.com/d/1' },
        { fileUrl: 'https://drive.example.com/d/2' },
        { title: 'Trap', fileUrl: 'smb://drive.example.com/d/3' },
        { title: 'No link' },
      ],
    });
    expect(good).toMatchObject({
      hangoutLink: 'https://meet.example.com/abc',
      htmlLink: 'https://calendar.example.com/e?eid=1',
      attachments: [
        { title: 'Minutes', url: 'https://drive.example.com/d/1' },
        { title: 'drive.example.com', url: 'https://drive.example.com/d/2' },
      ],
    });
    expect(event({ hangoutLink: 'http://meet.example.com', htmlLink: 'data:text/html,x' })).toMatchObject({
      hangoutLink: null,
      htmlLink: null,
    });
  });
});

describe('colours, reminders', () => {
  test('[S31] colorId from Google’s palette; anything else means the calendar’s colour', () => {
    expect(event({ colorId: '11' }).color).toBe('#dc2127');
    expect(event({ colorId: '1' }).color).toBe('#a4bdfc');
    for (const colorId of ['0', '12', 'constructor', '__proto__', 7])
      expect(event({ colorId }).color).toBeNull();
  });

  test('[S29] the calendar’s defaults, own ones, or none', () => {
    const own = { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] };
    expect(event({ reminders: own }).reminders).toEqual(own);
    expect(
      event({ reminders: { useDefault: true, overrides: [{ method: 'popup', minutes: 1 }] } }).reminders,
    ).toEqual({ useDefault: true, overrides: [] });
    expect(event({ reminders: { useDefault: false } }).reminders).toEqual({
      useDefault: false,
      overrides: [],
    });
  });

  test('[S29] only popup and email, only 0 to 40320 minutes', () => {
    const overrides = [
      { method: 'email', minutes: 40_320 },
      { method: 'popup', minutes: 0 },
      { method: 'popup', minutes: 40_321 },
      { method: 'popup', minutes: -1 },
      { method: 'popup', minutes: 1.5 },
      { method: 'sms', minutes: 5 },
      { method: 'popup' },
      null,
    ];
    expect(event({ reminders: { useDefault: false, overrides } }).reminders.overrides).toEqual([
      { method: 'email', minutes: 40_320 },
      { method: 'popup', minutes: 0 },
    ]);
  });
});

describe('[F23] hostile text', () => {
  test('a description is cut to 64 kB of UTF-8, without breaking a character', () => {
    const mapped = event({ description: `a${'🗓'.repeat(300_000)}` });
    expect(Buffer.byteLength(mapped.description ?? '')).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(mapped.description ?? '')).toBeGreaterThan(65_530);
    expect(mapped.description?.isWellFormed()).toBe(true);
    expect(mapped.flaw).toContain('64 kB');
  });

  test('a description of exactly 64 kB is not changed', () => {
    const description = 'a'.repeat(65_536);
    expect(event({ description })).toMatchObject({ description, flaw: null });
  });

  test('control characters are removed; a description keeps its lines', () => {
    const mapped = event({
      summary: 'Harbour\u0000\u0007 tour\r\nat\u2028noon\u009b',
      description: 'one\r\n\ttwo\u0000\u001b[31m',
      location: '\n Pier 4\u0000 \n',
    });
    expect(mapped).toMatchObject({
      title: 'Harbour  tour at noon',
      description: 'one\r\n\ttwo[31m',
      location: 'Pier 4',
    });
  });

  test('half a surrogate pair is replaced, a title and location are cut with a flaw', () => {
    expect(event({ summary: 'a\ud83d' }).title).toBe('a\ufffd');
    const mapped = event({
      summary: `${'x'.repeat(1023)}🗓${'y'.repeat(9000)}`,
      location: 'z'.repeat(90_000),
    });
    const organizer = { email: 'ada@example.com', displayName: 'n'.repeat(9000) };
    expect(event({ organizer }).organizer?.name).toHaveLength(512);
    expect(mapped.title).toBe('x'.repeat(1023));
    expect(mapped.location).toHaveLength(4096);
    expect(mapped.flaw).toMatch(/title.*location/);
  });

  test('endless recurrence lines are left out completely', () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `RDATE:2026030${n % 9}T090000Z`);
    const mapped = event({ recurrence: ['RRULE:FREQ=SECONDLY', ...lines] });
    expect(mapped.kind === 'master' && mapped.recurrence.length).toBe(5000);
    expect(mapped.flaw).toContain('recurrence');
  });

  test.each([[null], [undefined], ['text'], [7], [[]], [{}], [{ id: '' }], [{ id: 'x'.repeat(2000) }]])(
    '%j is not an event',
    (resource) => {
      expect(toChange(resource, context)).toEqual({ ok: false, problem: 'notAnEvent' });
    },
  );

  test('whatever comes, the result is a value and plain JSON', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined));
    const times = fc.oneof(
      field,
      fc.record({ date: field, dateTime: field, timeZone: field }, { requiredKeys: [] }),
    );
    const resource = fc.record(
      {
        id: fc.oneof(fc.string({ minLength: 1 }), fc.constant('a_20260101')),
        status: fc.oneof(field, fc.constantFrom('cancelled', 'confirmed')),
        start: fc.oneof(times, fc.constant({ date: '2026-01-01' })),
        end: times,
        originalStartTime: times,
        recurringEventId: field,
        recurrence: fc.oneof(field, fc.array(field)),
        summary: field,
        description: field,
        attendees: fc.oneof(field, fc.array(field)),
        conferenceData: fc.record({
          entryPoints: fc.array(fc.record({ entryPointType: field, uri: field })),
        }),
        reminders: field,
        attachments: fc.array(fc.record({ fileUrl: field })),
        colorId: field,
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(resource, (wire) => {
        const mapped = toChange(wire, context);
        expect(JSON.parse(JSON.stringify(mapped))).toEqual(mapped);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
