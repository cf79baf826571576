/** Rules of the protocol that no single room can show: from the server's listing to what the agenda draws. */
import { describe, expect, test } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { DAY, HOME, HOUR, MINUTE, START_MS, meeting, createBackend } from './testApp.ts';
import type { Backend } from './testApp.ts';

const TEAM = 'team@example.com';
const titles = (house: Backend, fromMs: number, toMs: number): string[] =>
  house.occurrences(fromMs, toMs).map(({ title }) => title);
const day = (house: Backend, startMs: number): string[] => titles(house, startMs, startMs + DAY);
const zoned = (dateTime: string, timeZone: string) => ({ dateTime, timeZone });

describe('[S13] how far back', () => {
  test('the last 30 days and all the future; a longer reach brings the rest, and a shorter one takes nothing', async () => {
    const house = await createBackend({ reachBack: 'month' });
    house.model.insert(HOME, meeting('Long ago', START_MS - 400 * DAY));
    house.model.insert(HOME, meeting('Last quarter', START_MS - 90 * DAY));
    house.model.insert(HOME, meeting('Last week', START_MS - 7 * DAY));
    house.model.insert(HOME, meeting('In years', START_MS + 3000 * DAY));
    const all = (): string[] => titles(house, START_MS - 500 * DAY, START_MS + 3001 * DAY);
    await house.sync();
    expect(all()).toEqual(['Last week', 'In years']);
    house.settings.reachBack = 'year';
    expect(await house.sync('settingChanged')).toMatchObject({ mode: 'full' });
    expect(all()).toEqual(['Last quarter', 'Last week', 'In years']);
    house.settings.reachBack = 'everything';
    await house.sync('settingChanged');
    expect(all()).toEqual(['Long ago', 'Last quarter', 'Last week', 'In years']);
    house.settings.reachBack = 'month';
    expect(await house.sync('settingChanged')).toMatchObject({ mode: 'full', counts: { swept: 0 } });
    expect(all()).toHaveLength(4);
    expect(await house.sync()).toMatchObject({ mode: 'incremental' });
  });

  test('history stays when time moves on: a later full listing does not hold it, and sweeps only what it could [S9]', async () => {
    const house = await createBackend({ reachBack: 'month' });
    house.model.insert(HOME, meeting('Kept', START_MS - 7 * DAY));
    const twice = { ...meeting('Kept too', START_MS - 6 * DAY), recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] };
    house.model.insert(HOME, twice);
    const { id } = house.model.insert(HOME, meeting('Deleted', START_MS + 60 * DAY));
    await house.sync();
    house.clock.jump(50 * DAY);
    house.model.delete(HOME, id);
    house.model.expireTokens(HOME);
    expect(await house.sync()).toMatchObject({ mode: 'full', counts: { swept: 1 } });
    expect(titles(house, START_MS - 20 * DAY, START_MS + 90 * DAY)).toEqual(['Kept', 'Kept too', 'Kept too']);
  });
});

test('[S20] changes beyond the first listing’s window are taken as they come', async () => {
  const house = await createBackend({ reachBack: 'month' });
  await house.sync();
  const { id } = house.model.insert(HOME, meeting('Found again', START_MS - 700 * DAY));
  expect(await house.sync()).toMatchObject({ mode: 'incremental', counts: { upserted: 1 } });
  expect(day(house, START_MS - 700 * DAY)).toEqual(['Found again']);
  house.model.move(HOME, id, 100 * DAY);
  await house.sync();
  expect([day(house, START_MS - 700 * DAY), day(house, START_MS - 600 * DAY)]).toEqual([[], ['Found again']]);
});

