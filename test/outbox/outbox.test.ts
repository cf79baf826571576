/** The outbox from the click to the echo: undo, order, coalescing, gates, overlay, accounts. */
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWritingCalls } from '../../main/backend/writingCalls.ts';
import { refOf } from '../../shared/agenda.ts';
import { value } from '../support/value.ts';
import { ada, ADA, aDraft, GRACE, home, MIA, openOutboxApp } from './outboxApp.ts';

describe('undo [O20]', () => {
  test('takes back what was not sent: no request, no row, no trace', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    const { opId } = await app.answer('Planning', 'declined');
    expect((await app.outbox()).undo(opId)).toEqual({ ok: true, value: null });
    await app.afterUndo();
    expect(app.wire.sent).toEqual([]);
    expect(app.answerAt(event.id)).toBe('needsAction');
    expect(app.titled('Planning').pending).toBeUndefined();
  });

  test('is over once it is sent', async () => {
    const app = await openOutboxApp();
    app.invite('Planning');
    await app.sync();
    const { opId } = await app.answer('Planning', 'declined');
    await app.afterUndo();
    expect((await app.outbox()).undo(opId)).toMatchObject({ problem: { kind: 'notFound' } });
  });

  test('X15: a clock that jumps forward sends nothing early, one set back nothing late', async () => {
    for (const jump of [3_600_000, -3_600_000]) {
      const app = await openOutboxApp();
      const event = app.invite('Planning');
      await app.sync();
      await app.answer('Planning', 'accepted');
      app.clock.jump(jump);
      await app.flushed();
      expect(app.answerAt(event.id)).toBe('needsAction');
      await app.afterUndo();
      expect(app.answerAt(event.id)).toBe('accepted');
    }
  });

  test('quitting sends what is held; after a crash it goes at the next start', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    await app.restart();
    expect(app.answerAt(event.id)).toBe('accepted');
    expect(app.titled('Planning').selfResponse).toBe('accepted');
  });
});

test('X22: a double click is one row, a token is valid once, for ten minutes, and unknown ones are refused', async () => {
  const app = await openOutboxApp();
  app.invite('Planning');
  await app.sync();
  const box = await app.outbox();
  const draft = {
    kind: 'respond',
    ref: refOf(app.titled('Planning')),
    scope: 'one',
    response: 'accepted',
    comment: null,
  } as const;
  const [first, second] = [value(box.preview(draft)), value(box.preview(draft))];
  const opId = randomUUID();
  const expired = { ok: false, problem: { kind: 'previewExpired' } };
  expect(box.submit({ opId, token: first.token, notify: 'all' })).toMatchObject({ ok: true });
  expect(box.submit({ opId, token: first.token, notify: 'all' })).toMatchObject({
    ok: true,
    value: { opId },
  });
  expect(box.list()).toHaveLength(1);
  expect(box.submit({ opId: randomUUID(), token: first.token, notify: 'all' })).toEqual(expired);
  expect(box.submit({ opId: randomUUID(), token: randomUUID(), notify: 'all' })).toEqual(expired);
  app.clock.jump(11 * 60_000);
  expect(box.submit({ opId: randomUUID(), token: second.token, notify: 'all' })).toEqual(expired);
  expect(box.list()).toHaveLength(1);
});

test('X22: more than ten submits in ten seconds are refused', async () => {
  const app = await openOutboxApp();
  await app.sync();
  const box = await app.outbox();
  const results = Array.from({ length: 12 }, (_, n) => {
    const { token } = value(box.preview(aDraft(`Lunch ${n}`)));
    return box.submit({ opId: randomUUID(), token, notify: 'none' }).ok;
  });
  expect(results.filter(Boolean)).toHaveLength(10);
});

describe('coalescing [O10]', () => {
  test('of two answers before either is sent, the last one counts', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted', { comment: 'Yes' });
    await app.answer('Planning', 'tentative');
    expect(await app.list()).toHaveLength(1);
    await app.afterUndo();
    expect(app.wire.sent.filter(({ verb }) => verb === 'patch')).toHaveLength(1);
    const own = app.model.find(ADA, event.id)?.attendees?.find(({ self }) => self === true);
    expect(own).toMatchObject({ responseStatus: 'tentative', comment: 'Yes' });
  });

  test('an answer that leads back to what was there vanishes', async () => {
    const app = await openOutboxApp();
    app.invite('Planning', {
      attendees: [{ email: ADA, responseStatus: 'accepted', self: true }, { email: GRACE }],
    });
    await app.sync();
    await app.answer('Planning', 'declined');
    await app.answer('Planning', 'accepted');
    expect(await app.list()).toEqual([]);
    await app.afterUndo();
    expect(app.wire.sent).toEqual([]);
  });
});

