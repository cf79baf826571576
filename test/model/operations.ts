/**
 * What can happen: edits on the server, network faults, time, the person, the process. Each operation takes two
 * numbers that choose among what there is, so a sequence is data: printable, replayable and shrinkable.
 */
import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../../main/googleModel/zoneTime.ts';
import type { Drift } from '../../shared/syncReport.ts';
import { calendarOf, one, pick } from './choosing.ts';
import type { Operation } from './choosing.ts';
import { calendars, server, time, wire } from './disturbances.ts';
import { edits } from './edits.ts';
import type { KnownCalendar } from './protocol.ts';
import { storedCalendars } from './rows.ts';
import { expectUnchanged, settle, sync } from './syncing.ts';
import { barred } from './truthCheck.ts';
import type { World } from './world.ts';

/** Removes a row, changes one, or adds one that Google never had; returns the resulting drift. */
const tamperWith = (world: World, key: number, n: number, k: number): Drift => {
  const { db } = world.app;
  const found = { missing: 0, extra: 0, different: 0 };
  const rows = db
    .prepare<[number, number], Record<string, unknown> & { readonly key: number; readonly event_id: string }>(
      `SELECT * FROM events WHERE calendar_key = ? AND kind = 'single' AND end_ms > ? ORDER BY key`,
    )
    .all(key, world.clock.now() + dayMs)
    .filter(({ event_id: id }) => ![...world.spoiled].some((name) => name.endsWith(` ${id}`)));
  const first = pick(rows, n);
  if (first === undefined) return found;
  const second = pick(rows, n + 1)!;
  const { key: _, ...copy } = { ...second, event_id: `ghost${n}of${k}`, etag: '"0"' };
  const columns = Object.keys(copy);
  db.prepare(`INSERT INTO events (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(copy),
  );
  found.extra = 1;
  if (k % 2 === 0) {
    db.prepare('DELETE FROM events WHERE key = ?').run(first.key);
    found.missing = 1;
  }
  if (k % 2 === 1 || second.key !== first.key) {
    // The same version by its etag; only its content differs.
    db.prepare(`UPDATE events SET title = 'Not so' WHERE key = ?`).run(second.key);
    found.different = 1;
  }
  return found;
};

const passes = {
  sync: (world, n) => sync(world, n),
  syncByTimer: (world, n) => sync(world, n, { reason: 'timer' }),
  /** Edits during the listing. */
  syncAmidEdits: (world, n, k) => {
    const names = Object.keys(edits) as (keyof typeof edits)[];
    return sync(world, n, {
      beforeRequest: (number) => {
        if (number % 3 === k % 3) (edits[one(names, n + number)] as Operation)(world, n + number, k + number);
      },
    });
  },
  /** The person presses "Sync now" during a pass, after edits that it may have missed; a timer may fire. */
  pressAmidSync: (world, n, k) => {
    const names = Object.keys(edits) as (keyof typeof edits)[];
    const reason = one(['timer', 'person', 'launch', 'resume'] as const, k);
    return sync(world, n, {
      reason,
      audit: k % 11 === 0,
      beforeRequest: (number) => {
        if (number % 3 !== k % 3 && number !== 1 + (n % 5)) return false;
        (edits[one(names, n + number)] as Operation)(world, n + number, k + number);
        if (n % 4 === 0) world.ask('timer');
        if (number > 0 || n % 2 === 0) world.ask('person');
        return true;
      },
    });
  },
  expireAmidSync: (world, n, k) =>
    sync(world, n, {
      beforeRequest: (number) => {
        if (number === 1 + (k % 5)) world.model.expireTokens(n % 2 === 0 ? undefined : calendarOf(world, n));
      },
    }),
  /** Killed between two writes [F1]. */
  kill: (world, n, k) =>
    sync(world, n, { death: { atCall: k % 30, when: n % 2 === 0 ? 'before' : 'after' } }),
  /** The person cancels, or quits [F19]. */
  cancel: (world, n, k) =>
    sync(world, n, {
      beforeRequest: (number) => {
        if (number === k % 6) void world.app.engine.cancel();
      },
    }),
  /** An audit is due, and finds no drift, whatever people do meanwhile. */
  audit: async (world, n, k) => {
    await world.clock.advance((10 + (n % 10)) * dayMs);
    const names = Object.keys(edits) as (keyof typeof edits)[];
    const beforeRequest = (number: number): boolean => {
      if (number < 2) return false;
      (edits[one(names, n + number)] as Operation)(world, n + number, k + number);
      return true;
    };
    await sync(world, n, { reason: 'timer', ...(k % 2 === 0 ? {} : { beforeRequest }) });
  },
  /** Someone else wrote to the database: the next audit finds it, to the row, and repairs it. */
  tamper: async (world, n, k) => {
    world.google.faults.clear();
    await world.clock.advance(25 * hourMs);
    await sync(world, n);
    const isSound = ({ guard, visible }: KnownCalendar): boolean =>
      visible && guard.held === null && guard.kept === null;
    const calendar = storedCalendars(world.app.outside).find(
      (each) =>
        each.sync_token !== null &&
        isSound(world.known.get(each.calendar_id)!) &&
        ![...world.spoiled].some((name) => name.startsWith(`${each.calendar_id} `)),
    );
    if (calendar === undefined || barred(world).includes(calendar.calendar_id)) return;
    const { key, calendar_id: id } = calendar;
    world.tampered.set(id, tamperWith(world, key, n, k));
    await sync(world, n, { audit: true });
    const audited = storedCalendars(world.app.outside).find((each) => each.key === key)?.last_audit;
    const { missing, extra, different } = JSON.parse(audited ?? '{}');
    assert.deepEqual({ missing, extra, different }, world.tampered.get(id), `${id}: what the audit found`);
    world.tampered.clear();
  },
  /** A calendar is emptied permanently while no token is valid: the guard asks, the person answers [S12]. */
  clearCalendar: async (world, n, k) => {
    const calendarId = calendarOf(world, n);
    edits.insertMany(world, n, 9);
    edits.insertMany(world, n, k);
    await sync(world, n);
    for (const { id } of world.model.truth(calendarId).singles) world.model.delete(calendarId, id);
    world.model.expireTokens(calendarId);
    await sync(world, n);
    if (k % 3 > 0) calendars.decide(world, k % 3);
    world.model.expireTokens(calendarId);
    await sync(world, n);
  },
  restart: (world) => world.restart(),
  settleTwice: async (world) => {
    await settle(world);
    await expectUnchanged(world);
  },
} satisfies Record<string, Operation>;

export const operations: Readonly<Record<string, Operation>> = {
  ...edits,
  ...calendars,
  ...server,
  ...wire,
  ...time,
  ...passes,
};
const instanceEdits = [
  'cancelInstance',
  'moveInstance',
  'moveInstanceFar',
  'renameInstance',
  'restoreInstance',
  'split',
  'changeDates',
  'changeRule',
  'moveSeries',
  'delete',
  'deleteSeries',
];
export const operationNames = {
  edits: Object.keys(edits),
  instanceEdits,
  calendars: Object.keys(calendars),
  server: Object.keys(server),
  wire: Object.keys(wire),
  time: Object.keys(time),
  passes: Object.keys(passes),
};
