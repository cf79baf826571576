/** The first run: one screen for each step. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { createFakeJarvis } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const usual = createFakeJarvis().state;

describe('the first run', () => {
  test('offers Google and the sample besides an address', async () => {
    const { callsTo } = renderApp({ accounts: [] });
    fireEvent.click(await screen.findByRole('button', { name: 'Explore with a sample calendar' }));
    expect(callsTo('accounts.connectSample')).toHaveLength(1);
    expect(await screen.findByRole('region', { name: 'Agenda' })).toBeTruthy();
  });

  test('waits for the browser, and can be cancelled', async () => {
    const { callsTo, jarvis } = renderApp({ accounts: [] });
    Object.assign(jarvis.accounts, { connectGoogle: () => new Promise(() => {}) });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(callsTo('accounts.cancelConnect')).toHaveLength(1);
  });

  test('without a client id asks for the client file first', async () => {
    const fake = renderApp({ accounts: [] });
    fake.view.unmount();
    const { callsTo } = renderApp({ accounts: [], info: { ...fake.state.info, hasGoogleClient: false } });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    expect(callsTo('accounts.connectGoogle')).toHaveLength(0);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    fireEvent.click(await screen.findByRole('button', { name: 'Choose client file' }));
    // The person asked to connect, so the browser opens at once.
    await waitFor(() => expect(callsTo('accounts.connectGoogle')).toHaveLength(1));
    expect(callsTo('accounts.chooseClientFile')).toHaveLength(1);
    // The next account needs no file.
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Connect another Google account' }));
    expect(callsTo('accounts.connectGoogle')).toHaveLength(2);
  });

  test('says in words why a sign-in failed', async () => {
    renderApp({
      accounts: [],
      failing: { 'accounts.connectGoogle': { kind: 'signInFailed', cause: 'partialConsent' } },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'calendar checkboxes on Google’s page weren’t selected',
    );
  });

  test('the second step does not repeat the welcome', async () => {
    renderApp({ accounts: [], info: { ...usual.info, hasGoogleClient: false } });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    expect(screen.queryByText(/^Your calendars on this/)).toBeNull();
    expect(screen.queryByRole('button', { name: /sample/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByText(/^Your calendars on this/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  test('an invalid client file is reported, and another one can be chosen', async () => {
    const { callsTo } = renderApp({
      accounts: [],
      info: { ...usual.info, hasGoogleClient: false },
      failing: { 'accounts.chooseClientFile': { kind: 'clientFileInvalid', fault: 'webClient' } },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    fireEvent.click(screen.getByRole('button', { name: 'Choose client file' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/for a web application/);
    fireEvent.click(screen.getByRole('button', { name: 'Choose client file' }));
    expect(callsTo('accounts.chooseClientFile')).toHaveLength(2);
    expect(callsTo('accounts.connectGoogle')).toHaveLength(0);
  });

  const setUp = async () => {
    const fake = renderApp({ accounts: [], info: { ...usual.info, hasGoogleClient: false } });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    return fake;
  };

  test('leads to each page of Google’s console by naming the step, not an address', async () => {
    const { callsTo } = await setUp();
    for (const button of screen.getAllByRole('button', { name: /^Open page: / })) fireEvent.click(button);
    expect(callsTo('accounts.openSetupPage')).toEqual(
      ['project', 'api', 'consent', 'audience', 'client'].map((step) => ({ step })),
    );
    expect(screen.getByText(/ends after seven days/)).toBeTruthy();
  });

  test('takes the client file pasted, and opens the browser', async () => {
    const { callsTo } = await setUp();
    fireEvent.paste(screen.getByRole('textbox', { name: 'Content of the file' }), {
      clipboardData: { getData: () => '{"installed":{}}' },
    });
    expect(callsTo('accounts.useClientFile')).toEqual([{ text: '{"installed":{}}' }]);
    await waitFor(() => expect(callsTo('accounts.connectGoogle')).toHaveLength(1));
  });

  test('takes the client file dropped anywhere on the window, and leaves calendar files to main', async () => {
    const { callsTo } = await setUp();
    const contentOf = (text: string) => ({ slice: () => ({ text: () => Promise.resolve(text) }) });
    const file = { name: 'client.json', ...contentOf('{"installed":{}}') };
    const calendar = { name: 'team.ics', ...contentOf('BEGIN:VCALENDAR') };
    expect(fireEvent.dragOver(window)).toBe(false);
    expect(fireEvent.drop(window, { dataTransfer: { files: [calendar] } })).toBe(false);
    expect(fireEvent.drop(window, { dataTransfer: { files: [file] } })).toBe(false);
    await waitFor(() => expect(callsTo('accounts.useClientFile')).toEqual([{ text: '{"installed":{}}' }]));
    await waitFor(() => expect(callsTo('accounts.connectGoogle')).toHaveLength(1));
  });

  test('says while it waits what Google may show, since Google tells the app nothing of it', async () => {
    const { jarvis, callsTo } = renderApp({ accounts: [] });
    Object.assign(jarvis.accounts, { connectGoogle: () => new Promise(() => {}) });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    fireEvent.click(await screen.findByText('Google shows a warning or an error?'));
    fireEvent.click(screen.getByRole('button', { name: /^Open page: “Access blocked”, 403: access_denied/ }));
    expect(callsTo('accounts.openSetupPage')).toEqual([{ step: 'audience' }]);
    for (const code of ['org_internal', 'redirect_uri_mismatch', 'hasn’t verified'])
      expect(screen.getByText(new RegExp(code))).toBeTruthy();
  });

  test('a cancelled sign-in is not shown as a failure', async () => {
    renderApp({ accounts: [], failing: { 'accounts.connectGoogle': { kind: 'cancelled' } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    await screen.findByRole('button', { name: 'Connect Google Calendar' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
