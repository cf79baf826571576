/** The model takes writes like Google; both settings of everything that nobody could verify. */
import { describe, expect, test } from 'vitest';
import { createModel } from '../../main/googleModel/serverModel.ts';
import type { Behaviour, CalendarModel, WriteCall } from '../../main/googleModel/serverModel.ts';
import { errorBody } from '../../main/googleModel/refusals.ts';
import type { Refusal } from '../../main/googleModel/refusals.ts';
import type { Result } from '../../shared/result.ts';
import { errorBodyNamed } from '../support/fakeGoogle/faults.ts';
import { value } from '../support/value.ts';

const start = Date.UTC(2026, 10, 24, 9);
const me = 'me@example.com';
const boss = 'boss@example.com';
const peer = 'peer@example.com';
const zone = 'Europe/Berlin';

function setUp(behaviour: Partial<Behaviour> = {}) {
  const clock = { nowMs: start };
  const model = createModel({ now: () => clock.nowMs, behaviour });
  model.addCalendar({ id: me, timeZone: zone, primary: true });
  model.addCalendar({ id: 'team@example.com', timeZone: zone, accessRole: 'reader' });
  model.addCalendar({ id: 'club@example.com', timeZone: zone, accessRole: 'writer' });
  model.addPerson(boss, zone);
  model.addPerson(peer, zone);
  return { model, clock };
}

const times = (day = 25, hourOfDay = 10) => ({
  start: { dateTime: `2026-11-${day}T${hourOfDay}:00:00`, timeZone: zone },
  end: { dateTime: `2026-11-${day}T${hourOfDay + 1}:00:00`, timeZone: zone },
});
const mailed = { sendUpdates: 'all' };

/** The boss invites me and a peer. */
function invited(model: CalendarModel, body: Record<string, unknown> = {}, id = 'meeting1') {
  const attendees = [{ email: me }, { email: peer }, { email: 'outside@example.org' }];
  value(
    model.writes.insert(boss, {
      asOwner: true,
      query: mailed,
      body: { id, summary: 'Planning', ...times(), attendees, ...body },
    }),
  );
  return id;
}

const refused = (result: Result<unknown, Refusal>) =>
  result.ok ? null : `${result.problem.status} ${result.problem.reason}`;
const statuses = (model: CalendarModel, calendarId: string, id = 'meeting1') =>
  Object.fromEntries(
    (model.find(calendarId, id)?.attendees ?? []).map((one) => [one.email, one.responseStatus]),
  );
const answer = (status: string, more: object = {}): WriteCall => ({
  query: mailed,
  body: { attendeesOmitted: true, attendees: [{ email: me, responseStatus: status, ...more }] },
});

