/**
 * Stores up to where the journal of changes has been shown, in `changes.json` in the profile, so that nothing is
 * shown twice after a restart. Contains only ids and times.
 */
import type { ToldChanges } from '../../shared/changeNotices.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import { fields, listOf, number, string } from '../platform/jsonReaders.ts';

export interface ToldFile {
  /** Null: nothing was ever shown. */
  get(): ToldChanges | null;
  /** Keeps the state and writes it; it is kept even if the disk cannot be written to. */
  set(told: ToldChanges): void;
}

const toldChanges = fields<ToldChanges>({ untilMs: number, keys: listOf(string(0, 5000), 0, 1000) });

export const openToldFile = (path: string): ToldFile => {
  let told = readOrSetAside(path, toldChanges);
  return {
    get: () => told,
    set: (next) => {
      if (JSON.stringify(next) === JSON.stringify(told)) return;
      told = next;
      writeJson(path, next);
    },
  };
};
