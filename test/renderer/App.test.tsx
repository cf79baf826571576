import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { SyncStatus } from '../../shared/syncReport.ts';
import { descriptionParts } from '../../main/links/description.ts';
import type { AccountId, CalendarId, OccurrenceDetail } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import {
  aCalendar,
  anOccurrence,
  aPass,
  createFakeJarvis,
  googleAccount,
  sampleAccount,
} from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const meet = 'https://meet.google.com/abc-defg-hij';
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
  joinUrl: meet,
  location: 'Room Turing',
  guests: { total: 7, accepted: 5 },
});
const budget = anOccurrence('Budget call', '2026-11-24T09:30Z', '2026-11-24T10:00Z', {
  selfResponse: 'needsAction',
});
const standUp = anOccurrence('Stand-up', '2026-11-24T08:00Z', '2026-11-24T08:15Z');
const demo = anOccurrence('Vendor demo', '2026-11-24T14:00Z', '2026-11-24T15:00Z', {
  selfResponse: 'declined',
});
const day = [standUp, review, budget, demo];

const idle: SyncStatus = {
  phase: 'idle',
  progress: null,
  lastSuccessAt: '2026-11-24T08:46:00.000Z',
  lastAttemptAt: '2026-11-24T08:46:00.000Z',
  nextAttemptAt: null,
  problems: [],
};

