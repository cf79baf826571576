import type { ReactNode } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { ListedNote } from '../../shared/notes.ts';
import type { Settings } from '../../shared/settings.ts';
import type { WritingState } from '../../shared/writing.ts';
import type { Accounts } from '../data/useAccounts.ts';
import {
  CalendarsPopover,
  JoiningNotice,
  LoadPopover,
  NewEventDialog,
  SearchDialog,
  ShortcutSheet,
} from '../laterParts.ts';
import type { NewEvent } from '../newEvent/useNewEvent.ts';
import type { MeetingNavigation } from './useMeetingNavigation.ts';
import type { OpenOverlays } from './useOverlays.ts';

interface OverlaysProps {
  readonly open: OpenOverlays;
  readonly accounts: Accounts;
  readonly settings: Settings | null;
  readonly writing: WritingState;
  readonly creating: NewEvent;
  /** The day that is shown. */
  readonly date: IsoDate;
  readonly today: IsoDate;
  /** Returns what was typed before the search was there. */
  readonly typedAhead: () => string;
  /** The first meetings have been painted. */
  readonly painted: boolean;
  readonly onOpen: MeetingNavigation['showMeeting'];
  readonly onOpenNote: (note: Pick<ListedNote, 'id' | 'ref'>) => void;
  readonly onShowNotes: () => void;
}

/** What lies over the whole window: popovers and dialogs. */
export const Overlays = ({
  open,
  accounts,
  settings,
  writing,
  creating,
  date,
  today,
  typedAhead,
  painted,
  onOpen,
  onOpenNote,
  onShowNotes,
}: OverlaysProps): ReactNode => (
  <>
    {open.calendars === null ? null : (
      <CalendarsPopover accounts={accounts} anchor={open.calendars} onClose={() => open.setCalendars(null)} />
    )}
    {open.load === null ? null : (
      <LoadPopover date={date} today={today} anchor={open.load} onClose={() => open.setLoad(null)} />
    )}
    {open.search ? (
      <SearchDialog
        typedAhead={typedAhead}
        onOpen={onOpen}
        onOpenNote={onOpenNote}
        onShowNotes={onShowNotes}
        onClose={() => open.setSearch(false)}
      />
    ) : null}
    {creating.opened === null ? null : (
      <NewEventDialog
        accounts={accounts}
        writing={writing}
        defaultCalendar={settings?.defaultCalendar ?? null}
        base={creating.opened.base}
        onCreated={creating.created}
        onMeetNow={creating.meetNow}
        onClose={creating.close}
      />
    )}
    {painted ? <JoiningNotice /> : null}
    {open.sheet ? <ShortcutSheet onClose={() => open.setSheet(false)} /> : null}
  </>
);
