import { describe, expect, test } from 'vitest';
import { meetingClick, trayMenu } from '../../main/tray/trayMenu.ts';
import type { TrayItem, TrayState } from '../../main/tray/trayMenu.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';

const zone = 'Europe/Vienna';
/** Tuesday 24 November 2026 in Vienna (UTC+1). */
const at = (time: string, day = 24): number => Date.parse(`2026-11-${day}T${time}:00+01:00`);

const meeting = (
  title: string,
  start: string,
  end: string,
  more: Partial<Occurrence> & { day?: number } = {},
): Occurrence => {
  const { day = 24, ...rest } = more;
  return {
    accountId: 'sample' as AccountId,
    calendarId: 'team' as CalendarId,
    eventId: title as EventId,
    title,
    start: { kind: 'timed', ms: at(start, day), zone },
    end: { kind: 'timed', ms: at(end, day), zone },
    status: 'confirmed',
    eventType: 'default',
    selfResponse: 'accepted',
    color: '#336699',
    visibility: 'default',
    transparency: 'opaque',
    guests: null,
    ...rest,
  };
};
const joinUrl = 'https://meet.example.com/abc';

const stateAt = (
  time: string,
  meetings: readonly Occurrence[] = [],
  status: Partial<TrayState['status']> = {},
): TrayState => ({
  nowMs: at(time),
  meetings,
  status: { phase: 'idle', lastSuccessAt: new Date(at('08:55')).toISOString(), problems: [], ...status },
  remindersPausedUntilMs: null,
  messages: messagesFor('en-GB'),
  format: createFormat({ locale: 'en-GB', timeZone: zone }),
});

const lines = (items: readonly TrayItem[]): string[] =>
  items.map((item) => (item.kind === 'separator' ? '—' : item.label));
const menuAt = (...state: Parameters<typeof stateAt>) => trayMenu(stateAt(...state));

const standup = meeting('Standup', '09:30', '09:45', { joinUrl });
const review = meeting('Design review', '11:00', '12:00', { joinUrl });
const tomorrow = meeting('Planning', '10:00', '11:00', { day: 25 });

