import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const standUp = anOccurrence('Stand-up', '2026-11-24T08:00Z', '2026-11-24T08:15Z');
const review = anOccurrence('Review', '2026-11-26T09:00Z', '2026-11-26T10:00Z');
const planning = anOccurrence('Planning', '2026-11-26T11:00Z', '2026-11-26T12:00Z');
const longAgo = anOccurrence('Kick-off', '2019-03-04T09:00Z', '2019-03-04T10:00Z');
const farAhead = anOccurrence('Jubilee', '2041-05-02T09:00Z', '2041-05-02T10:00Z');
const occurrences = [longAgo, standUp, review, planning, farAhead];

const list = async (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Agenda' });
const dateButton = (): HTMLElement => within(screen.getByRole('heading', { level: 1 })).getByRole('button');
const sheet = (): HTMLElement => screen.getByRole('dialog', { name: 'Go to date' });
const press = (key: string, more: { shiftKey?: boolean } = {}): void => {
  fireEvent.keyDown(document.activeElement ?? window, { key, ...more });
};
const focusedName = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null;

const openSheet = async (): Promise<void> => {
  await list();
  dateButton().focus();
  fireEvent.click(dateButton());
  await screen.findByRole('grid', { name: 'November 2026' });
};

describe('the date in the header', () => {
  test('opens a month that marks the chosen day, today, and days with meetings', async () => {
    renderApp({ occurrences });
    await openSheet();
    expect(focusedName()).toBe('Tuesday 24 November, 1 event');
    expect(document.activeElement?.getAttribute('aria-current')).toBe('date');
    expect(
      await within(sheet()).findByRole('button', { name: 'Thursday 26 November, 2 events' }),
    ).toBeTruthy();
    expect(within(sheet()).getByRole('gridcell', { selected: true }).textContent).toBe('24');
    expect(within(sheet()).getAllByRole('columnheader')[0]?.textContent).toBe('Mon');
  });

  test('goes to a day years away by keyboard only, in the timeline and in the list', async () => {
    renderApp({ occurrences });
    await openSheet();
    for (let years = 0; years < 15; years += 1) press('PageDown', { shiftKey: true });
    for (let months = 0; months < 6; months += 1) press('PageUp');
    expect(focusedName()).toMatch(/^Friday,? 24 May 2041$/);
    for (let weeks = 0; weeks < 3; weeks += 1) press('ArrowUp');
    press('ArrowLeft');
    await waitFor(() => expect(focusedName()).toMatch(/^Thursday,? 2 May 2041, 1 event$/));
    fireEvent.click(document.activeElement ?? sheet());
    expect(screen.queryByRole('grid')).toBeNull();
    expect(await within(await list()).findByRole('button', { name: /Jubilee/ })).toBeTruthy();
    expect(screen.getByRole('region', { name: /^Timeline for Thursday,? 2 May 2041$/ })).toBeTruthy();
    expect(document.activeElement).toBe(dateButton());
  });

  test('goes to the past, and Today returns', async () => {
    renderApp({ occurrences });
    await openSheet();
    for (let years = 0; years < 7; years += 1)
      fireEvent.click(screen.getByRole('button', { name: 'Previous year' }));
    for (let months = 0; months < 8; months += 1)
      fireEvent.click(screen.getByRole('button', { name: 'Previous month' }));
    fireEvent.click(await within(sheet()).findByRole('button', { name: /^Monday,? 4 March 2019/ }));
    expect(await within(await list()).findByRole('button', { name: /Kick-off/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Today' }));
    expect(await within(await list()).findByRole('button', { name: /Stand-up/ })).toBeTruthy();
    expect(within(await list()).queryByRole('button', { name: /Kick-off/ })).toBeNull();
  });

  test('opens with G, and Esc closes it without a choice', async () => {
    renderApp({ occurrences });
    await list();
    dateButton().focus();
    press('g');
    await screen.findByRole('grid');
    press('ArrowDown');
    fireEvent(sheet(), new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('grid')).toBeNull();
    expect(document.activeElement).toBe(dateButton());
    expect(dateButton().textContent).toContain('Today');
  });

  test('uses the chosen first day of the week', async () => {
    const fake = renderApp();
    fake.view.unmount();
    renderApp({ settings: { ...fake.state.settings, firstDayOfWeek: 'sunday' } });
    await openSheet();
    await waitFor(() => expect(within(sheet()).getAllByRole('columnheader')[0]?.textContent).toBe('Sun'));
    press('Home');
    expect(focusedName()).toBe('Sunday 22 November');
  });
});

test('a day without meetings is shown as empty', async () => {
  renderApp({ occurrences });
  await within(await list()).findByRole('button', { name: /Stand-up/ });
  fireEvent.keyDown(window, { key: 'ArrowRight' });
  const day = await within(await list()).findByRole('region', { name: 'Tomorrow' });
  expect(day.textContent).toContain('No events');
});
