import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { AgendaChange, AppInfo, Settings } from '../../shared/contract.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { RecentChanges } from '../changes/RecentChanges.tsx';
import type { Accounts } from '../data/useAccounts.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { useHistory, useInspection } from '../data/useInspection.ts';
import type { Sync } from '../data/useSync.ts';
import { PassTable } from '../inspector/PassTable.tsx';
import { SyncInspector } from '../inspector/SyncInspector.tsx';
import { Button } from '../ui/Button.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useWords } from '../ui/words.ts';
import { AccountList } from './AccountList.tsx';
import { CalendarList } from './CalendarList.tsx';
import { ReminderSettings } from './ReminderSettings.tsx';
import styles from './Settings.module.css';

export type SettingsPlace = 'top' | 'calendars' | 'accounts' | 'sync' | 'tokenStorage';

interface SettingsPageProps {
  readonly state: SettingsState;
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
  /** Which part to show first. */
  readonly place: SettingsPlace;
  readonly sync: Sync;
  readonly changes: ChangeIndex;
  readonly nowMs: number;
  readonly onOpenChange: (change: AgendaChange) => void;
  readonly onShowShortcuts: () => void;
}

const intervals = [1, 2, 5, 10, 15, 30, 60, 120];

/** Everything a person can set, each saved as it is chosen. */
export const SettingsPage = (props: SettingsPageProps): ReactNode => {
  const { state, accounts, info, place, sync, changes, nowMs, onOpenChange } = props;
  const { messages, format } = useWords();
  const { settings, change } = state;
  const page = useRef<HTMLDivElement>(null);
  const words = messages.settings;
  const inspection = useInspection();
  const history = useHistory();

  useEffect(() => {
    const target = page.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    target?.scrollIntoView({ block: 'start' });
  }, [place]);

  return (
    <div ref={page} className={styles.page} data-scroller>
      <div className={styles.column} data-place="top">
        {state.problem === null || settings === null ? null : (
          <p className={styles.problem} role="alert">
            {words.notSaved}
          </p>
        )}
        <Section title={words.accounts} place="accounts">
          <AccountList accounts={accounts} info={info} inspection={inspection.value} nowMs={nowMs} />
        </Section>
        <Section title={words.calendars} hint={words.calendarsHint} place="calendars">
          <CalendarList accounts={accounts} />
        </Section>
        {settings === null ? null : (
          <>
            <Section title={words.syncing} place="syncing">
              <Choice
                label={words.interval}
                hint={words.intervalHint}
                value={String(settings.syncIntervalMinutes)}
                options={withCurrent(settings.syncIntervalMinutes).map((minutes) => [
                  String(minutes),
                  minutes % 60 === 0 ? words.everyHours(minutes / 60) : words.everyMinutes(minutes),
                ])}
                onChange={(value) => change({ syncIntervalMinutes: Number(value) })}
              />
              <Choice
                label={words.reachBack}
                hint={words.reachBackHint}
                value={settings.reachBack}
                options={(['month', 'year', 'everything'] as const).map((reach) => [
                  reach,
                  words.reachBackChoices[reach],
                ])}
                onChange={(reachBack) => change({ reachBack })}
              />
            </Section>
            <Section title={messages.inspector.title} place="sync">
              <SyncInspector inspection={inspection} sync={sync} nowMs={nowMs} />
            </Section>
            <Section title={messages.changes.title} hint={messages.changes.hint} place="changes">
              <RecentChanges changes={changes.all} nowMs={nowMs} onOpen={onOpenChange} />
            </Section>
            <Section title={messages.inspector.passes} place="passes">
              <PassTable passes={history.value ?? []} calendarName={accounts.calendarName} nowMs={nowMs} />
            </Section>
            <ReminderSettings settings={settings} change={change} />
            <Section title={words.appearance} place="appearance">
              <div className={styles.item}>
                <span className={styles.words}>
                  <strong>{words.theme}</strong>
                </span>
                <Segments
                  label={words.theme}
                  value={settings.theme}
                  options={(['system', 'light', 'dark'] as const).map((value) => ({
                    value,
                    label: words.themes[value],
                  }))}
                  onChange={(theme) => change({ theme })}
                />
              </div>
            </Section>
            {info?.keyring === 'none' ? (
              <Section title={words.signInStorage} place="tokenStorage">
                <Choice
                  label={words.tokenStorage}
                  hint={words.tokenStorageHint}
                  value={settings.tokenStorage}
                  options={storageChoices(settings).map((choice) => [
                    choice,
                    words.tokenStorageChoices[choice],
                  ])}
                  onChange={(tokenStorage) => change({ tokenStorage })}
                />
              </Section>
            ) : null}
          </>
        )}
        <Section title={words.shortcuts} place="shortcuts">
          <div className={styles.item}>
            <Button shortcut="sheet" onClick={props.onShowShortcuts}>
              {messages.shortcuts.title}
            </Button>
          </div>
        </Section>
        <Section title={words.about} place="about">
          <div className={styles.item}>
            <span className={styles.words}>
              <strong>{messages.app.name}</strong>
              <small>{info === null ? '' : words.version(info.version)}</small>
              <small>{words.aboutText}</small>
              <small>{words.timesIn(format.timeZone.replaceAll('_', ' '))}</small>
            </span>
          </div>
        </Section>
      </div>
    </div>
  );
};

/** A number that came from a settings file by hand stays choosable. */
const withCurrent = (minutes: number): readonly number[] =>
  intervals.includes(minutes) ? intervals : [...intervals, minutes].toSorted((a, b) => a - b);

const storageChoices = (settings: Settings): readonly Settings['tokenStorage'][] =>
  settings.tokenStorage === 'ask' ? ['ask', 'memory', 'file'] : ['memory', 'file'];

const Section = (props: {
  readonly title: string;
  readonly hint?: string;
  readonly place: string;
  readonly children: ReactNode;
}): ReactNode => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-place={props.place}>
      <h2 id={id}>{props.title}</h2>
      <div className={styles.card}>{props.children}</div>
      {props.hint === undefined ? null : <p className={styles.note}>{props.hint}</p>}
    </section>
  );
};

const Choice = <Value extends string>(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className={styles.item}>
      <label htmlFor={id} className={styles.words}>
        <strong>{props.label}</strong>
        <small>{props.hint}</small>
      </label>
      <select
        id={id}
        className={styles.select}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as Value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
};
