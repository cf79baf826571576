import { describe, expect, test } from 'vitest';
import { decideJoin, planJoin, type HandledMeeting, type JoinQuestion } from '../../main/autoJoin/plan.ts';
import { occurrenceKeyOf } from '../../shared/autoJoin.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import type { EventId, Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const startMs = Date.parse('2026-11-24T10:00:00Z');
const at = (minutes: number): string => new Date(startMs + minutes * MINUTE_MS).toISOString();
const joinUrl = 'https://meet.google.com/abc-defg-hij';

const meeting = (more: Partial<Occurrence> = {}, from = 0, to = 30): Occurrence =>
  anOccurrence('Review', at(from), at(to), { joinUrl, ...more });
const review = meeting({ eventId: 'review' as EventId, iCalUid: 'review@example.com' });

const ask = (more: Partial<JoinQuestion> = {}): JoinQuestion => ({
  occurrences: [review],
  settings: { autoJoin: true, autoJoinMinutes: 0 },
  handled: [],
  isUnlocked: () => true,
  nowMs: startMs - 10 * SECOND_MS,
  ...more,
});
const handled = (occurrence: Occurrence, how: HandledMeeting['how'] = 'joined'): HandledMeeting => ({
  ...occurrenceKeyOf(occurrence),
  how,
});
const outcome = (occurrence: Occurrence, question: JoinQuestion): string => {
  const decision = decideJoin(occurrence, question);
  if (decision.kind === 'never') return decision.why;
  return decision.kind === 'blocked' ? decision.by : decision.kind;
};

describe('which meetings', () => {
  const off = { autoJoin: false, autoJoinMinutes: 0 };
  test.each<[string, Partial<Occurrence>, string]>([
    ['accepted', { selfResponse: 'accepted' }, 'join'],
    ['organized by me', { selfResponse: null, organizedBySelf: true }, 'join'],
    ['organized by me, without an answer', { selfResponse: 'needsAction', organizedBySelf: true }, 'join'],
    ['unanswered', { selfResponse: 'needsAction' }, 'unwanted'],
    ['answered with maybe', { selfResponse: 'tentative' }, 'unwanted'],
    ['declined', { selfResponse: 'declined' }, 'unwanted'],
    ['declined, though I organize it', { selfResponse: 'declined', organizedBySelf: true }, 'unwanted'],
    ['no invitation', { selfResponse: null }, 'unwanted'],
    ['someone else’s', { isOthers: true }, 'unwanted'],
    ['done', { attention: { level: 'done', by: 'occurrence' } }, 'unwanted'],
    ['muted', { attention: { level: 'muted', by: 'series' } }, 'unwanted'],
    ['hidden', { attention: { level: 'hidden', by: 'rule' } }, 'unwanted'],
    ['made from a mail', { eventType: 'fromGmail' }, 'unwanted'],
    ['focus time', { eventType: 'focusTime' }, 'unwanted'],
    ['called off for this time', { autoJoin: false }, 'unwanted'],
  ])('%s', (_what, more, expected) => {
    expect(outcome(meeting(more), ask({ occurrences: [] }))).toBe(expected);
  });

  test('none without a link', () => {
    const { joinUrl: _, ...without } = review;
    expect(outcome(without, ask())).toBe('unwanted');
  });

  test.each<[string, Partial<Occurrence>, string]>([
    ['an accepted one', {}, 'join'],
    ['one that is no invitation', { selfResponse: null }, 'join'],
    ['not an unanswered one', { selfResponse: 'needsAction' }, 'unwanted'],
    ['not one of maybe', { selfResponse: 'tentative' }, 'unwanted'],
    ['not a muted one', { attention: { level: 'muted', by: 'calendar' } }, 'unwanted'],
  ])('with the setting off, only those chosen: %s', (_what, more, expected) => {
    expect(outcome(meeting({ ...more, autoJoin: true }), ask({ occurrences: [], settings: off }))).toBe(
      expected,
    );
    expect(outcome(meeting(more), ask({ settings: off }))).toBe('unwanted');
  });
});

