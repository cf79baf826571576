/**
 * After any stream of changes and a full listing, the store equals the listing, and a second listing changes nothing.
 * Commands are data, so a failing run prints as a list to replay.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RemoteChange } from '../../shared/model.ts';
import {
  cancelled,
  changed,
  deleted,
  deletedInstance,
  exception,
  finish,
  master,
  populatedStore,
  single,
  value,
} from './support/builders.ts';
import { rowsOf } from './support/rows.ts';

const SLOTS = ['2026-11-26T10:00:00Z', '2026-11-27T10:00:00Z'] as const;

type Command =
  | { readonly do: 'single' | 'master' | 'delete'; readonly id: string; readonly version: number }
  | {
      readonly do: 'exception' | 'cancel' | 'deleteInstance';
      readonly id: string;
      readonly slot: (typeof SLOTS)[number];
      readonly version: number;
    };

const ids = fc.constantFrom('a', 'b', 'c');
const version = fc.integer({ min: 1, max: 3 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constantFrom('single' as const, 'master' as const, 'delete' as const),
    id: ids,
    version,
  }),
  fc.record({
    do: fc.constantFrom('exception' as const, 'cancel' as const, 'deleteInstance' as const),
    id: ids,
    slot: fc.constantFrom(...SLOTS),
    version,
  }),
);

const toChange = (from: Command): RemoteChange => {
  const title = `version ${from.version}`;
  switch (from.do) {
    case 'single':
      return changed(single(from.id, { title }))[0]!;
    case 'master':
      return changed(master(from.id, { title }))[0]!;
    case 'exception':
      return changed(exception(from.id, from.slot, { title }))[0]!;
    case 'cancel':
      return cancelled(from.id, from.slot);
    case 'delete':
      return deleted(from.id);
    case 'deleteInstance':
      return deletedInstance(from.id, from.slot);
  }
};

/** What the store contains according to the rules: id → kind, title and series. */
interface Held {
  readonly kind: string;
  readonly title: string | null;
  readonly masterId: string | null;
}

const applyToModel = (held: Map<string, Held>, change: RemoteChange): void => {
  const dropParts = (masterId: string): void => {
    for (const [id, row] of held) if (row.masterId === masterId) held.delete(id);
  };
  if (change.type === 'event') {
    const { event } = change;
    const masterId = event.kind === 'exception' ? event.masterId : null;
    const next = { kind: event.kind, title: event.title, masterId };
    const isNew = JSON.stringify(held.get(event.id)) !== JSON.stringify(next);
    held.set(event.id, next);
    if (event.kind === 'single' && isNew) dropParts(event.id);
  } else if (change.type === 'cancelledInstance') {
    held.set(change.id, { kind: 'cancelled', title: null, masterId: change.masterId });
  } else if (change.instanceOf === null) {
    held.delete(change.id);
    dropParts(change.id);
  } else {
    held.set(change.id, { kind: 'cancelled', title: null, masterId: change.instanceOf.masterId });
  }
};

const stored = (path: string): Map<string, Held> =>
  new Map(
    rowsOf(path).map((row) => [row.event_id, { kind: row.kind, title: row.title, masterId: row.master_id }]),
  );

const sorted = (held: ReadonlyMap<string, Held>) => [...held].sort(([a], [b]) => (a < b ? -1 : 1));

test(
  '[S9, S11, S14, S15, S21] whatever came before, the store contains what the rules say',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 25 }),
        fc.array(command, { maxLength: 12 }),
        (before, listed) => {
          const { store, key, path } = populatedStore();
          const commit = (passId: number, changes: RemoteChange[]) =>
            value(store.sync.commitChanges(key, passId, changes));
          const held = new Map<string, Held>();
          for (const [index, from] of before.entries()) {
            const change = toChange(from);
            applyToModel(held, change);
            commit(1 + index, [change]);
          }
          expect(sorted(stored(path))).toEqual(sorted(held));

          // A full listing contains each id once, and no tombstones.
          const listing = [
            ...new Map(
              listed
                .filter((from) => from.do !== 'delete' && from.do !== 'deleteInstance')
                .map(toChange)
                .map((change) => [change.type === 'event' ? change.event.id : change.id, change]),
            ).values(),
          ];
          // In a real listing, a single event has no instances.
          const singles = new Set(
            listing.flatMap((c) => (c.type === 'event' && c.event.kind === 'single' ? [c.event.id] : [])),
          );
          const real = listing.filter((c) =>
            c.type === 'event'
              ? c.event.kind !== 'exception' || !singles.has(c.event.masterId)
              : c.type === 'cancelledInstance' && !singles.has(c.masterId),
          );
          const expected = new Map<string, Held>();
          for (const change of real) applyToModel(expected, change);
          commit(100, real);
          finish(store, key, 100, { timeMinMs: null });
          const after = stored(path);
          expect(sorted(after)).toEqual(sorted(expected));

          const rows = rowsOf(path).map((row) => ({ ...row, seen_pass: 0 }));
          expect(commit(101, real)).toEqual({ upserted: 0, removed: 0 });
          expect(finish(store, key, 101, { timeMinMs: null })).toEqual({ swept: 0, held: 0 });
          expect(rowsOf(path).map((row) => ({ ...row, seen_pass: 0 }))).toEqual(rows);
          store.close();
        },
      ),
      { numRuns: 60 },
    );
  },
);
