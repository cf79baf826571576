/**
 * The whole way to Google, from what a person asks for to what every guest's calendar says, with every setting of what
 * nobody could verify (docs/WRITE.md).
 */
import { describe, expect, test } from 'vitest';
import type { Behaviour } from '../../main/googleModel/serverModel.ts';
import { ADA, GRACE, home, MIA, openOutboxApp } from './outboxApp.ts';
import type { OutboxApp } from './outboxApp.ts';

const id = 'planning1';
const zone = 'Europe/Berlin';

/** Grace, who has a calendar of her own, invites Ada and Mia, who have theirs. */
const invited = async (behaviour: Partial<Behaviour> = {}, more: Record<string, unknown> = {}) => {
  const app = await openOutboxApp();
  app.model.writes.insert(GRACE, {
    asOwner: true,
    body: {
      id,
      summary: 'Planning',
      start: { dateTime: '2026-11-25T10:00:00', timeZone: zone },
      end: { dateTime: '2026-11-25T11:00:00', timeZone: zone },
      attendees: [
        { email: GRACE, responseStatus: 'accepted' },
        { email: ADA },
        { email: MIA, responseStatus: 'tentative', comment: 'Perhaps' },
      ],
      ...more,
    },
  });
  Object.assign(app.model.behaviour, behaviour);
  await app.sync();
  return app;
};
const answers = ({ model }: OutboxApp, calendar: string, eventId = id) =>
  Object.fromEntries(
    (model.find(calendar, eventId)?.attendees ?? []).map((one) => [one.email, one.responseStatus]),
  );
const responses = ({ model }: OutboxApp) => model.mails.filter(({ kind }) => kind === 'response').length;
const patches = ({ google }: OutboxApp) => google.requests.filter(({ method }) => method === 'PATCH');

const everySetting: readonly (readonly [string, Partial<Behaviour>])[] = [
  ['as documented', {}],
  ['attendeesOmitted replaces the list', { attendeesOmitted: 'wiping' }],
  ['attendeesOmitted loses the comment', { attendeesOmitted: 'commentless' }],
  ['guests with the right to modify change every copy', { guestsCanModify: 'global' }],
  ['etags move by themselves', { etagsMove: true }],
  ['listings lag behind', { listingLag: 2 }],
  ['copies lag behind', { propagationMs: 60_000 }],
  ['the guest list is cut in replies', { mostAttendees: 1 }],
];

test.each(everySetting)(
  '%s: an answer reaches every copy once, with one mail, and nobody else’s is lost [W7, W13, W16, W22, W24]',
  async (_, behaviour) => {
    const app = await invited(behaviour);
    await app.answer('Planning', 'declined', { comment: 'On a train' });
    await app.afterUndo();
    for (let round = 0; round < 4; round += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await app.later();
    }
    const all = { [GRACE]: 'accepted', [ADA]: 'declined', [MIA]: 'tentative' };
    for (const calendar of [ADA, GRACE, MIA]) expect(answers(app, calendar)).toEqual(all);
    expect(app.model.find(GRACE, id)?.attendees?.find(({ email }) => email === MIA)?.comment).toBe('Perhaps');
    if (behaviour.attendeesOmitted !== 'commentless')
      expect(app.model.find(GRACE, id)?.attendees?.find(({ email }) => email === ADA)?.comment).toBe(
        'On a train',
      );
    expect(responses(app)).toBe(1);
    expect(await app.list()).toEqual([]);
    expect(app.titled('Planning')).toMatchObject({ selfResponse: 'declined' });
  },
);

test('only the own entry goes out, with the comment and the additional guests that it had [W22, W24, W26]', async () => {
  const app = await invited();
  const attendees = (app.model.find(ADA, id)?.attendees ?? []).map((one) =>
    one.self ? { ...one, comment: 'As before', additionalGuests: 2 } : one,
  );
  app.model.patch(ADA, id, { attendees });
  await app.sync();
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  expect(patches(app).map(({ json, query }) => [json, query])).toEqual([
    [
      {
        attendeesOmitted: true,
        attendees: [{ email: ADA, responseStatus: 'accepted', comment: 'As before', additionalGuests: 2 }],
      },
      { sendUpdates: 'all' },
    ],
  ]);
});

test('the list that repairs a lost one is Google’s own of that minute, entry by entry, and mails nobody [W13, W22]', async () => {
  const app = await invited({ attendeesOmitted: 'wiping' });
  const before = app.model.find(ADA, id)?.attendees ?? [];
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  const [, repair] = patches(app);
  expect(repair?.query['sendUpdates']).toBe('none');
  expect(repair?.json?.['attendees']).toEqual(
    before.map((one) => (one.self ? { ...one, responseStatus: 'accepted' } : one)),
  );
  expect(answers(app, ADA)).toEqual({ [GRACE]: 'accepted', [ADA]: 'accepted', [MIA]: 'tentative' });
});

test('an answer leaves attachments, reminders and all else as they are [W34]', async () => {
  const app = await invited();
  const fields = {
    attachments: [{ title: 'Plan', fileUrl: 'https://example.com/plan' }],
    reminders: { useDefault: false, overrides: [{ method: 'popup' as const, minutes: 3 }] },
    colorId: '7',
  };
  app.model.patch(ADA, id, fields);
  await app.sync();
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  expect(app.model.find(ADA, id)).toMatchObject(fields);
});