describe('a series [W25, W28]', () => {
  const weekly = {
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    start: { dateTime: '2026-11-24T13:00:00Z', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T14:00:00Z', timeZone: 'Europe/Berlin' },
  };

  test('one date is answered alone, under the id that Google has for it', async () => {
    const app = await openOutboxApp();
    app.invite('Weekly', weekly);
    await app.sync();
    const second = app.agenda().filter(({ title }) => title === 'Weekly')[1]!;
    await app.submit({
      kind: 'respond',
      ref: refOf(second),
      scope: 'one',
      response: 'declined',
      comment: null,
    });
    const answers = () =>
      app
        .agenda()
        .filter(({ title }) => title === 'Weekly')
        .map(({ selfResponse }) => selfResponse);
    const wanted = ['needsAction', 'declined', 'needsAction', 'needsAction'];
    expect(answers()).toEqual(wanted);
    await app.afterUndo();
    await app.sync();
    expect(await app.list()).toEqual([]);
    expect(answers()).toEqual(wanted);
    expect(app.model.truth(ADA).exceptions).toHaveLength(1);
  });

  test('the whole series is answered at its master', async () => {
    const app = await openOutboxApp();
    const { id } = app.invite('Weekly', weekly);
    await app.sync();
    await app.answer('Weekly', 'accepted', { scope: 'all' });
    expect(app.agenda().map(({ selfResponse }) => selfResponse)).toEqual(Array(4).fill('accepted'));
    await app.afterUndo();
    await app.sync();
    expect(app.answerAt(id)).toBe('accepted');
    expect(await app.list()).toEqual([]);
    expect(app.agenda().map(({ selfResponse }) => selfResponse)).toEqual(Array(4).fill('accepted'));
  });
});

test('one date that has the wanted answer from its series by then is done without a row of its own [O14, W25]', async () => {
  const app = await openOutboxApp();
  app.invite('Weekly', {
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    start: { dateTime: '2026-11-24T13:00:00Z', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T14:00:00Z', timeZone: 'Europe/Berlin' },
  });
  await app.sync();
  await app.answer('Weekly', 'declined', { scope: 'all' });
  const second = refOf(app.agenda()[1]!);
  await app.submit({ kind: 'respond', ref: second, scope: 'one', response: 'declined', comment: null });
  await app.afterUndo();
  await app.sync();
  expect(app.wire.sent.filter(({ verb }) => verb === 'patch')).toHaveLength(1);
  expect(await app.list()).toEqual([]);
  expect(app.agenda().map(({ selfResponse }) => selfResponse)).toEqual(Array(4).fill('declined'));
});

describe('X21: what changed while an answer waited', () => {
  test('a meeting that moved is asked about again, not accepted at a time that nobody agreed to', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.model.patch(ADA, event.id, {
      start: { dateTime: '2026-11-25T20:00:00Z', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-11-25T21:00:00Z', timeZone: 'Europe/Berlin' },
    });
    await app.afterUndo();
    expect(app.answerAt(event.id)).toBe('needsAction');
    expect((await app.list())[0]).toMatchObject({ problem: { kind: 'writeConflict', fields: ['time'] } });
  });

  test('an event that began while it waited is asked about', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    app.wire.offline = true;
    const { opId } = await app.answer('Planning', 'accepted');
    await app.afterUndo();
    await app.clock.advance(2 * 86_400_000);
    app.wire.offline = false;
    await app.flushed();
    expect((await app.list())[0]).toMatchObject({ state: 'asks', problem: { kind: 'writeOutdated' } });
    expect(app.answerAt(event.id)).toBe('needsAction');
    (await app.outbox()).retry(opId);
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
  });
});

describe('X11, X12: what concerns the whole account', () => {
  test('offline: nothing is tried, nothing is counted; the network’s return sends it', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    app.wire.offline = true;
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    expect((await app.list())[0]).toMatchObject({ state: 'queued', choices: ['retry', 'undo', 'copyText'] });
    await app.clock.advance(60_000);
    app.wire.offline = false;
    (await app.outbox()).flushAll();
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
  });

  test('X12: after “too many requests” nothing is sent until then, also after a restart', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    app.google.faults.add(
      { kind: 'status', status: 403, body: '403_userRateLimitExceeded', retryAfter: 300 },
      { on: 'event' },
    );
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    const before = app.wire.sent.length;
    await app.restart();
    await app.flushed();
    expect(app.wire.sent.length).toBe(before);
    expect((await app.list())[0]).toMatchObject({ problem: { kind: 'rateLimited' } });
    await app.clock.advance(301_000);
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
  });

  test('X11: without Google’s consent rows wait and say so, also after a restart', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.writing.permitted = false;
    await app.restart();
    expect(await app.list()).toMatchObject([
      { state: 'queued', problem: { kind: 'writeScopeMissing', accountId: ada } },
    ]);
    app.writing.permitted = true;
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
  });

  test('X23: with writing off nothing goes out, and what waits is kept', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.writing.on = false;
    await app.afterUndo();
    await app.restart();
    await app.flushed();
    expect(app.wire.sent).toEqual([]);
    expect(await app.list()).toHaveLength(1);
    app.writing.on = true;
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
  });

  test('X23: disconnecting with open rows asks: send or discard', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    const calls = createWritingCalls({
      door: app.backend().outbox,
      clock: app.clock,
      isWritingOn: () => true,
    });
    await app.answer('Planning', 'accepted');
    expect(await calls.settle(ada, undefined)).toEqual({
      ok: false,
      problem: { kind: 'writesWaiting', accountId: ada, count: 1 },
    });
    expect(await calls.settle(ada, 'send')).toEqual({ ok: true, value: null });
    expect(app.answerAt(event.id)).toBe('accepted');
    await app.answer('Planning', 'declined');
    expect(await calls.settle(ada, 'discard')).toEqual({ ok: true, value: null });
    expect((await app.list()).filter(({ state }) => state !== 'accepted')).toEqual([]);
  });
});

