/**
 * The hooks as the person manages them, and their runs. Uses no Electron: the question whether a program may run is
 * passed in.
 *
 * Invariants: a hook is code that runs as the person, so none is added, changed or switched on before `confirm` has
 * said yes, whoever asked for it [property 19]; only hooks that were confirmed can be tested. A failure is a problem
 * once, until the hook has succeeded, or the person has looked at the hooks.
 */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { MOST_HOOKS } from '../../shared/hooks.ts';
import type { Hook, HookChoice, HookOutcome } from '../../shared/hooks.ts';
import type { Problem, StorageCause } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Words } from '../../shared/text/words.ts';
import type { Log } from '../platform/log.ts';
import type { Clock } from '../sync/ports.ts';
import { faultOf } from './checkProgram.ts';
import { hookEnvironment } from './environment.ts';
import type { HooksFile, HookStateFile, StoredHook } from './hooksFile.ts';
import type { OutputLog } from './outputLog.ts';
import { changePayload, meetingPayload, samplePayload } from './payload.ts';
import type { HookPayload } from './payload.ts';
import type { HookRunner } from './runner.ts';
import { createHookScheduler } from './scheduler.ts';
import type { HookScheduler, HookSchedulerOptions } from './scheduler.ts';

export interface HooksOptions extends Pick<HookSchedulerOptions, 'timeZone' | 'source' | 'log' | 'onBug'> {
  readonly clock: Clock;
  readonly log: Log;
  readonly file: HooksFile;
  readonly state: HookStateFile;
  readonly runner: HookRunner;
  readonly output: OutputLog;
  readonly env: NodeJS.ProcessEnv;
  readonly words: () => Words;
  /** Asks the person whether this program may run. */
  readonly confirm: (choice: HookChoice) => Promise<boolean>;
  /** Called when `list` returns something else. */
  readonly onChanged: () => void;
  /** Called when `problems` returns something else. */
  readonly onProblems: () => void;
}

type Listed = Result<readonly Hook[], Problem>;

export interface Hooks extends HookScheduler {
  /** Also means that the person has seen what failed. */
  list(): readonly Hook[];
  /** Adds a hook, or changes the one with this id. */
  save(choice: HookChoice, id?: string): Promise<Listed>;
  setOn(id: string, on: boolean): Promise<Listed>;
  remove(id: string): Listed;
  /** Runs the program with a made-up event; resolves when it has ended. */
  test(id: string): Promise<Listed>;
  problems(): readonly Problem[];
}

