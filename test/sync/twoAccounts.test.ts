/**
 * Two Google accounts over real HTTP, each with its own server, that share a calendar and a meeting: each has its own
 * tokens, backoffs and problems; what both have is shown once [S23].
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import { createFakeClock } from '../support/clock.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { googleSourceAt, openTestBackend } from '../support/openTestBackend.ts';
import { MINUTE, START_MS, meeting } from './googleWorld.ts';

const HOUR = 60 * MINUTE;
const SHARED = 'shared@example.com';
const people = ['ada', 'ben'] as const;
type Person = (typeof people)[number];
const idOf = (person: Person) => `google:${person}@example.com` as AccountId;
const attending = (person: Person, responseStatus: 'tentative' | 'accepted') => [
  { email: `${person}@example.com`, self: true, responseStatus },
];

const open = async () => {
  const clock = createFakeClock({ nowMs: START_MS });
  const directory = mkdtempSync(join(tmpdir(), 'jarvis-two-'));
  const servers = await Promise.all(people.map((_, seed) => startFakeGoogle({ clock, seed: seed + 1 })));
  const google = { ada: servers[0]!, ben: servers[1]! };
  for (const person of people) {
    const { model, oauth } = google[person];
    oauth.settings.acceptAnyToken = true;
    model.addCalendar({
      id: `${person}@example.com`,
      summary: person,
      timeZone: 'Europe/Berlin',
      primary: true,
    });
    model.addCalendar({ id: SHARED, summary: 'Shared', timeZone: 'Europe/Berlin' });
    model.insert(SHARED, {
      ...meeting('Shared meeting', START_MS + HOUR),
      id: 'shared',
      iCalUID: 'shared@example.com',
    });
  }
  const sources = Object.fromEntries(
    people.map((person) => [
      idOf(person),
      googleSourceAt(google[person].origin, {
        accountTokens: { accessToken: async () => ok(person), refreshAfter401: async () => ok(person) },
        now: clock.now,
      }),
    ]),
  );
  const { store, engine, close } = openTestBackend({
    path: join(directory, 'calendar.db'),
    clock,
    sourceFor: (id) => sources[id] ?? null,
    settings: () => ({ reachBack: 'month' }),
  });
  onTestFinished(async () => {
    await close();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(directory, { recursive: true });
  });
  const connect = (person: Person): void => {
    const label = `${person}@example.com`;
    store.accounts.add({
      id: idOf(person),
      kind: 'google',
      label,
      connectedAt: new Date(clock.now()).toISOString(),
    });
  };
  const agenda = () => {
    const page = store.agenda.list({
      from: new Date(START_MS).toISOString(),
      to: new Date(START_MS + 24 * HOUR).toISOString(),
    });
    if (!page.ok) throw new Error(page.problem.kind);
    return page.value.occurrences.map(({ title, accountId, calendarId, selfResponse }) =>
      [title, accountId.split(/[:@]/)[1], calendarId.split('@')[0], selfResponse].join(' '),
    );
  };
  /** Requests to a server since the last call: full or by token. */
  const asked = (person: Person) =>
    google[person].requests
      .splice(0)
      .map(({ query }) => (query['syncToken'] === undefined ? 'full' : 'token'));
  return { clock, store, engine, google, connect, agenda, asked };
};

