/** Protocol rules that involve several folders: from the server's listing to what the agenda shows. */
import { describe, expect, test } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { DAY, HOME, HOUR, MINUTE, START_MS, meeting, openTestApp } from './testApp.ts';
import type { TestApp } from './testApp.ts';

const TEAM = 'team@example.com';
const titles = (app: TestApp, fromMs: number, toMs: number): string[] =>
  app.occurrences(fromMs, toMs).map(({ title }) => title);
const day = (app: TestApp, startMs: number): string[] => titles(app, startMs, startMs + DAY);
const zoned = (dateTime: string, timeZone: string) => ({ dateTime, timeZone });

describe('[S13] how far back', () => {
  test('the last 30 days and all of the future; a longer reach-back adds the rest, and a shorter one removes nothing', async () => {
    const app = await openTestApp({ reachBack: 'month' });
    app.model.insert(HOME, meeting('Long ago', START_MS - 400 * DAY));
    app.model.insert(HOME, meeting('Last quarter', START_MS - 90 * DAY));
    app.model.insert(HOME, meeting('Last week', START_MS - 7 * DAY));
    app.model.insert(HOME, meeting('In years', START_MS + 3000 * DAY));
    const all = (): string[] => titles(app, START_MS - 500 * DAY, START_MS + 3001 * DAY);
    await app.sync();
    expect(all()).toEqual(['Last week', 'In years']);
    app.settings.reachBack = 'year';
    expect(await app.sync('settingChanged')).toMatchObject({ mode: 'full' });
    expect(all()).toEqual(['Last quarter', 'Last week', 'In years']);
    app.settings.reachBack = 'everything';
    await app.sync('settingChanged');
    expect(all()).toEqual(['Long ago', 'Last quarter', 'Last week', 'In years']);
    app.settings.reachBack = 'month';
    expect(await app.sync('settingChanged')).toMatchObject({ mode: 'full', counts: { swept: 0 } });
    expect(all()).toHaveLength(4);
    expect(await app.sync()).toMatchObject({ mode: 'incremental' });
  });

  test('history stays as time passes: a later full listing does not contain it, and sweeps only what it could [S9]', async () => {
    const app = await openTestApp({ reachBack: 'month' });
    app.model.insert(HOME, meeting('Kept', START_MS - 7 * DAY));
    const twice = { ...meeting('Kept too', START_MS - 6 * DAY), recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] };
    app.model.insert(HOME, twice);
    const { id } = app.model.insert(HOME, meeting('Deleted', START_MS + 60 * DAY));
    await app.sync();
    app.clock.jump(50 * DAY);
    app.model.delete(HOME, id);
    app.model.expireTokens(HOME);
    expect(await app.sync()).toMatchObject({ mode: 'full', counts: { swept: 1 } });
    expect(titles(app, START_MS - 20 * DAY, START_MS + 90 * DAY)).toEqual(['Kept', 'Kept too', 'Kept too']);
  });
});

test('[S20] changes beyond the first listing’s window are stored as they come', async () => {
  const app = await openTestApp({ reachBack: 'month' });
  await app.sync();
  const { id } = app.model.insert(HOME, meeting('Found again', START_MS - 700 * DAY));
  expect(await app.sync()).toMatchObject({ mode: 'incremental', counts: { upserted: 1 } });
  expect(day(app, START_MS - 700 * DAY)).toEqual(['Found again']);
  app.model.move(HOME, id, 100 * DAY);
  await app.sync();
  expect([day(app, START_MS - 700 * DAY), day(app, START_MS - 600 * DAY)]).toEqual([[], ['Found again']]);
});

