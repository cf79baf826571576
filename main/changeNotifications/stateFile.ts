/**
 * How far the journal of changes has been told: `changes.json` in the profile, so that nothing is told twice
 * after a restart. Ids and times only.
 */
import type { ToldChanges } from '../../shared/changeNotices.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import { fields, listOf, number, string } from '../platform/jsonReaders.ts';

export interface ToldFile {
  /** Null: nothing was ever told. */
  get(): ToldChanges | null;
  /** Keeps and writes it, also when the disk refuses. */
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
