/**
 * What can happen: edits on the server, faults on the wire, time, the person, the process. Each operation
 * takes two numbers that choose among what there is, so that a sequence is data: printable, replayable and
 * shrinkable.
 */
import type { EventFields, EventResource } from '../../main/sample/resources.ts';
import { readSeries, slotOf } from '../../main/sample/rule.ts';
import {
  dateOf,
  dayMs,
  hourMs,
  instantOf,
  minuteMs,
  offsetDateTime,
  stampOf,
} from '../../main/sample/zoneTime.ts';
import type { Fault } from '../support/fakeGoogle/index.ts';
import type { Spot } from './agendaCheck.ts';
import type { Drift } from '../../shared/contract.ts';
import { noGuard, upcomingCount } from './protocol.ts';
import type { KnownCalendar } from './protocol.ts';
import { dataDump, storedAccount, storedCalendars } from './rows.ts';
import { barred, checkedPass, expectClean } from './verify.ts';
import { ACCOUNT, HOME, START_MS } from './world.ts';
import type { PassPlan, World } from './world.ts';
import assert from 'node:assert/strict';

type Operation = (world: World, n: number, k: number) => void | Promise<void>;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
const one = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
  'UTC',
  'Pacific/Auckland',
];
const viewers = ['Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC'];
const rules = [
  'FREQ=DAILY',
  'FREQ=WEEKLY',
  'FREQ=DAILY;COUNT=12',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=6',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24',
  'FREQ=WEEKLY;COUNT=5',
];

/** Some calendar that is on the list. */
const calendarOf = ({ model }: World, n: number): string => one(model.calendarIds(), n);
const zoneAt = ({ model }: World, calendarId: string): string => model.truth(calendarId).calendar.timeZone;
const nowDay = (world: World): number => Math.floor(world.clock.now() / dayMs);

const timed = (startMs: number, lengthMs: number, zone: string) => ({
  start: { dateTime: offsetDateTime(startMs, zone), timeZone: zone },
  end: { dateTime: offsetDateTime(startMs + lengthMs, zone), timeZone: zone },
});
const dated = (day: number, days: number) => ({
  start: { date: dateOf(day) },
  end: { date: dateOf(day + days) },
});
/** A time of day in a zone, so many days from today. */
const moment = (world: World, days: number, k: number, zone: string): number =>
  instantOf((nowDay(world) + days) * dayMs + (6 * 60 + (k % 64) * 15) * minuteMs, zone);

/** Days around today: mostly near, sometimes about the 30 days that a listing reaches back, sometimes far. */
const days = (k: number): number => {
  const spread = [k % 20, -(k % 12), 25 - (k % 60), -28 - (k % 6), 60 + (k % 400), -40 - (k % 300)];
  return one(spread, Math.floor(k / 7));
};

const untilIn = (world: World, inDays: number, allDay: boolean): string => {
  const ms = (nowDay(world) + inDays) * dayMs + 12 * hourMs;
  return `UNTIL=${allDay ? stampOf(ms).slice(0, 8) : stampOf(ms)}`;
};

const ruleFor = (world: World, n: number, k: number, allDay: boolean): string => {
  const rule = one(rules, n);
  const ends = k % 3 === 0 && !rule.includes('COUNT');
  return `RRULE:${rule}${ends ? `;${untilIn(world, (k % 80) - 40, allDay)}` : ''}`;
};

const hasParts = ({ model }: World, calendarId: string, masterId: string): boolean => {
  const { exceptions, cancelled } = model.truth(calendarId);
  return (
    exceptions.some((each) => each.recurringEventId === masterId) ||
    cancelled.some((each) => each.masterId === masterId)
  );
};

/** A series, and one of its slots in the weeks around now. */
const someSlot = (world: World, n: number, k: number): readonly [string, string, number] | null => {
  const found = someEvent(world, n, k, ['masters']);
  if (found === null) return null;
  const { calendarId, event } = found;
  const now = world.clock.now();
  const slots = world.model.slots(calendarId, event.id, now - 45 * dayMs, now + 45 * dayMs);
  const slot = pick(slots, Math.floor(n / 3) + k);
  return slot === undefined ? null : [calendarId, event.id, slot];
};
const onSlot =
  (
    edit: (world: World, calendarId: string, masterId: string, slot: number, n: number, k: number) => void,
  ): Operation =>
  (world, n, k) => {
    const slot = someSlot(world, n, k);
    if (slot !== null) edit(world, ...slot, n, k);
  };

