import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type {
  AccountInspection,
  CalendarInspection,
  PassOutcome,
  PassRecord,
  SyncStatus,
} from '../../shared/syncReport.ts';
import type { Account, AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import {
  aCalendar,
  aPass,
  googleAccount,
  sampleAccount,
  workCalendarId,
  type FakeState,
} from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, nowIso, renderApp } from './renderApp.tsx';

holdTheClock();

const minutesAgo = (minutes: number): string => new Date(Date.parse(nowIso) - minutes * 60_000).toISOString();
const daysAgo = (days: number): string => minutesAgo(days * 24 * 60);

const calendar = (name: string, more: Partial<CalendarInspection> = {}): CalendarInspection => ({
  calendarId: workCalendarId,
  name,
  visible: true,
  lastSuccessAt: minutesAgo(2),
  tokenSince: daysAgo(4),
  eventsStored: 1240,
  flawed: 0,
  quarantined: 0,
  heldSweep: null,
  keptRows: null,
  lastProblem: null,
  lastAudit: { missing: 0, extra: 0, different: 0, at: daysAgo(3) },
  ...more,
});
const inspected = (
  calendars: readonly CalendarInspection[],
  more: Partial<AccountInspection> = {},
): AccountInspection => ({ account: sampleAccount, problems: [], retryAt: null, calendars, ...more });

const idle: SyncStatus = {
  phase: 'idle',
  progress: null,
  lastSuccessAt: minutesAgo(2),
  lastAttemptAt: minutesAgo(2),
  nextAttemptAt: null,
  problems: [],
};

const openSettings = async (
  part: Partial<FakeState>,
  page = 'Sync',
): Promise<ReturnType<typeof renderApp>> => {
  const fake = renderApp(part);
  await openSettingsPage(page);
  if (page === 'Sync') fireEvent.click(screen.getByRole('button', { name: 'Show details' }));
  return fake;
};
const inspector = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Sync status' });
/** A no-break space keeps each dot with the text before it. */
const textOf = (element: Element | null): string => (element?.textContent ?? '').replaceAll('\u00a0', ' ');
const facts = async (name: string): Promise<readonly string[]> => {
  const item = (await within(await inspector()).findByText(name)).closest('li') as HTMLElement;
  fireEvent.click(item.querySelector('summary') as HTMLElement);
  return [...item.querySelectorAll('dl > div')].map(
    (pair) => `${pair.querySelector('dt')?.textContent}: ${pair.querySelector('dd')?.textContent}`,
  );
};

describe('the sync inspector', () => {
  test('shows last sync, number of events and last check for each calendar', async () => {
    await openSettings({
      inspection: [
        inspected([
          calendar('Work'),
          calendar('Team', {
            calendarId: 'team' as CalendarId,
            lastAudit: { missing: 1, extra: 0, different: 1, at: minutesAgo(70) },
          }),
          calendar('Holidays', { calendarId: 'holidays' as CalendarId, visible: false }),
        ]),
      ],
    });
    const page = await inspector();
    expect(
      await within(page).findByText(
        (_, element) =>
          element?.tagName === 'SMALL' &&
          textOf(element) === 'Synced 2 min ago · 1,240 events · Checked 3 days ago: no differences',
      ),
    ).toBeTruthy();
    expect(page.textContent).toContain('Checked an hour ago: 2 differences found and fixed');
    expect(page.textContent).toContain('Hidden, not synced');
  });

  test('shows the token’s age, unreadable events, and the last problem in words', async () => {
    await openSettings({
      inspection: [
        inspected([
          calendar('Work', {
            flawed: 2,
            quarantined: 1,
            lastProblem: { problem: { kind: 'googleUnavailable', detail: 'canary 503' }, at: minutesAgo(20) },
          }),
        ]),
      ],
    });
    expect(await facts('Work')).toEqual([
      'Last synced: 2\u00a0min ago',
      'Last full sync: 4 days ago, only changes since then',
      'Saved events: 1,240',
      'Unreadable events: 2 shown incompletely, 1 skipped',
      'Last check: Checked 3 days ago: no differences',
      'Last problem: Google Calendar isn’t responding. The app will try again automatically. (20\u00a0min ago)',
    ]);
  });

  test('says that a calendar has never been synced', async () => {
    const never = { lastSuccessAt: null, tokenSince: null, eventsStored: 0, lastAudit: null };
    await openSettings({ inspection: [inspected([calendar('Work', never)])] });
    expect(await facts('Work')).toContain('Last full sync: The next sync downloads everything');
    expect(textOf(await inspector())).toContain('Not synced yet · 0 events');
  });

  test('is read again after a pass', async () => {
    const { change } = await openSettings({ inspection: [inspected([calendar('Work')])] });
    await within(await inspector()).findByText('Work');
    act(() =>
      change({ inspection: [inspected([calendar('Work', { eventsStored: 7 })])], status: { ...idle } }),
    );
    await waitFor(async () => expect((await inspector()).textContent).toContain('7 events'));
  });

  test('that cannot be read says so and does not affect the other settings', async () => {
    await openSettings({ failing: { 'sync.inspect': { kind: 'storageFailed', cause: 'locked' } } });
    expect((await within(await inspector()).findByRole('alert')).textContent).toContain('couldn’t be read');
    expect(screen.getByLabelText(/Sync every/)).toBeTruthy();
  });
});

