import { describe, expect, test } from 'vitest';
import type { CalendarId } from '../../shared/model.ts';
import type { Store } from '../../main/store/open.ts';
import {
  account,
  calendarId,
  changed,
  finish,
  keyOf,
  list,
  NOW_MS,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  temporaryPath,
  value,
} from './support/builders.ts';
import { sketch } from './support/rows.ts';

const primary = remoteCalendar(calendarId, { primary: true });
const team = remoteCalendar('team@example.com');
const teamId = team.id;

const shown = (store: Store): string[] =>
  value(store.calendars.list()).map((calendar) => `${calendar.id}${calendar.visible ? '' : ' hidden'}`);

describe('[S32] a calendar listing', () => {
  test('counts what is new, different or removed', () => {
    const { store } = populatedStore();
    expect(list(store, [primary, team])).toBe(1);
    expect(list(store, [primary, team])).toBe(0);
    expect(list(store, [primary, { ...team, color: '#0b8043' }], { full: false })).toBe(1);
    expect(list(store, [], { full: false, removed: [teamId, 'never@example.com' as CalendarId] })).toBe(1);
  });

  test('is stored completely and can be read back', () => {
    const { store } = populatedStore();
    const calendar = remoteCalendar('team@example.com', {
      accessRole: 'freeBusyReader',
      zone: 'Asia/Tokyo',
      defaultReminders: [],
    });
    list(store, [primary, calendar]);
    expect(value(store.calendars.list())[1]).toEqual({
      ...calendar,
      accountId: account,
      visible: true,
      loaded: false,
    });
  });

  test('[S33] a full one removes the calendars that it lacks, with their events; an incremental one does not', () => {
    const { store, key, path } = populatedStore();
    list(store, [primary, team]);
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    value(store.sync.commitChanges(keyOf(store, teamId), 1, changed(single('t'))));
    list(store, [team], { full: false });
    expect(sketch(path)).toEqual(['single a', 'single t']);
    expect(list(store, [team])).toBe(1);
    expect(shown(store)).toEqual(['team@example.com']);
    expect(sketch(path)).toEqual(['single t']);
  });

  test('stores its token with it; only a full one moves the time of the last full listing', () => {
    const { store } = populatedStore();
    const commit = (full: boolean, syncToken: string, nowMs: number) =>
      store.sync.commitCalendarList(account, { items: [], full, syncToken, fingerprint: 'f2', nowMs });
    commit(true, 'list-2', NOW_MS + 1);
    commit(false, 'list-3', NOW_MS + 2);
    expect(value(store.sync.accounts())[0]).toMatchObject({
      listSyncToken: 'list-3',
      listFingerprint: 'f2',
      listFullAtMs: NOW_MS + 1,
    });
    value(store.sync.dropCalendarListToken(account));
    expect(value(store.sync.accounts())[0]).toMatchObject({ listSyncToken: null, listFullAtMs: NOW_MS + 1 });
  });

  test('keeps what sync knows of each calendar', () => {
    const { store, key } = populatedStore();
    finish(store, key, 1);
    list(store, [{ ...primary, name: 'Renamed' }]);
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({ key, syncToken: 'token-1' });
  });

  test('does nothing for an account that was removed in the meantime', () => {
    const { store } = populatedStore();
    value(store.accounts.remove(account));
    expect(list(store, [primary])).toBe(0);
    expect(value(store.calendars.list())).toEqual([]);
  });

  test('gives a calendar that was removed and comes back a new key: a running pass cannot write to it', () => {
    const { store, path } = populatedStore();
    list(store, [primary, team]);
    const before = keyOf(store, teamId);
    list(store, [primary]);
    list(store, [primary, team]);
    expect(keyOf(store, teamId)).not.toBe(before);
    value(store.sync.commitChanges(before, 1, changed(single('late'))));
    expect(sketch(path)).toEqual([]);
  });
});

