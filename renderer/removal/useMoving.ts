import { useEffect, useState } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Calendar, OccurrenceDetail } from '../../shared/model.ts';
import type { Preview } from '../../shared/writing.ts';
import { writableCalendars } from '../newEvent/eventForm.ts';

/** What the question about a move begins with. */
export interface Moving {
  readonly calendars: readonly [Calendar, ...Calendar[]];
  readonly first: Calendar;
  /** What moving the event to the first of them would do. */
  readonly preview: Preview;
}

/** Reads where an event can be moved to, and what that would do; null: nowhere, or it is not known yet. */
export const useMoving = (detail: OccurrenceDetail): Moving | null => {
  const [moving, setMoving] = useState<Moving | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      if (detail.may.move !== true || detail.pending !== undefined) return;
      const [calendars, writing] = await Promise.all([
        window.jarvis.calendars.list(),
        window.jarvis.writing.state(),
      ]);
      if (!calendars.ok || !writing.ok) return;
      const [first, ...others] = writableCalendars(calendars.value, writing.value).filter(
        ({ accountId, id }) => accountId === detail.accountId && id !== detail.calendarId,
      );
      if (first === undefined) return;
      const preview = await window.jarvis.edits.preview({
        draft: { kind: 'move', ref: refOf(detail), to: first.id },
      });
      if (preview.ok && isCurrent)
        setMoving({ calendars: [first, ...others], first, preview: preview.value });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [detail]);
  return moving;
};
