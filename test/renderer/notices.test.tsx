/** Notices above the status bar: no tray, a new version, no keyring. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { createFakeJarvis, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const usual = createFakeJarvis().state;
const show = async (part: Partial<FakeState>): Promise<ReturnType<typeof renderApp>> => {
  const fake = renderApp(part);
  await screen.findByRole('button', { name: 'Sync now' });
  return fake;
};

describe('no tray', () => {
  const noTray: Partial<FakeState> = {
    system: { ...usual.system, hasTray: false },
    settings: { ...usual.settings, closeToTrayExplained: false },
  };
  const notice = (): HTMLElement | null => screen.queryByRole('group', { name: 'No system tray found' });

  test('is announced before closing the window ends the reminders', async () => {
    await show(noTray);
    await waitFor(() => expect(notice()?.textContent).toContain('quits Jarvis Calendar'));
  });

  test('is announced once', async () => {
    const { callsTo } = await show(noTray);
    fireEvent.click(await screen.findByRole('button', { name: 'Got it' }));
    expect(callsTo('settings.set')).toEqual([{ closeToTrayExplained: true }]);
    await waitFor(() => expect(notice()).toBeNull());
  });

  test('is not announced if there is a tray, before that is known, or again', async () => {
    const { change } = await show({ ...noTray, system: usual.system });
    expect(notice()).toBeNull();
    // A panel disappeared, and another one appeared.
    act(() => change({ system: { ...usual.system, hasTray: false } }));
    await waitFor(() => expect(notice()).not.toBeNull());
    act(() => change({ system: usual.system }));
    await waitFor(() => expect(notice()).toBeNull());
    act(() => change({ system: { ...usual.system, hasTray: false } }));
    await waitFor(() => expect(notice()).not.toBeNull());
    act(() => change({ settings: { ...usual.settings, closeToTrayExplained: true } }));
    await waitFor(() => expect(notice()).toBeNull());
  });
});

describe('a new version', () => {
  test('can be installed now, or at the next start without another notice', async () => {
    const { callsTo, change } = await show({});
    act(() => change({ updates: { kind: 'ready', version: '0.2.0', notes: '' } }));
    const notice = (await screen.findByText(/0\.2\.0/)).closest('[role="status"]') as HTMLElement;
    fireEvent.click(within(notice).getByRole('button', { name: 'Restart now' }));
    expect(callsTo('updates.install')).toHaveLength(1);
    fireEvent.click(within(notice).getByRole('button', { name: 'Later' }));
    expect(screen.queryByText(/0\.2\.0/)).toBeNull();
  });
});

describe('no keyring', () => {
  const noKeyring: Partial<FakeState> = {
    accounts: [googleAccount],
    info: { ...usual.info, keyring: 'none' },
  };

  test('asks where to keep the sign-in, and saves the choice (security property 8)', async () => {
    const { callsTo } = await show(noKeyring);
    const notice = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-notice="keyring"]');
      expect(found).not.toBeNull();
      return found as HTMLElement;
    });
    const [memory] = within(notice).getAllByRole('button');
    fireEvent.click(memory as HTMLElement);
    expect(callsTo('settings.set')).toEqual([{ tokenStorage: 'memory' }]);
    await waitFor(() => expect(document.querySelector('[data-notice="keyring"]')).toBeNull());
  });

  test('is not mentioned without a Google account', async () => {
    await show({ info: { ...usual.info, keyring: 'none' } });
    expect(document.querySelector('[data-notice="keyring"]')).toBeNull();
  });
});
