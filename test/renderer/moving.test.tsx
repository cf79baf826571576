/** Moving an event to another calendar in the window: where it is offered, what is asked, what is sent, and Undo. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Preview } from '../../shared/writing.ts';
import { aCalendar, anOccurrence, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const event = (title: string, more = {}) =>
  anOccurrence(title, '2026-11-24T09:30Z', '2026-11-24T10:00Z', {
    accountId: googleAccount.id,
    organizedBySelf: true,
    ...more,
  });
const home = event('Focus').calendarId;
const own = { accountId: googleAccount.id, accessRole: 'owner', visible: true } as const;
const state = (preview: Partial<Preview> = {}, may: object = { move: true }): Partial<FakeState> => ({
  accounts: [googleAccount],
  calendars: [
    aCalendar('Home', { ...own, id: home }),
    aCalendar('Book club', { ...own, id: 'club' as never }),
    aCalendar('Holidays', { ...own, id: 'read' as never, accessRole: 'reader' }),
    aCalendar('Gym', { ...own, id: 'gym' as never }),
  ],
  occurrences: [event('Focus'), event('Weekly', { masterId: 'weekly' })],
  details: new Map([
    ['Focus', { may: { respond: false, ...may } }],
    ['Weekly', { may: { respond: false, ...may } }],
  ] as never),
  writing: {
    accounts: [
      { accountId: googleAccount.id, email: googleAccount.label, on: true, reach: 'own', needsSignIn: false },
    ],
    anyOn: true,
  },
  preview,
});

const menuOf = async (title: string): Promise<HTMLElement> => {
  const rows = await screen.findAllByRole('button', { name: new RegExp(title) });
  fireEvent.click(rows.find((each) => each.dataset['row'] !== undefined)!);
  const panel = await screen.findByRole('dialog', { name: title });
  await within(panel).findByRole('heading', { name: 'Calendar' });
  fireEvent.click(within(panel).getByRole('button', { name: 'More actions' }));
  return screen.findByRole('dialog', { name: 'More actions' });
};
const ask = async (title: string): Promise<HTMLElement> => {
  const menu = await menuOf(title);
  fireEvent.click(await within(menu).findByRole('button', { name: 'Move to calendar…' }));
  return screen.findByRole('dialog', { name: 'Move to another calendar' });
};

test('an event without guests is moved to the chosen one of the calendars that can be changed [W6, O20]', async () => {
  const { callsTo } = renderApp(state());
  const question = await ask('Focus');
  const names = within(question).getAllByRole('option');
  expect(names.map(({ textContent }) => textContent)).toEqual(['Book club', 'Gym']);
  fireEvent.change(within(question).getByRole('combobox', { name: 'Calendar' }), {
    target: { value: 'gym' },
  });
  const move = within(question).getByRole('button', { name: 'Move' });
  await waitFor(() => expect(move.hasAttribute('disabled')).toBe(false));
  fireEvent.click(move);
  await screen.findByText('“Focus” moved to Gym');
  expect(callsTo('edits.preview').at(-1)).toMatchObject({ draft: { kind: 'move', to: 'gym' } });
  expect(callsTo('edits.submit')).toMatchObject([{ notify: 'none' }]);
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Focus' })).toBeNull());
});

test('of a series with guests it is said that all of it is moved, and asked whether they get mail [W41]', async () => {
  const { callsTo } = renderApp(state({ mails: 1, recipients: ['mia@example.com'] }));
  const question = await ask('Weekly');
  expect(question.textContent).toContain('All events of the series are moved');
  expect(question.textContent).toContain('mia@example.com');
  fireEvent.click(within(question).getByRole('button', { name: 'Move without telling' }));
  await screen.findByText('“Weekly” moved to Book club');
  expect(callsTo('edits.submit')).toMatchObject([{ notify: 'none' }]);
});

test('it is not offered where main says that it cannot be done', async () => {
  const { callsTo } = renderApp(state({}, {}));
  const menu = await menuOf('Focus');
  await within(menu).findByRole('button', { name: 'Copy details' });
  expect(within(menu).queryByRole('button', { name: 'Move to calendar…' })).toBeNull();
  expect(callsTo('edits.preview')).toEqual([]);
});
