/** The reminder window, and the settings that decide when it appears. */
import {
  act,
  cleanup,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
  type Screen,
} from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ReminderWindow } from '../../renderer/reminders/ReminderWindow.tsx';
import type { Settings } from '../../shared/settings.ts';
import type { CalendarId, Occurrence } from '../../shared/model.ts';
import type { ShownReminder } from '../../shared/reminders.ts';
import {
  aCalendar,
  anOccurrence,
  createFakeJarvis,
  type FakeJarvis,
  type FakeState,
} from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp, setJarvis } from './renderApp.tsx';

holdTheClock();

const usual = createFakeJarvis().state;
const meet = 'https://meet.example.com/abc';

const reminderOf = (occurrence: Occurrence, id = 'one'): ShownReminder => ({ id, occurrence });
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
  joinUrl: meet,
  location: 'Room Turing',
});

const openWindow = async (part: Partial<FakeState>): Promise<FakeJarvis> => {
  const fake = setJarvis(part);
  render(<ReminderWindow />);
  await screen.findByRole('main');
  return fake;
};
const shown = (name: string): Promise<HTMLElement> => screen.findByRole('article', { name });

describe('the reminder window', () => {
  test('shows time, title and place, and offers Join', async () => {
    const { callsTo } = await openWindow({ reminders: [reminderOf(review)] });
    const reminder = await shown('Design review');
    // A person who is typing when the window appears presses nothing in it.
    expect(document.activeElement).toBe(document.body);
    expect(within(reminder).getByText('Starts in 12 min')).toBeTruthy();
    expect(within(reminder).getByText('10:00 – 10:45')).toBeTruthy();
    expect(within(reminder).getByText('Room Turing')).toBeTruthy();
    const join = within(reminder).getByRole<HTMLButtonElement>('button', { name: 'Join' });
    expect(join.title).toBe('meet.example.com');
    fireEvent.click(join);
    expect(callsTo('reminders.answer')).toEqual([{ id: 'one', answer: 'join' }]);
  });

  test('"Dismiss" answers', async () => {
    const { callsTo } = await openWindow({ reminders: [reminderOf(review)] });
    fireEvent.click(within(await shown('Design review')).getByRole('button', { name: 'Dismiss' }));
    expect(callsTo('reminders.answer')).toEqual([{ id: 'one', answer: 'dismiss' }]);
  });

  test.each([
    ['Snooze 5\u00a0min', 'snooze'],
    ['Snooze until start', 'snoozeToStart'],
  ] as const)('"%s", chosen under Snooze, answers %s', async (name, answer) => {
    const { callsTo } = await openWindow({ reminders: [reminderOf(review)] });
    const menu = within(await shown('Design review')).getByRole('combobox', { name: 'Snooze' });
    const option = within(menu).getByRole<HTMLOptionElement>('option', { name });
    fireEvent.change(menu, { target: { value: option.value } });
    expect(callsTo('reminders.answer')).toEqual([{ id: 'one', answer }]);
  });

  test('the arrow keys open the list under Snooze, and answer nothing', async () => {
    const { callsTo } = await openWindow({ reminders: [reminderOf(review)] });
    const menu = within(await shown('Design review')).getByRole<HTMLSelectElement>('combobox');
    let opened = 0;
    menu.showPicker = () => void (opened += 1);
    // False: the field itself must not handle the key, or it would choose the next entry.
    expect(fireEvent.keyDown(menu, { key: 'ArrowDown' })).toBe(false);
    expect(fireEvent.keyDown(menu, { key: 's' })).toBe(false);
    expect(opened).toBe(1);
    expect(fireEvent.keyDown(menu, { key: 'Tab' })).toBe(true);
    expect(callsTo('reminders.answer')).toEqual([]);
  });

  test('a late reminder says when the meeting began, and does not offer its start', async () => {
    const late = anOccurrence('Stand-up', '2026-11-24T08:44Z', '2026-11-24T09:00Z');
    await openWindow({ reminders: [reminderOf(late)] });
    const reminder = await shown('Stand-up');
    expect(within(reminder).getByText('Started 4 min ago')).toBeTruthy();
    expect(within(reminder).queryByRole('option', { name: 'Snooze until start' })).toBeNull();
    expect(within(reminder).getByRole('option', { name: 'Snooze 5\u00a0min' })).toBeTruthy();
    expect(within(reminder).queryByRole('button', { name: 'Join' })).toBeNull();
  });

  test('names the day of an all-day event', async () => {
    const day = anOccurrence('Conference', '2026-11-25', '2026-11-27');
    await openWindow({ reminders: [reminderOf(day)] });
    expect(within(await shown('Conference')).getByText('All day, tomorrow')).toBeTruthy();
  });

  test('shows several reminders; answering one keeps the others', async () => {
    const other = anOccurrence('Budget call', '2026-11-24T09:00Z', '2026-11-24T09:30Z');
    await openWindow({ reminders: [reminderOf(review), reminderOf(other, 'two')] });
    fireEvent.click(within(await shown('Design review')).getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    // The focus moves to the next reminder.
    expect((await shown('Budget call')).contains(document.activeElement)).toBe(true);
  });

  test('reports an answer that failed', async () => {
    await openWindow({
      reminders: [reminderOf(review)],
      failing: { 'reminders.answer': { kind: 'notFound' } },
    });
    fireEvent.click(within(await shown('Design review')).getByRole('button', { name: 'Join' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/no longer in the calendar/);
  });

  test('reads out reminders that arrive while it is open', async () => {
    const { change } = await openWindow({ reminders: [] });
    const log = screen.getByRole('log');
    act(() => change({ reminders: [reminderOf(review)] }));
    expect(await within(log).findByText('Design review')).toBeTruthy();
  });

  test('uses the chosen clock and language', async () => {
    await openWindow({
      reminders: [reminderOf(review)],
      info: { ...usual.info, locale: 'de-DE' },
      settings: { ...usual.settings, timeFormat: '24', theme: 'dark' },
    });
    expect(await screen.findByText('Beginnt in 12 Min.')).toBeTruthy();
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    cleanup();
    await openWindow({
      reminders: [reminderOf(review)],
      settings: { ...usual.settings, timeFormat: '12' },
    });
    expect(await screen.findByText('10:00 am – 10:45 am')).toBeTruthy();
  });
});

describe('the form that covers a screen', () => {
  const other = anOccurrence('Budget call', '2026-11-24T09:45Z', '2026-11-24T10:00Z');
  const open = async (part: Partial<FakeState>): Promise<FakeJarvis> => {
    const fake = setJarvis(part);
    render(<ReminderWindow form="fullScreen" />);
    await screen.findByRole('main');
    return fake;
  };
  /** Waits until keys answer: their names are on the buttons then. */
  const keysWork = (name: string): Promise<void> =>
    waitFor(async () => expect((await shown(name)).querySelector('[aria-keyshortcuts]')).not.toBeNull());
  const press = (key: string): void =>
    void fireEvent.keyDown(document.activeElement ?? document.body, { key });

  test.each([
    ['Enter', 'join'],
    ['Escape', 'dismiss'],
    ['s', 'snooze'],
  ] as const)('%s answers: %s', async (key, answer) => {
    const { callsTo } = await open({ reminders: [reminderOf(review)] });
    expect(callsTo('reminders.list')).toContainEqual({ form: 'fullScreen' });
    await keysWork('Design review');
    press(key);
    expect(callsTo('reminders.answer')).toEqual([{ id: 'one', answer }]);
  });

  test('a key that was meant for another program answers nothing', async () => {
    const { callsTo } = await open({ reminders: [reminderOf(review)] });
    // The reminder has the focus, so that it is read out, but no button of it.
    await waitFor(async () => expect(document.activeElement).toBe(await shown('Design review')));
    for (const key of ['Enter', 's', 'Escape']) press(key);
    await keysWork('Design review');
    fireEvent.focus(window);
    await waitFor(async () =>
      expect((await shown('Design review')).querySelector('[aria-keyshortcuts]')).toBeNull(),
    );
    press('Enter');
    expect(callsTo('reminders.answer')).toEqual([]);
  });

  test('a reminder that arrives makes the keys wait again', async () => {
    const { callsTo, change } = await open({ reminders: [reminderOf(review)] });
    await keysWork('Design review');
    act(() => change({ reminders: [reminderOf(review), reminderOf(other, 'two')] }));
    await shown('Budget call');
    press('Enter');
    expect(callsTo('reminders.answer')).toEqual([]);
  });

  test('without a link, Enter does nothing, and a held key answers once', async () => {
    const { callsTo } = await open({ reminders: [reminderOf(other)] });
    await keysWork('Budget call');
    press('Enter');
    fireEvent.keyDown(document.body, { key: 'Escape', repeat: true });
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    expect(callsTo('reminders.answer')).toEqual([]);
  });

  test('keys answer the reminder with the focus, and then the one that is left', async () => {
    const { callsTo } = await open({ reminders: [reminderOf(review), reminderOf(other, 'two')] });
    await keysWork('Design review');
    expect((await shown('Budget call')).querySelector('[aria-keyshortcuts]')).toBeNull();
    within(await shown('Budget call'))
      .getByRole('button', { name: 'Dismiss' })
      .focus();
    await keysWork('Budget call');
    // On a button, Enter presses that button.
    press('Enter');
    press('Escape');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    await keysWork('Design review');
    press('Escape');
    expect(callsTo('reminders.answer')).toEqual([
      { id: 'two', answer: 'dismiss' },
      { id: 'one', answer: 'dismiss' },
    ]);
  });

  describe('announces a meeting that is about to be joined', () => {
    const comingJoin = { id: '7', occurrence: review, host: 'meet.example.com', atMs: Date.now() + 8000 };
    const reminders = [reminderOf(other)];
    const notice = (): Promise<HTMLElement> => screen.findByRole('alert');

    test.each([
      ['before it covers the screen', true],
      ['while it covers the screen', false],
    ])('%s', async (_when, isFirst) => {
      const { change, callsTo } = await open({ reminders, comingJoin: isFirst ? comingJoin : null });
      await shown('Budget call');
      if (!isFirst) act(() => change({ comingJoin }));
      within(await notice()).getByText('Joining “Design review”');
      fireEvent.click(within(await notice()).getByRole('button', { name: 'Cancel' }));
      expect(callsTo('autoJoin.cancel')).toEqual([{ id: '7' }]);
      await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
      expect(callsTo('reminders.answer')).toEqual([]);
    });

    test('and says why it could not be called off', async () => {
      const failing = { 'autoJoin.cancel': { kind: 'notFound' } } as const;
      await open({ reminders, comingJoin, failing });
      fireEvent.click(within(await notice()).getByRole('button', { name: 'Cancel' }));
      await waitFor(() => expect(within(screen.getByRole('log')).getByRole('alert')).toBeTruthy());
    });

    test('but not in the small window, which covers nothing', async () => {
      await openWindow({ reminders, comingJoin });
      await shown('Budget call');
      expect(screen.queryByText('Joining “Design review”')).toBeNull();
    });
  });

  test('shows no more of a private event than the small window', async () => {
    const hidden = { ...review, title: '', visibility: 'private' } as const;
    await open({ reminders: [reminderOf(hidden)] });
    expect((await shown('Busy')).textContent).toContain('Busy');
  });
});

describe('reminder settings', () => {
  const openSettings = async (
    settings: Partial<Settings> = {},
  ): Promise<{ readonly section: Screen; readonly fake: FakeJarvis }> => {
    const fake = renderApp({ settings: { ...usual.settings, ...settings } });
    await openSettingsPage('Reminders');
    return { section: within(await screen.findByRole('region', { name: 'Reminders' })) as Screen, fake };
  };

  test('use Google’s times until the person sets their own', async () => {
    const { section, fake } = await openSettings();
    expect(section.queryByLabelText(/Minutes before/)).toBeNull();
    fireEvent.change(section.getByLabelText('Remind me'), { target: { value: 'fixed' } });
    expect(await section.findByLabelText(/Minutes before/)).toBeTruthy();
    // All-day events keep Google's reminders.
    expect(section.queryByLabelText('All-day events')).toBeNull();
    expect(fake.callsTo('settings.set')).toEqual([{ reminderRule: 'fixed' }]);
  });

  test.each([
    ['15', [15]],
    ['1, 20', [20, 1]],
    ['5 5 30', [30, 5]],
    ['0;40320', [40_320, 0]],
  ])('"%s" minutes are %j', async (text, minutes) => {
    const { section, fake } = await openSettings({ reminderRule: 'fixed' });
    const input = section.getByLabelText<HTMLInputElement>(/Minutes before/);
    fireEvent.change(input, { target: { value: text } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(fake.callsTo('settings.set')).toEqual([{ reminderMinutes: minutes }]);
  });

  test.each(['', 'soon', '-5', '1,2,3,4,5,6', '40321', '1.5'])(
    '"%s" is no list and not saved',
    async (text) => {
      const { section, fake } = await openSettings({ reminderRule: 'fixed' });
      const input = section.getByLabelText<HTMLInputElement>(/Minutes before/);
      fireEvent.change(input, { target: { value: text } });
      fireEvent.blur(input);
      expect(input.getAttribute('aria-invalid')).toBe('true');
      expect(fake.callsTo('settings.set')).toEqual([]);
    },
  );

  describe('of a calendar', () => {
    const calendars = [aCalendar('Work'), aCalendar('Hidden', { id: 'b' as CalendarId, visible: false })];
    const openCalendars = async (settings: Partial<Settings> = {}) => {
      const fake = renderApp({ calendars, settings: { ...usual.settings, ...settings } });
      await openSettingsPage('Reminders');
      return { fake, section: within(await screen.findByRole('region', { name: 'Per calendar' })) };
    };
    const key = { accountId: calendars[0]!.accountId, calendarId: calendars[0]!.id };

    test('are chosen beside the general rule, and for what is in the window only', async () => {
      const { section, fake } = await openCalendars();
      expect(section.getAllByRole('combobox')).toHaveLength(1);
      const rule = section.getByRole<HTMLSelectElement>('combobox', { name: 'Work' });
      expect(rule.value).toBe('default');
      fireEvent.change(rule, { target: { value: 'fixed' } });
      const input = await section.findByLabelText('Minutes before start: Work');
      fireEvent.change(input, { target: { value: '30, 5' } });
      fireEvent.blur(input);
      fireEvent.change(rule, { target: { value: 'off' } });
      await waitFor(() => expect(section.queryByLabelText(/Minutes before/)).toBeNull());
      fireEvent.change(rule, { target: { value: 'default' } });
      expect(fake.callsTo('settings.set')).toEqual([
        { reminderCalendars: [{ ...key, rule: 'fixed', minutes: [10, 1] }] },
        { reminderCalendars: [{ ...key, rule: 'fixed', minutes: [30, 5] }] },
        // The minutes are there again if they are wanted again.
        { reminderCalendars: [{ ...key, rule: 'off', minutes: [30, 5] }] },
        { reminderCalendars: [] },
      ]);
    });

    test('are not asked for while the app never reminds', async () => {
      renderApp({ calendars, settings: { ...usual.settings, reminderRule: 'off' } });
      await openSettingsPage('Reminders');
      await screen.findByRole('region', { name: 'Reminders' });
      expect(screen.queryByRole('region', { name: 'Per calendar' })).toBeNull();
    });
  });

  test('working hours can be set, day by day', async () => {
    const { section, fake } = await openSettings();
    fireEvent.click(section.getByLabelText('Only during working hours'));
    const usualHours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    expect(fake.callsTo('settings.set')).toEqual([{ reminderHours: usualHours }]);
    fireEvent.change(await section.findByLabelText('From'), { target: { value: '09:30' } });
    fireEvent.click(section.getByLabelText('Fri'));
    fireEvent.click(section.getByLabelText('Sun'));
    expect(fake.callsTo('settings.set').at(-1)).toEqual({
      reminderHours: { from: '09:30', to: '18:00', days: [1, 2, 3, 4, 7] },
    });
  });

  test('pause for an hour or until tomorrow, and resume', async () => {
    const { section, fake } = await openSettings();
    fireEvent.click(section.getByRole('button', { name: 'For 1 hour' }));
    expect(fake.callsTo('settings.set')).toEqual([{ remindersPausedUntil: '2026-11-24T09:48:00.000Z' }]);
    expect(section.getByText('Reminders paused until 10:48')).toBeTruthy();
    fireEvent.click(section.getByRole('button', { name: 'Resume' }));
    expect(fake.callsTo('settings.set').at(-1)).toEqual({ remindersPausedUntil: null });
    fireEvent.click(section.getByRole('button', { name: 'Until tomorrow' }));
    expect(section.getByText(/Reminders paused until tomorrow/)).toBeTruthy();
  });

  test('switched off leave only the setting for notifications of changes', async () => {
    const { section, fake } = await openSettings({ reminderRule: 'off' });
    expect(section.getAllByRole('checkbox')).toHaveLength(1);
    fireEvent.click(section.getByLabelText('Notify me of changes'));
    expect(fake.callsTo('settings.set')).toEqual([{ changeNotices: false }]);
  });
});
