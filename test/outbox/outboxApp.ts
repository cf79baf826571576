/** The app's backend with its outbox on real files, a fake Google, and a clock that only the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { Behaviour } from '../../main/googleModel/serverModel.ts';
import type { Outbox } from '../../main/outbox/outbox.ts';
import type { AccountId, CalendarId, Occurrence } from '../../shared/model.ts';
import type { AnswerChoice } from '../../shared/pending.ts';
import type {
  CreateDraft,
  Draft,
  Notify,
  OutboxItem,
  RemoveDraft,
  RespondDraft,
} from '../../shared/writing.ts';
import { refOf } from '../../shared/agenda.ts';
import { createFakeClock, settled, type FakeClock } from '../support/clock.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { createFakeWriter, createWire } from '../support/fakeWriter.ts';
import { googleSourceAt, openTestBackend, type TestBackend } from '../support/openTestBackend.ts';
import { fail } from '../../shared/result.ts';
import { value } from '../support/value.ts';

export const ADA = 'ada@example.com';
export const GRACE = 'grace@example.com';
export const MIA = 'mia@example.com';
export const ada = `google:${ADA}` as AccountId;
/** Her other account, if a test opens it. */
export const WORK = 'ada@work.example';
export const home = ADA as CalendarId;
export const START_MS = Date.UTC(2026, 10, 24, 9);