const someEvent = (
  { model }: World,
  n: number,
  k: number,
  kinds: readonly ('singles' | 'masters' | 'exceptions')[],
): { readonly calendarId: string; readonly event: EventResource } | null => {
  const stocked = model.calendarIds().flatMap((calendarId) => {
    const truth = model.truth(calendarId);
    const events = kinds.flatMap((kind) => truth[kind]);
    return events.length === 0 ? [] : [{ calendarId, events }];
  });
  const found = pick(stocked, n);
  return found === undefined ? null : { calendarId: found.calendarId, event: one(found.events, k) };
};

const people = (n: number): EventFields => ({
  attendees: [
    { email: HOME, self: true, responseStatus: one(['accepted', 'needsAction', 'declined'] as const, n) },
    { email: 'bruno@example.com', responseStatus: 'accepted' },
  ],
});

const edits = {
  insert: (world, n, k) => {
    const calendarId = calendarOf(world, n);
    const zone = one(zones, k);
    const startMs = moment(world, days(k), n, zone);
    world.model.insert(calendarId, {
      summary: `Single ${k}`,
      ...timed(startMs, (15 + (n % 8) * 15) * minuteMs, zone),
      ...(n % 4 === 0 ? people(n) : {}),
    });
  },
  insertAllDay: (world, n, k) =>
    void world.model.insert(calendarOf(world, n), {
      summary: `All day ${k}`,
      ...dated(nowDay(world) + days(k), 1 + (n % 4)),
    }),
  insertLong: (world, n, k) => {
    const zone = one(zones, k);
    const startMs = moment(world, days(k), n, zone);
    world.model.insert(calendarOf(world, n), {
      summary: `Long ${k}`,
      ...timed(startMs, (1 + (n % 70)) * dayMs, zone),
    });
  },
  insertFloating: (world, n, k) => {
    const startMs = moment(world, days(k), n, 'UTC');
    const { start, end } = timed(startMs, hourMs, 'UTC');
    world.model.insert(calendarOf(world, n), {
      ...(k % 3 === 0 ? {} : { summary: `Without a zone ${k}` }),
      start: { dateTime: start.dateTime },
      end: { dateTime: end.dateTime },
    });
  },
  insertSeries: (world, n, k) => {
    const zone = one(zones, k);
    const startMs = moment(world, -(k % 90), n, zone);
    world.model.insert(calendarOf(world, n), {
      summary: `Series ${k}`,
      ...timed(startMs, (30 + (n % 4) * 30) * minuteMs, zone),
      recurrence: [ruleFor(world, n, k, false)],
    });
  },
  insertAllDaySeries: (world, n, k) =>
    void world.model.insert(calendarOf(world, n), {
      summary: `Day series ${k}`,
      ...dated(nowDay(world) - (k % 60), 1 + (n % 3)),
      recurrence: [ruleFor(world, n, k, true)],
    }),
  insertMany: (world, n, k) => {
    const calendarId = calendarOf(world, n);
    for (let i = 0; i < 12 + (k % 10); i += 1) {
      const startMs = moment(world, 1 + ((i * 3 + k) % 40), n + i, 'Europe/Berlin');
      world.model.insert(calendarId, {
        summary: `One of many ${i}`,
        ...timed(startMs, hourMs, 'Europe/Berlin'),
      });
    }
  },
  rename: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    if (found) world.model.patch(found.calendarId, found.event.id, { summary: `Renamed ${n}` });
  },
  remind: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    const reminders = { useDefault: false, overrides: [{ method: 'popup' as const, minutes: n % 100 }] };
    if (found) world.model.patch(found.calendarId, found.event.id, { reminders });
  },
  respond: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    if (found) world.model.patch(found.calendarId, found.event.id, people(n));
  },
  move: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'exceptions']);
    if (found) world.model.move(found.calendarId, found.event.id, (days(n) * 24 + (k % 5)) * hourMs);
  },
  moveSeries: (world, n, k) => {
    const found = someEvent(world, n, k, ['masters']);
    if (found === null) return;
    const byMs = found.event.start.date === undefined ? ((n % 60) - 30) * hourMs : ((n % 9) - 4) * dayMs;
    world.model.move(found.calendarId, found.event.id, byMs);
  },
  toAllDay: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles']);
    if (found)
      world.model.patch(found.calendarId, found.event.id, dated(nowDay(world) + days(n), 1 + (k % 3)));
  },
  toTimed: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles']);
    const zone = one(zones, n);
    if (found)
      world.model.patch(
        found.calendarId,
        found.event.id,
        timed(moment(world, days(n), k, zone), hourMs, zone),
      );
  },
  toSeries: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles']);
    if (found === null || found.event.start.timeZone === undefined) return;
    world.model.patch(found.calendarId, found.event.id, { recurrence: [ruleFor(world, n, k, false)] });
  },
  toSingle: (world, n, k) => {
    const found = someEvent(world, n, k, ['masters']);
    if (found === null || hasParts(world, found.calendarId, found.event.id)) return;
    world.model.patch(found.calendarId, found.event.id, { recurrence: null });
  },
  changeRule: (world, n, k) => {
    const found = someEvent(world, n, k, ['masters']);
    if (found === null) return;
    const { calendarId, event } = found;
    const allDay = event.start.date !== undefined;
    world.model.patch(calendarId, event.id, { recurrence: [ruleFor(world, n, k, allDay)] });
  },
  /** EXDATE and RDATE lines, as other programs write them [S22]. */
  changeDates: (world, n, k) => {
    const slot = someSlot(world, n, k);
    if (slot === null) return;
    const [calendarId, masterId, slotMs] = slot;
    const master = world.model.find(calendarId, masterId);
    if (!master?.recurrence) return;
    const allDay = master.start.date !== undefined;
    const name = n % 2 === 0 ? 'EXDATE' : 'RDATE';
    const ms = name === 'EXDATE' ? slotMs : slotMs + (allDay ? 3 * dayMs : 2 * hourMs);
    const line = allDay ? `${name};VALUE=DATE:${stampOf(ms).slice(0, 8)}` : `${name}:${stampOf(ms)}`;
    world.model.patch(calendarId, masterId, { recurrence: [...master.recurrence, line] });
  },
  delete: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    if (found === null) return;
    const { id, recurrence, recurringEventId } = found.event;
    const isSingle = recurrence === undefined && recurringEventId === undefined;
    if (isSingle) world.deletedSingles.push({ calendarId: found.calendarId, id });
    world.model.delete(found.calendarId, id);
  },
  deleteSeries: (world, n, k) => {
    const found = someEvent(world, n, k, ['masters']);
    if (found !== null) world.model.delete(found.calendarId, found.event.id);
  },
  deleteMany: (world, n, k) => {
    const calendarId = calendarOf(world, n);
    const { singles } = world.model.truth(calendarId);
    for (const { id } of singles.slice(0, Math.ceil(singles.length * one([1, 0.9, 0.6], k)))) {
      world.model.delete(calendarId, id);
    }
    if (n % 3 === 0) world.model.expireTokens(calendarId);
  },
  /** Singles only: that a series comes back without the exceptions it had, no delta would tell. */
  undelete: (world, n) => {
    const found = pick(world.deletedSingles, n);
    if (found === undefined || !world.model.calendarIds().includes(found.calendarId)) return;
    if (world.model.find(found.calendarId, found.id) === null)
      world.model.undelete(found.calendarId, found.id);
  },
  cancelInstance: onSlot((world, calendarId, masterId, slot) =>
    world.model.cancelInstance(calendarId, masterId, slot),
  ),
  moveInstance: onSlot((world, calendarId, masterId, slot, n) => {
    world.model.moveInstance(calendarId, masterId, slot, ((n % 5) - 2) * dayMs);
  }),
  moveInstanceFar: onSlot((world, calendarId, masterId, slot, n) => {
    world.model.moveInstance(calendarId, masterId, slot, ((n % 140) - 70) * dayMs);
  }),
  renameInstance: onSlot((world, calendarId, masterId, slot, n) => {
    world.model.changeInstance(calendarId, masterId, slot, { summary: `Once ${n}` });
  }),
  restoreInstance: (world, n) => {
    const parts = world.model.calendarIds().flatMap((calendarId) => {
      const { exceptions, cancelled, masters } = world.model.truth(calendarId);
      const changed = exceptions.map((each) => ({
        masterId: each.recurringEventId!,
        slot: slotOf(each.originalStartTime!),
      }));
      return [...changed, ...cancelled]
        .filter(({ masterId }) => masters.some(({ id }) => id === masterId))
        .map(({ masterId, slot }) => ({ calendarId, masterId, slot }));
    });
    const part = pick(parts, n);
    if (part) world.model.restoreInstance(part.calendarId, part.masterId, part.slot);
  },
  split: (world, n, k) => {
    const slot = someSlot(world, n, k);
    if (slot === null) return;
    const [calendarId, masterId, slotMs] = slot;
    const master = world.model.find(calendarId, masterId);
    if (master === null || readSeries(master, zoneAt(world, calendarId)).firstSlot >= slotMs) return;
    const digits = stampOf(slotMs).slice(0, master.start.date === undefined ? 15 : 8);
    const id = `${masterId.split('_R')[0]}_R${digits}`;
    if (world.used.has(id) || world.model.find(calendarId, id) !== null) return;
    world.used.add(id);
    world.model.splitSeries(calendarId, masterId, slotMs, { summary: `Following ${k}` });
  },
  /** Invited to one instance of somebody else's series [S17]. */
  inviteToInstance: (world, n, k) => {
    const calendarId = calendarOf(world, n);
    const zone = one(zones, k);
    const slotMs = moment(world, days(k), n, zone);
    const masterId = `foreign${k % 5}`;
    const id = `${masterId}_${stampOf(slotMs)}`;
    if (world.model.find(calendarId, id) !== null || world.used.has(id)) return;
    world.used.add(id);
    const { start } = timed(slotMs, hourMs, zone);
    world.model.insert(calendarId, {
      id,
      summary: `Invited ${k}`,
      ...timed(slotMs + (n % 3) * hourMs, hourMs, zone),
      recurringEventId: masterId,
      originalStartTime: start,
    } as EventFields);
  },
  /** And later to the whole of it. */
  inviteToSeries: (world, n, k) => {
    const calendarId = calendarOf(world, n);
    const id = `foreign${k % 5}`;
    if (world.used.has(`${calendarId} ${id}`)) return;
    world.used.add(`${calendarId} ${id}`);
    const zone = one(zones, k);
    world.model.insert(calendarId, {
      id,
      summary: `Foreign series ${k}`,
      ...timed(moment(world, -(n % 60), n, zone), hourMs, zone),
      recurrence: [ruleFor(world, n, k, false)],
    });
  },
  /** The same meeting in two calendars [S23]. */
  copy: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters']);
    if (found === null) return;
    const { summary = '', start, end, recurrence, iCalUID } = found.event;
    if (recurrence && hasParts(world, found.calendarId, found.event.id)) return;
    const other = calendarOf(world, n + 1);
    world.model.insert(other, {
      summary,
      start,
      end,
      ...(recurrence && { recurrence }),
      iCalUID,
      ...(k % 2 ? people(n) : {}),
    });
  },
  /** From now on nobody can read it [F23]; what is known of it stays. */
  spoil: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    if (found === null) return;
    world.spoiled.add(`${found.calendarId} ${found.event.id}`);
    world.model.patch(found.calendarId, found.event.id, { summary: `Spoiled ${n}` });
    if (k % 3 === 0) world.model.expireTokens(found.calendarId);
  },
  /** Sound again, and said so. */
  mend: (world, n) => {
    const name = pick([...world.spoiled], n);
    if (name === undefined) return;
    world.spoiled.delete(name);
    const [calendarId = '', id = ''] = name.split(' ');
    if (!world.model.calendarIds().includes(calendarId)) return;
    if (world.model.find(calendarId, id) !== null)
      world.model.patch(calendarId, id, { summary: `Sound ${n}` });
  },
} satisfies Record<string, Operation>;

