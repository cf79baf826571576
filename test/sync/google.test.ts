/**
 * Engine, store and Google's client together, over real HTTP with the fake Google: after each pass the store contains
 * what the server has, and the agenda shows it.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { settled } from '../support/clock.ts';
import { DAY, HOME, MINUTE, START_MS, TEAM, meeting, openGoogleWorld } from './googleWorld.ts';

const open = async (options: Parameters<typeof openGoogleWorld>[0] = {}) => {
  const world = await openGoogleWorld(options);
  onTestFinished(world.close);
  return world;
};

test(
  '5,000 events over many pages, then nothing new, even after a restart [S4, S10, S11]',
  { timeout: 60_000 },
  async () => {
    const t = await open({ events: 5_000, pageLimit: 200 });
    const first = await t.sync();
    expect(first).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
    expect(first.counts.pages).toBeGreaterThanOrEqual(26);
    expect(first.counts.upserted).toBe(5_000);
    t.expectTruth();
    expect(t.agenda().length).toBeGreaterThan(700);
    t.asked();
    await t.restart();
    const again = await t.sync();
    expect(again).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
    expect(again.counts).toMatchObject({ pages: 2, upserted: 0, removed: 0, swept: 0 });
    expect(t.asked()).toEqual(['incremental']);
  },
);

test('people’s edits arrive by token: create, edit, move, delete, recur, cancel, split', async () => {
  const t = await open();
  const { model } = t;
  await t.sync();
  const steps: readonly (() => void)[] = [
    () => model.insert(TEAM, { id: 'lunch', ...meeting('Lunch', START_MS + DAY) }),
    () => model.patch(TEAM, 'lunch', { summary: 'Late lunch' }),
    () => model.move(TEAM, 'lunch', 2 * 60 * MINUTE),
    () => model.delete(TEAM, 'lunch'),
    () => model.undelete(TEAM, 'lunch'),
    () =>
      model.insert(TEAM, {
        id: 'standup',
        ...meeting('Stand-up', START_MS),
        recurrence: ['RRULE:FREQ=DAILY;COUNT=30'],
      }),
    () => model.cancelInstance(TEAM, 'standup', START_MS + DAY),
    () => model.moveInstance(TEAM, 'standup', START_MS + 2 * DAY, 60 * MINUTE),
    () => model.changeInstance(TEAM, 'standup', START_MS + 3 * DAY, { summary: 'Stand-up with cake' }),
    () => model.restoreInstance(TEAM, 'standup', START_MS + DAY),
    () => model.splitSeries(TEAM, 'standup', START_MS + 10 * DAY, { summary: 'New stand-up' }),
    () => model.delete(TEAM, 'standup'),
  ];
  for (const step of steps) {
    step();
    // Each step is its own pass.
    // oxlint-disable-next-line no-await-in-loop
    expect(await t.sync()).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
    t.expectTruth();
  }
});

describe('when tokens are rejected [S7, S8, F10]', () => {
  test.each([
    ['410', null],
    ['400 about the token', { kind: 'status', status: 400, body: '400_invalid_sync_token' } as const],
  ])('%s: one full listing, and what was deleted meanwhile is swept', async (_name, fault) => {
    const t = await open();
    await t.sync();
    const gone = t.model.truth(TEAM).singles[0]!.id;
    t.model.delete(TEAM, gone);
    if (fault === null) t.model.expireTokens(TEAM);
    else t.google.faults.add(fault, { on: 'events', calendarId: TEAM });
    t.asked();
    const outcome = await t.sync();
    expect(outcome).toMatchObject({ outcome: 'succeeded', mode: 'full', counts: { swept: 1 } });
    expect(t.asked()).toEqual(['incremental', 'full', 'full', 'full']);
    t.expectTruth();
    expect(await t.sync()).toMatchObject({ mode: 'incremental' });
  });

  test('the calendar list’s too', async () => {
    const t = await open();
    await t.sync();
    t.model.expireTokens('calendarList');
    t.model.addCalendar({ id: 'rooms@example.com', summary: 'Rooms' });
    expect(await t.sync()).toMatchObject({ outcome: 'succeeded', counts: { calendars: 3 } });
  });
});

test('401: one refresh, shared, and the pass goes on [S34]', async () => {
  const t = await open();
  await t.sync();
  t.model.insert(TEAM, meeting('Review', START_MS + DAY));
  t.google.faults.add(
    { kind: 'status', status: 401, body: '401_authError' },
    { when: ({ auth }) => auth === 'Bearer first', times: 100 },
  );
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded' });
  expect(t.refreshes()).toBeGreaterThan(0);
  t.expectTruth();
});

test('429 with Retry-After: no request before that, and then all is well [S35, F11]', async () => {
  const t = await open();
  await t.sync();
  t.model.insert(TEAM, meeting('Review', START_MS + DAY));
  t.google.faults.add(
    { kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 120 },
    { on: 'events', calendarId: TEAM },
  );
  const retryAt = new Date(START_MS + 120_000).toISOString();
  expect(await t.sync()).toMatchObject({ problems: [{ kind: 'rateLimited' }] });
  t.google.requests.length = 0;
  await t.clock.advance(119_000);
  await t.restart();
  const waiting = await t.sync();
  expect(waiting).toMatchObject({ outcome: 'failed', problems: [{ kind: 'rateLimited', retryAt }] });
  expect(t.google.requests).toEqual([]);
  await t.clock.advance(1_000);
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  t.expectTruth();
});

describe('a page that fails changes no token and sweeps nothing [S6, F8]', () => {
  test.each([
    ['cut in mid-body', { kind: 'cut', afterBytes: 200 }, 'googleUnavailable'],
    ['cut JSON', { kind: 'garbage' }, 'unexpectedReply'],
    ['a captive portal [F14]', { kind: 'html' }, 'unexpectedReply'],
    ['the connection reset', { kind: 'reset' }, 'googleUnavailable'],
    ['500', { kind: 'status', status: 500, body: '500_backendError' }, 'googleUnavailable'],
    ['no sync token at the end', { kind: 'noSyncToken' }, 'unexpectedReply'],
    ['the same page for ever', { kind: 'repeatPageToken' }, 'unexpectedReply'],
  ] as const)('%s', async (_name, fault, problem) => {
    const t = await open();
    await t.sync();
    t.model.expireTokens(TEAM);
    const gone = t.model.truth(TEAM).singles[0]!.id;
    t.model.delete(TEAM, gone);
    t.model.insert(TEAM, meeting('Review', START_MS + DAY));
    const calendarRule = { on: 'events', calendarId: TEAM } as const;
    t.google.faults.add(fault, { ...calendarRule, page: 3, times: 2 });
    expect(await t.sync()).toMatchObject({ outcome: 'partial', problems: [{ kind: problem }] });
    expect(t.rows(TEAM).some(({ id }) => id === gone)).toBe(true);
    t.google.faults.clear();
    expect(await t.sync()).toMatchObject({ outcome: 'succeeded', mode: 'full' });
    t.expectTruth();
  });

  test('empty pages are not the end [S4]', async () => {
    const t = await open();
    t.google.faults.add({ kind: 'emptyPage' }, { on: 'events', calendarId: TEAM });
    t.google.faults.add({ kind: 'emptyPage' }, { on: 'events', calendarId: TEAM, page: 2 });
    expect(await t.sync()).toMatchObject({ outcome: 'succeeded' });
    t.expectTruth();
  });
});

test('a suddenly almost empty calendar is held until it is confirmed [S12, F9]', async () => {
  const t = await open({ events: 200 });
  await t.sync();
  t.model.expireTokens(TEAM);
  const isFull = ({ query }: { readonly query: Readonly<Record<string, string>> }): boolean =>
    query['syncToken'] === undefined;
  t.google.faults.add({ kind: 'almostEmpty', keep: 2 }, { on: 'events', calendarId: TEAM, when: isFull });
  expect(await t.sync()).toMatchObject({ problems: [{ kind: 'sweepHeld', calendarId: TEAM }] });
  t.expectTruth();
  await t.clock.advance(60 * MINUTE);
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  t.expectTruth();
  for (const { id } of [...t.model.truth(TEAM).singles, ...t.model.truth(TEAM).masters]) {
    t.model.delete(TEAM, id);
  }
  t.model.expireTokens(TEAM);
  expect(await t.sync()).toMatchObject({ problems: [{ kind: 'sweepHeld', calendarId: TEAM }] });
  await t.clock.advance(60 * MINUTE);
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded' });
  t.expectTruth();
});

test('a calendar without access stops alone; the list tells when it is removed [S33, F13]', async () => {
  const t = await open();
  await t.sync();
  t.model.loseAccess(TEAM);
  t.model.insert(HOME, meeting('Dinner', START_MS + DAY));
  expect(await t.sync()).toMatchObject({
    outcome: 'partial',
    problems: [{ kind: 'calendarForbidden', calendarId: TEAM }],
  });
  t.expectTruth();
  t.model.removeCalendar(TEAM);
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded', problems: [], counts: { calendars: 1 } });
  expect(t.rows(TEAM)).toEqual([]);
});

test('quitting in mid-sync: what came stays, the token waits, the next start converges [F1, F19]', async () => {
  const t = await open({ events: 300 });
  t.google.faults.add({ kind: 'hang' }, { on: 'events', calendarId: TEAM, page: 4 });
  const pass = t.sync();
  while (t.google.requests.filter(({ page, calendarId }) => calendarId === TEAM && page === 4).length === 0) {
    // oxlint-disable-next-line no-await-in-loop
    await settled();
  }
  await t.restart();
  expect(await pass).toMatchObject({ outcome: 'cancelled' });
  expect(t.rows(TEAM).length).toBeGreaterThan(0);
  expect(await t.sync()).toMatchObject({ outcome: 'succeeded', mode: 'full' });
  t.expectTruth();
});
