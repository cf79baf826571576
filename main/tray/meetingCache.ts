/** Caches the tray's meetings between redraws. They are read again when the agenda, the day or the zone changed. */
import type { Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import type { Backend } from '../backend/types.ts';

export interface MeetingCache {
  at(nowMs: number, format: Pick<Format, 'dateOf' | 'timeZone'>): readonly Occurrence[];
  /** Called when the agenda changed. */
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
