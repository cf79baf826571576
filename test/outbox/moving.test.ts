/** Moving an event to another calendar: X4 and what else can happen between the click and the echo. */
import { describe, expect, test } from 'vitest';
import type { CalendarId } from '../../shared/model.ts';
import { refOf } from '../../shared/agenda.ts';
import type { WireFault } from '../support/fakeWriter.ts';
import { value } from '../support/value.ts';
import { ada, ADA, GRACE, MIA, openOutboxApp } from './outboxApp.ts';

type App = Awaited<ReturnType<typeof openOutboxApp>>;

const CLUB = 'club@example.com' as CalendarId;
const GREEN = '#0b8043';
const times = {
  start: { dateTime: '2026-11-25T09:00:00Z', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-11-25T10:00:00Z', timeZone: 'Europe/Berlin' },
};
const guests = [
  { email: ADA, responseStatus: 'accepted', self: true, organizer: true },
  { email: MIA, responseStatus: 'tentative' },
] as const;
const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };

/** An event that Ada organises, with Mia as a guest, and another calendar of hers. */
const withMeeting = async (more: Record<string, unknown> = {}, club: Record<string, unknown> = {}) => {
  const app = await openOutboxApp();
  app.model.addCalendar({
    id: CLUB,
    summary: 'Club',
    timeZone: 'Europe/Berlin',
    backgroundColor: GREEN,
    ...club,
  });
  const { id } = app.model.insert(ADA, { summary: 'Budget', ...times, attendees: guests, ...more });
  await app.sync();
  const move = (notify: 'all' | 'none' = 'all') =>
    app.submit({ kind: 'move', ref: refOf(app.titled('Budget')), to: CLUB }, notify);
  return { app, id, move };
};
const moves = (app: App) => app.wire.sent.filter(({ verb }) => verb === 'move');
const updates = (app: App) => app.model.mails.filter(({ kind }) => kind === 'update');
/** What the window shows of the event: how often, where, and in which colour. */
const shown = (app: App) =>
  app.agenda().map(({ calendarId, color, pending }) => ({ calendarId, color, pending: pending?.kind }));
const inClub = { calendarId: CLUB, color: GREEN, pending: undefined };

describe.each<readonly [string, readonly WireFault[]]>([
  ['nothing goes wrong', []],
  ['X4: the answer is lost after it was applied', ['lostAfter']],
  ['X5: the request is lost before it is applied', ['lostBefore']],
  ['X5: there is no connection', ['refusedConnection']],
  ['X6: it arrives twice', ['twice']],
  ['X10: a captive portal answers', ['html']],
  ['X5: lost twice, once each way', ['lostBefore', 'lostAfter']],
])('%s', (_name, faults) => {
  test('a moved event is at once shown as in the other calendar, and is there once, with one mail', async () => {
    const { app, id, move } = await withMeeting();
    app.wire.faults.push(...faults);
    await move();
    expect(shown(app)).toEqual([{ calendarId: ADA, color: GREEN, pending: 'move' }]);
    await app.afterUndo();
    expect(shown(app)).toMatchObject([{ color: GREEN }]);
    await app.later();
    await app.sync();
    expect(app.model.find(ADA, id)).toBeNull();
    expect(app.model.find(CLUB, id)).toMatchObject({ summary: 'Budget' });
    expect(updates(app)).toHaveLength(1);
    expect(await app.list()).toEqual([]);
    expect(shown(app)).toEqual([inClub]);
  });
});

test('X4: with an unknown outcome, both calendars are read before anything is sent again [W32, O7]', async () => {
  const { app, move } = await withMeeting();
  app.wire.faults.push('lostAfter');
  await move();
  await app.afterUndo();
  expect((await app.list())[0]).toMatchObject({ kind: 'move', state: 'unknown' });
  app.wire.sent.length = 0;
  await app.later();
  expect(app.wire.sent.map(({ verb, calendarId }) => [verb, calendarId])).toEqual([
    ['get', ADA],
    ['get', CLUB],
  ]);
});

test('X4: the process dies after Google has moved it: the next start finds it there, and sends nothing [C3]', async () => {
  const { app, id, move } = await withMeeting();
  await move();
  app.wire.after = () => app.dieAt(0);
  await app.afterUndo();
  await app.kill();
  app.wire.after = null;
  await app.flushed();
  await app.sync();
  expect(moves(app)).toHaveLength(1);
  expect(app.model.find(CLUB, id)).not.toBeNull();
  expect(await app.list()).toEqual([]);
  expect(shown(app)).toEqual([inClub]);
});

