/**
 * Last time, and with these people. Pure. Only what was stored when it took place is told: at Google a series' past has
 * today's guests.
 */
import type { Names } from '../../shared/agendaChanges.ts';
import type { BriefLine, BriefMeeting } from '../../shared/brief.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { addressOf, isNoName, namesOf } from '../agenda/texts.ts';

export interface PastGuest {
  readonly address: string;
  readonly name: string;
  readonly declined: boolean;
}

/** A meeting that has passed, as it was. */
export interface PastMeeting {
  readonly meeting: BriefMeeting;
  /** Without the person and without rooms; null if they are not known. */
  readonly guests: readonly PastGuest[] | null;
}

/** How often a guest was met, and in which meetings. */
export interface Met {
  readonly address: string;
  /** Meetings besides this series', the latest first. */
  readonly meetings: readonly { readonly key: number; readonly startMs: number }[];
  /** They were in a meeting of this series. */
  readonly isKnown: boolean;
  /** There are more meetings than these. */
  readonly isCut: boolean;
}

export interface LastFacts {
  readonly detail: Pick<OccurrenceDetail, 'attendees' | 'attendeesOmitted' | 'masterId'>;
  /** How many days back meetings are kept. */
  readonly days: number;
  /** The series' latest occurrence before this one. */
  readonly occurrence: PastMeeting | null;
  /** For each guest of this meeting that was looked up. */
  readonly met: readonly Met[];
  /** Reads one of the meetings that `met` names. */
  readonly read: (key: number) => PastMeeting | null;
}

const mostMeetings = 3;
/** The people of larger meetings are not met: they are in the same room. */
export const MOST_PEOPLE = 50;

/** Returns the guests besides the person, without rooms. */
export const peopleOf = ({ attendees }: Pick<OccurrenceDetail, 'attendees'>) =>
  attendees
    .filter(({ self, resource }) => !self && !resource)
    .map(({ email, name }) => ({ address: addressOf(email), name: name ?? email }));

export const lastTime = (facts: LastFacts): readonly BriefLine[] => [
  ...ofSeries(facts),
  ...withPeople(facts),
];

const ofSeries = ({ detail, days, occurrence }: LastFacts): readonly BriefLine[] => {
  if (detail.masterId === undefined) return [];
  if (occurrence === null) return [{ kind: 'noLastOccurrence', days, from: null }];
  const { guests, meeting } = occurrence;
  const there =
    guests === null ? null : namesOf(guests.filter(({ declined }) => !declined).map(({ name }) => name));
  const lines: BriefLine[] = [{ kind: 'lastOccurrence', there, from: meeting }];
  if (guests === null || detail.attendeesOmitted) return lines;
  const before = new Set(guests.map(({ address }) => address));
  const people = namesOf(
    peopleOf(detail)
      .filter(({ address }) => !before.has(address))
      .map(({ name }) => name),
  );
  return isNoName(people) ? lines : [...lines, { kind: 'newInSeries', people, from: meeting }];
};

const withPeople = ({ detail, days, met, read }: LastFacts): readonly BriefLine[] => {
  const people = peopleOf(detail);
  if (detail.attendeesOmitted || people.length === 0 || people.length > MOST_PEOPLE) return [];
  const nameOf = new Map(people.map(({ address, name }) => [address, name]));
  const unknown = met.filter(({ meetings, isKnown }) => meetings.length === 0 && !isKnown);
  const strangers = namesOf(unknown.map(({ address }) => nameOf.get(address) ?? address));
  const newToMe: readonly BriefLine[] =
    isNoName(strangers) || unknown.length === people.length
      ? []
      : [{ kind: 'newToMe', people: strangers, days, from: null }];
  const together = new Map<number, { readonly startMs: number; readonly addresses: string[] }>();
  for (const { address, meetings } of met)
    for (const { key, startMs } of meetings) {
      const known = together.get(key) ?? { startMs, addresses: [] };
      known.addresses.push(address);
      together.set(key, known);
    }
  // With most of them: one of twenty guests does not make it a meeting with these people.
  const least = Math.ceil(people.length / 2);
  const shared = [...together]
    .filter(([, { addresses }]) => addresses.length >= least)
    .toSorted(([, a], [, b]) => b.startMs - a.startMs);
  if (shared.length === 0) {
    if (unknown.length < people.length) return newToMe;
    return [{ kind: 'notMetBefore', days, from: null }];
  }
  const latest = shared.slice(0, mostMeetings).flatMap(([key, { addresses }]): readonly BriefLine[] => {
    const past = read(key);
    if (past === null) return [];
    return [{ kind: 'earlierMeeting', together: namesIn(addresses, nameOf), from: past.meeting }];
  });
  const atLeast = met.some(({ isCut }) => isCut);
  return [...newToMe, { kind: 'metBefore', count: shared.length, atLeast, days, from: null }, ...latest];
};

const namesIn = (addresses: readonly string[], nameOf: ReadonlyMap<string, string>): Names =>
  namesOf(
    addresses.map((address) => nameOf.get(address) ?? address),
    3,
  );
