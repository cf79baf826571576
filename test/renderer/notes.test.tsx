/** Notes in the window: beside a meeting, in lists, in the search, in the settings. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import type { EventId } from '../../shared/model.ts';
import { LONGEST_NOTE, notedMeetingOf } from '../../shared/notes.ts';
import { anOccurrence, sampleAccount, googleAccount, type FakeState } from '../support/fakeJarvis.ts';
import { aNote, noNotes, type FakeNotes } from '../support/fakeNotes.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const words = en.notes;
const series = { masterId: 'weekly' as EventId, iCalUid: 'weekly@google.com' };
const today = anOccurrence('One on one', '2026-11-24T14:00Z', '2026-11-24T14:30Z', {
  ...series,
  eventId: 'weekly_20261124T140000Z' as EventId,
  occurrenceStart: '2026-11-24T14:00:00.000Z',
});
const before = anOccurrence('One on one', '2026-11-17T14:00Z', '2026-11-17T14:30Z', {
  ...series,
  eventId: 'weekly_20261117T140000Z' as EventId,
  occurrenceStart: '2026-11-17T14:00:00.000Z',
});
const single = anOccurrence('Planning', '2026-11-24T15:00Z', '2026-11-24T16:00Z');

const start = (notes: Partial<FakeNotes> = {}, more: Partial<FakeState> = {}) =>
  renderApp({ occurrences: [today, single], notes: { ...noNotes, ...notes }, ...more });
const open = async (app: ReturnType<typeof start>, meeting = today): Promise<HTMLElement> => {
  await screen.findByRole('region', { name: 'Now and next' });
  act(() => app.show({ calendarId: meeting.calendarId, eventId: meeting.eventId }));
  const panel = await screen.findByRole('dialog', { name: meeting.title });
  await within(panel).findByLabelText(words.thisEvent);
  return panel;
};
const field = (panel: HTMLElement): HTMLTextAreaElement => within(panel).getByLabelText(words.thisEvent);
const type = (element: HTMLElement, text: string): void => {
  fireEvent.change(element, { target: { value: text } });
};

describe('beside a meeting', () => {
  test('what is typed is saved without a button, and says so', async () => {
    const app = start();
    const panel = await open(app, single);
    expect(panel.textContent).toContain(words.onlyHere);
    type(field(panel), 'Bring the drafts');
    expect(panel.textContent).toContain(words.saving);
    await within(panel).findByText(words.saved);
    expect(app.state.notes.notes).toMatchObject([
      { scope: 'occurrence', text: 'Bring the drafts', meeting: notedMeetingOf(single) },
    ]);
  });

  test('it is saved at once when the field is left, and when the panel is closed', async () => {
    const app = start();
    const panel = await open(app, single);
    type(field(panel), 'One');
    fireEvent.blur(field(panel));
    expect(app.callsTo('notes.save').at(-1)?.text).toBe('One');
    await within(panel).findByText(words.saved);
    type(field(panel), 'Two');
    fireEvent.click(within(panel).getByRole('button', { name: en.app.close }));
    expect(app.callsTo('notes.save').at(-1)?.text).toBe('Two');
  });

  test('text that cannot be saved stays, is told why, survives closing the panel, and is saved later', async () => {
    const app = start({}, { failing: { 'notes.save': { kind: 'storageFailed', cause: 'full' } } });
    const panel = await open(app, single);
    type(field(panel), 'Do not lose me');
    const alert = await within(panel).findByRole('alert');
    expect(alert.textContent).toBe(words.problems.full);
    fireEvent.click(within(panel).getByRole('button', { name: en.app.close }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBe(null));
    const again = await open(app, single);
    expect(field(again).value).toBe('Do not lose me');
    app.change({ failing: {} });
    fireEvent.blur(field(again));
    await within(again).findByText(words.saved);
    expect(app.state.notes.notes).toMatchObject([{ text: 'Do not lose me' }]);
  });

  test('a text that is too long keeps its end on the screen, and says how much is not saved', async () => {
    const app = start();
    const panel = await open(app, single);
    type(field(panel), 'x'.repeat(LONGEST_NOTE + 5));
    const alert = await within(panel).findByRole('alert');
    expect(alert.textContent).toBe(words.tooLong('1,000,000', '5'));
    await waitFor(() => expect(app.state.notes.notes[0]?.text).toHaveLength(LONGEST_NOTE));
    expect(field(panel).value).toHaveLength(LONGEST_NOTE + 5);
    type(field(panel), 'short');
    await within(panel).findByText(words.saved);
    expect(within(panel).queryByRole('alert')).toBe(null);
  });

  test('a change from another window appears, but never over unsaved text', async () => {
    const note = aNote(single, 'One');
    const app = start({ notes: [note] });
    const panel = await open(app, single);
    const other = { ...note, text: 'Two', revision: 2 };
    act(() => app.change({ notes: { ...app.state.notes, notes: [other] } }));
    await waitFor(() => expect(field(panel).value).toBe('Two'));
    type(field(panel), 'Mine');
    act(() =>
      app.change({ notes: { ...app.state.notes, notes: [{ ...other, text: 'Three', revision: 3 }] } }),
    );
    const alert = await within(panel).findByRole('alert');
    expect(field(panel).value).toBe('Mine');
    expect(alert.textContent).toContain(words.changed);
    fireEvent.click(within(alert).getByRole('button', { name: words.keepMine }));
    await within(panel).findByText(words.saved);
    expect(app.state.notes.notes).toMatchObject([{ text: 'Mine', revision: 4 }]);
  });

  test('notes that cannot be changed are shown, and say why', async () => {
    const app = start({ notes: [aNote(single, 'One')], notice: { kind: 'fromTheFuture' } });
    const panel = await open(app, single);
    expect(field(panel).readOnly).toBe(true);
    expect(panel.textContent).toContain(words.notices.fromTheFuture);
  });

  test('what was restored after damage is told', async () => {
    const app = start({
      notice: { kind: 'restored', backupAt: '2026-11-23T09:00:00.000Z', notes: 3 },
    });
    const panel = await open(app, single);
    expect(panel.textContent).toContain(words.notices.restored(3, 'Monday, 23 November 2026'));
  });
});

describe('a series', () => {
  test('shows what was left to do last time, and ticks it there', async () => {
    const last = aNote(before, 'Talked\n- [x] Done\n- [ ] Ask Grace\n- [ ] Book a room');
    const app = start({ notes: [last] });
    const panel = await open(app);
    const tasks = within(panel).getByRole('list', { name: words.openTasks });
    expect(within(tasks).getAllByRole('checkbox')).toHaveLength(2);
    expect(panel.textContent).toContain(words.fromLast('Tuesday 17 November'));
    fireEvent.click(within(tasks).getByRole('checkbox', { name: words.tick('Ask Grace') }));
    await waitFor(() => expect(within(tasks).getAllByRole('checkbox')).toHaveLength(1));
    expect(app.state.notes.notes[0]?.text).toBe('Talked\n- [x] Done\n- [x] Ask Grace\n- [ ] Book a room');
    expect(panel.textContent).not.toContain('Talked');
    fireEvent.click(within(panel).getByRole('button', { name: words.showLast }));
    expect(panel.textContent).toContain('Talked');
  });

  test('has a note of its own', async () => {
    const app = start();
    const panel = await open(app);
    fireEvent.click(within(panel).getByRole('button', { name: words.addSeries }));
    const own = within(panel).getByLabelText(words.series);
    expect(document.activeElement).toBe(own);
    type(own, 'Goals');
    await waitFor(() => expect(app.state.notes.notes).toMatchObject([{ scope: 'series', text: 'Goals' }]));
  });
});

describe('the list', () => {
  test('marks meetings with a note, on them or on their series', async () => {
    const app = start({ notes: [aNote(before, 'Goals', { scope: 'series' })] });
    expect(await screen.findByText(words.mark)).toBeDefined();
    expect(screen.getAllByText(words.mark)).toHaveLength(1);
    act(() =>
      app.change({ notes: { ...app.state.notes, notes: [...app.state.notes.notes, aNote(single, 'x')] } }),
    );
    await waitFor(() => expect(screen.getAllByText(words.mark)).toHaveLength(2));
  });

  test('of all notes opens by a key, leads to the meetings, and to notes without one', async () => {
    const orphan = aNote(anOccurrence('Cancelled', '2026-11-20T09:00Z', '2026-11-20T10:00Z'), 'Still here');
    start({ notes: [aNote(single, '- [ ] One'), orphan], orphans: [orphan.id] });
    await screen.findByRole('region', { name: 'Now and next' });
    fireEvent.keyDown(document.body, { key: 'o' });
    const panel = await screen.findByRole('dialog', { name: words.title });
    const rows = await within(panel).findAllByRole('listitem');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining(words.tasks(1)),
      expect.stringContaining(words.orphan),
    ]);
    fireEvent.click(within(rows[1]!).getByRole('button'));
    expect((await within(panel).findByLabelText<HTMLTextAreaElement>(words.thisEvent)).value).toBe(
      'Still here',
    );
    fireEvent.click(within(panel).getByRole('button', { name: en.app.back }));
    const [first] = await within(panel).findAllByRole('listitem');
    fireEvent.click(within(first!).getByRole('button'));
    await screen.findByRole('dialog', { name: 'Planning' });
  });

  test('says that there are no notes yet, and where they are written', async () => {
    start();
    await screen.findByRole('region', { name: 'Now and next' });
    fireEvent.keyDown(document.body, { key: 'o' });
    await screen.findByText(words.noneHint);
  });
});

test('the search finds notes after the events, and Enter opens them', async () => {
  start({ notes: [aNote(single, 'Bring the zebra')] });
  await screen.findByRole('region', { name: 'Now and next' });
  fireEvent.keyDown(document.body, { key: '/' });
  const input = await screen.findByRole('combobox');
  fireEvent.change(input, { target: { value: 'zebra' } });
  const option = await screen.findByRole('option', { name: /zebra/ });
  expect(option.querySelector('mark')?.textContent).toBe('zebra');
  expect(input.getAttribute('aria-activedescendant')).toBe(option.id);
  fireEvent.keyDown(input, { key: 'Enter' });
  await screen.findByRole('dialog', { name: 'Planning' });
});

test('the key for a note opens the event with the focus, and puts the cursor into its note', async () => {
  start();
  await screen.findByRole('region', { name: 'Now and next' });
  const row = await screen.findByRole('button', { name: /Planning/ });
  act(() => row.focus());
  fireEvent.keyDown(row, { key: 'e' });
  const panel = await screen.findByRole('dialog', { name: 'Planning' });
  await waitFor(() => expect(document.activeElement).toBe(field(panel)));
});

describe('the settings', () => {
  const backups = [
    { id: '2026-11-24T08:00:00.000Z', at: '2026-11-24T08:00:00.000Z', notes: 12 },
    { id: '2026-11-23T08:00:00.000Z', at: '2026-11-23T08:00:00.000Z', notes: 11 },
  ];

  test('restore a backup, after a question', async () => {
    const app = start({ backups });
    await openSettingsPage(words.settings.title);
    const when = 'Monday, 23 November 2026, 09:00';
    fireEvent.click(await screen.findByRole('button', { name: words.settings.restoreFrom(when) }));
    const question = screen.getByRole('alertdialog', { name: words.settings.restoreQuestion(when) });
    expect(document.activeElement?.textContent).toBe(en.app.cancel);
    fireEvent.click(within(question).getByRole('button', { name: words.settings.restoreNow }));
    await screen.findByText(words.settings.restored);
    expect(app.callsTo('notes.restore')).toEqual([{ id: backups[1]!.id }]);
  });

  test('export all notes, and say how many or why not', async () => {
    const app = start({ notes: [aNote(single, 'x')] });
    await openSettingsPage(words.settings.title);
    fireEvent.click(await screen.findByRole('button', { name: words.exportAll }));
    await screen.findByText(words.exported(1));
    app.change({ failing: { 'notes.export': { kind: 'exportFailed', cause: 'readOnly', written: 0 } } });
    fireEvent.click(screen.getByRole('button', { name: words.exportAll }));
    await screen.findByText(en.problems.exportFailed.readOnly(0));
  });
});

describe('disconnecting an account with notes', () => {
  const ask = async (notes: FakeNotes, failing: FakeState['failing'] = {}) => {
    const app = start(notes, { accounts: [sampleAccount, googleAccount], failing });
    await openSettingsPage(en.settings.accountsAndCalendars);
    fireEvent.click(
      await screen.findByRole('button', { name: en.settings.disconnectAccount('Sample calendar') }),
    );
    return { app, question: screen.getByRole('alertdialog') };
  };
  const confirm = (question: HTMLElement): void => {
    fireEvent.click(within(question).getByRole('button', { name: en.settings.disconnect }));
  };
  const noted: FakeNotes = { ...noNotes, notes: [aNote(single, 'x')] };

  test('keeps them unless told otherwise', async () => {
    const { app, question } = await ask(noted);
    await within(question).findByLabelText(words.disconnect.label(1));
    confirm(question);
    await waitFor(() => expect(app.callsTo('accounts.disconnect')).toHaveLength(1));
    expect(app.callsTo('notes.removeOf')).toEqual([]);
  });

  test('exports, then disconnects, then deletes; a failed export stops all of it', async () => {
    const { app, question } = await ask(noted, {
      'notes.export': { kind: 'exportFailed', cause: 'full', written: 0 },
    });
    fireEvent.change(await within(question).findByLabelText(words.disconnect.label(1)), {
      target: { value: 'export' },
    });
    confirm(question);
    await within(question).findByText(en.problems.exportFailed.full(0));
    expect(app.callsTo('accounts.disconnect')).toEqual([]);
    app.change({ failing: {} });
    confirm(question);
    await waitFor(() => expect(app.callsTo('notes.removeOf')).toHaveLength(1));
    const order = app.calls
      .map(([channel]) => channel)
      .filter((name) => /export|disconnect|removeOf/.test(name));
    expect(order.slice(-3)).toEqual(['notes.export', 'accounts.disconnect', 'notes.removeOf']);
  });

  test('deletes nothing if the account could not be disconnected', async () => {
    const { app, question } = await ask(noted, { 'accounts.disconnect': { kind: 'internal' } });
    fireEvent.change(await within(question).findByLabelText(words.disconnect.label(1)), {
      target: { value: 'delete' },
    });
    confirm(question);
    await waitFor(() => expect(app.callsTo('accounts.disconnect')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBe(null));
    expect(app.state.notes.notes).toHaveLength(1);
    expect(app.callsTo('notes.removeOf')).toEqual([]);
  });

  test('asks nothing if there are none', async () => {
    const { question } = await ask(noNotes);
    await act(async () => {});
    expect(within(question).queryByRole('combobox')).toBe(null);
  });
});
