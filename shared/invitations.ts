/** Invitations that the person has not answered. */
import type { Occurrence, Person } from './model.ts';

export interface Invitation {
  /** The event, or the next date of a series that is not answered and not over. */
  readonly occurrence: Occurrence;
  /** True if the series itself is not answered, so that one answer can be for all of its dates. */
  readonly wholeSeries: boolean;
  /** Null if it is unknown, or the person. */
  readonly organizer: Person | null;
}

export interface Invitations {
  /** The soonest first, at most 100. */
  readonly invitations: readonly Invitation[];
  /** How many there are. More than a thousand are not counted. */
  readonly total: number;
}
