import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import { settingsPages, type SettingsPageName } from './pages.ts';
import styles from './SettingsPage.module.css';

interface PageListProps {
  readonly current: SettingsPageName;
  /** The id of the element with the page. */
  readonly controls: string;
  readonly onChoose: (page: SettingsPageName) => void;
}

/** The id of a page's tab, which names the page. */
export const tabId = (controls: string, page: SettingsPageName): string => `${controls}-${page}`;

/** The pages by name: tabs at the side, or a selection field where the window is narrow. */
export const PageList = ({ current, controls, onChoose }: PageListProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.settings;
  const list = useRef<HTMLDivElement>(null);
  const names: Record<SettingsPageName, string> = {
    accounts: words.accountsAndCalendars,
    writing: messages.writing.title,
    reminders: messages.reminders.settings.title,
    attention: messages.attention.page,
    notes: messages.notes.settings.title,
    appearance: words.appearance,
    shortcuts: words.shortcuts,
    general: words.general,
    sync: words.syncing,
    assistants: messages.assistants.title,
    hooks: messages.hooks.title,
    about: words.about,
  };
  const move = (event: KeyboardEvent): void => {
    const at = settingsPages.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: settingsPages.length - 1 }[event.key];
    const page = to === undefined ? undefined : settingsPages.at(to % settingsPages.length);
    if (page === undefined) return;
    event.preventDefault();
    onChoose(page);
    list.current?.querySelector<HTMLElement>(`[id="${tabId(controls, page)}"]`)?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-orientation="vertical"
        aria-label={words.sections}
        className={styles.tabs}
      >
        {settingsPages.map((page) => (
          <button
            key={page}
            id={tabId(controls, page)}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={page === current}
            aria-controls={controls}
            tabIndex={page === current ? 0 : -1}
            onClick={() => onChoose(page)}
            onKeyDown={move}
          >
            {names[page]}
          </button>
        ))}
      </div>
      <select
        className={styles.narrowPages}
        aria-label={words.sections}
        value={current}
        onChange={({ target }) => {
          const page = settingsPages.find((each) => each === target.value);
          if (page !== undefined) onChoose(page);
        }}
      >
        {settingsPages.map((page) => (
          <option key={page} value={page}>
            {names[page]}
          </option>
        ))}
      </select>
    </>
  );
};
