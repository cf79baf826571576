import { expect, test } from 'vitest';
import { nothingToJoin } from '../../main/meetings/nothingToJoin.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const now = Date.parse('2026-11-24T09:30:00Z');
const words = {
  messages: messagesFor('en-GB'),
  format: createFormat({ locale: 'en-GB', timeZone: 'Europe/Vienna' }),
};
const meeting = (title: string, inMinutes: number, more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence(
    title,
    new Date(now + inMinutes * 60_000).toISOString(),
    new Date(now + (inMinutes + 30) * 60_000).toISOString(),
    { joinUrl: 'https://meet.example.com/a', ...more },
  );
const invitation = { selfResponse: 'needsAction' } as const;
/** Without the marks that isolate a title's direction. */
const body = (...meetings: readonly Occurrence[]): string =>
  nothingToJoin(meetings, now, words).body.replaceAll(/[\u2066-\u2069]/g, '');

test('names what can be joined next, and says so if there is nothing', () => {
  expect(body(meeting('Review', 90))).toContain('Review, 12:00');
  expect(body()).toBe(words.messages.system.noneToJoin);
});

test('does not name an unanswered invitation in place of a meeting that was accepted', () => {
  expect(body(meeting('Review!', 89, invitation), meeting('Review', 90))).toContain('Review, 12:00');
  expect(body(meeting('Alone', 90, invitation))).toContain('Alone');
});

test('does not name a meeting that is declined or someone else’s', () => {
  expect(
    body(meeting('No', 60, { selfResponse: 'declined' }), meeting('Theirs', 60, { isOthers: true })),
  ).toBe(words.messages.system.noneToJoin);
});
