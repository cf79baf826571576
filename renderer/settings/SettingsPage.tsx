import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { useSystem } from '../data/useApp.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { useInspection, type Sync } from '../data/useSync.ts';
import { HookSettings } from '../hooks/HookSettings.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { About } from './About.tsx';
import { AccountList } from './AccountList.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { AttentionSettings } from './AttentionSettings.tsx';
import { AssistantSettings } from './AssistantSettings.tsx';
import { BriefSettings } from './BriefSettings.tsx';
import { BrowserSettings } from './BrowserSettings.tsx';
import { CalendarList } from './CalendarList.tsx';
import { Section } from './fields.tsx';
import { JoinSettings } from './JoinSettings.tsx';
import { NotesSettings } from './NotesSettings.tsx';
import { PageList, tabId } from './PageList.tsx';
import { pageOf, type SettingsPlace } from './pages.ts';
import { ReminderSettings } from './ReminderSettings.tsx';
import styles from './SettingsPage.module.css';
import { ShortcutSettings } from './ShortcutSettings.tsx';
import { SignInStorage } from './SignInStorage.tsx';
import { StartSettings } from './StartSettings.tsx';
import { SyncPage } from './SyncPage.tsx';
import { WritingSettings } from './WritingSettings.tsx';

interface SettingsPageProps {
  readonly state: SettingsState;
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
  /** The page to show, or the part of one. */
  readonly place: SettingsPlace;
  readonly onShow: (place: SettingsPlace) => void;
  readonly sync: Sync;
  readonly changes: ChangeIndex;
  readonly nowMs: number;
  readonly onOpenChange: (change: ListedChange) => void;
  readonly onShowShortcuts: () => void;
}

/** All settings on a few pages, each saved when it is chosen. */
export const SettingsPage = (props: SettingsPageProps): ReactNode => {
  const { state, place, onShow } = props;
  const { messages, format } = useWords();
  const words = messages.settings;
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const page = pageOf(place);

  useEffect(() => {
    const part = panel.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    if (part != null && place !== page) part.scrollIntoView({ block: 'start' });
    else if (panel.current !== null) panel.current.scrollTop = 0;
  }, [place, page]);
  /** Returns a sentence for a setting that could not be saved: it stays in effect until the app quits. */
  const notSaved = (problem: Problem): string =>
    problem.kind === 'storageFailed'
      ? `${problemText(messages, problem, format).sentence} ${words.holdsUntilEnd}`
      : words.notSaved;

  return (
    <div className={styles.frame}>
      <PageList current={page} controls={id} onChoose={onShow} />
      <div
        ref={panel}
        id={id}
        role="tabpanel"
        aria-labelledby={tabId(id, page)}
        className={styles.page}
        data-scroller
        data-page={page}
      >
        <div className={styles.column}>
          <Page {...props} />
        </div>
      </div>
      {/* On top of the page, so that the page does not move when it appears. */}
      <div className={styles.notSaved}>
        {state.problem === null || state.settings === null ? null : (
          <p className={warned.warned} role="alert">
            {notSaved(state.problem)}
          </p>
        )}
      </div>
    </div>
  );
};

const Page = (props: SettingsPageProps): ReactNode => {
  const { state, accounts, info, place, nowMs } = props;
  const { settings, change } = state;
  const { messages } = useWords();
  const words = messages.settings;
  const inspection = useInspection();
  const system = useSystem().value;
  const page = pageOf(place);
  if (page === 'accounts')
    return (
      <>
        <Section title={words.accounts} place="accounts">
          <AccountList accounts={accounts} info={info} inspection={inspection.value} nowMs={nowMs} />
        </Section>
        {settings === null || info?.keyring !== 'none' ? null : (
          <SignInStorage settings={settings} change={change} />
        )}
        <Section title={words.calendars} hint={words.calendarsHint} place="calendars">
          <CalendarList accounts={accounts} />
        </Section>
        {settings === null ? null : (
          <BrowserSettings settings={settings} change={change} accounts={accounts} />
        )}
      </>
    );
  if (page === 'sync')
    return (
      <SyncPage
        settings={settings}
        change={change}
        accounts={accounts}
        inspection={inspection}
        sync={props.sync}
        changes={props.changes}
        nowMs={nowMs}
        unfolded={place === 'syncDetails'}
        onOpenChange={props.onOpenChange}
      />
    );
  if (page === 'notes') return <NotesSettings />;
  if (page === 'about') return <About info={info} settings={settings} change={change} nowMs={nowMs} />;
  if (page === 'hooks') return <HookSettings nowMs={nowMs} />;
  if (settings === null) return null;
  switch (page) {
    case 'writing':
      return <WritingSettings settings={settings} change={change} accounts={accounts} />;
    case 'reminders':
      return <ReminderSettings settings={settings} change={change} accounts={accounts} />;
    case 'attention':
      return <AttentionSettings settings={settings} change={change} accounts={accounts} />;
    case 'appearance':
      return <AppearanceSettings settings={settings} change={change} />;
    case 'shortcuts':
      return (
        <ShortcutSettings
          settings={settings}
          system={system}
          change={change}
          onShowAll={props.onShowShortcuts}
        />
      );
    case 'assistants':
      return <AssistantSettings settings={settings} change={change} accounts={accounts} />;
    case 'general':
      return (
        <>
          <StartSettings settings={settings} system={system} change={change} />
          <JoinSettings settings={settings} change={change} />
          <BriefSettings settings={settings} change={change} />
        </>
      );
    default:
      return page satisfies never;
  }
};