/** An account at Google, and the wire to it. */
const openWorld = async (address: string, seed: number, clock: FakeClock, behaviour: Partial<Behaviour>) => {
  const google = await startFakeGoogle({ clock, seed, behaviour });
  google.oauth.settings.acceptAnyToken = true;
  google.model.addCalendar({ id: address, summary: 'Home', timeZone: 'Europe/Berlin', primary: true });
  for (const person of [GRACE, MIA]) google.model.addPerson(person);
  return {
    address,
    account: `google:${address}` as AccountId,
    google,
    model: google.model,
    wire: createWire(),
    writing: { on: true, reach: 'every' as const, permitted: true },
  };
};

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Opens everything with one connected account; closed when the test ends. Nothing is synced yet. */
export const openOutboxApp = async (
  behaviour: Partial<Behaviour> = {},
  closesItself = true,
  addresses: readonly string[] = [ADA],
) => {
  const clock = createFakeClock({ nowMs: START_MS });
  const worlds: readonly World[] = await Promise.all(
    addresses.map((address, n) => openWorld(address, n + 1, clock, behaviour)),
  );
  const worldOf = (account: AccountId): World => {
    const found = worlds.find((world) => world.account === account) ?? worlds[0];
    if (found === undefined) throw new Error(`no account ${account}`);
    return found;
  };
  const { google, model, wire, writing } = worldOf(ada);
  const root = mkdtempSync(join(tmpdir(), 'jarvis-outbox-'));
  const path = join(root, 'calendar.db');
  const writes: string[] = [];
  const bugs: unknown[] = [];
  /** The running process. Dead: it commits nothing and sends nothing any more. */
  let life = { dead: false, commitsLeft: Infinity };
  let changes = 0;
  let kills = 0;

  const open = async (): Promise<TestBackend> => {
    const own = { dead: false, commitsLeft: Infinity };
    life = own;
    const ways = new Map(
      worlds.map((world) => [
        world.account,
        {
          writer: createFakeWriter(world.google, world.wire, clock.now),
          source: googleSourceAt(world.google.origin, { now: clock.now, fetch: world.google.fetch }),
        },
      ]),
    );
    const backend = openTestBackend({
      path,
      // The timers of a process end with it.
      clock: {
        ...clock,
        after: (delayMs, callback) =>
          clock.after(delayMs, () => {
            if (!own.dead) callback();
          }),
      },
      sourceFor: (account) => ways.get(account)?.source ?? null,
      onBug: (error) => {
        if (!own.dead) bugs.push(error);
      },
      outbox: {
        path: join(root, 'outbox.db'),
        undoSeconds: () => 10,
        onWrite: () => {
          own.commitsLeft -= 1;
          if (own.commitsLeft < 0) own.dead = true;
          if (own.dead) throw new Error('dead');
          writes.push('write');
        },
        onChanged: () => (changes += 1),
        writerFor: (account) => {
          const writer = worldOf(account).writing.permitted ? ways.get(account)?.writer : undefined;
          const offline = { kind: 'notSent', failure: { kind: 'offline' } } as const;
          return writer === undefined
            ? null
            : Promise.resolve({
                send: (request, signal) =>
                  own.dead ? Promise.resolve(fail(offline)) : writer.send(request, signal),
              });
        },
        writingOf: (account) => worldOf(account).writing,
      },
    });
    await backend.outbox.openIfPresent();
    return backend;
  };
  const connectedAt = '2026-11-01T09:00:00.000Z';
  const connect = (): void => {
    for (const { account: id, address: label } of worlds)
      value(backend.store.accounts.add({ id, kind: 'google', label, connectedAt }));
  };
  let backend = await open();
  connect();

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await settled();
    }
  };
  const outbox = async (): Promise<Outbox> => value(await backend.outbox.open());
  const agenda = (from = '2026-11-20T00:00:00Z', to = '2026-12-20T00:00:00Z'): readonly Occurrence[] =>
    value(backend.reads.list({ from, to, timeZone: 'Europe/Berlin' })).occurrences;
  const titled = (title: string): Occurrence => {
    const found = agenda().find((one) => one.title === title);
    if (found === undefined) throw new Error(`no ${title}`);
    return found;
  };
  const submit = async (draft: Draft, notify: Notify = 'all', opId: string = randomUUID()) => {
    const box = await outbox();
    const preview = value(box.preview(draft));
    return value(box.submit({ opId, token: preview.token, notify }));
  };

  const app = {
    clock,
    worlds,
    google,
    model,
    wire,
    writing,
    writes,
    bugs,
    root,
    path,
    settle,
    outbox,
    agenda,
    titled,
    submit,
    backend: () => backend,
    connect,
    changes: () => changes,
    kills: () => kills,
    sync: async () => {
      const pass = await backend.engine.request('person');
      await settle();
      return pass;
    },
    /** Adds an invitation from Grace, with Mia as another guest. */
    invite: (title: string, more: Record<string, unknown> = {}) =>
      model.insert(ADA, {
        summary: title,
        start: { dateTime: '2026-11-25T09:00:00Z', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-11-25T10:00:00Z', timeZone: 'Europe/Berlin' },
        organizer: { email: GRACE },
        attendees: [
          { email: GRACE, responseStatus: 'accepted', organizer: true },
          { email: ADA, responseStatus: 'needsAction', self: true },
          { email: MIA, responseStatus: 'tentative' },
        ],
        ...more,
      }),
    answer: (title: string, response: AnswerChoice, more: Partial<RespondDraft> = {}): Promise<OutboxItem> =>
      submit({ kind: 'respond', ref: refOf(titled(title)), scope: 'one', response, comment: null, ...more }),
    create: (title: string, more: Partial<CreateDraft> = {}, notify: Notify = 'all'): Promise<OutboxItem> =>
      submit(aDraft(title, more), notify),
    remove: (
      title: string,
      scope: RemoveDraft['scope'] = 'one',
      notify: Notify = 'all',
    ): Promise<OutboxItem> => submit({ kind: 'remove', ref: refOf(titled(title)), scope }, notify),
    /** Lets the undo end, and what is due be sent. */
    afterUndo: async () => {
      await clock.advance(10_000);
      await app.flushed();
    },
    /** Waits until nothing more can be sent now, and for the pass that confirms it. */
    flushed: async () => {
      const box = await outbox();
      await Promise.all(worlds.map(({ account }) => box.flush(account)));
      await backend.engine.request('timer');
      await settle();
    },
    /** Lets 20 minutes pass, so that everything that waits for another attempt has had one. */
    later: async () => {
      await clock.advance(20 * 60_000);
      await app.flushed();
    },
    list: async () => (await outbox()).list(),
    /** How many answers were sent to Google. */
    applied: () => wire.sent.filter(({ verb }) => verb === 'patch').length,
    /** The own answer at Google. */
    answerAt: (eventId: string) =>
      model.find(ADA, eventId)?.attendees?.find(({ self }) => self === true)?.responseStatus,
    guestsAt: (eventId: string) => model.find(ADA, eventId)?.attendees?.map(({ email }) => email) ?? [],
    named: (title: string) => model.truth(ADA).singles.filter(({ summary }) => summary === title),
    /** Lets the process die instead of its n-th commit from now. */
    dieAt: (commits: number) => {
      life.commitsLeft = commits;
    },
    isDead: () => life.dead,
    /** The process dies as by `kill -9`, and another one starts. */
    kill: async () => {
      life.dead = true;
      kills += 1;
      const old = backend;
      await old.outbox.close().catch(() => undefined);
      await old.engine.stop();
      await old.store.close();
      backend = await open();
      connect();
    },
    /** Quits and starts again. */
    restart: async (meanwhile: () => void = () => {}) => {
      await backend.close();
      meanwhile();
      backend = await open();
      connect();
    },
    close: async () => {
      await backend.close();
      await Promise.all(worlds.map((world) => world.google.stop()));
      rmSync(root, { recursive: true, force: true });
    },
  };
  if (!closesItself) return app;
  onTestFinished(async () => {
    await app.close();
    expect(bugs).toEqual([]);
  });
  return app;
};

export type OutboxApp = Awaited<ReturnType<typeof openOutboxApp>>;

export const aDraft = (title: string, more: Partial<CreateDraft> = {}): CreateDraft => ({
  kind: 'create',
  accountId: ada,
  calendarId: home,
  title,
  when: { allDay: false, start: '2026-11-26T14:00', end: '2026-11-26T15:00', zone: 'Europe/Berlin' },
  repeat: null,
  guests: [],
  place: '',
  description: '',
  addMeet: false,
  reminders: null,
  ...more,
});
