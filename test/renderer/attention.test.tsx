/** Done, muted and hidden events in the window, and the rules for them. */
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { EventId } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const standUp = anOccurrence('Stand-up', '2026-11-24T09:00Z', '2026-11-24T09:15Z', {
  masterId: 'standup' as EventId,
});
const review = anOccurrence('Design review', '2026-11-24T10:00Z', '2026-11-24T11:00Z');
const row = async (name: RegExp): Promise<HTMLElement> =>
  (await screen.findAllByRole('button', { name })).find((each) => each.dataset['row'] !== undefined)!;
const hero = (): HTMLElement => screen.getByRole('region', { name: 'Now and next' });

describe('marking as done', () => {
  test('on the hero brings the next meeting there, and leaves the row in the list', async () => {
    const { callsTo } = renderApp({ occurrences: [standUp, review] });
    fireEvent.click(await screen.findByRole('button', { name: 'Mark “Stand-up” as done' }));
    expect(callsTo('attention.choose')).toMatchObject([
      { eventId: standUp.eventId, choice: { scope: 'occurrence', level: 'done' } },
    ]);
    await within(hero()).findByText('Design review');
    expect(within(await row(/Stand-up/)).getByText('Done')).toBeTruthy();
  });

  test('can be undone where it is reported', async () => {
    const { callsTo } = renderApp({ occurrences: [standUp, review] });
    fireEvent.click(await screen.findByRole('button', { name: 'Mark “Stand-up” as done' }));
    await screen.findByText('“Stand-up” marked as done');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await within(hero()).findByText('Stand-up');
    expect(callsTo('attention.choose')[1]).toMatchObject({ choice: { scope: 'occurrence', level: null } });
  });

  test('by the key D is taken back by the same key', async () => {
    const { callsTo } = renderApp({ occurrences: [standUp, review] });
    (await row(/Design review/)).focus();
    fireEvent.keyDown(await row(/Design review/), { key: 'd' });
    await within(await row(/Design review/)).findByText('Done');
    (await row(/Design review/)).focus();
    fireEvent.keyDown(await row(/Design review/), { key: 'd' });
    await vi.waitFor(async () => expect(within(await row(/Design review/)).queryByText('Done')).toBeNull());
    expect(callsTo('attention.choose').map(({ choice }) => choice)).toEqual([
      { scope: 'occurrence', level: 'done' },
      { scope: 'occurrence', level: null },
    ]);
  });
});

describe('muting', () => {
  test('offers the event, its series and its calendar, and the panel leads back', async () => {
    const { callsTo } = renderApp({ occurrences: [standUp, review] });
    fireEvent.click(await row(/Stand-up/));
    const panel = await screen.findByRole('dialog', { name: 'Stand-up' });
    fireEvent.click(within(panel).getByRole('button', { name: 'Mute' }));
    const popover = await screen.findByRole('dialog', { name: 'Mute' });
    within(popover).getByRole('button', { name: 'This event' });
    await within(popover).findByRole('button', { name: /^Everything in “/ });
    fireEvent.click(within(popover).getByRole('button', { name: 'All events in this series' }));
    fireEvent.click(await within(panel).findByRole('button', { name: 'Unmute series' }));
    await within(panel).findByRole('button', { name: 'Mute' });
    expect(callsTo('attention.choose').map(({ choice }) => choice)).toEqual([
      { scope: 'series', level: 'muted' },
      { scope: 'series', level: null },
    ]);
  });

  test('by a rule is undone for one event, and the rule stays', async () => {
    const muted = { ...review, attention: { level: 'muted', by: 'rule' } } as const;
    const { callsTo } = renderApp({ occurrences: [standUp, muted] });
    fireEvent.click(await row(/Design review/));
    fireEvent.click(await screen.findByRole('button', { name: 'Except this event' }));
    expect(callsTo('attention.choose')).toMatchObject([{ choice: { scope: 'occurrence', level: 'normal' } }]);
    expect(callsTo('settings.set')).toEqual([]);
  });
});

test('hidden events are counted in the list, and shown on request', async () => {
  const hidden = { ...review, attention: { level: 'hidden', by: 'rule' } } as const;
  renderApp({ occurrences: [standUp, hidden] });
  await row(/Stand-up/);
  expect(screen.queryByText('Design review')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '1 hidden' }));
  expect(within(await row(/Design review/)).getByText('Hidden by a rule')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '1 hidden' }));
  await vi.waitFor(() => expect(screen.queryByText('Design review')).toBeNull());
});

describe('the settings', () => {
  test('show what a rule matches while it is edited, and save it', async () => {
    const { callsTo } = renderApp({ occurrences: [standUp, review] });
    await openSettingsPage('Mute & hide');
    fireEvent.click(screen.getByRole('button', { name: 'Add rule' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Choose at least one condition.');
    fireEvent.change(screen.getByRole('textbox', { name: 'Title contains' }), {
      target: { value: 'review' },
    });
    await screen.findByText('Matches 1 event in the next four weeks');
    expect(within(screen.getByRole('form', { name: 'New rule' })).getByText('Design review')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Hidden' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(callsTo('settings.set')).toMatchObject([
      { attentionRules: [{ words: 'review', level: 'hidden' }] },
    ]);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove rule: “review”' }));
    await screen.findByText('No rules yet');
  });

  test('list the muted series and calendars, and unmute them', async () => {
    const { accountId, calendarId } = standUp;
    const part = {
      scope: 'series',
      accountId,
      calendarId,
      seriesId: 'standup' as EventId,
      uid: 'standup@example.com',
      title: 'Stand-up',
    } as const;
    const { callsTo } = renderApp({ occurrences: [standUp], muted: [part] });
    await openSettingsPage('Mute & hide');
    fireEvent.click(await screen.findByRole('button', { name: 'Unmute Stand-up' }));
    expect(callsTo('attention.unmute')).toEqual([{ part }]);
  });
});
