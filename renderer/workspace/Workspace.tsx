import { startTransition, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { needsDecision } from '../../shared/pending.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { ListedNote } from '../../shared/notes.ts';
import { addDays } from '../../shared/text/days.ts';
import { ianaZone, timeOfDay } from '../../shared/zone.ts';
import styles from '../App.module.css';
import { AnsweringContext } from '../answering/answering.ts';
import { useAnswers } from '../answering/useAnswers.ts';
import { useChanges, useChangesPanel } from '../changes/useChanges.ts';
import { useMinute } from '../data/clock.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { useAgenda } from '../data/useAgenda.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { useSync } from '../data/useSync.ts';
import { useWriting } from '../data/useWriting.ts';
import { useUpcoming } from '../data/useUpcoming.ts';
import { DayHeader, SettingsHeader, type NarrowView } from '../Header.tsx';
import { MeetNow, SettingsPage } from '../laterParts.ts';
import { chooseNext } from '../next/chooseNext.ts';
import { useInvitations } from '../invitations/useInvitations.ts';
import { NoteMarksContext, useNoteMarks } from '../notes/noteMarks.ts';
import { GoogleAccountsContext } from '../occurrence/Respond.tsx';
import { useTypedAhead } from '../search/useTypedAhead.ts';
import type { DrawnSlot } from '../timeline/useDrawnSlot.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { StandingNotices } from '../status/StandingNotices.tsx';
import { StatusBar } from '../status/StatusBar.tsx';
import { useNewEvent } from '../newEvent/useNewEvent.ts';
import { ActContext } from '../ui/act.ts';
import { pressToastAction, useToast } from '../ui/Toast.tsx';
import { isPageRightToLeft, useWords } from '../ui/words.ts';
import { DayPane } from './DayPane.tsx';
import { focusList, stepOpen } from './listKeys.ts';
import { ListPane, useScrolledAway } from './ListPane.tsx';
import { Overlays } from './Overlays.tsx';
import { SidePanels } from './SidePanels.tsx';
import { useEventActions } from './useEventActions.ts';
import { useMeetingNavigation } from './useMeetingNavigation.ts';
import { useOverlays } from './useOverlays.ts';
import { usePanels, type PanelName } from './usePanels.ts';
import { useProblems } from './useProblems.ts';
import { useReturnToNow } from './useReturnToNow.ts';
import { useSettingsPage } from './useSettingsPage.ts';
import { useShownDay } from './useShownDay.ts';

/**
 * Returns whether the first render has been painted. Mounting the timeline measures and scrolls it, which lays out the
 * whole page two more times. The first meetings should not wait for that.
 */
const useAfterPaint = (): boolean => {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    // The frame after the one that paints the first render.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setPainted(true)));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
};

const minuteOf = (ms: number, timeZone: string): number =>
  Math.round(timeOfDay(ianaZone(timeZone), ms) / MINUTE_MS);

interface WorkspaceProps {
  readonly info: AppInfo | null;
  readonly settings: SettingsState;
  readonly accounts: Accounts;
}

/** The main view: list and day side by side, a meeting over the day, settings over both. */
export const Workspace = ({ info, settings, accounts }: WorkspaceProps): ReactNode => {
  const words = useWords();
  const { format } = words;
  const nowMs = useMinute();
  const today = format.dateOf(nowMs);
  const density = settings.settings?.density ?? 'comfortable';
  const sync = useSync();
  const agenda = useAgenda(today, format.timeZone);
  const upcoming = useUpcoming(nowMs, format.timeZone);
  const shownDay = useShownDay(today, agenda);
  const { shown, kept, wanted, show: showDay } = shownDay;
  const settingsPage = useSettingsPage();
  const { isOpen: settingsOpen, show: showSettings, close: closeSettings } = settingsPage;
  const problems = useProblems(sync, accounts, agenda);
  const navigation = useMeetingNavigation(shownDay, closeSettings, problems);
  const { opened, close, openRow, showMeeting, openRef, openChange } = navigation;
  const [narrowView, setNarrowView] = useState<NarrowView>('list');
  const left = useRef<HTMLElement>(null);
  const listPainted = useAfterPaint();

  const moveBy = (step: 1 | -1) => (event: KeyboardEvent) =>
    opened === null
      ? focusList(left.current, shown.get().date, event)
      : stepOpen(left.current, opened.rowId, step, event, agenda);
  const calendarsButton = useRef<HTMLButtonElement>(null);
  const overlays = useOverlays();
  const showCalendars = (): void => overlays.setCalendars(calendarsButton.current);
  const loadButton = useRef<HTMLButtonElement>(null);
  // In a narrow window there is no button for it.
  const showLoad = (): void =>
    overlays.setLoad(
      loadButton.current?.getClientRects().length === 0 ? settingsPage.button.current : loadButton.current,
    );
  const step = (days: number): void =>
    showDay(addDays(shown.get().date ?? today, isPageRightToLeft() ? -days : days));
  const [picking, setPicking] = useState(false);
  const away = useScrolledAway(left, agenda.first !== today);
  const typedAhead = useTypedAhead(overlays.search);

  const changes = useChanges();
  const changesPanel = useChangesPanel(changes, nowMs);
  const writing = useWriting(listPainted);
  const answering = useAnswers({
    painted: listPainted,
    writing,
    words,
    heard: problems.heard,
    toast: useToast(),
  });
  const invitations = useInvitations(listPainted, nowMs, format.timeZone, answering);
  const panels = usePanels(() => {
    closeSettings();
    close();
    if (changesPanel.open) changesPanel.close();
  });
  const toggle = (name: PanelName): void =>
    panels.open === name && !settingsOpen && opened === null ? panels.close() : panels.show(name);
  const showInvitations = (): void => toggle('invitations');
  const showChanges = (): void => {
    if (changesPanel.open && !settingsOpen) return changesPanel.close();
    closeSettings();
    close();
    if (panels.open !== null) panels.close();
    changesPanel.show();
  };

  useEffect(
    () =>
      window.jarvis.agenda.onShowDayRequested((date) => {
        closeSettings();
        close();
        showDay(date);
      }),
    [closeSettings, close, showDay],
  );

  const google = useContext(GoogleAccountsContext);
  const events = useEventActions({
    navigation,
    agenda,
    answering,
    problems,
    next: () => (upcoming.value === null ? undefined : chooseNext(upcoming.value, nowMs)?.occurrence),
  });

  const marks = useNoteMarks(listPainted);
  /** The note without a meeting that the panel of notes begins with; null: the list. */
  const [firstNote, setFirstNote] = useState<string | null>(null);
  const showNotes = (first: string | null = null): void => {
    setFirstNote(first);
    panels.show('notes');
  };
  const openNote = ({ id, ref }: Pick<ListedNote, 'id' | 'ref'>): void => {
    if (ref === null) return showNotes(id);
    openRef(ref);
  };

  useReturnToNow(() => {
    close();
    changesPanel.close();
    panels.close();
    showDay(format.dateOf(Date.now()));
  });

  const creating = useNewEvent({
    here: writing.anyOn,
    shownDay: () => shown.get().date,
    today,
    act: problems.act,
  });
  const newEvent = writing.anyOn || google.size > 0 ? creating.start : null;
  const meetNow = writing.anyOn ? () => creating.meetNow() : null;
  const drawEvent = ({ startMs, endMs }: DrawnSlot): void => {
    const date = format.dateOf(startMs);
    const startMinute = minuteOf(startMs, format.timeZone);
    creating.open({ date, startMinute, endMinute: startMinute + (endMs - startMs) / MINUTE_MS });
  };

  useShortcuts({
    syncNow: sync.request,
    close: settingsOpen
      ? closeSettings
      : opened !== null
        ? close
        : changesPanel.open
          ? changesPanel.close
          : panels.open !== null
            ? panels.close
            : null,
    today: settingsOpen ? null : () => showDay(today),
    previousDay: settingsOpen ? null : () => step(-1),
    nextDay: settingsOpen ? null : () => step(1),
    chooseDate: settingsOpen ? null : () => setPicking(true),
    load: settingsOpen ? null : showLoad,
    nextRow: settingsOpen ? null : moveBy(1),
    previousRow: settingsOpen ? null : moveBy(-1),
    calendars: settingsOpen ? null : showCalendars,
    settings: settingsOpen ? null : () => showSettings(),
    search: () => overlays.setSearch(true),
    notes: () => showNotes(),
    writeNote: settingsOpen ? null : events.writeNote,
    brief: settingsOpen ? null : events.showBrief,
    newEvent,
    meetNow,
    undo: pressToastAction,
    invitations: showInvitations,
    respond: settingsOpen ? null : events.respond,
    markDone: settingsOpen ? null : events.markDone,
    mute: settingsOpen ? null : events.mute,
    sheet: () => overlays.setSheet(true),
  });

  return (
    <ActContext value={problems.act}>
      <AnsweringContext value={answering}>
        <div className={`${styles.app} ${format.hour12 ? styles.twelve : ''}`} data-density={density}>
          {settingsOpen ? (
            <SettingsHeader onBack={closeSettings} />
          ) : (
            <DayHeader
              shown={shown}
              today={today}
              away={away}
              picking={picking}
              narrowView={narrowView}
              calendarsButton={calendarsButton}
              settingsButton={settingsPage.button}
              onShowDay={showDay}
              onPick={setPicking}
              onNarrowView={(view) => {
                setNarrowView(view);
                // A hidden list does not scroll.
                if (view === 'list') showDay(shown.get().date ?? today);
              }}
              invitations={invitations.total}
              onNewEvent={newEvent}
              onMeetNow={meetNow}
              createsHere={writing.anyOn}
              onInvitations={showInvitations}
              loadButton={loadButton}
              onLoad={showLoad}
              onSearch={() => overlays.setSearch(true)}
              onCalendars={showCalendars}
              onSettings={() => showSettings()}
            />
          )}
          {settingsPage.place === null ? null : (
            <main className={styles.page}>
              <SettingsPage
                state={settings}
                accounts={accounts}
                info={info}
                place={settingsPage.place}
                onShow={showSettings}
                sync={sync}
                changes={changes}
                nowMs={nowMs}
                onOpenChange={openChange}
                onShowShortcuts={() => overlays.setSheet(true)}
              />
            </main>
          )}
          <main
            className={`${styles.main} ${narrowView === 'list' ? styles.showingList : styles.showingDay} ${opened === null && !changesPanel.open && panels.open === null ? '' : styles.withDetail}`}
            hidden={settingsOpen}
          >
            <NoteMarksContext value={marks}>
              <ListPane
                pane={left}
                agenda={agenda}
                accounts={accounts}
                sync={sync}
                upcoming={upcoming.value}
                changes={changes}
                today={today}
                kept={kept}
                wanted={wanted}
                nowMs={nowMs}
                selectedId={opened?.rowId ?? null}
                compact={density === 'compact'}
                briefMinutes={settings.settings?.briefMinutes ?? 0}
                onOpenRef={openRef}
                onOpen={openRow}
                onTopDay={shownDay.follow}
                onScrolled={shownDay.scrolled}
                onShowMeeting={showMeeting}
                onChooseCalendars={() => showSettings('calendars')}
              />
            </NoteMarksContext>
            <div className={styles.right}>
              {listPainted ? (
                <DayPane
                  shown={shown}
                  today={today}
                  nowMs={nowMs}
                  selectedId={opened?.rowId ?? null}
                  view={settingsOpen ? 'settings' : narrowView}
                  onOpen={openRow}
                  onDraw={writing.anyOn ? drawEvent : null}
                />
              ) : null}
              <SidePanels
                navigation={navigation}
                panels={panels}
                changes={changes}
                changesPanel={changesPanel}
                invitations={invitations}
                answering={answering}
                nowMs={nowMs}
                joinsAutomatically={settings.settings?.autoJoin === true}
                firstNote={firstNote}
                onOpenNote={openRef}
                onShowNotes={() => showNotes()}
                onShowSettings={showSettings}
              />
            </div>
          </main>
          <StatusBar
            sync={sync}
            problems={problems.all}
            nowMs={nowMs}
            waiting={
              answering.waiting.length === 0
                ? null
                : {
                    count: answering.waiting.length,
                    undecided: answering.waiting.filter(needsDecision).length,
                    shown: panels.open === 'outbox' && !settingsOpen,
                    onShow: () => toggle('outbox'),
                  }
            }
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
              problems={problems.all}
              nowMs={nowMs}
              onShowSettings={showSettings}
              onTryAgain={() => {
                accounts.dismissProblem();
                sync.request();
              }}
            />
            {creating.meeting === null ? null : (
              <MeetNow
                key={creating.meeting.opId}
                request={creating.meeting}
                accounts={accounts}
                writing={writing}
                defaultCalendar={settings.settings?.defaultCalendar ?? null}
                isOffline={problems.all.some(({ kind }) => kind === 'offline')}
                onShow={showMeeting}
                onClose={creating.closeMeeting}
              />
            )}
          </StatusBar>
          <Overlays
            open={overlays}
            accounts={accounts}
            settings={settings.settings}
            writing={writing}
            creating={creating}
            date={shown.get().date ?? today}
            today={today}
            typedAhead={typedAhead}
            painted={listPainted}
            onOpen={showMeeting}
            onOpenNote={openNote}
            onShowNotes={() => showNotes()}
          />
        </div>
      </AnsweringContext>
    </ActContext>
  );
};
