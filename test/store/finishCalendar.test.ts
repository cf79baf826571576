import { describe, expect, test } from 'vitest';
import type { RemoteChange } from '../../shared/model.ts';
import type { SweepCounts } from '../../main/sync/ports.ts';
import {
  account,
  at,
  calendarId,
  cancelled,
  changed,
  DAY_MS,
  eventId,
  exception,
  finish,
  list,
  master,
  NOW_MS,
  on,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  TIME_MIN_MS,
  value,
} from './support/builders.ts';
import { sketch } from './support/rows.ts';

/** Before the listing's beginning, within its range, and upcoming. */
const OLD = { start: at('2026-09-01T10:00:00Z'), end: at('2026-09-01T11:00:00Z') };
const RECENT = { start: at('2026-11-10T10:00:00Z'), end: at('2026-11-10T11:00:00Z') };
const OLD_SLOT = '2026-09-01T10:00:00Z';
const RECENT_SLOT = '2026-11-10T10:00:00Z';
/** Began long ago and is still running. */
const alive = (id: string) => master(id, { ...OLD, recurrence: ['RRULE:FREQ=DAILY'] });
const ended = (id: string) => master(id, { ...OLD, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });

/** Runs two full passes: the first lists `first`, the second `second`. Returns what is left. */
const afterTwoPasses = (
  first: RemoteChange[],
  second: RemoteChange[],
  timeMinMs: number | null = TIME_MIN_MS,
) => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, first));
  finish(store, key, 1, { timeMinMs });
  value(store.sync.commitChanges(key, 2, second));
  const result = finish(store, key, 2, { timeMinMs });
  return { left: sketch(path), ...result };
};

describe('[S9] the sweep', () => {
  test.each<[string, RemoteChange[], RemoteChange[], string[]]>([
    ['takes what the listing lacks', changed(single('a'), single('b')), changed(single('b')), ['single b']],
    ['takes recent history that the listing covers', changed(single('a', RECENT)), [], []],
    ['spares what ended before the listing began', changed(single('a', OLD)), [], ['single a']],
    [
      'takes what began before the listing and ended in it',
      changed(single('a', { ...OLD, end: RECENT.end })),
      [],
      [],
    ],
    [
      'spares what ended exactly at its beginning: timeMin is exclusive',
      changed(single('a', { ...OLD, end: { kind: 'timed', ms: TIME_MIN_MS, zone: 'UTC' } })),
      [],
      ['single a'],
    ],
    [
      'spares a date that may, somewhere on earth, have ended before its beginning',
      changed(single('a', { start: on('2026-10-25'), end: on('2026-10-26') })),
      [],
      ['single a'],
    ],
    [
      'takes dates within its reach',
      changed(single('a', { start: on('2026-10-27'), end: on('2026-10-28') })),
      [],
      [],
    ],
    ['spares a series that ended before its beginning', changed(ended('m')), [], ['master m']],
    [
      'spares a series whose UNTIL lies within its reach but whose last occurrence does not',
      changed(master('m', { ...OLD, recurrence: ['RRULE:FREQ=MONTHLY;UNTIL=20261026T000000Z'] })),
      [],
      // Its occurrences are on 1 September and 1 October; the listing begins on 25 October.
      ['master m'],
    ],
    [
      'takes a series whose last occurrence lies within its reach',
      changed(master('m', { ...OLD, recurrence: ['RRULE:FREQ=MONTHLY;UNTIL=20261102T000000Z'] })),
      [],
      [],
    ],
    [
      'spares a series of dates that may, somewhere on earth, have ended before its beginning',
      changed(
        master('m', {
          start: on('2026-10-24'),
          end: on('2026-10-25'),
          recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
        }),
      ),
      [],
      ['master m'],
    ],
    [
      'takes an existing series with all that belongs to it, its history too',
      [
        ...changed(alive('m'), exception('m', OLD_SLOT), exception('m', RECENT_SLOT)),
        cancelled('m', '2026-09-02T10:00:00Z'),
      ],
      [],
      [],
    ],
    [
      'spares the history of a series that still exists',
      [...changed(alive('m'), exception('m', OLD_SLOT)), cancelled('m', '2026-09-02T10:00:00Z')],
      changed(alive('m')),
      ['master m', 'exception m_20260901T100000Z', 'cancelled m_20260902T100000Z'],
    ],
    [
      'takes exceptions and cancelled instances that an existing series no longer has',
      [...changed(alive('m'), exception('m', RECENT_SLOT)), cancelled('m', '2026-11-11T10:00:00Z')],
      changed(alive('m')),
      ['master m'],
    ],
    [
      'keeps an exception that is listed without its master [S17]',
      changed(alive('m'), exception('m', RECENT_SLOT)),
      changed(exception('m', RECENT_SLOT)),
      ['exception m_20261110T100000Z'],
    ],
    ['takes a cancelled slot that has no master to take it from', [cancelled('m', OLD_SLOT)], [], []],
    [
      'spares an old exception whose master was never seen',
      changed(exception('m', OLD_SLOT)),
      [],
      ['exception m_20260901T100000Z'],
    ],
  ])('%s', (_rule, first, second, left) => {
    expect(afterTwoPasses(first, second).left).toEqual(left);
  });

  test('keeps nothing if the listing contained everything', () => {
    const first = [
      ...changed(single('a', OLD), ended('m'), exception('x', OLD_SLOT)),
      cancelled('m', OLD_SLOT),
    ];
    expect(afterTwoPasses(first, changed(single('b')), null)).toEqual({
      left: ['single b'],
      swept: 4,
      held: 0,
    });
  });

  test('happens only after a full listing, and only in its own calendar', () => {
    const { store, key, path } = populatedStore();
    list(store, [remoteCalendar('team@example.com')], { full: false });
    const team = value(store.sync.visibleCalendars(account))[1]!.key;
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    value(store.sync.commitChanges(team, 1, changed(single('t'))));
    expect(finish(store, key, 2, { full: false })).toEqual({ swept: 0, held: 0 });
    expect(sketch(path)).toHaveLength(2);
    expect(finish(store, key, 3)).toEqual({ swept: 1, held: 0 });
    expect(sketch(path)).toEqual(['single t']);
  });

  test('[S6] removes nothing before the listing has ended', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'), single('b'))));
    value(store.sync.commitChanges(key, 2, changed(single('b'))));
    // The pass ends here; the next one lists everything again.
    value(store.sync.commitChanges(key, 3, changed(single('a'))));
    expect(sketch(path)).toEqual(['single a', 'single b']);
    expect(finish(store, key, 3).swept).toBe(1);
    expect(sketch(path)).toEqual(['single a']);
  });

  test('a calendar that was removed in the meantime is not finished', () => {
    const { store, key } = populatedStore();
    value(store.accounts.remove(account));
    expect(finish(store, key, 1)).toEqual({ swept: 0, held: 0 });
  });
});

