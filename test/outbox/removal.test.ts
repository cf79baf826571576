/** Deleting an event: X3 and what else can happen between the click and the echo. */
import { describe, expect, test } from 'vitest';
import { refOf } from '../../shared/agenda.ts';
import type { WireFault } from '../support/fakeWriter.ts';
import { value } from '../support/value.ts';
import { ADA, GRACE, MIA, openOutboxApp } from './outboxApp.ts';

type App = Awaited<ReturnType<typeof openOutboxApp>>;

const times = {
  start: { dateTime: '2026-11-25T09:00:00Z', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-11-25T10:00:00Z', timeZone: 'Europe/Berlin' },
};
const guests = [
  { email: ADA, responseStatus: 'accepted', self: true, organizer: true },
  { email: MIA, responseStatus: 'tentative' },
] as const;

/** An event that Ada organises, with Mia as a guest. */
const organise = (app: App, title: string, more: Record<string, unknown> = {}) =>
  app.model.insert(ADA, { summary: title, ...times, attendees: guests, ...more });

const withMeeting = async (more: Record<string, unknown> = {}) => {
  const app = await openOutboxApp();
  const event = organise(app, 'Budget', more);
  await app.sync();
  return { app, event };
};
const titles = (app: App) => app.agenda().map(({ title }) => title);
const deletions = (app: App) => app.wire.sent.filter(({ verb }) => verb === 'delete');
const cancellations = (app: App) => app.model.mails.filter(({ kind }) => kind === 'cancellation');

describe.each<readonly [string, readonly WireFault[]]>([
  ['nothing goes wrong', []],
  ['X3: the answer is lost after it was applied', ['lostAfter']],
  ['X5: the request is lost before it is applied', ['lostBefore']],
  ['X5: there is no connection', ['refusedConnection']],
  ['X6: it arrives twice', ['twice']],
  ['X10: a captive portal answers', ['html']],
  ['X5: lost twice, once each way', ['lostBefore', 'lostAfter']],
])('%s', (_name, faults) => {
  test('a deleted event is gone at once and for good, with one mail', async () => {
    const { app, event } = await withMeeting();
    organise(app, 'Other');
    await app.sync();
    app.wire.faults.push(...faults);
    await app.remove('Budget');
    expect(titles(app)).toEqual(['Other']);
    await app.afterUndo();
    await app.later();
    await app.sync();
    expect(app.model.find(ADA, event.id)).toBeNull();
    expect(cancellations(app)).toHaveLength(1);
    expect(await app.list()).toEqual([]);
    expect(titles(app)).toEqual(['Other']);
  });
});

test('X3: with an unknown outcome, Google is asked before anything is sent again [W17, O7]', async () => {
  const { app } = await withMeeting();
  app.wire.faults.push('lostAfter');
  await app.remove('Budget');
  await app.afterUndo();
  expect((await app.list())[0]).toMatchObject({ kind: 'remove', state: 'unknown' });
  app.wire.sent.length = 0;
  await app.later();
  expect(app.wire.sent.map(({ verb }) => verb)).toEqual(['get']);
});

test('the request is conditional, and mails whom the person chose to tell [W15, W26]', async () => {
  for (const notify of ['all', 'none'] as const) {
    const { app } = await withMeeting();
    await app.remove('Budget', 'one', notify);
    await app.afterUndo();
    expect(deletions(app)).toMatchObject([{ notify, etag: expect.stringMatching(/^"\d+"$/) }]);
    expect(cancellations(app)).toHaveLength(notify === 'all' ? 1 : 0);
  }
});

test('O20: until the undo ends nothing is sent, and undone it is there again', async () => {
  const { app, event } = await withMeeting();
  const { opId } = await app.remove('Budget');
  value((await app.outbox()).undo(opId));
  expect(titles(app)).toEqual(['Budget']);
  await app.afterUndo();
  expect(app.wire.sent).toEqual([]);
  expect(app.model.find(ADA, event.id)).not.toBeNull();
});

describe('what others did meanwhile [O8]', () => {
  test('they deleted it: that is what was wanted', async () => {
    const { app, event } = await withMeeting();
    await app.remove('Budget');
    app.model.delete(ADA, event.id);
    await app.afterUndo();
    await app.sync();
    expect(deletions(app)).toEqual([]);
    expect(await app.list()).toEqual([]);
  });

  test('they deleted it between the reading and the request: the same', async () => {
    for (const staleDelete of [410, 412] as const) {
      const { app, event } = await withMeeting();
      app.model.behaviour.staleDelete = staleDelete;
      app.wire.before = ({ verb }) => {
        if (verb === 'delete') app.model.delete(ADA, event.id);
      };
      await app.remove('Budget');
      await app.afterUndo();
      await app.later();
      expect(await app.list()).toEqual([]);
      expect(cancellations(app)).toEqual([]);
    }
  });

  test.each([
    [
      'moved it',
      'time',
      { start: { dateTime: '2026-11-25T12:00:00Z' }, end: { dateTime: '2026-11-25T13:00:00Z' } },
    ],
    ['renamed it', 'title', { summary: 'Salaries' }],
    ['invited more people, who would get mail', 'guests', { attendees: [...guests, { email: GRACE }] }],
  ])('they %s: the person is asked, and either can be kept', async (_name, field, edit) => {
    for (const keep of ['mine', 'theirs'] as const) {
      const { app, event } = await withMeeting();
      const { opId } = await app.remove('Budget');
      app.model.patch(ADA, event.id, edit as never);
      await app.afterUndo();
      expect((await app.list())[0]).toMatchObject({
        state: 'conflict',
        problem: { kind: 'writeConflict', fields: [field] },
        choices: ['mine', 'theirs', 'copyText', 'open'],
      });
      // It is shown while it is in question.
      expect(app.agenda()).toMatchObject([{ pending: { kind: 'remove', state: 'conflict' } }]);
      expect(app.model.find(ADA, event.id)).not.toBeNull();
      expect(await (await app.outbox()).resolve(opId, keep)).toMatchObject({ ok: true });
      await app.flushed();
      await app.sync();
      expect(app.model.find(ADA, event.id) === null).toBe(keep === 'mine');
      expect(await app.list()).toEqual([]);
    }
  });

  test('they changed what does not matter to it, such as the place or an answer: it is deleted [W16]', async () => {
    const { app, event } = await withMeeting();
    await app.remove('Budget');
    app.model.patch(ADA, event.id, { location: 'Room 2' });
    app.model.respond(ADA, event.id, MIA, 'accepted');
    await app.afterUndo();
    expect(app.model.find(ADA, event.id)).toBeNull();
  });

  test('after an unknown outcome with another etag nobody knows whether it was brought back: asked', async () => {
    const { app, event } = await withMeeting();
    app.wire.faults.push('lostBefore');
    await app.remove('Budget');
    await app.afterUndo();
    app.model.patch(ADA, event.id, { location: 'Room 2' });
    await app.later();
    expect((await app.list())[0]).toMatchObject({ state: 'conflict', problem: { fields: ['other'] } });
    expect(app.model.find(ADA, event.id)).not.toBeNull();
  });
});

describe('a series [W28]', () => {
  const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] };

  test('one date goes, the others stay', async () => {
    const { app } = await withMeeting(weekly);
    const second = app.agenda()[1]!;
    await app.submit({ kind: 'remove', ref: refOf(second), scope: 'one' });
    expect(app.agenda()).toHaveLength(3);
    await app.afterUndo();
    await app.sync();
    expect(app.agenda()).toHaveLength(3);
    expect(app.agenda().map(({ eventId }) => eventId)).not.toContain(second.eventId);
    expect(app.model.isCancelled(ADA, second.eventId)).toBe(true);
    expect(await app.list()).toEqual([]);
  });

  test('as a whole it goes with every date that was changed alone', async () => {
    const { app, event } = await withMeeting(weekly);
    const [first, second] = app.agenda();
    await app.submit({ kind: 'remove', ref: refOf(first!), scope: 'one' });
    await app.afterUndo();
    await app.submit({ kind: 'remove', ref: refOf(second!), scope: 'all' });
    expect(app.agenda()).toEqual([]);
    await app.afterUndo();
    await app.sync();
    expect(app.model.find(ADA, event.id)).toBeNull();
    expect(app.agenda()).toEqual([]);
    expect(await app.list()).toEqual([]);
  });

  test('that moved away from the date that was to be deleted: it is done, and the new dates stay', async () => {
    const { app, event } = await withMeeting(weekly);
    await app.submit({ kind: 'remove', ref: refOf(app.agenda()[1]!), scope: 'one' });
    app.model.patch(ADA, event.id, {
      start: { dateTime: '2026-11-26T09:00:00Z', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-11-26T10:00:00Z', timeZone: 'Europe/Berlin' },
    });
    await app.afterUndo();
    await app.sync();
    expect(await app.list()).toEqual([]);
    expect(app.agenda()).toHaveLength(4);
  });

  test('of which a date was to be deleted is deleted by someone else: nothing is left waiting', async () => {
    const { app, event } = await withMeeting(weekly);
    await app.submit({ kind: 'remove', ref: refOf(app.agenda()[1]!), scope: 'one' });
    app.model.delete(ADA, event.id);
    await app.afterUndo();
    await app.sync();
    expect(await app.list()).toEqual([]);
    expect(app.agenda()).toEqual([]);
  });
});

