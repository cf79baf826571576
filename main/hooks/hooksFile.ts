/**
 * The hooks (`hooks.json`) and what they have done (`hook-state.json`), in the profile. They are not settings, because
 * the window may change those without asking, and not in the database, which may be rebuilt: nothing runs twice after
 * a restart [F21]. A running meeting's fields are kept until it ends, since an event that is cancelled is gone by then.
 */
import {
  hookEvents,
  LONGEST_ARG,
  LONGEST_PROGRAM,
  MOST_ARGS,
  MOST_HOOK_MINUTES,
  MOST_HOOKS,
} from '../../shared/hooks.ts';
import type { HookChoice, HookOutcome, HookRun } from '../../shared/hooks.ts';
import type { ToldChanges } from '../../shared/changeNotices.ts';
import type { StorageCause } from '../../shared/problems.ts';
import type { OccurrenceKey } from '../../shared/reminders.ts';
import type { EventFields } from '../cli/output/fields.ts';
import { readOrSetAside, saveJson, writeJson } from '../platform/jsonFile.ts';
import {
  boolean,
  either,
  fields,
  instant,
  listOf,
  named,
  number,
  oneOf,
  orNull,
  string,
  whole,
} from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';
import { occurrenceKeyFields } from '../platform/occurrenceKeyReader.ts';
import type { FiredHook, HookMeeting } from './planner.ts';

export interface StoredHook extends HookChoice {
  readonly id: string;
  readonly on: boolean;
  readonly sinceMs: number;
}

const storedHook = fields<StoredHook>({
  id: string(1, 64),
  event: oneOf(...hookEvents),
  minutes: whole(1, MOST_HOOK_MINUTES),
  program: string(1, LONGEST_PROGRAM),
  args: listOf(string(0, LONGEST_ARG), 0, MOST_ARGS),
  on: boolean,
  sinceMs: number,
});

export interface HooksFile {
  get(): readonly StoredHook[];
  /** Returns why the hooks could not be saved, and then keeps the previous ones; null if they were. */
  set(hooks: readonly StoredHook[]): StorageCause | null;
}

export const openHooksFile = (path: string): HooksFile => {
  let hooks = readOrSetAside(path, listOf(storedHook, 0, MOST_HOOKS)) ?? [];
  return {
    get: () => hooks,
    set: (next) => {
      const refused = saveJson(path, next);
      if (refused === null) hooks = next;
      return refused;
    },
  };
};

export interface HookMemory {
  readonly fired: readonly FiredHook[];
  readonly running: readonly HookMeeting<EventFields>[];
  /** Null: no change was ever looked at. */
  readonly told: ToldChanges | null;
  /** The last run of each hook, by its id. */
  readonly runs: Readonly<Record<string, HookRun>>;
}

export interface HookStateFile {
  get(): HookMemory;
  /** Keeps the state and writes it. It is kept even if the disk cannot be written to. */
  set(part: Partial<HookMemory>, nowMs: number): void;
}

const pendingFields = fields<NonNullable<EventFields['pending']>>({
  change: oneOf('create', 'answer'),
  state: oneOf('waiting', 'needsDecision'),
});
const eventFields = fields<EventFields>({
  title: string(),
  start: string(),
  end: string(),
  allDay: boolean,
  calendar: string(),
  location: orNull(string()),
  joinUrl: orNull(string()),
  response: orNull(oneOf('accepted', 'declined', 'tentative', 'needsAction')),
  status: oneOf('confirmed', 'tentative'),
  busy: boolean,
  // Files of earlier versions have none.
  pending: (raw) => (raw === undefined || raw === null ? null : pendingFields(raw)),
  accountId: string(),
  calendarId: string(),
  eventId: string(),
});
const outcome: Reader<HookOutcome> = either(
  either(
    fields<HookOutcome & { kind: 'failed' }>({ kind: oneOf('failed'), code: number }),
    fields<HookOutcome & { kind: 'killed' }>({ kind: oneOf('killed'), signal: string(1, 20) }),
  ),
  either(
    fields<HookOutcome & { kind: 'notStarted' }>({
      kind: oneOf('notStarted'),
      cause: oneOf('missing', 'forbidden', 'other'),
    }),
    fields({ kind: oneOf('succeeded', 'timedOut', 'crowded') }) as Reader<HookOutcome>,
  ),
);
const hookMemory = fields<HookMemory>({
  fired: listOf(
    fields<FiredHook>({
      ...occurrenceKeyFields,
      hookId: string(1, 64),
      event: oneOf('start', 'end', 'before'),
      minutes: whole(0),
      atMs: number,
    }),
  ),
  running: listOf(
    fields<HookMeeting<EventFields>>({
      key: fields<OccurrenceKey>(occurrenceKeyFields),
      startMs: number,
      endMs: number,
      fields: eventFields,
    }),
  ),
  told: orNull(fields<ToldChanges>({ untilMs: number, keys: listOf(string(0, 5000), 0, 1000) })),
  runs: named(fields<HookRun>({ at: instant, isTest: boolean, outcome })),
});

/** If the clock is set back by less than this, nothing runs again. */
const KEPT_FOR_MS = 3 * 24 * 3_600_000;
const MOST_KEPT = 5000;

export const openHookState = (path: string): HookStateFile => {
  let memory: HookMemory = readOrSetAside(path, hookMemory) ?? {
    fired: [],
    running: [],
    told: null,
    runs: {},
  };
  let written = JSON.stringify(memory);
  return {
    get: () => memory,
    set: (part, nowMs) => {
      const next = { ...memory, ...part };
      const isKept = ({ atMs }: FiredHook): boolean => atMs > nowMs - KEPT_FOR_MS;
      memory = { ...next, fired: next.fired.filter(isKept).slice(-MOST_KEPT) };
      const content = JSON.stringify(memory);
      if (content !== written && writeJson(path, memory, 0)) written = content;
    },
  };
};
