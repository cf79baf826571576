/** The search dialog: typing, results, and the keys that choose. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Found, FoundOccurrence } from '../../shared/agenda.ts';
import { ok } from '../../shared/result.ts';
import { anOccurrence, createFakeJarvis, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp, setJarvis } from './renderApp.tsx';
import { render } from '@testing-library/react';
import { App } from '../../renderer/App.tsx';

holdTheClock();

const found = (
  title: string,
  start: string,
  end: string,
  matches: FoundOccurrence['matches'],
  more = {},
): FoundOccurrence => ({ ...anOccurrence(title, start, end, more), matches });

const budget = found('Budget review', '2026-11-24T14:00Z', '2026-11-24T15:00Z', [
  { field: 'title', text: 'Budget review', spans: [[0, 3]] },
]);
const offsite = found(
  'Offsite',
  '2027-02-03',
  '2027-02-04',
  [
    { field: 'place', text: 'Hotel Budweis', spans: [[6, 9]] },
    { field: 'people', text: 'Ines Budde (ines@example.com)', spans: [[5, 8]] },
    { field: 'description', text: '…the budget of the year…', spans: [[5, 8]] },
  ],
  { selfResponse: 'declined', location: 'Hotel Budweis', joinUrl: 'https://meet.google.com/abc-defg-hij' },
);
const past = found('Old budget', '2026-11-20T09:00Z', '2026-11-20T10:00Z', [
  { field: 'title', text: 'Old budget', spans: [[4, 7]] },
]);
const three = [budget, offsite, past];

const searchDialog = () => within(screen.getByRole('dialog', { name: 'Search' }));
const options = () =>
  screen.queryByRole('dialog', { name: 'Search' }) === null ? [] : searchDialog().queryAllByRole('option');

/** Resolves when the window has been rendered and its shortcuts work. */
const readyApp = async (): Promise<HTMLElement> => {
  const button = await screen.findByRole('button', { name: 'Sync now' });
  await act(async () => {});
  return button;
};

const openSearch = async (part: Partial<FakeState> = {}) => {
  const app = renderApp({ found: three, ...part });
  await readyApp();
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  const field = screen.getByRole('combobox', { name: 'Search events' });
  field.focus();
  const type = (text: string) => fireEvent.change(field, { target: { value: text } });
  const press = (key: string, more = {}) => fireEvent.keyDown(field, { key, ...more });
  const selected = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');
  return { ...app, field, type, press, selected };
};