describe('exceptions', () => {
  const standup = {
    id: 'standup',
    ...meeting('Stand-up', START_MS),
    recurrence: ['RRULE:FREQ=DAILY;COUNT=10'],
  };

  test('[S16] come on earlier pages than their master, and take their slots all the same', async () => {
    const house = await createBackend({ pageLimit: 1 });
    house.model.behaviour.order = 'reverse';
    house.model.insert(HOME, standup);
    house.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, HOUR);
    house.model.cancelInstance(HOME, 'standup', START_MS + 3 * DAY);
    house.model.changeInstance(HOME, 'standup', START_MS + 4 * DAY, { summary: 'With cake' });
    const listed: string[] = [];
    house.google.faults.add(
      {
        kind: 'edit',
        edit: (body) => {
          for (const { id } of body['items'] as readonly { readonly id: string }[]) listed.push(id);
          return body;
        },
      },
      { on: 'events', times: 100 },
    );
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', counts: { pages: 4 } });
    expect(listed.at(-1)).toBe('standup');
    house.expectTruth();
    expect(house.occurrences(START_MS, START_MS + 11 * DAY)).toHaveLength(9);
    expect(day(house, START_MS + 4 * DAY)).toEqual(['With cake']);
  });

  test('[S17] show alone without their master, which is asked for once and may stay away', async () => {
    const house = await createBackend();
    const instance = {
      ...meeting('One instance', START_MS),
      recurringEventId: 'elsewhere',
      originalStartTime: { dateTime: new Date(START_MS).toISOString() },
    };
    house.model.insertRaw(HOME, {
      id: 'elsewhere_20261124T090000Z',
      status: 'confirmed',
      ...instance,
    } as never);
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(day(house, START_MS)).toEqual(['One instance']);
    const events = () => house.asked().filter(({ endpoint }) => endpoint === 'event').length;
    expect(events()).toBe(1);
    await house.sync();
    await house.restart();
    await house.sync();
    expect(events()).toBe(0);
  });

  test('[S18] show at their own start, weeks away from their slot, which stays empty', async () => {
    const house = await createBackend();
    house.model.insert(HOME, standup);
    house.model.insert(HOME, {
      id: 'trash',
      summary: 'Bins',
      start: { date: '2026-11-26' },
      end: { date: '2026-11-27' },
      recurrence: ['RRULE:FREQ=WEEKLY'],
    });
    await house.sync();
    house.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, 30 * DAY);
    house.model.moveInstance(HOME, 'trash', Date.UTC(2026, 10, 26), DAY);
    await house.sync();
    expect(day(house, START_MS + 2 * DAY)).not.toContain('Stand-up');
    expect(day(house, START_MS + 32 * DAY)).toEqual(['Stand-up']);
    expect(titles(house, Date.UTC(2026, 10, 26, 1), Date.UTC(2026, 10, 26, 2))).toEqual([]);
    expect(titles(house, Date.UTC(2026, 10, 27, 1), Date.UTC(2026, 10, 27, 2))).toEqual(['Bins']);
    // Moved again: the slot is still the one it came from.
    house.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, -29 * DAY);
    await house.sync();
    expect(day(house, START_MS + 32 * DAY)).toEqual([]);
    house.expectTruth();
  });
});

test('[S22] rule lines in all their forms draw what Google draws, over a change of the clock', async () => {
  const house = await createBackend();
  const kolkata = {
    start: zoned('2026-11-24T09:30:00+05:30', 'Asia/Calcutta'),
    end: zoned('2026-11-24T10:00:00+05:30', 'Asia/Calcutta'),
  };
  house.model.insert(HOME, {
    id: 'kolkata',
    summary: 'Alias',
    ...kolkata,
    recurrence: [
      'RRULE:FREQ=DAILY;UNTIL=20261128T040000Z',
      'EXDATE;TZID=Asia/Kolkata:20261125T093000',
      'EXDATE;TZID=Europe/Berlin:20261126T050000',
      'RDATE;TZID=Asia/Calcutta:20261201T093000',
    ],
  });
  house.model.insert(HOME, {
    id: 'dates',
    summary: 'Dates only',
    start: { date: '2026-11-24' },
    end: { date: '2026-11-25' },
    recurrence: ['RDATE;VALUE=DATE:20261127,20261130', 'EXDATE;VALUE=DATE:20261127'],
  });
  house.model.insert(HOME, {
    id: 'ny',
    summary: 'Breakfast',
    start: zoned('2026-10-24T09:00:00-04:00', 'America/New_York'),
    end: zoned('2026-10-24T09:30:00-04:00', 'America/New_York'),
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
  });
  await house.sync();
  const starts = (title: string): (string | number)[] =>
    house
      .occurrences(START_MS - 60 * DAY, START_MS + 60 * DAY)
      .filter((one) => one.title === title)
      .map(({ start }) => (start.kind === 'date' ? start.date : new Date(start.ms).toISOString()));
  expect(starts('Alias')).toEqual([
    '2026-11-24T04:00:00.000Z',
    '2026-11-27T04:00:00.000Z',
    '2026-11-28T04:00:00.000Z',
    '2026-12-01T04:00:00.000Z',
  ]);
  expect(starts('Dates only')).toEqual(['2026-11-24', '2026-11-30']);
  expect(starts('Breakfast')).toEqual([
    '2026-10-24T13:00:00.000Z',
    '2026-10-31T13:00:00.000Z',
    '2026-11-07T14:00:00.000Z',
  ]);
  house.expectTruth();
});

