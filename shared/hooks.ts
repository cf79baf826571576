/** Hooks: programs of the person's own that the app runs when events start, end or change. */
import type { IsoInstant } from './model.ts';

export const hookEvents = ['start', 'end', 'before', 'change'] as const;
export type HookEvent = (typeof hookEvents)[number];

/** What the person decides about a hook. */
export interface HookChoice {
  readonly event: HookEvent;
  /** Before the start, 1 to `MOST_HOOK_MINUTES`; counts for `before` only. */
  readonly minutes: number;
  /** An absolute path. */
  readonly program: string;
  readonly args: readonly string[];
}

export type HookOutcome =
  | { readonly kind: 'succeeded' }
  /** It ended with an exit code other than 0. */
  | { readonly kind: 'failed'; readonly code: number }
  /** A signal ended it, such as `SIGSEGV`. */
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'notStarted'; readonly cause: 'missing' | 'forbidden' | 'other' }
  /** Too many others were waiting. */
  | { readonly kind: 'crowded' };

export interface HookRun {
  readonly at: IsoInstant;
  /** The person pressed "Test". */
  readonly isTest: boolean;
  readonly outcome: HookOutcome;
}

export interface Hook extends HookChoice {
  readonly id: string;
  readonly on: boolean;
  readonly isRunning: boolean;
  readonly lastRun: HookRun | null;
}

/** Why a program cannot be chosen. */
export type HookFault = 'notAbsolute' | 'missing' | 'notExecutable' | 'tooMany';

export const MOST_HOOKS = 20;
/** A day, which bounds how far ahead events are read. */
export const MOST_HOOK_MINUTES = 1440;
/** As long as a dialog can show them. */
export const LONGEST_PROGRAM = 500;
export const MOST_ARGS = 10;
export const LONGEST_ARG = 200;

/**
 * Returns whether a program's path or an argument can be shown to the person as it is: without characters that are
 * invisible or reorder text.
 */
export const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
