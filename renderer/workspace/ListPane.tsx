import type { ReactNode, RefObject } from 'react';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import type { AgendaRow } from '../agenda/agendaDays.ts';
import { AgendaList, type Wanted } from '../agenda/AgendaList.tsx';
import { Empty } from '../agenda/Empty.tsx';
import styles from '../App.module.css';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import type { Accounts } from '../data/useAccounts.ts';
import type { Agenda } from '../data/useAgenda.ts';
import type { Sync } from '../data/useSync.ts';
import { Hero } from '../next/Hero.tsx';
import { useWords } from '../ui/words.ts';

export interface ListPaneProps {
  readonly pane: RefObject<HTMLElement | null>;
  readonly agenda: Agenda;
  readonly accounts: Accounts;
  readonly sync: Sync;
  readonly upcoming: readonly Occurrence[] | null;
  readonly changes: ChangeIndex;
  readonly today: IsoDate;
  readonly date: IsoDate;
  readonly wanted: Wanted | null;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onShowMeeting: (occurrence: Occurrence) => void;
  readonly onChooseCalendars: () => void;
}

/** The window's left side: what is next and the list of days, or the reason why there is nothing to list. */
export const ListPane = ({ pane, ...props }: ListPaneProps): ReactNode => {
  const { agenda, accounts, sync, today, date, wanted, nowMs, changes } = props;
  const { messages } = useWords();
  const noCalendars = accounts.calendars?.every((calendar) => !calendar.visible) === true;
  const hiddenAll = noCalendars && (accounts.calendars?.length ?? 0) > 0;
  const firstSync = sync.status !== null && sync.status.lastSuccessAt === null;
  const isEmpty = agenda.occurrences.length === 0;
  return (
    <section
      ref={pane}
      className={styles.left}
      aria-label={messages.agenda.label}
      data-scroller
      tabIndex={-1}
    >
      {hiddenAll || (firstSync && isEmpty) ? null : (
        <Hero upcoming={props.upcoming} nowMs={nowMs} changes={changes} onOpen={props.onShowMeeting} />
      )}
      <AgendaList
        agenda={agenda}
        today={today}
        date={date}
        wanted={wanted}
        nowMs={nowMs}
        selectedId={props.selectedId}
        changes={changes}
        onOpen={props.onOpen}
        empty={
          isEmpty && (firstSync || hiddenAll || agenda.ended) ? (
            <Empty
              why={firstSync ? 'firstSync' : hiddenAll ? 'noCalendars' : 'nothing'}
              onChooseCalendars={props.onChooseCalendars}
            />
          ) : null
        }
      />
    </section>
  );
};