describe('the search', () => {
  test.each([
    ['Ctrl+K', { key: 'k', ctrlKey: true }],
    ['"/"', { key: '/' }],
    ['"/" on a German keyboard', { key: '/', shiftKey: true }],
  ])('opens with %s, and closes with the focus where it was', async (_name, key) => {
    renderApp();
    const before = await readyApp();
    before.focus();
    fireEvent.keyDown(before, key);
    const dialog = screen.getByRole('dialog', { name: 'Search' });
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog', { name: 'Search' })).toBeNull();
    expect(document.activeElement).toBe(before);
  });

  test('opens from the header, and the tooltip names the shortcut', async () => {
    renderApp();
    const button = await screen.findByRole('button', { name: 'Search' });
    expect(button.title).toBe('Search (Ctrl+K)');
    fireEvent.click(button);
    expect(screen.getByText(/all calendars that are shown/)).toBeTruthy();
  });

  test('lists results while typing, upcoming meetings first, with matches marked', async () => {
    const { type, callsTo } = await openSearch();
    type('bud');
    await waitFor(() => expect(options()).toHaveLength(3));
    expect(callsTo('agenda.search')).toEqual([{ query: 'bud', limit: 50 }]);
    const groups = screen.getAllByRole('group').filter((group) => group.closest('[role=listbox]'));
    expect(groups.map((group) => within(group).getAllByRole('option').length)).toEqual([2, 1]);
    expect(screen.getByRole('group', { name: 'Upcoming' })).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Past' })).toBeTruthy();
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Bud',
      'Bud',
      'Bud',
      'bud',
      'bud',
    ]);
    expect(options()[0]?.textContent).toContain('Today15:00Budget review');
    expect(options()[1]?.textContent).toContain('3 Feb 2027All dayOffsite');
    expect(options()[1]?.textContent).toContain('Declined');
    expect(searchDialog().getByRole('status').textContent).toBe('3 events found');
  });

  test('arrow keys, Home and End move, and Enter opens the meeting on its day', async () => {
    const { type, press, selected, field } = await openSearch();
    type('bud');
    await waitFor(() => expect(options()).toHaveLength(3));
    expect(field.getAttribute('aria-activedescendant')).toBe(options()[0]?.id);
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['End', 2],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['Home', 0],
      ['ArrowUp', 0],
      ['PageDown', 2],
      ['PageUp', 0],
      ['ArrowDown', 1],
    ] as const) {
      press(key);
      expect([key, selected()]).toEqual([key, at]);
      expect(field.getAttribute('aria-activedescendant')).toBe(options()[at]?.id);
    }
    expect(document.activeElement).toBe(field);
    press('Enter');
    expect(screen.queryByRole('dialog', { name: 'Search' })).toBeNull();
    expect(await screen.findByRole('dialog', { name: 'Offsite' })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('3 February 2027');
  });

  test('opens a pressed result, from the settings too', async () => {
    await openSearch();
    fireEvent(screen.getByRole('dialog', { name: 'Search' }), new Event('cancel', { cancelable: true }));
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    fireEvent.change(screen.getByRole('combobox', { name: 'Search events' }), { target: { value: 'old' } });
    await waitFor(() => expect(options()).toHaveLength(3));
    fireEvent.click(options()[2]!);
    expect(await screen.findByRole('dialog', { name: 'Old budget' })).toBeTruthy();
    expect(screen.queryByRole('heading', { level: 1, name: 'Settings' })).toBeNull();
  });

  test('joins with Ctrl+Enter if there is a link, and ignores Enter during composition', async () => {
    const { type, press, callsTo } = await openSearch();
    type('bud');
    await waitFor(() => expect(options()).toHaveLength(3));
    press('Enter', { isComposing: true });
    press('Enter', { ctrlKey: true });
    expect(callsTo('meeting.join')).toEqual([]);
    expect(screen.getByRole('dialog', { name: 'Search' })).toBeTruthy();
    press('ArrowDown');
    press('Enter', { ctrlKey: true });
    expect(callsTo('meeting.join')).toMatchObject([{ eventId: offsite.eventId }]);
    expect(screen.queryByRole('dialog', { name: 'Search' })).toBeNull();
  });

  test('says that nothing was found, that the search failed, and that there may be more', async () => {
    const none = await openSearch({ found: [] });
    none.type('xyz');
    await screen.findByText('No results for “xyz”', { selector: 'p' });
    expect(searchDialog().getByRole('status').textContent).toBe('No results for “xyz”');
    expect(none.field.getAttribute('aria-expanded')).toBe('false');
    act(() => none.change({ failing: { 'agenda.search': { kind: 'storageFailed', cause: 'other' } } }));
    none.type('xyzz');
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    act(() => none.change({ failing: {}, found: three, searchComplete: false }));
    none.type('bud');
    await screen.findByText(/still being indexed/);
    expect(options()).toHaveLength(3);
  });

  test('repeats the search while meetings are being indexed, and keeps the chosen result', async () => {
    const { type, press, selected, change, callsTo } = await openSearch({ searchComplete: false });
    type('bud');
    await waitFor(() => expect(options()).toHaveLength(3));
    press('End');
    act(() =>
      change({
        found: [found('Bud', '2026-11-24T10:00Z', '2026-11-24T11:00Z', []), ...three],
        searchComplete: true,
      }),
    );
    await waitFor(() => expect(options()).toHaveLength(4));
    expect(selected()).toBe(3);
    const asked = callsTo('agenda.search').length;
    act(() => change({ found: three }));
    await waitFor(() => expect(callsTo('agenda.search').length).toBeGreaterThan(asked));
  });

  test('sends one request at a time, and drops the reply to an older query', async () => {
    const fake = createFakeJarvis();
    const asked: { readonly query: string; readonly answer: (found: Found) => void }[] = [];
    setJarvis();
    const jarvis = {
      ...fake.jarvis,
      agenda: {
        ...fake.jarvis.agenda,
        search: ({ query }: { readonly query: string }) =>
          new Promise((resolve) => {
            asked.push({ query, answer: (answer) => resolve(ok(answer)) });
          }),
      },
    };
    Object.defineProperty(window, 'jarvis', { value: jarvis, configurable: true });
    render(<App />);
    await readyApp();
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    const field = screen.getByRole('combobox', { name: 'Search events' });
    fireEvent.change(field, { target: { value: 'b' } });
    await waitFor(() => expect(asked).toHaveLength(1));
    fireEvent.change(field, { target: { value: 'bu' } });
    fireEvent.change(field, { target: { value: 'bud' } });
    // A request would be sent in the next frame, before this callback.
    await act(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(screen.getByText('Searching…')).toBeTruthy();
    expect(asked.map(({ query }) => query)).toEqual(['b']);
    await act(async () => asked[0]?.answer({ occurrences: [past], complete: true }));
    expect(screen.queryAllByRole('option')).toEqual([]);
    await waitFor(() => expect(asked.map(({ query }) => query)).toEqual(['b', 'bud']));
    await act(async () => asked[1]?.answer({ occurrences: [budget], complete: true }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.getByRole('option').textContent).toContain('Budget review');
  });
});