const list = async (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Agenda' });
const row = async (name: RegExp): Promise<HTMLElement> => within(await list()).findByRole('button', { name });

describe('now and next', () => {
  test('shows the next meeting with its time, service, guests and overlap', async () => {
    renderApp({ occurrences: day });
    const next = await screen.findByRole('region', { name: 'Now and next' });
    expect(next.textContent).toContain('Design review');
    expect(next.textContent).toContain('10:00 – 10:45 · Google Meet · Room Turing · 5 of 7 going');
    expect(next.textContent).toContain('Overlaps “Budget call” by 15\u00a0min');
    expect(within(next).getByRole('timer', { name: 'in 12 min' })).toBeTruthy();
  });

  test('joins by naming the meeting, never by sending its link (security property 5)', async () => {
    const { callsTo } = renderApp({ occurrences: day });
    const next = await screen.findByRole('region', { name: 'Now and next' });
    const join = within(next).getByRole('button', { name: 'Join Design review' });
    // The host is shown without opening the meeting.
    expect(join.title).toBe('meet.google.com');
    fireEvent.click(join);
    expect(callsTo('meeting.join')).toEqual([
      { accountId: review.accountId, calendarId: review.calendarId, eventId: review.eventId },
    ]);
  });

  test('says how long there is no meeting', async () => {
    renderApp({ occurrences: [anOccurrence('Kick-off', '2026-11-26T08:00Z', '2026-11-26T09:00Z')] });
    const next = await screen.findByRole('region', { name: 'Now and next' });
    expect(next.textContent).toContain('No events until Thursday at 09:00');
  });
});

describe('the agenda', () => {
  test('shows the person’s response in words, not by colour alone', async () => {
    renderApp({ occurrences: day });
    expect((await row(/Budget call/)).textContent).toContain('Not responded');
    expect((await row(/Vendor demo/)).textContent).toContain('Declined');
    expect((await row(/^10:00.*Design review/)).textContent).toContain('Accepted');
    expect((await row(/Stand-up/)).textContent).toContain('Past');
  });

  test('counts meetings and free time in the day’s heading', async () => {
    renderApp({ occurrences: [standUp, review] });
    const today = await within(await list()).findByRole('region', { name: 'Today' });
    expect(today.textContent?.replaceAll('\u00a0', ' ')).toContain('2 events · 6 h 15 min free');
  });

  test('J, K and arrow keys move, Enter opens, Esc closes and restores the focus', async () => {
    renderApp({ occurrences: day });
    const first = await row(/Stand-up/);
    first.focus();
    fireEvent.keyDown(first, { key: 'j' });
    fireEvent.keyDown(document.activeElement ?? first, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(await row(/Budget call/));
    fireEvent.keyDown(document.activeElement ?? first, { key: 'k' });
    const second = await row(/^10:00.*Design review/);
    expect(document.activeElement).toBe(second);
    fireEvent.click(second);
    expect(await screen.findByRole('dialog', { name: 'Design review' })).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(second);
  });

  test('J moves the focus into the list, unless a control uses letters', async () => {
    renderApp({ occurrences: day });
    await row(/Stand-up/);
    screen.getByRole('button', { name: 'Sync now' }).focus();
    fireEvent.keyDown(document.activeElement ?? window, { key: 'j' });
    // The first row that is not over.
    expect(document.activeElement).toBe(await row(/^10:00.*Design review/));
  });

  test('J and K begin at the meeting that is now or next, and not at an all-day event', async () => {
    const release = anOccurrence('Release day', '2026-11-24', '2026-11-25');
    renderApp({ occurrences: [release, ...day] });
    await row(/Release day/);
    fireEvent.keyDown(window, { key: 'k' });
    expect(document.activeElement).toBe(await row(/^10:00.*Design review/));
  });

  test('J and K move on while a meeting is open, and the focus is on its row afterwards', async () => {
    renderApp({ occurrences: day });
    fireEvent.click(await row(/^10:00.*Design review/));
    const press = (key: string): boolean => fireEvent.keyDown(document.activeElement ?? window, { key });
    expect(await screen.findByRole('dialog', { name: 'Design review' })).toBeTruthy();
    press('j');
    expect(await screen.findByRole('dialog', { name: 'Budget call' })).toBeTruthy();
    expect((await row(/^10:30.*Budget call/)).getAttribute('aria-current')).toBe('true');
    press('k');
    press('k');
    expect(await screen.findByRole('dialog', { name: 'Stand-up' })).toBeTruthy();
    press('Escape');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(await row(/^09:00.*Stand-up/));
  });

  test('shows all-day events in two lines, and all of them after a press', async () => {
    const holidays = Array.from({ length: 9 }, (_, index) =>
      anOccurrence(`Holiday ${index + 1}`, '2026-11-24', '2026-11-25'),
    );
    renderApp({ occurrences: [...holidays, ...day] });
    const pane = within(await list());
    await row(/Holiday 1/);
    expect(pane.getAllByRole('button', { name: /^Holiday/ })).toHaveLength(3);
    fireEvent.click(pane.getByRole('button', { name: 'Show 6 more all-day events' }));
    expect(pane.getAllByRole('button', { name: /^Holiday/ })).toHaveLength(9);
    fireEvent.click(pane.getByRole('button', { name: 'Show fewer' }));
    expect(pane.getAllByRole('button', { name: /^Holiday/ })).toHaveLength(3);
  });

  test('C shows and hides calendars without leaving the list', async () => {
    const { callsTo } = renderApp({ occurrences: day });
    await row(/Stand-up/);
    fireEvent.keyDown(window, { key: 'c' });
    const calendars = within(await screen.findByRole('dialog', { name: 'Calendars' }));
    fireEvent.click(calendars.getByRole('checkbox', { name: /Work/ }));
    expect(callsTo('calendars.setVisible')).toEqual([
      { accountId: sampleAccount.id, calendarId: review.calendarId, visible: false },
    ]);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^10:00.*Design review/ })).toBeNull());
  });

  test('keeps its rows while they are read again, then shows what changed', async () => {
    const { change } = renderApp({ occurrences: day });
    await row(/Stand-up/);
    act(() =>
      change({ occurrences: [...day, anOccurrence('New one', '2026-11-24T16:00Z', '2026-11-24T17:00Z')] }),
    );
    expect(await row(/Stand-up/)).toBeTruthy();
    expect(await row(/New one/)).toBeTruthy();
  });

  test('loads earlier days', async () => {
    const before = anOccurrence('Retrospective', '2026-11-20T09:00Z', '2026-11-20T10:00Z');
    renderApp({ occurrences: [before, ...day] });
    await row(/Stand-up/);
    fireEvent.click(screen.getByRole('button', { name: 'Earlier' }));
    expect(await row(/Retrospective/)).toBeTruthy();
  });

  test('says that the first sync is running instead of showing an empty calendar', async () => {
    const loading = aCalendar('Work', { loaded: false });
    const syncing = { ...idle, phase: 'syncing' } as const;
    const { change } = renderApp({ calendars: [loading], status: syncing });
    expect(await screen.findByRole('heading', { name: 'Loading your calendar…' })).toBeTruthy();
    act(() => change({ occurrences: [review] }));
    expect(await row(/^10:00.*Design review/)).toBeTruthy();
    expect(screen.getByText('Loading your calendar…')).toBeTruthy();
    act(() => change({ calendars: [{ ...loading, loaded: true }], status: idle }));
    await waitFor(() => expect(screen.queryByText('Loading your calendar…')).toBeNull());
  });

  test('does not say that nothing is planned while a calendar is being loaded', async () => {
    const loading = aCalendar('Work', { loaded: false });
    const later = anOccurrence('Kick-off', '2026-11-26T08:00Z', '2026-11-26T09:00Z');
    const { change } = renderApp({ calendars: [loading], occurrences: [later] });
    expect(await row(/Kick-off/)).toBeTruthy();
    expect(screen.queryByText(/^No events/)).toBeNull();
    act(() => change({ calendars: [{ ...loading, loaded: true }] }));
    expect(await screen.findByText('No events today')).toBeTruthy();
    expect(screen.getByText(/^No events until/)).toBeTruthy();
  });

  test('says that the calendar cannot be loaded now, and what is in the way', async () => {
    const status = { ...idle, lastSuccessAt: null, problems: [{ kind: 'offline' as const }] };
    renderApp({ calendars: [aCalendar('Work', { loaded: false })], status });
    expect(await screen.findByRole('heading', { name: 'Your calendar hasn’t loaded yet' })).toBeTruthy();
  });

  test('says that every calendar is hidden, and opens the list of calendars', async () => {
    renderApp({ calendars: [aCalendar('Work', { visible: false })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Choose calendars' }));
    expect(await screen.findByRole('checkbox', { name: /Work/ })).toBeTruthy();
  });
});

describe('a meeting’s details', () => {
  const details = new Map<string, Partial<OccurrenceDetail>>([
    [
      'Design review',
      {
        description: descriptionParts(
          '<p>See <a href="https://docs.example.com/a">notes</a></p><img src=x onerror="alert(1)">',
        ),
        attendees: [
          {
            email: 'ada@example.com',
            name: 'Ada',
            response: 'accepted',
            self: true,
            organizer: false,
            optional: false,
            resource: false,
          },
          {
            email: 'linus@example.com',
            response: 'declined',
            self: false,
            organizer: true,
            optional: false,
            resource: false,
          },
        ],
      },
    ],
  ]);

  test('show the description as text, and open its links by number (security properties 5 and 12)', async () => {
    const { callsTo } = renderApp({ occurrences: day, details });
    fireEvent.click(await row(/^10:00.*Design review/));
    const panel = await screen.findByRole('dialog', { name: 'Design review' });
    fireEvent.click(await within(panel).findByRole('button', { name: 'notes' }));
    expect(callsTo('meeting.openLink')).toEqual([
      {
        accountId: review.accountId,
        calendarId: review.calendarId,
        eventId: review.eventId,
        link: { kind: 'description', index: 0 },
      },
    ]);
    expect(panel.querySelector('img, a')).toBeNull();
  });

  test('show each guest’s response in words', async () => {
    renderApp({ occurrences: day, details });
    fireEvent.click(await row(/^10:00.*Design review/));
    expect(await screen.findByRole('img', { name: 'No' })).toBeTruthy();
    expect(screen.getByText('1 yes · 1 no')).toBeTruthy();
  });

  test('of a deleted meeting say so and keep what is known', async () => {
    renderApp({ occurrences: day, failing: { 'agenda.get': { kind: 'notFound' } } });
    fireEvent.click(await row(/^10:00.*Design review/));
    expect((await screen.findByRole('alert')).textContent).toBe('This event is no longer in the calendar.');
    expect(screen.getByRole('dialog', { name: 'Design review' })).toBeTruthy();
  });

  test('report a link that cannot be opened', async () => {
    renderApp({
      occurrences: day,
      failing: { 'meeting.openLink': { kind: 'invalidRequest', detail: 'http' } },
    });
    fireEvent.click(await row(/^10:00.*Design review/));
    fireEvent.click(await screen.findByRole('button', { name: 'Open in Google Calendar' }));
    expect(await screen.findByText('That didn’t work. Try again.')).toBeTruthy();
  });

  test('open when another part of the app asks for them', async () => {
    const { show } = renderApp({ occurrences: day });
    await row(/Stand-up/);
    act(() => show({ calendarId: review.calendarId, eventId: review.eventId }));
    expect(await screen.findByRole('dialog', { name: 'Design review' })).toBeTruthy();
  });
});

describe('syncing', () => {
  test('starts with one press or key, and shows its progress and its result', async () => {
    const { callsTo, change, view } = renderApp({
      occurrences: day,
      outcome: aPass({ counts: { ...aPass().counts, upserted: 2, removed: 1 } }),
    });
    expect(await screen.findByText('Synced 2 min ago')).toBeTruthy();
    act(() =>
      change({
        status: {
          ...idle,
          phase: 'syncing',
          progress: { calendarsDone: 1, calendarsTotal: 3, events: 1200 },
        },
      }),
    );
    expect(screen.getByText('Syncing: 1 of 3 calendars · 1,200 events')).toBeTruthy();
    act(() => change({ status: idle }));
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }));
    await waitFor(() => expect(view.container.textContent).toContain('Up to date, 3 changes'));
    fireEvent.keyDown(window, { key: 's' });
    fireEvent.keyDown(window, { key: 'r', ctrlKey: true });
    await waitFor(() => expect(callsTo('sync.request').length).toBeGreaterThanOrEqual(2));
    expect(callsTo('sync.request')[0]).toEqual({ mode: 'foreground' });
  });

  test('each press during a pass is passed on; a key that is held down counts once', async () => {
    const { callsTo } = renderApp({ occurrences: day, outcome: null });
    await screen.findByText('Synced 2 min ago');
    fireEvent.keyDown(window, { key: 's' });
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }));
    fireEvent.keyDown(window, { key: 's' });
    for (let n = 0; n < 20; n += 1) fireEvent.keyDown(window, { key: 's', repeat: true });
    expect(callsTo('sync.request')).toHaveLength(3);
  });

  test('after several presses it is busy until the last reply, and shows that one', async () => {
    renderApp({ occurrences: day });
    await screen.findByText('Synced 2 min ago');
    const answers: ((changes: number) => void)[] = [];
    const request: typeof window.jarvis.sync.request = () =>
      new Promise((resolve) => {
        answers.push((upserted) => {
          const outcome = aPass();
          resolve(ok({ ...outcome, counts: { ...outcome.counts, upserted, removed: 0, swept: 0 } }));
        });
      });
    vi.spyOn(window.jarvis.sync, 'request').mockImplementation(request);
    fireEvent.keyDown(window, { key: 's' });
    fireEvent.keyDown(window, { key: 's' });
    await act(async () => answers[0]?.(1));
    expect(screen.getByText('Syncing…')).toBeTruthy();
    await act(async () => answers[1]?.(2));
    expect(screen.queryByText('Syncing…')).toBeNull();
    expect(screen.getAllByText('Up to date, 2 changes').length).toBeGreaterThan(0);
  });

  test.each([
    [
      'sign-in needed',
      { kind: 'signInRequired', accountId: googleAccount.id, reason: 'revoked' },
      'Your Google sign-in has expired',
      'Sign in again',
    ],
    [
      'rate limited',
      { kind: 'rateLimited', retryAt: '2026-11-24T09:42:00.000Z' },
      'Google asked the app to wait until 10:42',
      null,
    ],
    ['rebuilt', { kind: 'storageFailed', cause: 'corrupt' }, 'your events are being downloaded again', null],
  ] as const)(
    '%s is said in a sentence over the agenda, which stays',
    async (_name, problem, sentence, action) => {
      renderApp({ occurrences: day, status: { ...idle, problems: [problem] } });
      const notice = (await screen.findByText(new RegExp(sentence))).parentElement as HTMLElement;
      expect(await row(/Stand-up/)).toBeTruthy();
      if (action === null) expect(within(notice).queryByRole('button')).toBeNull();
      else expect(within(notice).getByRole('button', { name: action })).toBeTruthy();
    },
  );

  test('a problem that can end by itself says when the next attempt is; others do not [F11, F14]', async () => {
    const nextAttemptAt = '2026-11-24T10:05:00.000Z';
    const { change } = renderApp({
      status: { ...idle, problems: [{ kind: 'googleUnavailable', detail: '503' }], nextAttemptAt },
    });
    expect(await screen.findByText(/^Last synced \d\d:\d\d · trying again at 11:05$/)).toBeTruthy();
    act(() => change({ status: { ...idle, problems: [{ kind: 'offline' }], nextAttemptAt } }));
    expect(
      await screen.findByText(/^Offline · last synced .* · trying again at 11:05$/, { selector: '[title]' }),
    ).toBeTruthy();
    const reason = { kind: 'signInRequired', accountId: googleAccount.id, reason: 'revoked' } as const;
    act(() => change({ status: { ...idle, problems: [reason], nextAttemptAt } }));
    expect(await screen.findByText(/^Last synced [^·]*$/)).toBeTruthy();
    act(() => change({ status: { ...idle, problems: [], nextAttemptAt } }));
    expect(await screen.findByText(/^Synced [^·]*$/)).toBeTruthy();
  });

  test('the status bar alone says that there is no network, and since when', async () => {
    const { change } = renderApp({ occurrences: day, status: { ...idle, problems: [{ kind: 'offline' }] } });
    expect(
      await screen.findByText(/^Offline · last synced \d\d:\d\d$/, { selector: '[title]' }),
    ).toBeTruthy();
    expect(document.querySelector('[data-problem]')).toBeNull();
    const forbidden = { kind: 'calendarForbidden', calendarId: 'team' as CalendarId, detail: '' } as const;
    act(() => change({ status: { ...idle, problems: [{ kind: 'offline' }, forbidden] } }));
    expect((await screen.findByText(/no longer have access to/)).closest('[data-problem]')).not.toBeNull();
    expect(screen.queryByRole('button', { name: /more$/ })).toBeNull();
  });

  test('one notice is shown at a time, a problem before anything else', async () => {
    const usual = createFakeJarvis().state;
    const { change } = renderApp({
      accounts: [sampleAccount, googleAccount],
      info: { ...usual.info, keyring: 'none' },
      system: { ...usual.system, hasTray: false },
      settings: { ...usual.settings, closeToTrayExplained: false },
      status: { ...idle, problems: [{ kind: 'storageFailed', cause: 'full' }] },
    });
    const notices = (): readonly (string | undefined)[] =>
      [...document.querySelectorAll<HTMLElement>('[data-problem], [data-notice]')].map(
        ({ dataset }) => dataset['problem'] ?? dataset['notice'],
      );
    await waitFor(() => expect(notices()).toEqual(['storageFailed']));
    act(() => change({ status: idle }));
    await waitFor(() => expect(notices()).toEqual(['keyring']));
    fireEvent.click(screen.getByRole('button', { name: 'Decide later' }));
    await waitFor(() => expect(notices()).toEqual(['tray']));
  });

  test('the most urgent problem is shown first, the others on demand', async () => {
    const calendarId = 'team@example.com' as CalendarId;
    renderApp({
      status: {
        ...idle,
        problems: [
          { kind: 'calendarForbidden', calendarId, detail: '' },
          { kind: 'signInRequired', accountId: 'google:a@example.com' as AccountId, reason: 'revoked' },
        ],
      },
    });
    expect(await screen.findByText(/Your Google sign-in has expired/)).toBeTruthy();
    expect(screen.queryByText(/no longer have access to/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '1 more' }));
    expect(screen.getByText(/no longer have access to/)).toBeTruthy();
  });
});

