/**
 * Series and reminders that people reported for other calendar programs, as Google resources, from the mapping
 * through SQLite to the agenda and the planning of reminders.
 */
import { describe, expect, test } from 'vitest';
import { toChange } from '../../main/google/mapEvent.ts';
import { planReminders } from '../../main/reminders/planner.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { Store } from '../../main/store/open.ts';
import type { CalendarKey } from '../../main/sync/ports.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { SettledReminder } from '../../shared/reminders.ts';
import { reportsOf } from '../cases/publicReports.ts';
import {
  calendarId,
  list,
  NOW_MS,
  populatedStore,
  remoteCalendar,
  value,
} from '../store/support/builders.ts';

type Resource = Readonly<Record<string, unknown>>;

const put = (store: Store, key: CalendarKey, resources: readonly Resource[], passId = 1): void => {
  const changes = resources.map((resource) => value(toChange(resource, { calendarZone: 'Europe/Berlin' })));
  value(store.sync.commitChanges(key, passId, changes, { nowMs: NOW_MS }));
};

const startOf = ({ start }: Occurrence): string =>
  start.kind === 'date' ? start.date : new Date(start.ms).toISOString().replace('.000Z', 'Z');

const startsFrom2024To2030 = (resources: readonly Resource[]): readonly string[] => {
  const { store, key } = populatedStore();
  put(store, key, resources);
  const range = { from: '2024-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z', timeZone: 'UTC', limit: 1000 };
  return value(store.agenda.list(range)).occurrences.map(startOf);
};

interface SeriesInput {
  readonly start: Resource;
  readonly end: Resource;
  readonly recurrence: readonly string[];
  readonly extra: readonly Resource[];
}

describe('reported series are shown when they take place', () => {
  test.each(reportsOf('recurrence', 'rrule-date', 'until-before-start').map((one) => [one.id, one] as const))(
    '%s',
    (id, { input, expected }) => {
      const { extra, ...series } = input as SeriesInput;
      expect(startsFrom2024To2030([{ id, ...series }, ...extra])).toEqual(expected);
    },
  );
});

const timed = (date: string, time: string) => ({
  dateTime: `${date}T${time}:00+01:00`,
  timeZone: 'Europe/Berlin',
});
const popup = { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] };

/** The reminders due at a time on Tuesday 24 November, and what is settled by showing them. */
const dueAt = (store: Store, time: string, settled: readonly SettledReminder[] = []) => {
  const nowMs = Date.parse(`2026-11-24T${time}:00+01:00`);
  const [fromMs, toMs] = [nowMs - 3_600_000, nowMs + 2 * 86_400_000];
  const range = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const { occurrences } = value(store.agenda.reminders.page(range));
  const watched = { nowMs, watchedUntilMs: nowMs - 60_000, timeZone: 'Europe/Berlin' };
  const state = { settled, snoozes: [], onScreen: [], settings: defaultSettings, isComplete: true };
  const { due } = planReminders({ occurrences, fromMs, toMs, ...state, ...watched });
  return { ids: due.map(({ key }) => key.eventId), settles: due.flatMap(({ settles }) => settles) };
};

describe('reported reminders are due when intended, and once', () => {
  const reports = new Map(reportsOf('split-ids', 'reminders').map((one) => [one.id, one]));
  const single = (fields: Resource): Resource => ({
    id: 'one',
    start: timed('2026-11-24', '10:00'),
    end: timed('2026-11-24', '11:00'),
    ...fields,
  });
  const dayLong = single({ start: { date: '2026-11-25' }, end: { date: '2026-11-26' } });

  test.each([
    ['rem-email-only', single({ reminders: { overrides: [{ method: 'email', minutes: 20 }] } }), '09:40'],
    ['rem-none', single({ reminders: { useDefault: false } }), '09:50'],
    ['rem-allday-default', { ...dayLong, reminders: { useDefault: true } }, '23:30'],
  ])('%s', (id, resource, time) => {
    expect(reports.has(id)).toBe(true);
    const { store, key } = populatedStore();
    list(store, [remoteCalendar(calendarId, { defaultReminders: [{ method: 'popup', minutes: 30 }] })]);
    put(store, key, [resource]);
    expect(dueAt(store, time).ids).toEqual([]);
  });

  test('the same with a popup is due then, so that the rows above can fail', () => {
    const { store, key } = populatedStore();
    put(store, key, [single({ reminders: popup })]);
    expect(dueAt(store, '09:50').ids).toEqual(['one']);
  });

  test('rem-split-timed: an instance of a later part has one reminder, before and after it becomes an exception', () => {
    expect(reports.has('rem-split-timed')).toBe(true);
    const { store, key } = populatedStore();
    const first = { start: timed('2026-11-02', '10:00'), end: timed('2026-11-02', '11:00') };
    const later = { start: timed('2026-11-23', '10:00'), end: timed('2026-11-23', '11:00') };
    put(store, key, [
      { id: 'base', ...first, recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261122T225959Z'], reminders: popup },
      { id: 'base_R20261123T090000', ...later, recurrence: ['RRULE:FREQ=DAILY'], reminders: popup },
    ]);
    const shown = dueAt(store, '09:50');
    expect(shown.ids).toEqual(['base_20261124T090000Z']);
    const start = timed('2026-11-24', '10:00');
    const exception = {
      id: 'base_20261124T090000Z',
      recurringEventId: 'base_R20261123T090000',
      originalStartTime: start,
      start,
      end: timed('2026-11-24', '11:00'),
      attendees: [{ email: 'guest@example.com', responseStatus: 'accepted' }],
      reminders: popup,
    };
    put(store, key, [exception], 2);
    expect(dueAt(store, '09:52', shown.settles).ids).toEqual([]);
    expect(dueAt(store, '09:52').ids).toEqual(['base_20261124T090000Z']);
  });
});