describe('the tray’s menu', () => {
  test('lists today and tomorrow, then what can be done', () => {
    expect(lines(menuAt('09:00', [standup, review, tomorrow]).items)).toEqual([
      'Today',
      '09:30 – 09:45  Standup',
      '11:00 – 12:00  Design review',
      '—',
      'Tomorrow',
      '10:00 – 11:00  Planning',
      '—',
      'Join Standup',
      '—',
      'Sync now',
      'Synced 08:55',
      '—',
      'Open Jarvis Calendar',
      'Settings…',
      '—',
      'Quit',
    ]);
  });

  test('names what runs first and leaves out what is over', () => {
    const { items } = menuAt('09:40', [meeting('Early', '08:00', '09:00'), standup, review]);
    expect(lines(items).slice(0, 4)).toEqual([
      'Now: Standup, until 09:45',
      '—',
      'Today',
      '11:00 – 12:00  Design review',
    ]);
  });

  test('says so when nothing is left', () => {
    const { items, tooltip } = menuAt('18:00', [standup, review]);
    expect(lines(items).slice(0, 2)).toEqual(['Nothing more today', '—']);
    expect(items.find((item) => item.kind === 'join')).toMatchObject({ occurrence: null });
    expect(tooltip).toBe('Jarvis Calendar: Nothing more today');
  });

  test('stays short on a crowded day', () => {
    const many = Array.from({ length: 30 }, (_, index) => meeting(`Meeting ${index}`, '10:00', '11:00'));
    const labels = lines(menuAt('09:00', many).items);
    expect(labels.filter((label) => label.includes('Meeting'))).toHaveLength(8);
    expect(labels).toContain('22 more…');
  });

  test.each([
    ['09:00', 'Standup', 'the first to come'],
    ['09:35', 'Standup', 'the one that runs'],
    ['10:55', 'Design review', 'the one that starts in minutes before all'],
    ['11:30', 'Design review', 'the one that began'],
  ])('at %s Join means %s: %s', (time, title) => {
    const { items } = menuAt(time, [standup, meeting('No link', '09:32', '10:59'), review]);
    expect(items.find((item) => item.kind === 'join')).toMatchObject({ label: `Join ${title}` });
  });

  test('what starts in minutes is joined before what still runs', () => {
    const long = meeting('Workshop', '08:00', '12:00', { joinUrl });
    const { items } = menuAt('10:51', [long, review]);
    expect(items.find((item) => item.kind === 'join')).toMatchObject({ label: 'Join Design review' });
  });

  test('says when it syncs and what is wrong, in words and by icon', () => {
    const syncing = menuAt('09:00', [], { phase: 'syncing' });
    expect(syncing.icon).toBe('syncing');
    expect(lines(syncing.items)).toContain('Syncing…');
    expect(lines(syncing.items).filter((line) => line.startsWith('Synced'))).toEqual([]);
    const offline = menuAt('09:00', [], { problems: [{ kind: 'offline' }] });
    expect(offline.icon).toBe('problem');
    expect(lines(offline.items)).toContain('You are offline. What you see is the last synced state.');
    expect(menuAt('09:00').icon).toBe('idle');
  });

  test('“Sync now” can be pressed while it syncs: that pass may have listed a calendar already', () => {
    for (const phase of ['idle', 'syncing'] as const) {
      const { items } = menuAt('09:00', [], { phase });
      const item = { kind: 'action', action: 'syncNow', enabled: true, label: 'Sync now' };
      expect(items).toContainEqual(item);
    }
  });

  test('tells of the last sync as a time, of an older one with its day', () => {
    expect(lines(menuAt('09:00', [], { lastSuccessAt: null }).items)).toContain('Not synced yet');
    const yesterday = { lastSuccessAt: new Date(at('17:02', 23)).toISOString() };
    expect(lines(menuAt('09:00', [], yesterday).items)).toContain('Synced yesterday 17:02');
  });
});

describe('property 13: strangers’ titles in the menu', () => {
  test('control and bidi characters go, & is doubled, length is bounded', () => {
    const title = `R&D \u202egnp.exe\u202c\ttab\n${'long '.repeat(50)}`;
    const { items, tooltip } = menuAt('09:00', [meeting(title, '09:30', '10:00', { joinUrl })]);
    for (const item of items.filter(({ kind }) => kind === 'meeting' || kind === 'join')) {
      const label = 'label' in item ? item.label : '';
      expect(label).toContain('R&&D gnp.exe tab');
      expect(label).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
      expect(label.length).toBeLessThan(80);
    }
    expect(tooltip).toContain('R&D');
    expect(tooltip.length).toBeLessThanOrEqual(120);
    expect(tooltip).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
  });

  test('an event without a title has words [S26]', () => {
    const secret = meeting('', '09:30', '10:00', { visibility: 'private' });
    expect(lines(menuAt('09:00', [secret, meeting(' ', '10:00', '11:00')]).items).slice(1, 3)).toEqual([
      '09:30 – 10:00  Busy',
      '10:00 – 11:00  (No title)',
    ]);
  });
});

describe('the text beside the icon, where there is room for one', () => {
  test.each([
    ['08:30', ''],
    ['08:31', 'Standup in 59 min'],
    ['09:25', 'Standup in 5 min'],
    ['09:30', ''],
    ['09:50', ''],
    ['10:30', 'Design review in 30 min'],
  ])('counts down to what comes within the hour: at %s “%s”', (time, title) => {
    expect(menuAt(time, [standup, review, tomorrow]).title).toBe(title);
  });

  test('is short, without what could reorder the menu bar [property 13]', () => {
    const long = meeting('\u202eQuarterly planning with everybody', '09:30', '10:00');
    const { title } = menuAt('09:25', [long]);
    expect(title).toBe('Quarterly planning… in 5 min');
  });
});

