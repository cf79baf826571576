/**
 * What happens around the events: calendars are added and removed, the person decides, the server and the network
 * fail, time passes.
 */
import assert from 'node:assert/strict';
import { dayMs, minuteMs } from '../../main/googleModel/zoneTime.ts';
import type { Fault } from '../support/fakeGoogle/index.ts';
import { accountNow, calendarsNow } from './account.ts';
import { calendarOf, one, pick, zones } from './choosing.ts';
import type { Operation } from './choosing.ts';
import { edits } from './edits.ts';
import { noGuard, upcomingCount } from './protocol.ts';
import { sync } from './syncing.ts';
import { ACCOUNT, HOME } from './world.ts';

export const calendars = {
  addCalendar: ({ model }, n, k) => {
    const id = `extra${n % 3}@example.com`;
    if (model.calendarIds().includes(id)) return;
    model.addCalendar({
      id,
      summary: `Extra ${k}`,
      timeZone: one(zones, k),
      selected: k % 5 !== 0,
      hidden: k % 7 === 0,
    });
  },
  removeCalendar: (world, n) => {
    const id = pick(
      world.model.calendarIds().filter((each) => each !== HOME),
      n,
    );
    if (id !== undefined) world.model.removeCalendar(id);
  },
  hideCalendar: (world, n, k) => void world.model.hideCalendar(calendarOf(world, n), k % 2 === 0),
  renameCalendar: (world, n, k) =>
    void world.model.patchCalendar(calendarOf(world, n), { summary: `Calendar ${k}` }),
  /** Half of them without a change in the list: the events' own listings report it [S29]. */
  remindCalendar: (world, n, k) => {
    const method = k % 2 === 0 ? 'popup' : 'email';
    const defaultReminders = k % 4 === 0 ? [] : [{ method, minutes: k % 90 } as const];
    world.model.patchCalendar(
      calendarOf(world, n),
      { defaultReminders },
      ...(n % 2 ? ['silently' as const] : []),
    );
  },
  renameSilently: (world, n, k) => {
    const id = calendarOf(world, n);
    world.silent.add(id);
    world.model.patchCalendar(id, { summary: `Quietly ${k}` }, 'silently');
  },
  loseAccess: (world, n, k) => {
    const id = pick(
      world.model.calendarIds().filter((each) => each !== HOME),
      n,
    );
    if (id !== undefined) world.model.loseAccess(id, k % 2 === 0 ? 'forbidden' : 'notFound');
  },
  regainAccess: (world, n) => void world.model.regainAccess(calendarOf(world, n)),
  /** The person shows or hides a calendar. */
  choose: (world, n, k) => {
    const id = pick([...world.known.keys()], n);
    if (id === undefined) return;
    const visible = k % 3 !== 0;
    const chosen = world.app.store.calendars.setVisible({
      accountId: ACCOUNT,
      calendarId: id as never,
      visible,
    });
    assert(chosen.ok);
    world.choices.set(id, visible);
    world.known.set(id, { ...world.known.get(id)!, visible });
  },
  /** A calendar that the person showed or hid is removed from the list and comes back: the choice stays. */
  leaveAndReturn: async (world, n, k) => {
    const id = `extra${n % 3}@example.com`;
    calendars.addCalendar(world, n, k);
    await sync(world, n);
    const known = world.known.get(id);
    if (known === undefined) return;
    const chosen = world.app.store.calendars.setVisible({
      accountId: ACCOUNT,
      calendarId: id as never,
      visible: !known.visible,
    });
    assert(chosen.ok);
    world.choices.set(id, !known.visible);
    world.known.set(id, { ...known, visible: !known.visible });
    world.model.removeCalendar(id);
    await sync(world, n);
    calendars.addCalendar(world, n, k);
    await sync(world, n);
  },
  /** The person decides about a held sweep [S12]. */
  decide: (world, n) => {
    for (const [id, known] of world.known) {
      if (known.guard.held === null) continue;
      const choice = n % 2 === 0 ? 'keep' : 'remove';
      const decided = world.app.store.calendars.resolveSweep({ calendarId: id as never, choice });
      assert(decided.ok && decided.value === 1);
      const guard =
        choice === 'keep' ? { ...noGuard, kept: known.guard.held } : { ...known.guard, allowed: true };
      world.known.set(id, { ...known, guard });
    }
  },
  reachBack: (world, n) => {
    world.reachBack = one(['month', 'year', 'everything'] as const, n);
  },
} satisfies Record<string, Operation>;

