/**
 * The search dialog: a field and its results while typing. It follows the combobox pattern: the field keeps the focus,
 * the arrow keys choose in the list. Esc and a press outside return to where the person was.
 */
import { Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { FoundNote } from '../../shared/notes.ts';
import { useMinute } from '../data/clock.ts';
import { keyOf } from '../occurrence/occurrence.ts';
import { joinParts, keyParts } from '../shortcuts/keyNames.ts';
import { useAct } from '../ui/act.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import hidden from '../ui/Hidden.module.css';
import { Hidden } from '../ui/Hidden.tsx';
import { Modal } from '../ui/Modal.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import styles from './Search.module.css';
import { optionId, SearchResults } from './SearchResults.tsx';
import { useNoteSearch } from './useNoteSearch.ts';
import { mostFound, useSearch } from './useSearch.ts';

interface SearchDialogProps {
  /** Takes what was typed before the field had the focus. */
  readonly typedAhead: () => string;
  readonly onOpen: (occurrence: Occurrence) => void;
  readonly onOpenNote: (note: FoundNote) => void;
  readonly onShowNotes: () => void;
  readonly onClose: () => void;
}

/** The number of results that PageUp and PageDown move. */
const pageOf = 6;

export const SearchDialog = (props: SearchDialogProps): ReactNode => {
  const { typedAhead, onOpen, onOpenNote, onShowNotes, onClose } = props;
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
  const foundNotes = useNoteSearch(query);
  // Not before the events, which are listed above them: the first result must not change under an Enter.
  const notes = answered === null ? [] : foundNotes;
  const total = found.length + notes.length;
  const keys = [...found.map(keyOf), ...notes.map(({ id }) => id)];
  const [current, setCurrent] = useCurrent(answered?.query ?? '', keys);

  const open = (occurrence: Occurrence): void => {
    onClose();
    onOpen(occurrence);
  };
  const openNote = (note: FoundNote): void => {
    onClose();
    onOpenNote(note);
  };
  const move = (to: number): void => setCurrent(Math.min(total - 1, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    // An Enter that confirms text of an input method chooses nothing.
    if (event.nativeEvent.isComposing) return;
    const chosen = found[current];
    const note = notes[current - found.length];
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      PageDown: () => move(current + pageOf),
      PageUp: () => move(current - pageOf),
      Home: () => move(0),
      End: () => move(total - 1),
      Enter: () => {
        if (note !== undefined) return openNote(note);
        if (chosen === undefined) return;
        if (!event.ctrlKey && !event.metaKey) return open(chosen);
        if (chosen.joinUrl === undefined) return;
        act(window.jarvis.meeting.join(refOf(chosen)));
        onClose();
      },
    };
    const key = total === 0 || event.altKey || event.shiftKey ? undefined : actions[event.key];
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
          aria-expanded={total > 0}
          aria-controls={total > 0 ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={total > 0 ? optionId(listId, current) : undefined}
          placeholder={messages.search.placeholder}
          maxLength={500}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          dir="auto"
          value={query}
          onFocus={() => {
            const ahead = typedAhead();
            if (ahead !== '') setQuery(ahead);
          }}
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
        {total > 0 ? (
          <SearchResults
            id={listId}
            found={found}
            notes={notes}
            nowMs={nowMs}
            current={current}
            onCurrent={setCurrent}
            onOpen={open}
            onOpenNote={openNote}
          />
        ) : problem !== null ? (
          <p className={styles.note} role="alert">
            {problemText(messages, problem, format).sentence}
          </p>
        ) : asked === '' ? (
          <div className={styles.note}>
            <p>{messages.search.hint}</p>
            <Button
              look="plain"
              size="small"
              className={styles.allNotes}
              onClick={() => {
                onClose();
                onShowNotes();
              }}
            >
              {messages.notes.all}
            </Button>
          </div>
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
        <span role="status" className={total === 0 ? hidden.hidden : ''}>
          {isSettled ? countOf(found.length, notes.length, asked, messages) : ''}
        </span>
        {total === 0 ? null : (
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

const countOf = (count: number, noteCount: number, query: string, messages: Messages): string => {
  const { search, notes } = messages;
  if (count + noteCount === 0) return search.none(query);
  if (count === 0) return notes.alsoFound(noteCount);
  const events = count === mostFound ? search.first(count) : search.count(count);
  return noteCount === 0 ? events : `${events} · ${notes.alsoFound(noteCount)}`;
};

/** The chosen result: the first one of a new query; the same one if the same query returns new results. */
const useCurrent = (
  query: string,
  keys: readonly string[],
): readonly [current: number, setCurrent: (index: number) => void] => {
  const [chosen, setChosen] = useState<{ readonly query: string; readonly key: string } | null>(null);
  const at = chosen === null || chosen.query !== query ? 0 : keys.indexOf(chosen.key);
  return [
    Math.max(0, at),
    (index) => {
      const key = keys[index];
      setChosen(key === undefined ? null : { query, key });
    },
  ];
};