describe('a series [W25, W28]', () => {
  const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };
  const own = (app: OutboxApp, calendar: string, eventId: string) => answers(app, calendar, eventId)[ADA];
  const second = `${id}_20261202T090000Z`;
  const secondDate = (app: OutboxApp) => {
    const [, found] = app.agenda().filter(({ title }) => title === 'Planning');
    if (found === undefined) throw new Error('no second date');
    const { calendarId, eventId, instanceStart } = found as typeof found & { instanceStart?: never };
    return { calendarId, eventId, ...(instanceStart !== undefined && { instanceStart }) };
  };

  test('one date: an exception for it, on the organizer’s copy too; the other dates wait', async () => {
    const app = await invited({}, weekly);
    await app.answer('Planning', 'declined', { ref: secondDate(app), scope: 'one' });
    await app.afterUndo();
    await app.sync();
    expect([own(app, ADA, second), own(app, GRACE, second)]).toEqual(['declined', 'declined']);
    expect(own(app, ADA, id)).toBe('needsAction');
    expect(app.agenda().map(({ selfResponse }) => selfResponse)).toEqual([
      'needsAction',
      'declined',
      'needsAction',
    ]);
    expect(responses(app)).toBe(1);
  });

  test('all dates: the series; a date that was answered alone keeps its answer', async () => {
    const app = await invited({}, weekly);
    await app.answer('Planning', 'declined', { ref: secondDate(app), scope: 'one' });
    await app.afterUndo();
    await app.sync();
    await app.answer('Planning', 'accepted', { scope: 'all' });
    await app.afterUndo();
    await app.sync();
    expect([own(app, GRACE, id), own(app, GRACE, second)]).toEqual(['accepted', 'declined']);
    expect(app.agenda().map(({ selfResponse }) => selfResponse)).toEqual([
      'accepted',
      'declined',
      'accepted',
    ]);
    expect(await app.list()).toEqual([]);
  });
});

describe('what comes back', () => {
  test.each([0, 1, 2])('listings lag %i behind: the answer never flickers [W37, W39]', async (listingLag) => {
    const app = await invited({ listingLag });
    await app.answer('Planning', 'accepted');
    await app.afterUndo();
    for (let pass = 0; pass < 5; pass += 1) {
      expect(app.titled('Planning').selfResponse).toBe('accepted');
      // oxlint-disable-next-line no-await-in-loop
      await app.sync();
    }
    expect(app.titled('Planning').pending).toBeUndefined();
    expect(await app.list()).toEqual([]);
  });

  test('what others change meanwhile shows at once, under the answer that waits [W39]', async () => {
    const app = await invited();
    await app.answer('Planning', 'accepted');
    app.model.writes.patch(GRACE, id, { asOwner: true, body: { location: 'Room 2' } });
    await app.sync();
    expect(app.titled('Planning')).toMatchObject({ selfResponse: 'accepted', location: 'Room 2' });
  });

  test.each([0, 1])(
    'a creation whose reply is lost, and %i reads that do not find it: once [W14, W38]',
    async (readLag) => {
      const app = await openOutboxApp({ readLag });
      await app.sync();
      app.wire.faults.push('lostAfter');
      await app.create('Lunch', { guests: [MIA] });
      await app.afterUndo();
      for (let round = 0; round < 4; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await app.later();
      }
      expect(app.named('Lunch')).toHaveLength(1);
      expect(app.model.mails.map(({ kind }) => kind)).toEqual(['invitation']);
      expect(await app.list()).toEqual([]);
    },
  );
});

test('a refused change stops no other, and neither an expired token nor a full listing touches what waits [W40]', async () => {
  const app = await invited();
  await app.answer('Planning', 'accepted');
  await app.create('Lunch', { guests: [MIA] });
  app.model.expireTokens();
  await app.sync();
  expect(await app.list()).toHaveLength(2);
  app.google.faults.add(
    { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
    { when: ({ method }) => method === 'PATCH' },
  );
  await app.afterUndo();
  expect(app.named('Lunch')).toHaveLength(1);
  expect(await app.list()).toMatchObject([
    { title: 'Planning', problem: { kind: 'writeRefused', code: 'forbiddenForNonOrganizer' } },
  ]);
});

describe('a new event', () => {
  test('ends are exclusive; a series has its own zone, not the computer’s [W31, W35]', async () => {
    const app = await openOutboxApp();
    await app.sync();
    await app.create('Trip', { when: { allDay: true, from: '2026-11-26', to: '2026-11-28' } });
    await app.create('Standup', {
      when: { allDay: false, start: '2026-11-26T09:00', end: '2026-11-26T09:15', zone: 'America/New_York' },
      repeat: 'RRULE:FREQ=DAILY;COUNT=3',
    });
    await app.afterUndo();
    expect(app.named('Trip')).toMatchObject([{ start: { date: '2026-11-26' }, end: { date: '2026-11-28' } }]);
    expect(app.model.truth(home).masters).toMatchObject([
      {
        start: { dateTime: '2026-11-26T09:00:00-05:00', timeZone: 'America/New_York' },
        recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
      },
    ]);
  });

  test('has an id and reminders that Google takes, and invites whoever it names [W11, W14]', async () => {
    const app = await openOutboxApp();
    await app.sync();
    const reminders = [0, 5, 10, 60, 40_320].map((minutes) => ({ method: 'popup' as const, minutes }));
    await app.create('Lunch', { guests: [MIA], reminders });
    await app.afterUndo();
    const [lunch] = app.named('Lunch');
    expect(lunch?.id).toMatch(/^[a-v0-9]{26}$/);
    expect(lunch?.reminders).toEqual({ useDefault: false, overrides: reminders });
    expect(app.model.find(MIA, lunch?.id ?? '')?.summary).toBe('Lunch');
  });
});
