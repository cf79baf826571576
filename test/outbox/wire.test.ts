/** What the wire does to a write [X1–X10]: whatever it is, the change happens exactly once or is listed. */
import { describe, expect, test } from 'vitest';
import type { WireFault } from '../support/fakeWriter.ts';
import { aDraft, GRACE, home, MIA, openOutboxApp, ADA, type OutboxApp } from './outboxApp.ts';

const responses = (mails: readonly { readonly kind: string }[]): number =>
  mails.filter(({ kind }) => kind === 'response').length;

describe.each<readonly [string, readonly WireFault[]]>([
  ['X1: the answer is lost after it was applied', ['lostAfter']],
  ['X5: the request is lost before it is applied', ['lostBefore']],
  ['X5: there is no connection', ['refusedConnection']],
  ['X6: it arrives twice', ['twice']],
  ['X10: a captive portal answers', ['html']],
  ['X5: lost twice, once each way', ['lostBefore', 'lostAfter']],
])('%s', (_name, faults) => {
  test('an answer takes effect once, with one mail, and no guest is lost', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    app.wire.faults.push(...faults);
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    await app.later();
    await app.sync();
    expect(app.answerAt(event.id)).toBe('accepted');
    expect(responses(app.model.mails)).toBe(1);
    expect(app.guestsAt(event.id)).toEqual([GRACE, ADA, MIA]);
    expect(await app.list()).toEqual([]);
  });

  test('a new event is there once', async () => {
    const app = await openOutboxApp();
    await app.sync();
    app.wire.faults.push(...faults);
    await app.create('Lunch', { guests: [MIA] });
    await app.afterUndo();
    await app.later();
    await app.sync();
    expect(app.named('Lunch')).toHaveLength(1);
    expect(app.model.mails.filter(({ kind }) => kind === 'invitation')).toHaveLength(1);
    expect(await app.list()).toEqual([]);
    expect(app.agenda().filter(({ title }) => title === 'Lunch')).toHaveLength(1);
  });
});

describe('X6: the second copy of a write meets a limit, which says nothing about the first [W18, W19, W21]', () => {
  const quota = { status: 403, body: '403_quotaExceeded' };
  const tooMany = { status: 429, body: '429_rateLimitExceeded' };
  /** The wire doubles the next write, and Google refuses the second copy. */
  const double = (app: OutboxApp, limit: typeof quota): void => {
    app.wire.faults.push('twice');
    app.google.faults.add(
      { kind: 'status', ...limit },
      { on: ['events', 'event'], when: () => app.wire.isRepeating },
    );
  };
  const changes: readonly [string, (app: OutboxApp) => Promise<unknown>][] = [
    ['a new event', (app) => app.create('Lunch', { guests: [MIA] })],
    ['an answer', (app) => app.answer('Planning', 'accepted')],
    ['a deletion', (app) => app.remove('Mine')],
  ];
  const isDone = (app: OutboxApp, planning: string): readonly unknown[] => [
    app.named('Lunch').length,
    app.answerAt(planning),
    app.named('Mine').length,
  ];
  const opened = async () => {
    const app = await openOutboxApp();
    const { id } = app.invite('Planning');
    app.invite('Mine', {
      organizer: { email: ADA, self: true },
      attendees: [
        { email: ADA, responseStatus: 'accepted', organizer: true, self: true },
        { email: MIA, responseStatus: 'tentative' },
      ],
    });
    await app.sync();
    return { app, planning: id };
  };

  test.each(changes)(
    '%s is not discarded as if it had not been sent, and takes effect once',
    async (_, ask) => {
      const { app, planning } = await opened();
      double(app, tooMany);
      await ask(app);
      await app.afterUndo();
      const done = isDone(app, planning);
      const [item] = await app.list();
      expect(item).toMatchObject({ state: 'unknown', choices: ['retry', 'copyText'] });
      expect((await app.outbox()).discard(item?.opId ?? '')).toMatchObject({ ok: false });
      await app.later();
      await app.sync();
      expect(await app.list()).toEqual([]);
      expect(isDone(app, planning)).toEqual(done);
      expect(app.model.mails).toHaveLength(1);
    },
  );

  test.each(changes)('%s that met the quota on writing is looked up at once', async (_, ask) => {
    const { app } = await opened();
    double(app, quota);
    await ask(app);
    await app.afterUndo();
    await app.sync();
    expect(await app.list()).toEqual([]);
    expect(app.model.mails).toHaveLength(1);
  });

  test.each(changes)(
    '%s that came once and met the quota can be given up: it is not there',
    async (_, ask) => {
      const { app, planning } = await opened();
      const before = isDone(app, planning);
      app.google.faults.add(
        { kind: 'status', ...quota },
        { on: ['events', 'event'], when: ({ method }) => method !== 'GET' },
      );
      await ask(app);
      await app.afterUndo();
      expect(await app.list()).toMatchObject([{ state: 'queued', problem: { kind: 'inviteLimit' } }]);
      expect(app.wire.sent.at(-1)?.verb).toBe('get');
      expect((await app.outbox()).discard((await app.list())[0]?.opId ?? '')).toMatchObject({ ok: true });
      expect(isDone(app, planning)).toEqual(before);
    },
  );
});

