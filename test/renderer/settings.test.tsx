/** The settings: each is saved when it is chosen, and shows what the system reports about it. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { Settings } from '../../shared/settings.ts';
import type { Account } from '../../shared/model.ts';
import { createFakeJarvis, googleAccount, sampleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Problem } from '../../shared/problems.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const openSettings = async (part: Partial<FakeState> = {}): Promise<ReturnType<typeof renderApp>> => {
  const fake = renderApp(part);
  fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'About' });
  return fake;
};
const usual = createFakeJarvis().state;
const field = (name: RegExp): HTMLButtonElement => screen.getByRole('button', { name });

describe('appearance', () => {
  test('clock and week use the system’s settings until something else is chosen', async () => {
    const { callsTo } = await openSettings();
    const clock = within(screen.getByRole('radiogroup', { name: 'Time' }));
    expect(clock.getByRole<HTMLInputElement>('radio', { name: 'Like the system' }).checked).toBe(true);
    fireEvent.click(clock.getByRole('radio', { name: '12 hours' }));
    fireEvent.change(screen.getByLabelText('The week begins on'), { target: { value: 'sunday' } });
    expect(callsTo('settings.set')).toEqual([{ timeFormat: '12' }, { firstDayOfWeek: 'sunday' }]);
    expect(screen.getByRole('option', { name: 'Saturday' })).toBeTruthy();
  });
});

test('after two quick choices, the older reply undoes neither', async () => {
  const fake = await openSettings();
  const answers: ((reply: Result<Settings, Problem>) => void)[] = [];
  vi.spyOn(fake.jarvis.settings, 'set').mockImplementation(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const dark = screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' });
  const interval = screen.getByLabelText<HTMLSelectElement>(/Sync every/);
  fireEvent.click(dark);
  fireEvent.change(interval, { target: { value: '30' } });
  await act(async () => answers[0]?.(ok({ ...usual.settings, theme: 'dark' })));
  expect([dark.checked, interval.value]).toEqual([true, '30']);
  await act(async () => answers[1]?.(ok({ ...usual.settings, theme: 'dark', syncIntervalMinutes: 30 })));
  expect([dark.checked, interval.value]).toEqual([true, '30']);
});

describe('start and tray', () => {
  test('start at login is offered if the system supports it, and reports a failure', async () => {
    const { callsTo, change } = await openSettings();
    const choice = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Start when you sign in' });
    fireEvent.click(choice);
    expect(callsTo('settings.set')).toEqual([{ startAtLogin: true }]);
    act(() => change({ system: { ...usual.system, canStartAtLogin: true, startAtLoginFailed: true } }));
    expect(await screen.findByText('The system did not accept the change.')).toBeTruthy();
    act(() => change({ system: { ...usual.system, canStartAtLogin: false } }));
    await waitFor(() => expect(choice.disabled).toBe(true));
    expect(screen.getByText('Not possible on this system.')).toBeTruthy();
  });

  test.each([
    ['linux', true, /stays in the tray/],
    ['linux', false, /quits and does not remind/],
    ['darwin', true, /stays in the menu bar/],
  ])(
    'on %s with a tray: %s, closing the window is said to do what it does',
    async (platform, hasTray, said) => {
      await openSettings({
        info: { ...usual.info, platform },
        system: { ...usual.system, hasTray },
      });
      expect(await screen.findByText(said)).toBeTruthy();
    },
  );
});

describe('keys for every program', () => {
  test('are off until they are recorded, and can be removed', async () => {
    const { callsTo } = await openSettings();
    const keys = field(/^Join the next meeting None/);
    // Before recording, it is an ordinary button.
    fireEvent.keyDown(keys, { key: 'j', code: 'KeyJ', ctrlKey: true });
    expect(callsTo('settings.set')).toEqual([]);
    fireEvent.click(keys);
    expect(keys.textContent).toBe('Press the keys…');
    fireEvent.keyDown(keys, { key: 'Control', ctrlKey: true });
    fireEvent.keyDown(keys, { key: 'j', code: 'KeyJ', ctrlKey: true, altKey: true });
    expect(callsTo('settings.set')).toEqual([
      { globalShortcuts: { showWindow: null, joinNext: 'Control+Alt+J' } },
    ]);
    expect(keys.textContent).toBe('Ctrl+Alt+J');
    fireEvent.click(screen.getByRole('button', { name: 'Remove the keys: Join the next meeting' }));
    expect(callsTo('settings.set')[1]).toEqual({ globalShortcuts: { showWindow: null, joinNext: null } });
    expect(keys.textContent).toBe('None');
    expect(document.activeElement).toBe(keys);
  });

  test('disable the window’s own shortcuts while recording; Esc and leaving the field change nothing', async () => {
    const { callsTo } = await openSettings();
    const keys = field(/^Show the window/);
    fireEvent.click(keys);
    fireEvent.keyDown(keys, { key: 's', code: 'KeyS' });
    expect(callsTo('sync.request')).toEqual([]);
    expect(screen.getByText(/^Hold Ctrl, Alt/)).toBeTruthy();
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
    ['taken', /Another program has these keys/],
    ['invalid', /These keys cannot be used/],
  ] as const)('that are %s are said to be', async (state, said) => {
    const { change } = await openSettings({
      settings: { ...usual.settings, globalShortcuts: { showWindow: 'Control+Alt+K', joinNext: null } },
    });
    act(() =>
      change({
        system: { ...usual.system, globalShortcuts: { ...usual.system.globalShortcuts, showWindow: state } },
      }),
    );
    expect((await screen.findByText(said)).getAttribute('role')).toBe('status');
    const describing = (field(/^Show the window/).getAttribute('aria-describedby') ?? '').split(' ');
    expect(describing.map((id) => document.getElementById(id)?.textContent).join(' ')).toMatch(said);
  });

  test('cannot be chosen if the desktop does not support them', async () => {
    await openSettings({
      system: { ...usual.system, globalShortcuts: { showWindow: 'unsupported', joinNext: 'unsupported' } },
    });
    await waitFor(() => expect(field(/^Show the window/).disabled).toBe(true));
    expect(screen.getAllByText(/This desktop lets no program/)).toHaveLength(2);
  });
});

describe('accounts', () => {
  const two = { accounts: [sampleAccount, googleAccount] };

  test('focus their heading when one of several is disconnected', async () => {
    await openSettings(two);
    const leave = screen.getByRole('button', { name: 'Disconnect ada@example.com' });
    leave.focus();
    fireEvent.click(leave);
    const question = screen.getByRole('alertdialog');
    within(question).getByRole('button', { name: 'Disconnect' }).focus();
    fireEvent.click(within(question).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(screen.queryByText('ada@example.com')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Accounts' }));
  });

  test('are connected and cancelled without losing the focus', async () => {
    const { jarvis } = await openSettings();
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
    const { change } = await openSettings(two);
    act(() => (document.activeElement as HTMLElement).blur());
    act(() => change({ accounts: [sampleAccount] }));
    await waitFor(() => expect(screen.queryByText('ada@example.com')).toBeNull());
    expect(document.activeElement).toBe(document.body);
  });
});

describe('about', () => {
  test('shows the versions, and opens the logs', async () => {
    const { callsTo } = await openSettings();
    expect(
      await screen.findByText('Electron 33.4.11 · Chromium 130.0.6723.191 · Node 20.18.3 · SQLite 3.47.1'),
    ).toBeTruthy();
    expect(screen.getByText('Jarvis Calendar 0.1.0')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open logs' }));
    expect(callsTo('app.openLogs')).toHaveLength(1);
  });

  test('reports that the logs could not be shown', async () => {
    await openSettings({ failing: { 'app.openLogs': { kind: 'internal' } } });
    fireEvent.click(screen.getByRole('button', { name: 'Open logs' }));
    expect((await screen.findByText(/Something went wrong/)).getAttribute('role')).toBe('status');
  });

  test('shows the licences in a dialog and returns the focus', async () => {
    await openSettings({ licences: 'MIT License\n\nCopyright' });
    const button = screen.getByRole('button', { name: 'Show licences' });
    button.focus();
    fireEvent.click(button);
    const dialog = await screen.findByRole('dialog', { name: 'Licences' });
    expect(within(dialog).getByText(/MIT License/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(document.activeElement).toBe(button);
  });
});

test('the section list jumps to a section and focuses it', async () => {
  await openSettings();
  const list = within(screen.getByRole('navigation', { name: 'Sections' }));
  fireEvent.click(list.getByRole('button', { name: 'Keyboard' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Keyboard' }));
});
