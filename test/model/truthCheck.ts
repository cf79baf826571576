/**
 * After an undisturbed pass: what is known equals what the server has, except for history that no listing could have
 * contained [S9] and for a held sweep [S12].
 */
import assert from 'node:assert/strict';
import type { Problem } from '../../shared/problems.ts';
import { nameOf } from './listCheck.ts';
import { isCovered } from './protocol.ts';
import type { KnownCalendar, KnownEvent } from './protocol.ts';
import { storedCalendars, textOfKnown } from './rows.ts';
import { ACCOUNT, HOME } from './world.ts';
import type { PassReport, World } from './world.ts';

/** Listed calendars whose events Google refuses. */
export const barred = ({ model }: World): string[] =>
  model.calendarIds().filter((id) => {
    const answer = model.listEvents(id, { maxResults: '1' });
    return !answer.ok && (answer.problem.status === 403 || answer.problem.status === 404);
  });

const sorted = (problems: readonly Problem[]): string[] =>
  problems
    .map(
      (one) =>
        `${one.kind} ${'calendarId' in one ? one.calendarId : ''} ${one.kind === 'sweepHeld' ? `${one.count} ${one.upcoming}` : ''}`,
    )
    .sort();

/** After an undisturbed pass. */
export const expectClean = (world: World, report: PassReport): void => {
  const refused = barred(world).filter((id) => world.known.get(id)?.visible === true);
  const problems = refused.map((calendarId): Problem => {
    const answer = world.model.listEvents(calendarId);
    const status = answer.ok ? 0 : answer.problem.status;
    return status === 404
      ? { kind: 'calendarGone', calendarId: calendarId as never }
      : { kind: 'calendarForbidden', calendarId: calendarId as never, detail: '' };
  });
  for (const [calendarId, { guard, visible }] of world.known) {
    const { held } = guard;
    if (held === null || !visible || refused.includes(calendarId)) continue;
    problems.push({
      kind: 'sweepHeld',
      accountId: ACCOUNT,
      calendarId: calendarId as never,
      count: held,
      upcoming: guard.upcoming,
    });
  }
  assert.deepEqual(
    sorted(report.outcome?.problems ?? []),
    sorted(problems),
    'problems of an undisturbed pass',
  );
  const shown = [...world.known].filter(([, { visible }]) => visible).map(([id]) => id);
  const isAllRefused = shown.length > 0 && shown.every((id) => refused.includes(id));
  const expected = problems.length === 0 ? 'succeeded' : isAllRefused ? 'failed' : 'partial';
  assert.equal(report.outcome?.outcome, expected);
  expectTruth(world, refused);
};

