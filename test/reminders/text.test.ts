import { describe, expect, test } from 'vitest';
import { reminderNotice } from '../../main/reminders/text.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';

const zone = 'Europe/Vienna';
const ms = (time: string, day = 24): number => Date.parse(`2026-11-${day}T${time}:00+01:00`);
const words = (locale: string) => ({
  messages: messagesFor(locale),
  format: createFormat({ locale, timeZone: zone }),
});

const review: Occurrence = {
  accountId: 'sample' as AccountId,
  calendarId: 'team' as CalendarId,
  eventId: 'review' as EventId,
  title: 'Review',
  start: { kind: 'timed', ms: ms('10:00'), zone },
  end: { kind: 'timed', ms: ms('10:45'), zone },
  status: 'confirmed',
  eventType: 'default',
  selfResponse: 'accepted',
  color: '#336699',
  visibility: 'default',
  transparency: 'opaque',
  guests: null,
};
const noticeAt = (atMs: number, more: Partial<Occurrence> = {}, locale = 'en-GB') =>
  reminderNotice({ ...review, ...more }, atMs, words(locale), 'linux');

describe('the text of a reminder', () => {
  test.each([
    [ms('09:50'), 'Starts in 10\u00a0min\n10:00 – 10:45'],
    [ms('09:50') + 400, 'Starts in 10\u00a0min\n10:00 – 10:45'],
    [ms('10:00') + 400, 'Starts now\n10:00 – 10:45'],
    [ms('10:04'), 'Started 4\u00a0min ago\n10:00 – 10:45'],
    [ms('08:30'), 'Starts in 1\u00a0h 30\u00a0min\n10:00 – 10:45'],
    [ms('10:00', 23), 'Starts in 1 day\ntomorrow 10:00 – 10:45'],
  ])('%i: %s', (atMs, body) => expect(noticeAt(atMs).body).toBe(body));

  test('in German', () => {
    expect(noticeAt(ms('10:04'), {}, 'de-AT').body).toMatch(/^Hat vor 4\u00a0Min\. begonnen/);
  });

  test('of an all-day event: its day', () => {
    const allDay = {
      start: { kind: 'date', date: '2026-11-25' },
      end: { kind: 'date', date: '2026-11-26' },
    } as const;
    expect(noticeAt(ms('15:00'), allDay)).toMatchObject({ body: 'All day, tomorrow', urgent: false });
  });

  test('it is urgent once the meeting begins', () => {
    expect([ms('09:50'), ms('09:59'), ms('10:04')].map((atMs) => noticeAt(atMs).urgent)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('texts from strangers [property 13]', () => {
  const hostile = { title: 'Pay\u202eevil\u0007\n<b>now</b> & then', location: '<a href="x">Room</a> & 1' };

  test('lose control and bidi characters, and markup is escaped for libnotify', () => {
    const { title, body } = noticeAt(ms('09:50'), hostile);
    expect(title).toBe('Payevil <b>now</b> & then');
    expect(body).toContain('&lt;a href="x"&gt;Room&lt;/a&gt; &amp; 1');
  });

  test('other systems get the body unchanged', () => {
    const { body } = reminderNotice({ ...review, ...hostile }, ms('09:50'), words('en-GB'), 'darwin');
    expect(body).toContain('<a href="x">Room</a> & 1');
  });

  test('are cut', () => {
    const { title, body } = noticeAt(ms('09:50'), { title: 'x'.repeat(9999), location: 'y'.repeat(9999) });
    expect(title.length).toBe(80);
    expect(body.length).toBeLessThan(120);
  });
});
