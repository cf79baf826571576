import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AgendaChange, AppInfo } from '../shared/contract.ts';
import type { ProblemDo } from '../shared/messages/problemText.ts';
import type { IsoDate, Occurrence } from '../shared/model.ts';
import type { Problem } from '../shared/problems.ts';
import type { Result } from '../shared/result.ts';
import { addDays, startMsOf } from '../shared/text/days.ts';
import type { AgendaRow } from './agenda/agendaDays.ts';
import { AgendaList } from './agenda/AgendaList.tsx';
import { Empty } from './agenda/Empty.tsx';
import styles from './App.module.css';
import { ChangesPanel } from './changes/ChangesPanel.tsx';
import { useChangesPanel } from './changes/useChangesPanel.ts';
import { useMinute } from './data/clock.ts';
import { keyOf } from './data/occurrence.ts';
import type { Accounts } from './data/useAccounts.ts';
import { useAgenda } from './data/useAgenda.ts';
import { useDay } from './data/useDay.ts';
import type { SettingsState } from './data/useSettings.ts';
import { useSync } from './data/useSync.ts';
import { useUpcoming } from './data/useUpcoming.ts';
import { useChanges } from './data/useChanges.ts';
import { DetailPanel } from './detail/DetailPanel.tsx';
import { DayHeader, SettingsHeader, type NarrowView } from './Header.tsx';
import { Hero } from './next/Hero.tsx';
import { SettingsPage, type SettingsPlace } from './settings/SettingsPage.tsx';
import { KeyringNotice, ProblemNotices } from './status/Notices.tsx';
import { useShortcuts } from './shortcuts/useShortcuts.ts';
import { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
import { StatusBar } from './status/StatusBar.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { ActContext } from './ui/act.ts';
import { useWords } from './ui/words.ts';

interface WorkspaceProps {
  readonly info: AppInfo | null;
  readonly settings: SettingsState;
  readonly accounts: Accounts;
}

/** The window at work: list and day side by side, a meeting over the day, settings over both. */
export const Workspace = ({ info, settings, accounts }: WorkspaceProps): ReactNode => {
  const { messages, format } = useWords();
  const nowMs = useMinute();
  const today = format.dateOf(nowMs);
  const sync = useSync();
  const agenda = useAgenda(today, format.timeZone);
  const upcoming = useUpcoming(nowMs, format.timeZone);
  const [date, setDate] = useShownDay(today);
  const day = useDay(date, format.timeZone);
  const [opened, setOpened] = useState<{ readonly occurrence: Occurrence; readonly rowId: string } | null>(
    null,
  );
  const [settingsAt, setSettingsAt] = useState<SettingsPlace | null>(null);
  const [narrowView, setNarrowView] = useState<NarrowView>('list');
  const left = useRef<HTMLElement>(null);
  const openedFrom = useRef<HTMLElement | null>(null);

  const open = useCallback(
    (occurrence: Occurrence, onDate: IsoDate) => {
      // From one meeting to the next the way back stays the first one's.
      openedFrom.current ??= document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setOpened({ occurrence, rowId: `${keyOf(occurrence)} ${onDate}` });
      setDate(onDate);
    },
    [setDate],
  );
  const openRow = useCallback(
    (row: AgendaRow) => open(row.occurrence, format.dateOf(row.startMs)),
    [open, format],
  );
  const openNext = (occurrence: Occurrence): void =>
    open(occurrence, format.dateOf(startMsOf(occurrence.start, format.timeZone)));
  const close = useCallback(() => {
    setOpened(null);
  }, []);
  useEffect(() => {
    if (opened !== null) return;
    // Back to where the person was, so that the keyboard goes on from there.
    openedFrom.current?.focus();
    openedFrom.current = null;
  }, [opened]);
  useEffect(
    () =>
      window.jarvis.agenda.onShowRequested((meeting) => {
        void window.jarvis.agenda.get(meeting).then((reply) => {
          if (!reply.ok) return;
          setSettingsAt(null);
          openNext(reply.value);
        });
      }),
    // Only what it does when called may change, not when it listens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [open, format],
  );

  const showDay = useCallback(
    (next: IsoDate) => {
      setDate(next);
      const heading = left.current?.querySelector(`[data-day="${next}"]`);
      // At the top of the list stands what is next, which belongs to today.
      if (next !== agenda.first) heading?.scrollIntoView({ block: 'start' });
      else if (left.current !== null) left.current.scrollTop = 0;
    },
    [setDate, agenda.first],
  );
  const showInList = useCallback((row: AgendaRow) => {
    setNarrowView('list');
    // After the list is shown.
    requestAnimationFrame(() => {
      const button = left.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
      button?.scrollIntoView({ block: 'center' });
      button?.focus({ preventScroll: true });
    });
  }, []);
  /** In the list the keys move; from elsewhere they lead into it. */
  const intoList = useCallback((event: KeyboardEvent) => {
    const at = document.activeElement;
    // Where something has the focus the arrows scroll or choose.
    const isTaken = event.key.startsWith('Arrow')
      ? at !== document.body
      : at?.closest('[data-agenda-list], [role="dialog"]') != null;
    if (isTaken) return false;
    left.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
    return true;
  }, []);
  const [sheetOpen, setSheetOpen] = useState(false);

  const changes = useChanges();
  const changesPanel = useChangesPanel(changes, nowMs);
  const showChanges = (): void => {
    if (changesPanel.open && settingsAt === null) return changesPanel.close();
    setSettingsAt(null);
    setOpened(null);
    changesPanel.show();
  };

  const settingsOpen = settingsAt !== null;
  const settingsButton = useRef<HTMLButtonElement>(null);
  const wereOpen = useRef(false);
  useEffect(() => {
    // Unless what was opened from the settings has taken the focus.
    const taken = document.activeElement?.closest('[role="dialog"]') != null;
    if (wereOpen.current && !settingsOpen && !taken) settingsButton.current?.focus();
    wereOpen.current = settingsOpen;
  }, [settingsOpen]);
  useShortcuts({
    syncNow: sync.request,
    close: settingsOpen
      ? () => setSettingsAt(null)
      : opened !== null
        ? close
        : changesPanel.open
          ? changesPanel.close
          : null,
    today: settingsOpen ? null : () => showDay(today),
    previousDay: settingsOpen ? null : () => showDay(addDays(date, -1)),
    nextDay: settingsOpen ? null : () => showDay(addDays(date, 1)),
    nextRow: settingsOpen ? null : intoList,
    previousRow: settingsOpen ? null : intoList,
    settings: settingsOpen ? null : () => setSettingsAt('top'),
    sheet: () => setSheetOpen(true),
  });

  const doAbout = (what: ProblemDo): void => {
    if (what === 'syncNow') sync.request();
    else if (what === 'signIn') accounts.connectGoogle();
    else if (what === 'chooseClientFile') accounts.chooseClientFile();
    else if (what === 'decideSweep') setSettingsAt('sync');
    else setSettingsAt(what === 'chooseCalendars' ? 'calendars' : 'tokenStorage');
  };
  const [actProblem, setActProblem] = useState<Problem | null>(null);
  const act = useCallback((call: Promise<Result<unknown, Problem>>) => {
    void call.then((reply) => setActProblem(reply.ok ? null : reply.problem));
  }, []);
  const openChange = (change: AgendaChange): void => {
    const { accountId, calendarId, eventId, occurrenceStart } = change;
    const ref = { accountId, calendarId, eventId };
    void window.jarvis.agenda
      .get(occurrenceStart === undefined ? ref : { ...ref, occurrenceStart })
      .then((reply) => {
        setActProblem(reply.ok ? null : reply.problem);
        if (!reply.ok) return;
        setSettingsAt(null);
        openNext(reply.value);
      });
  };
  const problems = useMemo(() => {
    const own = [actProblem, sync.problem, accounts.problem, agenda.problem].filter(
      (problem) => problem !== null,
    );
    return [...(sync.status?.problems ?? []), ...own];
  }, [sync.status, actProblem, sync.problem, accounts.problem, agenda.problem]);

  const noCalendars = accounts.calendars?.every((calendar) => !calendar.visible) === true;
  const hiddenAll = noCalendars && (accounts.calendars?.length ?? 0) > 0;
  const firstSync = sync.status !== null && sync.status.lastSuccessAt === null;
  const asksForStorage =
    info?.keyring === 'none' &&
    settings.settings?.tokenStorage === 'ask' &&
    accounts.accounts?.some((account) => account.kind === 'google') === true;
  return (
    <ActContext value={act}>
      <div className={`${styles.app} ${format.hour12 ? styles.twelve : ''}`}>
        {settingsOpen ? (
          <SettingsHeader onBack={() => setSettingsAt(null)} />
        ) : (
          <DayHeader
            date={date}
            today={today}
            narrowView={narrowView}
            settingsButton={settingsButton}
            onShowDay={showDay}
            onNarrowView={setNarrowView}
            onSettings={() => setSettingsAt('top')}
          />
        )}
        {settingsAt === null ? null : (
          <main className={styles.page}>
            <SettingsPage
              state={settings}
              accounts={accounts}
              info={info}
              place={settingsAt}
              sync={sync}
              changes={changes}
              nowMs={nowMs}
              onOpenChange={openChange}
              onShowShortcuts={() => setSheetOpen(true)}
            />
          </main>
        )}
        <main
          className={`${styles.main} ${narrowView === 'list' ? styles.showingList : styles.showingDay} ${opened === null && !changesPanel.open ? '' : styles.withDetail}`}
          hidden={settingsOpen}
        >
          <section
            ref={left}
            className={styles.left}
            aria-label={messages.agenda.label}
            data-scroller
            tabIndex={-1}
          >
            {hiddenAll || (firstSync && agenda.occurrences.length === 0) ? null : (
              <Hero upcoming={upcoming.value} nowMs={nowMs} changes={changes} onOpen={openNext} />
            )}
            <AgendaList
              agenda={agenda}
              today={today}
              nowMs={nowMs}
              selectedId={opened?.rowId ?? null}
              changes={changes}
              onOpen={openRow}
              empty={
                agenda.occurrences.length > 0 || !(firstSync || hiddenAll || agenda.ended) ? null : (
                  <Empty
                    why={firstSync ? 'firstSync' : hiddenAll ? 'noCalendars' : 'nothing'}
                    onChooseCalendars={() => setSettingsAt('calendars')}
                  />
                )
              }
            />
          </section>
          <div className={styles.right}>
            <Timeline
              date={day.value?.date ?? date}
              occurrences={day.value?.occurrences ?? []}
              nowMs={nowMs}
              selectedId={opened?.rowId ?? null}
              view={settingsOpen ? 'settings' : narrowView}
              onOpen={openRow}
              onMore={showInList}
            />
            {changesPanel.open ? (
              <ChangesPanel
                changes={changes.all}
                nowMs={nowMs}
                covered={opened !== null}
                onOpen={openChange}
                onClose={changesPanel.close}
              />
            ) : null}
            {opened === null ? null : (
              <DetailPanel
                key={opened.rowId}
                occurrence={opened.occurrence}
                nowMs={nowMs}
                changes={changes}
                onClose={close}
              />
            )}
          </div>
        </main>
        <StatusBar
          sync={sync}
          nowMs={nowMs}
          news={
            changesPanel.count === 0
              ? null
              : {
                  count: changesPanel.count,
                  fresh: changesPanel.fresh,
                  shown: changesPanel.open && !settingsOpen,
                  onShow: showChanges,
                }
          }
        >
          {asksForStorage ? (
            <KeyringNotice onChoose={(tokenStorage) => settings.change({ tokenStorage })} />
          ) : null}
          <ProblemNotices
            problems={problems}
            calendarName={accounts.calendarName}
            accountName={accounts.accountName}
            nowMs={nowMs}
            onDo={doAbout}
          />
        </StatusBar>
        {sheetOpen ? <ShortcutSheet onClose={() => setSheetOpen(false)} /> : null}
      </div>
    </ActContext>
  );
};

/** The day on the timeline. While it is today, it goes along with midnight. */
const useShownDay = (today: IsoDate): [IsoDate, (date: IsoDate) => void] => {
  const [chosen, setChosen] = useState<IsoDate | null>(null);
  const set = useCallback((date: IsoDate) => setChosen(date === today ? null : date), [today]);
  return [chosen ?? today, set];
};
