import { useEffect, useRef, type ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { RecentChanges } from '../changes/RecentChanges.tsx';
import type { Accounts } from '../data/useAccounts.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { useHistory, useInspection } from '../data/useInspection.ts';
import type { Sync } from '../data/useSync.ts';
import { useSystem } from '../data/useSystem.ts';
import { PassTable } from '../inspector/PassTable.tsx';
import { SyncInspector } from '../inspector/SyncInspector.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { About } from './About.tsx';
import { AccountList } from './AccountList.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { CalendarList } from './CalendarList.tsx';
import { Section } from './fields.tsx';
import { JoinSettings } from './JoinSettings.tsx';
import { ReminderSettings } from './ReminderSettings.tsx';
import { SectionList, type ListedPlace } from './SectionList.tsx';
import styles from './SettingsPage.module.css';
import { ShortcutSettings } from './ShortcutSettings.tsx';
import { StartSettings } from './StartSettings.tsx';
import { SyncSettings } from './SyncSettings.tsx';
import { useShownPlace } from './useShownPlace.ts';

export type SettingsPlace = 'top' | 'calendars' | 'accounts' | 'sync' | 'tokenStorage';

interface SettingsPageProps {
  readonly state: SettingsState;
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
  /** The part to show first. */
  readonly place: SettingsPlace;
  readonly sync: Sync;
  readonly changes: ChangeIndex;
  readonly nowMs: number;
  readonly onOpenChange: (change: AgendaChange) => void;
  readonly onShowShortcuts: () => void;
}

/** All settings, each saved when it is chosen, and the state of the sync. */
export const SettingsPage = (props: SettingsPageProps): ReactNode => {
  const { state, accounts, info, place, sync, changes, nowMs, onOpenChange } = props;
  const { messages, format } = useWords();
  const { settings, change } = state;
  const page = useRef<HTMLDivElement>(null);
  const shown = useShownPlace(page);
  const words = messages.settings;
  const inspection = useInspection();
  const history = useHistory();
  const system = useSystem().value;

  useEffect(() => {
    const target = page.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    target?.scrollIntoView({ block: 'start' });
  }, [place]);
  /** Returns a sentence for a setting that could not be saved: it stays in effect until the app quits. */
  const notSaved = (problem: Problem): string =>
    problem.kind === 'storageFailed'
      ? `${problemText(messages, problem, format).sentence} ${words.holdsUntilEnd}`
      : words.notSaved;
  const jump = (to: ListedPlace): void => {
    const section = page.current?.querySelector<HTMLElement>(`[data-place="${to}"]`);
    section?.scrollIntoView({ block: 'start' });
    // Move the focus there as well.
    section?.querySelector('h2')?.focus({ preventScroll: true });
  };

  return (
    <div className={styles.frame}>
      <SectionList current={shown} onJump={jump} />
      <div ref={page} className={styles.page} data-scroller>
        <div className={styles.column} data-place="top">
          <Section title={words.accounts} place="accounts">
            <AccountList accounts={accounts} info={info} inspection={inspection.value} nowMs={nowMs} />
          </Section>
          <Section title={words.calendars} hint={words.calendarsHint} place="calendars">
            <CalendarList accounts={accounts} />
          </Section>
          {settings === null ? null : (
            <>
              <ReminderSettings settings={settings} change={change} />
              <JoinSettings settings={settings} change={change} />
              <AppearanceSettings settings={settings} change={change} />
              <StartSettings settings={settings} system={system} change={change} />
              <ShortcutSettings
                settings={settings}
                system={system}
                change={change}
                onShowAll={props.onShowShortcuts}
              />
              <SyncSettings settings={settings} info={info} change={change} />
            </>
          )}
          <Section title={messages.inspector.title} place="sync">
            <SyncInspector inspection={inspection} sync={sync} nowMs={nowMs} />
          </Section>
          <Section title={messages.changes.title} hint={messages.changes.hint} place="changes">
            <RecentChanges changes={changes.all} nowMs={nowMs} onOpen={onOpenChange} />
          </Section>
          <Section title={messages.inspector.passes} place="passes">
            <PassTable passes={history.value ?? []} calendarName={accounts.calendarName} nowMs={nowMs} />
          </Section>
          <About info={info} settings={settings} change={change} nowMs={nowMs} />
        </div>
      </div>
      {/* On top of the page, so that the page does not move when it appears. */}
      <div className={styles.notSaved}>
        {state.problem === null || settings === null ? null : (
          <p className={warned.warned} role="alert">
            {notSaved(state.problem)}
          </p>
        )}
      </div>
    </div>
  );
};
