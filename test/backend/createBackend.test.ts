/** The whole backend: the real store, vault, sync and accounts on files, without Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openVault, type Vault } from '../../main/accounts/vault.ts';
import { addSampleChoices } from '../../main/attention/sampleChoices.ts';
import { addSampleNotes } from '../../main/notes/addSampleNotes.ts';
import type { LazyNotes } from '../../main/notes/lazyNotes.ts';
import { sampleNotes } from '../../main/notes/sampleNotes.ts';
import type { NoteToSave } from '../../shared/notes.ts';
import { createBackendEvents } from '../../main/backend/backendEvents.ts';
import { createBackend } from '../../main/backend/createBackend.ts';
import type { Backend, BackendTools } from '../../main/backend/types.ts';
import { feedsOffline } from '../support/noFeeds.ts';
import { createProviders } from '../../main/providers/registry.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { refOf } from '../../shared/agenda.ts';
import { emptyRule, type AttentionRule } from '../../shared/attention.ts';
import { isBusyMeeting } from '../../shared/meetings.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { lateMail } from '../../main/meetings/runningLate.ts';
import { sampleAccountId } from '../../shared/model.ts';
import type { EventId, Occurrence } from '../../shared/model.ts';
import { createFakeClock, type FakeClock } from '../support/clock.ts';
import { memoryAttention } from '../support/memoryAttention.ts';
import { noKeyring } from '../support/openTestBackend.ts';
import { value } from '../support/value.ts';

const openBackend = async (
  given: Partial<Pick<BackendTools, 'attention' | 'settings'>> = {},
  before: (vault: Vault, clock: FakeClock) => Promise<unknown> = async () => {},
): Promise<Backend> => {
  const profile = mkdtempSync(join(tmpdir(), 'jarvis-backend-'));
  const clock = createFakeClock({ nowMs: Date.UTC(2026, 10, 24, 9) });
  const vault = openVault({ path: join(profile, 'vault.json'), keyring: noKeyring, storage: 'file' });
  await before(vault, clock);
  const opened = await createBackend({
    databasePath: join(profile, 'calendar.db'),
    packaged: false,
    clock,
    vault,
    providers: createProviders({
      clock,
      timeZone: () => 'Europe/Berlin',
      endpoints: {},
      client: () => null,
      fetch: () => Promise.reject(Object.assign(new TypeError('down'), { code: 'ENOTFOUND' })),
      openSignIn: () => Promise.resolve(),
      writing: {
        fetch: () => Promise.reject(new TypeError('down')),
        closeConnections: () => Promise.resolve(),
      },
      feed: feedsOffline,
    }),
    confirmOther: () => Promise.resolve(false),
    isKeyringMissing: () => true,
    settings: () => defaultSettings,
    attention: memoryAttention(),
    messages: () => messagesFor('en'),
    events: createBackendEvents(),
    log: () => {},
    onBug: (error) => {
      throw error;
    },
    ...given,
  });
  const backend = value(opened);
  onTestFinished(async () => {
    await backend.close();
    rmSync(profile, { recursive: true });
  });
  return backend;
};

test('[F3] without a database, the accounts are those in the vault, and not the sample', async () => {
  const backend = await openBackend({}, (vault, clock) => {
    const tokens = { accessToken: 'a', refreshToken: 'r', expiresAtMs: clock.now() + 3_600_000, scopes: [] };
    return vault.keep('google:ada@example.com', JSON.stringify({ client: { id: 'client-1' }, tokens }));
  });
  await backend.engine.request('launch');
  expect(backend.store.accounts()).toMatchObject({
    ok: true,
    value: [{ id: 'google:ada@example.com', kind: 'google', label: 'ada@example.com' }],
  });
});

describe('a dismissed, muted or hidden meeting', () => {
  const nowMs = Date.UTC(2026, 10, 24, 9);
  const day = { from: '2026-11-24T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z', timeZone: 'Europe/Berlin' };
  const openSample = async (rules: () => readonly AttentionRule[] = () => []) => {
    const backend = await openBackend({ attention: memoryAttention(rules) });
    await backend.engine.request('launch');
    const meeting = backend
      .meetings(nowMs, 'Europe/Berlin')
      .find(({ start, masterId }) => start.kind === 'timed' && start.ms > nowMs && masterId === undefined);
    const isIt = ({ eventId }: Occurrence): boolean => eventId === meeting!.eventId;
    return { backend, meeting: meeting!, isIt };
  };

  test('leaves the tray and the reminders, and stays in list, details and search', async () => {
    const { backend, meeting, isIt } = await openSample();
    value(backend.attention.choose(refOf(meeting), { scope: 'occurrence', level: 'done' }));
    expect(backend.meetings(nowMs, 'Europe/Berlin').some(isIt)).toBe(false);
    const attention = { level: 'done', by: 'occurrence' };
    expect(value(backend.store.agenda(day)).occurrences.find(isIt)).toMatchObject({ attention });
    expect(value(backend.store.occurrence(refOf(meeting)))).toMatchObject({ attention });
    const reminded = value(backend.reminders.page(day)).occurrences;
    expect(reminded.map(({ occurrence }) => occurrence).find(isIt)).toMatchObject({ attention });
    const found = value(await backend.store.search({ query: meeting.title })).occurrences;
    expect(found.find(isIt)?.attention).toEqual(attention);

    value(backend.attention.choose(refOf(meeting), { scope: 'occurrence', level: null }));
    expect(backend.meetings(nowMs, 'Europe/Berlin').some(isIt)).toBe(true);
  });

  test('is what its rule shows while it is edited', async () => {
    let rules: readonly AttentionRule[] = [];
    const { backend, meeting, isIt } = await openSample(() => rules);
    const rule: AttentionRule = { ...emptyRule('rule'), level: 'hidden', words: meeting.title };
    const { occurrences, total } = value(backend.attention.preview(rule));
    expect(occurrences.some(isIt)).toBe(true);
    expect(total).toBeGreaterThanOrEqual(occurrences.length);
    expect(backend.meetings(nowMs, 'Europe/Berlin').some(isIt)).toBe(true);
    rules = [rule];
    expect(backend.meetings(nowMs, 'Europe/Berlin').some(isIt)).toBe(false);
    expect(value(backend.attention.preview({ ...rule, words: '' })).total).toBe(0);
  });

  test('cannot be one that does not exist', async () => {
    const { backend, meeting } = await openSample();
    const gone = { ...refOf(meeting), eventId: 'gone' as EventId };
    expect(backend.attention.choose(gone, { scope: 'occurrence', level: 'done' })).toEqual({
      ok: false,
      problem: { kind: 'notFound' },
    });
  });
});

test('a change of the sample names the meeting that it collides with since then', async () => {
  let clock: FakeClock | null = null;
  const backend = await openBackend({}, (_vault, given) => {
    clock = given;
    return Promise.resolve();
  });
  await backend.engine.request('launch');
  const collisions = (): readonly string[] =>
    value(backend.store.changes({})).flatMap(({ title, collision }) =>
      collision === undefined ? [] : [`${title} / ${collision.with.title}`],
    );
  for (let pass = 0; pass < 2; pass += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await clock!.advance(5 * 60_000);
    // oxlint-disable-next-line no-await-in-loop
    await backend.engine.request('person');
  }
  expect(collisions()).toContain('Budget for next quarter / Interview: product designer');
  const since = new Date(Date.UTC(2026, 10, 24, 9)).toISOString();
  expect(backend.changeNotices.since(since)).toEqual(value(backend.store.changes({})));
});

test('the load of the sample’s week is what its list says', async () => {
  const backend = await openBackend();
  await backend.engine.request('launch');
  const load = value(backend.store.load({ from: '2026-11-23', timeZone: 'Europe/Berlin' }));
  expect(load.days.map(({ date }) => date)).toEqual(
    [23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`),
  );
  expect(load.meetings).toBeGreaterThan(10);
  expect(load.meetingMs).toBe(load.days.reduce((sum, { meetingMs }) => sum + meetingMs, 0));
  const [meeting] = backend.meetings(Date.UTC(2026, 10, 24, 9), 'Europe/Berlin').filter(isBusyMeeting);
  value(backend.attention.choose(refOf(meeting!), { scope: 'occurrence', level: 'muted' }));
  const muted = value(backend.store.load({ from: '2026-11-23', timeZone: 'Europe/Berlin' }));
  expect(muted.meetings).toBe(load.meetings - 1);
});

describe('the sample', () => {
  const nowMs = Date.UTC(2026, 10, 24, 9);
  const lists = (backend: Backend): readonly Occurrence[] =>
    value(
      backend.store.agenda({
        from: new Date(nowMs - 12 * 3_600_000).toISOString(),
        to: new Date(nowMs + 7 * 24 * 3_600_000).toISOString(),
      }),
    ).occurrences;
  const withAttention = (backend: Backend): readonly string[] =>
    lists(backend).flatMap(({ title, attention }) =>
      attention === undefined ? [] : [`${title}: ${attention.level} by ${attention.by}`],
    );

  test('shows what is done and what is muted, once: what the person takes back stays so', async () => {
    const attention = memoryAttention();
    const backend = await openBackend({ attention });
    await backend.engine.request('launch');
    addSampleChoices(attention, backend.store, nowMs);
    expect(withAttention(backend)).toEqual([
      'Daily stand-up: done by occurrence',
      'Office hours: design system: muted by series',
    ]);
    attention.unmute(attention.muted()[0]!);
    addSampleChoices(attention, backend.store, nowMs);
    expect(withAttention(backend)).toEqual(['Daily stand-up: done by occurrence']);
  });

  test('has notes on the last meeting that is over, also while the next one of its series is running', async () => {
    const backend = await openBackend();
    await backend.engine.request('launch');
    const notedAt = async (atMs: number): Promise<readonly (string | undefined)[]> => {
      let noted: readonly NoteToSave[] = [];
      const notes = {
        addSample: async (meetings: () => readonly Occurrence[]) => (noted = sampleNotes(meetings())),
      };
      await addSampleNotes(notes as unknown as LazyNotes, backend.store, atMs);
      return noted.map(({ meeting }) => meeting.occurrenceStart);
    };
    const lastWeeks = '2026-11-17T13:00:00.000Z';
    const running = Date.UTC(2026, 10, 24, 13, 10);
    expect(await notedAt(running)).toEqual([lastWeeks, lastWeeks]);
    const over = Date.UTC(2026, 10, 24, 13, 30);
    expect(await notedAt(over)).toEqual(Array(2).fill('2026-11-24T13:00:00.000Z'));
  });

  test('takes its choices along when it is disconnected, and brings them again', async () => {
    const attention = memoryAttention();
    const backend = await openBackend({ attention });
    await backend.engine.request('launch');
    addSampleChoices(attention, backend.store, nowMs);
    await backend.accounts.disconnect(sampleAccountId);
    addSampleChoices(attention, backend.store, nowMs);
    expect(attention.muted()).toEqual([]);
    await backend.accounts.connectSample();
    await backend.engine.request('person');
    addSampleChoices(attention, backend.store, nowMs);
    expect(withAttention(backend)).toHaveLength(2);
  });

  test('has guests to whom one can write that one is late', async () => {
    const backend = await openBackend();
    await backend.engine.request('launch');
    const review = lists(backend).find(({ title }) => title === 'Design review: new checkout')!;
    const detail = value(backend.store.occurrence(refOf(review)))!;
    const words = {
      messages: messagesFor('en-GB'),
      format: createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' }),
    };
    expect(lateMail(detail, 10, words)).toMatch(/^mailto:[^?]+@example\.com/);
  });
});
