/** The sample calendar: always something to see, always the same ids, never growing. */
import { describe, expect, test } from 'vitest';
import { createScenario } from '../../main/sample/scenario.ts';
import type { Scenario } from '../../main/sample/scenario.ts';
import { localDay } from '../../main/googleModel/zoneTime.ts';
import { expectedOccurrences } from '../support/fakeGoogle/expectedOccurrences.ts';
import type { ExpectedOccurrence } from '../support/fakeGoogle/expectedOccurrences.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const morning = Date.UTC(2026, 10, 24, 9, 3);
const zone = 'Europe/Berlin';

const shown = ({ model }: Scenario, from: number, to: number, inZone = zone): ExpectedOccurrence[] =>
  model.calendarIds().flatMap((id) => expectedOccurrences(model, id, from, to, inZone));

const everyId = ({ model }: Scenario): string[] =>
  model.calendarIds().flatMap((id) => {
    const { singles, masters } = model.truth(id);
    return [...singles, ...masters].map((one) => `${id} ${one.id}`);
  });

function listAll({ model, mainCalendarId }: Scenario, syncToken?: string) {
  const items = [];
  let query: Record<string, string> = syncToken ? { syncToken } : {};
  for (;;) {
    const page = model.listEvents(mainCalendarId, query);
    if (!page.ok) throw new Error(page.problem.message);
    items.push(...page.value.items);
    const { nextPageToken, nextSyncToken = '' } = page.value;
    if (nextPageToken === undefined) return { items, syncToken: nextSyncToken };
    query = { ...query, pageToken: nextPageToken };
  }
}

