import { describe, expect, test } from 'vitest';
import { meetingClick, trayMenu } from '../../main/tray/trayMenu.ts';
import type { TrayItem, TrayState } from '../../main/tray/trayMenu.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { AccountId, CalendarId, EventId, IsoDate, Occurrence } from '../../shared/model.ts';
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
  countdownAhead: 30,
  invitations: { count: 0, untilMs: Infinity },
  outbox: { waiting: 0, undecided: 0 },
  canCreateEvents: false,
  canMeetNow: false,
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
  test('lists today and tomorrow, then the actions', () => {
    expect(lines(menuAt('09:00', [standup, review, tomorrow]).items)).toEqual([
      'Join Standup, in 30\u00a0min',
      '—',
      'Today',
      '09:30 – 09:45  Standup',
      '11:00 – 12:00  Design review',
      '—',
      'Tomorrow',
      '10:00 – 11:00  Planning',
      '—',
      'Open Jarvis Calendar',
      '—',
      'Sync now · synced 08:55',
      'Settings…',
      '—',
      'Quit',
    ]);
  });

  test('names running meetings first and leaves out past ones', () => {
    const { items } = menuAt('09:40', [meeting('Early', '08:00', '09:00'), standup, review]);
    expect(lines(items).slice(0, 6)).toEqual([
      'Join Standup, now',
      '—',
      'Now: Standup, until 09:45',
      '—',
      'Today',
      '11:00 – 12:00  Design review',
    ]);
  });

  test('says so when nothing is left', () => {
    const { items, tooltip } = menuAt('18:00', [standup, review]);
    expect(lines(items).slice(0, 2)).toEqual(['No more events today', '—']);
    expect(items.find((item) => item.kind === 'join')).toBeUndefined();
    expect(tooltip).toBe('Jarvis Calendar: No more events today');
  });

  test('lists all-day events on each of their days, before the meetings and not as something to join', () => {
    const whole = (title: string, from: number, to: number, more: Partial<Occurrence> = {}) =>
      meeting(title, '00:00', '01:00', {
        start: { kind: 'date', date: `2026-11-${from}` as IsoDate },
        end: { kind: 'date', date: `2026-11-${to}` as IsoDate },
        joinUrl,
        ...more,
      });
    const week = whole('Release week', 23, 26);
    const other = whole('Not mine', 24, 25, { isOthers: true });
    const declined = whole('Fair', 24, 25, { selfResponse: 'declined' });
    const { items } = menuAt('12:30', [week, other, declined, whole('Home', 25, 26), review, tomorrow]);
    expect(lines(items).slice(0, 7)).toEqual([
      'Today',
      'All day  Release week',
      '—',
      'Tomorrow',
      'All day  Release week',
      'All day  Home',
      '10:00 – 11:00  Planning',
    ]);
  });

  test('stays short on a crowded day', () => {
    const many = Array.from({ length: 30 }, (_, index) => meeting(`Meeting ${index}`, '10:00', '11:00'));
    const labels = lines(menuAt('09:00', many).items);
    expect(labels.filter((label) => label.includes('Meeting'))).toHaveLength(8);
    expect(labels).toContain('22 more…');
  });

  test.each([
    ['08:00', 'Standup, 09:30', 'the first to come'],
    ['09:18', 'Standup, in 12\u00a0min', 'the first to come'],
    ['09:35', 'Standup, now', 'the one that runs'],
    ['10:55', 'Design review, in 5\u00a0min', 'the one that starts in minutes before all'],
    ['11:30', 'Design review, now', 'the one that began'],
  ])('at %s Join means %s: %s', (time, title) => {
    const { items } = menuAt(time, [standup, meeting('No link', '09:32', '10:59'), review]);
    expect(items.find((item) => item.kind === 'join')).toMatchObject({ label: `Join ${title}` });
  });

  test('a meeting that starts in minutes is joined before one that is still running', () => {
    const long = meeting('Workshop', '08:00', '12:00', { joinUrl });
    const { items } = menuAt('10:51', [long, review]);
    expect(items.find((item) => item.kind === 'join')).toMatchObject({
      label: 'Join Design review, in 9\u00a0min',
    });
  });

  test('shows the sync and problems in words and by icon', () => {
    const syncing = menuAt('09:00', [], { phase: 'syncing' });
    expect(syncing.icon).toBe('syncing');
    expect(lines(syncing.items)).toContain('Sync now · syncing…');
    const offline = menuAt('09:00', [], { problems: [{ kind: 'offline' }] });
    expect(offline.icon).toBe('problem');
    expect(lines(offline.items)).toContain('You’re offline. Showing events from the last sync.');
    expect(menuAt('09:00').icon).toBe('idle');
  });

  test('“Sync now” can be pressed during a sync, which may have listed a calendar already', () => {
    for (const phase of ['idle', 'syncing'] as const) {
      const { items } = menuAt('09:00', [], { phase });
      expect(items).toContainEqual(expect.objectContaining({ kind: 'action', action: 'syncNow' }));
    }
  });

  test('shows the last sync as a time, an older one with its day', () => {
    expect(lines(menuAt('09:00', [], { lastSuccessAt: null }).items)).toContain('Sync now · not synced yet');
    const yesterday = { lastSuccessAt: new Date(at('17:02', 23)).toISOString() };
    expect(lines(menuAt('09:00', [], yesterday).items)).toContain('Sync now · synced yesterday at 17:02');
  });
});

