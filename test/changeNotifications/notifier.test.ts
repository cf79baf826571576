/** Runs notices about changes with the real planner and file and the test's own clock. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planChangeNotices } from '../../main/changeNotifications/planner.ts';
import { openToldFile } from '../../main/changeNotifications/stateFile.ts';
import { createChangeNotices } from '../../main/changeNotifications/notifier.ts';
import type { ChangeNotices } from '../../main/changeNotifications/notifier.ts';
import { shownNotices } from '../../main/changeNotifications/text.ts';
import type { ChangeNotice, NoticeSettings } from '../../shared/changeNotices.ts';
import type { AgendaChange, ChangeWhat } from '../../shared/agendaChanges.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { AccountId, CalendarId, EventId, EventTime } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { createFakeClock } from '../support/clock.ts';
import type { FakeClock } from '../support/clock.ts';

const zone = 'Europe/Vienna';
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 24, 12);
const timed = (ms: number): EventTime => ({ kind: 'timed', ms, zone });
const at = (clock: string, day = 24): EventTime => timed(Date.parse(`2026-11-${day}T${clock}:00+01:00`));

let folder: string;
let clock: FakeClock;
let journal: AgendaChange[];
let settings: NoticeSettings;
let shown: string[];
let notices: ChangeNotices | null;
let bugs: unknown[];
const file = (): string => path.join(folder, 'changes.json');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jarvis-changes-'));
  clock = createFakeClock({ nowMs: startMs });
  settings = { changeNotices: true, reminderHours: null, remindersPausedUntil: null };
  [journal, shown, notices, bugs] = [[], [], null, []];
});
afterEach(() => {
  notices?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(bugs).toEqual([]);
});

const open = (whileShowing = (): void => {}, plan = planChangeNotices): ChangeNotices => {
  notices?.stop();
  notices = createChangeNotices({
    clock,
    timeZone: () => zone,
    settings: () => settings,
    file: openToldFile(file()),
    source: () => ({
      since: (iso) => journal.filter(({ noticedAt }) => noticedAt >= iso).toReversed(),
      eventOf: () => null,
      isOwn: () => false,
      plan,
    }),
    show: (list) => {
      whileShowing();
      shown.push(...list.map(({ changes }) => changes[0].title));
    },
    log: () => {},
    onBug: (error) => bugs.push(error),
  });
  notices.begin();
  return notices;
};
const changed = (title: string, what: ChangeWhat = { kind: 'cancelled' }, more: object = {}): AgendaChange =>
  ({
    ...what,
    noticedAt: new Date(clock.now()).toISOString(),
    accountId: 'google:ada@example.com' as AccountId,
    calendarId: 'ada@example.com' as CalendarId,
    eventId: title as EventId,
    wholeSeries: false,
    title,
    start: at('16:00'),
    selfResponse: 'accepted',
    ...more,
  }) as AgendaChange;

test('what was recorded before the first start is not news; later changes are shown once', async () => {
  journal.push(changed('Before'));
  await clock.advance(minuteMs);
  const first = open();
  first.passEnded('launch');
  expect(shown).toEqual([]);
  await clock.advance(minuteMs);
  journal.push(changed('After'));
  first.passEnded('timer');
  first.passEnded('timer');
  open().passEnded('launch');
  expect(shown).toEqual(['After']);
});

test('what is about to be shown is on disk first, readable only by its owner, without titles', async () => {
  let onDisk = '';
  const first = open(() => {
    onDisk = readFileSync(file(), 'utf8');
  });
  await clock.advance(minuteMs);
  journal.push(changed('Design review', { kind: 'cancelled' }, { eventId: 'abc' }));
  first.passEnded('timer');
  expect(onDisk).toContain(String(clock.now()));
  expect(onDisk).toContain('abc');
  expect(onDisk).not.toContain('Design');
  expect(statSync(file()).mode & 0o077).toBe(0);
});

test('after a file that cannot be read, nothing is repeated', async () => {
  journal.push(changed('Old'));
  await clock.advance(minuteMs);
  writeFileSync(file(), '{"untilMs": "yesterday"}');
  open().passEnded('launch');
  expect(shown).toEqual([]);
});

test('a pause holds notices back, across a restart and sleep, and no timer runs without one [F16]', async () => {
  const first = open();
  settings = { ...settings, remindersPausedUntil: new Date(startMs + 60 * minuteMs).toISOString() };
  await clock.advance(minuteMs);
  journal.push(changed('Held'));
  first.passEnded('timer');
  expect(clock.pending()).toHaveLength(1);
  const second = open();
  second.passEnded('launch');
  clock.jump(60 * minuteMs);
  await clock.advance(minuteMs);
  expect(shown).toEqual(['Held']);
  expect(clock.pending()).toEqual([]);
});

test('showing a calendar again gives no notice of what happened while it was hidden', async () => {
  const first = open();
  await clock.advance(minuteMs);
  journal.push(changed('Old news'));
  first.passEnded('calendarShown');
  first.passEnded('timer');
  expect(shown).toEqual([]);
});

test('a planner that throws does not break the end of a pass, and the next one is planned again', async () => {
  let isBroken = true;
  const first = open(undefined, (input) => {
    if (isBroken) throw new Error('a bug');
    return planChangeNotices(input);
  });
  await clock.advance(minuteMs);
  journal.push(changed('News'));
  for (const reason of ['timer', 'calendarShown'] as const) first.passEnded(reason);
  expect(bugs).toHaveLength(2);
  bugs = [];
  isBroken = false;
  first.passEnded('timer');
  expect(shown).toEqual(['News']);
});

const words = (locale: string) => ({
  messages: messagesFor(locale),
  format: createFormat({ locale, timeZone: zone }),
});
const told = (locale: string, ...changes: [AgendaChange, ...AgendaChange[]]) => {
  const [notice] = shownNotices([{ changes }], startMs, words(locale));
  return `${notice?.title} | ${notice?.body.replaceAll('\n', ' | ')}`;
};
const move = (from: EventTime, to: EventTime): ChangeWhat => {
  const end = (time: EventTime): EventTime => (time.kind === 'timed' ? timed(time.ms + 30 * minuteMs) : time);
  return { kind: 'moved', from: { start: from, end: end(from) }, to: { start: to, end: end(to) } };
};

test.each([
  ['en-GB', move(at('15:00'), at('16:00')), {}, 'Design review | Moved 15:00 → 16:00'],
  ['en-GB', move(at('15:00', 25), at('16:00', 25)), {}, 'Design review | Moved 15:00 → 16:00, tomorrow'],
  ['en-GB', move(at('15:00'), at('09:00', 26)), {}, 'Design review | Moved 24 Nov, 15:00 → 26 Nov, 09:00'],
  [
    'en-GB',
    move(at('15:00'), at('16:00')),
    { wholeSeries: true },
    'Design review | Whole series: moved 15:00 → 16:00',
  ],
  ['en-GB', { kind: 'cancelled' }, {}, 'Design review | Cancelled | Today 16:00'],
  ['en-GB', { kind: 'new' }, { start: at('09:00', 25) }, 'Design review | New invitation | Tomorrow 09:00'],
  [
    'en-GB',
    { kind: 'placeChanged', from: 'A', to: 'Room\n2\u202e' },
    {},
    'Design review | New location: Room 2 | Today 16:00',
  ],
  [
    'en-GB',
    { kind: 'placeChanged', from: 'A', to: null },
    {},
    'Design review | Location removed | Today 16:00',
  ],
  [
    'en-GB',
    { kind: 'linkChanged', from: 'https://zoom.us/j/1', to: 'https://meet.google.com/x' },
    {},
    'Design review | New link: Google Meet | Today 16:00',
  ],
  [
    'en-GB',
    { kind: 'cancelled' },
    { start: { kind: 'date', date: '2026-11-25' } },
    'Design review | Cancelled | All day, tomorrow',
  ],
  [
    'en-GB',
    move(at('15:00'), at('16:00')),
    { collision: { count: 1, with: { title: '1:1\u202e with Mia' } } },
    'Design review | Moved 15:00 → 16:00 | Now overlaps “1:1 with Mia”',
  ],
  [
    'en-GB',
    { kind: 'new' },
    { start: at('09:00', 25), collision: { count: 3, with: { title: '', busyOnly: true } } },
    'Design review | New invitation | Tomorrow 09:00 | Now overlaps “Busy” and 2 other events',
  ],
  [
    'de',
    move(at('15:00'), at('16:00')),
    { collision: { count: 2, with: { title: '1:1' } } },
    'Design review | Verschoben 15:00 → 16:00 | Überschneidet sich jetzt mit „1:1“ und 1 weiteren Termin',
  ],
  ['de', move(at('15:00'), at('16:00')), {}, 'Design review | Verschoben 15:00 → 16:00'],
  ['de', { kind: 'cancelled' }, {}, 'Design review | Abgesagt | Heute 16:00'],
  ['de', { kind: 'new' }, { start: at('09:00', 25) }, 'Design review | Neue Einladung | Morgen 09:00'],
] as [string, ChangeWhat, object, string][])('%s: %j %j reads %s', (locale, what, more, text) => {
  expect(told(locale, changed('Design review', what, more))).toBe(text);
});

test('titles lose characters that could reorder or hide other text [property 13]', () => {
  const title = `\u202eevil\u2066\u0007 ${'long '.repeat(40)}`;
  const [shownTitle = ''] = told('en-GB', changed(title)).split(' | ');
  expect(shownTitle).toMatch(/^evil long/);
  expect(shownTitle.length).toBeLessThanOrEqual(80);
});

test('more than three changes make one notice that names the first ones', () => {
  const many = ['A', 'B', 'C', 'D', 'E'].map((title): ChangeNotice => ({ changes: [changed(title)] }));
  expect(shownNotices(many.slice(0, 3), startMs, words('en-GB'))).toHaveLength(3);
  expect(shownNotices(many, startMs, words('en-GB'))).toEqual([
    {
      title: '5 events changed',
      body: 'A: Cancelled\nB: Cancelled\nC: Cancelled\nand 2 more',
      opens: null,
    },
  ]);
});