describe('what Google refuses', () => {
  const insert = (body: Record<string, unknown>, calendarId = me) => {
    const { model } = setUp();
    return refused(model.writes.insert(calendarId, { body: { ...times(), ...body } }));
  };
  test.each([
    ['a w in the id', { id: 'meetingw' }, '400 invalid'],
    ['a short id', { id: 'abcd' }, '400 invalid'],
    ['an id with an iCalUID', { id: 'abcde', iCalUID: 'x' }, '400 invalid'],
    ['no end', { end: undefined }, '400 required'],
    ['an end at the start', { end: times().start }, '400 timeRangeEmpty'],
    [
      'no zone of a series',
      { start: { dateTime: '2026-11-25T08:00:00Z' }, recurrence: ['RRULE:FREQ=DAILY'] },
      '400 required',
    ],
    ['a rule with DTSTART', { recurrence: ['DTSTART:20261125T100000'] }, '400 invalid'],
    ['a sequence', { sequence: 2 }, '400 invalid'],
    ['an event from a mail', { eventType: 'fromGmail' }, '400 eventTypeRestriction'],
    ['a guest without an address', { attendees: [{ displayName: 'x' }] }, '400 required'],
    [
      'six reminders',
      { reminders: { overrides: Array.from({ length: 6 }, () => ({ minutes: 1 })) } },
      '400 invalid',
    ],
    ['an unknown zone', { start: { dateTime: '2026-11-25T10:00:00', timeZone: 'Mars/Base' } }, '400 invalid'],
  ])('%s', (_, body, reason) => {
    expect(insert(body)).toBe(reason);
  });

  test('writing to a calendar that may only be read [W6]', () => {
    expect(insert({}, 'team@example.com')).toBe('403 requiredAccessLevel');
    expect(insert({}, 'club@example.com')).toBeNull();
    expect(insert({}, boss)).toBe('404 notFound');
  });

  test('an id in use, after deletion too [W14]', () => {
    const { model } = setUp();
    const body = { ...times(), id: 'taken1' };
    value(model.writes.insert(me, { body }));
    expect(refused(model.writes.insert(me, { body }))).toBe('409 duplicate');
    value(model.writes.delete(me, 'taken1', {}));
    expect(refused(model.writes.insert(me, { body }))).toBe('409 duplicate');
    model.behaviour.collisions = 'unnoticed';
    value(model.writes.insert(me, { body: { ...times(), id: 'taken2', summary: 'one' } }));
    value(model.writes.insert(me, { body: { ...times(), id: 'taken2', summary: 'two' } }));
    expect(model.find(me, 'taken2')?.summary).toBe('two');
  });

  test('a condition that no longer holds, and what was deleted [W15, W17]', () => {
    const { model } = setUp();
    const { id, etag } = value(model.writes.insert(me, { body: times() }));
    model.patch(me, id, { location: 'elsewhere' });
    const stale = { ifMatch: etag, body: { summary: 'new' } };
    expect(refused(model.writes.patch(me, id, stale))).toBe('412 conditionNotMet');
    expect(refused(model.writes.delete(me, id, stale))).toBe('412 conditionNotMet');
    value(model.writes.delete(me, id, { ifMatch: model.find(me, id)?.etag ?? '' }));
    expect(refused(model.writes.delete(me, id, stale))).toBe('410 deleted');
    expect(refused(model.writes.patch(me, id, {}))).toBe('410 deleted');
    model.behaviour.staleDelete = 412;
    model.behaviour.changeOfDeleted = 404;
    expect(refused(model.writes.delete(me, id, stale))).toBe('412 conditionNotMet');
    expect(refused(model.writes.delete(me, id, {}))).toBe('410 deleted');
    expect(refused(model.writes.patch(me, id, {}))).toBe('404 notFound');
    expect(refused(model.writes.patch(me, 'never', {}))).toBe('404 notFound');
  });

  test('the bodies are the ones Google’s guide prints', () => {
    const { model } = setUp();
    const id = invited(model);
    const bodyOf = (result: Result<unknown, Refusal>) => (result.ok ? null : errorBody(result.problem));
    model.patch(me, id, { locked: true });
    expect(bodyOf(model.writes.patch(me, id, { body: { summary: 'x' } }))).toEqual(
      errorBodyNamed('403_forbiddenForNonOrganizer'),
    );
    value(model.writes.delete(me, id, {}));
    expect(bodyOf(model.writes.delete(me, id, {}))).toEqual(errorBodyNamed('410_deleted'));
  });

  test('another type, another organizer, fields that a birthday lacks [W9, W10]', () => {
    const { model } = setUp();
    const { id } = model.insert(me, { ...times(), eventType: 'birthday' });
    const patch = (body: Record<string, unknown>) => refused(model.writes.patch(me, id, { body }));
    expect(patch({ eventType: 'default' })).toBe('400 eventTypeRestriction');
    expect(patch({ location: 'x' })).toBe('400 eventTypeRestriction');
    expect(patch({ colorId: '3' })).toBeNull();
    expect(patch({ organizer: { email: boss } })).toBe('403 cannotChangeOrganizer');
  });
});

