/** The settings: each is saved when it is chosen, and shows what the system reports about it. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Account, CalendarId } from '../../shared/model.ts';
import { createFakeJarvis, googleAccount, sampleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Problem } from '../../shared/problems.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const openSettings = async (
  page: string,
  part: Partial<FakeState> = {},
): Promise<ReturnType<typeof renderApp>> => {
  const fake = renderApp(part);
  await openSettingsPage(page);
  return fake;
};
const usual = createFakeJarvis().state;
const field = (name: RegExp): HTMLButtonElement => screen.getByRole('button', { name });

describe('appearance', () => {
  test('clock and week use the system’s settings until something else is chosen', async () => {
    const { callsTo } = await openSettings('Appearance');
    const clock = within(screen.getByRole('radiogroup', { name: 'Time format' }));
    expect(clock.getByRole<HTMLInputElement>('radio', { name: 'System default' }).checked).toBe(true);
    fireEvent.click(clock.getByRole('radio', { name: '12-hour' }));
    fireEvent.change(screen.getByLabelText('Start week on'), { target: { value: 'sunday' } });
    expect(callsTo('settings.set')).toEqual([{ timeFormat: '12' }, { firstDayOfWeek: 'sunday' }]);
    expect(screen.getByRole('option', { name: 'Saturday' })).toBeTruthy();
  });

  test('the language changes at once, and each is called by its own name', async () => {
    const { callsTo } = await openSettings('Appearance');
    const language = screen.getByLabelText('Language');
    expect([...language.children].map((option) => option.textContent)).toEqual([
      'System default',
      'English',
      'Deutsch',
    ]);
    fireEvent.change(language, { target: { value: 'de' } });
    expect(callsTo('settings.set')).toEqual([{ language: 'de' }]);
    expect(await screen.findByRole('heading', { name: 'Darstellung' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('de');
  });
});

test('after two quick choices, the older reply undoes neither', async () => {
  const fake = await openSettings('Appearance');
  const answers: ((reply: Result<Settings, Problem>) => void)[] = [];
  vi.spyOn(fake.jarvis.settings, 'set').mockImplementation(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const dark = screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' });
  const week = screen.getByLabelText<HTMLSelectElement>('Start week on');
  fireEvent.click(dark);
  fireEvent.change(week, { target: { value: 'sunday' } });
  await act(async () => answers[0]?.(ok({ ...usual.settings, theme: 'dark' })));
  expect([dark.checked, week.value]).toEqual([true, 'sunday']);
  await act(async () => answers[1]?.(ok({ ...usual.settings, theme: 'dark', firstDayOfWeek: 'sunday' })));
  expect([dark.checked, week.value]).toEqual([true, 'sunday']);
});

describe('start and tray', () => {
  test('start at login is offered if the system supports it, and reports a failure', async () => {
    const { callsTo, change } = await openSettings('General');
    const choice = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Open at login' });
    fireEvent.click(choice);
    expect(callsTo('settings.set')).toEqual([{ startAtLogin: true }]);
    act(() => change({ system: { ...usual.system, canStartAtLogin: true, startAtLoginFailed: true } }));
    expect(await screen.findByText('The system didn’t accept the change.')).toBeTruthy();
    act(() => change({ system: { ...usual.system, canStartAtLogin: false } }));
    await waitFor(() => expect(choice.disabled).toBe(true));
    expect(screen.getByText('Not available on this system.')).toBeTruthy();
  });

  test.each([
    ['linux', true, /stays in the tray/],
    ['linux', false, /quits and reminders stop/],
    ['darwin', true, /stays in the menu bar/],
  ])(
    'on %s with a tray: %s, closing the window is said to do what it does',
    async (platform, hasTray, said) => {
      await openSettings('General', {
        info: { ...usual.info, platform },
        system: { ...usual.system, hasTray },
      });
      expect(await screen.findByText(said)).toBeTruthy();
    },
  );
});

describe('the countdown in the tray', () => {
  test('can begin earlier or later, or be off', async () => {
    const { callsTo } = await openSettings('General');
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Countdown in the tray icon' });
    expect(choice.value).toBe('30');
    fireEvent.change(choice, { target: { value: '60' } });
    fireEvent.change(choice, { target: { value: '0' } });
    expect(callsTo('settings.set')).toEqual([{ trayCountdown: 60 }, { trayCountdown: 0 }]);
  });

  test('is in the menu bar on macOS, with the title', async () => {
    await openSettings('General', { info: { ...usual.info, platform: 'darwin' } });
    expect(await screen.findByRole('combobox', { name: 'Countdown in the menu bar' })).toBeTruthy();
  });
});

describe('keys for every program', () => {
  test('are off until they are recorded, and can be removed', async () => {
    const { callsTo } = await openSettings('Shortcuts');
    const keys = field(/^Join next meeting None/);
    // Before recording, it is an ordinary button.
    fireEvent.keyDown(keys, { key: 'j', code: 'KeyJ', ctrlKey: true });
    expect(callsTo('settings.set')).toEqual([]);
    fireEvent.click(keys);
    expect(keys.textContent).toBe('Press keys…');
    fireEvent.keyDown(keys, { key: 'Control', ctrlKey: true });
    fireEvent.keyDown(keys, { key: 'j', code: 'KeyJ', ctrlKey: true, altKey: true });
    expect(callsTo('settings.set')).toEqual([
      { globalShortcuts: { showWindow: null, joinNext: 'Control+Alt+J' } },
    ]);
    expect(keys.textContent).toBe('Ctrl+Alt+J');
    fireEvent.click(screen.getByRole('button', { name: 'Remove shortcut: Join next meeting' }));
    expect(callsTo('settings.set')[1]).toEqual({ globalShortcuts: { showWindow: null, joinNext: null } });
    expect(keys.textContent).toBe('None');
    expect(document.activeElement).toBe(keys);
  });

  test('disable the window’s own shortcuts while recording; Esc and leaving the field change nothing', async () => {
    const { callsTo } = await openSettings('Shortcuts');
    const keys = field(/^Show window/);
    fireEvent.click(keys);
    fireEvent.keyDown(keys, { key: 's', code: 'KeyS' });
    expect(callsTo('sync.request')).toEqual([]);
    expect(screen.getByText(/^Press Ctrl, Alt/)).toBeTruthy();
    fireEvent.keyDown(keys, { key: 'Escape', code: 'Escape' });
    expect(keys.textContent).toBe('None');
    // The settings are still open: Esc ended the recording only.
    expect(screen.getByRole('heading', { name: 'Settings' })).toBeTruthy();
    fireEvent.click(keys);
    fireEvent.blur(keys);
    expect(keys.textContent).toBe('None');
    expect(callsTo('settings.set')).toEqual([]);
  });

  test.each([
    ['taken', /Another app already uses this shortcut/],
    ['invalid', /This shortcut can’t be used/],
  ] as const)('that are %s are said to be', async (state, said) => {
    const { change } = await openSettings('Shortcuts', {
      settings: { ...usual.settings, globalShortcuts: { showWindow: 'Control+Alt+K', joinNext: null } },
    });
    act(() =>
      change({
        system: { ...usual.system, globalShortcuts: { ...usual.system.globalShortcuts, showWindow: state } },
      }),
    );
    expect((await screen.findByText(said)).getAttribute('role')).toBe('status');
    const describing = (field(/^Show window/).getAttribute('aria-describedby') ?? '').split(' ');
    expect(describing.map((id) => document.getElementById(id)?.textContent).join(' ')).toMatch(said);
  });

  test('cannot be chosen if the desktop does not support them', async () => {
    await openSettings('Shortcuts', {
      system: { ...usual.system, globalShortcuts: { showWindow: 'unsupported', joinNext: 'unsupported' } },
    });
    await waitFor(() => expect(field(/^Show window/).disabled).toBe(true));
    expect(screen.getAllByText(/This desktop doesn’t support/)).toHaveLength(2);
  });
});

describe('accounts', () => {
  const two = { accounts: [sampleAccount, googleAccount] };

  test('focus their heading when one of several is disconnected', async () => {
    await openSettings('Accounts and calendars', two);
    const leave = screen.getByRole('button', { name: 'Disconnect ada@example.com' });
    leave.focus();
    fireEvent.click(leave);
    const question = screen.getByRole('alertdialog');
    within(question).getByRole('button', { name: 'Disconnect' }).focus();
    fireEvent.click(within(question).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(screen.queryByText('ada@example.com')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Accounts' }));
  });

  test('a form for a calendar’s address does not show the problem of an earlier one', async () => {
    const { jarvis } = await openSettings('Accounts and calendars', two);
    Object.assign(jarvis.accounts, {
      connectFeed: async () => fail({ kind: 'feedFailed', accountId: null, cause: 'notFound' }),
    });
    const add = (): void => {
      fireEvent.click(screen.getByRole('button', { name: 'Add a calendar by address or file' }));
    };
    add();
    const address = screen.getByLabelText(/secret address/);
    fireEvent.change(address, { target: { value: 'https://example.com/calendar.ics' } });
    fireEvent.submit(address);
    expect((await screen.findByRole('alert')).textContent).toMatch(/no calendar at this address/);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    add();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('are connected and cancelled without losing the focus', async () => {
    const { jarvis } = await openSettings('Accounts and calendars');
    let answer = (_reply: Result<Account, Problem>): void => {};
    Object.assign(jarvis.accounts, {
      connectGoogle: () => new Promise((resolve) => (answer = resolve)),
    });
    const connect = (): HTMLElement => screen.getByRole('button', { name: 'Connect Google' });
    connect().focus();
    fireEvent.click(connect());
    const cancel = screen.getByRole('button', { name: 'Cancel' });
    expect(document.activeElement).toBe(cancel);
    // A browser in front of the window changes nothing.
    fireEvent.blur(cancel);
    await act(async () => answer(fail({ kind: 'cancelled' })));
    expect(document.activeElement).toBe(connect());
  });

  test('do not take the focus from elsewhere, or if nothing has it', async () => {
    const { change } = await openSettings('Accounts and calendars', two);
    act(() => (document.activeElement as HTMLElement).blur());
    act(() => change({ accounts: [sampleAccount] }));
    await waitFor(() => expect(screen.queryByText('ada@example.com')).toBeNull());
    expect(document.activeElement).toBe(document.body);
  });
});

describe('about', () => {
  test('shows the versions, and opens the logs', async () => {
    const { callsTo } = await openSettings('About');
    expect(
      await screen.findByText('Electron 33.4.11 · Chromium 130.0.6723.191 · Node 20.18.3 · SQLite 3.47.1'),
    ).toBeTruthy();
    expect(screen.getByText('Jarvis Calendar 0.1.0')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open logs' }));
    expect(callsTo('app.openLogs')).toHaveLength(1);
  });

  test('reports that the logs could not be shown', async () => {
    await openSettings('About', { failing: { 'app.openLogs': { kind: 'internal' } } });
    fireEvent.click(screen.getByRole('button', { name: 'Open logs' }));
    expect((await screen.findByText(/Something went wrong/)).getAttribute('role')).toBe('status');
  });

  test('shows the licences in a dialog and returns the focus', async () => {
    await openSettings('About', { licences: 'MIT License\n\nCopyright' });
    const button = screen.getByRole('button', { name: 'View licences' });
    button.focus();
    fireEvent.click(button);
    const dialog = await screen.findByRole('dialog', { name: 'Licences' });
    expect(within(dialog).getByText(/MIT License/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(document.activeElement).toBe(button);
  });
});

describe('the pages', () => {
  const tab = (name: string): HTMLElement => screen.getByRole('tab', { name });

  test('are changed with the arrow keys, which keep the focus in their list', async () => {
    await openSettings('Appearance');
    const list = screen.getByRole('tablist', { name: 'Pages' });
    expect(
      within(list)
        .getAllByRole('tab')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([tab('Appearance')]);
    tab('Appearance').focus();
    fireEvent.keyDown(tab('Appearance'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(tab('Shortcuts'));
    expect(screen.getByRole('tabpanel', { name: 'Shortcuts' })).toBeTruthy();
    fireEvent.keyDown(tab('Shortcuts'), { key: 'End' });
    expect(document.activeElement).toBe(tab('About'));
    fireEvent.keyDown(tab('About'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(tab('Accounts and calendars'));
    fireEvent.keyDown(tab('Accounts and calendars'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(tab('About'));
  });

  test('can be chosen in a field, for narrow windows', async () => {
    await openSettings('Appearance');
    fireEvent.change(screen.getByRole('combobox', { name: 'Pages' }), { target: { value: 'about' } });
    expect(screen.getByRole('tabpanel', { name: 'About' })).toBeTruthy();
  });

  test('open where the person was last', async () => {
    await openSettings('Reminders');
    fireEvent.keyDown(window, { key: 'Escape' });
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
    expect(await screen.findByRole('tabpanel', { name: 'Reminders' })).toBeTruthy();
  });

  test('open at the one that a notice leads to', async () => {
    renderApp({
      status: {
        ...usual.status,
        problems: [{ kind: 'calendarGone', calendarId: 'team@example.com' as CalendarId }],
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Choose calendars' }));
    const page = await screen.findByRole('tabpanel', { name: 'Accounts and calendars' });
    expect(within(page).getByRole('region', { name: 'Calendars' })).toBeTruthy();
  });

  test('say that there are no sync problems only once the sync status has been read', async () => {
    const { jarvis } = renderApp();
    let answer = (): void => {};
    vi.spyOn(jarvis.sync, 'inspect').mockImplementation(
      () => new Promise((resolve) => (answer = () => resolve(ok([])))),
    );
    await openSettingsPage('Sync');
    const details = within(await screen.findByRole('region', { name: 'Sync details' }));
    expect(details.getByText('Sync status')).toBeTruthy();
    expect(details.queryByText('No problems')).toBeNull();
    await act(async () => answer());
    expect(details.getByText('No problems')).toBeTruthy();
  });

  test('do not say that there are no sync problems if the sync status cannot be read', async () => {
    await openSettings('Sync', { failing: { 'sync.inspect': { kind: 'storageFailed', cause: 'locked' } } });
    const details = within(await screen.findByRole('region', { name: 'Sync details' }));
    expect(await details.findByText('The sync status couldn’t be read.')).toBeTruthy();
  });

  test('keep the details of the sync folded until they are asked for', async () => {
    await openSettings('Sync');
    expect(screen.queryByRole('region', { name: 'Recent syncs' })).toBeNull();
    const more = screen.getByRole('button', { name: 'Show details', expanded: false });
    fireEvent.click(more);
    expect(await screen.findByRole('region', { name: 'Recent syncs' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show less', expanded: true }));
    expect(screen.queryByRole('region', { name: 'Recent syncs' })).toBeNull();
  });
});

describe('assistants', () => {
  const shared = { accountId: usual.calendars[0]!.accountId, calendarId: usual.calendars[0]!.id };

  test('no calendar can be read until it is switched on, and it is switched off alone', async () => {
    const { callsTo } = await openSettings('Assistants');
    const calendars = within(screen.getByRole('region', { name: 'Let AI assistants read' }));
    const switches = calendars.getAllByRole<HTMLInputElement>('checkbox');
    expect(switches.map(({ checked }) => checked)).toEqual(switches.map(() => false));
    fireEvent.click(switches[0]!);
    fireEvent.click(switches[0]!);
    expect(callsTo('settings.set')).toEqual([{ assistantCalendars: [shared] }, { assistantCalendars: [] }]);
  });

  test('descriptions and private events are each allowed on their own', async () => {
    const { callsTo } = await openSettings('Assistants');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Private events' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Descriptions, guests and meeting links' }));
    expect(callsTo('settings.set')).toEqual([{ assistantPrivateEvents: true }, { assistantDetails: true }]);
  });

  test('what assistants asked for is listed, and read again when the person returns', async () => {
    const { state } = await openSettings('Assistants', {
      assistantCalls: [{ at: '2026-11-24T08:00:00.000Z', tool: 'agenda', events: 1 }],
    });
    const calls = within(screen.getByRole('region', { name: 'Recent requests' }));
    expect(await calls.findByText('1 event')).toBeTruthy();
    state.assistantCalls = [{ at: '2026-11-24T08:01:00.000Z', tool: 'search', events: 3 }];
    fireEvent.focus(window);
    expect(await calls.findByText('3 events')).toBeTruthy();
  });
});

describe('the browser of each account', () => {
  const browsers = [
    { id: 'firefox.desktop', name: 'Firefox', profiles: [] },
    {
      id: 'chrome.desktop',
      name: 'Chrome',
      profiles: [
        { id: 'Default', name: 'Ada' },
        { id: 'Profile 1', name: 'Work' },
      ],
    },
  ];

  test('is chosen among the installed ones and their profiles, and given up again', async () => {
    const { callsTo } = renderApp({ accounts: [googleAccount], browsers });
    await openSettingsPage('Accounts and calendars');
    const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'ada@example.com' });
    const labels = within(choice)
      .getAllByRole('option')
      .map(({ textContent }) => textContent);
    expect(labels).toEqual(['Default browser', 'Firefox', 'Chrome', 'Chrome: Ada', 'Chrome: Work']);
    fireEvent.change(choice, { target: { value: '["chrome.desktop","Profile 1"]' } });
    fireEvent.change(choice, { target: { value: '' } });
    const accountId = googleAccount.id;
    expect(callsTo('settings.set')).toEqual([
      { browsers: [{ accountId, browser: 'chrome.desktop', profile: 'Profile 1' }] },
      { browsers: [] },
    ]);
  });

  test('that is gone is said to be', async () => {
    const chosen = { accountId: googleAccount.id, browser: 'gone.desktop', profile: null };
    renderApp({
      accounts: [googleAccount],
      browsers,
      settings: { ...defaultSettings, browsers: [chosen] },
    });
    await openSettingsPage('Accounts and calendars');
    const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'ada@example.com' });
    expect(choice.selectedOptions[0]?.textContent).toBe('No longer installed');
  });

  test('is not asked about without browsers', async () => {
    const { callsTo } = renderApp({ accounts: [googleAccount] });
    await openSettingsPage('Accounts and calendars');
    await vi.waitFor(() => expect(callsTo('browsers.list')).toHaveLength(1));
    expect(screen.queryByRole('region', { name: 'Open links in' })).toBeNull();
  });
});