test('[S23] one meeting in two calendars is drawn once; hiding one shows the other; equal times alone merge nothing', async () => {
  const house = await createBackend();
  house.model.addCalendar({ id: TEAM, summary: 'Team' });
  const shared = { ...meeting('Review', START_MS), iCalUID: 'review@example.com' };
  house.model.insert(HOME, shared);
  house.model.insert(TEAM, shared);
  house.model.insert(TEAM, meeting('Review', START_MS));
  await house.sync();
  expect(house.ids(HOME).length + house.ids(TEAM).length).toBe(3);
  expect(day(house, START_MS)).toEqual(['Review', 'Review']);
  house.store.calendars.setVisible({ calendarId: HOME as never, visible: false });
  expect(day(house, START_MS)).toEqual(['Review', 'Review']);
});

test('[S26, S27] fields that are missing, and types that are no meetings, are drawn as what they mean', async () => {
  const house = await createBackend();
  house.model.insertRaw(HOME, { id: 'bare', ...meeting('', START_MS), summary: undefined } as never);
  house.model.insert(HOME, { ...meeting('Focus', START_MS + HOUR), eventType: 'focusTime' });
  house.model.insert(HOME, { ...meeting('Away', START_MS + 2 * HOUR), eventType: 'outOfOffice' });
  house.model.insert(HOME, { ...meeting('', START_MS + 3 * HOUR), visibility: 'private' });
  await house.sync();
  const found = house.occurrences(START_MS, START_MS + DAY);
  expect(found.map(({ eventType }) => eventType)).toEqual(['default', 'focusTime', 'outOfOffice', 'default']);
  expect(found[0]).toMatchObject({
    status: 'confirmed',
    transparency: 'opaque',
    visibility: 'default',
    title: '',
  });
  expect(displayTitle(found[0]!, en)).toBe('(No title)');
  expect(displayTitle(found[3]!, en)).toBe('Busy');
});

test('[S28] the own answer is known, and the number of guests is not where Google left some out', async () => {
  const house = await createBackend();
  const attendees = [
    { email: HOME, self: true, responseStatus: 'tentative' },
    { email: 'bruno@example.com', responseStatus: 'accepted' },
    { email: 'room-1@example.com', resource: true, responseStatus: 'accepted' },
  ] as const;
  house.model.insert(HOME, { ...meeting('Small', START_MS), attendees });
  house.model.insert(HOME, { ...meeting('Town hall', START_MS + HOUR), attendees, attendeesOmitted: true });
  await house.sync();
  expect(
    house.occurrences(START_MS, START_MS + DAY).map(({ selfResponse, guests }) => ({ selfResponse, guests })),
  ).toEqual([
    { selfResponse: 'tentative', guests: { total: 2, accepted: 1 } },
    { selfResponse: 'tentative', guests: null },
  ]);
});

test('[S31] an event without a colour of its own has its calendar’s, also when that changes', async () => {
  const house = await createBackend();
  house.model.patchCalendar(HOME, { backgroundColor: '#123456' });
  house.model.insert(HOME, meeting('Plain', START_MS));
  house.model.insert(HOME, { ...meeting('Tomato', START_MS + HOUR), colorId: '11' });
  await house.sync();
  const colors = (): string[] => house.occurrences(START_MS, START_MS + DAY).map(({ color }) => color);
  expect(colors()).toEqual(['#123456', '#dc2127']);
  house.model.patchCalendar(HOME, { backgroundColor: '#ABCDEF' });
  await house.sync();
  expect(colors()).toEqual(['#abcdef', '#dc2127']);
});

test('[S24] reminders that change alone arrive, though `updated` stands still', async () => {
  const house = await createBackend();
  const { id, updated } = house.model.insert(HOME, meeting('Plain', START_MS));
  await house.sync();
  await house.clock.advance(10 * MINUTE);
  const reminders = { useDefault: false, overrides: [{ method: 'popup', minutes: 3 }] } as const;
  expect(house.model.patch(HOME, id, { reminders }).updated).toBe(updated);
  expect(await house.sync()).toMatchObject({ mode: 'incremental', counts: { upserted: 1 } });
});