test('X4: Google no longer knows the event by its old place: it is found in the other calendar [W17]', async () => {
  const { app, id, move } = await withMeeting();
  app.wire.faults.push('lostAfter');
  await move();
  await app.afterUndo();
  app.google.faults.add(
    { kind: 'status', status: 404, body: '404_notFound' },
    { on: 'event', when: ({ method, calendarId }) => method === 'GET' && calendarId === ADA, times: 1000 },
  );
  await app.later();
  await app.sync();
  expect(moves(app)).toHaveLength(1);
  expect(await app.list()).toEqual([]);
  expect(app.model.find(CLUB, id)).not.toBeNull();
});

test('X9: never sent, and in neither calendar: it is said to be gone, and nothing is sent', async () => {
  const { app, move } = await withMeeting();
  app.google.faults.add(
    { kind: 'status', status: 404, body: '404_notFound' },
    { on: 'event', when: ({ method }) => method === 'GET', times: 1000 },
  );
  await move();
  await app.afterUndo();
  expect(await app.list()).toMatchObject([{ state: 'refused', problem: { code: 'gone' } }]);
  expect(moves(app)).toEqual([]);
});

test('X6: it arrives twice, and then the other calendar cannot be read: it is looked for there again [W19]', async () => {
  const { app, id, move } = await withMeeting();
  app.wire.faults.push('twice');
  app.google.faults.add(
    { kind: 'status', status: 503 },
    { on: 'event', when: ({ method, calendarId }) => method === 'GET' && calendarId === CLUB },
  );
  await move();
  await app.afterUndo();
  expect(await app.list()).toMatchObject([{ state: 'unknown' }]);
  await app.later();
  await app.sync();
  expect(moves(app)).toHaveLength(1);
  expect(app.model.find(CLUB, id)).not.toBeNull();
  expect(await app.list()).toEqual([]);
});

describe('an event that gets another id when it is moved [W32]', () => {
  test('is shown once', async () => {
    const { app, id, move } = await withMeeting();
    app.model.behaviour.movedId = 'new';
    await move();
    await app.afterUndo();
    await app.sync();
    expect(app.model.find(CLUB, id)).toBeNull();
    expect(await app.list()).toEqual([]);
    expect(shown(app)).toEqual([inClub]);
  });

  test('X4: and the answer is lost: it is not sent again, and after some readings the person is told', async () => {
    const { app, move } = await withMeeting();
    app.model.behaviour.movedId = 'new';
    app.wire.faults.push('lostAfter');
    await move();
    await app.afterUndo();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.later();
    }
    expect(moves(app)).toHaveLength(1);
    expect(updates(app)).toHaveLength(1);
    expect(await app.list()).toMatchObject([
      { state: 'refused', problem: { kind: 'writeRefused', code: 'movedOrRemoved' } },
    ]);
    expect(shown(app)).toEqual([inClub]);
  });
});

describe('X6: a limit that the reply names [W18, W19, W21]', () => {
  const quota = { kind: 'status', status: 403, body: '403_quotaExceeded' } as const;
  const tooMany = { kind: 'status', status: 429, body: '429_rateLimitExceeded' } as const;

  test.each([quota, tooMany])(
    'says nothing about a first copy: it is looked up, and moved once',
    async (limit) => {
      const { app, id, move } = await withMeeting();
      app.wire.faults.push('twice');
      app.google.faults.add(limit, { on: 'move', when: () => app.wire.isRepeating });
      const { opId } = await move();
      await app.afterUndo();
      if (limit === tooMany) expect((await app.outbox()).discard(opId)).toMatchObject({ ok: false });
      await app.later();
      await app.sync();
      expect(moves(app)).toHaveLength(1);
      expect(updates(app)).toHaveLength(1);
      expect(app.model.find(CLUB, id)).not.toBeNull();
      expect(await app.list()).toEqual([]);
    },
  );

  test('with the event still in its calendar, it can be given up', async () => {
    const { app, id, move } = await withMeeting();
    app.google.faults.add(quota, { on: 'move' });
    const { opId } = await move();
    await app.afterUndo();
    expect(await app.list()).toMatchObject([{ state: 'queued', problem: { kind: 'inviteLimit' } }]);
    value((await app.outbox()).discard(opId));
    await app.later();
    expect(app.model.find(ADA, id)).not.toBeNull();
  });
});

