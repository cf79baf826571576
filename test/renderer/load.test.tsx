/** How much of a week is spent in meetings, on a Tuesday morning in Berlin. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { anOccurrence, createFakeJarvis, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const occurrences = [
  anOccurrence('Review', '2026-11-24T09:00Z', '2026-11-24T10:00Z'),
  anOccurrence('Budget', '2026-11-24T09:30Z', '2026-11-24T10:30Z'),
  anOccurrence('Workshop', '2026-11-26T08:00Z', '2026-11-26T16:00Z'),
  ...['23', '24', '25', '26'].map((day) =>
    anOccurrence('Duty', `2026-11-${day}T17:00Z`, `2026-11-${day}T23:00Z`),
  ),
  anOccurrence('Next week', '2026-12-01T09:00Z', '2026-12-01T10:00Z'),
];

const open = async (part: Partial<FakeState> = {}) => {
  const app = renderApp({ occurrences, ...part });
  fireEvent.click(await screen.findByRole('button', { name: 'Time in meetings' }));
  const dialog = await screen.findByRole('dialog', { name: 'Time in meetings' });
  return { ...app, dialog };
};
const figures = (dialog: HTMLElement): readonly string[] =>
  within(within(dialog).getAllByRole('table')[0]!)
    .getAllByRole('row')
    .map((row) => row.textContent?.replaceAll('\u00a0', ' ') ?? '');

describe('the load of a week', () => {
  test('says today’s and this week’s hours, free blocks and longest stretch', async () => {
    const { dialog } = await open();
    await waitFor(() =>
      expect(figures(dialog)).toEqual([
        'Time in meetingsTodayThis week',
        'In meetings7 h 30 min33 h 30 min',
        // From 9 to 10 and from 11:30 to 17 today; nothing on Thursday.
        'Free for focus6 h 30 min in 2 blocks30 h 30 min in 5 blocks',
        'Longest stretch6 h8 h',
      ]),
    );
  });

  test('has a table of its days, with the times', async () => {
    const { dialog } = await open();
    const table = await within(dialog).findByRole('table', { name: 'By day' });
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(8);
    expect(rows[2]?.textContent?.replaceAll('\u00a0', ' ')).toBe(
      'Tuesday 24 November7 h 30 min309:00 – 10:00 (1 h), 11:30 – 17:00 (5 h 30 min)18:00 – 00:00 (6 h)',
    );
    expect(rows[7]?.textContent?.replaceAll('\u00a0', ' ')).toBe('Sunday 29 November0 min0––');
  });

  test('goes to other weeks, begins with the day that the person chose, and closes', async () => {
    const { dialog, callsTo } = await open({
      settings: { ...createFakeJarvis().state.settings, firstDayOfWeek: 'sunday' },
    });
    await within(dialog).findByText('This week', { selector: 'strong' });
    expect(callsTo('agenda.load').at(-1)).toEqual({ from: '2026-11-22', timeZone: 'Europe/Berlin' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Next week' }));
    await waitFor(() => expect(figures(dialog)[1]).toBe('In meetings1 h'));
    expect(figures(dialog)[0]).toBe('Time in meetingsWeek');
    expect(callsTo('agenda.load').at(-1)).toEqual({ from: '2026-11-29', timeZone: 'Europe/Berlin' });
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('opens by its key and from the date picker, and says when it cannot be read', async () => {
    renderApp({ occurrences, failing: { 'agenda.load': { kind: 'storageFailed', cause: 'other' } } });
    await screen.findByRole('region', { name: 'Now and next' });
    fireEvent.keyDown(document.body, { key: 'l' });
    const dialog = await screen.findByRole('dialog', { name: 'Time in meetings' });
    expect(await within(dialog).findByRole('alert')).toBeTruthy();
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    fireEvent.keyDown(document.body, { key: 'g' });
    const picker = await screen.findByRole('dialog', { name: 'Go to date' });
    fireEvent.click(within(picker).getByRole('button', { name: 'Time in meetings' }));
    expect(await screen.findByRole('dialog', { name: 'Time in meetings' })).toBeTruthy();
    expect(screen.queryByRole('dialog', { name: 'Go to date' })).toBeNull();
  });
});
