/**
 * For which meetings the person chose to join automatically or not to, and which were joined or called off:
 * `auto-join.json` in the profile. It is not in the database, which may be rebuilt. Contains only ids and times.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { OccurrenceKey } from '../../shared/reminders.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import { boolean, fields, listOf, oneOf } from '../platform/jsonReaders.ts';
import { occurrenceKeyFields } from '../platform/occurrenceKeyReader.ts';
import type { HandledMeeting } from './plan.ts';

/** A choice holds only for this start. */
export interface AutoJoinChoice extends OccurrenceKey {
  readonly on: boolean;
}

export interface AutoJoinMemory {
  readonly choices: readonly AutoJoinChoice[];
  readonly handled: readonly HandledMeeting[];
}

export interface AutoJoinFile {
  get(): AutoJoinMemory;
  /** Returns false if the disk cannot be written to; nothing has changed then. */
  set(change: Partial<AutoJoinMemory>, nowMs: number): boolean;
}

const content = fields<AutoJoinMemory>({
  choices: listOf(fields<AutoJoinChoice>({ ...occurrenceKeyFields, on: boolean })),
  handled: listOf(fields<HandledMeeting>({ ...occurrenceKeyFields, how: oneOf('joined', 'cancelled') })),
});

/** If the clock is set back by less than this, nothing is joined again. Meetings rarely last longer. */
const KEPT_FOR_MS = 3 * DAY_MS;
const MOST_KEPT = 2000;

export const openAutoJoinFile = (path: string): AutoJoinFile => {
  let memory: AutoJoinMemory = readOrSetAside(path, content) ?? { choices: [], handled: [] };
  return {
    get: () => memory,
    set: (change, nowMs) => {
      const kept = <Key extends OccurrenceKey>(keys: readonly Key[]): readonly Key[] =>
        keys.filter(({ start }) => Date.parse(start) > nowMs - KEPT_FOR_MS).slice(-MOST_KEPT);
      const next = { ...memory, ...change };
      const made = { choices: kept(next.choices), handled: kept(next.handled) };
      if (!writeJson(path, made)) return false;
      memory = made;
      return true;
    },
  };
};