test('the guests are told as the person chose, and nobody where there are none [W26]', async () => {
  for (const [notify, attendees, expected] of [
    ['all', guests, 'all'],
    ['none', guests, 'none'],
    ['all', undefined, 'none'],
  ] as const) {
    const { app, move } = await withMeeting({ attendees });
    await move(notify);
    await app.afterUndo();
    expect(moves(app)).toMatchObject([{ notify: expected, destination: CLUB }]);
  }
});

test('O20: until the undo ends nothing is sent, and undone it is where it was', async () => {
  const { app, id, move } = await withMeeting();
  const [before] = shown(app);
  const { opId } = await move();
  value((await app.outbox()).undo(opId));
  expect(shown(app)).toEqual([before]);
  await app.afterUndo();
  expect(app.wire.sent).toEqual([]);
  expect(app.model.find(ADA, id)).not.toBeNull();
});

describe('a series', () => {
  test('is moved as a whole, whichever date was chosen, with what was changed alone', async () => {
    const { app, id } = await withMeeting(weekly);
    app.model.changeInstance(ADA, id, Date.parse('2026-12-02T09:00:00Z'), { summary: 'Longer' });
    await app.sync();
    await app.submit({ kind: 'move', ref: refOf(app.titled('Longer')), to: CLUB }, 'none');
    const green = { calendarId: ADA, color: GREEN, pending: 'move' };
    expect(shown(app)).toEqual([green, green, green]);
    await app.afterUndo();
    await app.sync();
    expect(shown(app)).toEqual([inClub, inClub, inClub]);
    expect(app.agenda().map(({ title }) => title)).toEqual(['Budget', 'Longer', 'Budget']);
    expect(await app.list()).toEqual([]);
  });
});

describe('what others did meanwhile [O8]', () => {
  test('they moved it there: nothing is sent', async () => {
    const { app, id, move } = await withMeeting();
    await move();
    value(app.model.writes.move(ADA, id, { query: { destination: CLUB, sendUpdates: 'none' } }));
    await app.afterUndo();
    await app.sync();
    expect(moves(app)).toEqual([]);
    expect(await app.list()).toEqual([]);
    expect(shown(app)).toEqual([inClub]);
  });

  test('X9: they deleted it, before the reading or after it: it is said to be gone', async () => {
    for (const atVerb of ['get', 'move'] as const) {
      const { app, id, move } = await withMeeting();
      await move();
      app.wire.before = ({ verb }) => {
        if (verb === atVerb && app.model.find(ADA, id) !== null) app.model.delete(ADA, id);
      };
      await app.afterUndo();
      await app.later();
      expect(await app.list()).toMatchObject([
        { state: 'refused', problem: { kind: 'writeRefused', code: 'gone' } },
      ]);
      expect(shown(app)).toEqual([]);
      expect(updates(app)).toEqual([]);
    }
  });

  test('they deleted it after it was moved, before any listing: it is not drawn for ever', async () => {
    const { app, id, move } = await withMeeting();
    app.wire.after = () => app.model.delete(CLUB, id);
    await move();
    await app.afterUndo();
    for (let pass = 0; pass < 3; pass += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.later();
    }
    expect(shown(app)).toEqual([]);
    expect(await app.list()).toEqual([]);
  });

  test('they changed its time or title: it is moved as it is now [W39]', async () => {
    const { app, id, move } = await withMeeting();
    await move();
    app.model.patch(ADA, id, { summary: 'Salaries' });
    app.model.move(ADA, id, 3_600_000);
    await app.afterUndo();
    await app.sync();
    expect(app.model.find(CLUB, id)).toMatchObject({ summary: 'Salaries' });
    expect(await app.list()).toEqual([]);
  });

  test('they invited more people, who would get mail: the person is asked, and either can be kept [W41]', async () => {
    for (const keep of ['mine', 'theirs'] as const) {
      const { app, id, move } = await withMeeting();
      const { opId } = await move();
      app.model.patch(ADA, id, { attendees: [...guests, { email: GRACE, responseStatus: 'needsAction' }] });
      await app.afterUndo();
      expect((await app.list())[0]).toMatchObject({
        state: 'conflict',
        problem: { kind: 'writeConflict', fields: ['guests'] },
        choices: ['mine', 'theirs', 'copyText', 'open'],
      });
      // It is shown where it is, while it is in question.
      expect(shown(app)).toMatchObject([{ calendarId: ADA, pending: 'move' }]);
      expect(shown(app)[0]?.color).not.toBe(GREEN);
      value(await (await app.outbox()).resolve(opId, keep));
      await app.flushed();
      await app.sync();
      expect(app.model.find(CLUB, id) !== null).toBe(keep === 'mine');
      expect(await app.list()).toEqual([]);
    }
  });

  test('after an unknown outcome with another etag nobody knows whether it was brought back: asked', async () => {
    const { app, id, move } = await withMeeting();
    app.wire.faults.push('lostBefore');
    await move();
    await app.afterUndo();
    app.model.patch(ADA, id, { location: 'Room 2' });
    await app.later();
    expect((await app.list())[0]).toMatchObject({ state: 'conflict', problem: { fields: ['other'] } });
    expect(moves(app)).toHaveLength(1);
  });
});

