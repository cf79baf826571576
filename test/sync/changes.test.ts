/** The changes that passes record: the journal, from listing to list. */
import { describe, expect, test } from 'vitest';
import type { CalendarEvent, EventId, MasterEvent, SingleEvent } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import { START_MS, createScriptedAccount, exception, master, openWorld, single } from './scripted.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TEAM = 'team@example.com';

/** A world that was synced once with these events. */
const opened = async (...events: readonly CalendarEvent[]) => {
  const account = createScriptedAccount('one');
  account.put(TEAM, single('unrelated'), ...events);
  const world = openWorld([account]);
  await world.engine.request('launch');
  const all = () => {
    const read = world.store.changes.list({});
    if (!read.ok) throw new Error(read.problem.cause);
    return read.value;
  };
  return {
    account,
    world,
    all,
    /** Runs a pass; returns the changes it recorded, oldest first. */
    told: async () => {
      const before = all().length;
      await world.clock.advance(MINUTE);
      expect(await world.engine.request('person')).toMatchObject({ outcome: 'succeeded' });
      const changes = all();
      return changes.slice(0, changes.length - before).toReversed();
    },
    put: (...more: readonly CalendarEvent[]) => account.put(TEAM, ...more),
  };
};

const moved = <E extends CalendarEvent>(event: E, byMs: number): E => ({
  ...event,
  start: { kind: 'timed', ms: START_MS + DAY + byMs, zone: 'Europe/Berlin' },
  end: { kind: 'timed', ms: START_MS + DAY + HOUR + byMs, zone: 'Europe/Berlin' },
});
const at = (ms: number) => ({ kind: 'timed', ms, zone: 'Europe/Berlin' });
const span = (startMs: number) => ({ start: at(startMs), end: at(startMs + HOUR) });
const answered = (event: SingleEvent, response: 'accepted' | 'needsAction'): SingleEvent => ({
  ...event,
  attendees: [
    { email: 'ada@example.com', response, self: true, organizer: false, optional: false, resource: false },
  ],
});
const sketch = (changes: readonly { readonly kind: string; readonly eventId: EventId }[]): string[] =>
  changes.map(({ kind, eventId }) => `${kind} ${eventId}`);

describe('a single event', () => {
  test('new, moved, another place, another link, another response, cancelled', async () => {
    const { told, put, account } = await opened();
    const meeting = single('a', { title: 'Plan' });
    put(meeting);
    expect(await told()).toEqual(
      [
        {
          kind: 'new',
          noticedAt: new Date(START_MS + MINUTE).toISOString(),
          accountId: 'one',
          calendarId: TEAM,
          eventId: 'a',
          wholeSeries: true,
          title: 'Plan',
          start: at(START_MS + DAY),
          selfResponse: null,
        },
      ].map((change) => ({ ...change, wholeSeries: false })),
    );
    put(moved(meeting, HOUR));
    expect(await told()).toMatchObject([
      { kind: 'moved', from: span(START_MS + DAY), to: span(START_MS + DAY + HOUR) },
    ]);
    const there = { ...moved(meeting, HOUR), location: 'Room 2', etag: '"2"' };
    put(there);
    expect(await told()).toMatchObject([{ kind: 'placeChanged', from: null, to: 'Room 2' }]);
    const link = { ...there, hangoutLink: 'https://meet.google.com/abc-defg-hij' };
    put(link);
    expect(await told()).toMatchObject([
      { kind: 'linkChanged', from: null, to: 'https://meet.google.com/abc-defg-hij' },
    ]);
    put(answered(link, 'needsAction'));
    put(answered(link, 'accepted'));
    expect(await told()).toMatchObject([
      { kind: 'answerChanged', from: null, to: 'needsAction' },
      { kind: 'answerChanged', from: 'needsAction', to: 'accepted' },
    ]);
    account.delete(TEAM, 'a');
    expect(await told()).toMatchObject([
      { kind: 'cancelled', title: 'Plan', start: at(START_MS + DAY + HOUR) },
    ]);
  });

  test('a link entered as the place is one change', async () => {
    const { told, put } = await opened(single('a'));
    put({ ...single('a'), location: 'https://meet.google.com/abc-defg-hij' });
    expect(sketch(await told())).toEqual(['linkChanged a']);
  });

  test('only what was or is upcoming counts; another title or description is no change', async () => {
    const { told, put, account } = await opened(single('old', { day: -3 }), single('a'));
    put(single('older', { day: -5 }), single('a', { title: 'Renamed' }));
    put({ ...single('old', { day: -3 }), location: 'Room 1' });
    account.delete(TEAM, 'old');
    expect(await told()).toEqual([]);
    // From yesterday to tomorrow: it is upcoming now.
    put(single('was', { day: -1 }));
    await told();
    put(single('was', { day: 3 }));
    expect(sketch(await told())).toEqual(['moved was']);
  });

  test('birthdays and working locations are not recorded', async () => {
    const { told, put } = await opened();
    put({ ...single('b'), eventType: 'birthday' }, { ...single('w'), eventType: 'workingLocation' });
    expect(await told()).toEqual([]);
  });
});