describe('the tooltip', () => {
  test.each([
    ['08:00', 'Standup, 09:30'],
    ['08:45', 'Standup, in 45 min'],
    ['09:29', 'Standup, in 1 min'],
    ['09:30', 'Now: Standup, until 09:45'],
    ['10:00', 'Design review, 11:00'],
    ['12:30', 'Planning, tomorrow 10:00'],
  ])('at %s: %s', (time, line) => {
    const { tooltip } = menuAt(time, [standup, review, tomorrow]);
    expect(tooltip).toBe(`Jarvis Calendar: ${line}`);
  });
});

describe('the menu says when it will read differently', () => {
  const allDay = [standup, review, tomorrow];

  test.each([
    ['08:00', '08:31', 'the countdown begins'],
    ['08:31', '08:32', 'a minute passes'],
    ['09:29', '09:30', 'the meeting starts'],
    ['09:30', '09:45', 'it ends'],
    ['12:00', '00:00', 'the day ends'],
  ])('at %s, next at %s: %s', (time, next) => {
    const { changesAtMs } = menuAt(time, allDay);
    expect(changesAtMs).toBe(next === '00:00' ? at('00:00', 25) : at(next));
  });

  test('until that moment it is the same menu, and time always moves on', () => {
    let nowMs = at('00:00');
    let redraws = 0;
    while (nowMs < at('23:59')) {
      const state = { ...stateAt('00:00', allDay), nowMs };
      const menu = trayMenu(state);
      expect(menu.changesAtMs).toBeGreaterThan(nowMs);
      const { changesAtMs: _, ...drawn } = menu;
      for (const part of [0.3, 0.999]) {
        const between = Math.floor(nowMs + (menu.changesAtMs - nowMs) * part);
        const { changesAtMs: __, ...later } = trayMenu({ ...state, nowMs: between });
        expect(later).toEqual(drawn);
      }
      nowMs = menu.changesAtMs;
      redraws += 1;
    }
    // Two countdowns of an hour each and the edges of two meetings.
    expect(redraws).toBeLessThan(130);
  });
});

test('a click on a meeting joins from ten minutes before until its end, and shows it otherwise', () => {
  expect(meetingClick(standup, at('09:19'))).toBe('show');
  expect(meetingClick(standup, at('09:20'))).toBe('join');
  expect(meetingClick(standup, at('09:44'))).toBe('join');
  expect(meetingClick(standup, at('09:45'))).toBe('show');
  expect(meetingClick(meeting('No link', '09:30', '10:00'), at('09:30'))).toBe('show');
});

test('the menu speaks German where the system does', () => {
  const state = { ...stateAt('09:00', [standup]), messages: messagesFor('de-AT') };
  expect(lines(trayMenu(state).items)).toContain(messagesFor('de').tray.quit);
});

describe('reminders in the tray’s menu', () => {
  const menu = (time: string, remindersPausedUntilMs: number | null) =>
    trayMenu({ ...stateAt(time), remindersPausedUntilMs });

  test('can be paused, while they are not switched off', () => {
    expect(lines(menu('09:00', 0).items)).toEqual(
      expect.arrayContaining(['Pause reminders for 1 hour', 'Pause reminders until tomorrow']),
    );
    expect(lines(menu('09:00', null).items).join()).not.toMatch(/reminders/i);
  });

  test.each([
    [at('10:00'), 'Reminders paused until 10:00'],
    [at('00:00', 25), 'Reminders paused until tomorrow'],
  ])('say until when they are paused, and resume', (untilMs, line) => {
    const { items, changesAtMs } = menu('09:00', untilMs);
    expect(lines(items)).toEqual(expect.arrayContaining([line, 'Resume reminders']));
    expect(lines(items)).not.toContain('Pause reminders for 1 hour');
    expect(changesAtMs).toBe(untilMs);
    expect(lines(menu('10:00', at('10:00')).items)).toContain('Pause reminders for 1 hour');
  });
});