describe('visible calendars', () => {
  test.each([
    ['ticked in Google', { selected: true, hidden: false }, true],
    ['not ticked', { selected: false, hidden: false }, false],
    ['ticked but hidden from the list', { selected: true, hidden: true }, false],
  ])('a new calendar that is %s starts that way', (_name, fields, visible) => {
    const { store } = populatedStore();
    list(store, [primary, remoteCalendar('team@example.com', fields)]);
    expect(value(store.calendars.list())[1]!.visible).toBe(visible);
  });

  test("Google's selection counts only when a calendar first appears", () => {
    const { store } = populatedStore();
    list(store, [primary, team]);
    list(store, [primary, { ...team, selected: false, hidden: true }]);
    expect(value(store.calendars.list())[1]).toMatchObject({ selected: false, hidden: true, visible: true });
  });

  test("the person's choice survives later listings, and the calendar's absence", () => {
    const { store } = populatedStore();
    list(store, [primary, team]);
    expect(value(store.calendars.setVisible({ calendarId: teamId, visible: false }))).toBe(1);
    list(store, [primary, { ...team, name: 'Renamed', selected: true }]);
    expect(shown(store)).toEqual([calendarId, 'team@example.com hidden']);
    list(store, [primary]);
    list(store, [primary, team]);
    expect(shown(store)).toEqual([calendarId, 'team@example.com hidden']);
    expect(value(store.sync.visibleCalendars(account)).map((calendar) => calendar.calendarId)).toEqual([
      calendarId,
    ]);
  });

  test('a hidden calendar keeps its rows and token, and continues from them', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    finish(store, key, 1);
    value(store.calendars.setVisible({ calendarId, visible: false }));
    expect(value(store.sync.visibleCalendars(account))).toEqual([]);
    value(store.calendars.setVisible({ calendarId, visible: true }));
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({ key, syncToken: 'token-1' });
    expect(sketch(path)).toEqual(['single a']);
  });

  test('a calendar in two accounts can be hidden in one of them', () => {
    const { store } = populatedStore();
    const other = 'google:grace@example.com' as typeof account;
    value(
      store.accounts.add({
        id: other,
        kind: 'google',
        label: 'grace',
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    list(store, [primary, team]);
    value(
      store.sync.commitCalendarList(other, {
        items: [{ type: 'calendar', calendar: team }],
        full: true,
        syncToken: 't',
        fingerprint: 'f1',
        nowMs: NOW_MS,
      }),
    );
    expect(value(store.calendars.setVisible({ accountId: other, calendarId: teamId, visible: false }))).toBe(
      1,
    );
    expect(shown(store)).toEqual([calendarId, 'team@example.com', 'team@example.com hidden']);
    expect(value(store.calendars.setVisible({ calendarId: teamId, visible: true }))).toBe(2);
    expect(
      value(store.calendars.setVisible({ calendarId: 'never@example.com' as CalendarId, visible: true })),
    ).toBe(0);
  });
});

describe('accounts', () => {
  test('connecting again keeps the rows and ends our own backoff, but not a Retry-After [F11]', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    value(
      store.sync.setAccountBackoff(account, {
        retryAtMs: 5,
        backoffUntilMs: 6,
        failures: 3,
        cause: 'offline',
      }),
    );
    value(
      store.accounts.add({
        id: account,
        kind: 'google',
        label: 'Ada',
        connectedAt: '2026-11-20T00:00:00.000Z',
      }),
    );
    expect(value(store.accounts.list())).toEqual([
      { id: account, kind: 'google', label: 'Ada', connectedAt: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(value(store.sync.accounts())[0]).toMatchObject({
      retryAtMs: 5,
      backoffUntilMs: null,
      failures: 0,
    });
    expect(sketch(path)).toEqual(['single a']);
  });

  test('[F11] a backoff survives a restart', () => {
    const { store, path } = populatedStore();
    const backoff = {
      retryAtMs: NOW_MS + 1,
      backoffUntilMs: NOW_MS + 2,
      failures: 4,
      cause: 'rateLimited',
    } as const;
    value(store.sync.setAccountBackoff(account, backoff));
    store.close();
    expect(value(openedStore(path).sync.accounts())[0]).toMatchObject(backoff);
  });

  test('removing one does not affect the other', () => {
    const { store } = populatedStore();
    const sample = 'sample' as typeof account;
    value(
      store.accounts.add({
        id: sample,
        kind: 'sample',
        label: 'Sample',
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    value(store.accounts.remove(sample));
    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([account]);
    expect(shown(store)).toEqual([calendarId]);
  });

  test('a new store has none', () => {
    expect(value(openedStore(temporaryPath()).sync.accounts())).toEqual([]);
  });
});
