/**
 * Remembers instances that a listing cancelled by nothing but their ids, and the series each was assigned to. Later
 * in the same listing, another part of that series may come that has the slot [S16, S21]. Lost in a crash, after
 * which the listing is repeated.
 */
import type { EventId } from '../../shared/model.ts';
import { familyOf } from '../recurrence/instanceId.ts';
import type { CalendarKey } from '../sync/ports.ts';

type Instances = Map<EventId, EventId>;

export const createCancelledById = () => {
  const listings = new Map<
    CalendarKey,
    { readonly passId: number; readonly families: Map<EventId, Instances> }
  >();

  const familiesOf = (calendar: CalendarKey, passId: number): Map<EventId, Instances> => {
    const known = listings.get(calendar);
    if (known?.passId === passId) return known.families;
    const families = new Map<EventId, Instances>();
    listings.set(calendar, { passId, families });
    return families;
  };

  return {
    note(calendar: CalendarKey, passId: number, id: EventId, master: EventId): void {
      const families = familiesOf(calendar, passId);
      const { base } = familyOf(master);
      const instances: Instances = families.get(base) ?? new Map<EventId, EventId>();
      families.set(base, instances.set(id, master));
    },
    /** Called when the listing contains more about the instance. */
    forget(calendar: CalendarKey, passId: number, id: EventId, master: EventId): void {
      familiesOf(calendar, passId).get(familyOf(master).base)?.delete(id);
    },
    /** Returns those of all parts of a series, by id. The value is the part that each was assigned to. */
    of: (calendar: CalendarKey, passId: number, master: EventId): ReadonlyMap<EventId, EventId> =>
      familiesOf(calendar, passId).get(familyOf(master).base) ?? new Map<EventId, EventId>(),
  };
};
