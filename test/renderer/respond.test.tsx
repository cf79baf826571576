/** What Google Calendar's own pages do: new events, and answers to invitations. */
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { anOccurrence, googleAccount, sampleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const invitation = anOccurrence('Budget call', '2026-11-24T09:30Z', '2026-11-24T10:00Z', {
  accountId: googleAccount.id,
  selfResponse: 'needsAction',
});
const own = anOccurrence('Lunch', '2026-11-24T11:00Z', '2026-11-24T12:00Z', {
  accountId: googleAccount.id,
  selfResponse: null,
});
const google: Partial<FakeState> = { accounts: [googleAccount], occurrences: [invitation, own] };
const ref = expect.objectContaining({ accountId: googleAccount.id, eventId: invitation.eventId });
const row = async (name: RegExp): Promise<HTMLElement> =>
  (await screen.findAllByRole('button', { name })).find((each) => each.dataset['row'] !== undefined)!;

describe('an unanswered invitation', () => {
  test('leads to Google Calendar from its mark in the list, and does not open here', async () => {
    const { callsTo } = renderApp(google);
    fireEvent.click(await screen.findByRole('button', { name: 'Respond in Google Calendar: Budget call' }));
    expect(callsTo('meeting.openToRespond')).toEqual([ref]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('leads there by the key R, from its row and from its details', async () => {
    const { callsTo } = renderApp(google);
    (await row(/Budget call/)).focus();
    fireEvent.keyDown(await row(/Budget call/), { key: 'r' });
    expect(callsTo('meeting.openToRespond')).toEqual([ref]);
    fireEvent.click(await row(/Budget call/));
    const panel = await screen.findByRole('dialog', { name: 'Budget call' });
    fireEvent.keyDown(panel, { key: 'r' });
    fireEvent.click(await within(panel).findByRole('button', { name: /^Respond in Google Calendar/ }));
    expect(callsTo('meeting.openToRespond')).toEqual([ref, ref, ref]);
  });

  test('of the sample calendar does not: it has no page there', async () => {
    const { callsTo } = renderApp({
      accounts: [sampleAccount],
      occurrences: [{ ...invitation, accountId: sampleAccount.id }],
    });
    fireEvent.click(await row(/Budget call/));
    const panel = await screen.findByRole('dialog', { name: 'Budget call' });
    fireEvent.keyDown(panel, { key: 'r' });
    fireEvent.keyDown(panel, { key: 'n' });
    expect(screen.queryByRole('button', { name: /Respond|New event/ })).toBeNull();
    expect([callsTo('meeting.openToRespond'), callsTo('calendars.newEvent')]).toEqual([[], []]);
  });
});

test('an event that is no invitation is not to be answered', async () => {
  const { callsTo } = renderApp(google);
  (await row(/Lunch/)).focus();
  fireEvent.keyDown(await row(/Lunch/), { key: 'r' });
  expect(callsTo('meeting.openToRespond')).toEqual([]);
});

test('a button and the key N open the page for a new event on the day that is shown', async () => {
  const { callsTo } = renderApp(google);
  await row(/Lunch/);
  fireEvent.keyDown(window, { key: 'n' });
  fireEvent.keyDown(window, { key: 'ArrowRight' });
  fireEvent.keyDown(window, { key: 'n' });
  fireEvent.click(screen.getByRole('button', { name: 'New event in Google Calendar' }));
  expect(callsTo('calendars.newEvent')).toEqual(
    ['2026-11-24', '2026-11-25', '2026-11-25'].map((date) => ({ date })),
  );
});