describe('[F23] what a full listing contained in a form that nobody can read', () => {
  test('stays as it was last read, with its instances; what the listing lacked is removed', () => {
    const { store, key, path } = populatedStore();
    value(
      store.sync.commitChanges(
        key,
        1,
        changed(single('a'), single('b'), master('m'), exception('m', RECENT_SLOT)),
      ),
    );
    finish(store, key, 1);
    value(store.sync.commitChanges(key, 2, changed(exception('m', RECENT_SLOT))));
    value(store.sync.keepUnreadable(key, 2, [eventId('a'), eventId('m'), eventId('never seen')]));
    expect(finish(store, key, 2)).toEqual({ swept: 1, held: 0 });
    expect(sketch(path)).toEqual(expect.arrayContaining(['single a']));
    expect(sketch(path)).not.toContain('single b');
    expect(sketch(path)).toHaveLength(3);
  });
});

describe('[S12] a held sweep', () => {
  const held = (counts: SweepCounts): boolean => counts.swept > 1;

  test('keeps every row, stores the token, and is remembered until a full listing ends it', () => {
    const { store, key, path } = populatedStore();
    const state = () => value(store.sync.visibleCalendars(account))[0]!;
    value(store.sync.commitChanges(key, 1, changed(single('a'), single('b'))));
    finish(store, key, 1);

    expect(finish(store, key, 2, { hold: held })).toEqual({ swept: 0, held: 2 });
    expect(sketch(path)).toEqual(['single a', 'single b']);
    expect(state()).toMatchObject({ heldSweep: 2, syncToken: 'token-2' });

    finish(store, key, 3, { full: false });
    expect(state().heldSweep).toBe(2);

    expect(finish(store, key, 4)).toEqual({
      swept: 2,
      held: 0,
    });
    expect(state().heldSweep).toBeNull();
  });

  test('counts upcoming events as people do, until it is settled', () => {
    const { store, key, path } = populatedStore();
    const held = () => value(store.calendars.inspect())[0]?.calendars[0]?.heldSweep;
    value(
      store.sync.commitChanges(
        key,
        1,
        changed(
          single('soon'),
          single('over', RECENT),
          alive('series'),
          exception('series', '2026-11-25T10:00:00Z'),
          exception('series', '2026-11-26T10:00:00Z'),
          master('ended', { ...RECENT, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }),
          exception('unknown', '2026-11-25T10:00:00Z'),
        ),
      ),
    );
    finish(store, key, 1);
    finish(store, key, 2, { hold: () => true });
    expect(held()).toMatchObject({ count: 7, upcoming: 3 });
    finish(store, key, 3, { full: false });
    store.close();
    const again = openedStore(path);
    expect(value(again.calendars.inspect())[0]?.calendars[0]?.heldSweep).toMatchObject({ upcoming: 3 });
    finish(again, key, 4);
    expect(value(again.calendars.inspect())[0]?.calendars[0]?.heldSweep).toBeNull();
  });

  test('is forgotten when the rows were listed again', () => {
    const { store, key } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'), single('b'))));
    finish(store, key, 2, { hold: () => true });
    value(store.sync.commitChanges(key, 3, changed(single('a'), single('b'))));
    finish(store, key, 3, { hold: () => true });
    expect(value(store.sync.visibleCalendars(account))[0]!.heldSweep).toBeNull();
  });

  test.each(['keep', 'remove'] as const)('an answer given after the rows were kept counts: %s', (choice) => {
    const { store, key } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'), single('b'))));
    finish(store, key, 1);
    finish(store, key, 2, { hold: () => true });
    const plan = {
      timeMinMs: TIME_MIN_MS,
      nowMs: NOW_MS,
      decide: () => ({ action: 'hold', sinceMs: NOW_MS }) as const,
    };
    while (!value(store.sync.sweepSlice(key, 3, plan)).done);
    expect(value(store.calendars.resolveSweep({ calendarId, choice }))).toBe(1);
    const calendar = () => value(store.sync.visibleCalendars(account))[0];
    const answered = calendar();
    const listing = { passId: 3, syncToken: 'token-3', fingerprint: 'f1', defaultReminders: null };
    value(store.sync.finishCalendar(key, { ...listing, sweep: plan, nowMs: NOW_MS }));
    const { heldSweep, keptRows, sweepAllowed } = answered!;
    expect(calendar()).toMatchObject({ syncToken: 'token-3', heldSweep, keptRows, sweepAllowed });
    expect([heldSweep, keptRows, sweepAllowed]).toEqual(
      choice === 'keep' ? [null, 2, false] : [2, null, true],
    );
  });

  test('is decided from what the calendar contains and what would be removed', () => {
    const { store, key } = populatedStore();
    const days = (n: number) => new Date(NOW_MS + n * DAY_MS).toISOString();
    const long = { start: at(days(-5)), end: at(days(1)) };
    value(
      store.sync.commitChanges(key, 1, [
        ...changed(single('next'), single('long', long), single('past', RECENT), alive('m'), ended('e')),
        ...changed(exception('m', '2026-11-26T10:00:00Z')),
        cancelled('m', '2026-11-27T10:00:00Z'),
      ]),
    );
    value(store.sync.commitChanges(key, 2, changed(single('listed'), single('listedPast', RECENT))));
    const seen: SweepCounts[] = [];
    finish(store, key, 2, {
      hold: (counts) => {
        seen.push(counts);
        return true;
      },
    });
    // Upcoming: next, long, m, its exception, listed. Also swept: past, the cancelled instance.
    expect(seen).toEqual([{ upcoming: 5, upcomingSwept: 4, swept: 6 }]);
  });
});

