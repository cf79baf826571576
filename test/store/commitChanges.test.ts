import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CalendarId, RemoteChange } from '../../shared/model.ts';
import { toBody, toEventTime, toReminders } from '../../main/store/eventRow.ts';
import {
  account,
  at,
  cancelled,
  changed,
  deleted,
  deletedInstance,
  eventId,
  exception,
  keyOf,
  list,
  master,
  on,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';
import { rowsOf, sketch } from './support/rows.ts';

const SLOT = '2026-11-26T10:00:00Z';
const SLOT_ID = 'm_20261126T100000Z';

/** A store with one calendar, and a function that commits to it in one pass. */
const committing = () => {
  const { store, key, path } = populatedStore();
  const passId = value(store.sync.nextPassId());
  const commit = (...changes: RemoteChange[]) => value(store.sync.commitChanges(key, passId, changes));
  return { store, key, path, passId, commit };
};

describe('states', () => {
  test('[S11] an identical state is neither counted nor written again', () => {
    const { commit, path } = committing();
    const page = [
      ...changed(single('a'), master('m'), exception('m', SLOT)),
      cancelled('m', '2026-11-27T10:00:00Z'),
    ];
    expect(commit(...page)).toEqual({ upserted: 4, removed: 0 });

    const observer = new Sqlite(path);
    const before = observer.pragma('data_version', { simple: true });
    expect(commit(...page)).toEqual({ upserted: 0, removed: 0 });
    expect(observer.pragma('data_version', { simple: true })).toBe(before);
    observer.close();
  });

  test('[S11] for an identical state, a later pass writes only the stamp', () => {
    const { store, key, path } = committing();
    const page = changed(single('a'));
    value(store.sync.commitChanges(key, 1, page));
    const [before] = rowsOf(path);
    expect(value(store.sync.commitChanges(key, 2, page))).toEqual({ upserted: 0, removed: 0 });
    expect(rowsOf(path)).toEqual([{ ...before, seen_pass: 2 }]);
  });

  test('[S24] a change of nothing but the reminders is written', () => {
    const { commit, path } = committing();
    commit(...changed(single('a')));
    const reminders = { useDefault: false, overrides: [{ method: 'popup' as const, minutes: 5 }] };
    expect(commit(...changed(single('a', { reminders })))).toEqual({ upserted: 1, removed: 0 });
    expect(toReminders(rowsOf(path)[0]!.reminders)).toEqual(reminders);
  });

  test.each([
    ['title', { title: 'Another' }],
    ['location', { location: 'Room 1' }],
    ['description', { description: 'Agenda' }],
    ['start', { start: at('2026-11-25T09:00:00Z') }],
    ['end', { end: at('2026-11-25T11:00:00Z') }],
    ['zone', { start: { ...at('2026-11-25T10:00:00Z'), zone: 'Asia/Tokyo' } as const }],
    ['date', { start: on('2026-11-25'), end: on('2026-11-26') }],
    ['status', { status: 'tentative' as const }],
    ['type', { eventType: 'focusTime' as const }],
    ['colour', { color: '#ff0000' }],
    ['visibility', { visibility: 'private' as const }],
    ['transparency', { transparency: 'transparent' as const }],
    ['etag', { etag: '"2"' }],
    ['iCalUID', { iCalUid: null }],
    ['conference', { conference: { name: 'Meet', entryPoints: [] } }],
    ['hangoutLink', { hangoutLink: 'https://meet.google.com/abc-defg-hij' }],
    ['htmlLink', { htmlLink: 'https://calendar.google.com/event?eid=1' }],
    ['organizer', { organizer: { email: 'grace@example.com', self: false } }],
    ['attachments', { attachments: [{ title: 'Notes', url: 'https://example.com/notes' }] }],
    ['omitted attendees', { attendeesOmitted: true }],
    ['flaw', { flaw: 'its zone is unknown' }],
  ])('[S11] a new %s is written and counted once', (_name, fields) => {
    const { commit } = committing();
    commit(...changed(single('a')));
    expect(commit(...changed(single('a', fields)))).toEqual({ upserted: 1, removed: 0 });
    expect(commit(...changed(single('a', fields)))).toEqual({ upserted: 0, removed: 0 });
    expect(commit(...changed(single('a')))).toEqual({ upserted: 1, removed: 0 });
  });

  test('what lists and the details need is read back as it was sent', () => {
    const { commit, path } = committing();
    const event = single('a', {
      end: { kind: 'timed', ms: Date.parse('2026-11-25T12:00:00Z'), zone: 'Asia/Tokyo' },
      description: '<b>Agenda</b>',
      attendees: [
        {
          email: 'ada@example.com',
          response: 'tentative',
          self: true,
          organizer: false,
          optional: false,
          resource: false,
        },
        {
          email: 'grace@example.com',
          response: 'accepted',
          self: false,
          organizer: true,
          optional: false,
          resource: false,
        },
        {
          email: 'room@example.com',
          response: 'accepted',
          self: false,
          organizer: false,
          optional: false,
          resource: true,
        },
      ],
      organizer: { email: 'grace@example.com', self: false },
      conference: { name: 'Meet', entryPoints: [{ kind: 'phone', uri: 'tel:+1-555-0100', pin: '42' }] },
      attachments: [{ title: 'Notes', url: 'https://example.com/notes' }],
    });
    commit(...changed(event));
    const row = rowsOf(path)[0]!;
    expect(toEventTime(row.start_ms!, row.start_date, row.start_zone)).toEqual(event.start);
    expect(toEventTime(row.end_ms!, row.end_date, row.end_zone ?? row.start_zone)).toEqual(event.end);
    expect(row).toMatchObject({
      self_response: 'tentative',
      guests_total: 2,
      guests_accepted: 1,
      is_long: 0,
    });
    expect(toBody(row.body)).toEqual({
      description: event.description,
      attendees: event.attendees,
      attendeesOmitted: false,
      organizer: event.organizer,
      conference: event.conference,
      hangoutLink: null,
      htmlLink: null,
      attachments: event.attachments,
    });
  });

  test('[S25] a date stays a date, with its UTC midnight next to it', () => {
    const { commit, path } = committing();
    commit(...changed(single('a', { start: on('2026-11-25'), end: on('2026-11-28') })));
    const row = rowsOf(path)[0]!;
    expect(row).toMatchObject({
      start_date: '2026-11-25',
      end_date: '2026-11-28',
      start_zone: null,
      is_long: 1,
    });
    expect(row.start_ms).toBe(Date.UTC(2026, 10, 25));
    expect(toEventTime(row.start_ms!, row.start_date, null)).toEqual(on('2026-11-25'));
  });

  test('[S28] the number of guests is unknown if Google left some out', () => {
    const { commit, path } = committing();
    commit(...changed(single('a', { attendeesOmitted: true })));
    expect(rowsOf(path)[0]).toMatchObject({ guests_total: null, guests_accepted: null });
  });

  test("[S19] a master's bounds tell when it ends", () => {
    const { commit, path } = committing();
    commit(
      ...changed(
        master('counted', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }),
        master('endless', { recurrence: ['RRULE:FREQ=DAILY'] }),
      ),
    );
    const [counted, endless] = rowsOf(path);
    expect(counted).toMatchObject({
      first_ms: Date.parse('2026-11-25T10:00:00Z'),
      last_ms: Date.parse('2026-11-27T10:30:00Z'),
    });
    expect(endless!.last_ms).toBeGreaterThan(Date.UTC(9999, 0));
  });

  test('[F23] text that no encoding can represent is stored, and still equal the next time', () => {
    const { commit } = committing();
    const odd = single('a', { title: 'half \ud83d a pair, \0 and \u202e', description: 'x'.repeat(65_536) });
    expect(commit(...changed(odd)).upserted).toBe(1);
    expect(commit(...changed(odd)).upserted).toBe(0);
  });

  test('[S23] the same event in two calendars is two rows', () => {
    const { store, key, path } = populatedStore();
    list(store, [remoteCalendar('team@example.com')], { full: false });
    const team = keyOf(store, 'team@example.com' as CalendarId);
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    value(store.sync.commitChanges(team, 1, changed(single('a'))));
    value(store.sync.commitChanges(team, 1, [deleted('a')]));
    expect(rowsOf(path).map((row) => row.calendar_key)).toEqual([key]);
  });

  test('a calendar that was removed in the meantime takes nothing', () => {
    const { store, key, path } = populatedStore();
    value(store.accounts.remove(account));
    expect(value(store.sync.commitChanges(key, 1, changed(single('a'))))).toEqual({
      upserted: 0,
      removed: 0,
    });
    value(store.sync.markMasterMissing(key, eventId('m')));
    expect(rowsOf(path)).toEqual([]);
  });
});

