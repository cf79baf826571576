/**
 * The search dialog: a field and its results while typing. It follows the combobox pattern: the field keeps the focus,
 * the arrow keys choose in the list. Esc and a press outside return to where the person was.
 */
import { Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Messages } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Occurrence } from '../../shared/model.ts';
import { useMinute } from '../data/clock.ts';
import { keyOf, refOf } from '../data/occurrence.ts';
import { joinParts, keyParts } from '../shortcuts/keyNames.ts';
import { useAct } from '../ui/act.ts';
import { IconButton } from '../ui/Button.tsx';
import hidden from '../ui/Hidden.module.css';
import { Hidden } from '../ui/Hidden.tsx';
import { Modal } from '../ui/Modal.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import styles from './Search.module.css';
import { optionId, SearchResults } from './SearchResults.tsx';
import { mostFound, useSearch } from './useSearch.ts';

interface SearchDialogProps {
  readonly onOpen: (occurrence: Occurrence) => void;
  readonly onClose: () => void;
}

/** The number of results that PageUp and PageDown move. */
const pageOf = 6;

export const SearchDialog = ({ onOpen, onClose }: SearchDialogProps): ReactNode => {
  const { messages, format } = useWords();
  const nowMs = useMinute();
  const platform = usePlatform();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const { answered, problem, waiting } = useSearch(query);
  const asked = query.trim();
  const found = asked === '' ? [] : (answered?.found.occurrences ?? []);
  const [current, setCurrent] = useCurrent(answered?.query ?? '', found);

  const open = (occurrence: Occurrence): void => {
    onClose();
    onOpen(occurrence);
  };
  const move = (to: number): void => setCurrent(Math.min(found.length - 1, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    // An Enter that confirms text of an input method chooses nothing.
    if (event.nativeEvent.isComposing) return;
    const chosen = found[current];
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      PageDown: () => move(current + pageOf),
      PageUp: () => move(current - pageOf),
      Home: () => move(0),
      End: () => move(found.length - 1),
      Enter: () => {
        if (chosen === undefined) return;
        if (!event.ctrlKey && !event.metaKey) return open(chosen);
        if (chosen.joinUrl === undefined) return;
        act(window.jarvis.meeting.join(refOf(chosen)));
        onClose();
      },
    };
    const key = found.length === 0 || event.altKey || event.shiftKey ? undefined : keys[event.key];
    if (key === undefined) return;
    event.preventDefault();
    key();
  };

  const isSettled = answered !== null && answered.query === asked && !waiting;
  const named = (key: string): string => joinParts(keyParts(key, platform, messages), platform);
  return (
    <Modal className={styles.dialog} aria-label={messages.search.title} onClose={onClose}>
      <div className={styles.field}>
        <Search size={18} aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={messages.search.label}
          aria-expanded={found.length > 0}
          aria-controls={found.length > 0 ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(listId, current) : undefined}
          placeholder={messages.search.placeholder}
          maxLength={500}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          dir="auto"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {query === '' ? null : (
          <IconButton
            label={messages.search.clear}
            onClick={() => {
              setQuery('');
              input.current?.focus();
            }}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        )}
        <button
          type="button"
          className={styles.close}
          title={messages.shortcuts.withKey(messages.app.close, named('Escape'))}
          aria-keyshortcuts="Escape"
          onClick={onClose}
        >
          <Hidden>{messages.app.close} </Hidden>
          <kbd>{named('Escape')}</kbd>
        </button>
      </div>
      <div className={styles.body} aria-busy={waiting}>
        {found.length > 0 ? (
          <SearchResults
            id={listId}
            found={found}
            nowMs={nowMs}
            current={current}
            onCurrent={setCurrent}
            onOpen={open}
          />
        ) : problem !== null ? (
          <p className={styles.note} role="alert">
            {problemText(messages, problem, format).sentence}
          </p>
        ) : asked === '' ? (
          <p className={styles.note}>{messages.search.hint}</p>
        ) : isSettled ? (
          <div className={styles.note}>
            <p className={styles.none}>{messages.search.none(asked)}</p>
            <p>{messages.search.noneHint}</p>
          </div>
        ) : (
          <p className={`${styles.note} ${styles.late}`}>{messages.search.searching}</p>
        )}
        {isSettled && !answered.found.complete ? (
          <p className={`${styles.note} ${styles.indexing}`}>{messages.search.indexing}</p>
        ) : null}
      </div>
      <footer className={styles.footer}>
        {/* If nothing was found, the body already says so visibly. */}
        <span role="status" className={found.length === 0 ? hidden.hidden : ''}>
          {isSettled ? countOf(found.length, asked, messages) : ''}
        </span>
        {found.length === 0 ? null : (
          <span className={styles.keys} aria-hidden="true">
            <kbd>{`${named('ArrowUp')} ${named('ArrowDown')}`}</kbd> {messages.search.keys.choose}
            <kbd>{named('Enter')}</kbd> {messages.search.keys.open}
            {found[current]?.joinUrl === undefined ? null : (
              <>
                <kbd>{named('Mod+Enter')}</kbd> {messages.search.keys.join}
              </>
            )}
          </span>
        )}
      </footer>
    </Modal>
  );
};

const countOf = (count: number, query: string, { search }: Messages): string => {
  if (count === 0) return search.none(query);
  return count === mostFound ? search.first(count) : search.count(count);
};

/** The chosen result: the first one of a new query; the same one if the same query returns new results. */
const useCurrent = (
  query: string,
  found: readonly Occurrence[],
): readonly [current: number, setCurrent: (index: number) => void] => {
  const [chosen, setChosen] = useState<{ readonly query: string; readonly key: string } | null>(null);
  const at =
    chosen === null || chosen.query !== query ? 0 : found.findIndex((each) => keyOf(each) === chosen.key);
  return [
    Math.max(0, at),
    (index) => {
      const occurrence = found[index];
      setChosen(occurrence === undefined ? null : { query, key: keyOf(occurrence) });
    },
  ];
};