describe('exceptions', () => {
  const standup = {
    id: 'standup',
    ...meeting('Stand-up', START_MS),
    recurrence: ['RRULE:FREQ=DAILY;COUNT=10'],
  };

  test('[S16] come on earlier pages than their master, and still take their slots', async () => {
    const app = await openTestApp({ pageLimit: 1 });
    app.model.behaviour.order = 'reverse';
    app.model.insert(HOME, standup);
    app.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, HOUR);
    app.model.cancelInstance(HOME, 'standup', START_MS + 3 * DAY);
    app.model.changeInstance(HOME, 'standup', START_MS + 4 * DAY, { summary: 'With cake' });
    const listed: string[] = [];
    app.google.faults.add(
      {
        kind: 'edit',
        edit: (body) => {
          for (const { id } of body['items'] as readonly { readonly id: string }[]) listed.push(id);
          return body;
        },
      },
      { on: 'events', times: 100 },
    );
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', counts: { pages: 4 } });
    expect(listed.at(-1)).toBe('standup');
    app.expectTruth();
    expect(app.occurrences(START_MS, START_MS + 11 * DAY)).toHaveLength(9);
    expect(day(app, START_MS + 4 * DAY)).toEqual(['With cake']);
  });

  test('[S17] are shown without their master, which is requested once and may be missing', async () => {
    const app = await openTestApp();
    const instance = {
      ...meeting('One instance', START_MS),
      recurringEventId: 'elsewhere',
      originalStartTime: { dateTime: new Date(START_MS).toISOString() },
    };
    app.model.insertRaw(HOME, {
      id: 'elsewhere_20261124T090000Z',
      status: 'confirmed',
      ...instance,
    } as never);
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(day(app, START_MS)).toEqual(['One instance']);
    const events = () => app.asked().filter(({ endpoint }) => endpoint === 'event').length;
    expect(events()).toBe(1);
    await app.sync();
    await app.restart();
    await app.sync();
    expect(events()).toBe(0);
  });

  test('[S18] are shown at their own start, weeks away from their slot, which stays empty', async () => {
    const app = await openTestApp();
    app.model.insert(HOME, standup);
    app.model.insert(HOME, {
      id: 'trash',
      summary: 'Bins',
      start: { date: '2026-11-26' },
      end: { date: '2026-11-27' },
      recurrence: ['RRULE:FREQ=WEEKLY'],
    });
    await app.sync();
    app.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, 30 * DAY);
    app.model.moveInstance(HOME, 'trash', Date.UTC(2026, 10, 26), DAY);
    await app.sync();
    expect(day(app, START_MS + 2 * DAY)).not.toContain('Stand-up');
    expect(day(app, START_MS + 32 * DAY)).toEqual(['Stand-up']);
    expect(titles(app, Date.UTC(2026, 10, 26, 1), Date.UTC(2026, 10, 26, 2))).toEqual([]);
    expect(titles(app, Date.UTC(2026, 10, 27, 1), Date.UTC(2026, 10, 27, 2))).toEqual(['Bins']);
    // Moved again: the slot is still the original one.
    app.model.moveInstance(HOME, 'standup', START_MS + 2 * DAY, -29 * DAY);
    await app.sync();
    expect(day(app, START_MS + 32 * DAY)).toEqual([]);
    app.expectTruth();
  });
});

