/**
 * What the app reads of the store, with what is on its way drawn over it [O15]: list, details, search, reminders and
 * tray all read through here. Without open operations the store's own answer is returned.
 */
import type {
  AgendaPage,
  AgendaRange,
  Found,
  FoundOccurrence,
  OccurrenceRef,
  SearchRequest,
} from '../../shared/agenda.ts';
import type { Occurrence, Reminder } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { RemindedOccurrence } from '../../shared/reminders.ts';
import { ok, type Result } from '../../shared/result.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { compareKeys, readCursor, writeCursor, type SortKey } from '../agenda/cursor.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { Drawing } from '../outbox/drawing.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Drawn } from '../outbox/creations.ts';
import { zoneOrUtc } from '../recurrence/zoneNames.ts';
import { MOST_PER_PAGE } from '../store/agenda/agenda.ts';
import type { StoredEventName } from '../store/agenda/storedEvent.ts';
import type { Store } from '../store/open.ts';
import { matchesAll, matchesOf } from '../store/search/searchText.ts';
import { queryWordsIn } from '../store/search/searchWords.ts';
import type { StoreFailure } from '../sync/ports.ts';

export interface OverlaidReads {
  list(range: AgendaRange): Result<AgendaPage, Problem>;
  get(ref: OccurrenceRef): Result<LinkedOccurrence | null, StoreFailure>;
  /** Adds to what the store found. */
  found(
    request: SearchRequest,
    nowMs: number,
    stored: Result<Found, StoreFailure>,
  ): Result<Found, StoreFailure>;
  /** Without those that are answered by what is on its way. */
  invitations(nowMs: number): ReturnType<Store['agenda']['invitations']>;
  reminded(range: AgendaRange): ReturnType<Store['agenda']['reminders']['page']>;
}

const USUAL_PER_PAGE = 100;