describe('without a keyring', () => {
  test('the person chooses where sign-ins and addresses are kept (security property 8)', async () => {
    const fake = renderApp();
    fake.view.unmount();
    const { callsTo } = renderApp({
      accounts: [sampleAccount, googleAccount],
      info: { ...fake.state.info, keyring: 'none' },
    });
    const question = 'Where should sign-ins and calendar addresses be stored?';
    expect(await screen.findByText(question)).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'In a file only you can read' }));
    expect(callsTo('settings.set')).toEqual([{ tokenStorage: 'file' }]);
    await waitFor(() => expect(screen.queryByText(question)).toBeNull());
  });
});

describe('settings', () => {
  const openSettings = async (): Promise<void> => {
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
  };

  test('are saved as they are chosen', async () => {
    const { callsTo } = renderApp();
    await openSettingsPage('Sync');
    fireEvent.change(screen.getByLabelText(/Sync every/), { target: { value: '15' } });
    await openSettingsPage('Appearance');
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(callsTo('settings.set')).toEqual([{ syncIntervalMinutes: 15 }, { theme: 'dark' }]);
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
  });

  test('that could not be saved are undone, with a message', async () => {
    renderApp({ failing: { 'settings.set': { kind: 'internal' } } });
    await openSettingsPage('Appearance');
    fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect((await screen.findByRole('alert')).textContent).toContain('couldn’t be saved');
    const theme = within(screen.getByRole('radiogroup', { name: 'Theme' }));
    expect(theme.getByRole<HTMLInputElement>('radio', { name: 'System default' }).checked).toBe(true);
  });

  test('disconnect an account only after confirmation', async () => {
    const { callsTo } = renderApp({ accounts: [sampleAccount, googleAccount] });
    await openSettings();
    fireEvent.click(await screen.findByRole('button', { name: 'Disconnect ada@example.com' }));
    expect(callsTo('accounts.disconnect')).toEqual([]);
    const question = screen.getByRole('alertdialog', { name: 'Disconnect ada@example.com?' });
    fireEvent.click(within(question).getByRole('button', { name: 'Disconnect' }));
    expect(callsTo('accounts.disconnect')).toEqual([{ accountId: googleAccount.id }]);
    await waitFor(() => expect(screen.queryByText('ada@example.com')).toBeNull());
  });

  test('show and hide calendars', async () => {
    const { callsTo } = renderApp();
    await openSettings();
    fireEvent.click(await screen.findByRole('checkbox', { name: /Work/ }));
    expect(callsTo('calendars.setVisible')).toEqual([
      { accountId: sampleAccount.id, calendarId: aCalendar('Work').id, visible: false },
    ]);
  });

  test('close with Esc', async () => {
    renderApp();
    await openSettings();
    expect(screen.getByRole('heading', { name: 'Settings' })).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.queryByRole('heading', { name: 'Settings' })).toBeNull();
  });
});

