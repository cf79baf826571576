/** The model lists like Google; the protocol's rules by their numbers. */
import { describe, expect, test } from 'vitest';
import { createModel } from '../../main/googleModel/serverModel.ts';
import type { Behaviour, CalendarModel } from '../../main/googleModel/serverModel.ts';
import { errorBody, fullSyncRequired } from '../../main/googleModel/refusals.ts';
import type { EventFields } from '../../main/googleModel/resources.ts';
import { errorBodyNamed } from '../support/fakeGoogle/faults.ts';

const now = Date.UTC(2026, 10, 24, 9);
const work = 'work@example.com';
const hour = 3_600_000;
const day = 24 * hour;

function newModel(behaviour: Partial<Behaviour> = {}): CalendarModel {
  const model = createModel({ now: () => now, behaviour });
  model.addCalendar({ id: work, timeZone: 'Europe/Berlin', primary: true });
  return model;
}

const at = (ms: number, length = hour): Required<Pick<EventFields, 'start' | 'end'>> => ({
  start: { dateTime: new Date(ms).toISOString(), timeZone: 'Europe/Berlin' },
  end: { dateTime: new Date(ms + length).toISOString(), timeZone: 'Europe/Berlin' },
});

type Item = Record<string, unknown> & { readonly id: string; readonly status: string };

/** Reads every page to the end. */
function listAll(model: CalendarModel, query: Record<string, string> = {}, calendarId = work) {
  const pages: Item[][] = [];
  let pageToken: string | undefined;
  for (;;) {
    const page = model.listEvents(calendarId, pageToken ? { ...query, pageToken } : query);
    if (!page.ok) throw new Error(page.problem.message);
    pages.push(page.value.items as unknown as Item[]);
    pageToken = page.value.nextPageToken;
    if (pageToken === undefined)
      return { pages, items: pages.flat(), syncToken: page.value.nextSyncToken ?? '' };
    expect(page.value.nextSyncToken).toBeUndefined();
  }
}

const refusal = (model: CalendarModel, query: Record<string, string>, calendarId = work) => {
  const page = model.listEvents(calendarId, query);
  return page.ok ? null : { status: page.problem.status, reason: page.problem.reason };
};

describe('tokens', () => {
  test.each(['timeMin', 'timeMax', 'orderBy', 'q', 'iCalUID', 'updatedMin', 'privateExtendedProperty'])(
    '[S1] %s with a syncToken is rejected with 400',
    (name) => {
      const model = newModel();
      const { syncToken } = listAll(model);
      const value = name.startsWith('time') || name === 'updatedMin' ? '2026-01-01T00:00:00Z' : 'x';
      expect(refusal(model, { syncToken, [name]: value })).toMatchObject({ status: 400 });
    },
  );

  test('[S2] parameters other than those the token was made with are rejected; timeMin and page size are free', () => {
    const model = newModel();
    const { syncToken } = listAll(model, {
      maxAttendees: '5',
      timeMin: '2026-01-01T00:00:00Z',
      maxResults: '7',
    });
    expect(refusal(model, { syncToken })).toEqual({ status: 400, reason: 'badRequest' });
    expect(refusal(model, { syncToken, maxAttendees: '6' })).toEqual({ status: 400, reason: 'badRequest' });
    expect(listAll(model, { syncToken, maxAttendees: '5' }).items).toEqual([]);
  });

  test('[S3] showDeleted=false with a token is rejected', () => {
    const model = newModel();
    const { syncToken } = listAll(model);
    expect(refusal(model, { syncToken, showDeleted: 'false' })).toMatchObject({ status: 400 });
  });

  test('[S7] an expired token returns 410 with Google’s body, on any page, for its calendar alone', () => {
    const model = newModel();
    model.addCalendar({ id: 'other@example.com' });
    for (let i = 0; i < 5; i++) model.insert(work, at(now + i * hour));
    const first = listAll(model);
    const other = listAll(model, {}, 'other@example.com');
    for (let i = 0; i < 5; i++) model.insert(work, at(now + i * hour));
    const page = model.listEvents(work, { syncToken: first.syncToken, maxResults: '2' });
    const pageToken = page.ok ? (page.value.nextPageToken ?? '') : '';
    expect(pageToken).not.toBe('');
    model.expireTokens(work);
    expect(refusal(model, { syncToken: first.syncToken, maxResults: '2', pageToken })?.status).toBe(410);
    expect(refusal(model, { syncToken: first.syncToken })?.status).toBe(410);
    expect(listAll(model, { syncToken: other.syncToken }, 'other@example.com').items).toEqual([]);
    expect(errorBody(fullSyncRequired)).toEqual(errorBodyNamed('410_fullSyncRequired'));
  });

  test('[S7] a token of another start of the model, and one of another calendar, return 410', () => {
    const earlier = createModel({ now: () => now, epoch: 'earlier' });
    earlier.addCalendar({ id: work });
    const model = newModel();
    model.addCalendar({ id: 'other@example.com' });
    expect(refusal(model, { syncToken: listAll(earlier).syncToken })?.status).toBe(410);
    const { syncToken } = listAll(model);
    expect(refusal(model, { syncToken }, 'other@example.com')?.status).toBe(410);
  });

  test('[S8] an invalid token returns 400 with reason invalid', () => {
    expect(refusal(newModel(), { syncToken: 'rubbish' })).toEqual({ status: 400, reason: 'invalid' });
  });
});

