/** Answering invitations in the window, once writing is turned on: by mouse and by keys, with Undo and what waits. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { OutboxItem } from '../../shared/writing.ts';
import { anOccurrence, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, nowIso, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const asked = (title: string, from: string, to: string, more = {}) =>
  anOccurrence(title, `2026-11-24T${from}Z`, `2026-11-24T${to}Z`, {
    accountId: googleAccount.id,
    selfResponse: 'needsAction',
    ...more,
  });
const budget = asked('Budget call', '09:30', '10:00');
const planning = asked('Planning', '13:00', '14:00');
const standup = asked('Stand-up', '15:00', '15:15', {
  masterId: 'standup',
  selfResponse: 'accepted',
});
const on: FakeState['writing'] = {
  accounts: [
    { accountId: googleAccount.id, email: googleAccount.label, on: true, reach: 'own', needsSignIn: false },
  ],
  anyOn: true,
};
const may = { may: { respond: true } };
const state: Partial<FakeState> = {
  accounts: [googleAccount],
  occurrences: [budget, planning, standup],
  details: new Map([
    ['Budget call', may],
    ['Planning', may],
    ['Stand-up', may],
  ]),
  writing: on,
};
const drafts = (calls: ReturnType<typeof renderApp>['callsTo']) =>
  calls('edits.preview').map(({ draft }) =>
    draft.kind === 'respond' ? [draft.ref.eventId, draft.response, draft.scope, draft.comment] : [],
  );
const row = async (name: RegExp): Promise<HTMLElement> => {
  const rows = await screen.findAllByRole('button', { name });
  return rows.find((each) => each.dataset['row'] !== undefined)!;
};
/** The answers in the row of the list. */
const answersOf = async (name: RegExp): Promise<HTMLElement> => {
  const item = (await row(name)).closest('li')!;
  return waitFor(() => within(item).getByRole('group', { name: /^Going/ }));
};
const press = async (name: RegExp, answer: string): Promise<void> => {
  fireEvent.click(within(await answersOf(name)).getByRole('button', { name: answer }));
};
const anItem = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  opId: '11111111-2222-4333-8444-555555555555',
  kind: 'respond',
  state: 'queued',
  accountId: googleAccount.id,
  calendarId: budget.calendarId,
  ref: { accountId: googleAccount.id, calendarId: budget.calendarId, eventId: budget.eventId },
  title: 'Budget call',
  start: budget.start,
  end: budget.end,
  what: { kind: 'respond', scope: 'one', response: 'accepted', comment: 'Running late' },
  problem: null,
  choices: ['undo'],
  undoUntilMs: null,
  madeAtMs: 0,
  ...more,
});