export const createHooks = (options: HooksOptions): Hooks => {
  const { clock, file, state, runner, words } = options;
  /** How many runs of each hook are going on. */
  const running = new Map<string, number>();
  /** Failures that the person has not seen, by hook. */
  const unseen = new Map<string, Problem>();
  /** Hooks whose failure was a problem already. */
  const told = new Set<string>();
  let isAsking = false;

  const find = (id: string): StoredHook | undefined => file.get().find((each) => each.id === id);

  const list = (): readonly Hook[] => {
    const { runs } = state.get();
    return file.get().map(({ id, event, minutes, program, args, on }) => {
      const isRunning = (running.get(id) ?? 0) > 0;
      return { id, event, minutes, program, args, on, isRunning, lastRun: runs[id] ?? null };
    });
  };

  const store = (hooks: readonly StoredHook[]): Listed => {
    const refused: StorageCause | null = file.set(hooks);
    if (refused !== null) return fail({ kind: 'storageFailed', cause: refused });
    options.onChanged();
    scheduler.replan();
    return ok(list());
  };

  /** One question at a time: a second would hide what the first is about. */
  const isAllowed = async (choice: HookChoice): Promise<boolean> => {
    if (isAsking) return false;
    isAsking = true;
    return options.confirm(choice).finally(() => {
      isAsking = false;
    });
  };

  const setProblem = (id: string, problem: Problem | null): void => {
    const had = unseen.delete(id);
    if (problem !== null) unseen.set(id, problem);
    if (had || problem !== null) options.onProblems();
  };

  const note = (hook: StoredHook, outcome: HookOutcome, isTest: boolean): void => {
    // It may have been removed meanwhile.
    if (find(hook.id) === undefined) return;
    const nowMs = clock.now();
    const { runs } = state.get();
    const known = new Set(file.get().map(({ id }) => id));
    const others = Object.entries(runs).filter(([id]) => known.has(id));
    const at = new Date(nowMs).toISOString();
    state.set({ runs: { ...Object.fromEntries(others), [hook.id]: { at, isTest, outcome } } }, nowMs);
    const hasFailed = outcome.kind !== 'succeeded';
    if (!hasFailed) {
      told.delete(hook.id);
      setProblem(hook.id, null);
    } else if (!isTest && !told.has(hook.id)) {
      told.add(hook.id);
      setProblem(hook.id, { kind: 'hookFailed', program: basename(hook.program) });
    }
    options.onChanged();
  };

  const run = async (hook: StoredHook, payload: HookPayload): Promise<void> => {
    const { id, event, program, args } = hook;
    running.set(id, (running.get(id) ?? 0) + 1);
    if (payload.test) options.onChanged();
    const began = new Date(clock.now()).toISOString();
    const env = hookEnvironment(options.env, process.platform, event);
    const input = `${JSON.stringify(payload)}\n`;
    const { outcome, output, durationMs } = await runner.run({ program, args, env, input });
    const kind = payload.test ? 'test' : event;
    const lines = [`--- ${began} ${kind} ${program}`, output.trimEnd(), `--- ${endOf(outcome)}`];
    // Whoever hears of a failure can read why.
    await options.output.append(`${lines.filter((line) => line !== '').join('\n')}\n`);
    running.set(id, (running.get(id) ?? 1) - 1);
    options.log('hooks.ran', { succeeded: outcome.kind === 'succeeded', durationMs });
    note(hook, outcome, payload.test);
  };
  const runFor = (id: string, payload: HookPayload): void => {
    const hook = find(id);
    if (hook !== undefined) void run(hook, payload).catch(options.onBug);
  };

  const scheduler = createHookScheduler({
    ...options,
    file: state,
    rules: () => file.get().filter(({ on }) => on),
    run: (due) => {
      for (const each of due) runFor(each.hookId, meetingPayload(each, options.timeZone()));
    },
    runForChanges: (id, changes) => runFor(id, changePayload(changes, words())),
  });

  return {
    ...scheduler,
    list: () => {
      for (const id of [...unseen.keys()]) setProblem(id, null);
      return list();
    },
    save: async (choice, id) => {
      if (id !== undefined && find(id) === undefined) return fail({ kind: 'notFound' });
      const isFull = id === undefined && file.get().length >= MOST_HOOKS;
      const fault = isFull ? 'tooMany' : await faultOf(choice.program);
      if (fault !== null) return fail({ kind: 'hookRefused', fault });
      if (!(await isAllowed(choice))) return fail({ kind: 'cancelled' });
      const { event, minutes, program, args } = choice;
      const sinceMs = clock.now();
      const saved = { id: id ?? randomUUID(), event, minutes, program, args, on: true, sinceMs };
      told.delete(saved.id);
      setProblem(saved.id, null);
      const hooks = file.get();
      return store(
        id === undefined ? [...hooks, saved] : hooks.map((each) => (each.id === id ? saved : each)),
      );
    },
    setOn: async (id, on) => {
      const hook = find(id);
      if (hook === undefined) return fail({ kind: 'notFound' });
      if (on && !(await isAllowed(hook))) return fail({ kind: 'cancelled' });
      const sinceMs = clock.now();
      return store(file.get().map((each) => (each.id === id ? { ...each, on, sinceMs } : each)));
    },
    remove: (id) => {
      setProblem(id, null);
      return store(file.get().filter((each) => each.id !== id));
    },
    test: async (id) => {
      const hook = find(id);
      if (hook === undefined) return fail({ kind: 'notFound' });
      if ((running.get(id) ?? 0) === 0) {
        await run(hook, samplePayload(hook.event, hook.minutes, clock.now(), words()));
      }
      return ok(list());
    },
    problems: () => [...unseen.values()],
    stop: () => {
      scheduler.stop();
      runner.stop();
    },
  };
};

/** For the log of outputs. */
const endOf = (outcome: HookOutcome): string => {
  switch (outcome.kind) {
    case 'failed':
      return `exit code ${outcome.code}`;
    case 'killed':
      return `ended by ${outcome.signal}`;
    case 'notStarted':
      return `could not be started: ${outcome.cause}`;
    default:
      return outcome.kind;
  }
};
