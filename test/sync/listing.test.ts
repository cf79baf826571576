/** How a calendar and the calendar list are listed: pages, tokens, the fallback, the sweep, masters. */
import { describe, expect, test } from 'vitest';
import type { EventsPage } from '../../main/sync/ports.ts';
import type { CalendarId } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import { START_MS, createScriptedAccount, exception, master, openWorld, single } from './scripted.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TEAM = 'team@example.com';

const many = (count: number, prefix = 'e') =>
  Array.from({ length: count }, (_, index) =>
    single(`${prefix}${String(index).padStart(4, '0')}`, { day: 2 }),
  );

const emptyPage: EventsPage = {
  changes: [],
  quarantined: 0,
  unreadable: [],
  nextPageToken: null,
  nextSyncToken: null,
  defaultReminders: null,
};

const open = (options: Parameters<typeof openWorld>[1] = {}) => {
  const account = createScriptedAccount('one');
  const world = openWorld([account], options);
  const sync = () => world.engine.request('person');
  return { account, world, sync };
};

describe('pages and tokens', () => {
  test('first in full, then by token; the same again changes nothing [S2, S11]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'), single('b'));
    const first = await sync();
    expect(first).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
    expect(first.counts).toMatchObject({ calendars: 1, pages: 1, upserted: 2, removed: 0, swept: 0 });
    account.put(TEAM, single('c'));
    account.delete(TEAM, 'a');
    const second = await sync();
    expect(second).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
    expect(second.counts).toMatchObject({ upserted: 1, removed: 1, swept: 0 });
    expect(world.ids(TEAM)).toEqual(['b', 'c']);
    const third = await sync();
    expect(third.counts).toMatchObject({ upserted: 0, removed: 0, swept: 0 });
    expect(account.asked()).toEqual([
      'list full',
      `${TEAM} full`,
      'list since list@1',
      `${TEAM} since token@2`,
      'list since list@1',
      `${TEAM} since token@4`,
    ]);
  });

  test('tokens survive a restart [S10]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'));
    await sync();
    await world.restart();
    account.asked();
    await sync();
    expect(account.asked()).toEqual(['list since list@1', `${TEAM} since token@1`]);
  });

  test('a new reach-back lists in full, and every page repeats the same beginning [S2, S5, S13]', async () => {
    let reachBack: 'month' | 'year' | 'everything' = 'month';
    const { account, world, sync } = open({ settings: () => ({ reachBack }) });
    account.put(TEAM, ...many(5));
    account.settings.pageSize = 2;
    const beginnings: (number | null | undefined)[] = [];
    account.script.events = ({ range }) => {
      beginnings.push(range.kind === 'full' ? range.timeMinMs : undefined);
      world.clock.jump(1_000);
      return undefined;
    };
    await sync();
    expect(new Set(beginnings)).toEqual(new Set([START_MS - 30 * DAY]));
    expect(beginnings).toHaveLength(3);
    reachBack = 'everything';
    expect(await sync()).toMatchObject({ mode: 'full', outcome: 'succeeded' });
    expect(beginnings.at(-1)).toBeNull();
  });

  test('an empty page with a nextPageToken is not the end [S4]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'));
    account.script.events = ({ pageToken }) =>
      pageToken === null ? ok({ ...emptyPage, nextPageToken: 'page@0' }) : undefined;
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    expect(world.ids(TEAM)).toEqual(['a']);
  });

  test('a repeated page token ends the listing as a failure [S6]', async () => {
    const { account, world, sync } = open();
    account.script.events = () => ok({ ...emptyPage, nextPageToken: 'again' });
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'unexpectedReply', detail: 'a page token came twice' }],
    });
    expect(account.asked()).toHaveLength(3);
    expect(world.token(TEAM)).toBeNull();
  });

  test('a listing without an end is given up [S6]', async () => {
    const { account, world, sync } = open();
    let pages = 0;
    account.script.events = () => ok({ ...emptyPage, nextPageToken: `page ${(pages += 1)}` });
    const pass = sync();
    // So many pages take minutes [S37].
    await world.clock.advance(8 * MINUTE);
    expect(await pass).toMatchObject({ outcome: 'failed', problems: [{ kind: 'unexpectedReply' }] });
    expect(pages).toBe(2000);
    expect(world.token(TEAM)).toBeNull();
  });

  test('a last page without nextSyncToken is a failure: the old token stays, nothing is swept [S6]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'), single('b'));
    await sync();
    account.vanish(TEAM, 'a');
    world.store.sync.dropToken(1);
    account.script.events = () => ok(emptyPage);
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'unexpectedReply', detail: 'the last page had no nextSyncToken' }],
    });
    expect(world.ids(TEAM)).toEqual(['a', 'b']);
    expect(world.token(TEAM)).toBeNull();
  });

  test('a failure on a later page leaves the token and sweeps nothing; the next pass converges [S6, F8]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, ...many(6));
    await sync();
    account.settings.pageSize = 2;
    account.put(TEAM, ...many(6, 'f'));
    account.script.events = ({ pageToken }) =>
      pageToken === 'page@4' ? fail({ kind: 'unavailable', detail: 'cut', retryAfterMs: null }) : undefined;
    expect(await sync()).toMatchObject({ outcome: 'partial', counts: { upserted: 4, swept: 0 } });
    expect(world.token(TEAM)).toBe('token@6');
    delete account.script.events;
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { upserted: 2, pages: 3 } });
    expect(world.ids(TEAM)).toHaveLength(12);
  });

  test('unusable events are counted and affect nothing else [F23]', async () => {
    const { account, sync } = open();
    account.script.events = () => ok({ ...emptyPage, quarantined: 3, nextSyncToken: 'token@0' });
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { quarantined: 3 } });
  });
});