describe('while it is on its way [O15]', () => {
  test('it is in no list, search, reminder or page, but its details say that it is being deleted', async () => {
    const { app } = await withMeeting();
    const ref = refOf(app.titled('Budget'));
    await app.remove('Budget');
    const { reads, store } = app.backend();
    const range = { from: '2026-11-24T00:00:00Z', to: '2026-11-30T00:00:00Z' };
    expect(value(reads.list(range)).occurrences).toEqual([]);
    expect(value(reads.reminded(range)).occurrences).toEqual([]);
    const stored = store.agenda.list(range);
    const found = {
      occurrences: value(stored).occurrences.map((one) => ({ ...one, matches: [] })),
      complete: true,
    };
    expect(
      value(reads.found({ query: 'budget' }, 0, { ok: true, value: found as never })).occurrences,
    ).toEqual([]);
    expect(value(reads.get(ref))).toMatchObject({ pending: { kind: 'remove', state: 'held' } });
  });

  test('X17: listings that lag do not bring it back', async () => {
    const { app } = await withMeeting();
    app.model.behaviour.listingLag = 4;
    await app.remove('Budget');
    await app.clock.advance(10_000);
    const seen: number[] = [];
    for (let pass = 0; pass < 7; pass += 1) {
      seen.push(app.agenda().length);
      // oxlint-disable-next-line no-await-in-loop
      await app.sync();
    }
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(await app.list()).toEqual([]);
  });

  test('brought back at Google after it was deleted, it is shown again', async () => {
    const { app, event } = await withMeeting();
    await app.remove('Budget');
    await app.clock.advance(10_000);
    app.model.undelete(ADA, event.id);
    for (let pass = 0; pass < 5; pass += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.sync();
    }
    expect(titles(app)).toEqual(['Budget']);
    expect(await app.list()).toEqual([]);
  });
});