describe('tombstones and series', () => {
  test('[S14] a deleted single is removed; deleting an unknown one removes nothing', () => {
    const { commit, path } = committing();
    commit(...changed(single('a'), single('b')));
    expect(commit(deleted('a'), deleted('never'))).toEqual({ upserted: 0, removed: 1 });
    expect(sketch(path)).toEqual(['single b']);
  });

  test("[S14] a master's exceptions and cancelled instances are removed with it", () => {
    const { commit, key, path, passId, store } = committing();
    commit(
      ...changed(master('m'), exception('m', SLOT), master('n'), exception('n', SLOT)),
      cancelled('m', '2026-11-27T10:00:00Z'),
    );
    expect(value(store.sync.commitChanges(key, passId + 1, [deleted('m')]))).toEqual({
      upserted: 0,
      removed: 3,
    });
    expect(sketch(path)).toEqual(['master n', 'exception n_20261126T100000Z']);
  });

  test('[S16, S17] an exception in the same listing stays, in any order: it is what the person is invited to now', () => {
    const { commit, key, path, passId, store } = committing();
    commit(...changed(master('m'), exception('m', SLOT), exception('m', '2026-11-27T10:00:00Z')));
    const next = (...changes: RemoteChange[]) => value(store.sync.commitChanges(key, passId + 1, changes));
    // One as it was, and a new one; the master is deleted only then.
    next(...changed(exception('m', SLOT), exception('m', '2026-11-28T10:00:00Z')));
    expect(next(deleted('m'))).toEqual({ upserted: 0, removed: 2 });
    expect(sketch(path)).toEqual([`exception ${SLOT_ID}`, 'exception m_20261128T100000Z']);
  });

  test('[S15] a cancelled instance is kept as a row, and its old content has no meaning', () => {
    const { commit, path } = committing();
    commit(...changed(master('m'), exception('m', SLOT)));
    expect(commit(cancelled('m', SLOT))).toEqual({ upserted: 1, removed: 0 });
    const row = rowsOf(path).find((candidate) => candidate.event_id === SLOT_ID)!;
    expect(row).toMatchObject({
      kind: 'cancelled',
      master_id: 'm',
      original_ms: Date.parse(SLOT),
      title: null,
      start_ms: null,
      body: null,
    });
  });

  test('[S15] a cancelled instance that comes back is an exception again', () => {
    const { commit, path } = committing();
    commit(...changed(master('m')), cancelled('m', SLOT));
    expect(commit(...changed(exception('m', SLOT)))).toEqual({ upserted: 1, removed: 0 });
    expect(sketch(path)).toEqual(['master m', `exception ${SLOT_ID}`]);
  });

  test('[S16] exceptions may come before their master', () => {
    const { commit, path } = committing();
    expect(commit(...changed(exception('m', SLOT)), cancelled('m', '2026-11-27T10:00:00Z')).upserted).toBe(2);
    expect(commit(...changed(master('m')))).toEqual({ upserted: 1, removed: 0 });
    expect(sketch(path)).toEqual(['master m', `exception ${SLOT_ID}`, 'cancelled m_20261127T100000Z']);
  });

  test('[S21] a master that arrives alone keeps its exceptions', () => {
    const { commit, path } = committing();
    commit(...changed(master('m'), exception('m', SLOT)), cancelled('m', '2026-11-27T10:00:00Z'));
    expect(
      commit(...changed(master('m', { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261125T120000Z'] }))),
    ).toEqual({
      upserted: 1,
      removed: 0,
    });
    expect(rowsOf(path)).toHaveLength(3);
  });

  test('a master that lost its recurrence is a single, and its exceptions are removed', () => {
    const { commit, path } = committing();
    commit(...changed(master('m'), exception('m', SLOT)), cancelled('m', '2026-11-27T10:00:00Z'));
    expect(commit(...changed(single('m')))).toEqual({ upserted: 1, removed: 2 });
    expect(sketch(path)).toEqual(['single m']);
    expect(rowsOf(path)[0]).toMatchObject({ recurrence: null, last_ms: null, is_long: 0 });
  });

  describe('[S15] `{id, status: cancelled}` that looks like an instance', () => {
    test('keeps the slot cancelled if the master is known', () => {
      const { commit, path } = committing();
      commit(...changed(master('m')));
      expect(commit(deletedInstance('m', SLOT))).toEqual({ upserted: 1, removed: 0 });
      expect(commit(deletedInstance('m', SLOT))).toEqual({ upserted: 0, removed: 0 });
      expect(sketch(path)).toEqual(['master m', `cancelled ${SLOT_ID}`]);
    });

    test('of a split series removes the slot of the part that has it: ids of instances do not name their part', () => {
      const { commit, path } = committing();
      const until = 'RRULE:FREQ=DAILY;UNTIL=20261125T235959Z';
      const later = { start: at('2026-11-26T10:00:00Z'), end: at('2026-11-26T10:30:00Z') };
      commit(...changed(master('m', { recurrence: [until] }), master('m_R20261126T100000', later)));
      commit(...changed(master('m_Retro', later)));
      commit(deletedInstance('m', '2026-11-25T10:00:00Z'), deletedInstance('m', '2026-11-27T10:00:00Z'));
      const slots = rowsOf(path).filter((row) => row.kind === 'cancelled');
      expect(slots.map((row) => [row.event_id, row.master_id])).toEqual([
        ['m_20261125T100000Z', 'm'],
        ['m_20261127T100000Z', 'm_R20261126T100000'],
      ]);
    });

    test('of a series whose first part was extended applies to that part, which has the slot as well', () => {
      const { commit, path } = committing();
      const later = { start: at('2026-11-26T10:00:00Z'), end: at('2026-11-26T10:30:00Z') };
      commit(...changed(master('m'), master('m_R20261126T100000', later)));
      commit(deletedInstance('m', '2026-11-27T10:00:00Z'));
      expect(rowsOf(path).find((row) => row.kind === 'cancelled')?.master_id).toBe('m');
    });

    test('removes the exception and keeps its slot cancelled, as the row has it', () => {
      const { commit, path } = committing();
      // The id contains the first slot; the exception itself was stored with another.
      const event = exception('m', SLOT, { originalStart: at('2026-11-26T11:00:00Z') });
      commit(...changed(master('m'), event));
      expect(commit(deletedInstance('m', SLOT))).toEqual({ upserted: 0, removed: 1 });
      expect(rowsOf(path)[1]).toMatchObject({
        kind: 'cancelled',
        original_ms: Date.parse('2026-11-26T11:00:00Z'),
      });
    });

    test('keeps the slot of an exception even if the id does not contain it', () => {
      const { commit, path } = committing();
      commit(...changed(master('m'), exception('m', SLOT)));
      expect(commit(deleted(SLOT_ID))).toEqual({ upserted: 0, removed: 1 });
      expect(commit(deleted(SLOT_ID))).toEqual({ upserted: 0, removed: 0 });
      expect(rowsOf(path)[1]).toMatchObject({
        kind: 'cancelled',
        master_id: 'm',
        original_ms: Date.parse(SLOT),
      });
    });

    test('keeps the slot for a master that may still come', () => {
      const { commit, path } = committing();
      commit(deletedInstance('m', SLOT));
      commit(...changed(master('m')));
      expect(sketch(path)).toEqual(['master m', `cancelled ${SLOT_ID}`]);
    });

    test.each([
      ['single', single(SLOT_ID)],
      ['master', master(SLOT_ID)],
    ])('deletes a %s with exactly that id', (_kind, event) => {
      const { commit, path } = committing();
      commit(...changed(event));
      expect(commit(deletedInstance('m', SLOT))).toEqual({ upserted: 0, removed: 1 });
      expect(sketch(path)).toEqual([]);
    });
  });
});

describe('[S17] missing masters', () => {
  test('are named by exceptions; cancelled instances and known masters do not count', () => {
    const { store, key, commit } = committing();
    commit(
      ...changed(
        exception('gone', SLOT),
        exception('gone', '2026-11-27T10:00:00Z'),
        exception('known', SLOT),
        master('known'),
      ),
      cancelled('cancelledOnly', SLOT),
    );
    expect(value(store.sync.missingMasters(key, 10))).toEqual(['gone']);
  });

  test('are at most `limit`, and never requested again once they could not be fetched', () => {
    const { store, key, commit } = committing();
    commit(...changed(exception('a', SLOT), exception('b', SLOT), exception('c', SLOT)));
    expect(value(store.sync.missingMasters(key, 2))).toEqual(['a', 'b']);
    value(store.sync.markMasterMissing(key, eventId('a')));
    value(store.sync.markMasterMissing(key, eventId('a')));
    expect(value(store.sync.missingMasters(key, 2))).toEqual(['b', 'c']);
  });

  test('are requested again after they came and were deleted', () => {
    const { store, key, commit } = committing();
    commit(...changed(exception('a', SLOT)));
    value(store.sync.markMasterMissing(key, eventId('a')));
    commit(...changed(master('a')), deleted('a'), ...changed(exception('a', SLOT)));
    expect(value(store.sync.missingMasters(key, 2))).toEqual(['a']);
  });
});
