/**
 * "Sync now" during a pass, over real HTTP against the fake Google: what was at Google when the person pressed is
 * stored when the answer comes, also when the pass under way had listed that calendar before the press.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import { DAY, HOME, START_MS, TEAM, meeting, openGoogleWorld } from './googleWorld.ts';

/** A synced account. */
const openSynced = async () => {
  const world = await openGoogleWorld({ events: 10 });
  onTestFinished(world.close);
  await world.sync();
  world.asked();
  const { engine, google } = world;
  const ended: PassOutcome[] = [];
  engine.onPassEnd((outcome) => ended.push(outcome));
  return {
    ...world,
    ended,
    /** Runs a pass; calls back when a calendar's answer is made and not yet sent: later edits are not in it. */
    passWith: (reason: SyncReason, calendarId: string, afterListing: () => void): Promise<PassOutcome> => {
      google.faults.add(
        {
          kind: 'edit',
          edit: (body) => {
            afterListing();
            return body;
          },
        },
        { on: 'events', calendarId, times: 1 },
      );
      return engine.request(reason);
    },
  };
};

describe('a press of “Sync now” while a pass runs', () => {
  test.each(['timer', 'launch', 'resume', 'networkBack', 'person', 'signIn', 'settingChanged'] as const)(
    'is answered with what was at Google when the person pressed, during a pass by %s',
    async (reason) => {
      const t = await openSynced();
      const pressed: Promise<PassOutcome>[] = [];
      await t.passWith(reason, TEAM, () => {
        t.model.insert(TEAM, { id: 'late', ...meeting('Late', START_MS + DAY) });
        pressed.push(t.engine.request('person'));
      });
      expect(await Promise.all(pressed)).toMatchObject([{ outcome: 'succeeded', reason: 'person' }]);
      t.expectTruth();
    },
  );

  test('and all others before that pass ends get one pass after it, not one each', async () => {
    const t = await openSynced();
    const pressed: Promise<PassOutcome>[] = [];
    for (const calendarId of [HOME, TEAM]) {
      t.google.faults.add(
        {
          kind: 'edit',
          edit: (body) => {
            for (let n = 0; n < 10; n += 1) pressed.push(t.engine.request('person'));
            return body;
          },
        },
        { on: 'events', calendarId, times: 1 },
      );
    }
    await t.engine.request('person');
    const outcomes = await Promise.all(pressed);
    expect(outcomes).toHaveLength(20);
    expect(new Set(outcomes).size).toBe(1);
    expect(t.asked()).toEqual(['incremental', 'incremental']);
    expect(t.ended).toHaveLength(2);
  });

  test('during the pass that follows the first press gets another one after that', async () => {
    const t = await openSynced();
    const second: Promise<PassOutcome>[] = [];
    const first: Promise<PassOutcome>[] = [];
    await t.passWith('timer', TEAM, () => {
      first.push(
        t.passWith('person', TEAM, () => {
          t.model.insert(TEAM, { id: 'later', ...meeting('Later', START_MS + DAY) });
          second.push(t.engine.request('person'));
        }),
      );
    });
    await Promise.all(first);
    await Promise.all(second);
    expect(t.ended).toHaveLength(3);
    t.expectTruth();
  });

  test.each(['timer', 'resume', 'networkBack', 'launch'] as const)(
    'is more than a request by %s, which joins the pass under way',
    async (reason) => {
      const t = await openSynced();
      const joined: Promise<PassOutcome>[] = [];
      const pass = await t.passWith('timer', TEAM, () => joined.push(t.engine.request(reason)) as never);
      expect(await Promise.all(joined)).toEqual([pass]);
      expect(t.ended).toHaveLength(1);
    },
  );

  test('is tried after a pass that failed, and is told how its own pass went', async () => {
    const t = await openSynced();
    const pressed: Promise<PassOutcome>[] = [];
    const status = { kind: 'status', status: 503 } as const;
    t.google.faults.add(status, { on: 'events', calendarId: HOME, times: 1 });
    const pass = await t.passWith('timer', TEAM, () => {
      t.model.insert(HOME, { id: 'late', ...meeting('Late', START_MS + DAY) });
      pressed.push(t.engine.request('person'));
    });
    expect(pass).toMatchObject({ outcome: 'partial', problems: [{ kind: 'googleUnavailable' }] });
    expect(await Promise.all(pressed)).toMatchObject([{ outcome: 'succeeded', problems: [] }]);
    t.expectTruth();
  });

  test('asks nothing before Google’s Retry-After has passed, and says until when [S35]', async () => {
    const t = await openSynced();
    const pressed: Promise<PassOutcome>[] = [];
    t.google.faults.add(
      { kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 600 },
      { on: 'events', calendarId: HOME, times: 1 },
    );
    await t.passWith('timer', TEAM, () => pressed.push(t.engine.request('person')) as never);
    const requests = t.google.requests.length;
    const retryAt = new Date(START_MS + 600_000).toISOString();
    expect(await Promise.all(pressed)).toMatchObject([{ problems: [{ kind: 'rateLimited', retryAt }] }]);
    expect(t.google.requests).toHaveLength(requests);
    expect(t.engine.status()).toMatchObject({ phase: 'idle', problems: [{ kind: 'rateLimited', retryAt }] });
  });

  test('outlasts our own backoff, whatever else asks for the same pass', async () => {
    const t = await openSynced();
    const later: Promise<PassOutcome>[] = [];
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'calendarList', times: 1 });
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'events', calendarId: HOME, times: 1 });
    await t.passWith('timer', TEAM, () => {
      t.model.insert(HOME, { id: 'late', ...meeting('Late', START_MS + DAY) });
      later.push(t.engine.request('settingChanged'), t.engine.request('person'));
    });
    expect(await Promise.all(later)).toMatchObject([{ reason: 'person' }, { outcome: 'succeeded' }]);
    t.expectTruth();
  });

  test('is cancelled with the pass it waits for when the person cancels, and when the app ends', async () => {
    for (const end of ['cancel', 'stop'] as const) {
      const t = await openSynced();
      const pressed: Promise<PassOutcome>[] = [];
      await t.passWith('timer', TEAM, () => {
        pressed.push(t.engine.request('person'));
        void t.engine[end]();
      });
      expect(await Promise.all(pressed)).toMatchObject([{ outcome: 'cancelled' }]);
      expect(t.ended).toHaveLength(1);
    }
  });
});