describe('pages', () => {
  test('[S4] nextSyncToken comes only on the last page; all pages together contain everything once', () => {
    const model = newModel();
    for (let i = 0; i < 23; i++) model.insert(work, at(now + i * hour));
    const { pages, items } = listAll(model, { maxResults: '5' });
    expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
    expect(new Set(items.map((item) => item.id)).size).toBe(23);
  });

  test('[S4] pages may be short or empty with more after them', () => {
    const model = newModel({ pageLimit: 4, emptyPageEvery: 2 });
    for (let i = 0; i < 10; i++) model.insert(work, at(now + i * hour));
    const { pages, items } = listAll(model);
    expect(pages.map((page) => page.length)).toEqual([4, 0, 4, 0, 2]);
    expect(items).toHaveLength(10);
  });

  test('[S5] a follow-up page with another query is rejected; 250 is the default, 2500 the maximum', () => {
    const model = newModel();
    for (let i = 0; i < 2600; i++) model.insert(work, at(now + i * hour));
    const page = model.listEvents(work, { maxResults: '10' });
    const pageToken = page.ok ? (page.value.nextPageToken ?? '') : '';
    expect(refusal(model, { maxResults: '11', pageToken })).toMatchObject({ status: 400 });
    expect(refusal(model, { pageToken })).toMatchObject({ status: 400 });
    expect(listAll(model).pages[0]).toHaveLength(250);
    expect(listAll(model, { maxResults: '9999' }).pages[0]).toHaveLength(2500);
  });

  test.each(['creation', 'reverse', 'scrambled'] as const)(
    'changes made between the pages (order %s) are in the listing or in the next delta',
    (order) => {
      const model = newModel({ order });
      const ids = Array.from({ length: 20 }, (_, i) => model.insert(work, at(now + i * hour)).id);
      const seen = new Map<string, string>();
      const take = (items: readonly Item[]): void => {
        for (const item of items) {
          if (item.status === 'cancelled') seen.delete(item.id);
          else seen.set(item.id, item['etag'] as string);
        }
      };
      let query: Record<string, string> = { maxResults: '3' };
      for (let n = 0; ; n++) {
        const page = model.listEvents(work, query);
        if (!page.ok) throw new Error(page.problem.message);
        take(page.value.items as unknown as Item[]);
        const { nextPageToken, nextSyncToken } = page.value;
        if (nextPageToken === undefined) {
          query = { syncToken: nextSyncToken ?? '' };
          break;
        }
        query = { maxResults: '3', pageToken: nextPageToken };
        model.delete(work, ids[n]!);
        model.move(work, ids[19 - n]!, hour);
        model.insert(work, at(now));
      }
      take(listAll(model, query).items);
      expect(seen).toEqual(new Map(model.truth(work).singles.map((one) => [one.id, one.etag])));
    },
  );
});