test('X10: a calendar that may no longer be written to: Google’s refusal is listed, and the event stays [W6]', async () => {
  const { app, id, move } = await withMeeting();
  const { opId } = await move();
  app.model.patchCalendar(CLUB, { accessRole: 'reader' });
  await app.afterUndo();
  expect(await app.list()).toMatchObject([
    {
      state: 'refused',
      problem: { kind: 'writeRefused', code: 'requiredAccessLevel' },
      choices: ['retry', 'discard', 'copyText', 'open'],
    },
  ]);
  expect(shown(app)).toMatchObject([{ calendarId: ADA, pending: 'move' }]);
  expect(shown(app)[0]?.color).not.toBe(GREEN);
  expect((await app.outbox()).textOf(opId)).toEqual({ ok: true, value: 'Budget\nClub' });
  app.model.patchCalendar(CLUB, { accessRole: 'owner' });
  value((await app.outbox()).retry(opId));
  await app.flushed();
  await app.sync();
  expect(app.model.find(CLUB, id)).not.toBeNull();
  expect(await app.list()).toEqual([]);
});

describe('while it is on its way [O15]', () => {
  test('its details name the other calendar, and nothing else can be asked of it', async () => {
    const { app } = await withMeeting();
    const ref = refOf(app.titled('Budget'));
    const box = await app.outbox();
    // Another window has previewed a deletion meanwhile.
    const { token } = value(box.preview({ kind: 'remove', ref, scope: 'one' }));
    await app.submit({ kind: 'move', ref, to: CLUB });
    expect(value(app.backend().reads.get(ref))).toMatchObject({
      calendarName: 'Club',
      color: GREEN,
      pending: { kind: 'move', state: 'held' },
      may: { respond: false, why: 'moving' },
    });
    const moving = { ok: false, problem: { kind: 'eventNotEditable', why: 'moving' } };
    expect(box.preview({ kind: 'move', ref, to: CLUB })).toEqual(moving);
    expect(box.preview({ kind: 'remove', ref, scope: 'one' })).toEqual(moving);
    expect(box.submit({ opId: 'other', token, notify: 'all' })).toEqual(moving);
    expect(await app.list()).toHaveLength(1);
  });

  test('an event with a colour of its own keeps it', async () => {
    const { app, move } = await withMeeting({ colorId: '11' });
    const [before] = shown(app);
    await move();
    expect(shown(app)).toEqual([{ ...before, pending: 'move' }]);
  });

  test('X17: it is shown once all the time, whichever calendar is listed first, and while listings lag', async () => {
    for (const fails of [ADA, CLUB]) {
      const { app, move } = await withMeeting(weekly);
      await move();
      // After the move, one of the two calendars cannot be listed for a while.
      const stopFailing = app.google.faults.add(
        { kind: 'status', status: 503 },
        {
          on: 'events',
          when: ({ method, calendarId }) => method === 'GET' && calendarId === fails,
          times: 1000,
        },
      );
      await app.afterUndo();
      expect(app.model.truth(CLUB).masters).toHaveLength(1);
      expect(shown(app).map(({ color }) => color)).toEqual([GREEN, GREEN, GREEN]);
      await app.later();
      expect(shown(app).map(({ color }) => color)).toEqual([GREEN, GREEN, GREEN]);
      stopFailing();
      await app.later();
      expect(shown(app)).toEqual([inClub, inClub, inClub]);
      expect(await app.list()).toEqual([]);
    }
  });

  test('while neither calendar shows it, it is found, remembered and opened where it is', async () => {
    const { app, id, move } = await withMeeting();
    await move();
    const stopFailing = app.google.faults.add(
      { kind: 'status', status: 503 },
      {
        on: 'events',
        when: ({ method, calendarId }) => method === 'GET' && calendarId === CLUB,
        times: 1000,
      },
    );
    await app.afterUndo();
    const { reads, store } = app.backend();
    expect(
      value(
        store.agenda.event({
          accountId: ada,
          calendarId: ADA as CalendarId,
          eventId: id as never,
          slot: null,
        }),
      ),
    ).toBeNull();
    expect(shown(app)).toEqual([{ calendarId: CLUB, color: GREEN, pending: 'move' }]);
    const range = { from: '2026-11-24T00:00:00Z', to: '2026-11-30T00:00:00Z' };
    expect(value(reads.reminded(range)).occurrences).toMatchObject([{ occurrence: { calendarId: CLUB } }]);
    const none = { ok: true, value: { occurrences: [], complete: true } } as const;
    expect(value(reads.found({ query: 'budget' }, 0, none)).occurrences).toHaveLength(1);
    expect(value(reads.get(refOf(app.titled('Budget'))))).toMatchObject({
      title: 'Budget',
      calendarName: 'Club',
    });
    stopFailing();
    await app.later();
    expect(shown(app)).toEqual([inClub]);
  });
});

