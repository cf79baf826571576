import { describe, expect, test } from 'vitest';
import type { LinkedOccurrence } from '../../main/meetings/links.ts';
import { isMailLink, lateLine, lateMail } from '../../main/meetings/runningLate.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Attendee } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Words } from '../../shared/text/words.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const words = (language: 'en' | 'de' = 'en'): Words => ({
  messages: messagesFor(language),
  format: createFormat({
    locale: language === 'en' ? 'en-GB' : 'de-DE',
    language,
    timeZone: 'Europe/Berlin',
    timeFormat: 'auto',
  }),
});

const guest = (email: string, more: Partial<Attendee> = {}): Attendee => ({
  email,
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});
const meeting = (more: Partial<LinkedOccurrence> = {}): LinkedOccurrence => ({
  ...anOccurrence('Planning', '2026-11-24T09:00Z', '2026-11-24T09:45Z'),
  calendarName: 'Work',
  description: [],
  attendees: [guest('me@example.com', { self: true }), guest('ada@example.com')],
  attendeesOmitted: false,
  organizer: { email: 'boss@example.com', self: false },
  joinCodes: {},
  joinOptions: [],
  attachments: [],
  repeat: null,
  hasWebPage: true,
  may: { respond: false, why: 'writingOff' },
  htmlLink: null,
  flaw: null,
  ...more,
});
const sentTo = (link: string | null): string[] =>
  link === null ? [] : link.slice('mailto:'.length, link.indexOf('?')).split(',');

test('the line says how late, for what and when it begins, in the person’s language', () => {
  expect(lateLine(meeting(), 5, words())).toBe('I’ll be about 5 min late for “Planning” (10:00).');
  expect(lateLine(meeting(), 15, words('de'))).toBe('Ich komme etwa 15 Min. später zu „Planning“ (10:00).');
});

describe('the mail', () => {
  test('goes to organizer and guests, with subject and line', () => {
    const link = lateMail(meeting(), 5, words());
    expect(sentTo(link)).toEqual(['boss@example.com', 'ada@example.com']);
    const fields = new URL(link!).searchParams;
    expect(fields.get('subject')).toBe('Running late: Planning');
    expect(fields.get('body')).toBe('I’ll be about 5 min late for “Planning” (10:00).');
    expect(isMailLink(link!)).toBe(true);
  });

  test('leaves out the person, rooms, who declined, and nobody twice', () => {
    const attendees = [
      guest('me@example.com', { self: true }),
      guest('room@example.com', { resource: true }),
      guest('no@example.com', { response: 'declined' }),
      guest('Boss@example.com'),
    ];
    expect(sentTo(lateMail(meeting({ attendees }), 5, words()))).toEqual(['Boss@example.com']);
  });

  test('of very many guests goes to the organizer alone', () => {
    const attendees = Array.from({ length: 200 }, (_, index) => guest(`guest${index}@example.com`));
    expect(sentTo(lateMail(meeting({ attendees }), 5, words()))).toEqual(['boss@example.com']);
  });

  test('does not exist if there is nobody to write to', () => {
    expect(lateMail(meeting({ attendees: [], organizer: { self: true } }), 5, words())).toBeNull();
  });

  test.each([
    'ada@example.com?bcc=all@example.com',
    'ada@example.com,other@example.com',
    'ada@example.com&body=x',
    '"ada b"@example.com',
    'ada@example.com\r\nBcc: x@example.com',
    'ada%0A@example.com',
    'ada@localhost',
    `${'a'.repeat(65)}@example.com`,
  ])('is never written to %j', (email) => {
    const link = lateMail(
      meeting({ attendees: [guest(email)], organizer: { email, self: false } }),
      5,
      words(),
    );
    expect(link).toBeNull();
  });

  test('stays a mail and short, whatever the title', () => {
    for (const title of ['?&cc=x@example.com#', '\u202Egnp', '💥'.repeat(3000), '\ud800', 'a\nb: c', '']) {
      const link = lateMail(meeting({ title }), 5, words());
      expect(isMailLink(link ?? '')).toBe(true);
      expect(new URL(link!).searchParams.getAll('cc')).toEqual([]);
    }
  });
});

test.each([
  'mailto:',
  'https://example.com',
  'mailto:a@example.com?bcc=b@example.com',
  'mailto:a@example.com',
])('the opener refuses %s', (text) => {
  expect(isMailLink(text)).toBe(false);
});