/** What is known of the visible calendars equals what the server has. */
const expectTruth = (world: World, refused: readonly string[]): void => {
  const { model } = world;
  assert.deepEqual([...world.known.keys()].sort(), model.calendarIds().sort(), 'calendars');
  assert(model.calendarIds().includes(HOME));
  for (const [calendarId, known] of world.known) {
    const { calendar, singles, masters, exceptions } = model.truth(calendarId);
    if (!world.silent.has(calendarId)) {
      assert.equal(nameOf(known.entry), nameOf(calendar), `${calendarId}: name`);
      assert.equal(known.entry.timeZone, calendar.timeZone, `${calendarId}: zone`);
    }
    if (!known.visible || refused.includes(calendarId)) continue;
    assert(known.lastFull !== null, `${calendarId}: never listed in full`);
    const { timeMinMs, version, atMs } = known.lastFull;
    const reach = timeMinMs === null ? 'everything' : Math.round((atMs - timeMinMs) / 86_400_000);
    const asked = { month: 30, year: 365, everything: 'everything' }[world.reachBack];
    assert.equal(reach, asked, `${calendarId}: how far the last full listing reached back`);
    expectMasters(world, known);
    const stored = storedCalendars(world.app.outside).find((one) => one.calendar_id === calendarId);
    const { defaultReminders } = calendar;
    assert.deepEqual(
      JSON.parse(stored?.default_reminders ?? '[]'),
      defaultReminders,
      `${calendarId}: reminders`,
    );
    // A suspicious listing may have kept rows until the next full one [S12].
    const waits = known.guard.held !== null || known.guard.kept !== null;
    let listed: ReadonlySet<string> | null = null;
    for (const event of [...singles, ...masters, ...exceptions]) {
      if (known.events.get(event.id)?.event?.etag === event.etag) continue;
      if (world.spoiled.has(`${calendarId} ${event.id}`)) continue;
      // Only what is before the last full listing's beginning and has not changed since may differ [S9].
      listed ??= listedIds(world, calendarId, timeMinMs);
      const isOld = timeMinMs !== null && !listed.has(event.id);
      const old = (isOld || waits) && Number(event.etag.replaceAll('"', '')) <= version;
      const text = textOfKnown({ ...place, kind: 'single', id: event.id, event });
      assert(old, `${calendarId}: the server has what is not stored: ${text}`);
    }
    for (const one of model.truth(calendarId).cancelled) {
      if (known.events.get(one.id)?.kind === 'cancelled') continue;
      listed ??= listedIds(world, calendarId, timeMinMs);
      const old = waits || (timeMinMs !== null && !listed.has(one.id));
      assert(old, `${calendarId}: a cancelled instance is not stored: ${one.id}`);
    }
    const alive = new Set([...singles, ...masters, ...exceptions].map(({ id }) => id));
    const cancelled = new Set(model.truth(calendarId).cancelled.map(({ id }) => id));
    for (const one of known.events.values()) {
      if (one.kind === 'cancelled' ? cancelled.has(one.id) : alive.has(one.id)) continue;
      // Its last readable state counts: here, that it was cancelled before it came back unreadable [F23].
      if (alive.has(one.id) && world.spoiled.has(`${calendarId} ${one.id}`)) continue;
      expectGhost(world, known, one);
    }
  }
};

/** Each changed instance has its master, if Google returns that at all [S17]. */
const expectMasters = (world: World, { entry, events }: KnownCalendar): void => {
  for (const { kind, masterId } of events.values()) {
    if (kind !== 'exception' || masterId === null || events.has(masterId)) continue;
    if (world.missedMasters.has(masterId)) continue;
    const answer = world.model.getEvent(entry.id, masterId);
    const isHad = answer.ok && (answer.value.status as string) !== 'cancelled';
    assert(!isHad, `${entry.id}: the master ${masterId} was not asked for`);
  }
};

const place = { masterId: null, slotMs: null, slotIsDate: false } as const;

/** A row of something that the server no longer has. */
const expectGhost = (
  world: World,
  { entry, events, guard, lastFull }: KnownCalendar,
  one: KnownEvent,
): void => {
  // Removes nothing and shows nothing: its series is gone.
  if (one.kind === 'cancelled' && one.masterId !== null && !events.has(one.masterId)) return;
  const { timeMinMs = null, version = 0 } = lastFull ?? {};
  const goneAtOf = (id: string): number => {
    const answer = world.model.getEvent(entry.id, id);
    const isGone = answer.ok && (answer.value.status as string) === 'cancelled';
    return isGone ? Number(answer.value.etag.replaceAll('"', '')) : 0;
  };
  // An instance is removed by itself, or with its series.
  const goneAt = Math.max(goneAtOf(one.id), one.masterId === null ? 0 : goneAtOf(one.masterId));
  const waits = guard.held !== null || guard.kept !== null;
  const missed = goneAt <= version && (waits || !isCovered(one, timeMinMs, entry.timeZone));
  assert(missed, `${entry.id}: stored although the server no longer has it: ${textOfKnown(one)}`);
};

/** Ids in a full listing from then on. */
const listedIds = (world: World, calendarId: string, timeMinMs: number | null): ReadonlySet<string> => {
  const query = {
    singleEvents: 'false',
    maxResults: '2500',
    ...(timeMinMs === null ? {} : { timeMin: new Date(timeMinMs).toISOString() }),
  };
  const ids = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = world.model.listEvents(calendarId, {
      ...query,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    if (!page.ok) throw new Error(page.problem.reason);
    for (const { id } of page.value.items) ids.add(id);
    pageToken = page.value.nextPageToken;
  } while (pageToken !== undefined);
  return ids;
};
