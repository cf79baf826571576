/**
 * What must hold after every pass, however it went:
 * - each calendar's rows are those of before, or those after some first part of what was delivered, in order
 *   (each slice is whole, nothing is swept); the token moves only with a listing's end, together with all of
 *   its rows, and is forgotten only when it was refused (rowsCheck.ts);
 * - the calendar list is as before or as listed; nothing else appears or goes (listCheck.ts);
 * - the agenda shows exactly what the oracle makes of the rows that should be there (agendaCheck.ts).
 * And after a pass that nothing disturbed: what is stored equals the server's truth (truthCheck.ts).
 */
import assert from 'node:assert/strict';
import { expectAgenda } from './agendaCheck.ts';
import type { Spot } from './agendaCheck.ts';
import {
  calendarsNow,
  expectBackoff,
  expectJournal,
  expectRecord,
  expectSignals,
  standingOf,
} from './account.ts';
import type { Standing, Step } from './account.ts';
import { expectCalendars } from './listCheck.ts';
import { isUnreadable } from './protocol.ts';
import type { Item } from './protocol.ts';
import { missedAndStored } from './rows.ts';
import { expectCalendar } from './rowsCheck.ts';
import { isFirst, isFull } from './wire.ts';
import type { PassPlan, PassReport, World } from './world.ts';

/** Records what is stored; returns the check of a pass's result. */
export const checkEffects = (world: World): ((report: PassReport) => void) => {
  const before = standingOf(world);
  return (report) => {
    expectGate(before, report);
    expectRequests(report);
    for (const { endpoint, path, status, json } of report.wire) {
      const isSpoilt = json !== null && isUnreadable(json as Item);
      if (endpoint === 'event' && (status !== 200 || isSpoilt))
        world.missedMasters.add(path.split('/').at(-1)!);
    }
    const known = expectCalendars(world, before, report);
    const taken = new Map<string, readonly Step[]>();
    const figures = { upserted: 0, removed: 0, quarantined: 0, swept: 0, pages: 0 };
    for (const stored of calendarsNow(world)) {
      const id = stored.calendar_id;
      const found = expectCalendar(world, before, report, stored, known.get(id)!, figures);
      known.set(id, found.known);
      taken.set(id, found.taken);
    }
    world.known = known;
    const needless = missedAndStored(world.app.outside);
    assert.deepEqual(needless, [], 'masters that are stored and marked as not to be had');
    expectBackoff(world, before, report);
    if (report.outcome === null) return;
    expectSignals(world, before, report);
    expectRecord(world, before, report);
    if (report.outcome.outcome !== 'succeeded') return;
    const { upserted, removed, quarantined, swept: gone, pages } = report.outcome.counts;
    if (!before.isTampered)
      assert.deepEqual({ upserted, removed, quarantined, swept: gone, pages }, figures, 'the pass’s figures');
    for (const [id, steps] of taken) expectJournal(world, before, report, id, steps);
  };
};

/** A pass whose every effect is checked, and then the agenda in some windows. */
export const checkedPass = async (
  world: World,
  plan: PassPlan = {},
  spots: readonly Spot[] = [],
): Promise<PassReport> => {
  let effects = checkEffects(world);
  const report = await world.pass({
    ...plan,
    onFollowed: (first) => {
      effects(first);
      effects = checkEffects(world);
    },
  });
  effects(report);
  for (const spot of spots) expectAgenda(world, spot);
  return report;
};

/** During Google's Retry-After there are no requests [S35, F11]. */
const expectGate = ({ account }: Standing, { wire, startedAtMs }: PassReport): void => {
  const { retry_at_ms: retryAtMs } = account;
  if (retryAtMs === null || retryAtMs <= startedAtMs || retryAtMs > startedAtMs + 86_400_000) return;
  assert.equal(wire.length, 0, 'Retry-After was not kept');
};

/** At most one full listing of a calendar in a pass, and an incremental one only before it [S7]. */
const expectRequests = ({ wire }: PassReport): void => {
  const starts = new Map<string, string[]>();
  for (const [index, exchange] of wire.entries()) {
    if (exchange.endpoint === 'event' || !isFirst(exchange)) continue;
    // The repetition after a 401 is the same request [S34].
    const key = exchange.calendarId ?? '(calendars)';
    const mode = isFull(exchange) ? 'full' : 'incremental';
    const earlier = wire.slice(0, index).filter((one) => one.calendarId === exchange.calendarId);
    if (earlier.at(-1)?.status === 401) continue;
    starts.set(key, [...(starts.get(key) ?? []), mode]);
  }
  for (const modes of starts.values()) {
    assert(
      // An audit: in full after an incremental one, and once more for what changed meanwhile.
      ['full', 'incremental', 'incremental,full', 'incremental,full,incremental'].includes(modes.join(',')),
      `listings in one pass: ${modes.join(',')}`,
    );
  }
};