const calendars = {
  addCalendar: ({ model }, n, k) => {
    const id = `extra${n % 3}@example.com`;
    if (model.calendarIds().includes(id)) return;
    model.addCalendar({
      id,
      summary: `Extra ${k}`,
      timeZone: one(zones, k),
      selected: k % 5 !== 0,
      hidden: k % 7 === 0,
    });
  },
  removeCalendar: (world, n) => {
    const id = pick(
      world.model.calendarIds().filter((each) => each !== HOME),
      n,
    );
    if (id !== undefined) world.model.removeCalendar(id);
  },
  hideCalendar: (world, n, k) => void world.model.hideCalendar(calendarOf(world, n), k % 2 === 0),
  renameCalendar: (world, n, k) =>
    void world.model.patchCalendar(calendarOf(world, n), { summary: `Calendar ${k}` }),
  /** Half of them without the list's token telling: the events' own listings bring it [S29]. */
  remindCalendar: (world, n, k) => {
    const method = k % 2 === 0 ? 'popup' : 'email';
    const defaultReminders = k % 4 === 0 ? [] : [{ method, minutes: k % 90 } as const];
    world.model.patchCalendar(
      calendarOf(world, n),
      { defaultReminders },
      ...(n % 2 ? ['silently' as const] : []),
    );
  },
  renameSilently: (world, n, k) => {
    const id = calendarOf(world, n);
    world.silent.add(id);
    world.model.patchCalendar(id, { summary: `Quietly ${k}` }, 'silently');
  },
  loseAccess: (world, n, k) => {
    const id = pick(
      world.model.calendarIds().filter((each) => each !== HOME),
      n,
    );
    if (id !== undefined) world.model.loseAccess(id, k % 2 === 0 ? 'forbidden' : 'notFound');
  },
  regainAccess: (world, n) => void world.model.regainAccess(calendarOf(world, n)),
  /** The person ticks a calendar, or takes the tick away. */
  choose: (world, n, k) => {
    const id = pick([...world.known.keys()], n);
    if (id === undefined) return;
    const visible = k % 3 !== 0;
    const chosen = world.app.store.calendars.setVisible({
      accountId: ACCOUNT,
      calendarId: id as never,
      visible,
    });
    assert(chosen.ok);
    world.choices.set(id, visible);
    world.known.set(id, { ...world.known.get(id)!, visible });
  },
  /** A calendar whose tick the person changed leaves the list and comes back: the choice stays. */
  leaveAndReturn: async (world, n, k) => {
    const id = `extra${n % 3}@example.com`;
    calendars.addCalendar(world, n, k);
    await sync(world, n);
    const known = world.known.get(id);
    if (known === undefined) return;
    const chosen = world.app.store.calendars.setVisible({
      accountId: ACCOUNT,
      calendarId: id as never,
      visible: !known.visible,
    });
    assert(chosen.ok);
    world.choices.set(id, !known.visible);
    world.known.set(id, { ...known, visible: !known.visible });
    world.model.removeCalendar(id);
    await sync(world, n);
    calendars.addCalendar(world, n, k);
    await sync(world, n);
  },
  /** The person decides about a held sweep [S12]. */
  decide: (world, n) => {
    for (const [id, known] of world.known) {
      if (known.guard.held === null) continue;
      const choice = n % 2 === 0 ? 'keep' : 'remove';
      const decided = world.app.store.calendars.resolveSweep({ calendarId: id as never, choice });
      assert(decided.ok && decided.value === 1);
      const guard =
        choice === 'keep' ? { ...noGuard, kept: known.guard.held } : { ...known.guard, allowed: true };
      world.known.set(id, { ...known, guard });
    }
  },
  reachBack: (world, n) => {
    world.reachBack = one(['month', 'year', 'everything'] as const, n);
  },
} satisfies Record<string, Operation>;

