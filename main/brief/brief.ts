/** Puts a meeting's brief together from what was read. Pure. */
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { Brief, BriefLimit, BriefLine } from '../../shared/brief.ts';
import type { IsoInstant, OccurrenceDetail } from '../../shared/model.ts';
import { lastTime, type LastFacts } from './lastTime.ts';
import { changesBetween, lookOf, type Look } from './look.ts';
import { noticedSays } from './noticed.ts';
import { neededFor, type NeededFacts } from './needed.ts';

export interface BriefFacts extends Omit<NeededFacts, 'detail'> {
  readonly detail: OccurrenceDetail;
  /** The person wants passed meetings to be kept. */
  readonly isKept: boolean;
  /** Null if nothing is known of what has passed: then nothing is claimed. */
  readonly past: Omit<LastFacts, 'detail'> | null;
  /** What the person saw last; null if they have not looked, or it is not known. */
  readonly look: { readonly at: IsoInstant; readonly seen: Look } | null;
  /** What syncs noticed about the meeting, newest first. */
  readonly noticed: readonly ListedChange[];
}

/** Returns whether an event is private: it is told that it took place, and nothing else. */
export const isPrivate = ({ visibility }: Pick<OccurrenceDetail, 'visibility'>): boolean =>
  visibility === 'private' || visibility === 'confidential';

export const briefOf = (facts: BriefFacts): Brief => {
  const { detail, past, look } = facts;
  const changed =
    look === null
      ? noticedSays(facts.isOver ? [] : facts.noticed, detail.start)
      : changesBetween(look.seen, lookOf(detail));
  return {
    limits: limitsOf(detail),
    isKept: facts.isKept,
    lookedAt: look?.at ?? null,
    // On a calendar that shows only times there are no people, and nobody's past.
    last: past === null || detail.busyOnly === true ? [] : lastTime({ ...past, detail }),
    changed: changed.map((says): BriefLine => ({ ...says, from: null })),
    needed: neededFor(facts),
  };
};

const limitsOf = (detail: OccurrenceDetail): readonly BriefLimit[] => {
  if (detail.busyOnly === true) return ['timesOnly'];
  return [
    ...(isPrivate(detail) ? (['private'] as const) : []),
    ...(detail.attendeesOmitted ? (['guestsHidden'] as const) : []),
  ];
};
