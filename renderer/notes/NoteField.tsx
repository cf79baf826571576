/** The field of one note. It is saved while one types; what cannot be saved is said under it and stays in it. */
import { useEffect, useId, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Messages } from '../../shared/messages/en.ts';
import { LONGEST_NOTE, noteKey, type Note, type NotedMeeting, type NoteScope } from '../../shared/notes.ts';
import type { Problem } from '../../shared/problems.ts';
import { Button } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { leaveDraft, openDraft, type Draft } from './draft.ts';
import styles from './Notes.module.css';

interface NoteFieldProps {
  readonly scope: NoteScope;
  readonly meeting: NotedMeeting;
  /** What is stored; null if there is no note yet. */
  readonly note: Note | null;
  readonly label: string;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
}

const save = (note: Parameters<typeof window.jarvis.notes.save>[0]) => window.jarvis.notes.save(note);

/** Longer texts are not measured for the height of the field. */
const mostMeasured = 20_000;

/** Returns the sentence for a note that could not be saved. */
export const saveProblem = (problem: Problem, { notes }: Messages): string =>
  notes.problems[problem.kind === 'storageFailed' ? problem.cause : 'other'];

const useDraft = ({ scope, meeting, note }: NoteFieldProps): Draft => {
  const [{ key, draft }] = useState(() => {
    const noted = noteKey(scope, note?.meeting ?? meeting);
    return { key: noted, draft: openDraft(noted, { scope, meeting }, note, save) };
  });
  useEffect(() => draft.adopt(note), [draft, note]);
  useEffect(() => {
    const flush = (): void => draft.flush();
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      leaveDraft(key, draft);
    };
  }, [key, draft]);
  return draft;
};

export const NoteField = (props: NoteFieldProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.notes;
  const id = useId();
  const statusId = useId();
  const draft = useDraft(props);
  const { text, status, problem, over } = useSyncExternalStore(draft.subscribe, draft.get);
  return (
    <div className={styles.note}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <textarea
        id={id}
        className={`${styles.text} ${text.length > mostMeasured ? styles.long : ''}`}
        dir="auto"
        rows={3}
        value={text}
        placeholder={words.placeholder}
        aria-describedby={statusId}
        readOnly={props.readOnly === true}
        autoFocus={props.autoFocus === true}
        onChange={({ target }) => draft.type(target.value)}
        onBlur={() => draft.flush()}
      />
      <p id={statusId} className={styles.status} role="status">
        {status === 'typing'
          ? words.saving
          : status === 'saved' && over === 0
            ? text === ''
              ? words.onlyHere
              : words.saved
            : words.notSaved}
      </p>
      {status === 'failed' && problem !== null ? (
        <p className={`${warned.warned} ${styles.problem}`} role="alert">
          {saveProblem(problem, messages)}
        </p>
      ) : null}
      {over > 0 ? (
        <p className={`${warned.warned} ${styles.problem}`} role="alert">
          {words.tooLong(format.number(LONGEST_NOTE), format.number(over))}
        </p>
      ) : null}
      {status === 'changed' ? (
        <div className={`${warned.warned} ${styles.problem}`} role="alert">
          <p>{words.changed}</p>
          <p className={styles.buttons}>
            <Button size="small" onClick={draft.keepMine}>
              {words.keepMine}
            </Button>
            <Button size="small" onClick={draft.useOther}>
              {words.useOther}
            </Button>
          </p>
        </div>
      ) : null}
    </div>
  );
};