describe('two accounts that share a calendar', () => {
  test('a second one keeps the first and its tokens; what both have is shown once [S23]', async () => {
    const t = await open();
    t.connect('ada');
    await t.engine.request('signIn');
    expect(t.agenda()).toEqual(['Shared meeting ada shared ']);
    t.asked('ada');
    t.clock.jump(MINUTE);
    t.connect('ben');
    expect(await t.engine.request('signIn')).toMatchObject({
      outcome: 'succeeded',
      counts: { calendars: 4 },
    });
    expect(t.asked('ada')).toEqual(['token', 'token', 'token']);
    expect(t.asked('ben')).toEqual(['full', 'full', 'full']);
    expect(t.agenda()).toEqual(['Shared meeting ada shared ']);
  });

  test('among copies in their own calendars, the one with the person’s response is shown [S23]', async () => {
    const t = await open();
    const invitation = { ...meeting('Plan', START_MS + 2 * HOUR), id: 'plan', iCalUID: 'plan@example.com' };
    t.google.ada.model.insert('ada@example.com', invitation);
    t.google.ben.model.insert(SHARED, { ...invitation, attendees: attending('ben', 'tentative') });
    for (const person of people) t.connect(person);
    await t.engine.request('launch');
    expect(t.agenda()).toEqual(['Shared meeting ada shared ', 'Plan ben shared tentative']);
    // The other copy is still shown if this one is hidden.
    const calendarId = SHARED as CalendarId;
    t.store.calendars.setVisible({ accountId: idOf('ben'), calendarId, visible: false });
    expect(t.agenda()).toEqual(['Shared meeting ada shared ', 'Plan ada ada ']);
  });

  test('each is shown, audited and inspected separately', async () => {
    const t = await open();
    for (const person of people) t.connect(person);
    await t.engine.request('launch');
    t.store.calendars.setVisible({
      accountId: idOf('ada'),
      calendarId: SHARED as CalendarId,
      visible: false,
    });
    expect(t.agenda()).toEqual(['Shared meeting ben shared ']);
    const { audits } = await t.engine.audit({ calendarId: SHARED as CalendarId });
    expect(audits.map(({ accountId }) => accountId)).toEqual([idOf('ben')]);
    const inspected = t.store.calendars.inspect();
    if (!inspected.ok) throw new Error(inspected.problem.cause);
    const lastAudits = inspected.value.map(({ account, calendars }) => [
      account.label,
      ...calendars.map(({ name, lastAudit }) => `${name} ${lastAudit !== null}`),
    ]);
    expect(lastAudits).toEqual([
      ['ada@example.com', 'ada false', 'Shared false'],
      ['ben@example.com', 'ben false', 'Shared true'],
    ]);
  });

  test('disconnecting one leaves the other’s rows, tokens and shared meeting', async () => {
    const t = await open();
    for (const person of people) t.connect(person);
    await t.engine.request('launch');
    expect(t.store.accounts.remove(idOf('ada'))).toEqual({ ok: true, value: { removed: true } });
    expect(t.agenda()).toEqual(['Shared meeting ben shared ']);
    t.asked('ben');
    expect(await t.engine.request('person')).toMatchObject({
      outcome: 'succeeded',
      counts: { calendars: 2 },
    });
    expect(t.asked('ben')).toEqual(['token', 'token', 'token']);
  });

  test('one that is rate-limited or signed out waits alone, with its own problem and time [S34, S35, F12]', async () => {
    const t = await open();
    for (const person of people) t.connect(person);
    await t.engine.request('launch');
    t.google.ada.faults.add({ kind: 'status', status: 429, retryAfter: '600' } as never, { times: 1 });
    t.google.ben.model.insert('ben@example.com', meeting('Dinner', START_MS + 3 * HOUR));
    const retryAt = new Date(START_MS + 600_000).toISOString();
    const first = await t.engine.request('person');
    expect(first).toMatchObject({
      outcome: 'partial',
      problems: [{ kind: 'rateLimited' }],
      counts: { calendars: 2, upserted: 1 },
    });
    expect(t.engine.problemsOf(idOf('ben'))).toEqual([]);
    t.asked('ada');
    const second = await t.engine.request('person');
    expect(second).toMatchObject({ problems: [{ kind: 'rateLimited', retryAt }], counts: { calendars: 2 } });
    expect(t.asked('ada')).toEqual([]);
    expect(t.engine.status().problems).toEqual([{ kind: 'rateLimited', retryAt }]);
    await t.clock.advance(600_000);
    expect(await t.engine.request('person')).toMatchObject({
      outcome: 'succeeded',
      problems: [],
      counts: { calendars: 4 },
    });
  });
});
