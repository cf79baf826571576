/** Clocks that jump, machines that sleep, people who travel: what the whole app makes of it [F16]. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { DAY, HOME, HOUR, MINUTE, START_MS, meeting, createBackend } from './testApp.ts';
import type { Backend } from './testApp.ts';

const openRunning = async (): Promise<Backend> => {
  const house = await createBackend();
  house.model.insert(HOME, meeting('First', START_MS + DAY));
  house.startSchedule(5);
  await house.tick(HOUR);
  expect(house.problems()).toEqual([]);
  house.passes.length = 0;
  house.asked();
  return house;
};

describe('[F16] suspend and resume', () => {
  test('one pass at once, whose changes show; another lid opened within half a minute asks nothing', async () => {
    const house = await openRunning();
    house.clock.jump(9 * HOUR);
    house.model.insert(HOME, meeting('Overnight', START_MS + DAY));
    house.schedule?.resumed();
    await house.quiet();
    expect(house.passes.map(({ reason, outcome }) => [reason, outcome])).toEqual([['resume', 'succeeded']]);
    house.expectTruth();
    house.schedule?.resumed();
    await house.quiet();
    expect(house.passes).toHaveLength(1);
  });

  test('in the middle of a pass: its dead socket ends by the deadline, and the next pass is whole', async () => {
    const house = await openRunning();
    house.model.insert(HOME, meeting('New', START_MS + DAY));
    house.google.faults.add({ kind: 'hang' }, { on: 'events', calendarId: HOME });
    const pass = house.sync('timer');
    await house.quiet();
    house.clock.jump(3 * HOUR);
    house.schedule?.resumed();
    await house.tick(MINUTE);
    expect(await pass).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
    await house.tick(2 * MINUTE);
    expect(house.problems()).toEqual([]);
    house.expectTruth();
  });
});

describe('[F16] the clock is set', () => {
  test.each([
    ['back a day', -DAY],
    ['back a year', -365 * DAY],
    ['back an hour', -HOUR],
    ['on a day', DAY],
    ['on ten years', 3650 * DAY],
  ])('%s: passes go on at their interval, with what is new', async (_name, byMs) => {
    const house = await openRunning();
    house.clock.jump(byMs);
    house.model.insert(HOME, meeting('New', START_MS + DAY));
    await house.tick(8 * MINUTE);
    expect(house.passes.length).toBeGreaterThan(0);
    expect(house.problems()).toEqual([]);
    house.expectTruth();
    const next = Date.parse(house.status().nextAttemptAt ?? '') - house.clock.now();
    expect(next).toBeGreaterThan(0);
    expect(next).toBeLessThanOrEqual(7 * MINUTE);
    await house.tick(HOUR);
    expect(house.passes.length).toBeLessThanOrEqual(20);
  });

  test('back while waiting: neither our own wait nor Google’s becomes one of years', async () => {
    for (const fault of [{ status: 503 }, { status: 429, retryAfter: 1800 }]) {
      // oxlint-disable-next-line no-await-in-loop
      const house = await openRunning();
      house.google.faults.add({ kind: 'status', ...fault }, { on: 'calendarList' });
      house.google.faults.add({ kind: 'status', ...fault }, { on: 'events' });
      // oxlint-disable-next-line no-await-in-loop
      await house.sync('timer');
      expect(house.problems()).toHaveLength(1);
      house.google.faults.clear();
      house.clock.jump(-400 * DAY);
      // oxlint-disable-next-line no-await-in-loop
      await house.tick(10 * MINUTE);
      expect(house.problems()).toEqual([]);
    }
  });
});

test('[F16] another zone: all-day events move to the days of the new one, timed ones keep their instant', async () => {
  const before = process.env['TZ'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  const house = await createBackend();
  house.model.insert(HOME, {
    summary: 'Holiday',
    start: { date: '2026-11-26' },
    end: { date: '2026-11-27' },
  });
  house.model.insert(HOME, {
    summary: 'Fridays off',
    start: { date: '2026-11-27' },
    end: { date: '2026-11-28' },
    recurrence: ['RRULE:FREQ=WEEKLY'],
  });
  const call = Date.UTC(2026, 10, 26, 20);
  house.model.insert(HOME, meeting('Call', call));
  await house.sync();
  /** What the app says of a window when the window names no zone: the system's holds. */
  const titles = (fromMs: number, toMs: number): string[] =>
    house.occurrences(fromMs, toMs, null).map(({ title }) => title);
  const midnight = Date.UTC(2026, 10, 26);

  process.env['TZ'] = 'Asia/Tokyo';
  expect(titles(midnight - 9 * HOUR, midnight - 8 * HOUR)).toEqual(['Holiday']);
  expect(titles(midnight + 15 * HOUR, midnight + 16 * HOUR)).toEqual(['Fridays off']);
  expect(titles(call, call + 1)).toEqual(['Fridays off', 'Call']);

  process.env['TZ'] = 'America/Los_Angeles';
  expect(titles(midnight - 9 * HOUR, midnight - 8 * HOUR)).toEqual([]);
  expect(titles(midnight + 8 * HOUR, midnight + 9 * HOUR)).toEqual(['Holiday']);
  expect(titles(call, call + 1)).toEqual(['Holiday', 'Call']);
});