describe('a series', () => {
  const daily = (id: string, more: Partial<MasterEvent> = {}): MasterEvent => ({ ...master(id), ...more });

  test('has one change, represented by its next occurrence', async () => {
    const { told, put, account } = await opened();
    put(daily('m'));
    expect(await told()).toMatchObject([
      {
        kind: 'new',
        eventId: 'm',
        masterId: 'm',
        wholeSeries: true,
        start: at(START_MS + DAY),
        occurrenceStart: new Date(START_MS + DAY).toISOString(),
      },
    ]);
    put(moved(daily('m'), 2 * HOUR));
    expect(await told()).toMatchObject([
      { kind: 'moved', wholeSeries: true, from: span(START_MS + DAY), to: span(START_MS + DAY + 2 * HOUR) },
    ]);
    account.delete(TEAM, 'm');
    expect(sketch(await told())).toEqual(['cancelled m']);
  });

  test('an instance is compared with its slot [S18]', async () => {
    const { told, put } = await opened(daily('m'));
    const slot = exception('m_1', 'm', { day: 3 });
    put(slot);
    expect(await told()).toEqual([]);
    const later = { ...slot, start: at(START_MS + 3 * DAY + HOUR), end: at(START_MS + 3 * DAY + 2 * HOUR) };
    put(later as typeof slot);
    expect(await told()).toMatchObject([
      { kind: 'moved', eventId: 'm_1', masterId: 'm', wholeSeries: false, from: span(START_MS + 3 * DAY) },
    ]);
    const elsewhere = { ...exception('m_2', 'm', { day: 4 }), location: 'Room 2' };
    put(elsewhere);
    expect(await told()).toMatchObject([
      { kind: 'placeChanged', eventId: 'm_2', occurrenceStart: new Date(START_MS + 4 * DAY).toISOString() },
    ]);
  });

  test('a cancelled instance is recorded with its series’ title [S15]', async () => {
    const { told, account } = await opened(daily('m', { title: 'Stand-up' }));
    account.script.events = ({ range }) =>
      range.kind === 'full'
        ? undefined
        : ok({
            changes: [
              {
                type: 'cancelledInstance',
                id: 'm_1' as EventId,
                masterId: 'm' as EventId,
                originalStart: { kind: 'timed', ms: START_MS + 2 * DAY, zone: 'Europe/Berlin' },
              },
            ],
            quarantined: 0,
            unreadable: [],
            nextPageToken: null,
            nextSyncToken: 'token@2',
            defaultReminders: null,
          });
    expect(await told()).toMatchObject([
      { kind: 'cancelled', eventId: 'm_1', masterId: 'm', title: 'Stand-up', start: at(START_MS + 2 * DAY) },
    ]);
    // Sent again by the server, it is not new.
    expect(await told()).toEqual([]);
  });

  test('one excluded date is one cancelled instance, one additional date a new one', async () => {
    const { told, put } = await opened(daily('m'));
    put(daily('m', { recurrence: ['RRULE:FREQ=DAILY', 'EXDATE:20261125T090000Z'] }));
    expect(await told()).toMatchObject([
      { kind: 'cancelled', wholeSeries: false, start: at(START_MS + DAY) },
    ]);
    put(daily('m'));
    expect(await told()).toMatchObject([{ kind: 'new', wholeSeries: false, start: at(START_MS + DAY) }]);
  });

  test.each(['before', 'after'])(
    'new with changed instances that come %s it, it has one change [S16]',
    async (order) => {
      const { told, put } = await opened();
      const part = { ...exception('m_1', 'm', { day: 3 }), location: 'Room 2' };
      put(...(order === 'before' ? [part, daily('m')] : [daily('m'), part]));
      expect(sketch(await told())).toEqual(['new m']);
    },
  );

  test.each(['before', 'after'])(
    'a new place for the whole series is recorded once, its instances %s it',
    async (order) => {
      const part = exception('m_1', 'm', { day: 3, title: 'Other' });
      const { told, put } = await opened(daily('m'), part);
      const both = [{ ...part, location: 'Room 2' }, daily('m', { location: 'Room 2' })];
      put(...(order === 'before' ? both : both.toReversed()));
      expect(sketch(await told())).toEqual(['placeChanged m']);
    },
  );

  describe('a series split at an occurrence [S21]', () => {
    const ended = daily('m', { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261127T085959Z'] });
    const rest = (byMs: number) => {
      const next = { ...daily('m_R20261127T090000'), iCalUid: 'other@example.com' };
      const startMs = START_MS + 3 * DAY + byMs;
      return { ...next, ...span(startMs) } as MasterEvent;
    };

    test.each(['old first', 'new first'])('records nothing if nothing moved, %s', async (order) => {
      const { told, put } = await opened(daily('m'));
      put(...(order === 'old first' ? [ended, rest(0)] : [rest(0), ended]));
      expect(await told()).toEqual([]);
    });

    test.each(['old first', 'new first'])('records one move if the rest is moved, %s', async (order) => {
      const { told, put } = await opened(daily('m'));
      put(...(order === 'old first' ? [ended, rest(HOUR)] : [rest(HOUR), ended]));
      expect(await told()).toMatchObject([
        {
          kind: 'moved',
          eventId: 'm_R20261127T090000',
          from: span(START_MS + 3 * DAY),
          to: span(START_MS + 3 * DAY + HOUR),
        },
      ]);
    });

    const running = (more: Partial<MasterEvent> = {}) => ({ ...master('m', { day: -3 }), ...more });
    const over = running({ recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261123T235959Z'] });

    test.each(['old first', 'new first'])(
      'split at its next occurrence, does not cancel the old part, %s',
      async (order) => {
        const { told, put } = await opened(running());
        const next = { ...daily('m_R20261124T090000'), ...span(START_MS + 2 * HOUR) } as MasterEvent;
        put(...(order === 'old first' ? [over, next] : [next, over]));
        expect(await told()).toMatchObject([
          {
            kind: 'moved',
            eventId: 'm_R20261124T090000',
            from: span(START_MS),
            to: span(START_MS + 2 * HOUR),
          },
        ]);
      },
    );

    test('ended for good, is cancelled', async () => {
      const { told, put } = await opened(running());
      put(over);
      expect(sketch(await told())).toEqual(['cancelled m']);
    });
  });
});

describe('what nobody needs to know', () => {
  test('a calendar’s first listing records nothing', async () => {
    const { all } = await opened(single('a'), master('m'));
    expect(all()).toEqual([]);
  });

  test('a 410 with unchanged data records nothing, but real changes [S7]', async () => {
    const { account, told, put } = await opened(single('a'), master('m'), exception('m_1', 'm', { day: 4 }));
    account.script.events = ({ range }) =>
      range.kind === 'incremental' ? fail({ kind: 'fullSyncRequired' }) : undefined;
    expect(await told()).toEqual([]);
    put(single('a', { day: 2 }));
    account.vanish(TEAM, 'unrelated');
    expect(sketch(await told())).toEqual(['moved a', 'cancelled unrelated']);
  });

  test('a master fetched later for its instances is not new [S17]', async () => {
    const { account, told } = await opened();
    account.script.event = () => ok({ type: 'event', event: master('far') });
    account.put(TEAM, exception('far_1', 'far', { day: 4 }));
    expect(sketch(await told())).toEqual(['new far_1']);
  });

  test('changes of a hidden calendar are not shown, nor those of a calendar that was away for a month', async () => {
    const { account, told, put, all, world } = await opened();
    put(single('a'));
    expect(await told()).toHaveLength(1);
    const calendarId = TEAM as never;
    world.store.calendars.setVisible({ calendarId, visible: false });
    expect(all()).toEqual([]);
    world.store.calendars.setVisible({ calendarId, visible: true });
    account.put(TEAM, single('b', { day: 60 }));
    world.clock.jump(31 * DAY);
    expect(await told()).toEqual([]);
    // The change of before is too old now, and none took its place.
    expect(all()).toEqual([]);
  });
});

describe('the journal', () => {
  test('is kept for 30 days, and returned from an instant on, newest first', async () => {
    const { told, put, world, all } = await opened();
    put(single('a', { day: 90 }));
    await told();
    world.clock.jump(10 * DAY);
    put(single('b', { day: 90 }), single('c', { day: 90 }));
    await told();
    const since = new Date(START_MS + 5 * DAY).toISOString();
    const read = world.store.changes.list({ since, limit: 1 });
    expect(read.ok && sketch(read.value)).toEqual(['new c']);
    expect(sketch(all())).toEqual(['new c', 'new b', 'new a']);
    world.clock.jump(21 * DAY);
    await told();
    expect(sketch(all())).toEqual(['new c', 'new b']);
  });

  test('records at most 200 changes of one pass', async () => {
    const { put, told, world } = await opened();
    put(...Array.from({ length: 300 }, (_, index) => single(`e${index}`)));
    await told();
    expect(world.query('SELECT key FROM changes')).toHaveLength(200);
    expect(world.ids(TEAM)).toHaveLength(301);
  });
});
