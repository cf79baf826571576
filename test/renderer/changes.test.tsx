import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { AgendaChange, ChangeWhat, DetailChange, DetailWhat } from '../../shared/agendaChanges.ts';
import type { EventId, Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, nowIso, renderApp } from './renderApp.tsx';

holdTheClock();

const minutesAgo = (minutes: number): string => new Date(Date.parse(nowIso) - minutes * 60_000).toISOString();
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z');
const lunch = anOccurrence('Lunch', '2026-11-24T11:30Z', '2026-11-24T12:30Z', { location: 'Room Ada' });
const past = anOccurrence('Stand-up', '2026-11-24T08:00Z', '2026-11-24T08:15Z');
const day = [past, review, lunch];

const changeOf = (occurrence: Occurrence, minutes: number, what: ChangeWhat): AgendaChange => ({
  noticedAt: minutesAgo(minutes),
  accountId: occurrence.accountId,
  calendarId: occurrence.calendarId,
  eventId: occurrence.eventId,
  wholeSeries: false,
  title: occurrence.title,
  start: occurrence.start,
  ...what,
});
const timed = (time: string) => ({ kind: 'timed', ms: Date.parse(time), zone: 'Europe/Berlin' }) as const;
const moved = changeOf(review, 65, {
  kind: 'moved',
  from: { start: timed('2026-11-24T08:30Z'), end: timed('2026-11-24T09:15Z') },
  to: { start: review.start, end: review.end },
});
const place = changeOf(lunch, 20, { kind: 'placeChanged', from: 'Room Turing', to: 'Room Ada' });
const cancelled: AgendaChange = {
  ...changeOf(review, 30, { kind: 'cancelled' }),
  eventId: 'gone' as EventId,
  title: 'Quick sync',
  start: timed('2026-11-24T08:55Z'),
};
const changes = [place, cancelled, moved];

const hero = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Now and next' });
const row = async (name: RegExp): Promise<HTMLElement> =>
  within(await screen.findByRole('region', { name: 'Agenda' })).findByRole('button', { name });