const server = {
  expireTokens: (world, n) =>
    world.model.expireTokens(
      one([undefined, 'calendarList', calendarOf(world, Math.floor(n / 4)), calendarOf(world, n)], n),
    ),
  /** Tokens that are refused with 400 instead of 410 [S8]. */
  refuseTokens: (world, n) => {
    const db = world.app.outside;
    if (n % 2 === 0) world.refusedTokens.add(storedAccount(db).list_sync_token ?? '');
    for (const { sync_token: token } of storedCalendars(db)) {
      if (token !== null && n % 3 > 0) world.refusedTokens.add(token);
    }
    // What is refused is never given again.
    world.model.patchCalendar(HOME, {}, 'silently');
  },
  pageLimit: ({ model }, n) => void (model.behaviour.pageLimit = one([1, 2, 3, 7, 25, 2500], n)),
  emptyPages: ({ model }, n) => void (model.behaviour.emptyPageEvery = one([0, 2, 3], n)),
  order: ({ model }, n) =>
    void (model.behaviour.order = one(['creation', 'reverse', 'scrambled'] as const, n)),
  tombstones: ({ model }, n, k) => {
    model.behaviour.tombstones = one(['guaranteed', 'bare', 'noisy'] as const, n);
    model.behaviour.exceptionTombstones = k % 2 === 0;
  },
} satisfies Record<string, Operation>;