describe('a patch', () => {
  test('changes what it names, removes what is null, replaces lists; a time merges with the stored one [W12]', () => {
    const { model } = setUp();
    const { id } = value(
      model.writes.insert(me, {
        body: { ...times(), summary: 'One', location: 'Room', description: 'Text' },
      }),
    );
    const patched = value(model.writes.patch(me, id, { body: { summary: 'Two', location: null } }));
    expect(patched).toMatchObject({ summary: 'Two', description: 'Text' });
    expect(patched.location).toBeUndefined();
    const halfDay = { start: { date: '2026-11-26' }, end: { date: '2026-11-27' } };
    expect(refused(model.writes.patch(me, id, { body: halfDay }))).toBe('400 invalid');
    const allDay = {
      start: { date: '2026-11-26', dateTime: null, timeZone: null },
      end: { date: '2026-11-27', dateTime: null, timeZone: null },
    };
    expect(value(model.writes.patch(me, id, { body: allDay })).start).toEqual({ date: '2026-11-26' });
  });

  test('writes a local time with its offset', () => {
    const { model } = setUp();
    const { start: written } = value(model.writes.insert(me, { body: times() }));
    expect(written).toEqual({ dateTime: '2026-11-25T10:00:00+01:00', timeZone: zone });
  });

  test('a guest list replaces the whole one; who has no status is asked again [W13]', () => {
    const { model } = setUp();
    const attendees = [
      { email: 'a@example.com', responseStatus: 'accepted' },
      { email: 'b@example.com', responseStatus: 'declined' },
    ];
    value(model.writes.insert(me, { body: { id: 'mine1', ...times(), attendees } }));
    value(model.writes.patch(me, 'mine1', { body: { attendees: [{ email: 'A@example.com' }] } }));
    expect(statuses(model, me, 'mine1')).toEqual({ 'a@example.com': 'needsAction' });
  });

  test('a new time asks the guests again and counts the sequence up [W27]', () => {
    const { model } = setUp();
    invited(model);
    value(model.writes.patch(me, 'meeting1', answer('accepted')));
    expect(statuses(model, boss)).toMatchObject({ [me]: 'accepted' });
    value(model.writes.patch(boss, 'meeting1', { asOwner: true, body: times(26) }));
    expect(statuses(model, me)).toMatchObject({ [me]: 'needsAction' });
    expect(model.find(boss, 'meeting1')?.sequence).toBe(1);
  });
});

