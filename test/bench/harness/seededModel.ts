/** The measured calendars: the fake Google's model, filled from a seed around a fixed day. */
import { createModel } from '../../../main/googleModel/serverModel.ts';
import type { CalendarModel } from '../../../main/googleModel/serverModel.ts';
import { seedEvents } from '../../support/fakeGoogle/index.ts';

export interface Population {
  readonly singles: number;
  /** Half of them have ended, the others continue. */
  readonly masters: number;
}

export const CALENDAR = 'seeded@example.com';
const DAY_MS = 86_400_000;

/** Today's noon in UTC: the app opens on today, and what it shows must be there. */
export const middleMs = (nowMs: number): number => Math.floor(nowMs / DAY_MS) * DAY_MS + DAY_MS / 2;

/** The same arguments make the same events. Exceptions are added: about three for each master. */
export const seededModel = ({ singles, masters }: Population, aroundMs: number): CalendarModel => {
  const model = createModel({ now: () => aroundMs, seed: 1 });
  // `seedEvents` counts everything together, with at most 2.8 exceptions for a master.
  const events = singles + masters + Math.round(masters * 2.8);
  // Most events are on a person's main calendar.
  model.addCalendar({ id: CALENDAR, summary: 'Seeded', timeZone: 'Europe/Berlin', primary: true });
  seedEvents(model, { events, seriesShare: masters / events, calendarId: CALENDAR, aroundMs });
  return model;
};
