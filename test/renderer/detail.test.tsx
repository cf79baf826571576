/** One meeting with all its details, on a Tuesday morning in Berlin. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Attendee, Occurrence, OccurrenceDetail, Repeat } from '../../shared/model.ts';
import { descriptionParts } from '../../main/links/description.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, renderApp } from './renderApp.tsx';

holdTheClock();

const zoom = 'https://example.zoom.us/j/123456789';
const guest = (name: string, more: Partial<Attendee> = {}): Attendee => ({
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`,
  name,
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});
const weekly: Repeat = {
  pattern: { unit: 'week', interval: 2, weekdays: [1, 3] },
  until: '2027-03-03',
  count: null,
  moreRules: false,
  moreDates: false,
  exceptions: false,
  start: { kind: 'timed', ms: Date.parse('2026-11-24T14:00Z'), zone: 'Europe/Berlin' },
};

const open = async (detail: Partial<OccurrenceDetail> = {}, more: Partial<Occurrence> = {}) => {
  const title = more.title ?? 'Planning';
  const meeting = anOccurrence(title, '2026-11-24T14:00Z', '2026-11-24T15:00Z', more);
  const app = renderApp({ occurrences: [meeting], details: new Map([[title, detail]]) });
  const ref = { accountId: meeting.accountId, calendarId: meeting.calendarId, eventId: meeting.eventId };
  await screen.findByRole('region', { name: 'Now and next' });
  act(() => app.show(ref));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('Work');
  return { ...app, dialog, ref };
};

test('says how little time there is to get to the next place', async () => {
  const here = anOccurrence('Lunch', '2026-11-24T11:30Z', '2026-11-24T12:30Z', {
    location: 'Café Quince, 4 Market Street',
  });
  const next = anOccurrence('Viewing', '2026-11-24T12:45Z', '2026-11-24T13:15Z', {
    location: 'Main Street 4',
  });
  const app = renderApp({ occurrences: [here, next] });
  await screen.findByRole('region', { name: 'Now and next' });
  for (const { accountId, calendarId, eventId, title } of [here, next]) {
    act(() => app.show({ accountId, calendarId, eventId }));
    // oxlint-disable-next-line no-await-in-loop
    const panel = await screen.findByRole('dialog', { name: title });
    // oxlint-disable-next-line no-await-in-loop
    expect(await within(panel).findByText(/^15.min between Café Quince and Main Street 4$/)).toBeTruthy();
  }
});

describe('when', () => {
  test('is shown in the viewer’s zone and in the meeting’s zone, with the date there if it differs', async () => {
    const at = (zone: string) => ({
      start: { kind: 'timed', ms: Date.parse('2026-11-24T14:00Z'), zone } as const,
      end: { kind: 'timed', ms: Date.parse('2026-11-24T15:00Z'), zone } as const,
    });
    const { dialog, view } = await open({}, at('America/New_York'));
    expect(dialog.textContent).toContain('15:00 – 16:00 · 1\u00a0h');
    expect(dialog.textContent).toContain('09:00 – 10:00 in New York');
    view.unmount();
    const tokyo = await open(
      {},
      {
        start: { kind: 'timed', ms: Date.parse('2026-11-24T22:00Z'), zone: 'Asia/Tokyo' },
        end: { kind: 'timed', ms: Date.parse('2026-11-24T22:30Z'), zone: 'Asia/Tokyo' },
      },
    );
    expect(tokyo.dialog.textContent).toContain('Wednesday 25 November, 07:00 – 07:30 in Tokyo');
    tokyo.view.unmount();
    const vienna = await open({}, at('Europe/Vienna'));
    expect(vienna.dialog.textContent).not.toContain('Vienna');
  });

  test('describes in words how the series repeats', async () => {
    const { dialog, view } = await open({ repeat: weekly });
    expect(dialog.textContent).toContain('Every 2 weeks on Tuesday and Thursday until 3 March 2027');
    view.unmount();
    const unsaid = await open({ repeat: { ...weekly, pattern: null } });
    expect(unsaid.dialog.textContent).toContain('Repeats on a custom schedule');
  });
});

describe('joining', () => {
  const joinOptions: OccurrenceDetail['joinOptions'] = [
    { kind: 'video', label: 'Google Meet', uri: 'https://meet.google.com/abc-defg-hij' },
    { kind: 'phone', label: '+1 555-0100', uri: 'tel:+1-555-0100', pin: '123 456#' },
    { kind: 'sip', label: 'room@example.com', uri: 'sip:room@example.com' },
    { kind: 'more', label: 'tel.meet', uri: 'https://tel.meet/abc' },
  ];

  test('offers Join, Copy link, and all other ways', async () => {
    const { dialog, callsTo, ref } = await open({ joinOptions }, { joinUrl: zoom });
    const within_ = within(dialog);
    fireEvent.click(within_.getByRole('button', { name: 'Join with Zoom' }));
    expect(callsTo('meeting.join')).toEqual([ref]);
    fireEvent.click(within_.getByRole('button', { name: 'Copy link' }));
    expect(callsTo('meeting.copyLink')).toEqual([ref]);
    expect(await within_.findByText('Link copied')).toBeTruthy();
    fireEvent.click(within_.getByRole('button', { name: 'Or with Google Meet' }));
    fireEvent.click(within_.getByRole('button', { name: 'More ways to join (tel.meet)' }));
    expect(callsTo('meeting.openLink')).toEqual([
      { ...ref, link: { kind: 'joinOption', index: 0 } },
      { ...ref, link: { kind: 'joinOption', index: 3 } },
    ]);
    expect(dialog.textContent).toContain('Phone+1 555-0100PIN 123 456#');
    fireEvent.click(within_.getByRole('button', { name: 'Copy +1 555-0100' }));
    fireEvent.click(within_.getByRole('button', { name: 'Copy room@example.com' }));
    expect(callsTo('meeting.copyJoinOption')).toEqual([
      { ...ref, index: 1 },
      { ...ref, index: 2 },
    ]);
  });

  test.each([
    ['Zoom', zoom, 'example.zoom.us'],
    ['Jitsi (jitsi.evil.example)', 'https://jitsi.evil.example/Room', 'jitsi.evil.example'],
  ])(
    'says the host that the button of %s leads to, in its tooltip and beside it',
    async (name, joinUrl, host) => {
      const { dialog } = await open({}, { joinUrl });
      expect(within(dialog).getByRole('button', { name: `Join with ${name}` }).title).toBe(host);
      expect(within(dialog).getByText(host)).toBeTruthy();
    },
  );

  test('shows the codes of all ways, each with a button to copy it', async () => {
    const { dialog, callsTo, ref } = await open(
      {
        joinCodes: { passcode: 'Zq7Pk2' },
        joinOptions: [
          { kind: 'phone', label: '+1 555-0100', uri: 'tel:+1-555-0100', pin: '999', passcode: '42' },
        ],
      },
      { joinUrl: zoom },
    );
    for (const name of ['Copy Passcode Zq7Pk2', 'Copy PIN 999', 'Copy Passcode 42'])
      fireEvent.click(within(dialog).getByRole('button', { name }));
    expect(callsTo('meeting.copyJoinCode')).toEqual([
      { ...ref, index: null, code: 'passcode' },
      { ...ref, index: 0, code: 'pin' },
      { ...ref, index: 0, code: 'passcode' },
    ]);
  });

  test('folds a long list of numbers without changing their indexes', async () => {
    const numbers = Array.from({ length: 20 }, (_, n) => ({
      kind: 'phone' as const,
      label: `+1 555-01${String(n).padStart(2, '0')}`,
      uri: `tel:+1-555-01${String(n).padStart(2, '0')}`,
    }));
    const { dialog, callsTo } = await open({ joinOptions: numbers }, { joinUrl: zoom });
    expect(within(dialog).getAllByRole('button', { name: /^Copy \+1/ })).toHaveLength(4);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show all 20 ways to join' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Copy +1 555-0119' }));
    expect(callsTo('meeting.copyJoinOption')[0]).toMatchObject({ index: 19 });
    expect(within(dialog).getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded')).toBe(
      'true',
    );
  });

  test('shows nothing if there is no way to join', async () => {
    const { dialog } = await open();
    expect(within(dialog).queryByRole('heading', { name: 'Join' })).toBeNull();
  });
});

describe('people', () => {
  test('are listed with their responses, the organiser first, rooms separately', async () => {
    const attendees = [
      guest('Ada Example', { self: true }),
      guest('Ben Example', { response: 'declined' }),
      guest('Cleo Example', { organizer: true, response: 'tentative' }),
      guest('Dan Example', { optional: true, response: 'needsAction' }),
      guest('Pear Room', { resource: true }),
    ];
    const { dialog } = await open({ attendees });
    expect(within(dialog).getByRole('heading', { name: '4 guests' })).toBeTruthy();
    expect(dialog.textContent).toContain('1 yes · 1 maybe · 1 awaiting · 1 no');
    const [people, rooms] = within(dialog).getAllByRole('list');
    expect(
      within(people ?? dialog)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Cleo Exampleorganiser', 'Ada Exampleyou', 'Dan Exampleoptional', 'Ben Example']);
    expect(rooms?.textContent).toBe('Pear Room');
    expect(within(dialog).getByRole('img', { name: 'No' })).toBeTruthy();
  });

  test('that Google leaves out are mentioned, and no number is shown [S28]', async () => {
    const attendees = [guest('Ada Example', { self: true })];
    const organizer = { name: 'Cleo Example', email: 'cleo@example.com', self: false };
    const { dialog } = await open({ attendees, attendeesOmitted: true, organizer });
    expect(dialog.textContent).toContain('and others not listed by Google');
    expect(dialog.textContent).toContain('Organised by Cleo Example');
    expect(dialog.textContent).not.toContain('1 coming');
  });

  test('are folded if there are 300', async () => {
    const attendees = Array.from({ length: 300 }, (_, n) => guest(`Guest ${n}`));
    const { dialog } = await open({ attendees });
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(12);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show all 300' }));
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(300);
  });

  test.each([
    ['accepted', 'You’re going'],
    ['tentative', 'You might go'],
    ['declined', 'You’re not going'],
    ['needsAction', 'You haven’t responded'],
  ] as const)('the own answer, %s, is said', async (selfResponse, words) => {
    const { dialog } = await open({}, { selfResponse });
    expect(dialog.textContent).toContain(words);
  });
});

describe('the rest', () => {
  test('the calendar, unusual properties, and the link to Google Calendar', async () => {
    const { dialog, callsTo, ref } = await open({}, { visibility: 'private', transparency: 'transparent' });
    expect(dialog.textContent).toContain('Private · Shown as free');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Open in Google Calendar' }));
    expect(callsTo('meeting.openLink')).toEqual([{ ...ref, link: { kind: 'webPage' } }]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'More actions' }));
    const more = await screen.findByRole('dialog', { name: 'More actions' });
    fireEvent.click(within(more).getByRole('button', { name: 'Copy link' }));
    expect(callsTo('meeting.copyLink')).toEqual([ref]);
    fireEvent.click(within(more).getByRole('button', { name: 'Copy app link' }));
    expect(callsTo('meeting.copyOwnLink')).toEqual([ref]);
    fireEvent.click(within(more).getByRole('button', { name: 'Copy details' }));
    expect(callsTo('meeting.copyDetails')).toEqual([ref]);
    expect(await within(more).findByRole('button', { name: 'Details copied' })).toBeTruthy();
  });

  test('a map is requested by naming the meeting, and only after a press', async () => {
    const { dialog, callsTo, ref } = await open({}, { location: 'Main Hall\n5 Example Street' });
    expect(dialog.textContent).toContain('Main Hall 5 Example Street');
    expect(callsTo('meeting.openLink')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Open map' }));
    expect(callsTo('meeting.openLink')).toEqual([{ ...ref, link: { kind: 'map' } }]);
  });

  test('attachments are opened by their index', async () => {
    const attachments = [
      { title: 'Notes', url: 'https://docs.example.com/n' },
      { title: 'Plan', url: 'https://docs.example.com/p' },
    ];
    const { dialog, callsTo, ref } = await open({ attachments });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Plan' }));
    expect(callsTo('meeting.openLink')).toEqual([{ ...ref, link: { kind: 'attachment', index: 1 } }]);
  });

  test('a long description is folded, with its links where they are', async () => {
    const description = `${'Many words. '.repeat(1700)}https://docs.example.com/end`;
    const { dialog, callsTo, ref } = await open({ description: descriptionParts(description) });
    expect(within(dialog).queryByRole('button', { name: /docs/ })).toBeNull();
    expect(dialog.textContent.length).toBeLessThan(2000);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show all' }));
    expect(dialog.textContent.length).toBeGreaterThan(20_000);
    fireEvent.click(within(dialog).getByRole('button', { name: 'https://docs.example.com/end' }));
    expect(callsTo('meeting.openLink')).toEqual([{ ...ref, link: { kind: 'description', index: 0 } }]);
  });
});

describe('hostile texts', () => {
  test('stay text: their markup, addresses and writing direction affect nothing else', async () => {
    const description =
      '<img src=x onerror=alert(1)><a href="javascript:alert(1)">one</a> <a href="data:text/html,x">two</a> ' +
      '<a href="file:///etc/passwd">three</a> <a href="https://user@evil.example/">four</a> ' +
      '<a href="https://evil.example/">https://zoom.us/j/1</a> <b>\u202Egnp.exe</b>';
    const { dialog } = await open(
      {
        description: descriptionParts(description),
        attendees: [guest('\u202EAda', { email: 'ada@example.com' })],
        attachments: [{ title: '\u202Efdp.exe', url: 'https://docs.example.com/n' }],
      },
      {
        title: 'Pay \u202Enow\u2066',
        location: '\u202EHall <b>5</b>',
        joinUrl: 'https://xn--zom-0na.us/j/1',
      },
    );
    expect(dialog.querySelector('img[src], a, b, script')).toBeNull();
    expect(within(dialog).getByRole('heading', { name: 'Pay now' })).toBeTruthy();
    expect(dialog.textContent).toContain('Hall <b>5</b>');
    expect(dialog.textContent).toContain('one two three four');
    expect(dialog.textContent).toContain('https://zoom.us/j/1 (opens evil.example)');
    expect(dialog.textContent).not.toMatch(/[\u202a-\u202d\u2066-\u2069]/);
    // A name is inside its own bidi isolate.
    expect(dialog.textContent.replaceAll('\u202EAda', '')).not.toContain('\u202E');
    for (const name of ['one', 'two', 'three', 'four'])
      expect(within(dialog).queryByRole('button', { name })).toBeNull();
    // A look-alike host is shown in its real form.
    expect(within(dialog).getByRole('button', { name: 'Join with xn--zom-0na.us' })).toBeTruthy();
  });

  test('a missing title is “(No title)”, or “Busy” for a reader who may see nothing else [S26]', async () => {
    const { dialog } = await open({}, { title: '' });
    expect(within(dialog).getByRole('heading', { name: '(No title)' })).toBeTruthy();
  });
});

test('running late offers a mail to the guests and the text, and sends nothing itself', async () => {
  const late = anOccurrence('Planning', '2026-11-24T09:00Z', '2026-11-24T10:00Z');
  const details = new Map([['Planning', { organizer: { email: 'boss@example.com', self: false } }]]);
  const { callsTo } = renderApp({ occurrences: [late], details });
  const row = (await screen.findAllByRole('button', { name: /Planning/ })).find(
    (each) => each.dataset['row'],
  );
  fireEvent.click(row!);
  const panel = await screen.findByRole('dialog', { name: 'Planning' });
  fireEvent.click(await within(panel).findByRole('button', { name: 'Running late' }));
  const popover = await screen.findByRole('dialog', { name: 'Running late' });
  expect(callsTo('meeting.mailLate')).toEqual([]);
  fireEvent.click(within(popover).getByRole('radio', { name: /^10/ }));
  fireEvent.click(within(popover).getByRole('button', { name: 'Write mail' }));
  expect(callsTo('meeting.mailLate')).toMatchObject([{ eventId: late.eventId, minutes: 10 }]);
});
