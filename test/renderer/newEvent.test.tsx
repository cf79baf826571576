/** Creating an event in the window: the line, the form, the question about guests, the draft, and undo. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CalendarId } from '../../shared/model.ts';
import type { OutboxItem } from '../../shared/writing.ts';
import { aCalendar, anOccurrence, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const accountId = googleAccount.id;
const google: Partial<FakeState> = {
  accounts: [googleAccount],
  calendars: [aCalendar('Work', { accountId })],
  occurrences: [anOccurrence('Design review', '2026-11-24T13:00Z', '2026-11-24T13:45Z', { accountId })],
};
const writing: Partial<FakeState> = {
  ...google,
  writing: {
    accounts: [{ accountId, email: 'ada@example.com', on: true, reach: 'own', needsSignIn: false }],
    anyOn: true,
  },
};
const example = 'Lunch with Mia tomorrow 12:30 1h at Café Quince';

const open = async (): Promise<HTMLElement> => {
  await screen.findByRole('button', { name: 'New event' });
  fireEvent.keyDown(window, { key: 'n' });
  return screen.findByRole('dialog', { name: 'New event' });
};
const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'What and when' });
const type = async (line: string, title: string): Promise<void> => {
  fireEvent.change(field(), { target: { value: line } });
  await waitFor(() => expect(summary()).toContain(title));
};
const summary = (): string =>
  document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent ?? '';
const pressEnter = (): boolean => fireEvent.keyDown(field(), { key: 'Enter' });
const lastDraft = (asked: readonly unknown[]): unknown => (asked.at(-1) as { draft: unknown }).draft;

test('N and the button open Google’s page while nothing may be changed here', async () => {
  const { callsTo } = renderApp(google);
  fireEvent.click(await screen.findByRole('button', { name: 'New event in Google Calendar' }));
  fireEvent.keyDown(window, { key: 'n' });
  await waitFor(() => expect(callsTo('calendars.newEvent')).toHaveLength(2));
  expect(screen.queryByRole('dialog', { name: 'New event' })).toBeNull();
});

test('a typed line is marked, said in words, and created with Enter; Z undoes it', async () => {
  const { callsTo } = renderApp(writing);
  const dialog = await open();
  await type(example, 'Wednesday 25 November, 12:30 – 13:30');
  expect(summary()).toContain('Café Quince');
  expect([...dialog.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'tomorrow',
    '12:30',
    '1h',
    'at Café Quince',
  ]);
  pressEnter();
  pressEnter();
  expect(await screen.findByText('“Lunch with Mia” created')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(lastDraft(callsTo('edits.preview'))).toEqual({
    kind: 'create',
    accountId,
    calendarId: 'work@example.com',
    title: 'Lunch with Mia',
    when: { allDay: false, start: '2026-11-25T12:30', end: '2026-11-25T13:30', zone: 'Europe/Berlin' },
    repeat: null,
    guests: [],
    place: 'Café Quince',
    description: '',
    addMeet: false,
    reminders: null,
  });
  expect(callsTo('edits.submit')).toEqual([expect.objectContaining({ notify: 'none' })]);
  fireEvent.keyDown(window, { key: 'z' });
  expect(await screen.findByText('Event not created')).toBeTruthy();
  expect(callsTo('outbox.undo')).toHaveLength(1);
  // Nothing that was typed is lost.
  await open();
  await waitFor(() => expect(field().value).toBe(example));
});

test('Enter pressed before the line has been read creates that line once it is read, and no other', async () => {
  const { callsTo } = renderApp(writing);
  await open();
  fireEvent.change(field(), { target: { value: 'Lunch tomorrow 12:30' } });
  pressEnter();
  fireEvent.change(field(), { target: { value: example } });
  await waitFor(() => expect(summary()).toContain('Café Quince'));
  expect(callsTo('edits.preview')).toEqual([]);

  fireEvent.change(field(), { target: { value: 'Dinner tomorrow 19:00' } });
  pressEnter();
  pressEnter();
  expect(await screen.findByText('“Dinner” created')).toBeTruthy();
  expect(callsTo('edits.preview')).toHaveLength(1);
});

test('with guests nothing is submitted before the person chooses whether they get mail [W41]', async () => {
  const { callsTo } = renderApp({
    ...writing,
    preview: { recipients: ['mia@example.com'], mails: 1, external: 1 },
  });
  await open();
  await type('Review tomorrow 10:00 with mia@example.com', 'mia@example.com');
  pressEnter();
  const question = await screen.findByRole('dialog', { name: 'Send invitations?' });
  expect(within(question).getByText('1 guest gets an invitation by email:')).toBeTruthy();
  expect(within(question).getByText('1 guest is outside your organization.')).toBeTruthy();
  // Enter has chosen neither.
  fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  expect(callsTo('edits.submit')).toEqual([]);
  fireEvent.click(within(question).getByRole('button', { name: 'Back' }));
  expect(field().value).toContain('mia@example.com');
  pressEnter();
  const send = await screen.findByRole('button', { name: 'Send invitations' });
  fireEvent.click(send);
  fireEvent.click(send);
  expect(await screen.findByText('“Review” created, invitations will be sent')).toBeTruthy();
  expect(callsTo('edits.submit')).toEqual([expect.objectContaining({ notify: 'all' })]);
});

test('the choice not to send is carried out as such', async () => {
  const { callsTo } = renderApp({ ...writing, preview: { recipients: ['mia@example.com'], mails: 1 } });
  await open();
  await type('Review tomorrow 10:00 with mia@example.com', 'mia@example.com');
  pressEnter();
  fireEvent.click(await screen.findByRole('button', { name: 'Create without sending' }));
  await waitFor(() => expect(callsTo('edits.submit')).toEqual([expect.objectContaining({ notify: 'none' })]));
});

test('Esc keeps what was typed, which is there again the next time; starting over forgets it', async () => {
  const { callsTo } = renderApp(writing);
  await open();
  await type('Planning Friday 10:00', 'Planning');
  fireEvent(await screen.findByRole('dialog'), new Event('cancel', { cancelable: true }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(callsTo('edits.saveDraft')).toHaveLength(1);
  await open();
  await waitFor(() => expect(field().value).toBe('Planning Friday 10:00'));
  fireEvent.click(screen.getByRole('button', { name: 'Start over' }));
  expect(field().value).toBe('');
  expect(callsTo('edits.saveDraft').at(-1)).toMatchObject({ text: null });
});

test('what is typed is saved by itself, and forgotten once the event is created', async () => {
  const { callsTo } = renderApp(writing);
  await open();
  await type('Planning Friday 10:00', 'Planning');
  await waitFor(() => expect(callsTo('edits.saveDraft')).toHaveLength(1));
  pressEnter();
  await screen.findByText('“Planning” created');
  const saved = callsTo('edits.saveDraft') as readonly { draftId: string; text: string | null }[];
  expect(saved.at(-1)).toEqual({ draftId: saved[0]?.draftId, text: null });
});

test('conflicts are said while the line is typed', async () => {
  renderApp(writing);
  const dialog = await open();
  await type('Review today 14:15', 'Review');
  expect(await within(dialog).findByText('Overlaps “Design review”, 14:00 – 14:45')).toBeTruthy();
  await type('Review today 16:15', '16:15');
  await waitFor(() => expect(dialog.querySelector('[data-conflict]')).toBeNull());
});

test('the form sets what the line does not say', async () => {
  const { callsTo } = renderApp(writing);
  const dialog = await open();
  await type('Planning Friday 10:00', 'Planning');
  const set = (label: string, value: string): void => {
    fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
  };
  set('Start', '11:15');
  set('Date', '2026-12-02');
  set('Repeat', 'RRULE:FREQ=WEEKLY;BYDAY=WE');
  set('Date', '2026-12-03');
  set('Location', 'Room 4');
  set('Description', 'Bring the plan');
  set('Reminder', '10');
  fireEvent.click(within(dialog).getByLabelText('Add a Google Meet link'));
  pressEnter();
  await waitFor(() => expect(callsTo('edits.submit')).toHaveLength(1));
  expect(lastDraft(callsTo('edits.preview'))).toMatchObject({
    when: { start: '2026-12-03T11:15', end: '2026-12-03T12:15' },
    repeat: 'RRULE:FREQ=WEEKLY;BYDAY=TH',
    place: 'Room 4',
    description: 'Bring the plan',
    reminders: [{ method: 'popup', minutes: 10 }],
    addMeet: true,
  });
});

test('a guest that is no address is said, and nothing is sent', async () => {
  const { callsTo } = renderApp(writing);
  const dialog = await open();
  await type('Planning Friday 10:00', 'Planning');
  fireEvent.change(within(dialog).getByLabelText('Guests'), { target: { value: 'Mia' } });
  pressEnter();
  expect((await screen.findByRole('alert')).textContent).toBe('“Mia” isn’t an email address.');
  expect(callsTo('edits.preview')).toEqual([]);
});

test('a refusal is said, and loses nothing that was typed', async () => {
  const { callsTo } = renderApp({
    ...writing,
    failing: { 'edits.submit': { kind: 'outboxFailed', cause: 'full' } },
  });
  await open();
  await type('Planning Friday 10:00', 'Planning');
  pressEnter();
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(field().value).toBe('Planning Friday 10:00');
  expect(callsTo('edits.submit')).toHaveLength(1);
});

/** The notice about a meeting that begins now. */
const notice = (): Promise<HTMLElement> => screen.findByRole('group', { name: 'Meet now' });
const inCalendar = { accountId, calendarId: 'work@example.com' as CalendarId };

