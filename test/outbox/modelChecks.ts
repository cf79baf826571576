/** What must be true of the outbox once there is a network and nothing waits, whatever happened before. */
import { expect } from 'vitest';
import type { OutboxItem } from '../../shared/writing.ts';
import { value } from '../support/value.ts';
import { isOutboxRequest, turn, type Promised } from './modelCommands.ts';
import { eventAt, occurrencesOf, placeOf, placesOf, truthOf } from './modelPlaces.ts';
import { GRACE, MIA, type OutboxApp, type World } from './outboxApp.ts';

const decides: readonly string[] = ['conflict', 'refused', 'asks'];
const MINUTES = 60_000;

/** Ends every fault and lets time pass until nothing waits for it. */
const calmDown = async (app: OutboxApp): Promise<readonly OutboxItem[]> => {
  if (app.isDead()) await app.kill();
  app.dieAt(Infinity);
  for (const world of app.worlds) {
    world.wire.before = null;
    world.wire.faults.length = 0;
    world.wire.offline = false;
    world.google.faults.clear();
    world.writing.permitted = true;
    // oxlint-disable-next-line no-await-in-loop
    await turn(app, world, true);
  }
  for (let round = 0; ; round += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await app.clock.advance(16 * MINUTES);
    // oxlint-disable-next-line no-await-in-loop
    await app.flushed();
    // oxlint-disable-next-line no-await-in-loop
    await app.sync();
    // oxlint-disable-next-line no-await-in-loop
    const items = await app.list();
    const waits = items.some((item, at) => !decides.includes(item.state) && !isBehind(items, at));
    if (round >= 14 || (round >= 2 && !waits)) return items;
  }
};

const laneOf = ({ accountId, ref, opId }: OutboxItem): string =>
  ref === null ? opId : `${accountId} ${ref.eventId}`;

/** Whether it waits behind one that needs the person. */
const isBehind = (items: readonly OutboxItem[], at: number): boolean => {
  const item = items[at];
  return (
    item !== undefined &&
    items.slice(0, at).some((one) => laneOf(one) === laneOf(item) && decides.includes(one.state))
  );
};

export const checkAtRest = async (
  app: OutboxApp,
  ids: readonly (readonly string[])[],
  promised: Promised,
): Promise<void> => {
  const items = await calmDown(app);
  for (const [at, { state, what }] of items.entries())
    if (!isBehind(items, at)) expect(decides, `${what.kind} is decided on`).toContain(state);
  const listed = new Set(items.map(({ opId }) => opId));
  for (const [n, world] of app.worlds.entries()) {
    const refused = new Set(
      items.flatMap(({ accountId, ref }) =>
        accountId === world.account && ref !== null ? [String(ref.eventId)] : [],
      ),
    );
    checkRemovals(world, ids[n] ?? [], promised, listed, refused);
    checkCreations(world, promised, listed);
    checkMoves(world, ids[n] ?? [], promised, listed);
    checkMails(app, world, promised);
    // Of a reply that was lost, and after a death, the app knows nothing.
    if (app.kills() === 0 && !promised.unheard.has(world)) checkGates(world);
    checkWindow(app, world, items);
  }
  const stored = value(
    app.backend().store.agenda.list({ from: '2026-11-20T00:00:00Z', to: '2026-12-20T00:00:00Z' }),
  );
  if (!items.some(isDrawn))
    expect(app.agenda().map((one) => ({ ...one, pending: undefined }))).toEqual(stored.occurrences);
};

const isDrawn = ({ state, what }: OutboxItem): boolean =>
  state === 'queued' || (state === 'asks' && what.kind !== 'remove');

/** Each deletion took effect, or is listed, or was taken back; nothing else is gone, and no guest is lost. */
const checkRemovals = (
  world: World,
  ids: readonly string[],
  { removals, deletedByOthers, movedByOthers, abandoned }: Promised,
  listed: ReadonlySet<string>,
  /** Events about which something is listed: a repair that Google refused may be among it. */
  inQuestion: ReadonlySet<string>,
): void => {
  const { address } = world;
  const here = removals.filter((one) => one.world === world);
  const there = occurrencesOf(world).map(({ eventId }) => eventId);
  const isGone = (id: string): boolean => placeOf(world, id) === null;
  for (const { opId, eventId, instanceId, undone } of here) {
    if (undone !== false || listed.has(opId) || isGone(eventId)) continue;
    // Where the person saw it, it was gone: it may be shown again, in the other calendar.
    if (movedByOthers.has(eventId)) continue;
    // Cancelled, or its series has moved away from it.
    expect(there, 'deleted').not.toContain(instanceId ?? eventId);
    if (instanceId === null) expect(isGone(eventId), `${eventId} is deleted`).toBe(true);
  }
  for (const id of ids) {
    const mayBeGone =
      deletedByOthers.has(id) ||
      here.some(
        ({ eventId, instanceId, undone, opId }) =>
          eventId === id && instanceId === null && undone !== true && !listed.has(opId),
      );
    if (!mayBeGone) expect(isGone(id), `${id} is there`).toBe(false);
    const guests = eventAt(world, id)?.attendees?.map(({ email }) => email);
    if (guests === undefined || abandoned.has(world) || inQuestion.has(id)) continue;
    const isInvited = guests.includes(GRACE);
    const all = isInvited ? [GRACE, address, MIA] : [address, MIA];
    expect(
      guests.filter((email) => email !== 'sam@example.com'),
      `guests of ${id}`,
    ).toEqual(all);
  }
  const mayBeCancelled = new Set(here.filter(({ undone }) => undone !== true).map((one) => one.instanceId));
  for (const { id } of truthOf(world).cancelled)
    expect(mayBeCancelled, `${id} was deleted by the person`).toContain(id);
};