test.each<readonly [string, (app: OutboxApp) => Promise<unknown>]>([
  ['a new event', (app) => app.create('Lunch')],
  ['an answer', (app) => app.answer('Planning', 'accepted')],
])(
  'X15: %s of which nothing was known for a day, and which Google does not have, is asked about [O11]',
  async (_, ask) => {
    const app = await openOutboxApp();
    app.invite('Planning', {
      start: { dateTime: '2026-12-10T09:00:00Z' },
      end: { dateTime: '2026-12-10T10:00:00Z' },
    });
    await app.sync();
    app.wire.faults.push('lostBefore');
    await ask(app);
    await app.afterUndo();
    app.wire.offline = true;
    await app.clock.advance(25 * 60 * 60_000);
    app.wire.offline = false;
    await app.later();
    expect(await app.list()).toMatchObject([
      { state: 'asks', problem: { kind: 'writeOutdated', why: 'waited' } },
    ]);
    expect(app.model.mails).toEqual([]);
  },
);

test('X5: with an unknown outcome, Google is asked before anything is sent again', async () => {
  const app = await openOutboxApp();
  app.invite('Planning');
  await app.sync();
  app.wire.faults.push('lostAfter');
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  expect((await app.list())[0]).toMatchObject({ state: 'unknown' });
  app.wire.sent.length = 0;
  await app.later();
  expect(app.wire.sent.map(({ verb }) => verb)).toEqual(['get']);
});

test('X1: the answer is lost, and someone edits the new event before Google is asked: it is there once [O7]', async () => {
  const app = await openOutboxApp();
  await app.sync();
  app.wire.faults.push('lostAfter');
  await app.create('Lunch', { guests: [MIA] });
  await app.afterUndo();
  const [made] = app.named('Lunch');
  app.model.patch(ADA, made?.id ?? '', { summary: 'Long lunch' });
  await app.later();
  await app.sync();
  expect(app.model.truth(ADA).singles.map(({ summary }) => summary)).toEqual(['Long lunch']);
  expect(app.model.mails.filter(({ kind }) => kind === 'invitation')).toHaveLength(1);
  expect(await app.list()).toEqual([]);
  expect(app.agenda().map(({ title }) => title)).toEqual(['Long lunch']);
});

