/** What people do in Google Calendar. */
import type { EventFields } from '../../main/googleModel/resources.ts';
import { readSeries, slotOf } from '../../main/googleModel/naiveRule.ts';
import { dayMs, hourMs, minuteMs, stampOf } from '../../main/googleModel/zoneTime.ts';
import {
  calendarOf,
  dated,
  days,
  hasParts,
  moment,
  nowDay,
  one,
  onSlot,
  people,
  pick,
  ruleFor,
  someEvent,
  someSlot,
  timed,
  zoneAt,
  zones,
} from './choosing.ts';
import type { Operation } from './choosing.ts';
import type { World } from './world.ts';

export const edits = {
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
  /** Only singles: that a series comes back without its exceptions is reported by no delta. */
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
  /** Invited to one instance of someone else's series [S17]. */
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
  /** From now on it cannot be read [F23]; its stored state stays. */
  spoil: (world, n, k) => {
    const found = someEvent(world, n, k, ['singles', 'masters', 'exceptions']);
    if (found === null) return;
    world.spoiled.add(`${found.calendarId} ${found.event.id}`);
    world.model.patch(found.calendarId, found.event.id, { summary: `Spoiled ${n}` });
    if (k % 3 === 0) world.model.expireTokens(found.calendarId);
  },
  /** Readable again, and listed as such. */
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

/** What an account may contain when it is connected: singles, series with changed instances, and more. */
export const assemble = (world: World, amount: number): void => {
  const series = [edits.insertSeries, edits.insertSeries, edits.insertAllDaySeries, edits.insertSeries];
  const changes = [edits.cancelInstance, edits.moveInstance, edits.renameInstance, edits.moveInstanceFar];
  for (let i = 0; i < amount; i += 1) {
    one(series, i)(world, i * 7 + amount, i * 13 + amount);
    edits.insert(world, i * 5 + amount, i * 11);
    one(changes, i)(world, i * 3 + amount, i);
    if (i % 3 === 2) edits.insertMany(world, i, i);
  }
};
