import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { AgendaChange } from '../shared/agendaChanges.ts';
import type { AppInfo } from '../shared/contract.ts';
import type { Occurrence } from '../shared/model.ts';
import { addDays, startMsOf } from '../shared/text/days.ts';
import type { AgendaRow } from './agenda/agendaDays.ts';
import { AgendaList } from './agenda/AgendaList.tsx';
import { Empty } from './agenda/Empty.tsx';
import { useScrolledAway } from './agenda/useScrolledAway.ts';
import styles from './App.module.css';
import { useChangesPanel } from './changes/useChangesPanel.ts';
import { useMinute } from './data/clock.ts';
import type { Accounts } from './data/useAccounts.ts';
import { useAgenda } from './data/useAgenda.ts';
import { useDay } from './data/useDay.ts';
import type { SettingsState } from './data/useSettings.ts';
import { useSync } from './data/useSync.ts';
import { useUpcoming } from './data/useUpcoming.ts';
import { useChanges } from './data/useChanges.ts';
import { DayHeader, SettingsHeader, type NarrowView } from './Header.tsx';
import { ChangesPanel, DetailPanel, SearchDialog, SettingsPage, ShortcutSheet } from './laterParts.ts';
import { Hero } from './next/Hero.tsx';
import { useShortcuts } from './shortcuts/useShortcuts.ts';
import { StandingNotices } from './status/StandingNotices.tsx';
import { StatusBar } from './status/StatusBar.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { ActContext } from './ui/act.ts';
import { isPageRightToLeft } from './ui/direction.ts';
import { useWords } from './ui/words.ts';
import { useAfterPaint } from './useAfterPaint.ts';
import { useOpened } from './useOpened.ts';
import { useProblems } from './useProblems.ts';
import { useSettingsPage } from './useSettingsPage.ts';
import { useShownDay } from './useShownDay.ts';

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
  const { date, wanted, turnTo, show: showDay, showRow } = useShownDay(today, agenda);
  const day = useDay(date, format.timeZone);
  const { opened, open, close } = useOpened();
  const settingsPage = useSettingsPage();
  const { isOpen: settingsOpen, show: showSettings, close: closeSettings } = settingsPage;
  const problems = useProblems(sync, accounts, agenda);
  const [narrowView, setNarrowView] = useState<NarrowView>('list');
  const left = useRef<HTMLElement>(null);
  const listPainted = useAfterPaint();

  /** What was pressed is in sight already: only the day beside it follows. */
  const openRow = useCallback(
    (row: AgendaRow) => {
      const onDate = format.dateOf(row.startMs);
      open(row.occurrence, onDate);
      turnTo(onDate);
    },
    [open, turnTo, format],
  );
  /** Opens a meeting, wherever in time, and shows its day on the timeline and in the list. */
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
  const showInList = useCallback(
    (row: AgendaRow) => {
      setNarrowView('list');
      showRow(format.dateOf(row.startMs), row.id, true);
    },
    [showRow, format],
  );
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
  const [picking, setPicking] = useState(false);
  const away = useScrolledAway(left, agenda.first !== today);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [searchOpen, setSearchOpen] = useState(false);

  const changes = useChanges();
  const changesPanel = useChangesPanel(changes, nowMs);
  const showChanges = (): void => {
    if (changesPanel.open && !settingsOpen) return changesPanel.close();
    closeSettings();
    close();
    changesPanel.show();
  };

  useShortcuts({
    syncNow: sync.request,
    close: settingsOpen
      ? closeSettings
      : opened !== null
        ? close
        : changesPanel.open
          ? changesPanel.close
          : null,
    today: settingsOpen ? null : () => showDay(today),
    previousDay: settingsOpen ? null : () => showDay(addDays(date, isPageRightToLeft() ? 1 : -1)),
    nextDay: settingsOpen ? null : () => showDay(addDays(date, isPageRightToLeft() ? -1 : 1)),
    chooseDate: settingsOpen ? null : () => setPicking(true),
    nextRow: settingsOpen ? null : intoList,
    previousRow: settingsOpen ? null : intoList,
    settings: settingsOpen ? null : () => showSettings('top'),
    search: () => setSearchOpen(true),
    sheet: () => setSheetOpen(true),
  });

  const openChange = (change: AgendaChange): void => {
    const { accountId, calendarId, eventId, occurrenceStart } = change;
    const ref = { accountId, calendarId, eventId };
    void window.jarvis.agenda
      .get(occurrenceStart === undefined ? ref : { ...ref, occurrenceStart })
      .then((reply) => {
        problems.heard(reply);
        if (reply.ok) showMeeting(reply.value);
      });
  };
  const noCalendars = accounts.calendars?.every((calendar) => !calendar.visible) === true;
  const hiddenAll = noCalendars && (accounts.calendars?.length ?? 0) > 0;
  const firstSync = sync.status !== null && sync.status.lastSuccessAt === null;
  return (
    <ActContext value={problems.act}>
      <div className={`${styles.app} ${format.hour12 ? styles.twelve : ''}`}>
        {settingsOpen ? (
          <SettingsHeader onBack={closeSettings} />
        ) : (
          <DayHeader
            date={date}
            today={today}
            away={away}
            picking={picking}
            narrowView={narrowView}
            settingsButton={settingsPage.button}
            onShowDay={showDay}
            onPick={setPicking}
            onNarrowView={setNarrowView}
            onSearch={() => setSearchOpen(true)}
            onSettings={() => showSettings('top')}
          />
        )}
        {settingsPage.place === null ? null : (
          <main className={styles.page}>
            <SettingsPage
              state={settings}
              accounts={accounts}
              info={info}
              place={settingsPage.place}
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
              <Hero upcoming={upcoming.value} nowMs={nowMs} changes={changes} onOpen={showMeeting} />
            )}
            <AgendaList
              agenda={agenda}
              today={today}
              date={date}
              wanted={wanted}
              nowMs={nowMs}
              selectedId={opened?.rowId ?? null}
              changes={changes}
              onOpen={openRow}
              empty={
                agenda.occurrences.length > 0 || !(firstSync || hiddenAll || agenda.ended) ? null : (
                  <Empty
                    why={firstSync ? 'firstSync' : hiddenAll ? 'noCalendars' : 'nothing'}
                    onChooseCalendars={() => showSettings('calendars')}
                  />
                )
              }
            />
          </section>
          <div className={styles.right}>
            {listPainted ? (
              <Timeline
                date={day.value?.date ?? date}
                occurrences={day.value?.occurrences ?? []}
                nowMs={nowMs}
                selectedId={opened?.rowId ?? null}
                view={settingsOpen ? 'settings' : narrowView}
                onOpen={openRow}
                onMore={showInList}
              />
            ) : null}
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
          <StandingNotices
            info={info}
            settings={settings}
            accounts={accounts}
            sync={sync}
            problems={problems.all}
            nowMs={nowMs}
            onShowSettings={showSettings}
          />
        </StatusBar>
        {searchOpen ? <SearchDialog onOpen={showMeeting} onClose={() => setSearchOpen(false)} /> : null}
        {sheetOpen ? <ShortcutSheet onClose={() => setSheetOpen(false)} /> : null}
      </div>
    </ActContext>
  );
};