describe('[S10] the token', () => {
  test('is stored with fingerprint, success time and the calendar’s default reminders', () => {
    const { store, key } = populatedStore();
    value(
      store.sync.finishCalendar(key, {
        passId: 1,
        sweep: null,
        syncToken: 't',
        fingerprint: 'f2',
        defaultReminders: [{ method: 'email', minutes: 60 }],
        nowMs: NOW_MS,
      }),
    );
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({
      syncToken: 't',
      fingerprint: 'f2',
      lastSuccessAtMs: NOW_MS,
    });
    expect(value(store.calendars.list())[0]!.defaultReminders).toEqual([{ method: 'email', minutes: 60 }]);
  });

  test('and the sweep are one transaction: a decision that fails leaves both unchanged', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    finish(store, key, 1);
    const hold = (): boolean => {
      throw new Error('no decision');
    };
    expect(() => finish(store, key, 2, { hold })).toThrow('no decision');
    expect(value(store.sync.visibleCalendars(account))[0]!.syncToken).toBe('token-1');
    expect(sketch(path)).toEqual(['single a']);
  });

  test('[S7] can be dropped alone; rows stay', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    finish(store, key, 1);
    value(store.sync.dropToken(key));
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({
      syncToken: null,
      fingerprint: 'f1',
    });
    expect(sketch(path)).toEqual(['single a']);
  });
});

test('pass ids only increase', () => {
  const { store } = populatedStore();
  const ids = [1, 2, 3].map(() => value(store.sync.nextPassId()));
  expect(ids).toEqual([1, 2, 3]);
});