export const server = {
  expireTokens: (world, n) =>
    world.model.expireTokens(
      one([undefined, 'calendarList', calendarOf(world, Math.floor(n / 4)), calendarOf(world, n)], n),
    ),
  /** Tokens that are rejected with 400 instead of 410 [S8]. */
  refuseTokens: (world, n) => {
    if (n % 2 === 0) world.refusedTokens.add(accountNow(world).list_sync_token ?? '');
    for (const { sync_token: token } of calendarsNow(world)) {
      if (token !== null && n % 3 > 0) world.refusedTokens.add(token);
    }
    // A rejected token is never issued again.
    world.model.patchCalendar(HOME, {}, 'silently');
  },
  pageLimit: ({ model }, n) => void (model.behaviour.pageLimit = one([1, 2, 3, 7, 25, 2500], n)),
  emptyPages: ({ model }, n) => void (model.behaviour.emptyPageEvery = one([0, 2, 3], n)),
  order: ({ model }, n) =>
    void (model.behaviour.order = one(['creation', 'reverse', 'scrambled'] as const, n)),
  tombstones: ({ model }, n, k) => {
    model.behaviour.tombstones = one(['guaranteed', 'bare', 'noisy'] as const, n);
    model.behaviour.exceptionTombstones = k % 2 === 0;
  },
} satisfies Record<string, Operation>;

const faults: readonly Fault[] = [
  { kind: 'cut', afterBytes: 120 },
  { kind: 'cut', afterBytes: 0 },
  { kind: 'garbage' },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'emptyPage' },
  { kind: 'repeatPageToken' },
  { kind: 'noSyncToken' },
  { kind: 'status', status: 500, body: '500_backendError' },
  { kind: 'status', status: 503, body: 'Service Unavailable', retryAfter: 120 },
  { kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 30 },
  { kind: 'status', status: 429, body: '429_rateLimitExceeded' },
  { kind: 'status', status: 403, body: '403_rateLimitExceeded' },
  { kind: 'status', status: 403, body: '403_quotaExceeded' },
  { kind: 'status', status: 403, body: '403_insufficientPermissions' },
  { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
  { kind: 'status', status: 401, body: '401_authError' },
  { kind: 'status', status: 404, body: '404_notFound' },
  { kind: 'status', status: 410, body: '410_fullSyncRequired' },
  { kind: 'status', status: 410, body: '410_updatedMinTooLongAgo' },
  { kind: 'status', status: 400, body: '400_invalid_sync_token' },
  { kind: 'edit', edit: (body) => ({ ...body, items: 'none' }) },
  { kind: 'edit', edit: () => ({}) },
  { kind: 'edit', edit: (body) => ({ ...body, items: [...(body['items'] as unknown[])].reverse() }) },
];

export const wire = {
  fault: (world, n, k) => {
    const fault = one(faults, n);
    world.google.faults.add(fault, { skip: k % 5, times: 1 + (Math.floor(k / 5) % 3) });
  },
  faultOnEvents: (world, n, k) => {
    world.google.faults.add(one(faults, n), { on: 'events', calendarId: calendarOf(world, k), skip: k % 3 });
  },
  /** A full listing of hardly anything, while there is much to lose [F9]. */
  almostEmpty: async (world, n, k) => {
    const calendarId = calendarOf(world, n);
    edits.insertMany(world, n, 9);
    edits.insertMany(world, n, k);
    await sync(world, n);
    world.model.expireTokens(calendarId);
    world.google.faults.add(
      { kind: 'almostEmpty', keep: k % 3 },
      {
        on: 'events',
        calendarId,
        page: 1,
        when: ({ query }) => {
          // A second one in a row would be accepted, and so would one of a calendar with few events.
          const known = world.known.get(calendarId);
          if (query['syncToken'] !== undefined || known === undefined || known.guard.held !== null)
            return false;
          if (known.guard.kept !== null) return false;
          return upcomingCount(known.events, world.clock.now(), known.entry.timeZone) >= 20 + 3;
        },
      },
    );
    await sync(world, n);
    if (k % 4 === 0) calendars.decide(world, n);
  },
  /** Refused again and again: one more failure each time, and a longer wait [S35]. */
  storm: async (world, n, k) => {
    const body = one(['429_rateLimitExceeded', '403_rateLimitExceeded', '403_quotaExceeded'], n);
    const status = Number(body.slice(0, 3));
    world.google.faults.add({ kind: 'status', status, body }, { times: 1_000 });
    for (let again = 0; again < 2 + (k % 3); again += 1) {
      await sync(world, n + again);
      await sync(world, n + again, { reason: 'timer' });
      if (again === k % 4) await world.restart();
      await world.clock.advance(31 * minuteMs);
    }
    world.google.faults.clear();
  },
  clearFaults: ({ google }) => google.faults.clear(),
} satisfies Record<string, Operation>;

export const time = {
  wait: ({ clock }, n) => clock.advance((1 + (n % 180)) * minuteMs),
  waitDays: ({ clock }, n) => clock.advance((1 + (n % 20)) * dayMs),
  setBack: ({ clock }, n) => clock.jump(-(n % 90) * minuteMs),
} satisfies Record<string, Operation>;
