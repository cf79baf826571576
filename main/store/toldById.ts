/**
 * The instances that a listing cancelled by nothing but their ids, and the series that each was taken for: while the
 * listing goes on, another part of that series may come that has the slot [S16, S21]. Lost in a crash, after which
 * the listing is asked for again.
 */
import type { EventId } from '../../shared/model.ts';
import { familyOf } from '../recurrence/instanceId.ts';
import type { CalendarKey } from '../sync/ports.ts';

type Instances = Map<EventId, EventId>;

export const createToldById = () => {
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
    /** More was told of it. */
    forget(calendar: CalendarKey, passId: number, id: EventId, master: EventId): void {
      familiesOf(calendar, passId).get(familyOf(master).base)?.delete(id);
    },
    /** By their ids, those of all parts of a series; the value is the part that each was taken for. */
    of: (calendar: CalendarKey, passId: number, master: EventId): ReadonlyMap<EventId, EventId> =>
      familiesOf(calendar, passId).get(familyOf(master).base) ?? new Map<EventId, EventId>(),
  };
};