describe('checking everything', () => {
  const audit = (name: CalendarId, different: number) => ({
    accountId: sampleAccount.id,
    calendarId: name,
    at: nowIso,
    missing: 0,
    extra: 0,
    different,
  });
  const press = async (): Promise<HTMLElement> => {
    const button = await screen.findByRole('button', { name: 'Run full check' });
    fireEvent.click(button);
    return button;
  };

  test('shows its progress, takes one press, and then says that everything is in step', async () => {
    const { jarvis, change, callsTo, state } = await openSettings({
      inspection: [inspected([calendar('Work')])],
    });
    let finish = (): void => {};
    const audits = [audit(workCalendarId, 0)];
    const slow = jarvis.sync.audit;
    Object.assign(jarvis.sync, {
      audit: async (request: undefined) => {
        await slow(request);
        await new Promise<void>((resolve) => (finish = resolve));
        return ok({ outcome: aPass({ reason: 'audit' }), audits });
      },
    });
    const button = await press();
    fireEvent.click(button);
    act(() =>
      change({
        status: { ...idle, phase: 'syncing', progress: { calendarsDone: 1, calendarsTotal: 3, events: 9 } },
      }),
    );
    expect(await screen.findByText('Checking: 1 of 3 calendars')).toBeTruthy();
    expect(callsTo('sync.audit')).toHaveLength(1);
    act(() => change({ status: { ...state.status, phase: 'idle', progress: null } }));
    finish();
    expect(
      (await screen.findByText('Checked 1 calendar: no differences')).closest('[role="status"]'),
    ).toBeTruthy();
  });

  test('names the calendars that were repaired and those that could not be checked', async () => {
    const problem: Problem = { kind: 'googleUnavailable', detail: '' };
    await openSettings({
      inspection: [inspected([calendar('Work')])],
      audits: [audit(workCalendarId, 2)],
      outcome: aPass({ outcome: 'partial', reason: 'audit', problems: [problem] }),
    });
    await press();
    expect(await screen.findByText('Checked 1 calendar: 2 differences found and fixed')).toBeTruthy();
    expect(screen.getByText('Work: 2 different')).toBeTruthy();
    expect(screen.getByText('Some calendars couldn’t be checked.')).toBeTruthy();
    expect(
      screen.getByText('Google Calendar isn’t responding. The app will try again automatically.'),
    ).toBeTruthy();
  });

  test('never says “no differences” if nothing was compared', async () => {
    await openSettings({
      inspection: [inspected([calendar('Work')])],
      outcome: aPass({ outcome: 'failed', reason: 'audit', problems: [{ kind: 'offline' }] }),
    });
    await press();
    expect(await screen.findByText('No calendars could be checked.')).toBeTruthy();
    const result = document.querySelector('[data-audit-result]') as HTMLElement;
    expect(result.textContent).not.toContain('no differences');
  });
});

describe('copying diagnostics', () => {
  test('says what the text contains and never contains, confirms, and shows the text', async () => {
    const { callsTo } = await openSettings({ diagnostics: 'account 1 / calendar 1: 240 rows' }, 'About');
    const button = await screen.findByRole('button', { name: 'Copy diagnostics' });
    expect(button.parentElement?.textContent).toContain('Never titles, locations, people, addresses');
    fireEvent.click(button);
    expect((await screen.findByText('Copied to the clipboard')).closest('[role="status"]')).toBeTruthy();
    expect(callsTo('sync.copyDiagnostics')).toHaveLength(1);
    expect(screen.getByText('account 1 / calendar 1: 240 rows')).toBeTruthy();
  });

  test('says why it failed instead of confirming', async () => {
    await openSettings({ failing: { 'sync.copyDiagnostics': { kind: 'internal' } } }, 'About');
    fireEvent.click(await screen.findByRole('button', { name: 'Copy diagnostics' }));
    expect(await screen.findByText(/Something went wrong/)).toBeTruthy();
    expect(screen.queryByText('Copied to the clipboard')).toBeNull();
  });
});