describe('a rejected token', () => {
  test('leads to one full listing in the same pass, old rows visible until its sweep [S7, S8, F10]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'), single('b'), single('c'));
    await sync();
    account.vanish(TEAM, 'a');
    account.asked();
    const seen: string[][] = [];
    account.script.events = ({ range }) => {
      seen.push(world.ids(TEAM));
      return range.kind === 'incremental' ? fail({ kind: 'fullSyncRequired' }) : undefined;
    };
    const outcome = await sync();
    expect(outcome).toMatchObject({ outcome: 'succeeded', mode: 'full', counts: { swept: 1, calendars: 1 } });
    expect(account.asked()).toEqual(['list since list@1', `${TEAM} since token@3`, `${TEAM} full`]);
    expect(seen).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(world.ids(TEAM)).toEqual(['b', 'c']);
  });

  test('on a later page too; rows of the first pages do not escape the sweep [S6, S9]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'), single('b'), single('c'));
    await sync();
    account.put(TEAM, single('d'), single('e'), single('f'));
    account.settings.pageSize = 2;
    account.script.events = ({ range, pageToken }) => {
      if (range.kind !== 'incremental' || pageToken === null) return undefined;
      account.vanish(TEAM, 'd');
      return fail({ kind: 'fullSyncRequired' });
    };
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { swept: 1 } });
    expect(world.ids(TEAM)).toEqual(['a', 'b', 'c', 'e', 'f']);
  });

  test('rejected again in full: that calendar fails, once, and its token is gone [S7]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'));
    await sync();
    account.asked();
    account.script.events = () => fail({ kind: 'fullSyncRequired' });
    expect(await sync()).toMatchObject({ outcome: 'failed', problems: [{ kind: 'unexpectedReply' }] });
    expect(account.asked()).toHaveLength(3);
    expect(world.ids(TEAM)).toEqual(['a']);
    expect(world.token(TEAM)).toBeNull();
  });

  test('a full listing that fails after a 410 keeps every row [S6, S7]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, ...many(6));
    await sync();
    account.settings.pageSize = 2;
    account.script.events = ({ range, pageToken }) => {
      if (range.kind === 'incremental') return fail({ kind: 'fullSyncRequired' });
      return pageToken === null
        ? undefined
        : fail({ kind: 'unavailable', detail: '502', retryAfterMs: null });
    };
    expect(await sync()).toMatchObject({ outcome: 'failed' });
    expect(world.ids(TEAM)).toHaveLength(6);
    delete account.script.events;
    expect(await sync()).toMatchObject({ outcome: 'succeeded', mode: 'full' });
  });
});