test('X10: a reading that is refused leaves an unknown outcome unknown, with the reason, until it can be read [W18]', async () => {
  const app = await openOutboxApp();
  await app.sync();
  app.wire.faults.push('lostAfter');
  app.google.faults.add(
    { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
    { on: 'event', when: ({ method }) => method === 'GET', times: 3 },
  );
  const { opId } = await app.create('Lunch');
  await app.afterUndo();
  await app.clock.advance(6000);
  expect(await app.list()).toMatchObject([
    {
      opId,
      state: 'unknown',
      problem: { kind: 'writeRefused', code: 'forbiddenForNonOrganizer' },
      choices: ['retry', 'discard', 'copyText'],
    },
  ]);
  expect(app.named('Lunch')).toHaveLength(1);
  for (let round = 0; round < 4; round += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await app.later();
  }
  expect(app.named('Lunch')).toHaveLength(1);
  expect(await app.list()).toEqual([]);
});

describe('X7: 412', () => {
  test('another field was changed meanwhile: the answer is sent over it [W39]', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.wire.before = (request) => {
      if (request.verb === 'patch' && app.wire.sent.filter(({ verb }) => verb === 'patch').length === 0)
        app.model.patch(ADA, event.id, { location: 'Room 2' });
    };
    await app.afterUndo();
    await app.later();
    expect(app.answerAt(event.id)).toBe('accepted');
    expect(app.model.find(ADA, event.id)?.location).toBe('Room 2');
  });

  test('answered elsewhere meanwhile: the person is asked, and either answer can be kept', async () => {
    for (const keep of ['mine', 'theirs'] as const) {
      const app = await openOutboxApp();
      const event = app.invite('Planning');
      await app.sync();
      const { opId } = await app.answer('Planning', 'accepted');
      app.model.respond(ADA, event.id, ADA, 'declined');
      await app.afterUndo();
      expect((await app.list())[0]).toMatchObject({
        state: 'conflict',
        problem: { kind: 'writeConflict', fields: ['response'] },
        choices: ['mine', 'theirs', 'copyText', 'open'],
      });
      expect(app.answerAt(event.id)).toBe('declined');
      expect(app.titled('Planning').selfResponse).not.toBe('accepted');
      expect(await (await app.outbox()).resolve(opId, keep)).toMatchObject({ ok: true });
      await app.flushed();
      await app.sync();
      expect(app.answerAt(event.id)).toBe(keep === 'mine' ? 'accepted' : 'declined');
      expect(await app.list()).toEqual([]);
    }
  });

  test('answered in the same way elsewhere: nothing is sent', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.model.respond(ADA, event.id, ADA, 'accepted');
    await app.afterUndo();
    await app.sync();
    expect(app.wire.sent.filter(({ verb }) => verb === 'patch')).toEqual([]);
    expect(await app.list()).toEqual([]);
  });

  test('only the etag moves: tried again at once', async () => {
    const app = await openOutboxApp({ etagsMove: true });
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    await app.later();
    expect(app.answerAt(event.id)).toBe('accepted');
  });
});

describe('X8: the id of a new event is taken', () => {
  const submit = async () => {
    const app = await openOutboxApp();
    await app.sync();
    return app;
  };

  test('by an equal event: accepted', async () => {
    const app = await submit();
    app.wire.before = (request) => {
      if (request.verb !== 'insert' || app.named('Lunch').length > 0) return;
      const { summary, start, end, id } = request.body as Record<string, never>;
      app.model.insert(ADA, { id, summary, start, end });
    };
    await app.create('Lunch');
    await app.afterUndo();
    await app.sync();
    expect(app.named('Lunch')).toHaveLength(1);
    expect(await app.list()).toEqual([]);
  });

  test('by a deleted one: it says that it was removed', async () => {
    const app = await submit();
    app.wire.before = (request) => {
      if (request.verb !== 'insert') return;
      const id = (request.body as { id: string }).id;
      app.model.insert(ADA, { id, summary: 'x', start: { date: '2026-11-26' }, end: { date: '2026-11-27' } });
      app.model.delete(ADA, id);
    };
    await app.create('Lunch');
    await app.afterUndo();
    expect((await app.list())[0]).toMatchObject({
      state: 'refused',
      problem: { kind: 'writeRefused', code: 'removedMeanwhile' },
    });
  });

  test('by something else: another id, once', async () => {
    const app = await submit();
    let foreign = 0;
    app.wire.before = (request) => {
      if (request.verb !== 'insert' || foreign > 0) return;
      foreign += 1;
      const id = (request.body as { id: string }).id;
      app.model.insert(ADA, {
        id,
        summary: 'Foreign',
        start: { date: '2026-11-26' },
        end: { date: '2026-11-27' },
      });
    };
    await app.create('Lunch');
    await app.afterUndo();
    await app.sync();
    expect(app.named('Lunch')).toHaveLength(1);
    expect(app.named('Foreign')).toHaveLength(1);
    expect(await app.list()).toEqual([]);
  });
});

test('X9: an event that is gone is said to be gone, and what was typed is kept', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  const { opId } = await app.answer('Planning', 'declined', { comment: 'On a train' });
  app.model.delete(ADA, event.id);
  await app.afterUndo();
  const [item] = await app.list();
  expect(item).toMatchObject({ state: 'refused', problem: { kind: 'writeRefused', code: 'gone' } });
  expect((await app.outbox()).textOf(opId)).toEqual({ ok: true, value: 'Planning\ndeclined\nOn a train' });
});

