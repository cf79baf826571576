/** Calendars by their address: added on the first page and in the settings, edited, given a new address, removed. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { splitAddresses } from '../../renderer/feeds/ownAddresses.ts';
import { fail } from '../../shared/result.ts';
import { feedAccount, googleAccount } from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const address = 'https://calendar.example.com/private-0a1b2c/basic.ics';
const addressField = () => screen.findByRole('textbox', { name: 'Paste a calendar’s secret address' });
const ownField = () => screen.findByRole('textbox', { name: 'Your email addresses (optional)' });
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const openAccounts = () => openSettingsPage('Accounts and calendars');

test('the first page asks for an address first, says where services show it, and sends no empty one', async () => {
  const { callsTo } = renderApp({ accounts: [] });
  const field = await addressField();
  const add = screen.getByRole<HTMLButtonElement>('button', { name: 'Add calendar' });
  expect(add.disabled).toBe(true);
  const google = screen.getByRole('button', { name: 'Connect Google Calendar' });
  expect(field.compareDocumentPosition(google)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(screen.getByText(/Secret address in iCal format/)).toBeTruthy();
  type(field, address);
  type(await ownField(), 'ada@example.com, grace@example.com');
  fireEvent.click(add);
  await waitFor(() =>
    expect(callsTo('accounts.connectFeed')).toEqual([
      { address, ownAddresses: ['ada@example.com', 'grace@example.com'] },
    ]),
  );
  expect(await screen.findByRole('region', { name: 'Agenda' })).toBeTruthy();
});

test('an address that gives no calendar is explained and can be corrected; one of the person’s that is none is not sent', async () => {
  const { callsTo } = renderApp({
    accounts: [],
    failing: { 'accounts.connectFeed': { kind: 'feedFailed', accountId: null, cause: 'notACalendar' } },
  });
  type(await addressField(), address);
  type(await ownField(), 'ada');
  await press('Add calendar');
  expect(await screen.findByText('Enter complete addresses, separated by commas.')).toBeTruthy();
  expect(callsTo('accounts.connectFeed')).toEqual([]);
  type(await ownField(), '');
  await press('Add calendar');
  // Once, and not under Google's button as well.
  expect((await screen.findByRole('alert')).textContent).toContain('isn’t a calendar');
  expect((await addressField()).getAttribute('value')).toBe(address);
});

test('while the address is asked, the person can cancel', async () => {
  const { callsTo, jarvis } = renderApp({ accounts: [] });
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof fail>>();
  Object.assign(jarvis.accounts, { connectFeed: () => promise });
  type(await addressField(), address);
  await press('Add calendar');
  expect(await screen.findByRole('button', { name: 'Reading the calendar…' })).toBeTruthy();
  await press('Cancel');
  expect(callsTo('accounts.cancelConnect')).toHaveLength(1);
  resolve(fail({ kind: 'cancelled' }));
  expect(await screen.findByRole('button', { name: 'Add calendar' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('in the settings the form opens beside the other ways, and closes when the calendar is there', async () => {
  const { callsTo } = renderApp({ accounts: [googleAccount] });
  await openAccounts();
  await press('Add a calendar by address or file');
  const field = await addressField();
  expect(document.activeElement).toBe(field);
  type(field, address);
  await press('Add calendar');
  expect(await screen.findByRole('button', { name: 'Add a calendar by address or file' })).toBeTruthy();
  expect(callsTo('accounts.connectFeed')).toEqual([{ address }]);
});

test('name, colour and own addresses are edited; of the address only host and end are shown', async () => {
  const { callsTo } = renderApp({ accounts: [feedAccount] });
  await openAccounts();
  await press('Edit Fictional team');
  const form = await screen.findByRole('form', { name: 'Edit Fictional team' });
  expect(
    within(form).getByText('From calendar.example.com; the private part of its address ends in “4e5f”'),
  ).toBeTruthy();
  type(within(form).getByLabelText('Name'), ' Our team ');
  type(within(form).getByLabelText('Colour'), '#112233');
  type(await ownField(), 'grace@example.com');
  await press('Save');
  await waitFor(() =>
    expect(callsTo('accounts.changeFeed')).toEqual([
      {
        accountId: feedAccount.id,
        change: { name: 'Our team', color: '#112233', ownAddresses: ['grace@example.com'] },
      },
    ]),
  );
  expect(screen.queryByRole('form', { name: 'Edit Fictional team' })).toBeNull();
});

test('a calendar whose address was not kept asks for it at once', async () => {
  const { callsTo } = renderApp({
    accounts: [feedAccount],
    failing: { 'accounts.feedDetails': { kind: 'notFound' } },
  });
  await openAccounts();
  await press('Edit Fictional team');
  type(await addressField(), address);
  await press('Add calendar');
  await waitFor(() =>
    expect(callsTo('accounts.connectFeed')).toEqual([{ address, accountId: feedAccount.id }]),
  );
});

test('a file is chosen beside the address; one that is no calendar is explained, one that is not chosen is not', async () => {
  const { callsTo, change } = renderApp({ accounts: [] });
  const alert = () => screen.queryByRole('alert');
  change({
    failing: {
      'accounts.chooseFeedFile': { kind: 'feedFailed', accountId: null, cause: 'fileNotACalendar' },
    },
  });
  await press('Open a calendar file…');
  await waitFor(() => expect(alert()?.textContent).toContain('This file isn’t a calendar.'));
  change({ failing: { 'accounts.chooseFeedFile': { kind: 'cancelled' } } });
  await press('Open a calendar file…');
  await waitFor(() => expect(alert()).toBeNull());
  change({ failing: {} });
  await press('Open a calendar file…');
  expect(await screen.findByRole('region', { name: 'Agenda' })).toBeTruthy();
  expect(callsTo('accounts.chooseFeedFile')).toEqual([undefined, undefined, undefined]);
});

test('of a file the path is shown, and another one can be chosen', async () => {
  const file = '/home/ada/Fictional team.ics';
  const feed = { name: 'Fictional team', color: '#16a765', ownAddresses: [], host: '', ending: '', file };
  const { callsTo } = renderApp({ accounts: [feedAccount], feed });
  await openAccounts();
  await press('Edit Fictional team');
  expect(await screen.findByText(`From the file ${file}`)).toBeTruthy();
  await press('Choose another file');
  await press('Open a calendar file…');
  await waitFor(() => expect(callsTo('accounts.chooseFeedFile')).toEqual([{ accountId: feedAccount.id }]));
});

test('removing asks first and says what is removed', async () => {
  const { callsTo } = renderApp({ accounts: [feedAccount, googleAccount] });
  await openAccounts();
  await press('Remove Fictional team');
  const question = await screen.findByRole('alertdialog', { name: 'Remove Fictional team?' });
  expect(question.textContent).toContain('Its events and address are removed');
  fireEvent.click(within(question).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(callsTo('accounts.disconnect')).toEqual([{ accountId: feedAccount.id }]));
});

test.each([
  ['', []],
  [' ada@example.com;grace@example.com ada@example.com', ['ada@example.com', 'grace@example.com']],
  ['ada', null],
  ['ada@example.com, @', null],
  [Array.from({ length: 11 }, (_, n) => `a${n}@example.com`).join(), null],
])('own addresses: %s', (text, addresses) => {
  expect(splitAddresses(text)).toEqual(addresses);
});
