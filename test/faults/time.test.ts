/** Clocks that jump, machines that sleep, people who travel: how the whole app behaves [F16]. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { DAY, HOME, HOUR, MINUTE, START_MS, meeting, openTestApp } from './testApp.ts';
import type { TestApp } from './testApp.ts';

const openRunning = async (): Promise<TestApp> => {
  const app = await openTestApp();
  app.model.insert(HOME, meeting('First', START_MS + DAY));
  app.startSchedule(5);
  await app.tick(HOUR);
  expect(app.problems()).toEqual([]);
  app.passes.length = 0;
  app.asked();
  return app;
};

describe('[F16] suspend and resume', () => {
  test('one pass at once, whose changes are shown; another wake-up within half a minute requests nothing', async () => {
    const app = await openRunning();
    app.clock.jump(9 * HOUR);
    app.model.insert(HOME, meeting('Overnight', START_MS + DAY));
    app.schedule?.resumed();
    await app.idle();
    expect(app.passes.map(({ reason, outcome }) => [reason, outcome])).toEqual([['resume', 'succeeded']]);
    app.expectTruth();
    app.schedule?.resumed();
    await app.idle();
    expect(app.passes).toHaveLength(1);
  });

  test('during a pass: its dead socket ends at the deadline, and the next pass is complete', async () => {
    const app = await openRunning();
    app.model.insert(HOME, meeting('New', START_MS + DAY));
    app.google.faults.add({ kind: 'hang' }, { on: 'events', calendarId: HOME });
    const pass = app.sync('timer');
    await app.idle();
    app.clock.jump(3 * HOUR);
    app.schedule?.resumed();
    await app.tick(MINUTE);
    expect(await pass).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
    await app.tick(2 * MINUTE);
    expect(app.problems()).toEqual([]);
    app.expectTruth();
  });
});

describe('[F16] the clock is set', () => {
  test.each([
    ['back a day', -DAY],
    ['back a year', -365 * DAY],
    ['back an hour', -HOUR],
    ['on a day', DAY],
    ['on ten years', 3650 * DAY],
  ])('%s: passes continue at their interval, with what is new', async (_name, byMs) => {
    const app = await openRunning();
    app.clock.jump(byMs);
    app.model.insert(HOME, meeting('New', START_MS + DAY));
    await app.tick(8 * MINUTE);
    expect(app.passes.length).toBeGreaterThan(0);
    expect(app.problems()).toEqual([]);
    app.expectTruth();
    const next = Date.parse(app.status().nextAttemptAt ?? '') - app.clock.now();
    expect(next).toBeGreaterThan(0);
    expect(next).toBeLessThanOrEqual(7 * MINUTE);
    await app.tick(HOUR);
    expect(app.passes.length).toBeLessThanOrEqual(20);
  });

  test('back while waiting: neither our own wait nor Google’s becomes one of years', async () => {
    for (const fault of [{ status: 503 }, { status: 429, retryAfter: 1800 }]) {
      // oxlint-disable-next-line no-await-in-loop
      const app = await openRunning();
      app.google.faults.add({ kind: 'status', ...fault }, { on: 'calendarList' });
      app.google.faults.add({ kind: 'status', ...fault }, { on: 'events' });
      // oxlint-disable-next-line no-await-in-loop
      await app.sync('timer');
      expect(app.problems()).toHaveLength(1);
      app.google.faults.clear();
      app.clock.jump(-400 * DAY);
      // oxlint-disable-next-line no-await-in-loop
      await app.tick(10 * MINUTE);
      expect(app.problems()).toEqual([]);
    }
  });
});

test('[F16] another zone: all-day events move to the days of the new one, timed ones keep their instant', async () => {
  const before = process.env['TZ'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  const app = await openTestApp();
  app.model.insert(HOME, {
    summary: 'Holiday',
    start: { date: '2026-11-26' },
    end: { date: '2026-11-27' },
  });
  app.model.insert(HOME, {
    summary: 'Fridays off',
    start: { date: '2026-11-27' },
    end: { date: '2026-11-28' },
    recurrence: ['RRULE:FREQ=WEEKLY'],
  });
  const call = Date.UTC(2026, 10, 26, 20);
  app.model.insert(HOME, meeting('Call', call));
  await app.sync();
  /** What the app returns for a window without a zone: the system's applies. */
  const titles = (fromMs: number, toMs: number): string[] =>
    app.occurrences(fromMs, toMs, null).map(({ title }) => title);
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
