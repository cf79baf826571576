import { useCallback, useEffect } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import type { AgendaRow } from '../agenda/agendaDays.ts';
import { useWords } from '../ui/words.ts';
import { useOpenMeeting, type OpenMeeting } from './useOpenMeeting.ts';
import type { Problems } from './useProblems.ts';
import type { ShownDay } from './useShownDay.ts';

export interface MeetingNavigation {
  /** The meeting in the panel. */
  readonly opened: OpenMeeting | null;
  readonly close: () => void;
  /** Opens a row that was pressed in the list. The row is in view already, so only the timeline moves. */
  readonly openRow: (row: AgendaRow) => void;
  /** Opens a meeting on any day, and shows its day on the timeline and in the list. */
  readonly showMeeting: (occurrence: Occurrence) => void;
  /** Opens the meeting that a change is about. */
  readonly openChange: (change: AgendaChange) => void;
}

/** Which meeting is open, and the functions that open one: from the list, search, a change, tray or notification. */
export const useMeetingNavigation = (
  { turnTo, showRow }: Pick<ShownDay, 'turnTo' | 'showRow'>,
  closeSettings: () => void,
  problems: Pick<Problems, 'heard'>,
): MeetingNavigation => {
  const { format } = useWords();
  const { opened, open, close } = useOpenMeeting();

  const openRow = useCallback(
    (row: AgendaRow) => {
      const onDate = format.dateOf(row.startMs);
      open(row.occurrence, onDate);
      turnTo(onDate);
    },
    [open, turnTo, format],
  );
  const showMeeting = useCallback(
    (occurrence: Occurrence) => {
      const onDate = format.dateOf(startMsOf(occurrence.start, format.timeZone));
      closeSettings();
      showRow(onDate, open(occurrence, onDate));
    },
    [open, showRow, closeSettings, format],
  );
  useEffect(
    () =>
      window.jarvis.agenda.onShowRequested((meeting) => {
        void window.jarvis.agenda.get(meeting).then((reply) => {
          if (reply.ok) showMeeting(reply.value);
        });
      }),
    [showMeeting],
  );
  const openChange = ({ occurrenceStart, ...change }: AgendaChange): void => {
    const ref = refOf({ ...change, ...(occurrenceStart !== undefined && { occurrenceStart }) });
    void window.jarvis.agenda.get(ref).then((reply) => {
      problems.heard(reply);
      if (reply.ok) showMeeting(reply.value);
    });
  };
  return { opened, close, openRow, showMeeting, openChange };
};
