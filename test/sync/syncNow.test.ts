/**
 * "Sync now" during a pass, over real HTTP with the fake Google: what was at Google when the person pressed is stored
 * when the call returns, even if the running pass had listed that calendar before.
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
    /** Runs a pass; calls back when a calendar's reply is made but not yet sent, so that later edits are not in it. */
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

describe('pressing “Sync now” during a pass', () => {
  test.each(['timer', 'launch', 'resume', 'networkBack', 'person', 'signIn', 'settingChanged'] as const)(
    'returns what was at Google at that time, during a pass by %s',
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

  test('leads to one pass for all such requests before that pass ends, not one each', async () => {
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

  test('during the pass that follows leads to another one after that', async () => {
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
    'does more than a request by %s, which joins the running pass',
    async (reason) => {
      const t = await openSynced();
      const joined: Promise<PassOutcome>[] = [];
      const pass = await t.passWith('timer', TEAM, () => joined.push(t.engine.request(reason)) as never);
      expect(await Promise.all(joined)).toEqual([pass]);
      expect(t.ended).toHaveLength(1);
    },
  );

  test('is tried after a pass that failed, and returns its own outcome', async () => {
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

  test('makes no request before Google’s Retry-After has passed, and says until when [S35]', async () => {
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

  test('skips our own backoff, whatever else requests the same pass', async () => {
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

  test('is cancelled with the pass it waits for if the person cancels or the app ends', async () => {
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