describe('full listing', () => {
  test('[S3] contains cancelled instances, but no deleted singles and masters', () => {
    const model = newModel();
    const gone = model.insert(work, at(now));
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    const ended = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    model.cancelInstance(work, series.id, now + day);
    model.cancelInstance(work, ended.id, now + day);
    model.delete(work, gone.id);
    model.delete(work, ended.id);
    const { items } = listAll(model);
    expect(items.map((item) => [item.id, item.status])).toEqual([
      [series.id, 'confirmed'],
      [`${series.id}_20261125T090000Z`, 'cancelled'],
    ]);
  });

  test('[S13] timeMin limits the end, exclusively; timeMax the start', () => {
    const model = newModel();
    const before = model.insert(work, at(now - 2 * hour));
    const touching = model.insert(work, at(now - hour));
    const running = model.insert(work, at(now - hour / 2));
    const later = model.insert(work, at(now + 5 * hour));
    const ids = (query: Record<string, string>) => listAll(model, query).items.map((item) => item.id);
    const timeMin = new Date(now).toISOString();
    expect(ids({ timeMin })).toEqual([running.id, later.id]);
    expect(ids({ timeMin, timeMax: new Date(now + 5 * hour).toISOString() })).toEqual([running.id]);
    expect(ids({})).toEqual([before.id, touching.id, running.id, later.id]);
    expect(refusal(model, { timeMin, timeMax: timeMin })).toEqual({ status: 400, reason: 'timeRangeEmpty' });
  });

  test('[S19] a series is listed as its master, as long as one of its slots is in the range', () => {
    const model = newModel();
    const start = at(now - 400 * day);
    const open = model.insert(work, { ...start, recurrence: ['RRULE:FREQ=WEEKLY'] });
    model.insert(work, { ...start, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    const until = model.insert(work, {
      ...start,
      recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261123T090000Z'],
    });
    const query = { timeMin: new Date(now - 2 * day).toISOString() };
    expect(listAll(model, query).items.map((item) => item.id)).toEqual([open.id, until.id]);
    expect(refusal(model, { singleEvents: 'true' })).toMatchObject({ status: 400 });
  });

  test('[S16, S17] exceptions may come before their master, or without one that timeMin excludes', () => {
    const model = newModel({ order: 'reverse' });
    const series = model.insert(work, {
      ...at(now - 100 * day),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
    });
    const moved = model.moveInstance(work, series.id, now - 98 * day, 99 * day);
    expect(listAll(model).items.map((item) => item.id)).toEqual([moved.id, series.id]);
    const recent = listAll(model, { timeMin: new Date(now).toISOString() });
    expect(recent.items.map((item) => item.id)).toEqual([moved.id]);
    expect(model.getEvent(work, series.id)).toMatchObject({ ok: true, value: { id: series.id } });
  });

  test('[F23] a broken event is listed as it is', () => {
    const model = newModel();
    model.insertRaw(work, { id: 'broken' });
    expect(listAll(model, { timeMin: new Date(now).toISOString() }).items).toMatchObject([{ id: 'broken' }]);
  });
});

describe('delta', () => {
  test('[S11] contains each changed event once, in its latest state, and nothing the second time', () => {
    const model = newModel();
    const one = model.insert(work, { ...at(now), summary: 'One' });
    const { syncToken } = listAll(model);
    model.patch(work, one.id, { summary: 'Two' });
    model.patch(work, one.id, { summary: 'Three' });
    const delta = listAll(model, { syncToken });
    expect(delta.items).toMatchObject([{ id: one.id, summary: 'Three' }]);
    expect(listAll(model, { syncToken: delta.syncToken }).items).toEqual([]);
  });

  test('[S14] a deleted event is nothing but an id, and its exceptions are deleted without tombstones', () => {
    const model = newModel();
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    const { syncToken } = listAll(model);
    model.moveInstance(work, series.id, now + day, hour);
    model.delete(work, series.id);
    const { items } = listAll(model, { syncToken });
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0]!).sort()).toEqual(['etag', 'id', 'kind', 'status']);
    expect(model.truth(work)).toMatchObject({ masters: [], exceptions: [], cancelled: [] });
  });

  test('[S14] if the server sends more, the exceptions’ tombstones follow the master’s', () => {
    const model = newModel({ exceptionTombstones: true });
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    const moved = model.moveInstance(work, series.id, now + day, hour);
    const { syncToken } = listAll(model);
    model.delete(work, series.id);
    expect(listAll(model, { syncToken }).items.map((item) => item.id)).toEqual([series.id, moved.id]);
  });

  test('[S15] a cancelled instance has its master and slot, or only its id, or far too much', () => {
    const model = newModel();
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    const { syncToken } = listAll(model);
    model.moveInstance(work, series.id, now + day, 3 * hour);
    model.cancelInstance(work, series.id, now + day);
    const item = (): Item => listAll(model, { syncToken }).items[0]!;
    expect(item()).toMatchObject({ recurringEventId: series.id });
    expect(Date.parse((item()['originalStartTime'] as { dateTime: string }).dateTime)).toBe(now + day);
    expect(item()).not.toHaveProperty('start');
    model.behaviour.tombstones = 'bare';
    expect(Object.keys(item()).sort()).toEqual(['etag', 'id', 'kind', 'status']);
    model.behaviour.tombstones = 'noisy';
    expect(item()).toMatchObject({ status: 'cancelled', start: { dateTime: '1970-01-01T00:00:00Z' } });
  });

  test('[S15] a restored instance is confirmed again, at its slot', () => {
    const model = newModel();
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    model.cancelInstance(work, series.id, now + day);
    const { syncToken } = listAll(model);
    const restored = model.restoreInstance(work, series.id, now + day);
    expect(Date.parse(restored.start.dateTime ?? '')).toBe(now + day);
    expect(listAll(model, { syncToken }).items).toMatchObject([{ id: restored.id, status: 'confirmed' }]);
  });

  test('[S18] a moved instance keeps its slot; all-day slots are dates', () => {
    const model = newModel();
    const timed = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    const moved = model.moveInstance(work, timed.id, now + day, 40 * day);
    expect(Date.parse(moved.originalStartTime?.dateTime ?? '')).toBe(now + day);
    const dated = model.insert(work, {
      start: { date: '2026-11-24' },
      end: { date: '2026-11-25' },
      recurrence: ['RRULE:FREQ=WEEKLY'],
    });
    const allDay = model.moveInstance(work, dated.id, Date.UTC(2026, 11, 1), day);
    expect(allDay).toMatchObject({
      id: `${dated.id}_20261201`,
      originalStartTime: { date: '2026-12-01' },
      start: { date: '2026-12-02' },
    });
  });

  test('[S20] a delta contains events outside the window of the initial listing', () => {
    const model = newModel();
    const { syncToken } = listAll(model, { timeMin: new Date(now).toISOString() });
    const old = model.insert(work, at(now - 400 * day));
    expect(listAll(model, { syncToken }).items.map((item) => item.id)).toEqual([old.id]);
  });

  test('[S21] "this and following" ends the old series and begins a new one with the rest of COUNT', () => {
    const model = newModel();
    const series = model.insert(work, {
      ...at(now),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=10', 'EXDATE;TZID=Europe/Berlin:20261202T100000'],
    });
    const { syncToken } = listAll(model);
    const rest = model.splitSeries(work, series.id, now + 4 * day, { summary: 'New name' });
    expect(listAll(model, { syncToken }).items).toMatchObject([
      { id: series.id, recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261128T085959Z', expect.any(String)] },
      {
        id: `${series.id}_R20261128T090000`,
        summary: 'New name',
        recurrence: [/COUNT=6/, /EXDATE/].map((re) => expect.stringMatching(re)),
      },
    ]);
    const slots = [series.id, rest.id].map((id) => model.slots(work, id, 0, now + 99 * day).length);
    expect(slots).toEqual([4, 5]);
  });

  test('[S21] ids of instances of both parts begin with the first one’s; one id is one event', () => {
    const model = newModel({ tombstones: 'bare' });
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY;COUNT=10'] });
    const slot = now + 5 * day;
    const id = `${series.id}_20261129T090000Z`;
    const changed = model.changeInstance(work, series.id, slot, { summary: 'Once' });
    const rest = model.splitSeries(work, series.id, now + 4 * day);
    const later = model.changeInstance(work, rest.id, slot, { summary: 'Once more' });
    expect([changed.id, later.id]).toEqual([id, id]);
    expect(later).toMatchObject({ recurringEventId: rest.id, start: changed.start });
    expect(model.truth(work).exceptions).toHaveLength(1);
    expect(model.getEvent(work, `${series.id}_20261130T090000Z`)).toMatchObject({
      value: { recurringEventId: rest.id },
    });
    const { syncToken } = listAll(model);
    model.cancelInstance(work, rest.id, slot);
    // Deleting the first part leaves the other's.
    model.delete(work, series.id);
    expect(listAll(model, { syncToken }).items.map((item) => item.id)).toEqual([id, series.id]);
    expect(model.truth(work).cancelled).toEqual([{ id, masterId: rest.id, slot }]);
  });

  test('[S15] a tombstone has only an id if that tells the part', () => {
    const model = newModel({ tombstones: 'bare' });
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY;COUNT=10'] });
    const rest = model.splitSeries(work, series.id, now + 4 * day);
    model.cancelInstance(work, rest.id, now + 5 * day);
    const item = (): Item =>
      listAll(model, { showDeleted: 'true' }).items.find(({ status }) => status === 'cancelled')!;
    expect(item()).not.toHaveProperty('recurringEventId');
    // The first part has the slot again: the id would be read as its own.
    model.patch(work, series.id, { recurrence: ['RRULE:FREQ=DAILY;COUNT=10'] });
    expect(item()).toMatchObject({ recurringEventId: rest.id });
  });

  test('[S24] `updated` stays if only reminders change; the event is listed all the same', () => {
    let clock = now;
    const model = createModel({ now: () => clock });
    model.addCalendar({ id: work });
    const one = model.insert(work, at(now));
    const { syncToken } = listAll(model);
    clock += hour;
    model.patch(work, one.id, { reminders: { useDefault: false, overrides: [] } });
    expect(listAll(model, { syncToken }).items).toMatchObject([{ id: one.id, updated: one.updated }]);
    model.patch(work, one.id, { colorId: '3' });
    expect(model.find(work, one.id)?.updated).not.toBe(one.updated);
  });

  test('[S28] maxAttendees keeps the person and says that others were left out', () => {
    const model = newModel();
    model.insert(work, {
      ...at(now),
      attendees: [
        { email: 'ada@example.com', responseStatus: 'accepted' },
        { email: work, self: true, responseStatus: 'declined' },
      ],
    });
    expect(listAll(model, { maxAttendees: '1' }).items).toMatchObject([
      { attendeesOmitted: true, attendees: [{ self: true }] },
    ]);
  });
});