test('“Meet now” creates a half-hour meeting with a call at once, and offers to join it when its link is there', async () => {
  const { callsTo, change, state } = renderApp(writing);
  await screen.findByRole('button', { name: 'Meet now' });
  fireEvent.keyDown(window, { key: 'j', ctrlKey: true });
  fireEvent.keyDown(window, { key: 'j', ctrlKey: true });
  await waitFor(() => expect(callsTo('outbox.retry')).toHaveLength(1));
  expect(callsTo('edits.submit')).toEqual([expect.objectContaining({ notify: 'none' })]);
  expect(lastDraft(callsTo('edits.preview'))).toMatchObject({
    title: 'Meeting',
    when: { start: '2026-11-24T09:48', end: '2026-11-24T10:18' },
    addMeet: true,
    guests: [],
  });
  expect((await notice()).textContent).toContain('Creating your meeting…');

  const [item] = state.outbox;
  act(() => change({ outbox: [{ ...item!, state: 'accepted', choices: [] }] }));
  await within(await notice()).findByText('Google is making the Meet link…');
  const made = anOccurrence('Meeting', '2026-11-24T08:48Z', '2026-11-24T09:18Z', {
    ...inCalendar,
    eventId: item!.ref!.eventId,
    joinUrl: 'https://meet.example.com/abc',
  });
  act(() => change({ outbox: [], occurrences: [made] }));
  fireEvent.click(await within(await notice()).findByRole('button', { name: 'Join your meeting' }));
  expect(callsTo('meeting.join')).toEqual([{ ...inCalendar, eventId: item!.ref!.eventId }]);
  // The key leads to the notice as long as it is there.
  fireEvent.keyDown(window, { key: 'j', ctrlKey: true });
  expect(document.activeElement?.closest('[data-notice="meetNow"]')).not.toBeNull();
  fireEvent.click(within(await notice()).getByRole('button', { name: 'Show event' }));
  expect(await screen.findByRole('dialog', { name: 'Meeting' })).toBeTruthy();
  fireEvent.click(within(await notice()).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('group', { name: 'Meet now' })).toBeNull();
  expect(callsTo('edits.submit')).toHaveLength(1);
});