describe('what changed', () => {
  test('about the next meeting is shown with it, as is a cancelled meeting before it', async () => {
    renderApp({ occurrences: day, changes });
    await waitFor(async () => expect((await hero()).textContent).toContain('Moved from 09:30 an hour ago'));
    expect((await hero()).textContent).toContain('“Quick sync” at 09:55 was cancelled');
  });

  test('says what a meeting collides with since then, in the list and in the meeting', async () => {
    const collision = { count: 1, with: { title: '1:1 with Mia', visibility: 'default' } } as const;
    const added = { ...changeOf(lunch, 20, { kind: 'new' }), collision: { ...collision, count: 2 } };
    renderApp({ occurrences: day, changes: [added, { ...moved, collision }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Show 2 changes' }));
    const list = await screen.findByRole('dialog', { name: 'Recent changes' });
    expect(list.textContent).toContain('Now overlaps “1:1 with Mia” and 1 other event');
    fireEvent.click(within(list).getByRole('button', { name: /Design review/ }));
    const meeting = await screen.findByRole('dialog', { name: 'Design review' });
    expect(meeting.textContent).toContain('Moved from 09:30 onto “1:1 with Mia” an hour ago');
    fireEvent.click(await row(/12:30.*Lunch/));
    const other = await screen.findByRole('dialog', { name: 'Lunch' });
    expect(other.textContent).toMatch(/Added, 20.min ago, now overlaps “1:1 with Mia” and 1 other event/);
  });

  test('is not shown after a day', async () => {
    renderApp({ occurrences: day, changes: [{ ...moved, noticedAt: minutesAgo(24 * 60 + 5) }] });
    await row(/Lunch/);
    await act(async () => {});
    expect((await hero()).textContent).not.toContain('Moved');
    expect(screen.queryByRole('button', { name: /^Show .* change/ })).toBeNull();
  });

  test('tags the row for an hour; meetings that are over have no tag', async () => {
    renderApp({ occurrences: day, changes: [...changes, changeOf(past, 10, { kind: 'new' })] });
    await waitFor(async () => expect((await row(/Lunch/)).textContent).toContain('New location'));
    // 65 minutes ago.
    expect((await row(/10:00.*Design review/)).textContent).not.toContain('Moved');
    expect((await row(/Stand-up/)).textContent).not.toContain('New');
  });

  test('is shown in the meeting, even if it has been deleted', async () => {
    renderApp({
      occurrences: day,
      changes: [{ ...cancelled, eventId: review.eventId, title: review.title, start: review.start }, moved],
      failing: { 'agenda.get': { kind: 'notFound' } },
    });
    fireEvent.click(await row(/10:00.*Design review/));
    const panel = await screen.findByRole('dialog', { name: 'Design review' });
    const told = within(panel).getByRole('list', { name: 'Recent changes' });
    expect(
      within(told)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Cancelled, 30\u00a0min ago', 'Moved from 09:30 an hour ago']);
  });

  test('is counted in the status bar, opens as a list with old and new values, and Esc closes it', async () => {
    renderApp({ occurrences: day, changes });
    const button = await screen.findByRole('button', { name: 'Show 3 changes' });
    expect(button.textContent).toBe('3 changes');
    button.focus();
    fireEvent.click(button);
    const panel = await screen.findByRole('dialog', { name: 'Recent changes' });
    expect(document.activeElement).toBe(panel);
    expect(within(panel).getByRole('button', { name: /Lunch/ }).textContent).toContain(
      'from Room Turing to Room Ada',
    );
    expect(within(panel).getByRole('button', { name: /Design review/ }).textContent).toContain(
      'from 09:30 to 10:00',
    );
    expect(within(panel).getByText('20 min ago')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test('in the details is listed, but neither counted nor told elsewhere', async () => {
    const { kind: _, collision: __, ...about } = changeOf(lunch, 5, { kind: 'new' });
    const detail = (what: DetailWhat): DetailChange => ({ ...about, ...what });
    const details = [
      detail({
        kind: 'guestsChanged',
        added: { names: ['Ada', 'Grace'], more: 3 },
        removed: { names: ['Leo'], more: 0 },
      }),
      detail({ kind: 'guestsAnswered', answers: [{ name: 'Mia', response: 'declined' }], more: 0 }),
      detail({
        kind: 'descriptionChanged',
        lines: [
          { kind: 'removed', text: 'Draft A' },
          { kind: 'added', text: 'Draft B' },
        ],
        more: 0,
      }),
      detail({ kind: 'conferenceChanged' }),
    ];
    const { callsTo } = renderApp({ occurrences: day, changes: [...details, ...changes] });
    fireEvent.click(await screen.findByRole('button', { name: 'Show 3 changes' }));
    expect(callsTo('agenda.changes')[0]).toEqual({ details: true });
    expect((await row(/Lunch/)).textContent).not.toContain('Guests');
    const panel = await screen.findByRole('dialog', { name: 'Recent changes' });
    const told = within(panel)
      .getAllByRole('button', { name: /Lunch/ })
      .map((item) => item.textContent);
    expect(told).toHaveLength(5);
    expect(told[0]).toContain('New guests: Ada, Grace and 3 more');
    expect(told[0]).toContain('No longer guests: Leo');
    expect(told[1]).toContain('Mia: Declined');
    expect(told[2]).toContain('from Draft A to Draft B');
    expect(told[3]).toContain('New dial-in details');
    fireEvent.click(within(panel).getAllByRole('button', { name: /Lunch/ })[0]!);
    const meeting = await screen.findByRole('dialog', { name: 'Lunch' });
    expect(
      within(within(meeting).getByRole('list', { name: 'Recent changes' })).getAllByRole('listitem'),
    ).toHaveLength(1);
  });

  test('opens the meeting, and closing it returns to the list', async () => {
    const { callsTo } = renderApp({ occurrences: day, changes });
    fireEvent.click(await screen.findByRole('button', { name: 'Show 3 changes' }));
    const list = await screen.findByRole('dialog', { name: 'Recent changes' });
    const item = within(list).getByRole('button', { name: /Lunch/ });
    item.focus();
    fireEvent.click(item);
    expect(await screen.findByRole('dialog', { name: 'Lunch' })).toBeTruthy();
    expect(callsTo('agenda.get')[0]).toEqual({
      accountId: lunch.accountId,
      calendarId: lunch.calendarId,
      eventId: lunch.eventId,
    });
    expect(list.hasAttribute('inert')).toBe(true);
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.queryByRole('dialog', { name: 'Lunch' })).toBeNull();
    expect(document.activeElement).toBe(item);
  });

  test('cannot be opened if the meeting was cancelled', async () => {
    renderApp({ occurrences: day, changes });
    fireEvent.click(await screen.findByRole('button', { name: 'Show 3 changes' }));
    const panel = await screen.findByRole('dialog', { name: 'Recent changes' });
    expect(within(panel).getByText('Quick sync')).toBeTruthy();
    expect(within(panel).queryByRole('button', { name: /Quick sync/ })).toBeNull();
  });

  test('appears after a sync without a reload', async () => {
    const { change, state } = renderApp({ occurrences: day });
    await row(/Lunch/);
    act(() => change({ changes, status: { ...state.status } }));
    expect(await screen.findByRole('button', { name: 'Show 3 changes' })).toBeTruthy();
  });

  test('opens the meeting from the settings and focuses it', async () => {
    renderApp({ occurrences: day, changes });
    await openSettingsPage('Sync');
    fireEvent.click(screen.getByRole('button', { name: 'Show details' }));
    const section = await screen.findByRole('region', { name: 'Recent changes' });
    fireEvent.click(within(section).getByRole('button', { name: /Lunch/ }));
    const panel = await screen.findByRole('dialog', { name: 'Lunch' });
    expect(screen.queryByRole('tablist')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(panel));
  });

  test('is listed in the settings too, older changes on demand', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...changeOf(review, 60 * 30 + index, { kind: 'new' }),
      eventId: `e${index}` as EventId,
      title: `Fictional ${index}`,
    }));
    renderApp({ occurrences: day, changes: many });
    await openSettingsPage('Sync');
    fireEvent.click(screen.getByRole('button', { name: 'Show details' }));
    const section = await screen.findByRole('region', { name: 'Recent changes' });
    expect(within(section).getAllByRole('listitem')).toHaveLength(5);
    const more = within(section).getByRole('button', { name: 'Show all 7' });
    more.focus();
    fireEvent.click(more);
    expect(within(section).getAllByRole('listitem')).toHaveLength(7);
    // The focus is where it was.
    expect(document.activeElement).toBe(within(section).getByRole('button', { name: 'Show less' }));
  });
});
