/** Self-audits: what is stored is compared with a full listing. */
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CalendarId } from '../../shared/model.ts';
import { fail } from '../../shared/result.ts';
import { createScriptedAccount, exception, master, openWorld, single } from './scripted.ts';

const DAY = 86_400_000;
const TEAM = 'team@example.com';
const OTHER = 'other@example.com';

const opened = async () => {
  const account = createScriptedAccount('one', [TEAM, OTHER]);
  account.put(TEAM, ...['a', 'b', 'c', 'd'].map((id) => single(id)), master('m'), exception('m_1', 'm'));
  const world = openWorld([account]);
  await world.engine.request('launch');
  account.asked();
  /** Changes the rows, like a bug or a damaged page would. */
  const damage = (sql: string): void => {
    const db = new Database(world.path);
    db.exec(sql);
    db.close();
  };
  const lastAudit = (calendarId = TEAM) => {
    const inspected = world.store.calendars.inspect();
    if (!inspected.ok) throw new Error(inspected.problem.cause);
    return inspected.value[0]?.calendars.find((one) => one.calendarId === calendarId)?.lastAudit ?? null;
  };
  return {
    account,
    world,
    damage,
    lastAudit,
    audit: () => world.engine.audit({ calendarId: TEAM as CalendarId }),
  };
};