describe('an answer', () => {
  test('changes the own entry on every copy, each with an etag of its own, and mails the organizer [W7, W22]', () => {
    const { model } = setUp();
    const id = invited(model);
    expect(model.mails.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      `invitation ${me}`,
      `invitation ${peer}`,
      'invitation outside@example.org',
    ]);
    expect(model.find(me, id)?.attendees?.find((one) => one.self)?.email).toBe(me);
    expect(model.find(peer, id)?.attendees?.find((one) => one.self)?.email).toBe(peer);
    value(model.writes.patch(me, id, answer('tentative', { comment: 'Ten minutes late' })));
    for (const calendar of [me, boss, peer]) {
      expect(statuses(model, calendar)).toEqual({
        [me]: 'tentative',
        [peer]: 'needsAction',
        'outside@example.org': 'needsAction',
      });
    }
    expect(model.find(boss, id)?.attendees?.[0]?.comment).toBe('Ten minutes late');
    expect(new Set([me, boss, peer].map((calendar) => model.find(calendar, id)?.etag)).size).toBe(3);
    expect(model.mails.slice(3).map(({ kind, to }) => `${kind} ${to}`)).toEqual([`response ${boss}`]);
  });

  test.each(['none', undefined])('sends no mail with sendUpdates %s', (sendUpdates) => {
    const { model } = setUp();
    invited(model);
    const { body = {} } = answer('accepted');
    value(model.writes.patch(me, 'meeting1', { body, query: sendUpdates ? { sendUpdates } : {} }));
    expect(model.mails.filter((one) => one.kind === 'response')).toEqual([]);
  });

  test('reaches the others after a while [W7]', () => {
    const { model, clock } = setUp();
    invited(model);
    model.behaviour.propagationMs = 60_000;
    value(model.writes.patch(me, 'meeting1', answer('accepted')));
    expect(statuses(model, boss)[me]).toBe('needsAction');
    clock.nowMs += 120_000;
    model.listEvents(me);
    expect(statuses(model, boss)[me]).toBe('accepted');
    expect(statuses(model, peer)[me]).toBe('needsAction');
    clock.nowMs += 120_000;
    model.listEvents(me);
    expect(statuses(model, peer)[me]).toBe('accepted');
  });

  test.each([
    ['honest', { [me]: 'accepted', [peer]: 'needsAction', 'outside@example.org': 'needsAction' }, 'Hi'],
    ['wiping', { [me]: 'accepted' }, 'Hi'],
    [
      'commentless',
      { [me]: 'accepted', [peer]: 'needsAction', 'outside@example.org': 'needsAction' },
      undefined,
    ],
  ] as const)('with attendeesOmitted %s [W22, W24]', (attendeesOmitted, after, comment) => {
    const { model } = setUp({ attendeesOmitted });
    invited(model);
    value(model.writes.patch(me, 'meeting1', answer('accepted', { comment: 'Hi' })));
    expect(statuses(model, me)).toEqual(after);
    expect(model.find(me, 'meeting1')?.attendees?.find((one) => one.self)?.comment).toBe(comment);
  });

  test('adds who is not on the list, and forgets what one says for others [W23]', () => {
    const { model } = setUp();
    model.insert(me, {
      id: 'group1',
      ...times(),
      organizer: { email: boss },
      attendees: [{ email: 'group@example.com', responseStatus: 'needsAction' }],
    });
    value(model.writes.patch(me, 'group1', answer('accepted')));
    expect(statuses(model, me, 'group1')).toEqual({ 'group@example.com': 'needsAction', [me]: 'accepted' });
    const attendees = [
      { email: 'group@example.com', responseStatus: 'declined' },
      { email: me, responseStatus: 'declined' },
    ];
    value(model.writes.patch(me, 'group1', { body: { attendees } }));
    expect(statuses(model, me, 'group1')).toEqual({ 'group@example.com': 'needsAction', [me]: 'declined' });
  });

  test('for one date makes it an exception, found by its original start; the others stay [W25, W28]', () => {
    const { model } = setUp();
    const id = invited(model, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] });
    const originalStart = '2026-12-02T09:00:00Z';
    const [instance] = value(model.writes.instances(me, id, { query: { originalStart } })).items;
    expect(instance).toMatchObject({ id: `${id}_20261202T090000Z`, recurringEventId: id });
    value(model.writes.patch(me, instance!.id, answer('declined')));
    expect(statuses(model, me, instance!.id)[me]).toBe('declined');
    expect(statuses(model, boss, instance!.id)[me]).toBe('declined');
    expect(statuses(model, me)[me]).toBe('needsAction');
    value(model.writes.patch(me, id, answer('accepted')));
    expect([statuses(model, me)[me], statuses(model, me, instance!.id)[me]]).toEqual([
      'accepted',
      'declined',
    ]);
    const other = `${id}_20261209T090000Z`;
    value(model.writes.patch(boss, other, { asOwner: true, body: { location: 'Elsewhere' } }));
    value(model.writes.patch(me, id, answer('tentative')));
    expect(statuses(model, me, other)[me]).toBe('tentative');
  });

  test('instances with ids of another part of a split series are found by their start [W28]', () => {
    const { model } = setUp();
    value(model.writes.insert(me, { body: { id: 'ritual', ...times(), recurrence: ['RRULE:FREQ=DAILY'] } }));
    const cut = Date.UTC(2026, 11, 1, 9);
    const part = model.splitSeries(me, 'ritual', cut);
    const [instance] = value(
      model.writes.instances(me, part.id, { query: { originalStart: '2026-12-03T09:00:00Z' } }),
    ).items;
    expect(instance).toMatchObject({ id: 'ritual_20261203T090000Z', recurringEventId: part.id });
    expect(
      value(model.writes.patch(me, 'ritual_20261203T090000Z', { body: { summary: 'x' } })),
    ).toMatchObject({
      recurringEventId: part.id,
    });
    const cancelled = { query: { originalStart: '2026-12-04T09:00:00Z' } };
    value(model.writes.delete(me, 'ritual_20261204T090000Z', {}));
    expect(value(model.writes.instances(me, part.id, cancelled)).items).toEqual([]);
    const shown = { query: { ...cancelled.query, showDeleted: 'true' } };
    expect(value(model.writes.instances(me, part.id, shown)).items).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('a deletion', () => {
  test('by the organizer takes the guests’ copies along and mails them', () => {
    const { model } = setUp();
    const id = invited(model);
    value(model.writes.delete(boss, id, { asOwner: true, query: mailed }));
    expect(model.find(me, id)).toBeNull();
    expect(model.mails.slice(3).map(({ kind }) => kind)).toEqual([
      'cancellation',
      'cancellation',
      'cancellation',
    ]);
  });

  test.each([
    ['declines', 'declined'],
    ['silent', 'needsAction'],
  ] as const)('by a guest %s', (guestDelete, status) => {
    const { model } = setUp({ guestDelete });
    const id = invited(model);
    value(model.writes.delete(me, id, { query: mailed }));
    expect(statuses(model, boss)[me]).toBe(status);
    expect(model.find(me, id)).toBeNull();
  });
});

describe('copies', () => {
  test.each([
    ['local', 'Planning'],
    ['global', 'Mine'],
  ] as const)('what a guest with guestsCanModify changes stays %s [W8]', (guestsCanModify, title) => {
    const { model } = setUp({ guestsCanModify });
    const id = invited(model, { guestsCanModify: true });
    value(model.writes.patch(me, id, { body: { summary: 'Mine' } }));
    expect(model.find(me, id)?.summary).toBe('Mine');
    expect(model.find(boss, id)?.summary).toBe(title);
  });

  test('reminders stay on the own copy, and a later change of the organizer keeps them', () => {
    const { model } = setUp();
    const id = invited(model);
    const reminders = { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] };
    value(model.writes.patch(me, id, { body: { reminders } }));
    value(model.writes.patch(boss, id, { asOwner: true, body: { summary: 'Later' } }));
    expect(model.find(me, id)).toMatchObject({ summary: 'Later', reminders });
    expect(model.find(boss, id)?.reminders).toEqual({ useDefault: true });
  });
});

describe('after a write', () => {
  test('the etag moves by itself, and the content does not [W16]', () => {
    const { model } = setUp({ etagsMove: true });
    const { id, etag, updated } = value(model.writes.insert(me, { body: times() }));
    const read = value(model.getEvent(me, id));
    expect(read.etag).not.toBe(etag);
    expect(read).toMatchObject({ updated });
    expect(value(model.getEvent(me, id)).etag).toBe(read.etag);
  });

  test('listings show it only later, in full and by token [W37]', () => {
    const { model } = setUp();
    const known = model.insert(me, { ...times(), summary: 'Old' });
    const list = (syncToken?: string) => {
      const page = value(model.listEvents(me, syncToken === undefined ? {} : { syncToken }));
      return {
        titles: page.items.map((one) => ('summary' in one ? one.summary : one.status)),
        token: page.nextSyncToken ?? '',
      };
    };
    const first = list().token;
    model.behaviour.listingLag = 2;
    value(model.writes.patch(me, known.id, { body: { summary: 'New' } }));
    value(model.writes.insert(me, { body: { ...times(), summary: 'Other' } }));
    const early = list(first);
    expect(early.titles).toEqual([]);
    expect(list().titles).toEqual(['Old']);
    expect(list(early.token).titles).toEqual(['New', 'Other']);
    expect(list().titles).toEqual(['New', 'Other']);
  });

  test('a new event is not found at once [W38]', () => {
    const { model } = setUp({ readLag: 1 });
    const { id } = value(model.writes.insert(me, { body: times() }));
    expect(refused(model.getEvent(me, id))).toBe('404 notFound');
    expect(value(model.getEvent(me, id)).id).toBe(id);
  });
});

describe('a call', () => {
  const call = (requestId = 'r1') => ({ conferenceData: { createRequest: { requestId } } });
  const version = { conferenceDataVersion: '1' };
  const state = (model: CalendarModel, id: string) =>
    (
      value(model.getEvent(me, id)) as {
        conferenceData?: { createRequest?: { status: { statusCode: string } } };
      }
    ).conferenceData?.createRequest?.status.statusCode;

  test.each([
    ['made', ['success', 'success']],
    ['pending', ['pending', 'success']],
    ['failed', ['failure', 'failure']],
  ] as const)('is %s [W33]', (conference, states) => {
    const { model } = setUp({ conference });
    const { id } = value(model.writes.insert(me, { query: version, body: { ...times(), ...call() } }));
    expect([state(model, id), state(model, id)]).toEqual(states);
    expect(model.find(me, id)?.hangoutLink !== undefined).toBe(conference !== 'failed');
  });

  test('is refused, ignored without the version, and made once for a requestId [W33]', () => {
    const { model } = setUp({ conference: 'refused' });
    const body = { ...times(), ...call() };
    expect(refused(model.writes.insert(me, { query: version, body }))).toBe('400 invalid');
    const { id } = value(model.writes.insert(me, { body }));
    expect(state(model, id)).toBeUndefined();
    model.behaviour.conference = 'made';
    const first = value(model.writes.patch(me, id, { query: version, body: call() })).hangoutLink;
    expect(value(model.writes.patch(me, id, { query: version, body: call() })).hangoutLink).toBe(first);
    expect(value(model.writes.patch(me, id, { query: version, body: call('r2') })).hangoutLink).not.toBe(
      first,
    );
  });
});

describe('moving', () => {
  test.each(['kept', 'new'] as const)('leaves a cancelled event behind; the id is %s [W32]', (movedId) => {
    const { model } = setUp({ movedId });
    const { id } = value(model.writes.insert(me, { body: { ...times(), summary: 'Goes' } }));
    const moved = value(model.writes.move(me, id, { query: { destination: 'club@example.com' } }));
    expect(moved).toMatchObject({ summary: 'Goes', organizer: { email: 'club@example.com' } });
    expect(moved.id === id).toBe(movedId === 'kept');
    expect(value(model.getEvent(me, id)).status).toBe('cancelled');
  });

  test('takes the exceptions of a series along [W32]', () => {
    const { model } = setUp();
    const id = 'ritual';
    value(model.writes.insert(me, { body: { id, ...times(), recurrence: ['RRULE:FREQ=DAILY;COUNT=4'] } }));
    value(model.writes.patch(me, 'ritual_20261126T090000Z', { body: { summary: 'Other' } }));
    value(model.writes.delete(me, 'ritual_20261127T090000Z', {}));
    value(model.writes.move(me, id, { query: { destination: 'club@example.com' } }));
    expect(model.truth(me)).toMatchObject({ masters: [], exceptions: [], cancelled: [] });
    expect(model.truth('club@example.com')).toMatchObject({
      masters: [{ id }],
      exceptions: [{ summary: 'Other', recurringEventId: id }],
      cancelled: [{ id: 'ritual_20261127T090000Z' }],
    });
  });

  test('takes no single date and no foreign calendar', () => {
    const { model } = setUp();
    value(model.writes.insert(me, { body: { id: 'ritual', ...times(), recurrence: ['RRULE:FREQ=DAILY'] } }));
    const to = (destination: string) => ({ query: { destination } });
    expect(refused(model.writes.move(me, 'ritual_20261126T090000Z', to('club@example.com')))).toBe(
      '400 eventTypeRestriction',
    );
    expect(refused(model.writes.move(me, 'ritual', to('team@example.com')))).toBe('403 requiredAccessLevel');
  });
});

test.each([
  ['kept', ['ritual_20261126T090000Z', '2026-11-26T09:00:00Z']],
  ['reset', null],
  ['shifted', ['ritual_20261126T100000Z', '2026-11-26T10:00:00Z']],
] as const)('exceptions of a series at another time are %s [W29]', (seriesExceptions, expected) => {
  const { model } = setUp({ seriesExceptions });
  value(model.writes.insert(me, { body: { id: 'ritual', ...times(), recurrence: ['RRULE:FREQ=DAILY'] } }));
  value(model.writes.patch(me, 'ritual_20261126T090000Z', { body: { summary: 'Other' } }));
  value(model.writes.patch(me, 'ritual', { body: times(25, 11) }));
  const [exception] = model.truth(me).exceptions;
  const slot = exception?.originalStartTime?.dateTime;
  expect(
    exception === undefined ? null : [exception.id, new Date(slot ?? '').toISOString().replace('.000', '')],
  ).toEqual(expected);
});
