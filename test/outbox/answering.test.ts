import { describe, expect, test } from 'vitest';
import { createNoticeAnswers } from '../../main/backend/noticeAnswers.ts';
import { createWritingCalls } from '../../main/backend/writingCalls.ts';
import { value } from '../support/value.ts';
import { ADA, ada, GRACE, home, MIA, openOutboxApp, type OutboxApp } from './outboxApp.ts';

test('an answer is shown at once, sent after its undo, and confirmed by the next listing [O14, O15, O20]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  expect(app.titled('Planning').selfResponse).toBe('needsAction');

  const item = await app.answer('Planning', 'accepted');
  expect(item).toMatchObject({ state: 'held', title: 'Planning', choices: ['undo', 'copyText'] });
  expect(app.titled('Planning')).toMatchObject({
    selfResponse: 'accepted',
    pending: { state: 'held', response: 'accepted' },
    guests: { total: 3, accepted: 2 },
  });
  expect(app.answerAt(event.id)).toBe('needsAction');

  await app.afterUndo();
  expect(app.answerAt(event.id)).toBe('accepted');
  expect(app.guestsAt(event.id)).toEqual([GRACE, 'ada@example.com', MIA]);
  expect(app.model.mails).toMatchObject([{ kind: 'response', to: GRACE }]);

  await app.sync();
  expect(await app.list()).toEqual([]);
  expect(app.titled('Planning')).toMatchObject({ selfResponse: 'accepted' });
  expect(app.titled('Planning').pending).toBeUndefined();
});

test('the note that Google has is in the details, and the one on its way in its place [O15, W24]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning', {
    attendees: [
      { email: GRACE, responseStatus: 'accepted', organizer: true, comment: 'Mine' },
      { email: 'ada@example.com', responseStatus: 'accepted', self: true, comment: 'By\nphone' },
    ],
  });
  await app.sync();
  const notes = () => {
    const { eventId, calendarId } = app.titled('Planning');
    const found = value(app.backend().reads.get({ eventId, calendarId }));
    return found?.attendees.map(({ comment }) => comment ?? null);
  };
  // Those of others are not kept.
  expect(notes()).toEqual([null, 'By\nphone']);

  await app.answer('Planning', 'accepted', { comment: 'On site' });
  expect(notes()).toEqual([null, 'On site']);
  // Google has it, and a listing that began later shows it.
  await app.afterUndo();
  await app.sync();
  expect([notes(), await app.list()]).toEqual([[null, 'On site'], []]);

  await app.answer('Planning', 'accepted', { comment: '' });
  expect(notes()).toEqual([null, '']);
  await app.afterUndo();
  await app.sync();
  expect([notes(), await app.list()]).toEqual([[null, null], []]);
  expect(app.model.find('ada@example.com', event.id)?.attendees?.[0]?.comment).toBe('Mine');
});

test('a note stays drawn through a listing that lags behind Google’s answer [O14, W37]', async () => {
  const app = await openOutboxApp();
  app.invite('Planning');
  await app.sync();
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  await app.sync();
  app.model.behaviour.listingLag = 1;
  await app.answer('Planning', 'accepted', { comment: 'On site' });
  await app.afterUndo();
  const { eventId, calendarId } = app.titled('Planning');
  const own = () =>
    value(app.backend().reads.get({ eventId, calendarId }))?.attendees.find(({ self }) => self)?.comment;
  expect(own()).toBe('On site');
  await app.sync();
  expect(own()).toBe('On site');
});

test('X17: a listing that began before Google’s answer and ends after it takes nothing off the screen [O14, W37]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  await app.answer('Planning', 'accepted');
  app.model.patch(ADA, event.id, { location: 'Room 1' });
  await app.sync();
  app.model.patch(ADA, event.id, { location: 'Room 2' });
  const box = await app.outbox();
  const begun = box.listing();
  app.google.faults.add({ kind: 'status', status: 503 }, { on: 'events', times: 10 });
  await app.clock.advance(10_000);
  await box.flush(ada);
  await box.listed(ada, home, begun);
  expect(await app.list()).toMatchObject([{ state: 'accepted' }]);
  expect(app.titled('Planning').selfResponse).toBe('accepted');
  app.google.faults.clear();
  await app.clock.advance(15 * 60_000);
  await app.sync();
  expect(await app.list()).toEqual([]);
  expect(app.titled('Planning')).toMatchObject({ selfResponse: 'accepted', location: 'Room 2' });
});

test('X17: what no listing shows is drawn through three of them, unless Google still has it [O14]', async () => {
  const app = await openOutboxApp();
  await app.sync();
  app.google.faults.add(
    { kind: 'status', status: 503 },
    { on: 'events', when: ({ method }) => method === 'GET', times: 10 },
  );
  const { ref } = await app.create('Lunch');
  await app.clock.advance(10_000);
  await (await app.outbox()).flush(ada);
  expect(await app.list()).toMatchObject([{ state: 'accepted' }]);
  app.model.delete(ADA, String(ref?.eventId));
  app.google.faults.clear();
  await app.clock.advance(15 * 60_000);
  for (let pass = 0; pass < 3; pass += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await app.sync();
  }
  expect(await app.list()).toEqual([]);
  expect(app.agenda()).toEqual([]);
});

describe('from a notification [O21]', () => {
  const kindOf = async (app: OutboxApp, title: string) => {
    const { store, reads, outbox } = app.backend();
    const writing = createWritingCalls({ door: outbox, clock: app.clock, isWritingOn: () => app.writing.on });
    const answers = createNoticeAnswers({
      writing,
      get: (ref) => reads.get(ref),
      hasAcceptedFrom: store.agenda.hasAcceptedFrom,
    });
    await app.outbox();
    return answers.kindOf(app.titled(title));
  };

  test('a stranger’s invitation is answered in the app only, until one of theirs was accepted', async () => {
    const app = await openOutboxApp();
    app.invite('Planning');
    await app.sync();
    expect(await kindOf(app, 'Planning')).toBe('inApp');
    app.invite('Earlier', {
      attendees: [
        { email: GRACE, responseStatus: 'accepted', organizer: true },
        { email: 'ada@example.com', responseStatus: 'tentative', self: true },
      ],
    });
    // Mentioning an address is not being its organizer.
    app.invite('Mentioned', {
      organizer: { email: MIA },
      description: GRACE,
      attendees: [
        { email: GRACE, responseStatus: 'accepted' },
        { email: 'ada@example.com', responseStatus: 'accepted', self: true },
      ],
    });
    await app.sync();
    expect(await kindOf(app, 'Planning')).toBe('inApp');
    app.invite('Accepted', {
      organizer: { email: GRACE.toUpperCase() },
      attendees: [
        { email: GRACE, responseStatus: 'accepted', organizer: true },
        { email: 'ada@example.com', responseStatus: 'accepted', self: true },
      ],
    });
    await app.sync();
    expect(await kindOf(app, 'Planning')).toBe('direct');
    expect(await kindOf(app, 'Accepted')).toBe('none');
    app.writing.on = false;
    expect(await kindOf(app, 'Planning')).toBe('none');
  });
});
