/** The brief in a meeting's details, on the hero, in the reminder window, and its settings. */
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { sayLine, shortLines } from '../../renderer/brief/sayLine.ts';
import { ReminderWindow } from '../../renderer/reminders/ReminderWindow.tsx';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence, createFakeJarvis, type FakeState } from '../support/fakeJarvis.ts';
import { emptyBrief, fullBrief, hiddenBrief } from '../support/someBriefs.ts';
import { holdTheClock, openSettingsPage, renderApp, setJarvis } from './renderApp.tsx';

holdTheClock();

const review = anOccurrence('Design review', '2026-11-24T08:56Z', '2026-11-24T09:45Z');
const past = anOccurrence('Research read-out', '2026-11-20T12:00Z', '2026-11-20T13:00Z');
const later = anOccurrence('Planning', '2026-11-24T15:00Z', '2026-11-24T16:00Z');
const brief = fullBrief('Long');
const ofPast = {
  ...brief,
  last: brief.last.map((line) =>
    line.from?.title === past.title
      ? { ...line, from: { ...line.from, ref: { calendarId: past.calendarId, eventId: past.eventId } } }
      : line,
  ),
};

const start = (more: Partial<FakeState> = {}) =>
  renderApp({
    occurrences: [past, review, later],
    briefs: new Map([[review.title, ofPast]]),
    ...more,
  });
const open = async (app: ReturnType<typeof start>, meeting = review): Promise<HTMLElement> => {
  await screen.findByRole('region', { name: 'Now and next' });
  act(() => app.show({ calendarId: meeting.calendarId, eventId: meeting.eventId }));
  const panel = await screen.findByRole('dialog', { name: meeting.title });
  return within(panel).findByRole('group', { name: 'Brief' });
};

describe('beside a meeting', () => {
  test('it tells what changed, what is needed and last time, under headings', async () => {
    const part = await open(start());
    const headings = within(part)
      .getAllByRole('heading')
      .map((heading) => heading.textContent);
    expect(headings).toEqual(['Changed since you last looked, yesterday at 16:05', 'Needed', 'Last time']);
    expect(part.textContent).toContain(
      'New guests: Jun Park, \u2068שרה לוי\u2069 · No longer guests: Sam Hill',
    );
    expect(within(part).getByText('Draft B: two steps').tagName).toBe('DEL');
    expect(within(part).getByText('Draft B: three steps').tagName).toBe('INS');
    expect(part.textContent).toContain('No meeting with Noor Aziz and 2 more in the 212 days kept here');
    expect(part.textContent).toContain('12 meetings with these people');
  });

  test('a move that the notice above tells is not said again; another step is', async () => {
    const timed = (time: string) => ({ kind: 'timed', ms: Date.parse(time), zone: 'Europe/Berlin' }) as const;
    const to = { start: review.start, end: review.end };
    const from = { start: timed('2026-11-24T08:00Z'), end: timed('2026-11-24T08:49Z') };
    const { accountId, calendarId, eventId, title, start: startsAt } = review;
    const base = { accountId, calendarId, eventId, title, start: startsAt, wholeSeries: false };
    const moved = { ...base, kind: 'moved', from, to, noticedAt: '2026-11-24T08:00:00.000Z' } as const;
    const place = { kind: 'placeChanged', from: 'A', to: 'B' } as const;
    const changed = [{ kind: 'moved', from, to } as const, place].map(
      (what) => ({ kind: 'changed', what, from: null }) as const,
    );
    const part = await open(
      start({
        changes: [moved],
        briefs: new Map([[review.title, { ...emptyBrief, lookedAt: null, changed }]]),
      }),
    );
    const panel = screen.getByRole('dialog', { name: review.title });
    expect(within(panel).getByRole('list', { name: 'Recent changes' }).textContent).toContain('Moved from');
    expect(part.textContent).not.toContain('Moved');
    expect(part.textContent).toContain('New location');
    expect(within(part).getByRole('heading', { name: 'Changed in the last 30 days' })).toBeTruthy();
  });

  test('what has a part of its own there is not said again', async () => {
    const part = await open(start());
    for (const kind of ['unanswered', 'place', 'dialIn', 'tightWay'])
      expect(part.querySelector(`[data-line="${kind}"]`)).toBeNull();
  });

  test('a line opens the meeting that it comes from; one that is gone does not', async () => {
    const app = start();
    const part = await open(app);
    expect(within(part).queryByRole('button', { name: /Private event/ })).toBeNull();
    expect(part.textContent).toContain('no longer in your calendars');
    fireEvent.click(within(part).getByRole('button', { name: /^Research read-out/ }));
    await screen.findByRole('dialog', { name: past.title });
  });

  test('a document is opened by main, which looks up its address', async () => {
    const app = start();
    const part = await open(app);
    fireEvent.click(within(part).getByRole('button', { name: /Checkout drafts/ }));
    expect(app.callsTo('meeting.openLink').at(-1)).toMatchObject({ link: { kind: 'attachment', index: 0 } });
  });

  test('it is asked for once the panel is there, looks once, and goes on comparing with what was seen before', async () => {
    const app = start();
    await open(app);
    await waitFor(() => expect(app.callsTo('brief.looked')).toHaveLength(1));
    const asked = app.callsTo('brief.of').filter((request) => 'comparedWith' in request).length;
    expect(asked).toBe(0);
    act(() => app.change({ occurrences: [...app.state.occurrences] }));
    await waitFor(() =>
      expect(
        app.callsTo('brief.of').filter(({ comparedWith }) => comparedWith === brief.lookedAt),
      ).not.toEqual([]),
    );
    expect(app.callsTo('brief.looked')).toHaveLength(1);
  });

  test('nothing to tell is said, and so are hidden guests and that nothing is kept', async () => {
    const app = start({ briefs: new Map([[review.title, { ...emptyBrief, isKept: false }]]) });
    const part = await open(app);
    expect(part.textContent).toContain(en.brief.nothing);
    expect(part.textContent).toContain(en.brief.notKept);
    act(() => app.change({ briefs: new Map([[review.title, hiddenBrief]]) }));
    await within(part).findByText(en.brief.limits.guestsHidden);
  });

  test('a brief that cannot be read leaves the details as they are', async () => {
    const app = start({ failing: { 'brief.of': { kind: 'internal' } } });
    await screen.findByRole('region', { name: 'Now and next' });
    act(() => app.show({ calendarId: review.calendarId, eventId: review.eventId }));
    const panel = await screen.findByRole('dialog', { name: review.title });
    await waitFor(() => expect(app.callsTo('brief.of').length).toBeGreaterThan(0));
    expect(within(panel).queryByRole('group', { name: 'Brief' })).toBeNull();
  });

  test('B goes to the brief of the next meeting, or of the one that is open', async () => {
    start();
    await screen.findByRole('region', { name: 'Now and next' });
    fireEvent.keyDown(document.body, { key: 'b' });
    const part = await screen.findByRole('group', { name: 'Brief' });
    await waitFor(() => expect(document.activeElement).toBe(part));
  });
});

