/** Deleting an event in the window, once writing is turned on: what is asked first, what is sent, and Undo. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Preview } from '../../shared/writing.ts';
import { anOccurrence, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const anEvent = (title: string, from: string, to: string, more = {}) =>
  anOccurrence(title, `2026-11-24T${from}Z`, `2026-11-24T${to}Z`, {
    accountId: googleAccount.id,
    organizedBySelf: true,
    ...more,
  });
const solo = anEvent('Focus', '09:30', '10:00');
const weekly = anEvent('Weekly', '13:00', '14:00', { masterId: 'weekly' });
const state = (
  preview: Partial<Preview> = {},
  may: object = { respond: false, remove: true },
): Partial<FakeState> => ({
  accounts: [googleAccount],
  occurrences: [solo, weekly],
  details: new Map([
    ['Focus', { may }],
    ['Weekly', { may }],
  ] as never),
  writing: {
    accounts: [
      { accountId: googleAccount.id, email: googleAccount.label, on: true, reach: 'own', needsSignIn: false },
    ],
    anyOn: true,
  },
  preview,
});
const withMia: Partial<Preview> = {
  mails: 2,
  recipients: ['mia@example.com', 'sam@else.example'],
  external: 1,
};

const panelOf = async (title: string): Promise<HTMLElement> => {
  const rows = await screen.findAllByRole('button', { name: new RegExp(title) });
  fireEvent.click(rows.find((each) => each.dataset['row'] !== undefined)!);
  return screen.findByRole('dialog', { name: title });
};
const pressDelete = async (title: string): Promise<void> => {
  const panel = await panelOf(title);
  fireEvent.click(await within(panel).findByRole('button', { name: 'Delete event' }));
};
const asked = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: /^Delete .*event\?$/ });

test('an event that concerns nobody else is deleted at once, tells nobody, and can be undone [O20]', async () => {
  const { callsTo } = renderApp(state());
  await pressDelete('Focus');
  await screen.findByText('“Focus” deleted');
  expect(callsTo('edits.preview')).toMatchObject([{ draft: { kind: 'remove', scope: 'one' } }]);
  const [submitted] = callsTo('edits.submit');
  expect(submitted).toMatchObject({ notify: 'none' });
  // The event is no longer open.
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Focus' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(callsTo('outbox.undo')).toEqual([{ opId: submitted?.opId }]);
});

test('with guests the person says whether they get mail, and sees who; nothing is chosen beforehand [W41]', async () => {
  for (const [name, notify] of [
    ['Delete and send cancellations', 'all'],
    ['Delete without sending', 'none'],
  ] as const) {
    const { callsTo, view } = renderApp(state(withMia));
    // oxlint-disable-next-line no-await-in-loop
    await pressDelete('Focus');
    // oxlint-disable-next-line no-await-in-loop
    const dialog = await asked();
    within(dialog).getByText('2 guests get a cancellation by email:');
    within(dialog).getByText('sam@else.example');
    within(dialog).getByText('1 guest is outside your organization.');
    expect(callsTo('edits.submit')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name }));
    // oxlint-disable-next-line no-await-in-loop
    await waitFor(() => expect(callsTo('edits.submit')).toMatchObject([{ notify }]));
    view.unmount();
  }
});

test('of a series, this event or all events; what is deleted is what was previewed last', async () => {
  const { callsTo } = renderApp(state());
  await pressDelete('Weekly');
  const dialog = await asked();
  fireEvent.click(within(dialog).getByRole('radio', { name: 'All events' }));
  await within(dialog).findByText('The whole series is deleted, including past events.');
  await waitFor(() =>
    expect(callsTo('edits.preview').map(({ draft }) => 'scope' in draft && draft.scope)).toEqual([
      'one',
      'all',
    ]),
  );
  fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(callsTo('edits.submit')).toHaveLength(1));
});

test('Cancel deletes nothing', async () => {
  const { callsTo } = renderApp(state(withMia));
  await pressDelete('Focus');
  fireEvent.click(within(await asked()).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Delete event?' })).toBeNull());
  expect(callsTo('edits.submit')).toEqual([]);
});

test('what cannot be deleted here has no such button', async () => {
  renderApp(state({}, { respond: true }));
  const panel = await panelOf('Focus');
  await within(panel).findByRole('group', { name: /^Going/ });
  expect(within(panel).queryByRole('button', { name: 'Delete event' })).toBeNull();
});