describe('the sweep guard [S12, F9]', () => {
  const emptied = async () => {
    const opened = open();
    opened.account.put(TEAM, ...many(20));
    await opened.sync();
    opened.account.script.events = ({ range }) =>
      range.kind === 'incremental'
        ? fail({ kind: 'fullSyncRequired' })
        : ok({ ...emptyPage, nextSyncToken: 'token@20' });
    return opened;
  };

  test('a suddenly empty calendar keeps its rows and says so', async () => {
    const { world, sync } = await emptied();
    expect(await sync()).toMatchObject({
      outcome: 'partial',
      problems: [{ kind: 'sweepHeld', calendarId: TEAM, count: 20, upcoming: 20 }],
      counts: { swept: 0 },
    });
    expect(world.ids(TEAM)).toHaveLength(20);
    expect(world.engine.status().problems).toEqual([
      { kind: 'sweepHeld', accountId: 'one', calendarId: TEAM, count: 20, upcoming: 20 },
    ]);
  });

  test('a full listing an hour later confirms it; one only minutes later does not, alone or after a 410', async () => {
    const { world, account, sync } = await emptied();
    await sync();
    account.asked();
    await world.clock.advance(59 * MINUTE);
    const early = await sync();
    expect(account.asked()).toEqual([
      expect.stringMatching(/^list/),
      `${TEAM} since token@20`,
      `${TEAM} full`,
    ]);
    expect(early).toMatchObject({ problems: [{ kind: 'sweepHeld', count: 20 }], counts: { swept: 0 } });
    await world.clock.advance(MINUTE);
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { swept: 20 } });
    expect(account.asked()).toContain(`${TEAM} full`);
    expect(world.ids(TEAM)).toEqual([]);
  });

  test('or shows that it was a fault: nothing was lost', async () => {
    const { world, account, sync } = await emptied();
    await sync();
    delete account.script.events;
    // Until then the calendar is synced, and the problem is still shown.
    account.put(TEAM, single('later'));
    expect(await sync()).toMatchObject({
      mode: 'incremental',
      problems: [{ kind: 'sweepHeld', count: 20 }],
      counts: { upserted: 1 },
    });
    await world.clock.advance(HOUR);
    expect(await sync()).toMatchObject({ outcome: 'succeeded', mode: 'full', counts: { swept: 0 } });
    expect(world.ids(TEAM)).toHaveLength(21);
    expect(await sync()).toMatchObject({ mode: 'incremental', problems: [] });
  });

  const resolve = (world: ReturnType<typeof openWorld>, choice: 'keep' | 'remove') => {
    const concerned = world.store.calendars.resolveSweep({ calendarId: TEAM as CalendarId, choice });
    expect(concerned).toEqual({ ok: true, value: 1 });
    return world.engine.request('sweepResolved');
  };

  test('the person may have it carried out at once', async () => {
    const { world } = await emptied();
    await world.engine.request('person');
    expect(await resolve(world, 'remove')).toMatchObject({
      outcome: 'succeeded',
      mode: 'full',
      counts: { swept: 20 },
    });
    expect(world.ids(TEAM)).toEqual([]);
    const again = world.store.calendars.resolveSweep({ calendarId: TEAM as CalendarId, choice: 'remove' });
    expect(again).toEqual({ ok: true, value: 0 });
  });

  /** The person answers during a full listing. */
  const answeredMeanwhile = async (choice: 'keep' | 'remove', afterMs: number) => {
    const opened = await emptied();
    const { world, account, sync } = opened;
    await sync();
    await world.clock.advance(afterMs);
    const answer = account.script.events!;
    let answered = Promise.resolve<unknown>(null);
    account.script.events = (request, signal) => {
      if (request.range.kind === 'full') {
        account.script.events = answer;
        answered = resolve(world, choice);
      }
      return answer(request, signal);
    };
    await sync();
    return { ...opened, followed: await answered };
  };

  test('a choice to keep the rows wins over a listing that would confirm the sweep', async () => {
    const { world, followed } = await answeredMeanwhile('keep', HOUR);
    expect(world.ids(TEAM)).toHaveLength(20);
    expect(followed).toMatchObject({ outcome: 'succeeded' });
  });

  test('a choice to keep them prevents a listing from asking again', async () => {
    const { world, followed } = await answeredMeanwhile('keep', MINUTE);
    expect(world.ids(TEAM)).toHaveLength(20);
    expect(followed).toMatchObject({ outcome: 'succeeded', problems: [] });
  });

  test('a choice to remove them prevents a listing from asking again', async () => {
    const { world, followed } = await answeredMeanwhile('remove', MINUTE);
    expect(followed).toMatchObject({ outcome: 'succeeded' });
    expect(world.ids(TEAM)).toEqual([]);
  });

  test('a choice to keep the rows lasts until there are more of them', async () => {
    const { world, account, sync } = await emptied();
    await sync();
    account.asked();
    expect(await resolve(world, 'keep')).toMatchObject({ outcome: 'succeeded' });
    // Days later, listed in full for another reason: nothing is removed, nothing is asked.
    await world.clock.advance(3 * 24 * HOUR);
    expect(await sync()).toMatchObject({ outcome: 'succeeded', mode: 'full', counts: { swept: 0 } });
    expect(world.ids(TEAM)).toHaveLength(20);
    // The calendar fills up again and is emptied once more.
    delete account.script.events;
    account.put(
      TEAM,
      ...many(20),
      ...Array.from({ length: 30 }, (_, index) => single(`new${index}`, { day: 9 })),
    );
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    account.script.events = ({ range }) =>
      range.kind === 'incremental'
        ? fail({ kind: 'fullSyncRequired' })
        : ok({ ...emptyPage, nextSyncToken: 'token@70' });
    expect(await sync()).toMatchObject({ problems: [{ kind: 'sweepHeld', count: 50 }] });
    expect(world.ids(TEAM)).toHaveLength(50);
  });
});