const faults: readonly Fault[] = [
  { kind: 'cut', afterBytes: 120 },
  { kind: 'cut', afterBytes: 0 },
  { kind: 'garbage' },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'emptyPage' },
  { kind: 'repeatPageToken' },
  { kind: 'noSyncToken' },
  { kind: 'status', status: 500, body: '500_backendError' },
  { kind: 'status', status: 503, body: 'Service Unavailable', retryAfter: 120 },
  { kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 30 },
  { kind: 'status', status: 429, body: '429_rateLimitExceeded' },
  { kind: 'status', status: 403, body: '403_rateLimitExceeded' },
  { kind: 'status', status: 403, body: '403_quotaExceeded' },
  { kind: 'status', status: 403, body: '403_insufficientPermissions' },
  { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
  { kind: 'status', status: 401, body: '401_authError' },
  { kind: 'status', status: 404, body: '404_notFound' },
  { kind: 'status', status: 410, body: '410_fullSyncRequired' },
  { kind: 'status', status: 410, body: '410_updatedMinTooLongAgo' },
  { kind: 'status', status: 400, body: '400_invalid_sync_token' },
  { kind: 'edit', edit: (body) => ({ ...body, items: 'none' }) },
  { kind: 'edit', edit: () => ({}) },
  { kind: 'edit', edit: (body) => ({ ...body, items: [...(body['items'] as unknown[])].reverse() }) },
];

