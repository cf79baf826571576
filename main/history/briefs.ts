/** The window's calls about briefs: reads what a brief is made of, and keeps what the person saw. */
import { refOf, type AgendaPage, type AgendaRange, type OccurrenceRef } from '../../shared/agenda.ts';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { Brief, BriefLine, BriefMeeting, BriefRequest } from '../../shared/brief.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { meetingSlot, meetingUid, notedMeetingOf } from '../../shared/notes.ts';
import { toStorageProblem, type Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { physicalPlace, travelGaps, travelMs } from '../../shared/travelGap.ts';
import type { StoreFailure } from '../sync/ports.ts';
import { concerns } from '../agenda/collisions.ts';
import { briefOf, isPrivate, type BriefFacts } from '../brief/brief.ts';
import { MOST_PEOPLE, peopleOf, type PastMeeting } from '../brief/lastTime.ts';
import { lookOf, readLook } from '../brief/look.ts';
import { findNoted, type NotedCalendar } from '../notes/findNoted.ts';
import type { History } from './history.ts';
import type { HistoryTable, RecordedMeeting } from './table.ts';

/** What is read of the calendars. */
export interface BriefReads extends NotedCalendar {
  occurrence(ref: OccurrenceRef): Result<OccurrenceDetail | null, StoreFailure>;
  agenda(range: AgendaRange): Result<AgendaPage, Problem>;
  changesOf(meeting: Occurrence): Result<readonly ListedChange[], unknown>;
}

export interface BriefsOptions {
  readonly store: () => Promise<Result<BriefReads, Problem>>;
  /** Opens it at the first call. */
  readonly history: () => Promise<History>;
  readonly settings: () => Pick<Settings, 'historyDays'>;
  readonly now: () => number;
  readonly timeZone: () => string;
}

export interface Briefs {
  of(request: BriefRequest): Promise<Result<Brief, Problem>>;
  /** Called when the person has opened a meeting: later briefs tell what changed since. */
  looked(ref: OccurrenceRef): Promise<Result<null, Problem>>;
}

const mostCollisions = 3;
/** Something that lasts longer is no meeting that another one could collide with. */
const LONGEST_MS = DAY_MS;
/** How many rows a brief reads of the people's meetings, and of one person's. */
const MOST_ROWS = 800;
const MOST_OF_ONE = 100;
/** What a meeting with fewer people is compared with at most. */
const LEAST_CROWD = 20;

export const createBriefs = ({ store, history, settings, now, timeZone }: BriefsOptions): Briefs => {
  const read = async (
    ref: OccurrenceRef,
  ): Promise<Result<{ readonly store: BriefReads; readonly detail: OccurrenceDetail }, Problem>> => {
    const open = await store();
    if (!open.ok) return open;
    const found = toStorageProblem(open.value.occurrence(ref));
    if (!found.ok) return found;
    return found.value === null ? fail({ kind: 'notFound' }) : ok({ store: open.value, detail: found.value });
  };

  return {
    of: async ({ comparedWith, ...ref }) => {
      const found = await read(ref);
      if (!found.ok) return found;
      const { detail, store: reads } = found.value;
      const nowMs = now();
      const isOver = startMsOf(detail.end, timeZone()) <= nowMs;
      const { historyDays } = settings();
      const kept =
        historyDays === 0
          ? null
          : (await history()).use((table): Pick<BriefFacts, 'past' | 'look'> => ({
              past: pastOf(table, reads, detail, { nowMs, historyDays, zone: timeZone() }),
              look: lookIn(table, detail, comparedWith),
            }));
      // What cannot be read is not claimed; the rest of the brief does not need it.
      const { past, look } = kept?.ok === true ? kept.value : { past: null, look: null };
      return ok(
        briefOf({
          detail,
          isOver,
          isKept: historyDays > 0,
          past,
          look,
          noticed: look === null ? noticedAbout(reads, detail) : [],
          collisions: isOver ? [] : collisionsOf(reads, detail),
          more: isOver ? [] : waysOf(reads, detail),
        }),
      );
    },
    looked: async (ref) => {
      if (settings().historyDays === 0) return ok(null);
      const found = await read(ref);
      if (!found.ok) return found;
      const { detail } = found.value;
      const state = JSON.stringify(lookOf(detail));
      const overMs = startMsOf(detail.end, timeZone());
      return (await history()).use((table) => {
        table.addLook(notedMeetingOf(detail), { atMs: now(), overMs, state });
        return null;
      });
    },
  };
};

const noticedAbout = (reads: BriefReads, detail: OccurrenceDetail): BriefFacts['noticed'] => {
  const changes = reads.changesOf(detail);
  return changes.ok ? changes.value.filter((change) => concerns(change, detail)) : [];
};

const lookIn = (
  table: HistoryTable,
  detail: OccurrenceDetail,
  comparedWith: string | null | undefined,
): BriefFacts['look'] => {
  if (comparedWith === null) return null;
  const look = table.look(
    notedMeetingOf(detail),
    comparedWith === undefined ? null : Date.parse(comparedWith),
  );
  const seen = look === null ? null : readLook(look.state);
  return look === null || seen === null ? null : { at: new Date(look.atMs).toISOString(), seen };
};

interface Time {
  readonly nowMs: number;
  readonly historyDays: number;
  readonly zone: string;
}

const pastOf = (
  table: HistoryTable,
  reads: BriefReads,
  detail: OccurrenceDetail,
  { nowMs, historyDays, zone }: Time,
): BriefFacts['past'] => {
  const sinceMs = table.coverage().find(({ accountId }) => accountId === detail.accountId)?.sinceMs;
  if (sinceMs === undefined) return null;
  const days = Math.max(1, Math.floor((nowMs - Math.max(sinceMs, nowMs - historyDays * DAY_MS)) / DAY_MS));
  const meeting = notedMeetingOf(detail);
  const beforeMs = startMsOf(detail.start, zone);
  const toPast = (recorded: RecordedMeeting | null): PastMeeting | null =>
    recorded && { meeting: named(recorded, reads), guests: recorded.guests };
  const people = detail.attendeesOmitted ? [] : peopleOf(detail);
  const limits = {
    beforeMs: Math.min(beforeMs, nowMs),
    mostGuests: Math.max(LEAST_CROWD, 3 * people.length),
    most: Math.min(MOST_OF_ONE, Math.ceil(MOST_ROWS / Math.max(1, people.length))),
  };
  return {
    days,
    occurrence: detail.masterId === undefined ? null : toPast(table.last(meeting, beforeMs)),
    met: people.length > MOST_PEOPLE ? [] : people.map(({ address }) => table.met(address, meeting, limits)),
    read: (key) => toPast(table.read(key)),
  };
};

const named = ({ meeting, isPrivate: isHidden }: RecordedMeeting, reads: BriefReads): BriefMeeting => ({
  title: meeting.title,
  isPrivate: isHidden,
  start: meeting.start,
  ref: findNoted(reads, meeting, 'occurrence'),
});

/** Returns what else takes the person's time during a meeting. */
const collisionsOf = (reads: BriefReads, detail: OccurrenceDetail): readonly BriefLine[] => {
  const { start, end } = detail;
  if (start.kind !== 'timed' || end.kind !== 'timed' || end.ms <= start.ms || end.ms - start.ms > LONGEST_MS)
    return [];
  const page = reads.agenda({ from: new Date(start.ms).toISOString(), to: new Date(end.ms).toISOString() });
  if (!page.ok) return [];
  return page.value.occurrences
    .filter((other) => takesTime(other) && !isSame(other, detail))
    .slice(0, mostCollisions)
    .map((other) => ({ kind: 'collides', from: meetingOf(other) }));
};

/** Returns the short times to get here from the meeting before, and on to the next one. */
const waysOf = (reads: BriefReads, detail: OccurrenceDetail): readonly BriefLine[] => {
  const { start, end } = detail;
  if (start.kind !== 'timed' || end.kind !== 'timed' || physicalPlace(detail.location) === null) return [];
  if (end.ms <= start.ms || end.ms - start.ms > LONGEST_MS) return [];
  const page = reads.agenda({
    from: new Date(start.ms - travelMs).toISOString(),
    to: new Date(end.ms + travelMs).toISOString(),
  });
  if (!page.ok) return [];
  return travelGaps(detail, page.value.occurrences).map(({ ms, leave, reach, earlier, later }) => ({
    kind: 'tightWay',
    minutes: Math.round(ms / MINUTE_MS),
    leave,
    reach,
    from: meetingOf(earlier === detail ? later : earlier),
  }));
};

const takesTime = (other: Occurrence): boolean => {
  const { start, end, transparency } = other;
  const lengthMs = start.kind === 'timed' && end.kind === 'timed' ? end.ms - start.ms : 0;
  return isMeeting(other) && transparency === 'opaque' && lengthMs > 0 && lengthMs <= LONGEST_MS;
};

const isSame = (one: Occurrence, other: Occurrence): boolean =>
  meetingUid(one) === meetingUid(other) && meetingSlot(one) === meetingSlot(other);

const meetingOf = (occurrence: Occurrence): BriefMeeting => {
  const isHidden = isPrivate(occurrence);
  return {
    title: isHidden ? '' : occurrence.title.slice(0, 1000),
    isPrivate: isHidden,
    start: occurrence.start,
    ref: refOf(occurrence),
  };
};