describe('what it is joined with [O10]', () => {
  test('an answer of one’s own that was not sent yet vanishes with it', async () => {
    const { app } = await withMeeting();
    await app.answer('Budget', 'declined');
    await app.remove('Budget');
    expect(await app.list()).toMatchObject([{ kind: 'remove' }]);
    await app.afterUndo();
    expect(app.wire.sent.map(({ verb }) => verb)).toEqual(['get', 'delete']);
  });

  test('the deletion of a date stays when that of the whole series is undone', async () => {
    const { app, event } = await withMeeting({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] });
    const [first, second] = app.agenda();
    await app.submit({ kind: 'remove', ref: refOf(first!), scope: 'one' });
    const { opId } = await app.submit({ kind: 'remove', ref: refOf(second!), scope: 'all' });
    value((await app.outbox()).undo(opId));
    await app.afterUndo();
    await app.sync();
    expect(app.agenda()).toHaveLength(3);
    expect(app.model.isCancelled(ADA, first!.eventId)).toBe(true);
    expect(app.model.find(ADA, event.id)).not.toBeNull();
  });

  test('one that may have been sent goes first', async () => {
    const { app, event } = await withMeeting();
    await app.answer('Budget', 'declined');
    app.wire.faults.push('lostAfter');
    await app.afterUndo();
    await app.remove('Budget');
    expect((await app.list()).map(({ kind }) => kind)).toEqual(['respond', 'remove']);
    await app.afterUndo();
    await app.later();
    expect(app.model.find(ADA, event.id)).toBeNull();
    expect(await app.list()).toEqual([]);
  });
});