describe('events.get', () => {
  test('[S17] returns a deleted event as cancelled, an instance by its id, 404 for what never existed', () => {
    const model = newModel();
    const gone = model.insert(work, at(now));
    model.delete(work, gone.id);
    const series = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    expect(model.getEvent(work, gone.id)).toMatchObject({ value: { status: 'cancelled' } });
    expect(model.getEvent(work, `${series.id}_20261126T090000Z`)).toMatchObject({
      value: { recurringEventId: series.id, status: 'confirmed' },
    });
    for (const id of ['never', `${series.id}_20261126T093000Z`, `${series.id}_20261126`])
      expect(model.getEvent(work, id)).toMatchObject({ ok: false, problem: { status: 404 } });
  });
});

describe('calendar list', () => {
  const list = (model: CalendarModel, query: Record<string, string> = {}) => {
    const page = model.listCalendars(query);
    if (!page.ok) throw new Error(page.problem.message);
    return { items: page.value.items, syncToken: page.value.nextSyncToken ?? '' };
  };

  test('[S32] has its own token, which reports deleted and hidden calendars', () => {
    const model = newModel();
    for (const id of ['a@example.com', 'b@example.com', 'c@example.com']) model.addCalendar({ id });
    const { items, syncToken } = list(model);
    expect(items).toHaveLength(4);
    model.removeCalendar('a@example.com');
    model.hideCalendar('b@example.com');
    const delta = list(model, { syncToken });
    expect(delta.items).toMatchObject([
      { id: 'a@example.com', deleted: true },
      { id: 'b@example.com', hidden: true },
    ]);
    expect(delta.items[0]).not.toHaveProperty('summary');
    expect(list(model).items.map((item) => item.id)).toEqual([work, 'c@example.com']);
    expect(list(model, { showHidden: 'true' }).items).toHaveLength(3);
    expect(list(model, { syncToken: delta.syncToken }).items).toEqual([]);
  });

  test('[S32] minAccessRole, showDeleted=false and showHidden=false are rejected with a token', () => {
    const model = newModel();
    const { syncToken } = list(model);
    for (const [name, value] of [
      ['minAccessRole', 'reader'],
      ['showDeleted', 'false'],
      ['showHidden', 'false'],
    ] as const)
      expect(model.listCalendars({ syncToken, [name]: value })).toMatchObject({
        problem: { status: 400 },
      });
  });

  test('[S32] what the owner changes is reported by no token, only by a full list', () => {
    const model = newModel();
    const { syncToken } = list(model);
    model.patchCalendar(work, { timeZone: 'Asia/Tokyo' }, 'silently');
    expect(list(model, { syncToken }).items).toEqual([]);
    expect(list(model).items).toMatchObject([{ timeZone: 'Asia/Tokyo' }]);
  });

  test('[S33] lost access returns 403 or 404 for that calendar; when regained, its token returns 410 [S7]', () => {
    const model = newModel();
    const { syncToken } = listAll(model);
    model.loseAccess(work);
    expect(refusal(model, { syncToken })?.status).toBe(403);
    model.loseAccess(work, 'notFound');
    expect(refusal(model, { syncToken })?.status).toBe(404);
    expect(list(model).items).toHaveLength(1);
    model.regainAccess(work);
    expect(refusal(model, { syncToken })?.status).toBe(410);
  });
});

test('the same edits give the same ids, etags and tokens', () => {
  const run = () => {
    const model = newModel();
    const { id } = model.insert(work, { ...at(now), recurrence: ['RRULE:FREQ=DAILY'] });
    model.cancelInstance(work, id, now + day);
    return listAll(model);
  };
  expect(run()).toEqual(run());
});