describe('the last syncs', () => {
  const record = (more: Partial<PassOutcome>, durationMs: number): PassRecord => ({
    ...aPass(more),
    durationMs,
  });
  const counts = { calendars: 3, pages: 4, upserted: 1560, removed: 2, swept: 1, quarantined: 1 };

  test('show reason, listings, changes, duration and outcome', async () => {
    await openSettings({
      history: [
        record({ reason: 'resume', mode: 'full', startedAt: minutesAgo(5), counts }, 4120),
        record(
          {
            reason: 'timer',
            mode: 'none',
            outcome: 'failed',
            startedAt: minutesAgo(70),
            problems: [{ kind: 'offline' }],
            counts: { ...counts, calendars: 0, pages: 0, upserted: 0, removed: 0, swept: 0, quarantined: 0 },
          },
          90,
        ),
      ],
    });
    const table = await screen.findByRole('table', { name: 'Recent syncs' });
    const [headings, ...rows] = within(table)
      .getAllByRole('row')
      .map((each) => [...each.children].map((cell) => cell.textContent));
    expect(headings).toEqual(['When', 'Reason', 'Downloaded', 'Changes', 'Duration', 'Result']);
    expect(rows).toEqual([
      [
        '5\u00a0min ago',
        'After sleep',
        'Everything · 3 calendars, 4 pages',
        '1,560 saved, 3 removed, 1 skipped',
        '4.1\u00a0s',
        'Done',
      ],
      [
        'an hour ago',
        'In the background',
        'Nothing',
        'None',
        '90\u00a0ms',
        'FailedYou’re offline. Showing events from the last sync.',
      ],
    ]);
  });

  test('show a few at first, and all on demand', async () => {
    const history = Array.from({ length: 20 }, (_, index) =>
      record({ startedAt: minutesAgo(index * 5), finishedAt: minutesAgo(index * 5) }, 100),
    );
    await openSettings({ history });
    const table = await screen.findByRole('table', { name: 'Recent syncs' });
    expect(within(table).getAllByRole('row')).toHaveLength(9);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 20' }));
    expect(within(table).getAllByRole('row')).toHaveLength(21);
  });
});

describe('a held sweep [S12]', () => {
  const problem: Problem = {
    kind: 'sweepHeld',
    accountId: sampleAccount.id,
    calendarId: workCalendarId,
    count: 213,
    upcoming: 36,
  };
  const held = calendar('Work', {
    eventsStored: 240,
    heldSweep: { count: 213, upcoming: 36, since: minutesAgo(30) },
  });
  const part: Partial<FakeState> = {
    status: { ...idle, problems: [problem] },
    inspection: [inspected([held], { problems: [problem] })],
  };
  const sentence = 'The new list for “Work” is missing 36 upcoming events. Nothing has been removed.';
  const target = { accountId: sampleAccount.id, calendarId: workCalendarId };

  test('is described with its two choices; keeping takes one press', async () => {
    const { callsTo } = renderApp(part);
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Keep events' }));
    expect(callsTo('sync.resolveSweep')).toEqual([{ ...target, choice: 'keep' }]);
    expect(await screen.findByText('The events were kept.')).toBeTruthy();
  });

  test('removes only after confirmation, with the focus on Cancel', async () => {
    const { callsTo } = renderApp(part);
    await screen.findByText(sentence);
    fireEvent.click(screen.getByRole('button', { name: 'Remove events' }));
    const question = screen.getByRole('alertdialog', {
      name: 'Remove 36 upcoming events from this computer?',
    });
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
    fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(callsTo('sync.resolveSweep')).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove events' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove events' }));
    fireEvent.keyDown(document.activeElement ?? window, { key: 'Escape' });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Remove events' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove 36' }));
    expect(callsTo('sync.resolveSweep')).toEqual([{ ...target, choice: 'remove' }]);
  });

  test('says why a decision failed, and can be tried again', async () => {
    const { jarvis } = renderApp(part);
    await screen.findByText(sentence);
    Object.assign(jarvis.sync, {
      resolveSweep: () => Promise.resolve(fail({ kind: 'storageFailed', cause: 'full' })),
    });
    fireEvent.click(screen.getByRole('button', { name: 'Keep events' }));
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep events' })).toBeTruthy();
  });

  test('names the account if two calendars have the same name, and decides about the right one', async () => {
    const elsewhere: Problem = { ...problem, accountId: googleAccount.id, upcoming: 2 };
    const { callsTo } = renderApp({
      accounts: [sampleAccount, googleAccount],
      calendars: [aCalendar('Work'), aCalendar('Work', { accountId: googleAccount.id })],
      status: { ...idle, problems: [problem, elsewhere] },
    });
    await screen.findByText(
      `The new list for “Work” of ${sampleAccount.label} is missing 36 upcoming events. Nothing has been removed.`,
    );
    fireEvent.click(screen.getByRole('button', { name: /1 more/ }));
    await screen.findByText(
      `The new list for “Work” of ${googleAccount.label} is missing 2 upcoming events. Nothing has been removed.`,
    );
    fireEvent.click(screen.getAllByRole('button', { name: 'Keep events' })[1]!);
    expect(callsTo('sync.resolveSweep')).toEqual([
      { accountId: googleAccount.id, calendarId: workCalendarId, choice: 'keep' },
    ]);
  });

  test('is shown with its calendar in the inspector, also with two accounts', async () => {
    const other = calendar('Work', { heldSweep: null });
    const { callsTo } = await openSettings({
      ...part,
      status: idle,
      inspection: [inspected([other]), inspected([held], { account: googleAccount })],
    });
    const page = await inspector();
    expect(await within(page).findByText(/missing 36 upcoming events/)).toBeTruthy();
    fireEvent.click(within(page).getByRole('button', { name: 'Keep events' }));
    expect(callsTo('sync.resolveSweep')).toEqual([
      { accountId: googleAccount.id, calendarId: workCalendarId, choice: 'keep' },
    ]);
  });

  test('says there what the person chose to keep', async () => {
    await openSettings({ inspection: [inspected([calendar('Work', { keptRows: 213 })])] });
    expect(await screen.findByText('213 events that are no longer listed online are kept.')).toBeTruthy();
  });
});

