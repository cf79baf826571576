/** The calendars that are measured: the fake Google's model, filled from a seed around a fixed day. */
import { createModel } from '../../../main/googleModel/model.ts';
import type { CalendarModel } from '../../../main/googleModel/model.ts';
import { seedEvents } from '../../support/fakeGoogle/index.ts';

export interface Population {
  readonly singles: number;
  /** Half of them have ended, the others go on. */
  readonly masters: number;
}

export const CALENDAR = 'seeded@example.com';
const DAY_MS = 86_400_000;

/** Noon of the present day in UTC: the app opens on today, and what it shows must be there. */
export const middleMs = (nowMs: number): number => Math.floor(nowMs / DAY_MS) * DAY_MS + DAY_MS / 2;

/** The same arguments give the same events. Exceptions come on top: about three for each master. */
export const seededModel = ({ singles, masters }: Population, aroundMs: number): CalendarModel => {
  const model = createModel({ now: () => aroundMs, seed: 1 });
  // `seedEvents` counts everything together, with at most 2.8 exceptions for a master.
  const events = singles + masters + Math.round(masters * 2.8);
  seedEvents(model, { events, seriesShare: masters / events, calendarId: CALENDAR, aroundMs });
  return model;
};