describe('an audit', () => {
  test('of sound rows finds nothing, costs one full listing and records its time', async () => {
    const { account, audit, lastAudit, world } = await opened();
    const { outcome, audits } = await audit();
    expect(outcome).toMatchObject({ outcome: 'succeeded', reason: 'audit', mode: 'full' });
    expect(audits).toMatchObject([{ calendarId: TEAM, missing: 0, extra: 0, different: 0 }]);
    const asked = account.asked();
    expect(asked.filter((one) => one.startsWith(TEAM))).toEqual([`${TEAM} since token@6`, `${TEAM} full`]);
    expect(asked).toContain(`${OTHER} since token@0`);
    expect(lastAudit()).toMatchObject({ missing: 0, at: new Date(world.clock.now()).toISOString() });
    expect(lastAudit(OTHER)).toBeNull();
    expect(world.store.passes.list(1)).toMatchObject({ value: [{ reason: 'audit' }] });
  });

  test('[S15] does not count a cancelled slot without its series: it showed nothing', async () => {
    const { audit, damage, world } = await opened();
    // As left by a tombstone that comes after its series' own.
    damage(`INSERT INTO events (calendar_key, event_id, seen_pass, kind, master_id, original_ms)
      SELECT calendar_key, 'gone_20261201T080000Z', seen_pass, 'cancelled', 'gone', ${Date.UTC(2026, 11, 1, 8)}
      FROM events WHERE event_id = 'a'`);
    expect((await audit()).audits).toMatchObject([{ missing: 0, extra: 0, different: 0 }]);
    expect(world.ids(TEAM)).not.toContain('gone_20261201T080000Z');
  });

  test('counts drift by kind and repairs it', async () => {
    const { audit, damage, lastAudit, world } = await opened();
    damage(`DELETE FROM events WHERE event_id IN ('a', 'm_1')`);
    damage(`UPDATE events SET title = 'Wrong' WHERE event_id = 'b'`);
    damage(`UPDATE events SET event_id = 'ghost' WHERE event_id = 'c'`);
    const { audits } = await audit();
    expect(audits).toMatchObject([{ missing: 3, extra: 1, different: 1 }]);
    expect(lastAudit()).toMatchObject({ missing: 3, extra: 1, different: 1 });
    expect(world.ids(TEAM)).toEqual(['a', 'b', 'c', 'd', 'm', 'm_1']);
    expect((await audit()).audits).toMatchObject([{ missing: 0, extra: 0, different: 0 }]);
  });

  test('does not count changes at the server since the token, neither before nor during the listing', async () => {
    const { account, audit, damage, world } = await opened();
    damage(`UPDATE events SET title = 'Wrong' WHERE event_id = 'b'`);
    // In the incremental listing that comes first.
    account.put(TEAM, single('new'));
    account.delete(TEAM, 'd');
    let listings = 0;
    account.script.events = ({ range, calendarId }) => {
      if (calendarId !== TEAM || range.kind !== 'full') return undefined;
      listings += 1;
      // Between the two listings.
      if (listings === 1) {
        account.put(TEAM, single('late'), single('a', { title: 'Renamed' }));
        account.delete(TEAM, 'c', 'm', 'm_1');
      }
      return undefined;
    };
    expect((await audit()).audits).toMatchObject([{ missing: 0, extra: 0, different: 1 }]);
    expect(world.ids(TEAM)).toEqual(['a', 'b', 'late', 'new']);
    expect(await world.engine.request('person')).toMatchObject({ mode: 'incremental', outcome: 'succeeded' });
    expect(world.ids(TEAM)).toEqual(['a', 'b', 'late', 'new']);
  });

  test('that fails leaves the token; if the server has forgotten the token, it lists but counts nothing', async () => {
    const { account, audit, damage, lastAudit, world } = await opened();
    const before = world.token(TEAM);
    damage(`DELETE FROM events WHERE event_id = 'a'`);
    account.script.events = ({ range }) =>
      range.kind === 'full' ? fail({ kind: 'unavailable', detail: '', retryAfterMs: null }) : undefined;
    expect(await audit()).toMatchObject({ audits: [], outcome: { outcome: 'partial' } });
    expect(world.token(TEAM)).toBe(before);
    await world.clock.advance(DAY / 24);
    let asked = 0;
    account.script.events = ({ range, calendarId }) => {
      if (calendarId !== TEAM || range.kind === 'full') return undefined;
      asked += 1;
      // The changes in between cannot be fetched, so nothing can be counted yet.
      return asked === 2 ? fail({ kind: 'unavailable', detail: '', retryAfterMs: null }) : undefined;
    };
    account.put(TEAM, single('new'));
    damage(`DELETE FROM events WHERE event_id = 'b'`);
    expect(await audit()).toMatchObject({ audits: [], outcome: { outcome: 'partial' } });
    expect(world.token(TEAM)).toBe('token@7');
    expect(lastAudit()).toBeNull();
    damage(`DELETE FROM events WHERE event_id = 'a'`);
    let incremental = 0;
    account.script.events = ({ range, calendarId }) => {
      if (calendarId !== TEAM || range.kind === 'full') return undefined;
      incremental += 1;
      return incremental === 2 ? fail({ kind: 'fullSyncRequired' }) : undefined;
    };
    expect((await audit()).audits).toEqual([]);
    expect(lastAudit()).toBeNull();
    expect(world.ids(TEAM)).toContain('a');
  });

  test('happens by itself within nine days, in the timer’s pass, and not again before the next week', async () => {
    const { account, world, lastAudit } = await opened();
    await world.clock.advance(5 * DAY);
    expect(await world.engine.request('timer')).toMatchObject({ reason: 'timer' });
    await world.clock.advance(4 * DAY);
    expect(await world.engine.request('resume')).toMatchObject({ reason: 'resume' });
    account.asked();
    expect(await world.engine.request('timer')).toMatchObject({ reason: 'audit', mode: 'full' });
    expect(account.asked().filter((one) => one.endsWith('full')).length).toBeGreaterThan(1);
    expect(lastAudit()).not.toBeNull();
    expect(await world.engine.request('timer')).toMatchObject({ reason: 'timer', mode: 'incremental' });
  });

  test('covers three calendars of an account at a time', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `calendar${index}@example.com`);
    const account = createScriptedAccount('one', ids);
    const world = openWorld([account]);
    await world.engine.request('launch');
    await world.clock.advance(9 * DAY);
    const audited = async (): Promise<number> => {
      account.asked();
      await world.engine.request('timer');
      return account.asked().filter((one) => one.endsWith(' full') && !one.startsWith('list')).length;
    };
    expect([await audited(), await audited(), await audited(), await audited()]).toEqual([3, 3, 2, 0]);
  });

  test('requested during a pass comes after it, for each request', async () => {
    const { world } = await opened();
    const pass = world.engine.request('person');
    const [one, two] = await Promise.all([
      world.engine.audit({ calendarId: TEAM as CalendarId }),
      world.engine.audit({ calendarId: OTHER as CalendarId }),
    ]);
    expect(await pass).toMatchObject({ reason: 'person' });
    expect(one).toEqual(two);
    expect(one.audits.map(({ calendarId }) => calendarId).toSorted()).toEqual([OTHER, TEAM]);
  });
});