test('“Meet now” from the tray says why it failed, and tries again with the same meeting', async () => {
  const { callsTo, change, requestNewEvent, state } = renderApp(writing);
  await screen.findByRole('button', { name: 'Meet now' });
  act(() => requestNewEvent('meetNow'));
  await waitFor(() => expect(callsTo('outbox.retry')).toHaveLength(1));
  const [item] = state.outbox;
  const refused: OutboxItem = {
    ...item!,
    state: 'refused',
    problem: { kind: 'writeRefused', code: 'forbidden' },
    choices: ['retry', 'discard'],
  };
  act(() => change({ outbox: [refused] }));
  await within(await notice()).findByText(/^Your meeting wasn’t created\./);
  fireEvent.click(within(await notice()).getByRole('button', { name: 'Try again' }));
  expect(callsTo('outbox.retry').map(({ opId }) => opId)).toEqual([item!.opId, item!.opId]);

  const made = anOccurrence('Meeting', '2026-11-24T08:48Z', '2026-11-24T09:18Z', {
    ...inCalendar,
    eventId: item!.ref!.eventId,
  });
  const callNotMade: OutboxItem = { ...refused, problem: { kind: 'writeRefused', code: 'callNotMade' } };
  act(() => change({ outbox: [callNotMade], occurrences: [made] }));
  await within(await notice()).findByText(/without a Google Meet link/);
});