describe('X17: the overlay [O14]', () => {
  test('stays through listings that lag, without flicker, and leaves once', async () => {
    const app = await openOutboxApp({ listingLag: 4 });
    app.invite('Planning');
    for (let pass = 0; pass < 6; pass += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.sync();
    }
    await app.answer('Planning', 'accepted');
    const seen: unknown[] = [];
    await app.clock.advance(10_000);
    await (await app.outbox()).flush(ada);
    for (let pass = 0; pass < 7; pass += 1) {
      seen.push(app.titled('Planning').selfResponse);
      // oxlint-disable-next-line no-await-in-loop
      await app.sync();
    }
    expect(new Set(seen)).toEqual(new Set(['accepted']));
    expect(await app.list()).toEqual([]);
    expect(app.titled('Planning')).toMatchObject({ selfResponse: 'accepted' });
  });

  test('gives way to what someone changed after it', async () => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    await app.answer('Planning', 'accepted');
    app.wire.after = () => app.model.respond(ADA, event.id, ADA, 'declined');
    await app.afterUndo();
    await app.sync();
    expect(app.titled('Planning').selfResponse).toBe('declined');
    expect(await app.list()).toEqual([]);
  });
});

test('X16: a rejected token, a full listing and a rebuilt cache leave the outbox as it is', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  app.wire.offline = true;
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  app.model.expireTokens(home);
  await app.sync();
  expect(app.titled('Planning')).toMatchObject({ selfResponse: 'accepted', pending: { state: 'queued' } });
  app.wire.offline = false;
  await app.flushed();
  expect(app.answerAt(event.id)).toBe('accepted');
});