const wire = {
  fault: (world, n, k) => {
    const fault = one(faults, n);
    world.google.faults.add(fault, { skip: k % 5, times: 1 + (Math.floor(k / 5) % 3) });
  },
  faultOnEvents: (world, n, k) => {
    world.google.faults.add(one(faults, n), { on: 'events', calendarId: calendarOf(world, k), skip: k % 3 });
  },
  /** A full listing of hardly anything, where there is much to lose [F9]. */
  almostEmpty: async (world, n, k) => {
    const calendarId = calendarOf(world, n);
    edits.insertMany(world, n, 9);
    edits.insertMany(world, n, k);
    await sync(world, n);
    world.model.expireTokens(calendarId);
    world.google.faults.add(
      { kind: 'almostEmpty', keep: k % 3 },
      {
        on: 'events',
        calendarId,
        page: 1,
        when: ({ query }) => {
          // A second one in a row would be believed, and so would one of a calendar with little in it.
          const known = world.known.get(calendarId);
          if (query['syncToken'] !== undefined || known === undefined || known.guard.held !== null)
            return false;
          if (known.guard.kept !== null) return false;
          return upcomingCount(known.events, world.clock.now(), known.entry.timeZone) >= 20 + 3;
        },
      },
    );
    await sync(world, n);
    if (k % 4 === 0) calendars.decide(world, n);
  },
  /** Refused again and again: each time one failure more, and a longer wait [S35]. */
  storm: async (world, n, k) => {
    const body = one(['429_rateLimitExceeded', '403_rateLimitExceeded', '403_quotaExceeded'], n);
    const status = Number(body.slice(0, 3));
    world.google.faults.add({ kind: 'status', status, body }, { times: 1_000 });
    for (let again = 0; again < 2 + (k % 3); again += 1) {
      await sync(world, n + again);
      await sync(world, n + again, { reason: 'timer' });
      if (again === k % 4) await world.restart();
      await world.clock.advance(31 * minuteMs);
    }
    world.google.faults.clear();
  },
  clearFaults: ({ google }) => google.faults.clear(),
} satisfies Record<string, Operation>;

const time = {
  wait: ({ clock }, n) => clock.advance((1 + (n % 180)) * minuteMs),
  waitDays: ({ clock }, n) => clock.advance((1 + (n % 20)) * dayMs),
  setBack: ({ clock }, n) => clock.jump(-(n % 90) * minuteMs),
} satisfies Record<string, Operation>;

/** What an account may hold when it is connected: singles, series with changed instances, and more. */
export const furnish = (world: World, amount: number): void => {
  const series = [edits.insertSeries, edits.insertSeries, edits.insertAllDaySeries, edits.insertSeries];
  const changes = [edits.cancelInstance, edits.moveInstance, edits.renameInstance, edits.moveInstanceFar];
  for (let i = 0; i < amount; i += 1) {
    one(series, i)(world, i * 7 + amount, i * 13 + amount);
    edits.insert(world, i * 5 + amount, i * 11);
    one(changes, i)(world, i * 3 + amount, i);
    if (i % 3 === 2) edits.insertMany(world, i, i);
  }
};