/** Each new event is there once, or is listed, or was taken back or deleted. */
const checkCreations = (world: World, { created, removals }: Promised, listed: ReadonlySet<string>): void => {
  const { singles, masters } = truthOf(world);
  const all = [...singles, ...masters];
  const titles = all.map(({ summary }) => summary);
  expect(new Set(titles).size, 'nothing twice').toBe(titles.length);
  const removed = removals.filter((one) => one.world === world && one.instanceId === null);
  for (const [title, { opId, gone, eventId, world: home }] of created) {
    if (home !== world || gone === null) continue;
    const isThere = titles.includes(title);
    if (gone || listed.has(opId)) expect(isThere, `${title} at Google`).toBe(false);
    else if (!isThere)
      expect(
        removed.some((one) => one.undone !== true && one.eventId === eventId),
        `${title} was deleted by the person`,
      ).toBe(true);
  }
};

/** Each event is in one calendar at most: where the person moved it last, unless that is listed or was taken back. */
const checkMoves = (
  world: World,
  ids: readonly string[],
  { created, moves, movedByOthers }: Promised,
  listed: ReadonlySet<string>,
): void => {
  const { model, address } = world;
  for (const id of [...ids, ...[...created.values()].map(({ eventId }) => eventId)]) {
    const places = placesOf(world).filter((place) => model.find(place, id) !== null);
    const expected = new Set([address]);
    for (const { opId, to, undone } of moves.filter((one) => one.world === world && one.eventId === id)) {
      if (undone === true || listed.has(opId)) continue;
      if (undone === false) expected.clear();
      expected.add(to);
    }
    expect(places.length, `${id} is in one calendar`).toBeLessThanOrEqual(1);
    if (movedByOthers.has(id)) continue;
    for (const place of places) expect([...expected], `calendar of ${id}`).toContain(place);
  }
};

/** One invitation and one cancellation for each person and event, and no more of the rest than was asked for. */
const checkMails = (app: OutboxApp, world: World, promised: Promised): void => {
  const { model, wire } = world;
  for (const kind of ['invitation', 'cancellation'] as const) {
    const sent = model.mails
      .filter((mail) => mail.kind === kind)
      .map(({ to, eventId }) => `${to} ${eventId}`);
    expect(new Set(sent).size, `one ${kind} each`).toBe(sent.length);
  }
  const answers = wire.sent.filter(({ verb }) => verb === 'patch').length;
  expect(model.mails.filter(({ kind }) => kind === 'response').length).toBeLessThanOrEqual(answers);
  const { moves, movedByOthers, deletedByOthers } = promised;
  for (const { eventId, to } of model.mails.filter(({ kind }) => kind === 'update')) {
    // Brought back by someone else it is moved again if the person says so.
    if (movedByOthers.has(eventId)) continue;
    const told = model.mails.filter(
      (mail) => mail.kind === 'update' && mail.eventId === eventId && mail.to === to,
    );
    // Of a move that is given up because its event is gone, nobody knows whether it was made before.
    const moved = moves.filter(
      (one) =>
        one.world === world &&
        one.eventId === eventId &&
        (one.undone !== true || deletedByOthers.has(eventId)),
    );
    expect(told.length, `${to} is told of each move of ${eventId} once`).toBeLessThanOrEqual(moved.length);
  }
  expect(app.bugs).toEqual([]);
};

/** After “too many requests” nothing is written for a minute [S35]. */
const checkGates = ({ google }: World): void => {
  // One that the network sent twice is one [W19].
  const requests = google.requests
    .filter(isOutboxRequest)
    .filter(
      ({ method, path, atMs }, at, all) =>
        method === 'GET' || !(all[at - 1]?.path === path && all[at - 1]?.atMs === atMs),
    );
  for (const [at, { status, atMs }] of requests.entries()) {
    if (status !== 429) continue;
    const next = requests.slice(at + 1).find(({ method }) => method !== 'GET');
    if (next !== undefined)
      expect(next.atMs - atMs, 'after “too many requests”').toBeGreaterThanOrEqual(MINUTES);
  }
};

/** The window shows each answer and each event as Google has it. */
const checkWindow = (app: OutboxApp, world: World, items: readonly OutboxItem[]): void => {
  const { account } = world;
  if (items.some((item) => item.accountId === account && isDrawn(item))) return;
  const shown = app.agenda().filter(({ accountId }) => accountId === account);
  for (const { eventId, masterId, selfResponse } of shown) {
    const event = eventAt(world, eventId) ?? eventAt(world, masterId ?? '');
    expect(event, `${eventId} is at Google`).not.toBeNull();
    const own = event?.attendees?.find(({ self }) => self)?.responseStatus ?? null;
    expect(selfResponse, `${eventId} is shown as it is at Google`).toBe(own);
  }
  const named = (all: readonly { calendarId: string; eventId: string }[]): readonly string[] =>
    all.map(({ calendarId, eventId }) => `${calendarId} ${eventId}`).toSorted();
  expect(named(shown)).toEqual(named(occurrencesOf(world)));
};