describe('in the list', () => {
  test('a press on Yes sends it once, also by a double click, and shows it at once', async () => {
    const { callsTo } = renderApp(state);
    const answers = await answersOf(/Budget call/);
    const yes = within(answers).getByRole('button', { name: 'Yes' });
    fireEvent.click(yes);
    expect(yes.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(yes);
    await waitFor(() => expect(callsTo('edits.submit')).toHaveLength(1));
    expect(drafts(callsTo)).toEqual([[budget.eventId, 'accepted', 'one', null]]);
    expect(callsTo('edits.submit')[0]).toMatchObject({
      notify: 'all',
      opId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect((await row(/Budget call/)).textContent).toContain('Not sent yet');
    expect(callsTo('meeting.openToRespond')).toEqual([]);
  });

  test('R moves to the answers of the row with the focus, and Y, M or N answers', async () => {
    const { callsTo } = renderApp(state);
    await answersOf(/Planning/);
    for (const [title, key, response] of [
      [/Budget call/, 'y', 'accepted'],
      [/Planning/, 'n', 'declined'],
      [/Stand-up/, 'm', 'tentative'],
    ] as const) {
      const at = await row(title);
      act(() => at.focus());
      fireEvent.keyDown(document.activeElement!, { key: 'r' });
      expect(document.activeElement?.closest('[data-answers]')).not.toBeNull();
      fireEvent.keyDown(document.activeElement!, { key });
      await waitFor(() => expect(drafts(callsTo).at(-1)?.[1]).toBe(response));
    }
    expect(callsTo('calendars.newEvent')).toEqual([]);
  });

  test('the answer that was given is not sent again', async () => {
    const { callsTo } = renderApp(state);
    (await row(/Stand-up/)).focus();
    await press(/Stand-up/, 'Yes');
    expect(drafts(callsTo)).toEqual([]);
  });
});

describe('the notice after an answer', () => {
  const undoable = { ...state };

  test('takes it back by a press and by Z, as long as it is not sent', async () => {
    const { jarvis, callsTo, change } = renderApp(undoable);
    // As main does: ten seconds.
    const { submit } = jarvis.edits;
    Object.assign(jarvis.edits, {
      submit: async (request: Parameters<typeof submit>[0]) => {
        const reply = await submit(request);
        return reply.ok
          ? { ok: true, value: { ...reply.value, undoUntilMs: Date.parse(nowIso) + 10_000 } }
          : reply;
      },
    });
    await press(/Budget call/, 'No');
    const said = await screen.findByText('You answered “No” to “Budget call”');
    fireEvent.click(within(said.parentElement!).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(callsTo('outbox.undo')).toHaveLength(1));
    expect(screen.queryByText(/You answered/)).toBeNull();
    await waitFor(async () => expect((await row(/Budget call/)).textContent).not.toContain('Not sent yet'));

    await press(/Planning/, 'Maybe');
    await screen.findByText('You answered “Maybe” to “Planning”');
    act(() => change({ outbox: [] }));
    fireEvent.keyDown(window, { key: 'z' });
    expect(await screen.findByText('It has already been sent.')).toBeTruthy();
  });
});

describe('in an open event', () => {
  const open = async (name: RegExp): Promise<HTMLElement> => {
    fireEvent.click(await row(name));
    const panel = await screen.findByRole('dialog');
    await within(panel).findByRole('group', { name: /^Going/ });
    return panel;
  };

  test('one date or the whole series, with a note', async () => {
    const { callsTo } = renderApp(state);
    const panel = await open(/Stand-up/);
    fireEvent.click(within(panel).getByRole('radio', { name: 'All events' }));
    fireEvent.click(within(panel).getByRole('button', { name: 'Add note' }));
    fireEvent.change(within(panel).getByLabelText('Note'), { target: { value: ' On leave ' } });
    fireEvent.click(within(panel).getByRole('button', { name: 'No' }));
    await waitFor(() => expect(drafts(callsTo)).toEqual([[standup.eventId, 'declined', 'all', 'On leave']]));
    expect(within(panel).queryByLabelText('Note')).toBeNull();
  });

  test('letters typed into the note are no answers, and it can be sent with the given answer', async () => {
    const { callsTo } = renderApp(state);
    const panel = await open(/Stand-up/);
    fireEvent.click(within(panel).getByRole('button', { name: 'Add note' }));
    const note = within(panel).getByLabelText('Note');
    fireEvent.keyDown(note, { key: 'y' });
    fireEvent.change(note, { target: { value: 'Late' } });
    expect(drafts(callsTo)).toEqual([]);
    fireEvent.click(within(panel).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(drafts(callsTo)).toEqual([[standup.eventId, 'accepted', 'one', 'Late']]));
  });

  test('a note that was not sent is there again in its panel, also after a restart, until it is sent', async () => {
    const first = renderApp(state);
    let panel = await open(/Stand-up/);
    fireEvent.click(within(panel).getByRole('button', { name: 'Add note' }));
    const type = (text: string) =>
      fireEvent.change(within(panel).getByLabelText('Note'), { target: { value: text } });
    type('From the train');
    fireEvent.click(within(panel).getByRole('button', { name: 'Close' }));
    expect(await open(/Budget call/)).toBeTruthy();
    expect(screen.queryByLabelText('Note')).toBeNull();
    panel = await open(/Stand-up/);
    expect(within(panel).getByLabelText<HTMLTextAreaElement>('Note').value).toBe('From the train');
    const saved = first.callsTo('edits.saveDraft').at(-1)!;
    first.view.unmount();

    const { callsTo } = renderApp({
      ...state,
      drafts: [{ draftId: saved.draftId, text: saved.text ?? '', savedAt: nowIso }],
    });
    panel = await open(/Stand-up/);
    await waitFor(() =>
      expect(within(panel).getByLabelText<HTMLTextAreaElement>('Note').value).toBe('From the train'),
    );
    fireEvent.click(within(panel).getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(drafts(callsTo)).toEqual([[standup.eventId, 'accepted', 'one', 'From the train']]),
    );
    await waitFor(() => expect(within(panel).queryByLabelText('Note')).toBeNull());
    expect(callsTo('edits.saveDraft').at(-1)).toEqual({ draftId: saved.draftId, text: null });
  });

  test('a note opened and left empty leaves nothing, and one whose answer failed stays', async () => {
    const { callsTo } = renderApp({ ...state, failing: { 'edits.preview': { kind: 'writingOff' } } });
    let panel = await open(/Stand-up/);
    fireEvent.click(within(panel).getByRole('button', { name: 'Add note' }));
    fireEvent.click(within(panel).getByRole('button', { name: 'Close' }));
    panel = await open(/Stand-up/);
    expect(within(panel).queryByLabelText('Note')).toBeNull();
    fireEvent.click(within(panel).getByRole('button', { name: 'Add note' }));
    fireEvent.change(within(panel).getByLabelText('Note'), { target: { value: 'Late' } });
    fireEvent.click(within(panel).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(callsTo('edits.preview')).toHaveLength(1));
    expect(within(panel).getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Late');
  });

  test('the note that the organiser has is shown, and can be changed and removed', async () => {
    const self = {
      email: 'ada@example.com',
      response: 'accepted' as const,
      self: true,
      organizer: false,
      optional: false,
      resource: false,
      comment: 'From home',
    };
    const { callsTo } = renderApp({
      ...state,
      details: new Map([['Stand-up', { may: { respond: true }, attendees: [self] }]]),
    });
    const panel = await open(/Stand-up/);
    await within(panel).findByText('Your note: From home');
    fireEvent.click(within(panel).getByRole('button', { name: 'Edit note' }));
    const note = within(panel).getByLabelText<HTMLTextAreaElement>('Note');
    expect([note.value, document.activeElement]).toEqual(['From home', note]);
    const send = within(panel).getByRole<HTMLButtonElement>('button', { name: 'Send' });
    expect(send.disabled).toBe(true);
    fireEvent.change(note, { target: { value: ' From home, by phone ' } });
    expect(send.disabled).toBe(false);
    fireEvent.change(note, { target: { value: '' } });
    fireEvent.click(within(panel).getByRole('button', { name: 'Remove note' }));
    await waitFor(() => expect(drafts(callsTo)).toEqual([[standup.eventId, 'accepted', 'one', '']]));
  });

  test('what it overlaps is said beside the answers', async () => {
    const clash = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z');
    renderApp({ ...state, occurrences: [clash, budget] });
    const panel = await open(/Budget call/);
    expect(await within(panel).findByText('Overlaps “Design review” by 15 min')).toBeTruthy();
  });

  test('an answer that could not be sent says why', async () => {
    renderApp({ ...state, failing: { 'edits.preview': { kind: 'eventNotEditable', why: 'cancelled' } } });
    const panel = await open(/Budget call/);
    const yes = within(panel).getByRole('button', { name: 'Yes' });
    fireEvent.click(yes);
    expect(await screen.findByText('This event was cancelled.')).toBeTruthy();
    expect(yes.getAttribute('aria-pressed')).toBe('false');
  });

  test('invited through a group: said, with the way to Google', async () => {
    const group = asked('All hands', '12:00', '13:00', { selfResponse: null });
    const guest = {
      email: 'team@example.com',
      response: 'accepted' as const,
      self: false,
      organizer: false,
      optional: false,
      resource: false,
    };
    const { callsTo } = renderApp({
      ...state,
      occurrences: [group],
      details: new Map([
        ['All hands', { may: { respond: false, why: 'notOnGuestList' }, attendees: [guest] }],
      ]),
    });
    fireEvent.click(await row(/All hands/));
    const panel = await screen.findByRole('dialog', { name: 'All hands' });
    await within(panel).findByText(/Your address isn’t on the guest list/);
    fireEvent.click(within(panel).getByRole('button', { name: /^Respond in Google Calendar/ }));
    expect(callsTo('meeting.openToRespond')).toHaveLength(1);
    expect(within(panel).queryByRole('group', { name: /^Going/ })).toBeNull();
  });

  test('while writing is off, it leads to Google and to the settings', async () => {
    renderApp({ ...state, writing: { accounts: [], anyOn: false }, details: new Map() });
    fireEvent.click(await row(/Budget call/));
    const panel = await screen.findByRole('dialog', { name: 'Budget call' });
    await within(panel).findByRole('button', { name: /^Respond in Google Calendar/ });
    fireEvent.click(within(panel).getByRole('button', { name: 'Answer here…' }));
    expect(await screen.findByRole('tabpanel', { name: 'Changing events' })).toBeTruthy();
  });
});

test('invitations are answered one after another by their letters', async () => {
  const { callsTo } = renderApp(state);
  await screen.findByRole('button', { name: '2 invitations to answer' });
  await waitFor(() => expect(callsTo('writing.state')).toHaveLength(1));
  fireEvent.keyDown(window, { key: 'i' });
  const panel = await screen.findByRole('dialog', { name: 'Invitations' });
  const atFocus = (): string | null | undefined =>
    document.activeElement?.querySelector('[dir]')?.textContent;
  expect(atFocus()).toBe('Budget call');
  fireEvent.keyDown(document.activeElement!, { key: 'y' });
  await waitFor(() => expect(atFocus()).toBe('Planning'));
  fireEvent.keyDown(document.activeElement!, { key: 'n' });
  expect(await within(panel).findByText('No invitations to answer.')).toBeTruthy();
  await waitFor(() => expect(callsTo('edits.submit')).toHaveLength(2));
  expect(drafts(callsTo)).toEqual([
    [budget.eventId, 'accepted', 'one', null],
    [planning.eventId, 'declined', 'one', null],
  ]);
});

test('an unanswered series is answered as a whole unless one date is chosen', async () => {
  const series = asked('Retro', '15:00', '16:00', { masterId: 'retro' });
  const { callsTo } = renderApp({
    ...state,
    occurrences: [],
    invitations: [{ occurrence: series, wholeSeries: true, organizer: null }],
  });
  fireEvent.click(await screen.findByRole('button', { name: '1 invitation to answer' }));
  const panel = await screen.findByRole('dialog', { name: 'Invitations' });
  const yes = await within(panel).findByRole('button', { name: 'Yes' });
  fireEvent.click(within(panel).getByRole('radio', { name: 'This event' }));
  fireEvent.click(within(panel).getByRole('radio', { name: 'All events' }));
  fireEvent.click(yes);
  await waitFor(() => expect(drafts(callsTo)).toEqual([[series.eventId, 'accepted', 'all', null]]));
});

describe('what waits', () => {
  const failed = anItem({
    state: 'conflict',
    problem: { kind: 'writeConflict', fields: ['time'] },
    choices: ['mine', 'theirs', 'copyText', 'open', 'discard'],
  });

  test('is counted in the status bar and listed with what was typed', async () => {
    renderApp({ ...state, outbox: [anItem(), anItem({ opId: 'b', title: 'Other', state: 'sending' })] });
    fireEvent.click(await screen.findByRole('button', { name: /^2 changes? (waiting|not sent)$/ }));
    const panel = await screen.findByRole('dialog', { name: 'Changes on their way' });
    expect(panel.textContent).toContain('Your answer: Yes');
    expect(panel.textContent).toContain('Note: Running late');
    expect(panel.textContent).toContain('Sending…');
    fireEvent.keyDown(panel, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('offers the choices of a conflict, and names what discarding loses', async () => {
    const { callsTo } = renderApp({ ...state, outbox: [failed] });
    expect((await screen.findByText('1 change not sent')).textContent).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^1 change (waiting|not sent)/ }));
    const panel = await screen.findByRole('dialog', { name: 'Changes on their way' });
    expect(panel.textContent).toContain('changed in Google Calendar in the meantime: time');
    fireEvent.click(within(panel).getByRole('button', { name: 'Copy text' }));
    fireEvent.click(within(panel).getByRole('button', { name: /^Open in Google Calendar/ }));
    fireEvent.click(within(panel).getByRole('button', { name: /^Discard/ }));
    const question = within(panel).getByRole('alertdialog');
    expect(question.textContent).toContain('Your answer “Yes” won’t be sent.');
    expect(question.textContent).toContain('Your note is lost: “Running late”');
    expect(callsTo('outbox.discard')).toEqual([]);
    fireEvent.click(within(question).getByRole('button', { name: 'Discard' }));
    expect(callsTo('outbox.discard')).toEqual([{ opId: failed.opId }]);
    expect([callsTo('outbox.copyText').length, callsTo('meeting.openToRespond').length]).toEqual([1, 1]);
    expect(await within(panel).findByText('Everything has been sent.')).toBeTruthy();
  });

  test.each(['mine', 'theirs'] as const)('keeps %s', async (keep) => {
    const { callsTo } = renderApp({ ...state, outbox: [failed] });
    fireEvent.click(await screen.findByRole('button', { name: /^1 change (waiting|not sent)/ }));
    const name = keep === 'mine' ? /^Keep mine/ : /^Keep Google’s/;
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(callsTo('outbox.resolve')).toEqual([{ opId: failed.opId, keep }]);
  });

  test('is shown by the tray too', async () => {
    const { showOutbox } = renderApp({ ...state, outbox: [failed] });
    await screen.findByText('1 change not sent');
    act(() => showOutbox());
    expect(await screen.findByRole('dialog', { name: 'Changes on their way' })).toBeTruthy();
  });
});

describe('writing in the settings', () => {
  const off = {
    ...on,
    accounts: on.accounts.map((each) => ({ ...each, on: false, reach: null })),
    anyOn: false,
  };

  test('is turned on after a question that says what becomes possible, and off by one switch', async () => {
    const { callsTo } = renderApp({ ...state, writing: off });
    await openSettingsPage('Changing events');
    fireEvent.click(await screen.findByRole('checkbox', { name: googleAccount.label }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('answer invitations, and create, move and delete events');
    expect(question.textContent).toContain('third-party connections');
    expect(callsTo('writing.enable')).toEqual([]);
    fireEvent.click(within(question).getByRole('radio', { name: /Every one I can change/ }));
    fireEvent.click(within(question).getByRole('button', { name: 'Continue to Google' }));
    expect(callsTo('writing.enable')).toEqual([{ accountId: googleAccount.id, reach: 'every' }]);
    expect(await screen.findByText('On for every calendar that you can change')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: googleAccount.label }));
    expect(callsTo('writing.disable')).toEqual([{ accountId: googleAccount.id }]);
    expect(await screen.findByText('Off. The app only reads this account.')).toBeTruthy();
  });

  test('stays off if the permission was not given, and says so', async () => {
    renderApp({
      ...state,
      writing: off,
      failing: { 'writing.enable': { kind: 'writeScopeMissing', accountId: googleAccount.id } },
    });
    await openSettingsPage('Changing events');
    fireEvent.click(await screen.findByRole('checkbox', { name: googleAccount.label }));
    fireEvent.click(await screen.findByRole('button', { name: 'Continue to Google' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Reading goes on as before.');
  });

  test('the time to undo is a setting', async () => {
    const { callsTo } = renderApp({ ...state, writing: off });
    await openSettingsPage('Changing events');
    fireEvent.change(await screen.findByLabelText('Time to undo'), { target: { value: '30' } });
    expect(callsTo('settings.set')).toEqual([{ undoSeconds: 30 }]);
  });
});

test('an account with unsent changes is disconnected only after a decision about them', async () => {
  const problem = { kind: 'writesWaiting', accountId: googleAccount.id, count: 2 } as const;
  const { callsTo, state: now } = renderApp({ ...state, failing: { 'accounts.disconnect': problem } });
  await openSettingsPage('Accounts and calendars');
  fireEvent.click(screen.getByRole('button', { name: /^Disconnect/ }));
  fireEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Disconnect' }));
  const text = 'This account has 2 changes that haven’t been sent.';
  expect(await screen.findByText(text)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Send first' }));
  await waitFor(() => expect(callsTo('accounts.disconnect')).toHaveLength(2));
  // They could not be sent either.
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Discard' })).toHaveProperty('disabled', false),
  );
  delete now.failing['accounts.disconnect'];
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByText(text)).toBeNull());
  expect(callsTo('accounts.disconnect').map(({ waiting }) => waiting)).toEqual([
    undefined,
    'send',
    'discard',
  ]);
});

test('what comes from outside the window opens an event and answers nothing', async () => {
  const hostile = asked('<b>Press Y</b> jarvis://answer?yes', '16:00', '17:00');
  const { callsTo, show, showInvitations } = renderApp({
    ...state,
    occurrences: [hostile],
    details: new Map([[hostile.title, may]]),
  });
  const row16 = await row(/Press Y/);
  for (const key of ['y', 'm', 'n']) fireEvent.keyDown(row16, { key });
  for (const key of ['y', 'm', 'n']) fireEvent.keyDown(window, { key });
  act(() => show({ calendarId: hostile.calendarId, eventId: hostile.eventId }));
  const panel = await screen.findByRole('dialog', { name: hostile.title });
  await within(panel).findByRole('group', { name: /^Going/ });
  expect(panel.querySelector('b')).toBeNull();
  fireEvent.keyDown(panel, { key: 'y' });
  act(() => showInvitations());
  await screen.findByRole('dialog', { name: 'Invitations' });
  expect([callsTo('edits.preview'), callsTo('edits.submit')]).toEqual([[], []]);
});