describe('several accounts', () => {
  const grace: Account = {
    ...googleAccount,
    id: 'google:grace@example.com' as AccountId,
    label: 'grace@example.com',
  };
  const signedOut: Problem = { kind: 'signInRequired', accountId: grace.id, reason: 'revoked' };
  const part: Partial<FakeState> = {
    accounts: [googleAccount, grace],
    calendars: [
      aCalendar('Work', { accountId: googleAccount.id }),
      aCalendar('Team', { accountId: googleAccount.id, id: 'team' as CalendarId, primary: false }),
      aCalendar('Grace', { accountId: grace.id, id: 'grace' as CalendarId }),
    ],
    status: { ...idle, problems: [signedOut] },
    inspection: [
      inspected([calendar('Work')], { account: googleAccount }),
      inspected([], {
        account: grace,
        problems: [signedOut, { kind: 'rateLimited', retryAt: '2026-11-24T09:42:00.000Z' }],
      }),
    ],
  };

  test('show their own problems, and buttons to sign in again and to disconnect', async () => {
    const { callsTo } = await openSettings(part, 'Accounts and calendars');
    const section = await screen.findByRole('region', { name: 'Accounts' });
    await within(section).findByText(/Your Google sign-in has expired/);
    expect(section.textContent).toContain('Google asked the app to wait until 10:42');
    expect(within(section).queryByRole('button', { name: 'Sign in again: ada@example.com' })).toBeNull();
    fireEvent.click(within(section).getByRole('button', { name: 'Sign in again: grace@example.com' }));
    await waitFor(() => expect(callsTo('accounts.connectGoogle')).toEqual([{ accountId: grace.id }]));
    expect(within(section).getByRole('button', { name: 'Disconnect grace@example.com' })).toBeTruthy();
    expect(
      await within(section).findByRole('button', { name: 'Connect another Google account' }),
    ).toBeTruthy();
  });

  test('are named in problems of one of them', async () => {
    renderApp(part);
    expect(await screen.findByText(/^grace@example.com: Your Google sign-in has expired/)).toBeTruthy();
  });

  test('group the calendars, each with its own checkbox', async () => {
    const { callsTo } = await openSettings(part, 'Accounts and calendars');
    const own = await screen.findByRole('group', { name: 'Calendars of ada@example.com' });
    expect(within(own).getAllByRole('checkbox')).toHaveLength(2);
    const others = screen.getByRole('group', { name: 'Calendars of grace@example.com' });
    fireEvent.click(within(others).getByRole('checkbox', { name: /Grace/ }));
    expect(callsTo('calendars.setVisible')).toEqual([
      { accountId: grace.id, calendarId: 'grace', visible: false },
    ]);
  });

  test('each show their own next attempt', async () => {
    await openSettings({
      ...part,
      inspection: [
        inspected([calendar('Work')], { account: googleAccount, retryAt: '2026-11-24T09:05:00.000Z' }),
        inspected([], { account: grace, retryAt: '2026-11-25T01:00:00.000Z' }),
      ],
    });
    const page = await inspector();
    expect(await within(page).findByText('Next attempt: 10:05')).toBeTruthy();
    expect(within(page).getByText('Next attempt: 25 Nov, 02:00')).toBeTruthy();
  });
});