/** Where the agenda is looked at: near, at a series' end, or years ahead. */
export const spotFor = (world: World, n: number): Spot => {
  const now = world.clock.now();
  const zone = one(viewers, n);
  const [fromDays, length] = one(
    [
      [0, 7],
      [-3, 3],
      [-34, 40],
      [20, 60],
      [1100, 10],
      [-70, 30],
    ] as const,
    n,
  );
  return { fromMs: now + fromDays * dayMs, toMs: now + (fromDays + length) * dayMs, zone };
};
export const wholeSpot = (world: World): Spot => ({
  fromMs: START_MS - 420 * dayMs,
  toMs: world.clock.now() + 500 * dayMs,
  zone: 'Europe/Berlin',
});

/** One checked pass; when nothing disturbs it, the server's truth is expected too. */
const sync = async (world: World, n: number, plan: PassPlan = {}): Promise<void> => {
  const disturbed =
    world.google.faults.pending() > 0 || plan.death !== undefined || plan.beforeRequest !== undefined;
  const report = await checkedPass(world, plan, [spotFor(world, n), spotFor(world, Math.floor(n / 6))]);
  if (!disturbed && report.outcome !== null && report.wire.length > 0) expectClean(world, report);
};

/** A further pass right after a clean one: one request for the list and each calendar, and not a byte of data. */
export const expectQuiet = async (world: World): Promise<void> => {
  const before = dataDump(world.app.outside);
  const report = await checkedPass(world);
  expectClean(world, report);
  assert.equal(dataDump(world.app.outside), before, 'a second pass wrote data');
  const { upserted, removed, swept } = report.outcome!.counts;
  assert.deepEqual({ upserted, removed, swept }, { upserted: 0, removed: 0, swept: 0 });
  const shown = [...world.known.values()].filter(({ visible }) => visible).map(({ entry }) => entry.id);
  const asked = report.wire.map(
    (each) => `${each.calendarId} ${each.query['syncToken'] === undefined ? 'full' : ''}`,
  );
  assert.deepEqual(
    asked.sort(),
    ['null ', ...shown.map((id) => `${id} `)].sort(),
    'requests of a second pass',
  );
};

/** Everything works again: at most two passes later the client holds what the server holds. */
export const settle = async (world: World): Promise<void> => {
  world.google.faults.clear();
  for (const id of barred(world)) world.model.regainAccess(id);
  await world.clock.advance(25 * hourMs);
  expectClean(world, await checkedPass(world));
  // A held sweep is confirmed or released by a full listing an hour later [S12].
  if ([...world.known.values()].some(({ guard, visible }) => visible && guard.held !== null)) {
    await world.clock.advance(2 * hourMs);
    expectClean(world, await checkedPass(world));
  }
  for (const { guard, visible } of world.known.values()) {
    assert(!visible || guard.held === null || guard.kept !== null, 'a sweep held for ever');
  }
};

