/** In which order changes go out, and what stops which of them [O9–O12]. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { value } from '../support/value.ts';
import { aDraft, ADA, MIA, openOutboxApp } from './outboxApp.ts';

test('what waits for a decision stops what was asked for after it about the same event, and nothing else [O9]', async () => {
  const app = await openOutboxApp();
  const mine = app.invite('Mine', {
    organizer: { email: ADA, self: true },
    attendees: [{ email: ADA, responseStatus: 'accepted', organizer: true, self: true }, { email: MIA }],
  });
  await app.sync();
  const { opId } = await app.answer('Mine', 'tentative');
  app.model.respond(ADA, mine.id, ADA, 'declined');
  await app.afterUndo();
  await app.remove('Mine');
  await app.create('Lunch');
  await app.afterUndo();
  expect(await app.list()).toMatchObject([
    { kind: 'respond', state: 'conflict' },
    { kind: 'remove', state: 'queued' },
  ]);
  expect(app.named('Mine')).toHaveLength(1);
  expect(app.named('Lunch')).toHaveLength(1);
  value(await (await app.outbox()).resolve(opId, 'theirs'));
  await app.flushed();
  expect(app.named('Mine')).toEqual([]);
});

test('an answer with an unknown outcome whose event has another etag by then is asked about: it may have been taken back [O8]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  app.wire.faults.push('lostBefore');
  await app.answer('Planning', 'accepted');
  await app.clock.advance(10_000);
  app.model.patch(ADA, event.id, { location: 'Room 2' });
  await app.later();
  expect(await app.list()).toMatchObject([
    { state: 'conflict', problem: { kind: 'writeConflict', fields: ['response'] } },
  ]);
  expect(app.answerAt(event.id)).toBe('needsAction');
});

test('in a minute no more than ten changes go out that mail someone [O11]', async () => {
  const app = await openOutboxApp();
  await app.sync();
  for (let n = 0; n < 10; n += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await app.create(`Lunch ${n}`, { guests: [MIA] });
  }
  await app.afterUndo();
  await app.create('Lunch 10', { guests: [MIA] });
  await app.afterUndo();
  expect(app.model.mails).toHaveLength(10);
  await app.clock.advance(60_000);
  await app.flushed();
  expect(app.model.mails).toHaveLength(11);
});

test('what may have been sent is not undone [O20]', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  app.wire.faults.push('lostAfter');
  const { opId } = await app.answer('Planning', 'accepted');
  await app.clock.advance(10_000);
  const box = await app.outbox();
  expect(box.list()).toMatchObject([{ state: 'unknown' }]);
  expect(box.undo(opId)).toMatchObject({ ok: false });
  await app.later();
  await app.sync();
  expect(app.answerAt(event.id)).toBe('accepted');
  expect(await app.list()).toEqual([]);
});

test('what was being sent when the process ended is not undone either [C3, O20]', async () => {
  const app = await openOutboxApp();
  await app.sync();
  const { opId } = await app.create('Lunch');
  // Queued and sending are stored; Google's answer no longer is.
  app.dieAt(2);
  await app.clock.advance(10_000);
  await app.settle();
  expect(app.isDead()).toBe(true);
  app.wire.offline = true;
  await app.kill();
  const box = await app.outbox();
  expect(box.list()).toMatchObject([{ state: 'unknown' }]);
  expect(box.undo(opId)).toMatchObject({ ok: false });
  app.wire.offline = false;
  await app.later();
  expect(app.named('Lunch')).toHaveLength(1);
});

test('X6: a deletion that came twice, and whose second copy met 412, is not discarded after a crash as if it had not been sent [W19]', async () => {
  const app = await openOutboxApp({ staleDelete: 412 });
  app.invite('Mine', { organizer: { email: ADA, self: true }, attendees: [] });
  await app.sync();
  app.wire.faults.push('twice');
  const { opId } = await app.remove('Mine');
  // Queued, sending and the 412 are stored; what Google says after that no longer is.
  app.dieAt(3);
  await app.clock.advance(10_000);
  await app.settle();
  expect(app.isDead()).toBe(true);
  await app.kill();
  expect((await app.outbox()).discard(opId)).toMatchObject({ ok: false });
  await app.later();
  expect(app.named('Mine')).toEqual([]);
  expect(await app.list()).toEqual([]);
});

test('X22: a window that asks again after a change was carried out gets no second one', async () => {
  const app = await openOutboxApp();
  await app.sync();
  const opId = randomUUID();
  await app.submit(aDraft('Lunch'), 'none', opId);
  await app.afterUndo();
  await app.sync();
  expect(await app.list()).toEqual([]);
  const box = await app.outbox();
  const { token } = value(box.preview(aDraft('Lunch')));
  expect(box.submit({ opId, token, notify: 'none' })).toMatchObject({ ok: false });
  await app.afterUndo();
  expect(app.named('Lunch')).toHaveLength(1);
});
