/** Starts the hooks with the profile's files and the system's dialogs. Loaded only if there are any, or to add one. */
import { join } from 'node:path';
import type { Messages } from '../../shared/messages/en.ts';
import { systemClock } from '../platform/clock.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { confirmHook } from './hookDialogs.ts';
import { createHooks } from './hooks.ts';
import type { Hooks, HooksOptions } from './hooks.ts';
import { openHooksFile, openHookState } from './hooksFile.ts';
import { openOutputLog } from './outputLog.ts';
import { createHookRunner } from './runner.ts';

export interface StartHooksOptions extends Pick<
  HooksOptions,
  'source' | 'log' | 'onBug' | 'words' | 'onChanged' | 'onProblems'
> {
  readonly inProfile: (name: string) => string;
  readonly messages: () => Messages;
}

export const startHooks = ({ inProfile, messages, ...options }: StartHooksOptions): Hooks => {
  const hooks = createHooks({
    ...options,
    clock: systemClock,
    timeZone: systemTimeZone,
    file: openHooksFile(inProfile('hooks.json')),
    state: openHookState(inProfile('hook-state.json')),
    runner: createHookRunner(),
    output: openOutputLog(join(inProfile('logs'))),
    env: process.env,
    confirm: confirmHook(messages),
  });
  hooks.replan();
  return hooks;
};
