import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { addDays } from '../../shared/text/days.ts';
import type { AgendaRow } from '../agenda/agendaDays.ts';
import { useScrolledAway } from '../agenda/useScrolledAway.ts';
import styles from '../App.module.css';
import { useChangesPanel } from '../changes/useChangesPanel.ts';
import { useMinute } from '../data/clock.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { useAgenda } from '../data/useAgenda.ts';
import { useDay } from '../data/useDay.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { useSync } from '../data/useSync.ts';
import { useUpcoming } from '../data/useUpcoming.ts';
import { useChanges } from '../data/useChanges.ts';
import { DayHeader, SettingsHeader, type NarrowView } from '../Header.tsx';
import { ChangesPanel, DetailPanel, SearchDialog, SettingsPage, ShortcutSheet } from '../laterParts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { StandingNotices } from '../status/StandingNotices.tsx';
import { StatusBar } from '../status/StatusBar.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { ActContext } from '../ui/act.ts';
import { isPageRightToLeft } from '../ui/direction.ts';
import { useWords } from '../ui/words.ts';
import { focusList } from './focusList.ts';
import { ListPane } from './ListPane.tsx';
import { useMeetingNavigation } from './useMeetingNavigation.ts';
import { useAfterPaint } from '../useAfterPaint.ts';
import { useProblems } from './useProblems.ts';
import { useSettingsPage } from './useSettingsPage.ts';
import { useShownDay } from './useShownDay.ts';

interface WorkspaceProps {
  readonly info: AppInfo | null;
  readonly settings: SettingsState;
  readonly accounts: Accounts;
}

/** The main view: list and day side by side, a meeting over the day, settings over both. */
export const Workspace = ({ info, settings, accounts }: WorkspaceProps): ReactNode => {
  const { format } = useWords();
  const nowMs = useMinute();
  const today = format.dateOf(nowMs);
  const sync = useSync();
  const agenda = useAgenda(today, format.timeZone);
  const upcoming = useUpcoming(nowMs, format.timeZone);
  const shownDay = useShownDay(today, agenda);
  const { date, wanted, show: showDay, showRow } = shownDay;
  const day = useDay(date, format.timeZone);
  const settingsPage = useSettingsPage();
  const { isOpen: settingsOpen, show: showSettings, close: closeSettings } = settingsPage;
  const problems = useProblems(sync, accounts, agenda);
  const navigation = useMeetingNavigation(shownDay, closeSettings, problems);
  const { opened, close, openRow, showMeeting, openChange } = navigation;
  const [narrowView, setNarrowView] = useState<NarrowView>('list');
  const left = useRef<HTMLElement>(null);
  const listPainted = useAfterPaint();

  const showInList = useCallback(
    (row: AgendaRow) => {
      setNarrowView('list');
      showRow(format.dateOf(row.startMs), row.id, true);
    },
    [showRow, format],
  );
  const intoList = useCallback((event: KeyboardEvent) => focusList(left.current, event), []);
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
          <ListPane
            pane={left}
            agenda={agenda}
            accounts={accounts}
            sync={sync}
            upcoming={upcoming.value}
            changes={changes}
            today={today}
            date={date}
            wanted={wanted}
            nowMs={nowMs}
            selectedId={opened?.rowId ?? null}
            onOpen={openRow}
            onShowMeeting={showMeeting}
            onChooseCalendars={() => showSettings('calendars')}
          />
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
