/** The tray's meetings, kept between redraws: read again when the agenda changed, the day did or the zone. */
import type { Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import type { Backend } from '../backend/types.ts';

export interface MeetingCache {
  at(nowMs: number, format: Pick<Format, 'dateOf' | 'timeZone'>): readonly Occurrence[];
  /** The agenda changed. */
  forget(): void;
}

export const createMeetingCache = (backend: () => Pick<Backend, 'meetings'> | null): MeetingCache => {
  let known: { readonly day: string; readonly meetings: readonly Occurrence[] } | null = null;
  return {
    at: (nowMs, { dateOf, timeZone }) => {
      const open = backend();
      if (open === null) return [];
      const day = `${dateOf(nowMs)} ${timeZone}`;
      if (known?.day !== day) known = { day, meetings: open.meetings(nowMs, timeZone) };
      return known.meetings;
    },
    forget: () => {
      known = null;
    },
  };
};