describe('on the hero', () => {
  const hero = (): HTMLElement => screen.getByRole('region', { name: 'Now and next' });

  test('from ten minutes before, the most important lines', async () => {
    start();
    await screen.findByRole('region', { name: 'Now and next' });
    await waitFor(() => expect(hero().querySelectorAll('[data-line]')).toHaveLength(3));
    const kinds = [...hero().querySelectorAll<HTMLElement>('[data-line]')].map(
      ({ dataset }) => dataset['line'],
    );
    expect(kinds).toEqual(['tightWay', 'changed', 'changed']);
    fireEvent.click(within(hero()).getByRole('button', { name: 'Whole brief' }));
    await screen.findByRole('dialog', { name: review.title });
  });

  test.each([
    ['when it is off', 0, review],
    ['when there is more time', 10, later],
  ] as const)('not %s', async (_, briefMinutes, next) => {
    start({
      occurrences: [next],
      briefs: new Map([[next.title, brief]]),
      settings: { ...createFakeJarvis().state.settings, briefMinutes },
    });
    await within(await screen.findByRole('region', { name: 'Now and next' })).findByText(next.title);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    expect(hero().querySelector('[data-line]')).toBeNull();
  });
});

describe('in the reminder window', () => {
  test('it is shown when the person asks, never before', async () => {
    const fake = setJarvis({
      reminders: [{ id: 'one', occurrence: review }],
      occurrences: [review],
      briefs: new Map([[review.title, brief]]),
    });
    render(<ReminderWindow />);
    const reminder = await screen.findByRole('article', { name: review.title });
    expect(fake.callsTo('brief.of')).toEqual([]);
    const show = within(reminder).getByRole('button', { name: en.brief.show });
    expect(show.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(show);
    fireEvent.click(await within(reminder).findByRole('button', { name: /^Research read-out/ }));
    expect(fake.callsTo('brief.show')).toHaveLength(1);
    // A look at the reminder is no look at the meeting.
    expect(fake.callsTo('brief.looked')).toEqual([]);
    fireEvent.click(within(reminder).getByRole('button', { name: en.brief.hide }));
    expect(reminder.querySelector('[data-line]')).toBeNull();
  });
});

test('its settings: when, and how long passed meetings are kept', async () => {
  const app = start();
  await openSettingsPage('General');
  fireEvent.change(screen.getByLabelText(en.brief.settings.minutes), { target: { value: '30' } });
  fireEvent.change(screen.getByLabelText(en.brief.settings.history), { target: { value: '0' } });
  await waitFor(() => expect(app.state.settings).toMatchObject({ briefMinutes: 30, historyDays: 0 }));
});

describe('in words', () => {
  const lines = [...brief.changed, ...brief.needed, ...brief.last];

  test.each([
    ['English', en, 'en-GB'],
    ['German', de, 'de-DE'],
  ] as const)('%s has words for every line', (_, messages, locale) => {
    const format = createFormat({ locale, timeZone: 'Europe/Berlin' } as never);
    for (const line of lines) {
      const said = sayLine(line, { messages, format } as never);
      if (said !== null) expect(said).toMatch(/\p{L}/u);
    }
  });

  test('a small place gets what is urgent first', () => {
    expect(shortLines(lines, 2).map(({ kind }) => kind)).toEqual(['tightWay', 'collides']);
    expect(shortLines([], 3)).toEqual([]);
  });
});
