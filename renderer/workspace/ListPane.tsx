import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { rowIdOf, type AgendaRow } from '../agenda/agendaDays.ts';
import { AgendaList } from '../agenda/AgendaList.tsx';
import { Empty } from '../agenda/Empty.tsx';
import type { Wanted } from '../agenda/topDay.ts';
import styles from '../App.module.css';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { loadingState } from '../data/loadingState.ts';
import type { Accounts } from '../data/useAccounts.ts';
import type { Agenda } from '../data/useAgenda.ts';
import type { Sync } from '../data/useSync.ts';
import { chooseNext } from '../next/chooseNext.ts';
import { Hero } from '../next/Hero.tsx';
import { useWords } from '../ui/words.ts';

export interface ListPaneProps {
  readonly pane: RefObject<HTMLElement | null>;
  readonly agenda: Agenda;
  readonly accounts: Accounts;
  readonly sync: Sync;
  readonly upcoming: readonly Occurrence[] | null;
  readonly changes: ChangeIndex;
  readonly compact: boolean;
  /** How long before a meeting its brief is shown; 0: never. */
  readonly briefMinutes: number;
  readonly onOpenRef: (meeting: OccurrenceRef) => void;
  readonly today: IsoDate;
  readonly kept: IsoDate;
  readonly wanted: Wanted | null;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onTopDay: (date: IsoDate) => void;
  readonly onScrolled: () => void;
  readonly onShowMeeting: (occurrence: Occurrence) => void;
  readonly onChooseCalendars: () => void;
}

const emptyBecause = { loading: 'loading', stuck: 'notLoaded', loaded: 'nothing' } as const;

/** The window's left side: what is next and the list of days, or the reason why there is nothing to list. */
export const ListPane = ({ pane, ...props }: ListPaneProps): ReactNode => {
  const { agenda, accounts, sync, today, kept, wanted, nowMs, changes } = props;
  const { messages, format } = useWords();
  const noCalendars = accounts.calendars?.every((calendar) => !calendar.visible) === true;
  const hiddenAll = noCalendars && (accounts.calendars?.length ?? 0) > 0;
  const loading = loadingState(accounts, sync.status);
  const isEmpty = agenda.occurrences.length === 0;
  const next = props.upcoming === null ? null : chooseNext(props.upcoming, nowMs);
  const nextId =
    next === null ? null : rowIdOf(next.occurrence, format.dateOf(Math.max(next.startMs, nowMs)));
  return (
    <section
      ref={pane}
      className={styles.left}
      aria-label={messages.agenda.label}
      data-scroller
      tabIndex={-1}
    >
      {hiddenAll || (loading !== 'loaded' && isEmpty) ? null : (
        <Hero
          upcoming={props.upcoming}
          loading={loading === 'loading'}
          nowMs={nowMs}
          changes={changes}
          briefMinutes={props.briefMinutes}
          onOpen={props.onShowMeeting}
          onOpenRef={props.onOpenRef}
        />
      )}
      {loading === 'loading' && !isEmpty ? <p className={styles.loading}>{messages.agenda.loading}</p> : null}
      <AgendaList
        agenda={agenda}
        today={today}
        kept={kept}
        wanted={wanted}
        nowMs={nowMs}
        selectedId={props.selectedId}
        nextId={nextId}
        compact={props.compact}
        changes={changes}
        loading={loading === 'loading'}
        onOpen={props.onOpen}
        onTopDay={props.onTopDay}
        onScrolled={props.onScrolled}
        empty={
          isEmpty && (loading !== 'loaded' || hiddenAll || agenda.ended) ? (
            <Empty
              why={hiddenAll ? 'noCalendars' : emptyBecause[loading]}
              onChooseCalendars={props.onChooseCalendars}
            />
          ) : null
        }
      />
    </section>
  );
};

/** Returns whether the list is scrolled by more than its own height, so that it no longer shows its first days. */
export const useScrolledAway = (
  scroller: RefObject<HTMLElement | null>,
  startsElsewhere: boolean,
): boolean => {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => setAway(element.scrollTop > element.clientHeight);
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  return away || startsElsewhere;
};