test('an event that can no longer be read stays as it was: a full listing still contains it [F23]', async () => {
  const { account, world, sync } = open();
  account.put(TEAM, single('a'), single('b'), single('c'));
  await sync();
  world.store.sync.dropToken(1);
  account.script.events = () =>
    ok({
      ...emptyPage,
      changes: [{ type: 'event', event: single('a') }],
      quarantined: 1,
      unreadable: [single('b').id],
      nextSyncToken: 'token@3',
    });
  expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { quarantined: 1, swept: 1 } });
  expect(world.ids(TEAM)).toEqual(['a', 'b']);
});

describe('masters that are missing [S17]', () => {
  test('are fetched once by id', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, exception('series_20261125T090000Z', 'series'));
    account.script.event = () => ok({ type: 'event', event: master('series', { day: -400 }) });
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { upserted: 2 } });
    expect(world.ids(TEAM)).toEqual(['series', 'series_20261125T090000Z']);
    expect(account.asked()).toContain(`${TEAM} get series`);
    await sync();
    expect(account.asked()).not.toContain(`${TEAM} get series`);
  });

  test.each([
    ['not there', () => fail({ kind: 'notFound' } as const)],
    ['not for us', () => fail({ kind: 'forbidden', detail: '' } as const)],
    ['cancelled', () => ok({ type: 'deleted', id: single('series').id, instanceOf: null } as const)],
    ['no series', () => ok({ type: 'event', event: single('series') } as const)],
    ['another series', () => ok({ type: 'event', event: master('other') } as const)],
  ])('%s: its exception stays alone, and it is not requested again', async (_name, event) => {
    const { account, world, sync } = open();
    account.put(TEAM, exception('series_1', 'series'));
    account.script.event = event;
    expect(await sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    await sync();
    expect(account.asked().filter((what) => what.includes(' get '))).toEqual([`${TEAM} get series`]);
    expect(world.ids(TEAM)).toEqual(['series_1']);
  });

  test('are fetched twenty in a pass; the others follow', async () => {
    const { account, world, sync } = open();
    const names = Array.from({ length: 25 }, (_, n) => `s${n}`);
    account.put(TEAM, ...names.map((name) => exception(`${name}_1`, name)));
    account.script.event = ({ eventId }) => ok({ type: 'event', event: master(eventId) });
    const fetched = () => account.asked().filter((what) => what.includes(' get ')).length;
    await sync();
    expect(fetched()).toBe(20);
    await sync();
    expect(fetched()).toBe(5);
    expect(world.ids(TEAM)).toHaveLength(50);
  });

  test.each([
    ['googleUnavailable', fail({ kind: 'unavailable', detail: '503', retryAfterMs: null } as const)],
    // A portal's page says nothing about the master [S36].
    ['unexpectedReply', fail({ kind: 'unexpectedReply', detail: 'notJson' } as const)],
  ])('%s leaves the master for the next pass, and the calendar its token [S36]', async (kind, failure) => {
    const { account, world, sync } = open();
    account.put(TEAM, exception('series_1', 'series'));
    account.script.event = () => failure;
    expect(await sync()).toMatchObject({ problems: [{ kind }] });
    expect(world.token(TEAM)).toBe('token@1');
    account.script.event = () => ok({ type: 'event', event: master('series') });
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { upserted: 1 } });
  });
});