describe('when', () => {
  test.each<[string, number, number, string]>([
    ['a second too early', 0, -11, 'wait'],
    ['ten seconds before the start', 0, -10, 'join'],
    ['at the start', 0, 0, 'join'],
    ['so that it opens two minutes after the start', 0, 110, 'join'],
    ['a second later', 0, 111, 'late'],
    ['five minutes and eleven seconds before, for five minutes', 5, -311, 'wait'],
    ['five minutes and ten seconds before, for five minutes', 5, -310, 'join'],
    ['two minutes after, for five minutes', 5, 121, 'late'],
  ])('%s', (_what, autoJoinMinutes, seconds, expected) => {
    const nowMs = startMs + seconds * SECOND_MS;
    expect(outcome(review, ask({ nowMs, settings: { autoJoin: true, autoJoinMinutes } }))).toBe(expected);
  });

  test('not when it would be over', () => {
    expect(outcome(meeting({}, 0, 1), ask({ nowMs: startMs + 55 * SECOND_MS }))).toBe('late');
  });

  test('not while the screen is locked, but as soon as it is unlocked', () => {
    expect(outcome(review, ask({ isUnlocked: () => false }))).toBe('lock');
    expect(planJoin(ask({ isUnlocked: () => false }))).toEqual({
      due: null,
      nextAtMs: startMs + 5 * SECOND_MS,
    });
  });

  test('once: not again after it was joined or called off', () => {
    expect(outcome(review, ask({ handled: [handled(review)] }))).toBe('handled');
    expect(outcome(review, ask({ handled: [handled(review, 'cancelled')] }))).toBe('handled');
  });

  test('a copy in another calendar is the same meeting [S23]', () => {
    const copy = { ...review, calendarId: 'other' as Occurrence['calendarId'] };
    expect(outcome(copy, ask({ handled: [handled(review)] }))).toBe('handled');
  });

  test('a meeting that moved counts anew', () => {
    const moved = { ...meeting({}, 60, 90), eventId: review.eventId };
    const nowMs = startMs + 60 * MINUTE_MS;
    expect(outcome(moved, ask({ nowMs, handled: [handled(review)] }))).toBe('join');
  });
});

test('the system is asked about the screen only when a meeting is due', () => {
  const isUnlocked = (): boolean => {
    throw new Error('asked');
  };
  expect(outcome(review, ask({ isUnlocked, nowMs: startMs - 60 * SECOND_MS }))).toBe('wait');
  expect(outcome(meeting({ selfResponse: 'declined' }), ask({ isUnlocked }))).toBe('unwanted');
});

describe('another meeting', () => {
  test.each<[string, Occurrence, string]>([
    ['that I accepted runs', meeting({}, -30, 30), 'meeting'],
    ['that I accepted runs without a link', anOccurrence('At table', at(-30), at(30)), 'meeting'],
    ['that I organize runs', meeting({ selfResponse: null, organizedBySelf: true }, -30, 30), 'meeting'],
    ['that I did not answer runs', meeting({ selfResponse: 'needsAction' }, -30, 30), 'join'],
    ['that I declined runs', meeting({ selfResponse: 'declined' }, -30, 30), 'join'],
    ['that is done runs', meeting({ attention: { level: 'done', by: 'occurrence' } }, -30, 30), 'join'],
    ['ends when this begins', meeting({}, -30, 0), 'join'],
    ['begins when this ends', meeting({}, 30, 60), 'join'],
    ['begins together with it', meeting({}, 0, 15), 'meeting'],
    ['is a duty of a whole day', anOccurrence('On call', at(-300), at(300)), 'join'],
    ['is focus time', meeting({ eventType: 'focusTime' }, -30, 30), 'join'],
  ])('%s', (_what, other, expected) => {
    expect(outcome(review, ask({ occurrences: [other, review] }))).toBe(expected);
  });

  test('that I joined without an answer runs', () => {
    const other = meeting({ selfResponse: 'needsAction' }, -30, 30);
    expect(outcome(review, ask({ occurrences: [other, review], handled: [handled(other)] }))).toBe('meeting');
  });

  test('that begins together with it gives way to the one that was chosen', () => {
    const other = meeting({}, 0, 15);
    const chosen = { ...review, autoJoin: true };
    expect(outcome(chosen, ask({ occurrences: [other, chosen] }))).toBe('join');
    expect(outcome(chosen, ask({ occurrences: [other, chosen], handled: [handled(other)] }))).toBe('meeting');
    expect(outcome(chosen, ask({ occurrences: [{ ...other, autoJoin: true }, chosen] }))).toBe('meeting');
  });

  test('that still runs minutes before may end in time', () => {
    const settings = { autoJoin: true, autoJoinMinutes: 5 };
    const other = meeting({}, -30, 0);
    const early = ask({ occurrences: [other, review], settings, nowMs: startMs - 5 * MINUTE_MS });
    expect(outcome(review, early)).toBe('meeting');
    expect(planJoin(early).nextAtMs).toBe(early.nowMs + 15 * SECOND_MS);
    expect(outcome(review, { ...early, nowMs: startMs - 10 * SECOND_MS })).toBe('join');
  });
});

test('the plan names the meeting that is due, and the time of the next', () => {
  const later = meeting({}, 60, 90);
  expect(planJoin(ask({ occurrences: [later, review] }))).toEqual({
    due: review,
    nextAtMs: startMs + 60 * MINUTE_MS - 10 * SECOND_MS,
  });
});
