import { describe, expect, test } from 'vitest';
import { joinAddress, meetingDetails } from '../../main/meetings/meetingDetails.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const words = (locale = 'en-GB', timeZone = 'Europe/Vienna') => ({
  messages: messagesFor(locale),
  format: createFormat({ locale, timeZone }),
});
const meet = 'https://meet.google.com/abc-defg-hij';
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
  joinUrl: meet,
  location: 'Room Turing',
});

/** Versions of ICU disagree about the comma before a year. */
const details = (...from: Parameters<typeof meetingDetails>): string =>
  meetingDetails(...from).replace(/(day),/g, '$1');

describe('a meeting as plain text', () => {
  test('has title, time with its zone, place and link', () => {
    expect(details(review, words())).toBe(
      `Design review\nTuesday 24 November 2026, 10:00 – 10:45 (Vienna, GMT+1)\nRoom Turing\n${meet}`,
    );
    expect(details(review, words('de-AT'))).toBe(
      `Design review\nDienstag, 24. November 2026, 10:00 – 10:45 (Vienna, GMT+1)\nRoom Turing\n${meet}`,
    );
    expect(details(review, words('en-US', 'America/Los_Angeles')).split('\n')[1]).toContain(
      '1:00 AM – 1:45 AM (Los Angeles, GMT-8)',
    );
  });

  test('leaves out what is missing, and a place that is only a link', () => {
    const bare = anOccurrence('', '2026-11-24T23:30Z', '2026-11-25T00:30Z', { location: `  ${meet} ` });
    expect(details(bare, words('en-GB', 'UTC'))).toBe(
      '(No title)\nTuesday 24 November 2026, 23:30 – Wednesday 25 November 2026, 00:30 (UTC)',
    );
  });

  test('names days for all-day events, and no zone [S25]', () => {
    const fair = anOccurrence('Fair', '2026-11-24', '2026-11-26');
    expect(details(fair, words())).toBe(
      'Fair\nTuesday 24 November 2026 – Wednesday 25 November 2026, All day',
    );
  });

  test('property 13: contains no control or bidi characters', () => {
    const hostile = { ...review, title: 'Pay\u202E\u0000 now\nBcc: x', location: 'Hall\u2067 5\r\nLine' };
    const text = details(hostile, words());
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toMatch(/^Pay now Bcc: x\n/);
    expect(text).toContain('\nHall 5 Line\n');
  });
});

test('a way in is copied in the form to dial', () => {
  expect(joinAddress({ kind: 'phone', label: '', uri: 'tel:+1-555-0100' })).toBe('+1-555-0100');
  expect(joinAddress({ kind: 'sip', label: '', uri: 'sip:room@example.com' })).toBe('room@example.com');
  expect(joinAddress({ kind: 'video', label: '', uri: meet })).toBe(meet);
  expect(joinAddress(undefined)).toBeNull();
});