describe('the calendar list [S32]', () => {
  test('new calendars are synced in the same pass', async () => {
    const { account, world, sync } = open();
    await sync();
    account.addCalendar('rooms@example.com');
    account.put('rooms@example.com', single('r'));
    expect(await sync()).toMatchObject({ outcome: 'succeeded', counts: { calendars: 2 } });
    expect(world.ids('rooms@example.com')).toEqual(['r']);
  });

  test('is listed in full each day', async () => {
    const { account, world, sync } = open();
    await sync();
    await world.clock.advance(DAY);
    account.asked();
    await sync();
    expect(account.asked()).toEqual(['list full', `${TEAM} since token@0`]);
  });

  test('a rejected list token leads to one full list', async () => {
    const { account, sync } = open();
    await sync();
    account.asked();
    account.script.list = ({ syncToken }) =>
      syncToken === null ? undefined : fail({ kind: 'fullSyncRequired' });
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    expect(account.asked()).toEqual(['list since list@1', 'list full', `${TEAM} since token@0`]);
  });

  test('a full list without a single calendar is not accepted [S36]', async () => {
    const { account, world, sync } = open();
    account.put(TEAM, single('a'));
    await sync();
    await world.clock.advance(DAY);
    account.script.list = () => ok({ items: [], nextPageToken: null, nextSyncToken: 'list@0' });
    expect(await sync()).toMatchObject({ outcome: 'partial', problems: [{ kind: 'unexpectedReply' }] });
    expect(world.ids(TEAM)).toEqual(['a']);
  });

  test('after a failed list the known calendars are still synced', async () => {
    const { account, world, sync } = open();
    await sync();
    account.put(TEAM, single('a'));
    account.script.list = () => fail({ kind: 'badRequest', detail: 'no' });
    expect(await sync()).toMatchObject({ outcome: 'partial', problems: [{ kind: 'unexpectedReply' }] });
    expect(world.ids(TEAM)).toEqual(['a']);
  });
});

describe('writing in slices [F20]', () => {
  test('a slow disk gets smaller slices', async () => {
    const account = createScriptedAccount('one');
    account.put(TEAM, ...many(500));
    const sizes: number[] = [];
    const world = openWorld([account], {
      wrapStore: (store) => ({
        ...store,
        commitChanges: (key, passId, changes) => {
          sizes.push(changes.length);
          world.clock.jump(changes.length / 5);
          return store.commitChanges(key, passId, changes);
        },
      }),
    });
    await world.engine.request('launch');
    expect(sizes.slice(0, 4)).toEqual([100, 40, 40, 40]);
    expect(world.ids(TEAM)).toHaveLength(500);
  });

  test('a big page is written a slice per turn of the event loop, even with calendars in parallel', async () => {
    const calendarIds = ['a@example.com', 'b@example.com', 'c@example.com'];
    const account = createScriptedAccount('one', calendarIds);
    for (const calendarId of calendarIds) account.put(calendarId, ...many(900));
    let pausing = 0;
    let mostPausing = 0;
    let turns = 0;
    const sizes: number[] = [];
    const world = openWorld([account], {
      // Callers that waited at the same time would continue, and write, in the same turn.
      pause: async () => {
        pausing += 1;
        mostPausing = Math.max(mostPausing, pausing);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        pausing -= 1;
        turns += 1;
      },
      wrapStore: (store) => ({
        ...store,
        commitChanges: (key, passId, changes) => {
          sizes.push(changes.length);
          return store.commitChanges(key, passId, changes);
        },
      }),
    });
    await world.engine.request('launch');
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_700);
    expect(Math.max(...sizes)).toBe(500);
    expect(mostPausing).toBe(1);
    // One for the calendar list, one for each slice, and for each calendar one for the sweep's reading and one for
    // its last transaction.
    expect(turns).toBe(1 + sizes.length + 3 * 2);
  });
});

describe('calendars and accounts with many events that go [F20, S33, S40]', () => {
  test('are removed from the file by the end of the pass that noticed it', async () => {
    const account = createScriptedAccount('one', ['home@example.com', TEAM]);
    account.put(TEAM, ...many(450));
    const world = openWorld([account]);
    await world.engine.request('launch');
    account.script.list = () =>
      ok({
        items: [{ type: 'deleted', id: TEAM as CalendarId }],
        nextPageToken: null,
        nextSyncToken: 'list@2',
      });
    await world.engine.request('person');
    expect(world.query('SELECT key FROM events')).toEqual([]);
    expect(world.query('SELECT key FROM calendars')).toHaveLength(1);
  });

  test('even if no account is left; a cancelled pass leaves the rest to the next', async () => {
    const account = createScriptedAccount('one');
    account.put(TEAM, ...many(450));
    const world = openWorld([account]);
    await world.engine.request('launch');
    world.store.accounts.remove(account.id);
    expect(world.query('SELECT key FROM events')).toHaveLength(450);
    const pass = world.engine.request('settingChanged');
    await world.engine.cancel();
    await pass;
    await world.restart();
    await world.engine.request('launch');
    expect(world.query('SELECT key FROM events')).toEqual([]);
    expect(world.query('SELECT id FROM accounts')).toEqual([]);
  });
});
