import { useCallback, useEffect, useRef, useState } from 'react';
import { refOf, type OccurrenceRef } from '../../shared/agenda.ts';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { rowIdOf, type AgendaRow } from '../agenda/agendaDays.ts';
import { useWords } from '../ui/words.ts';
import type { Problems } from './useProblems.ts';
import type { ShownDay } from './useShownDay.ts';

export interface MeetingNavigation {
  /** The meeting in the panel. */
  readonly opened: OpenMeeting | null;
  readonly close: () => void;
  /** Opens a row that was pressed. It is in view already. */
  readonly openRow: (row: AgendaRow) => void;
  /** Opens a meeting on any day, and shows its day on the timeline and in the list. */
  readonly showMeeting: (occurrence: Occurrence) => void;
  /** Opens a meeting that something names. */
  readonly openRef: (meeting: OccurrenceRef) => void;
  /** Opens the meeting that a change is about. */
  readonly openChange: (change: ListedChange) => void;
}

/** Which meeting is open, and the functions that open one: from the list, search, a change, tray or notification. */
export const useMeetingNavigation = (
  { showRow }: Pick<ShownDay, 'showRow'>,
  closeSettings: () => void,
  problems: Pick<Problems, 'heard'>,
): MeetingNavigation => {
  const { format } = useWords();
  const { opened, open, close } = useOpenMeeting();

  const openRow = useCallback(
    (row: AgendaRow) => void open(row.occurrence, format.dateOf(row.startMs)),
    [open, format],
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
  const openRef = (meeting: OccurrenceRef): void =>
    void window.jarvis.agenda.get(meeting).then((reply) => {
      problems.heard(reply);
      if (reply.ok) showMeeting(reply.value);
    });
  const openChange = ({ occurrenceStart, ...change }: ListedChange): void => {
    openRef(refOf({ ...change, ...(occurrenceStart !== undefined && { occurrenceStart }) }));
  };
  return { opened, close, openRow, showMeeting, openRef, openChange };
};

export interface OpenMeeting {
  readonly occurrence: Occurrence;
  /** The id of its row on the day for which it was opened. */
  readonly rowId: string;
  /** Another meeting was open before. */
  readonly replaces: boolean;
}

/** The open meeting, and where the focus returns when it closes. */
const useOpenMeeting = (): {
  readonly opened: OpenMeeting | null;
  /** Returns the row's id. */
  readonly open: (occurrence: Occurrence, date: IsoDate) => string;
  readonly close: () => void;
} => {
  const [opened, setOpened] = useState<OpenMeeting | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const lastRow = useRef<string | null>(null);
  const open = useCallback((occurrence: Occurrence, date: IsoDate) => {
    // When another meeting replaces it, the place to return to stays the first one's. In the list, it moves along.
    from.current ??= document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const rowId = rowIdOf(occurrence, date);
    lastRow.current = rowId;
    setOpened((before) => ({ occurrence, rowId, replaces: before !== null }));
    return rowId;
  }, []);
  const close = useCallback(() => setOpened(null), []);
  useEffect(() => {
    if (opened !== null || from.current === null) return;
    // Return the focus to where it was; if that was a row, or if it is gone, to the meeting's row.
    const { current } = from;
    const isPlace = current.isConnected && current !== document.body && !current.matches('[data-row]');
    const wasAt = isPlace ? current : null;
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(lastRow.current ?? '')}"]`);
    (wasAt ?? row ?? current).focus();
    from.current = null;
  }, [opened]);
  return { opened, open, close };
};