test('“Meet now” without a connection says so, and can be called off', async () => {
  const { callsTo } = renderApp({
    ...writing,
    status: {
      phase: 'idle',
      lastSuccessAt: null,
      lastAttemptAt: null,
      nextAttemptAt: null,
      problems: [{ kind: 'offline' }],
      progress: null,
    },
  });
  await screen.findByRole('button', { name: 'Meet now' });
  fireEvent.keyDown(window, { key: 'j', ctrlKey: true });
  await within(await notice()).findByText('Your meeting is created as soon as there is a connection.');
  fireEvent.click(await within(await notice()).findByRole('button', { name: 'Cancel' }));
  expect(callsTo('outbox.undo')).toHaveLength(1);
  expect(screen.queryByRole('group', { name: 'Meet now' })).toBeNull();
});

test('“Meet now” in the dialog takes the typed title', async () => {
  const { callsTo } = renderApp(writing);
  const dialog = await open();
  await type('Quick chat', 'Quick chat');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Meet now' }));
  await waitFor(() => expect(callsTo('edits.submit')).toHaveLength(1));
  expect(lastDraft(callsTo('edits.preview'))).toMatchObject({ title: 'Quick chat', addMeet: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('drawing on the day begins an event there; a click, and a finger, do not', async () => {
  renderApp(writing);
  await screen.findByRole('button', { name: 'New event' });
  const axis = (await screen.findByRole('region', { name: /^Timeline/ })).querySelector('[class*="blocks"]')!;
  const press = (pointerType: string, toY: number): void => {
    const at = (clientY: number): PointerEventInit => ({ clientY, button: 0, pointerType, bubbles: true });
    fireEvent(axis, new PointerEvent('pointerdown', at(620)));
    fireEvent(window, new PointerEvent('pointermove', at(toY)));
    fireEvent(window, new PointerEvent('pointerup', at(toY)));
  };
  press('mouse', 621);
  press('touch', 680);
  expect(screen.queryByRole('dialog')).toBeNull();
  // 62 px are an hour: from 10:00 to 11:00.
  press('mouse', 680);
  await screen.findByRole('dialog', { name: 'New event' });
  await waitFor(() => expect(summary()).toContain('10:00 – 11:00'));
});

test('the tray opens the same dialog', async () => {
  const { requestNewEvent } = renderApp(writing);
  await screen.findByRole('button', { name: 'New event' });
  requestNewEvent();
  expect(await screen.findByRole('dialog', { name: 'New event' })).toBeTruthy();
});