describe('what can be deleted [O19]', () => {
  const may = async (more: Record<string, unknown>, calendar: Record<string, unknown> = {}) => {
    const app = await openOutboxApp();
    if (Object.keys(calendar).length > 0) app.model.patchCalendar(ADA, calendar);
    organise(app, 'Budget', more);
    await app.sync();
    await app.outbox();
    const detail = value(app.backend().reads.get(refOf(app.titled('Budget'))));
    const box = await app.outbox();
    const preview = box.preview({ kind: 'remove', ref: refOf(app.titled('Budget')), scope: 'one' });
    expect(preview.ok).toBe(detail?.may.remove === true);
    return preview.ok ? preview.value : preview.problem;
  };

  test('what the person organises, telling whom; what has no guests, telling nobody', async () => {
    expect(await may({})).toMatchObject({ mails: 1, recipients: [MIA], warnings: ['guestsNotTold'] });
    expect(await may({ attendees: [] })).toMatchObject({ mails: 0, warnings: [] });
  });

  test('not someone else’s event, another kind of event, or one in a calendar that may only be read', async () => {
    const no = { kind: 'eventNotEditable', why: 'notDeletable' };
    expect(await may({ organizer: { email: GRACE } })).toEqual(no);
    expect(await may({ eventType: 'birthday' })).toEqual(no);
    expect(await may({}, { accessRole: 'reader' })).toEqual(no);
  });
});

test('X9, X10: what Google refuses is listed, shown again, and keeps its choices [O12]', async () => {
  const { app, event } = await withMeeting();
  app.google.faults.add(
    { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
    { on: 'event', when: ({ method }) => method === 'DELETE' },
  );
  const { opId } = await app.remove('Budget');
  await app.afterUndo();
  expect(await app.list()).toMatchObject([
    {
      state: 'refused',
      problem: { kind: 'writeRefused' },
      choices: ['retry', 'discard', 'copyText', 'open'],
    },
  ]);
  expect(titles(app)).toEqual(['Budget']);
  value((await app.outbox()).retry(opId));
  await app.flushed();
  await app.sync();
  expect(app.model.find(ADA, event.id)).toBeNull();
  expect(await app.list()).toEqual([]);
});

test('an event that began while its deletion waited is asked about, and shown meanwhile [X15, O11]', async () => {
  const today = { dateTime: '2026-11-24T11:00:00Z' };
  const { app, event } = await withMeeting({ start: today, end: { dateTime: '2026-11-24T12:00:00Z' } });
  app.wire.offline = true;
  await app.remove('Budget');
  await app.afterUndo();
  await app.clock.advance(3 * 3_600_000);
  app.wire.offline = false;
  await app.flushed();
  expect(await app.list()).toMatchObject([{ state: 'asks', problem: { kind: 'writeOutdated' } }]);
  expect(titles(app)).toEqual(['Budget']);
  expect(app.model.find(ADA, event.id)).not.toBeNull();
});
