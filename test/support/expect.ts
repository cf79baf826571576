import { expect as base } from '@playwright/test';

interface PollOptions {
  readonly timeout?: number;
  readonly message?: string;
}

/**
 * Asks until the matcher passes, for up to 30 s, as Playwright's own `expect.poll` does, except that a question that
 * throws is asked again: a file may be renamed, or a page reloaded, between two steps of one question.
 */
const poll = (ask: () => unknown, { timeout = 30_000, message }: PollOptions = {}): object => {
  const matchers = (negated: boolean): object =>
    new Proxy(
      {},
      {
        get: (_target, name) => {
          if (name === 'not') return matchers(!negated);
          return (...expected: unknown[]) =>
            base(async () => {
              const value = base(await ask(), message);
              const matcher: unknown = Reflect.get(negated ? value.not : value, name);
              if (typeof matcher !== 'function') throw new Error(`No matcher is named ${String(name)}.`);
              await Reflect.apply(matcher, value, expected);
            }).toPass({ timeout });
        },
      },
    );
  return matchers(false);
};

/** Playwright's `expect`, whose `poll` forgives a question that throws. */
export const expect = new Proxy(base, {
  get: (target, name) => (name === 'poll' ? poll : Reflect.get(target, name)),
});
