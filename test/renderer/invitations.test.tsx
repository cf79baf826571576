/** The inbox of invitations: the count in the header, the panel, and its keys. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anOccurrence, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const asked = (title: string, from: string, to: string) =>
  anOccurrence(title, `2026-11-24T${from}Z`, `2026-11-24T${to}Z`, {
    accountId: googleAccount.id,
    selfResponse: 'needsAction',
  });
const budget = asked('Budget call', '09:30', '10:00');
const planning = asked('Planning', '13:00', '14:00');
const retro = asked('Retro', '15:00', '16:00');
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
  accountId: googleAccount.id,
});
const google: Partial<FakeState> = {
  accounts: [googleAccount],
  occurrences: [review, budget, planning, retro],
};

const open = async (): Promise<HTMLElement> => {
  const button = await screen.findByRole('button', { name: '3 invitations to answer' });
  button.focus();
  fireEvent.click(button);
  return screen.findByRole('dialog', { name: 'Invitations' });
};
const titlesIn = (panel: HTMLElement): readonly (string | null)[] =>
  [...panel.querySelectorAll('[data-invitation] > button')].map(
    (row) => row.querySelector('[dir]')?.textContent ?? null,
  );
const titleAtFocus = (): string | null | undefined =>
  document.activeElement?.querySelector('[dir]')?.textContent;

test('the header counts them and opens the list, with what each overlaps', async () => {
  renderApp(google);
  const panel = await open();
  expect(titlesIn(panel)).toEqual(['Budget call', 'Planning', 'Retro']);
  expect(await within(panel).findByText('Overlaps “Design review” by 15 min')).toBeTruthy();
  expect(within(panel).getByText('Today, 10:30 – 11:00')).toBeTruthy();
  fireEvent.keyDown(panel, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('3 invitations to answer');
});

test('the key I opens and closes the list, which moves by arrow, J and K and answers by R', async () => {
  const { callsTo } = renderApp(google);
  await screen.findByRole('button', { name: '3 invitations to answer' });
  fireEvent.keyDown(window, { key: 'i' });
  await screen.findByRole('dialog', { name: 'Invitations' });
  const titles = [titleAtFocus()];
  for (const key of ['j', 'ArrowDown', 'j', 'k', 'Home']) {
    fireEvent.keyDown(document.activeElement!, { key });
    titles.push(titleAtFocus());
  }
  expect(titles).toEqual(['Budget call', 'Planning', 'Retro', 'Retro', 'Planning', 'Budget call']);
  fireEvent.keyDown(document.activeElement!, { key: 'r' });
  expect(callsTo('meeting.openToRespond')).toEqual([expect.objectContaining({ eventId: budget.eventId })]);
  fireEvent.keyDown(document.activeElement!, { key: 'i' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('one that was answered elsewhere leaves the list, and the next one has the focus', async () => {
  const { change } = renderApp(google);
  const panel = await open();
  fireEvent.keyDown(document.activeElement!, { key: 'j' });
  expect(titleAtFocus()).toBe('Planning');
  act(() =>
    change({ occurrences: [review, budget, { ...planning, selfResponse: 'accepted' as const }, retro] }),
  );
  await waitFor(() => expect(titlesIn(panel)).toEqual(['Budget call', 'Retro']));
  expect(titleAtFocus()).toBe('Retro');
  act(() => change({ occurrences: [review] }));
  expect(await within(panel).findByText('No invitations to answer.')).toBeTruthy();
  expect(document.activeElement).toBe(panel);
  expect(screen.queryByRole('button', { name: /to answer$/ })).toBeNull();
});

test('a press opens the event over the list, and closing it leads back', async () => {
  renderApp(google);
  const panel = await open();
  const row = within(panel).getByRole('button', { name: /^Planning/ });
  row.focus();
  fireEvent.click(row);
  const meeting = await screen.findByRole('dialog', { name: 'Planning' });
  expect(panel.hasAttribute('inert')).toBe(true);
  fireEvent.keyDown(meeting, { key: 'Escape' });
  expect(panel.hasAttribute('inert')).toBe(false);
  expect(titleAtFocus()).toBe('Planning');
});

test('the tray shows the list, over the settings too', async () => {
  const { showInvitations } = renderApp(google);
  await screen.findByRole('button', { name: '3 invitations to answer' });
  fireEvent.keyDown(window, { key: ',', ctrlKey: true });
  await screen.findByRole('tablist');
  act(() => showInvitations());
  expect(await screen.findByRole('dialog', { name: 'Invitations' })).toBeTruthy();
  expect(screen.queryByRole('tablist')).toBeNull();
});

test('a series is marked, and who invites is named', async () => {
  renderApp({
    ...google,
    invitations: [
      { occurrence: planning, wholeSeries: true, organizer: { name: 'Grace Murray', self: false } },
    ],
  });
  fireEvent.click(await screen.findByRole('button', { name: '1 invitation to answer' }));
  const panel = await screen.findByRole('dialog', { name: 'Invitations' });
  expect(panel.textContent).toContain('Series');
  expect(panel.textContent).toContain('from Grace Murray');
});

test('the first one has the focus, also if the list is read after the panel has opened', async () => {
  const { change } = renderApp({ ...google, occurrences: [review] });
  await screen.findAllByRole('button', { name: /Design review/ });
  fireEvent.keyDown(window, { key: 'i' });
  const panel = await screen.findByRole('dialog', { name: 'Invitations' });
  expect(document.activeElement).toBe(panel);
  act(() => change({ occurrences: [review, budget, planning] }));
  await waitFor(() => expect(titleAtFocus()).toBe('Budget call'));
});
