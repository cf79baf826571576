/** One pass over the profile's store, which is then closed again, with the reply to everyone who asked for it. */
import { app } from 'electron';
import type { PassOutcome } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { createAttention } from '../attention/attention.ts';
import { openAttentionFile } from '../attention/stateFile.ts';
import { repliesFile, writeReply } from '../cli/syncReply.ts';
import { createBackendEvents } from '../backend/backendEvents.ts';
import type { Environment } from '../platform/environment.ts';
import { systemClock } from '../platform/clock.ts';
import { createContext } from './context.ts';
import { openBackend } from './openBackend.ts';
import { createPassReport } from './passReport.ts';
import { createInitialState } from './prerender/initialState.ts';
import { syncAnswer, unsentIn } from './syncAnswer.ts';

export interface OnePassOptions {
  readonly environment: Environment;
  readonly profile: string;
  /** Resolves when the pass is to be cancelled. */
  readonly interrupted: Promise<void>;
  /** The requests to reply to; more may come during the pass. */
  readonly ids: readonly string[];
}
export type RunOnePass = (options: OnePassOptions) => Promise<void>;

export const runPass: RunOnePass = async ({ environment, profile, interrupted, ids }) => {
  app.dock?.hide();
  const context = createContext({ environment, profile, isHidden: true, startOver: Promise.resolve() });
  const { log, words, settings, inProfile } = context;
  const events = createBackendEvents();
  // The first view of the app's next start is read through it, too.
  const attention = createAttention({
    file: openAttentionFile(inProfile('attention.json')),
    rules: () => settings.get().attentionRules,
    now: () => systemClock.now(),
    onChanged: () => undefined,
  });
  const backend = openBackend({
    ...context,
    attention,
    environment,
    databasePath: inProfile('calendar.db'),
    isKeyringMissing: context.keyring.isMissing,
    settings: settings.get,
    events,
  });
  // The first view of the app's next start must show what this pass brings.
  const initialState = createInitialState({
    profile,
    backend,
    settings: settings.get,
    locale: context.locale,
    language: () => context.messages().app.language,
    isAwaited: false,
  });
  events.writing.on(initialState.forget);
  const nothing = (): void => undefined;
  events.passEnded.on(
    createPassReport({ log, headless: false, words, meetings: () => [], onUnreachable: nothing }),
  );

  let waiting = 0;
  const pass = async (): Promise<Result<PassOutcome, Problem>> => {
    const open = await backend.get(false);
    if (!open.ok) return open;
    const outcome = await open.value.syncOnce();
    waiting = unsentIn(open.value.writing.list());
    return ok(outcome);
  };
  let closing: Promise<void> | null = null;
  /** Cancels a pass that is still running. */
  const close = (): Promise<void> =>
    (closing ??= initialState.keepFor(async () => {
      const open = await backend.get(false);
      if (open.ok) await open.value.close();
    }));
  const passing = pass();
  await Promise.race([passing, interrupted.then(close)]);
  const outcome = await passing;
  await close();
  for (const id of ids) writeReply(inProfile(repliesFile), syncAnswer(id, outcome, waiting, words()));
  log('app.stopped');
  await context.flushLog();
};
