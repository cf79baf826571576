/**
 * Lines of our own times and texts with other people's titles and places in them: right-to-left letters stay in
 * isolates, so the digits next to them keep their order. Tested in every place where a line is shown raw.
 */
import { describe, expect, test } from 'vitest';
import { shownNotices } from '../../main/changeNotifications/text.ts';
import { nothingToJoin } from '../../main/meetings/nothingToJoin.ts';
import { reminderNotice } from '../../main/reminders/text.ts';
import { trayMenu, type TrayState } from '../../main/tray/trayMenu.ts';
import type { ChangeNotice } from '../../shared/changeNotices.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { AccountId, CalendarId, EventId, EventTime, Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import { isolated, plainPart } from '../../shared/text/plainText.ts';
import { reportsOf } from '../cases/publicReports.ts';

const FSI = '\u2068';
const PDI = '\u2069';
const RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What a line shows outside its isolates. */
const outside = (line: string): string => line.replaceAll(/\u2068[^\u2068\u2069]*\u2069/gu, '');
const expectIsolated = (line: string): void => {
  expect(outside(line)).not.toMatch(RIGHT);
  expect(outside(line)).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
};

const zone = 'UTC';
const nowMs = Date.parse('2026-11-24T09:00:00Z');
const timed = (time: string): EventTime => ({
  kind: 'timed',
  ms: Date.parse(`2026-11-24T${time}:00Z`),
  zone,
});
const joinUrl = 'https://meet.example.com/abc';

const meeting = (title: string, start: string, end: string, more: Partial<Occurrence> = {}): Occurrence => ({
  accountId: 'sample' as AccountId,
  calendarId: 'team' as CalendarId,
  eventId: `${title} ${start}` as EventId,
  title,
  start: timed(start),
  end: timed(end),
  status: 'confirmed',
  eventType: 'default',
  selfResponse: 'accepted',
  color: '#336699',
  visibility: 'default',
  transparency: 'opaque',
  guests: null,
  joinUrl,
  ...more,
});

const wordsOf = (locale: string) => ({
  messages: messagesFor(locale),
  format: createFormat({ locale, timeZone: zone }),
});

const menuOf = (meetings: readonly Occurrence[], locale = 'en-GB') => {
  const state: TrayState = {
    ...wordsOf(locale),
    nowMs,
    meetings,
    status: { phase: 'idle', lastSuccessAt: null, problems: [] },
    countdownAhead: 30,
    remindersPausedUntilMs: null,
    invitations: { count: 0, untilMs: Infinity },
    outbox: { waiting: 0, undecided: 0 },
    canCreateEvents: false,
    canMeetNow: false,
  };
  return trayMenu(state);
};

const labelsOf = (meetings: readonly Occurrence[], locale = 'en-GB'): readonly string[] =>
  menuOf(meetings, locale).items.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));

/** Titles that strangers could send: marks, isolates that are not closed, other scripts, numbers at either end. */
const titles = [
  'פגישת צוות',
  'اجتماع الفريق ٣',
  'جلسهٔ هفتگی',
  'ܡܘܥܕܐ',
  '1:1 עם דנה',
  'Team פגישה 2',
  '\u2067פגישה',
  'פגישה\u2069\u2069',
  '\u202eפגישה\u202c 10',
  'פגישה '.repeat(40),
  '𞤀𞤁𞤂 𐤀𐤁',
];

const reports = reportsOf('rtl-lines');

test.each(reports.filter(({ id }) => id === 'rtl-tray-row'))('$id ($source)', () => {
  expect(labelsOf([meeting('פגישת צוות', '10:00', '10:30')])).toContain(
    `10:00 – 10:30  ${FSI}פגישת צוות${PDI}`,
  );
});

test.each(reports.filter(({ id }) => id === 'rtl-tooltip'))('$id ($source)', () => {
  const { tooltip } = menuOf([meeting('جلسهٔ هفتگی', '08:30', '10:30')]);
  expect(tooltip).toBe(`Jarvis Calendar: Now: ${FSI}جلسهٔ هفتگی${PDI}, until 10:30`);
});

describe.each(['en-GB', 'en-US', 'de-DE'])('in %s', (locale) => {
  const words = wordsOf(locale);

  test.each(titles)('the tray with %j', (title) => {
    const meetings = [
      meeting(title, '08:30', '10:30'),
      meeting(title, '09:20', '10:00'),
      meeting(title, '11:00', '12:00'),
    ];
    for (const some of [meetings, meetings.slice(1), meetings.slice(2)]) {
      const { tooltip, title: beside } = menuOf(some, locale);
      for (const line of [...labelsOf(some, locale), tooltip, beside]) expectIsolated(line);
      expect(tooltip.length).toBeLessThanOrEqual(120);
    }
  });

  test.each(titles)('reminders with the place %j', (place) => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const { body } = reminderNotice(
        meeting('Review', '09:20', '10:00', { location: place }),
        nowMs,
        words,
        platform,
      );
      expect(body).toMatch(/\d.*\u2068/u);
      for (const line of body.split('\n')) expectIsolated(line);
    }
  });

  test.each(titles)('notices of changes with %j', (title) => {
    const base = {
      ...meeting(title, '10:00', '11:00'),
      masterId: null,
      wholeSeries: false,
      noticedAt: new Date(nowMs).toISOString(),
      title,
    };
    const moved = {
      ...base,
      kind: 'moved',
      from: { start: timed('10:00'), end: timed('11:00') },
      to: { start: timed('12:00'), end: timed('13:00') },
    } as unknown as AgendaChange;
    const placed = { ...base, kind: 'placeChanged', from: title, to: title } as unknown as AgendaChange;
    const notices = [moved, placed, moved, placed].map((change): ChangeNotice => ({ changes: [change] }));
    const shown = [
      ...shownNotices(notices, nowMs, words),
      ...shownNotices(notices.slice(0, 2), nowMs, words),
    ];
    for (const { body } of shown) for (const line of body.split('\n')) expectIsolated(line);
    expectIsolated(describeChange(placed, nowMs, words).sentence);
  });

  test.each(titles)('the global shortcut’s message about %j', (title) => {
    expectIsolated(nothingToJoin([meeting(title, '11:00', '12:00')], nowMs, words).body);
  });
});

test('a left-to-right part stays unchanged', () => {
  for (const text of ['Stand-up', 'Größe 2', '会議', 'Москва', '😀', '']) {
    expect(isolated(text)).toBe(text);
    expect(plainPart(text)).toBe(text);
  }
});
