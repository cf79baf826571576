import { NotebookPen } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FoundNote } from '../../shared/notes.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { dayOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { Marked } from './Marked.tsx';
import styles from './Search.module.css';

interface NoteOptionProps {
  readonly id: string;
  readonly note: FoundNote;
  readonly isCurrent: boolean;
  readonly nowMs: number;
  readonly onCurrent: () => void;
  readonly onOpen: (note: FoundNote) => void;
}

/** A note among the results. */
export const NoteOption = (props: NoteOptionProps): ReactNode => {
  const { id, note, isCurrent, nowMs, onCurrent, onOpen } = props;
  const { messages, format } = useWords();
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const onDate = format.dateOf(startMsOf(note.start, format.timeZone));
  return (
    // The input keeps the focus and handles the keys (combobox pattern).
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={option}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      className={styles.option}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => (isCurrent ? undefined : onCurrent())}
      onClick={() => onOpen(note)}
    >
      <span className={styles.when}>
        <span className={styles.day}>
          {note.scope === 'series' ? messages.notes.wholeSeries : dayOf(onDate, nowMs, { messages, format })}
        </span>
      </span>
      <NotebookPen className={styles.noteIcon} size={12} aria-hidden="true" />
      <span className={styles.text}>
        <span className={styles.title} dir="auto">
          <bdi>{displayTitle({ title: note.title }, messages)}</bdi>
        </span>
        <span className={styles.sub} dir="auto">
          <Marked {...note.match} />
        </span>
        {note.ref === null ? <span className={styles.sub}>{messages.notes.orphan}</span> : null}
      </span>
    </div>
  );
};
