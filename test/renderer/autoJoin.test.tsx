/** Joining automatically in the window: the notice, the choice for one meeting, and the settings. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, nowIso, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const joinUrl = 'https://meet.google.com/abc-defg-hij';
const review = (more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence('Design review', '2026-11-24T10:00Z', '2026-11-24T11:00Z', { joinUrl, ...more });
const automatic = { ...defaultSettings, autoJoin: true };
const row = async (name: RegExp): Promise<HTMLElement> =>
  (await screen.findAllByRole('button', { name })).find((each) => each.dataset['row'] !== undefined)!;
const openPanel = async (): Promise<HTMLElement> => {
  fireEvent.click(await row(/Design review/));
  return screen.findByRole('dialog', { name: 'Design review' });
};
const choice = (panel: HTMLElement): HTMLInputElement =>
  within(panel).getByRole<HTMLInputElement>('checkbox', { name: 'Join automatically' });

test('the notice names the meeting and its host, counts down, and calls it off', async () => {
  const { change, callsTo } = renderApp({ occurrences: [review()] });
  await row(/Design review/);
  const coming = { id: '7', occurrence: review(), host: 'meet.google.com', atMs: Date.parse(nowIso) + 8000 };
  act(() => change({ comingJoin: coming }));
  const alert = await screen.findByRole('alert');
  within(alert).getByText('Joining “Design review”');
  within(alert).getByText('Opens meet.google.com');
  within(alert).getByText('8 s');
  vi.setSystemTime(Date.parse(nowIso) + 3000);
  await within(alert).findByText('5 s');
  fireEvent.click(within(alert).getByRole('button', { name: 'Cancel' }));
  expect(callsTo('autoJoin.cancel')).toEqual([{ id: '7' }]);
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('the notice joins at once if the person wants that', async () => {
  const coming = { id: '7', occurrence: review(), host: 'meet.google.com', atMs: Date.parse(nowIso) + 8000 };
  const { callsTo } = renderApp({ occurrences: [review()], comingJoin: coming });
  fireEvent.click(await screen.findByRole('button', { name: 'Join now' }));
  expect(callsTo('meeting.join')).toMatchObject([{ eventId: coming.occurrence.eventId }]);
});

test('one meeting is chosen in its panel, its row says so, and the choice is taken back', async () => {
  const { callsTo } = renderApp({ occurrences: [review()] });
  const panel = await openPanel();
  expect(choice(panel).checked).toBe(false);
  fireEvent.click(choice(panel));
  await within(await row(/Design review/)).findByText('Is joined automatically');
  await vi.waitFor(() => expect(choice(panel).checked).toBe(true));
  fireEvent.click(choice(panel));
  await vi.waitFor(() => expect(choice(panel).checked).toBe(false));
  expect(callsTo('autoJoin.choose').map(({ on }) => on)).toEqual([true, null]);
});

test('with the setting on, an accepted meeting is let out, and the setting applies again afterwards', async () => {
  const { callsTo } = renderApp({ occurrences: [review()], settings: automatic });
  const panel = await openPanel();
  expect(choice(panel).checked).toBe(true);
  fireEvent.click(choice(panel));
  await vi.waitFor(() => expect(choice(panel).checked).toBe(false));
  fireEvent.click(choice(panel));
  await vi.waitFor(() => expect(callsTo('autoJoin.choose').map(({ on }) => on)).toEqual([false, null]));
});

test.each<[string, Partial<Occurrence>]>([
  ['not accepted', { selfResponse: 'needsAction' }],
  ['muted', { attention: { level: 'muted', by: 'series' } }],
  ['without a link', { joinUrl: undefined as never }],
  ['running', { start: { kind: 'timed', ms: Date.parse('2026-11-24T08:30:00Z'), zone: 'Europe/Berlin' } }],
])('a meeting that is %s cannot be chosen', async (_what, more) => {
  renderApp({ occurrences: [review(more)], settings: automatic });
  const panel = await openPanel();
  await within(panel).findByText('Work');
  expect(within(panel).queryByRole('checkbox', { name: 'Join automatically' })).toBeNull();
});

test('the settings turn it on and say how long before', async () => {
  const { callsTo } = renderApp();
  await openSettingsPage('General');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Join meetings automatically' }));
  const minutes = screen.getByRole('combobox', { name: 'When to join automatically' });
  expect(
    within(minutes)
      .getAllByRole('option')
      .map((each) => each.textContent),
  ).toEqual(['At the start', ...[1, 2, 3, 4, 5].map((each) => `${each}\u00a0min before the start`)]);
  fireEvent.change(minutes, { target: { value: '2' } });
  expect(callsTo('settings.set')).toEqual([{ autoJoin: true }, { autoJoinMinutes: 2 }]);
});
