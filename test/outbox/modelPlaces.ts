/** The two calendars of an account in the model test, and what is in them at Google, by the model alone. */
import type { EventResource } from '../../main/googleModel/resources.ts';
import { expectedOccurrences } from '../support/fakeGoogle/index.ts';
import type { World } from './outboxApp.ts';

/** The calendar that events are moved to, and back from. */
export const clubOf = (address: string): string => `club.${address}`;
export const placesOf = ({ address }: World): readonly string[] => [address, clubOf(address)];

export const otherOf = ({ address }: World, place: string): string =>
  place === address ? clubOf(address) : address;

/** The calendar that an event is in; null: none. */
export const placeOf = (world: World, id: string): string | null =>
  placesOf(world).find((place) => world.model.find(place, id) !== null) ?? null;

export const eventAt = (world: World, id: string): EventResource | null =>
  world.model.find(placeOf(world, id) ?? world.address, id);

export const occurrencesOf = (world: World) =>
  placesOf(world).flatMap((calendarId) =>
    expectedOccurrences(world.model, calendarId, Date.UTC(2026, 10, 20), Date.UTC(2026, 11, 20)).map(
      ({ eventId }) => ({ calendarId, eventId }),
    ),
  );

export const truthOf = (world: World) => {
  const all = placesOf(world).map((place) => world.model.truth(place));
  return {
    singles: all.flatMap(({ singles }) => singles),
    masters: all.flatMap(({ masters }) => masters),
    cancelled: all.flatMap(({ cancelled }) => cancelled),
  };
};
