/**
 * How far the journal of changes has been told: `changes.json` in the profile, so that nothing is told twice
 * after a restart. Ids and times only.
 */
import { z } from 'zod';
import type { ToldChanges } from '../../shared/changeNotices.ts';
import { readJson, setAside, writeJson } from './jsonFile.ts';

export interface ToldFile {
  /** Null: nothing was ever told. */
  get(): ToldChanges | null;
  /** Keeps and writes it, also when the disk refuses. */
  set(told: ToldChanges): void;
}

const schema = z.object({ untilMs: z.number(), keys: z.array(z.string().max(5000)).max(1000) });

export const openToldFile = (path: string): ToldFile => {
  const file = readJson(path, schema);
  if (file.state === 'bad') setAside(path);
  let told: ToldChanges | null = file.state === 'read' ? file.value : null;
  return {
    get: () => told,
    set: (next) => {
      if (JSON.stringify(next) === JSON.stringify(told)) return;
      told = next;
      writeJson(path, next);
    },
  };
};