describe('around now', () => {
  const starts = Array.from({ length: 34 }, (_, n) => morning + n * 5 * 60 * minute);
  test.each(['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'throughout the week in %s a meeting begins within 20 minutes and the day is not empty',
    (inZone) => {
      for (const nowMs of starts) {
        const scenario = createScenario({ now: () => nowMs, timeZone: inZone, epoch: 'a' });
        const soon = shown(scenario, nowMs, nowMs + 20 * minute, inZone).filter(
          (one) => !one.allDay && one.startMs >= nowMs + 9 * minute,
        );
        expect(soon.map((one) => one.title)).toContain('Design review: new checkout');
        expect(soon.every((one) => one.startMs % (5 * minute) === 0)).toBe(true);
        const today = shown(scenario, nowMs - 12 * 60 * minute, nowMs + 12 * 60 * minute, inZone).filter(
          (one) => localDay(one.startMs, inZone) === localDay(nowMs, inZone),
        );
        expect(today.length).toBeGreaterThanOrEqual(3);
      }
    },
  );

  test('the days around are filled too, in past and coming weeks alike', () => {
    const scenario = createScenario({ now: () => morning, timeZone: zone, epoch: 'a' });
    for (let week = -4; week < 4; week++)
      expect(
        shown(scenario, morning + week * 7 * day, morning + (week + 1) * 7 * day).length,
      ).toBeGreaterThan(8);
  });

  test('two meetings overlap soon', () => {
    const scenario = createScenario({ now: () => morning, timeZone: zone, epoch: 'a' });
    const [first, second] = shown(scenario, morning, morning + 60 * minute)
      .filter((one) => !one.allDay && one.startMs > morning)
      .sort((a, b) => a.startMs - b.startMs);
    expect(second!.startMs).toBeLessThan(first!.endMs);
  });
});

test('every type of event is there', () => {
  const { model } = createScenario({ now: () => morning, timeZone: zone, epoch: 'a' });
  const truths = model.calendarIds().map((id) => model.truth(id));
  const events = truths.flatMap((one) => [...one.singles, ...one.masters, ...one.exceptions]);
  expect(new Set(events.map((one) => one.eventType))).toEqual(
    new Set(['default', 'focusTime', 'outOfOffice', 'workingLocation', 'birthday', 'fromGmail']),
  );
  const answers = events.map((one) => one.attendees?.find((person) => person.self)?.responseStatus);
  expect(new Set(answers)).toEqual(new Set([undefined, 'accepted', 'declined', 'tentative', 'needsAction']));
  expect(events.some((one) => one.summary === undefined && one.visibility === 'private')).toBe(true);
  expect(truths.flatMap((one) => one.cancelled).length).toBeGreaterThanOrEqual(2);
  expect(truths.some((one) => one.calendar.accessRole === 'reader')).toBe(true);
  expect(new Set(events.map((one) => one.start.timeZone))).toEqual(
    new Set([undefined, 'Europe/Berlin', 'Europe/Lisbon', 'America/New_York']),
  );
  const addresses = events.flatMap((one) => (one.attendees ?? []).map((person) => person.email));
  expect(addresses.every((address) => /@(rooms\.)?example\.com$/.test(address ?? ''))).toBe(true);
  expect(events.every((one) => /^[a-v0-9_TZ]+$/.test(one.id))).toBe(true);
});

test('ids are the same at every start, on other days and in other zones', () => {
  const ids = [0, 1, 5, 40, 400].map((days) =>
    everyId(createScenario({ now: () => morning + days * day, timeZone: zone, epoch: `${days}` })),
  );
  ids.push(everyId(createScenario({ now: () => morning, timeZone: 'Asia/Tokyo', epoch: 'z' })));
  for (const other of ids) expect(other).toEqual(ids[0]);
});

describe('changes over time', () => {
  function openScenario() {
    let nowMs = morning;
    const scenario = createScenario({ now: () => nowMs, timeZone: zone, epoch: 'a' });
    let { syncToken } = listAll(scenario);
    return {
      scenario,
      sync(afterMs: number) {
        nowMs += afterMs;
        scenario.beforeListing(scenario.mainCalendarId, 'incremental');
        const delta = listAll(scenario, syncToken);
        syncToken = delta.syncToken;
        return delta.items;
      },
      truth: () => {
        const { singles, masters, exceptions, cancelled } = scenario.model.truth(scenario.mainCalendarId);
        const plain = (one: { readonly etag: string; readonly updated: string }) => ({
          ...one,
          etag: '',
          updated: '',
        });
        return {
          singles: singles.map(plain),
          masters: masters.map(plain),
          exceptions: exceptions.map(plain),
          cancelled,
        };
      },
    };
  }

  test('each incremental listing brings one change, unless it is within a second of the last one', () => {
    const { sync } = openScenario();
    for (let n = 0; n < 30; n++) {
      expect(sync(1000)).toHaveLength(1);
      expect(sync(500)).toHaveLength(0);
    }
  });

  test('full listings and other calendars change nothing', () => {
    const { scenario, truth } = openScenario();
    const before = truth();
    scenario.beforeListing(scenario.mainCalendarId, 'full');
    scenario.beforeListing('alex.personal@example.com', 'incremental');
    expect(truth()).toEqual(before);
  });

  test('a complete cycle restores the original state, except for one restored instance', () => {
    const { sync, truth } = openScenario();
    for (let n = 0; n < 12; n++) sync(1000);
    const first = truth();
    for (let n = 0; n < 120; n++) sync(1000);
    expect(truth()).toEqual(first);
  });

  test('on a new day everything has moved along, as on a fresh start', () => {
    const { sync, scenario } = openScenario();
    for (let n = 0; n < 5; n++) sync(1000);
    expect(sync(day).length).toBeGreaterThan(5);
    const nowMs = morning + day + 5000;
    const fresh = createScenario({ now: () => nowMs, timeZone: zone, epoch: 'b' });
    const week = (one: Scenario) => shown(one, nowMs - 2 * day, nowMs + 30 * day);
    expect(week(scenario)).toEqual(week(fresh));
    expect(everyId(scenario)).toEqual(everyId(fresh));
  });

  test('after months the calendar is as large as before', () => {
    const { sync, truth } = openScenario();
    for (let n = 0; n < 100; n++) sync(day);
    const { singles, masters, cancelled } = truth();
    const fresh = openScenario().truth();
    expect([singles.length, masters.length]).toEqual([fresh.singles.length, fresh.masters.length]);
    expect(cancelled.length).toBeLessThanOrEqual(fresh.cancelled.length);
  });
});
