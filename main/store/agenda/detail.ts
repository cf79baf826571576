/**
 * The details of one occurrence. A reference names it by its event's id, by Google's id of an instance, or by a
 * master's id and the slot. All three lead to the same occurrence.
 */
import type { Database } from 'better-sqlite3';
import type { OccurrenceRef } from '../../../shared/agenda.ts';
import type { EventId, Occurrence, OccurrenceDetail } from '../../../shared/model.ts';
import { descriptionParts } from '../../links/description.ts';
import { utc } from '../../../shared/zone.ts';
import { dayOfIso } from '../../recurrence/civil.ts';
import { familyOf, readInstanceId } from '../../recurrence/instanceId.ts';
import { waysIn } from '../../links/joinLinks.ts';
import { repeatOf } from '../../recurrence/describeRepeat.ts';
import { ENDLESS_MS, type Series } from '../../recurrence/series.ts';
import { hasSlot, slotsIn } from '../../recurrence/slots.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import { listedColumns, occurrenceOf, type CalendarFace, type ListedRow } from './rows.ts';
import type { AgendaSeries, CompiledMaster } from './agendaSeries.ts';
import { openSeriesParts } from './seriesParts.ts';
import { toBody } from '../eventRow.ts';
import { isOrganizer, selfAmong } from '../../agenda/ownership.ts';
import type { CalendarFaces } from './calendarFaces.ts';

/** Adds the event's address in Google Calendar, which is never passed to the window. */
export type LinkedDetail = OccurrenceDetail & { readonly htmlLink: string | null };

interface DetailRow extends ListedRow {
  readonly flaw: string | null;
  readonly body: string | null;
}

export const detailSql = {
  byId: `SELECT ${listedColumns}, flaw, body FROM events WHERE calendar_key = ? AND event_id = ?`,
  bySlot: `SELECT ${listedColumns}, flaw, body FROM events INDEXED BY events_parts
    WHERE calendar_key = ? AND master_id = ? AND original_ms = ?`,
} as const;

/** Returns the slot that a reference names: an instant, or a date for an all-day series. Null for the other kind. */
const slotOfText = (series: Series, text: string): number | null => {
  if (series.allDay) return dayOfIso(text);
  if (dayOfIso(text) !== null) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};