describe('a new event before Google has it [O15]', () => {
  test('is in the list, the details, the search, the reminders and the pages, and only once afterwards', async () => {
    const app = await openOutboxApp();
    app.invite('Planning');
    await app.sync();
    await app.create('Lunch', { place: 'Café Quince', description: 'Table for two', guests: [MIA] });
    const { reads, store } = app.backend();
    expect(app.agenda().map(({ title }) => title)).toEqual(['Planning', 'Lunch']);
    const lunch = app.titled('Lunch');
    expect(lunch).toMatchObject({
      start: { kind: 'timed', ms: Date.UTC(2026, 10, 26, 13), zone: 'Europe/Berlin' },
      pending: { kind: 'create', state: 'held' },
      location: 'Café Quince',
    });
    expect(value(reads.get(refOf(lunch)))).toMatchObject({
      title: 'Lunch',
      calendarName: 'Home',
      description: [{ kind: 'text', text: 'Table for two' }],
    });
    const nothing = { ok: true, value: { occurrences: [], complete: true } } as const;
    expect(value(reads.found({ query: 'cafe QUINCE' }, app.clock.now(), nothing)).occurrences).toMatchObject([
      { title: 'Lunch' },
    ]);
    const range = { from: '2026-11-24T00:00:00Z', to: '2026-11-30T00:00:00Z' };
    expect(value(reads.reminded(range)).occurrences).toMatchObject([
      { occurrence: { title: 'Planning' } },
      { occurrence: { title: 'Lunch' }, popupMinutes: [10] },
    ]);
    const first = value(reads.list({ ...range, limit: 1 }));
    expect(first.occurrences.map(({ title }) => title)).toEqual(['Planning']);
    const second = value(reads.list({ ...range, limit: 1, cursor: first.nextCursor }));
    expect(second.occurrences.map(({ title }) => title)).toEqual(['Lunch']);
    expect(value(store.agenda.list(range)).occurrences).toHaveLength(1);
    await app.afterUndo();
    await app.sync();
    expect(app.agenda().map(({ title }) => title)).toEqual(['Planning', 'Lunch']);
    expect(app.titled('Lunch').pending).toBeUndefined();
  });

  test('that repeats is drawn on each of its days', async () => {
    const app = await openOutboxApp();
    await app.sync();
    await app.create('Yoga', { repeat: 'RRULE:FREQ=WEEKLY;COUNT=3' });
    const drawn = app.agenda().map(({ start, eventId }) => [start, eventId]);
    expect(drawn).toHaveLength(3);
    await app.afterUndo();
    await app.sync();
    expect(app.agenda().map(({ start, eventId }) => [start, eventId])).toEqual(drawn);
  });
});

describe('X25: a hostile invitation', () => {
  test('causes no write without a click, and its text is sent nowhere', async () => {
    const app = await openOutboxApp();
    app.invite('<img src=x onerror=alert(1)>\u202e', {
      description: `${'<b>x</b>'.repeat(9000)}javascript:alert(1)`,
      attendees: [
        { email: GRACE, organizer: true },
        { email: ADA, self: true, responseStatus: 'needsAction' },
        ...Array.from({ length: 199 }, (_, n) => ({ email: `guest${n}@example.com` })),
      ],
    });
    await app.sync();
    expect(app.wire.sent).toEqual([]);
    const [hostile] = app.agenda();
    await app.submit({
      kind: 'respond',
      ref: refOf(hostile!),
      scope: 'one',
      response: 'declined',
      comment: null,
    });
    await app.afterUndo();
    const patches = app.wire.sent.filter(({ verb }) => verb === 'patch');
    expect(patches).toHaveLength(1);
    expect(JSON.stringify(patches)).not.toMatch(/onerror|javascript|guest\d/);
    expect(app.model.find(ADA, hostile!.eventId)?.attendees).toHaveLength(201);
  });
});

describe('files [O3]', () => {
  test('until something is written there is no file; then only its owner can read it', async () => {
    const app = await openOutboxApp();
    app.invite('Planning');
    await app.sync();
    const file = join(app.root, 'outbox.db');
    expect(existsSync(file)).toBe(false);
    expect(app.backend().outbox.current()).toBeNull();
    await app.answer('Planning', 'accepted');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(app.writes.length).toBeGreaterThan(0);
  });

  test('the text of an unfinished form survives the end of the app', async () => {
    const app = await openOutboxApp();
    const draftId = randomUUID();
    (await app.outbox()).saveDraft(draftId, 'Lunch with M');
    await app.restart();
    expect(value((await app.outbox()).drafts())).toMatchObject([{ draftId, text: 'Lunch with M' }]);
    (await app.outbox()).saveDraft(draftId, null);
    expect(value((await app.outbox()).drafts())).toEqual([]);
  });
});

test('O21: a preview says who is told, in full and outside the organisation, and what it collides with', async () => {
  const app = await openOutboxApp();
  app.invite('Planning');
  await app.sync();
  const box = await app.outbox();
  const when = {
    allDay: false,
    start: '2026-11-25T10:30',
    end: '2026-11-25T11:30',
    zone: 'Europe/Berlin',
  } as const;
  const preview = value(box.preview(aDraft('Lunch', { when, guests: [MIA, MIA, 'sam@elsewhere.example'] })));
  expect(preview).toMatchObject({
    mails: 2,
    external: 1,
    recipients: [MIA, 'sam@elsewhere.example'],
    warnings: ['guestsNotTold'],
    collisions: [{ title: 'Planning' }],
    calendarName: 'Home',
  });
});