describe('property 13: strangers’ titles in the menu', () => {
  test('control and bidi characters are removed, & is doubled, length is limited', () => {
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

  test.each(['en-GB', 'en-US', 'de-DE'])('Windows never cuts a tooltip off, in %s', (locale) => {
    const words = { messages: messagesFor(locale), format: createFormat({ locale, timeZone: zone }) };
    const title = '\u05d0'.repeat(200);
    for (const [now, day] of [
      ['09:45', 24],
      ['08:00', 24],
      ['08:31', 24],
      ['08:00', 25],
    ] as const) {
      const state = { ...stateAt(now, [meeting(title, '09:30', '10:00', { day })]), ...words };
      expect(trayMenu(state).tooltip.length).toBeLessThanOrEqual(127);
      expect(trayMenu(state).tooltip).toContain('\u2069');
    }
  });

  test('a problem that names an account takes one line', () => {
    const account = `r&d\u202e\n${'long '.repeat(50)}@example.com`;
    const problems = [{ kind: 'revocationOwed', account, by: 'app' }] as const;
    const items = trayMenu(stateAt('09:00', [], { problems })).items;
    const label = items.flatMap((item) => ('label' in item && /r&/.test(item.label) ? [item.label] : []))[0];
    expect(label).toContain('r&&d');
    expect(label).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
    expect(label?.length).toBeLessThan(100);
  });

  test('an event without a title has a text [S26]', () => {
    const secret = meeting('', '09:30', '10:00', { visibility: 'private' });
    const { items } = menuAt('09:00', [secret, meeting(' ', '10:00', '11:00')]);
    expect(lines(items).slice(1, 3)).toEqual(['09:30 – 10:00  Busy', '10:00 – 11:00  (No title)']);
  });
});

describe('the text next to the icon, if there is room for one', () => {
  test.each([
    ['08:59', ''],
    ['09:00', 'Standup in 30\u00a0min'],
    ['09:25', 'Standup in 5\u00a0min'],
    ['09:30', 'Standup now'],
    ['09:34', 'Standup now'],
    ['09:35', ''],
    ['09:50', ''],
    ['10:30', 'Design review in 30\u00a0min'],
  ])('counts down to what starts soon: at %s “%s”', (time, title) => {
    expect(menuAt(time, [standup, review, tomorrow]).title).toBe(title);
  });

  test('is short, without characters that could reorder the menu bar [property 13]', () => {
    const long = meeting('\u202eQuarterly planning with everybody', '09:30', '10:00');
    const { title } = menuAt('09:25', [long]);
    expect(title).toBe('Quarterly planning… in 5\u00a0min');
  });
});

describe('the tooltip', () => {
  test.each([
    ['08:00', 'Standup, 09:30'],
    ['08:45', 'Standup, in 45\u00a0min'],
    ['09:29', 'Standup, in 1\u00a0min'],
    ['09:30', 'Now: Standup, until 09:45'],
    ['10:00', 'Design review, 11:00'],
    ['12:30', 'Planning, tomorrow 10:00'],
  ])('at %s: %s', (time, line) => {
    const { tooltip } = menuAt(time, [standup, review, tomorrow]);
    expect(tooltip).toBe(`Jarvis Calendar: ${line}`);
  });
});

describe('the menu knows when it will change', () => {
  const allDay = [standup, review, tomorrow];

  test.each([
    ['08:00', '08:31', 'the countdown begins'],
    ['08:31', '08:32', 'a minute passes'],
    ['09:29', '09:30', 'the meeting starts'],
    ['09:30', '09:35', 'it has started'],
    ['09:35', '09:45', 'it ends'],
    ['12:00', '00:00', 'the day ends'],
  ])('at %s, next at %s: %s', (time, next) => {
    const { changesAtMs } = menuAt(time, allDay);
    expect(changesAtMs).toBe(next === '00:00' ? at('00:00', 25) : at(next));
  });

  test('until that moment it is the same menu, and time always advances', () => {
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
    // Two countdowns of an hour each, and the starts and ends of two meetings.
    expect(redraws).toBeLessThan(130);
  });
});

test('a click on a meeting joins from ten minutes before its start until its end, and shows it otherwise', () => {
  expect(meetingClick(standup, at('09:19'))).toBe('show');
  expect(meetingClick(standup, at('09:20'))).toBe('join');
  expect(meetingClick(standup, at('09:44'))).toBe('join');
  expect(meetingClick(standup, at('09:45'))).toBe('show');
  expect(meetingClick(meeting('No link', '09:30', '10:00'), at('09:30'))).toBe('show');
});

test('the menu is in German if the system is', () => {
  const state = { ...stateAt('09:00', [standup]), messages: messagesFor('de-AT') };
  expect(lines(trayMenu(state).items)).toContain(messagesFor('de').tray.quit);
});

test('“New event” is offered where a Google account is connected', () => {
  const labels = (canCreateEvents: boolean) =>
    lines(trayMenu({ ...stateAt('09:00'), canCreateEvents }).items);
  expect(labels(true)).toContain('New event…');
  expect(labels(false)).not.toContain('New event…');
});

test('“Meet now” is offered where events can be created in the app', () => {
  const labels = (canMeetNow: boolean) => lines(trayMenu({ ...stateAt('09:00'), canMeetNow }).items);
  expect(labels(true)).toContain('Meet now');
  expect(labels(false)).not.toContain('Meet now');
});

describe('reminders in the tray’s menu', () => {
  const menu = (time: string, remindersPausedUntilMs: number | null) =>
    trayMenu({ ...stateAt(time), remindersPausedUntilMs });

  test('can be paused unless they are switched off', () => {
    const items = menu('09:00', 0).items.find((item) => item.kind === 'submenu')?.items ?? [];
    expect(lines(items)).toEqual(['For 1 hour', 'Until tomorrow']);
    expect(lines(menu('09:00', null).items).join()).not.toMatch(/reminders/i);
  });

  test.each([
    [at('10:00'), 'Reminders paused until 10:00'],
    [at('00:00', 25), 'Reminders paused until tomorrow'],
  ])('say until when they are paused, and resume', (untilMs, line) => {
    const { items, changesAtMs } = menu('09:00', untilMs);
    expect(lines(items)).toEqual(expect.arrayContaining([line, 'Resume reminders']));
    expect(lines(items)).not.toContain('Pause reminders');
    expect(changesAtMs).toBe(untilMs);
    expect(lines(menu('10:00', at('10:00')).items)).toContain('Pause reminders');
  });
});

test('[F3] before a first sync has succeeded, nothing is said about the day', () => {
  const { items, tooltip } = menuAt('09:00', [], { lastSuccessAt: null });
  const { tray, sync } = messagesFor('en-GB');
  expect(lines(items)).not.toContain(tray.nothingMoreToday);
  expect(lines(items)).toContain(sync.never);
  expect(tooltip).toContain(sync.never);
});

test('invitations to answer are counted, until the first of them is over', () => {
  const at10 = stateAt('10:00');
  const menuWith = (count: number, untilMs = Infinity) =>
    trayMenu({ ...at10, invitations: { count, untilMs } });
  expect(menuWith(3).items).toContainEqual({
    kind: 'action',
    action: 'invitations',
    label: '3 invitations to answer…',
  });
  expect(lines(menuWith(1).items)).toContain('1 invitation to answer…');
  expect(lines(menuWith(0).items).join()).not.toContain('invitation');
  expect(menuWith(3, at('10:30')).changesAtMs).toBe(at('10:30'));
});

test('changes that wait are counted, and those that need a decision first, with the icon of a problem', () => {
  const menuWith = (waiting: number, undecided: number) =>
    trayMenu({ ...stateAt('10:00'), outbox: { waiting, undecided } });
  expect(menuWith(2, 0).items).toContainEqual({
    kind: 'action',
    action: 'outbox',
    label: '2 changes waiting…',
  });
  expect(lines(menuWith(3, 1).items)).toContain('1 change not sent…');
  expect([menuWith(0, 0).icon, menuWith(2, 0).icon, menuWith(3, 1).icon]).toEqual([
    'idle',
    'idle',
    'problem',
  ]);
});