/** Takes a row away, changes one, or adds one that Google never had; answers what that makes. */
const tamperWith = (world: World, key: number, n: number, k: number): Drift => {
  const { db } = world.app;
  const found = { missing: 0, extra: 0, different: 0 };
  const rows = db
    .prepare<[number, number], Record<string, unknown> & { readonly key: number; readonly event_id: string }>(
      `SELECT * FROM events WHERE calendar_key = ? AND kind = 'single' AND end_ms > ? ORDER BY key`,
    )
    .all(key, world.clock.now() + dayMs)
    .filter(({ event_id: id }) => ![...world.spoiled].some((name) => name.endsWith(` ${id}`)));
  const first = pick(rows, n);
  if (first === undefined) return found;
  const second = pick(rows, n + 1)!;
  const { key: _, ...copy } = { ...second, event_id: `ghost${n}of${k}`, etag: '"0"' };
  const columns = Object.keys(copy);
  db.prepare(`INSERT INTO events (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(copy),
  );
  found.extra = 1;
  if (k % 2 === 0) {
    db.prepare('DELETE FROM events WHERE key = ?').run(first.key);
    found.missing = 1;
  }
  if (k % 2 === 1 || second.key !== first.key) {
    // The same version by its etag: only what is in it is another one.
    db.prepare(`UPDATE events SET title = 'Not so' WHERE key = ?`).run(second.key);
    found.different = 1;
  }
  return found;
};

const passes = {
  sync: (world, n) => sync(world, n),
  syncByTimer: (world, n) => sync(world, n, { reason: 'timer' }),
  /** Edits while the listing is under way. */
  syncAmidEdits: (world, n, k) => {
    const names = Object.keys(edits) as (keyof typeof edits)[];
    return sync(world, n, {
      beforeRequest: (number) => {
        if (number % 3 === k % 3) (edits[one(names, n + number)] as Operation)(world, n + number, k + number);
      },
    });
  },
  expireAmidSync: (world, n, k) =>
    sync(world, n, {
      beforeRequest: (number) => {
        if (number === 1 + (k % 5)) world.model.expireTokens(n % 2 === 0 ? undefined : calendarOf(world, n));
      },
    }),
  /** Killed between two writes [F1]. */
  kill: (world, n, k) =>
    sync(world, n, { death: { atCall: k % 30, when: n % 2 === 0 ? 'before' : 'after' } }),
  /** The person cancels, or leaves [F19]. */
  cancel: (world, n, k) =>
    sync(world, n, {
      beforeRequest: (number) => {
        if (number === k % 6) void world.app.engine.cancel();
      },
    }),
  /** An audit is due, and finds no drift, whatever people do meanwhile. */
  audit: async (world, n, k) => {
    await world.clock.advance((10 + (n % 10)) * dayMs);
    const names = Object.keys(edits) as (keyof typeof edits)[];
    const beforeRequest = (number: number): boolean => {
      if (number < 2) return false;
      (edits[one(names, n + number)] as Operation)(world, n + number, k + number);
      return true;
    };
    await sync(world, n, { reason: 'timer', ...(k % 2 === 0 ? {} : { beforeRequest }) });
  },
  /** Somebody else wrote into the database: the next audit finds it, to the row, and mends it. */
  tamper: async (world, n, k) => {
    world.google.faults.clear();
    await world.clock.advance(25 * hourMs);
    await sync(world, n);
    const isSound = ({ guard, visible }: KnownCalendar): boolean =>
      visible && guard.held === null && guard.kept === null;
    const calendar = storedCalendars(world.app.outside).find(
      (each) => each.sync_token !== null && isSound(world.known.get(each.calendar_id)!),
    );
    if (calendar === undefined || barred(world).includes(calendar.calendar_id)) return;
    const { key, calendar_id: id } = calendar;
    world.tampered.set(id, tamperWith(world, key, n, k));
    await sync(world, n, { audit: true });
    const audited = storedCalendars(world.app.outside).find((each) => each.key === key)?.last_audit;
    const { missing, extra, different } = JSON.parse(audited ?? '{}');
    assert.deepEqual({ missing, extra, different }, world.tampered.get(id), `${id}: what the audit found`);
    world.tampered.clear();
  },
  /** A calendar is cleared for good while no token holds: the guard asks, the person answers [S12]. */
  clearCalendar: async (world, n, k) => {
    const calendarId = calendarOf(world, n);
    edits.insertMany(world, n, 9);
    edits.insertMany(world, n, k);
    await sync(world, n);
    for (const { id } of world.model.truth(calendarId).singles) world.model.delete(calendarId, id);
    world.model.expireTokens(calendarId);
    await sync(world, n);
    if (k % 3 > 0) calendars.decide(world, k % 3);
    world.model.expireTokens(calendarId);
    await sync(world, n);
  },
  restart: (world) => world.restart(),
  settleAndQuiet: async (world) => {
    await settle(world);
    await expectQuiet(world);
  },
} satisfies Record<string, Operation>;

export const operations: Readonly<Record<string, Operation>> = {
  ...edits,
  ...calendars,
  ...server,
  ...wire,
  ...time,
  ...passes,
};
const instanceEdits = [
  'cancelInstance',
  'moveInstance',
  'moveInstanceFar',
  'renameInstance',
  'restoreInstance',
  'split',
  'changeDates',
  'changeRule',
  'moveSeries',
  'delete',
  'deleteSeries',
];
export const operationNames = {
  edits: Object.keys(edits),
  instanceEdits,
  calendars: Object.keys(calendars),
  server: Object.keys(server),
  wire: Object.keys(wire),
  time: Object.keys(time),
  passes: Object.keys(passes),
};