test('[S22] rule lines in all their forms show what Google shows, across a clock change', async () => {
  const app = await openTestApp();
  const kolkata = {
    start: zoned('2026-11-24T09:30:00+05:30', 'Asia/Calcutta'),
    end: zoned('2026-11-24T10:00:00+05:30', 'Asia/Calcutta'),
  };
  app.model.insert(HOME, {
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
  app.model.insert(HOME, {
    id: 'dates',
    summary: 'Dates only',
    start: { date: '2026-11-24' },
    end: { date: '2026-11-25' },
    recurrence: ['RDATE;VALUE=DATE:20261127,20261130', 'EXDATE;VALUE=DATE:20261127'],
  });
  app.model.insert(HOME, {
    id: 'ny',
    summary: 'Breakfast',
    start: zoned('2026-10-24T09:00:00-04:00', 'America/New_York'),
    end: zoned('2026-10-24T09:30:00-04:00', 'America/New_York'),
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
  });
  await app.sync();
  const starts = (title: string): (string | number)[] =>
    app
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
  app.expectTruth();
});

test('[S23] a meeting in two calendars is shown once; hiding one shows the other; equal times alone merge nothing', async () => {
  const app = await openTestApp();
  app.model.addCalendar({ id: TEAM, summary: 'Team' });
  const shared = { ...meeting('Review', START_MS), iCalUID: 'review@example.com' };
  app.model.insert(HOME, shared);
  app.model.insert(TEAM, shared);
  app.model.insert(TEAM, meeting('Review', START_MS));
  await app.sync();
  expect(app.ids(HOME).length + app.ids(TEAM).length).toBe(3);
  expect(day(app, START_MS)).toEqual(['Review', 'Review']);
  app.store.calendars.setVisible({ calendarId: HOME as never, visible: false });
  expect(day(app, START_MS)).toEqual(['Review', 'Review']);
});

test('[S26, S27] missing fields, and types that are not meetings, are shown as what they mean', async () => {
  const app = await openTestApp();
  app.model.insertRaw(HOME, { id: 'bare', ...meeting('', START_MS), summary: undefined } as never);
  app.model.insert(HOME, { ...meeting('Focus', START_MS + HOUR), eventType: 'focusTime' });
  app.model.insert(HOME, { ...meeting('Away', START_MS + 2 * HOUR), eventType: 'outOfOffice' });
  app.model.insert(HOME, { ...meeting('', START_MS + 3 * HOUR), visibility: 'private' });
  await app.sync();
  const found = app.occurrences(START_MS, START_MS + DAY);
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

test('[S28] the person’s response is known, and the number of guests is unknown if Google left some out', async () => {
  const app = await openTestApp();
  const attendees = [
    { email: HOME, self: true, responseStatus: 'tentative' },
    { email: 'bruno@example.com', responseStatus: 'accepted' },
    { email: 'room-1@example.com', resource: true, responseStatus: 'accepted' },
  ] as const;
  app.model.insert(HOME, { ...meeting('Small', START_MS), attendees });
  app.model.insert(HOME, { ...meeting('Town hall', START_MS + HOUR), attendees, attendeesOmitted: true });
  await app.sync();
  expect(
    app.occurrences(START_MS, START_MS + DAY).map(({ selfResponse, guests }) => ({ selfResponse, guests })),
  ).toEqual([
    { selfResponse: 'tentative', guests: { total: 2, accepted: 1 } },
    { selfResponse: 'tentative', guests: null },
  ]);
});

test('[S31] an event without its own colour has its calendar’s, even when that changes', async () => {
  const app = await openTestApp();
  app.model.patchCalendar(HOME, { backgroundColor: '#123456' });
  app.model.insert(HOME, meeting('Plain', START_MS));
  app.model.insert(HOME, { ...meeting('Tomato', START_MS + HOUR), colorId: '11' });
  await app.sync();
  const colors = (): string[] => app.occurrences(START_MS, START_MS + DAY).map(({ color }) => color);
  expect(colors()).toEqual(['#123456', '#dc2127']);
  app.model.patchCalendar(HOME, { backgroundColor: '#ABCDEF' });
  await app.sync();
  expect(colors()).toEqual(['#abcdef', '#dc2127']);
});

test('[S24] a change of reminders alone arrives, though `updated` is unchanged', async () => {
  const app = await openTestApp();
  const { id, updated } = app.model.insert(HOME, meeting('Plain', START_MS));
  await app.sync();
  await app.clock.advance(10 * MINUTE);
  const reminders = { useDefault: false, overrides: [{ method: 'popup', minutes: 3 }] } as const;
  expect(app.model.patch(HOME, id, { reminders }).updated).toBe(updated);
  expect(await app.sync()).toMatchObject({ mode: 'incremental', counts: { upserted: 1 } });
});
