import { describe, expect, test } from 'vitest';
import { restText } from '../../renderer/status/statusText.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Problem } from '../../shared/problems.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { aPass, createFakeJarvis } from '../support/fakeJarvis.ts';

const nowMs = Date.parse('2026-11-24T08:48:00Z');
const offline: Problem = { kind: 'offline' };
const gone: Problem = { kind: 'notFound' };

const textOf = (
  lastSuccessAt: string | null,
  problems: readonly Problem[] = [],
  more: { result?: 'succeeded' | 'failed'; nextAttemptAt?: string; locale?: string } = {},
): string => {
  const locale = more.locale ?? 'en-GB';
  return restText({
    messages: messagesFor(locale),
    format: createFormat({ locale, timeZone: 'Europe/Berlin' }),
    status: {
      ...createFakeJarvis().state.status,
      lastSuccessAt,
      problems,
      nextAttemptAt: more.nextAttemptAt ?? null,
    },
    result: more.result === undefined ? null : { ...aPass(), outcome: more.result },
    problems,
    nowMs,
    countedBeside: false,
  });
};

describe('the status line', () => {
  const justNow = '2026-11-24T08:47:50Z';
  const early = '2026-11-24T02:14:00Z';

  const cases: readonly (readonly [text: string, ...state: Parameters<typeof textOf>])[] = [
    ['Synced just now', justNow],
    ['Not synced yet', null],
    ['Offline · last synced 03:14', early, [offline]],
    ['Offline · last synced yesterday at 17:02', '2026-11-23T16:02:00Z', [offline]],
    ['Offline · not synced yet', null, [offline]],
    ['Offline · last synced 03:14', early, [offline], { result: 'failed' }],
    [
      'Offline · last synced 03:14 · trying again at 09:51',
      early,
      [offline],
      { nextAttemptAt: '2026-11-24T08:51Z' },
    ],
    ['Last synced 09:47', justNow, [gone]],
    ['Last synced 09:47', justNow, [gone], { result: 'succeeded' }],
    ['Couldn’t sync', early, [gone], { result: 'failed' }],
    ['Offline · Stand: 03:14', early, [offline], { locale: 'de' }],
  ];
  for (const [text, ...state] of cases) test(`says “${text}”`, () => expect(textOf(...state)).toBe(text));
});