test('X10: what Google refuses is listed with its reason, and stops no other event [O9, O12] [W40]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  app.model.patchCalendar(home, { accessRole: 'reader' });
  await app.create('Lunch');
  await app.afterUndo();
  expect((await app.list())[0]).toMatchObject({
    state: 'refused',
    problem: { kind: 'writeRefused', code: 'requiredAccessLevel' },
    choices: ['retry', 'discard', 'copyText'],
  });
  app.model.patchCalendar(home, { accessRole: 'owner' });
  await app.sync();
  await app.answer('Planning', 'tentative');
  await app.afterUndo();
  expect(app.answerAt(event.id)).toBe('tentative');
});

describe('X18: what becomes of the other guests and the comment', () => {
  test.each(['honest', 'wiping', 'commentless'] as const)(
    'with a server that is %s',
    async (attendeesOmitted) => {
      const app = await openOutboxApp({ attendeesOmitted });
      const event = app.invite('Planning');
      await app.sync();
      await app.answer('Planning', 'tentative', { comment: 'Ten minutes late' });
      await app.afterUndo();
      await app.sync();
      expect(app.guestsAt(event.id).toSorted()).toEqual([ADA, GRACE, MIA].toSorted());
      const own = app.model.find(ADA, event.id)?.attendees?.find(({ self }) => self === true);
      expect(own).toMatchObject({ responseStatus: 'tentative', comment: 'Ten minutes late' });
      const mia = app.model.find(ADA, event.id)?.attendees?.find(({ email }) => email === MIA);
      expect(mia?.responseStatus).toBe('tentative');
      expect(await app.list()).toEqual([]);
    },
  );

  test.each([
    ['a limit', { status: 403, body: '403_quotaExceeded' }],
    ['another change', { status: 412 }],
    ['a fault of Google’s', { status: 503 }],
  ])('the repair that %s interrupts cannot be discarded, and is done afterwards', async (_name, fault) => {
    const app = await openOutboxApp({ attendeesOmitted: 'wiping' });
    const event = app.invite('Planning');
    await app.sync();
    app.google.faults.add(
      { kind: 'status', ...fault },
      { on: 'event', when: ({ method }) => method === 'PATCH', skip: 1, times: 3 },
    );
    const { opId } = await app.answer('Planning', 'accepted');
    await app.afterUndo();
    expect(app.guestsAt(event.id)).toEqual([ADA]);
    expect((await app.outbox()).discard(opId)).toMatchObject({ ok: false });
    app.google.faults.clear();
    for (let round = 0; round < 4; round += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.later();
    }
    expect(app.guestsAt(event.id).toSorted()).toEqual([ADA, GRACE, MIA].toSorted());
    expect(await app.list()).toEqual([]);
  });

  test('the repair is done after a lost reply and a restart too', async () => {
    const app = await openOutboxApp({ attendeesOmitted: 'wiping' });
    const event = app.invite('Planning');
    await app.sync();
    app.wire.faults.push('lostAfter');
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    await app.restart();
    await app.later();
    expect(app.guestsAt(event.id).toSorted()).toEqual([ADA, GRACE, MIA].toSorted());
    expect(app.answerAt(event.id)).toBe('accepted');
  });

  test('without an own entry nothing is sent: a patch would add the person [W23]', async () => {
    const app = await openOutboxApp();
    app.invite('Planning', { attendees: [{ email: 'group@example.com', responseStatus: 'needsAction' }] });
    await app.sync();
    const box = await app.outbox();
    const { calendarId, eventId } = app.titled('Planning');
    const ref = { calendarId, eventId };
    expect(box.preview({ kind: 'respond', ref, scope: 'one', response: 'accepted', comment: null })).toEqual({
      ok: false,
      problem: { kind: 'eventNotEditable', why: 'notOnGuestList' },
    });
    expect(app.backend().reads.get(ref)).toMatchObject({
      value: { may: { respond: false, why: 'notOnGuestList' } },
    });
  });
});

describe('X24: a video call', () => {
  test.each(['made', 'pending', 'failed', 'refused'] as const)('that is %s', async (conference) => {
    const app = await openOutboxApp({ conference });
    await app.sync();
    await app.submit(aDraft('Lunch', { addMeet: true }));
    await app.afterUndo();
    for (let minute = 0; minute < 8; minute += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.later();
    }
    await app.sync();
    expect(app.named('Lunch')).toHaveLength(1);
    const problems = (await app.list()).map(({ problem }) => problem);
    expect(problems).toEqual(
      conference === 'made' || conference === 'pending'
        ? []
        : [{ kind: 'writeRefused', code: 'callNotMade' }],
    );
  });
});