export const createOverlaidReads = (
  store: Pick<Store, 'agenda' | 'calendars'>,
  door: { current(): Pick<Outbox, 'drawing' | 'may'> | null },
): OverlaidReads => {
  const systemZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** Returns what is to be drawn, or null: the usual case, in which nothing more is done. */
  const drawing = (): Drawing | null => {
    const drawn = door.current()?.drawing() ?? null;
    if (drawn === null || drawn.index.creations.every(({ unlessStored }) => unlessStored.length === 0))
      return drawn;
    const creations = drawn.index.creations.filter(({ unlessStored }) => !unlessStored.some(isStored));
    return { ...drawn, index: { ...drawn.index, creations } };
  };

  const isStored = (place: Omit<StoredEventName, 'slot'>): boolean => {
    const found = store.agenda.event({ ...place, slot: null });
    return found.ok && found.value !== null && found.value.kind !== 'cancelled';
  };

  const drawAll = <Shown extends Occurrence>(
    { index, isRemoved, drawAnswer }: Drawing,
    all: readonly Shown[],
  ): readonly Shown[] => all.filter((one) => !isRemoved(index, one)).map((one) => drawAnswer(index, one));

  const list: OverlaidReads['list'] = (range) => {
    const page = store.agenda.list(range);
    const draw = drawing();
    if (!page.ok || draw === null) return page;
    const { index } = draw;
    const occurrences = drawAll(draw, page.value.occurrences);
    if (index.creations.length === 0) return ok({ ...page.value, occurrences });
    return ok(withCreations({ ...page.value, occurrences }, range, draw));
  };

  /** Puts the occurrences of new events into a page, which stays as long as was asked for. */
  const withCreations = (
    page: AgendaPage,
    range: AgendaRange,
    { creationsIn, index }: Drawing,
  ): AgendaPage => {
    const zoneName = range.timeZone ?? systemZone();
    const viewer = zoneOrUtc(zoneName);
    const after = readCursor(range.cursor ?? '');
    const end = readCursor(page.nextCursor ?? '');
    // No further than the page reaches.
    const toMs = Math.min(Date.parse(range.to), end === null ? Infinity : end.startMs + 1);
    const window = { fromMs: Date.parse(range.from), toMs, viewer, calendarIds: range.calendarIds ?? null };
    const known = new Set(
      page.occurrences.map((one) => `${one.accountId}\n${one.calendarId}\n${one.eventId}`),
    );
    const made = creationsIn(index, window)
      .filter(
        ({ key }) =>
          (after === null || compareKeys(key, after) > 0) && (end === null || compareKeys(key, end) <= 0),
      )
      .filter(({ key }) => !known.has(`${key.accountId}\n${key.calendarId}\n${key.eventId}`));
    if (made.length === 0) return page;
    const stored: readonly Drawn[] = page.occurrences.map((occurrence) => ({
      occurrence,
      key: keyOf(occurrence, zoneName),
    }));
    const all = [...stored, ...made].toSorted((a, b) => compareKeys(a.key, b.key));
    const limit = Math.min(MOST_PER_PAGE, Math.max(1, Math.floor(range.limit ?? USUAL_PER_PAGE)));
    const kept = all.slice(0, limit);
    const last = kept.at(-1);
    return {
      occurrences: kept.map(({ occurrence }) => occurrence),
      nextCursor: all.length > limit && last !== undefined ? writeCursor(last.key) : page.nextCursor,
    };
  };

  const get: OverlaidReads['get'] = (ref) => {
    const found = store.agenda.get(ref);
    const outbox = door.current();
    if (!found.ok || outbox === null) return found;
    const draw = drawing();
    if (found.value === null) {
      const created = draw === null ? null : draw.createdAs(draw.index, ref);
      if (draw === null || created === null) return found;
      const { accountId } = created.occurrence;
      const address = accountId.slice(accountId.indexOf(':') + 1);
      return ok({ ...draw.createdDetail(created, address), htmlLink: null });
    }
    const shown = draw === null ? found.value : draw.drawDetail(draw.index, found.value);
    if (shown.pending?.kind === 'move') return ok({ ...shown, may: { respond: false, why: 'moving' } });
    const { accountId, calendarId, masterId, eventId, occurrenceStart } = found.value;
    const own =
      masterId === undefined ? { eventId, slot: null } : { eventId: masterId, slot: occurrenceStart ?? null };
    const stored = store.agenda.event({ accountId, calendarId, ...own });
    const event =
      stored.ok && stored.value === null && masterId !== undefined
        ? store.agenda.event({ accountId, calendarId, eventId: masterId, slot: null })
        : stored;
    if (!event.ok || event.value === null) return ok(shown);
    return ok({ ...shown, may: outbox.may(event.value, accountId, calendarId) });
  };

  const found: OverlaidReads['found'] = (request, nowMs, stored) => {
    const draw = drawing();
    if (!stored.ok || draw === null) return stored;
    const occurrences = drawAll(draw, stored.value.occurrences);
    const made = madeWith(request.query, nowMs, draw);
    const limit = request.limit ?? 20;
    return ok({ ...stored.value, occurrences: [...made, ...occurrences].slice(0, limit) });
  };

  /** New events whose title or place contains every word, before what is stored: the person has just made them. */
  const madeWith = (query: string, nowMs: number, { index, nextOf }: Drawing): readonly FoundOccurrence[] => {
    const words = queryWordsIn(query);
    if (words.length === 0) return [];
    return index.creations.flatMap((creation) => {
      const { title, place } = creation.want;
      const row = { title: title.trim(), location: place.trim(), body: null };
      if (!matchesAll(row, words)) return [];
      const found = nextOf(creation, nowMs);
      return found === null ? [] : [{ ...found, matches: matchesOf(row, words) }];
    });
  };

  const reminded: OverlaidReads['reminded'] = (range) => {
    const page = store.agenda.reminders.page(range);
    const draw = drawing();
    if (!page.ok || draw === null) return page;
    const { index } = draw;
    const occurrences: RemindedOccurrence[] = page.value.occurrences
      .filter(({ occurrence }) => !draw.isRemoved(index, occurrence))
      .map((one) => ({ ...one, occurrence: draw.drawAnswer(index, one.occurrence) }));
    // With the first page: the planner orders by time itself.
    if (index.creations.length === 0 || (range.cursor ?? null) !== null)
      return ok({ ...page.value, occurrences });
    const viewer = zoneOrUtc(range.timeZone ?? systemZone());
    const window = { fromMs: Date.parse(range.from), toMs: Date.parse(range.to), viewer, calendarIds: null };
    const known = new Set(occurrences.map(({ occurrence }) => occurrence.eventId));
    const calendars = store.calendars.list();
    const defaultsOf = ({ accountId, calendarId }: Occurrence): readonly Reminder[] =>
      (calendars.ok
        ? calendars.value.find(({ id, accountId: account }) => id === calendarId && account === accountId)
        : undefined
      )?.defaultReminders ?? [];
    for (const { occurrence } of draw.creationsIn(index, window)) {
      if (known.has(occurrence.eventId)) continue;
      const own = draw.remindersOf(index, occurrence);
      const reminders = own ?? defaultsOf(occurrence);
      const popupMinutes = reminders.flatMap(({ method, minutes }) => (method === 'popup' ? [minutes] : []));
      const silenced = own?.length === 0;
      occurrences.push({ occurrence, popupMinutes, own: own !== null, silenced, iCalUid: null });
    }
    return ok({ ...page.value, occurrences });
  };

  const invitations: OverlaidReads['invitations'] = (nowMs) => {
    const stored = store.agenda.invitations(nowMs);
    const draw = drawing();
    if (!stored.ok || draw === null) return stored;
    const left = stored.value.invitations.filter(
      ({ occurrence }) =>
        !draw.isRemoved(draw.index, occurrence) &&
        draw.drawAnswer(draw.index, occurrence).selfResponse === 'needsAction',
    );
    const answered = stored.value.invitations.length - left.length;
    return ok({ invitations: left, total: stored.value.total - answered });
  };

  return { list, get, found, invitations, reminded };
};

const keyOf = (occurrence: Occurrence, zone: string): SortKey => ({
  startMs: startMsOf(occurrence.start, zone),
  order: occurrence.start.kind === 'date' ? 0 : 1,
  calendarId: occurrence.calendarId,
  accountId: occurrence.accountId,
  eventId: occurrence.eventId,
});