test('an answer of one’s own that waits is sent first, and then it is moved [O9]', async () => {
  const { app, id, move } = await withMeeting();
  await app.answer('Budget', 'declined');
  await move();
  await app.afterUndo();
  await app.sync();
  expect(app.wire.sent.map(({ verb }) => verb)).toEqual(['get', 'patch', 'get', 'move']);
  expect(app.model.find(CLUB, id)?.attendees?.[0]?.responseStatus).toBe('declined');
  expect(await app.list()).toEqual([]);
});

describe('what can be moved, and where to [O19, W32]', () => {
  const may = async (more: Record<string, unknown>, club: Record<string, unknown> = {}) => {
    const { app } = await withMeeting(more, club);
    await app.outbox();
    const ref = refOf(app.titled('Budget'));
    const preview = (await app.outbox()).preview({ kind: 'move', ref, to: CLUB });
    const detail = value(app.backend().reads.get(ref));
    return { may: detail?.may.move === true, said: preview.ok ? preview.value : preview.problem };
  };

  test('what the person organises, telling whom, to a calendar that can be changed', async () => {
    expect(await may({})).toMatchObject({
      may: true,
      said: {
        calendarName: 'Club',
        mails: 1,
        recipients: [MIA],
        warnings: ['guestsNotTold'],
        collisions: [],
      },
    });
    expect(await may({ attendees: [] })).toMatchObject({ may: true, said: { mails: 0 } });
  });

  test('not someone else’s event, nor another kind of event', async () => {
    const no = { may: false, said: { kind: 'eventNotEditable', why: 'notMovable' } };
    expect(await may({ organizer: { email: GRACE } })).toEqual(no);
    expect(await may({ organizer: { email: GRACE }, attendees: [] })).toEqual(no);
    expect(await may({ eventType: 'birthday' })).toEqual(no);
  });

  test('not to a calendar that may only be read, nor to a hidden one or the same one', async () => {
    const no = (why: string) => ({ said: { kind: 'eventNotEditable', why } });
    expect(await may({}, { accessRole: 'reader' })).toMatchObject(no('readOnlyCalendar'));
    expect(await may({}, { selected: false })).toMatchObject(no('notSynced'));
    const { app } = await withMeeting();
    const ref = refOf(app.titled('Budget'));
    const same = { kind: 'move', ref, to: ADA as CalendarId } as const;
    expect((await app.outbox()).preview(same)).toMatchObject({ ok: false });
  });
});

test('an event that began while its move waited is moved; one that waited for more than a day is asked about [O11]', async () => {
  const { app, id, move } = await withMeeting({
    start: { dateTime: '2026-11-24T11:00:00Z' },
    end: { dateTime: '2026-11-24T12:00:00Z' },
  });
  app.wire.offline = true;
  await move();
  await app.afterUndo();
  await app.clock.advance(3 * 3_600_000);
  app.wire.offline = false;
  await app.flushed();
  expect(app.model.find(CLUB, id)).not.toBeNull();

  const other = await withMeeting();
  other.app.wire.offline = true;
  await other.move();
  await other.app.afterUndo();
  await other.app.clock.advance(25 * 3_600_000);
  other.app.wire.offline = false;
  await other.app.flushed();
  expect(await other.app.list()).toMatchObject([{ state: 'asks', problem: { why: 'waited' } }]);
  expect(shown(other.app)[0]?.color).not.toBe(GREEN);
});
