/**
 * Tells when a listing shows what Google accepted, so that nothing more is drawn over it [O14]. Which of listing and
 * acceptance came first is counted, whatever the clock says [X15].
 */
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { Writer } from '../sync/ports.ts';
import { isInEffect } from './compare.ts';
import { isEchoed, movedIdOf } from './echo.ts';
import type { Operation } from './operation.ts';
import type { OutboxStore } from './outboxStore.ts';
import { isCancelled } from './rawEvent.ts';
import { waitsForCall } from './sendNew.ts';
import { advance } from './states.ts';
import type { OutboxReads } from './tools.ts';

/** Listings that began after Google's answer and do not show it: after so many, Google is asked for the event. */
const MOST_MISSED = 3;
/** And after so many it is not drawn any longer, whatever Google says. */
const MOST_DRAWN_LISTINGS = 50;

/** Where an event is once its operation is carried out. */
const placeOf = (operation: Operation): Pick<Operation, 'calendarId' | 'eventId'> =>
  operation.want.kind === 'move'
    ? { calendarId: operation.want.to, eventId: movedIdOf(operation) }
    : operation;

export interface ListingTools {
  readonly store: OutboxStore;
  readonly reads: OutboxReads;
  /** Null: writing is off, or the account cannot be written to. */
  readonly writerFor: (accountId: AccountId) => Promise<Writer> | null;
  readonly onChanged: () => void;
}

export const createListings = ({ store, reads, writerFor, onChanged }: ListingTools) => {
  let tick = 0;
  const acceptedAt = new Map<string, number>();

  const done = (operation: Operation): void => {
    acceptedAt.delete(operation.opId);
    if (operation.problem === null) store.remove(operation);
    // What did not come out as wanted stays in the list until the person has seen it.
    else store.update(advance(operation, 'refused'));
  };

  /** Whether Google still has what it accepted and no listing shows; if it cannot be asked, it counts as there. */
  const isStillSo = async (operation: Operation): Promise<boolean> => {
    const { accountId, slot, want, steps } = operation;
    if ((steps.missed ?? 0) >= MOST_DRAWN_LISTINGS) return false;
    const writer = await writerFor(accountId);
    if (writer === null) return false;
    const { calendarId, eventId } = placeOf(operation);
    const seen = await writer.send(
      slot === null
        ? { verb: 'get', calendarId, eventId }
        : { verb: 'instances', calendarId, eventId, originalStart: slot },
      new AbortController().signal,
    );
    if (!seen.ok && seen.problem.kind !== 'gone') return true;
    const event = seen.ok ? seen.value.event : null;
    return want.kind === 'move' ? event !== null && !isCancelled(event) : isInEffect(want, event);
  };

  return {
    /** Called when Google has accepted a change. */
    accepted: ({ opId }: Operation): void => {
      tick += 1;
      acceptedAt.set(opId, tick);
    },

    /** Called when a calendar's listing begins; returns what names this moment. */
    begun: (): number => {
      tick += 1;
      return tick;
    },

    /** Called when a calendar's listing is complete. */
    listed: async (accountId: AccountId, calendarId: CalendarId, begun: number): Promise<void> => {
      const waiting = store
        .operations()
        .filter(
          (one) =>
            one.state === 'accepted' &&
            one.accountId === accountId &&
            (one.calendarId === calendarId || placeOf(one).calendarId === calendarId) &&
            (acceptedAt.get(one.opId) ?? 0) < begun,
        );
      if (waiting.length === 0) return;
      const overdue: string[] = [];
      for (const operation of waiting) {
        // Shown by a listing or not: Google is still asked for its call [W33].
        if (waitsForCall(operation)) continue;
        const { calendarId: home, eventId, slot } = operation;
        const event = reads.event({ accountId, calendarId: home, eventId, slot });
        const isItself = slot === null && operation.want.kind !== 'move';
        const series = isItself ? event : reads.event({ accountId, ...placeOf(operation), slot: null });
        if (!event.ok || !series.ok) continue;
        const missed = (operation.steps.missed ?? 0) + 1;
        if (isEchoed(operation, event.value, series.value)) done(operation);
        else store.update(advance(operation, 'accepted', { steps: { ...operation.steps, missed } }));
        if (missed >= MOST_MISSED) overdue.push(operation.opId);
      }
      onChanged();
      for (const opId of overdue) {
        const operation = store.find(opId);
        // oxlint-disable-next-line no-await-in-loop
        if (operation === null || (await isStillSo(operation))) continue;
        const current = store.find(opId);
        if (current?.state !== 'accepted') continue;
        done(current);
        onChanged();
      }
    },
  };
};
