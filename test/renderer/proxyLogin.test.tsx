/** The dialog for a proxy's login. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/problems.ts';
import { createFakeJarvis, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const usual = createFakeJarvis().state;
const host = 'proxy.example.com:8080';
const required: Problem = { kind: 'proxyFailed', cause: 'loginRequired', host };
const refused: Problem = { kind: 'proxyFailed', cause: 'loginRefused', host };

const openDialog = async (part: Partial<FakeState>): Promise<ReturnType<typeof renderApp>> => {
  const fake = renderApp(part);
  fireEvent.click(await screen.findByRole('button', { name: 'Log in…' }));
  await screen.findByRole('dialog', { name: 'Log in to the proxy server' });
  return fake;
};
const withProblem = (problem: Problem): Partial<FakeState> => ({
  status: { ...usual.status, problems: [problem] },
});
const type = (label: string, value: string): boolean =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = (): void => {
  fireEvent.submit(screen.getByLabelText('Password').closest('form') as HTMLFormElement);
};

test('names the proxy, sends the login for it and syncs again', async () => {
  const { callsTo } = await openDialog(withProblem(required));
  expect(screen.getByRole('dialog').textContent).toContain(`password for ${host}.`);
  expect(document.activeElement).toBe(screen.getByLabelText('User name'));
  submit();
  expect(callsTo('system.loginToProxy')).toEqual([]);
  type('User name', 'ada');
  type('Password', 'not/so:secret');
  submit();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(callsTo('system.loginToProxy')).toEqual([
    { host, username: 'ada', password: 'not/so:secret', keep: false },
  ]);
  expect(callsTo('sync.request')).toEqual([{ mode: 'foreground' }]);
});

test('keeps the login if the person wants that', async () => {
  const { callsTo } = await openDialog(withProblem(required));
  type('User name', 'ada');
  fireEvent.click(screen.getByLabelText(/Keep for next time/));
  submit();
  expect(callsTo('system.loginToProxy')).toMatchObject([{ keep: true }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('offers to keep the login only if a keyring can encrypt it (security property 8)', async () => {
  await openDialog({ ...withProblem(required), info: { ...usual.info, keyring: 'none' } });
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.getByRole('dialog').textContent).toContain('lasts until you quit');
});

test('says that the last login was not accepted', async () => {
  await openDialog(withProblem(refused));
  expect(screen.getByRole('alert').textContent).toContain('wasn’t accepted');
});

test('stays open with the reason if the login cannot be used', async () => {
  const { callsTo } = await openDialog({
    ...withProblem(required),
    failing: { 'system.loginToProxy': { kind: 'invalidRequest', detail: 'no such proxy' } },
  });
  type('User name', 'ada');
  submit();
  expect((await screen.findByRole('alert')).textContent).toContain('That didn’t work');
  expect(callsTo('sync.request')).toEqual([]);
});

test('a proxy that is not known by name offers no login', async () => {
  renderApp(withProblem({ kind: 'proxyFailed', cause: 'loginRequired' }));
  await screen.findByText(/requires a user name and password/);
  expect(screen.queryByRole('button', { name: 'Log in…' })).toBeNull();
});

describe('in the first run', () => {
  test('the login can be entered before there is an account', async () => {
    const { callsTo } = renderApp({ accounts: [], failing: { 'accounts.connectGoogle': required } });
    fireEvent.click(await screen.findByRole('button', { name: 'Connect Google Calendar' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Log in…' }));
    type('User name', 'ada');
    submit();
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(callsTo('system.loginToProxy')).toHaveLength(1);
  });
});
