import { describe, expect, test } from 'vitest';
import { createNoticeAnswers } from '../../main/backend/noticeAnswers.ts';
import { createWritingCalls } from '../../main/backend/writingCalls.ts';
import { value } from '../support/value.ts';
import { GRACE, MIA, openOutboxApp, type OutboxApp } from './outboxApp.ts';

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