export const openAgendaDetail = (db: Database, series: AgendaSeries, calendarFaces: CalendarFaces) => {
  const parts = openSeriesParts(db);
  const selectById = db.prepare<[CalendarKey, EventId], DetailRow>(detailSql.byId);
  const selectBySlot = db.prepare<[CalendarKey, EventId, number], DetailRow>(detailSql.bySlot);

  const detailOf = (
    row: DetailRow,
    occurrence: Occurrence,
    calendar: CalendarFace,
    master: CompiledMaster | null,
  ): LinkedDetail => {
    const body = toBody(row.body);
    const self = selfAmong(body.attendees, calendar);
    const ways = waysIn({ ...body, location: row.location });
    const { pin, passcode } = ways.first ?? {};
    const flaws = [row.flaw, master?.series.flaw ?? null].filter((flaw) => flaw !== null);
    return {
      ...occurrence,
      calendarName: calendar.name,
      description: descriptionParts(body.description),
      attendees: body.attendees.map((one) =>
        one.self === (one === self) ? one : { ...one, self: one === self },
      ),
      attendeesOmitted: body.attendeesOmitted,
      organizer: body.organizer && { ...body.organizer, self: isOrganizer(body.organizer, calendar) },
      joinCodes: { ...(pin !== undefined && { pin }), ...(passcode !== undefined && { passcode }) },
      joinOptions: ways.others,
      attachments: body.attachments,
      repeat: master === null ? null : repeatOf(master.recurrence, master.series),
      hasWebPage: body.htmlLink !== null,
      htmlLink: body.htmlLink,
      may: { respond: false, why: 'writingOff' },
      flaw: flaws.length === 0 ? null : flaws.join(' '),
    };
  };

  const ofRow = (row: DetailRow, calendar: CalendarFace, changes: string): LinkedDetail | null => {
    if (row.kind === 'cancelled') return null;
    const master = row.master_id === null ? null : series.masterOf(calendar, row.master_id, changes);
    return detailOf(row, occurrenceOf(row, calendar), calendar, master);
  };

  const ofSlot = (
    master: CompiledMaster,
    slot: number,
    calendar: CalendarFace,
    changes: string,
  ): LinkedDetail | null => {
    const { series: compiled, row } = master;
    if (series.takenOf(master).has(slot)) {
      const originalMs = compiled.allDay ? slot * 86_400_000 : slot;
      const exception = selectBySlot.get(calendar.key, row.event_id, originalMs);
      return exception === undefined ? null : ofRow(exception, calendar, changes);
    }
    if (!hasSlot(compiled, slot)) return null;
    const whole = selectById.get(calendar.key, row.event_id);
    if (whole === undefined) return null;
    const { occurrence } = series.draw(master, calendar, slot, utc);
    return detailOf(whole, occurrence, calendar, master);
  };

  /** Returns the series' first occurrence, or its earliest remaining one if the first was cancelled. */
  const ofWhole = (master: CompiledMaster, calendar: CalendarFace, changes: string): LinkedDetail | null => {
    const first = ofSlot(master, master.series.start, calendar, changes);
    if (first !== null) return first;
    const { firstMs } = master.series;
    const [next] = slotsIn(master.series, firstMs, ENDLESS_MS, utc, 1, series.takenOf(master));
    return next === undefined ? null : ofSlot(master, next, calendar, changes);
  };

  /**
   * Returns the occurrence that Google's id of an instance names, from the part of the series that shows this slot.
   * The part `without` is left out.
   */
  const ofInstance = (
    { eventId }: OccurrenceRef,
    calendar: CalendarFace,
    changes: string,
    without: EventId | null = null,
  ): LinkedDetail | null => {
    const named = readInstanceId(eventId);
    if (named === null) return null;
    const isDay = 'day' in named.slot;
    const slot = 'day' in named.slot ? named.slot.day : named.slot.ms;
    const { base } = familyOf(named.masterId);
    for (const id of new Set([named.masterId, ...parts.idsOf(calendar.key, base)])) {
      const master = id === without ? null : series.masterOf(calendar, id, changes);
      if (master === null || master.series.allDay !== isDay) continue;
      const found = ofSlot(master, slot, calendar, changes);
      if (found !== null) return found;
    }
    return null;
  };

  const inCalendar = (ref: OccurrenceRef, calendar: CalendarFace, changes: string): LinkedDetail | null => {
    const row = selectById.get(calendar.key, ref.eventId);
    if (row !== undefined && row.kind !== 'master') {
      const isShown = row.kind !== 'cancelled' && !series.isCutOff(row, calendar, changes);
      const shown = isShown ? null : ofInstance(ref, calendar, changes, row.master_id);
      return shown ?? ofRow(row, calendar, changes);
    }
    if (row !== undefined) {
      const master = series.masterOf(calendar, ref.eventId, changes);
      if (master === null) return null;
      if (ref.occurrenceStart === undefined) return ofWhole(master, calendar, changes);
      const slot = slotOfText(master.series, ref.occurrenceStart);
      return slot === null ? null : ofSlot(master, slot, calendar, changes);
    }
    return ofInstance(ref, calendar, changes);
  };

  return (ref: OccurrenceRef): LinkedDetail | null => {
    const changes = series.changeCount();
    const calendars = calendarFaces.named(ref.calendarId, ref.accountId ?? null);
    for (const calendar of calendars) {
      const found = inCalendar(ref, calendar, changes);
      if (found !== null) return found;
    }
    return null;
  };
};