test('a day further away is named by its date, once', async () => {
  renderApp({ occurrences: day });
  await row(/Stand-up/);
  for (let days = 0; days < 3; days += 1) fireEvent.keyDown(window, { key: 'ArrowRight' });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Friday 27 November');
  fireEvent.keyDown(window, { key: 't' });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('TodayTuesday 24 November');
});

test('times use the chosen clock at once', async () => {
  const { change, state } = renderApp({ occurrences: [standUp, review] });
  expect((await row(/^10:00.*Design review/)).textContent).toContain('10:00 – 10:45');
  act(() => change({ settings: { ...state.settings, timeFormat: '12' } }));
  expect((await row(/^10:00.*Design review/)).textContent).toContain('10:00 am – 10:45 am');
});

test('the window has the writing direction of the system’s language', async () => {
  const fake = renderApp();
  fake.view.unmount();
  renderApp({ info: { ...fake.state.info, locale: 'he-IL' } });
  await waitFor(() => expect(document.documentElement.dir).toBe('rtl'));
});

test('the window uses the system’s language', async () => {
  const fake = renderApp();
  fake.view.unmount();
  renderApp({ occurrences: day, info: { ...fake.state.info, locale: 'de-DE' } });
  expect(await screen.findByRole('button', { name: 'Synchronisieren' })).toBeTruthy();
  expect(await screen.findByText('Stand: vor 2 Min.')).toBeTruthy();
});

describe('a window that was hidden and is shown again', () => {
  const turn = (hidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  };
  const title = (): string => screen.getByRole('heading', { level: 1 }).textContent;
  const hideOnFriday = async (ms: number): Promise<void> => {
    renderApp();
    await screen.findByRole('region', { name: 'Agenda' });
    for (let day = 0; day < 3; day += 1) fireEvent.keyDown(document.body, { key: 'ArrowRight' });
    await waitFor(() => expect(title()).toContain('Friday 27 November'));
    turn(true);
    vi.setSystemTime(Date.now() + ms);
    turn(false);
  };

  test('after a while shows today, even if another day has begun', async () => {
    await hideOnFriday(24 * 60 * 60_000);
    await waitFor(() => expect(title()).toContain('Wednesday 25 November'));
  });

  test('before long shows what it showed', async () => {
    await hideOnFriday(14 * 60_000);
    expect(title()).toContain('Friday 27 November');
  });
});
