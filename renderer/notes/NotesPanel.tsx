/** All notes, the latest meeting first, as a panel over the day. One without its meeting opens here. */
import { ArrowLeft } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { ListedNote } from '../../shared/notes.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { useMinute } from '../data/clock.ts';
import { useLive } from '../data/useLive.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dotted } from '../ui/Facts.tsx';
import { TitledPanel } from '../ui/TitledPanel.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ExportButton } from './ExportButton.tsx';
import { NoteField } from './NoteField.tsx';
import styles from './Notes.module.css';
import { Notice } from './Notice.tsx';
import { onNotesChanged } from './onNotesChanged.ts';

interface NotesPanelProps {
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  /** The note without a meeting to show at first; null: the list. */
  readonly first: string | null;
  readonly onOpen: (ref: OccurrenceRef) => void;
  readonly onClose: () => void;
}

/** How many are listed at first, and more at a time. */
const page = 100;

export const NotesPanel = ({ covered, first, onOpen, onClose }: NotesPanelProps): ReactNode => {
  const { messages } = useWords();
  const [shown, setShown] = useState(first);
  return (
    <TitledPanel
      title={messages.notes.title}
      before={
        shown === null ? null : (
          <IconButton label={messages.app.back} onClick={() => setShown(null)}>
            <ArrowLeft size={18} aria-hidden="true" data-turns />
          </IconButton>
        )
      }
      covered={covered}
      onClose={onClose}
    >
      {shown === null ? (
        <NoteList onOpen={onOpen} onShow={setShown} />
      ) : (
        <SingleNote key={shown} id={shown} />
      )}
    </TitledPanel>
  );
};

interface NoteListProps {
  readonly onOpen: (ref: OccurrenceRef) => void;
  readonly onShow: (id: string) => void;
}

const NoteList = ({ onOpen, onShow }: NoteListProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.notes;
  const [limit, setLimit] = useState(page);
  const load = useCallback(() => window.jarvis.notes.list({ limit }), [limit]);
  const { value, problem } = useLive(load, onNotesChanged);
  if (value === null)
    return problem === null ? null : (
      <p className={`${warned.warned} ${styles.problem} ${styles.inPanel}`} role="alert">
        {words.unreadable}
      </p>
    );
  return (
    <>
      <Notice notice={value.notice} />
      {value.total === 0 ? (
        <div className={styles.empty}>
          <p>{words.none}</p>
          <p>{words.noneHint}</p>
        </div>
      ) : (
        <>
          <div className={styles.tools}>
            <span>{words.count(value.total)}</span>
            <ExportButton what={{ kind: 'all' }} label={words.exportAll} />
          </div>
          <ul>
            {value.notes.map((note) => (
              <li key={note.id} className={styles.item}>
                <NoteRow note={note} onOpen={onOpen} onShow={onShow} />
              </li>
            ))}
          </ul>
          {value.total > value.notes.length ? (
            <Button
              look="plain"
              className={styles.more}
              onClick={() => setLimit(Math.min(1000, limit + page))}
            >
              {words.showMore}
            </Button>
          ) : null}
        </>
      )}
    </>
  );
};

const NoteRow = ({ note, onOpen, onShow }: NoteListProps & { readonly note: ListedNote }): ReactNode => {
  const { messages } = useWords();
  const facts = useNoteFacts(note);
  return (
    <button
      type="button"
      className={styles.row}
      onClick={() => (note.ref === null ? onShow(note.id) : onOpen(note.ref))}
    >
      <span className={styles.title} dir="auto">
        {displayTitle({ title: note.title }, messages)}
      </span>
      <span className={styles.facts}>
        <Dotted parts={facts} />
      </span>
      <span className={styles.excerpt} dir="auto">
        {note.excerpt}
      </span>
    </button>
  );
};

/** Returns what is said about a note in a list: its date, tasks, and whether its meeting is gone. */
const useNoteFacts = (note: ListedNote): readonly string[] => {
  const { messages, format } = useWords();
  const nowMs = useMinute();
  const words = messages.notes;
  const date = format.dateOf(startMsOf(note.start, format.timeZone));
  return [
    note.scope === 'series' ? words.wholeSeries : format.fullDate(date, format.dateOf(nowMs)),
    note.openTasks === 0 ? null : words.tasks(note.openTasks),
    note.ref === null ? words.orphan : null,
  ].filter((fact) => fact !== null);
};

const SingleNote = ({ id }: { readonly id: string }): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.notes;
  const load = useCallback(() => window.jarvis.notes.read({ id }), [id]);
  const { value: note, problem } = useLive(load, onNotesChanged);
  if (note === null)
    return problem === null ? null : (
      <p className={`${warned.warned} ${styles.problem} ${styles.inPanel}`} role="alert">
        {words.unreadable}
      </p>
    );
  const date = format.dateOf(startMsOf(note.meeting.start, format.timeZone));
  return (
    <div className={styles.single}>
      <h3 dir="auto">{displayTitle(note.meeting, messages)}</h3>
      <p className={styles.facts}>
        <Dotted parts={[format.fullDate(date, '0000-01-01'), words.orphan]} />
      </p>
      <NoteField
        scope={note.scope}
        meeting={note.meeting}
        note={note}
        label={note.scope === 'series' ? words.series : words.thisEvent}
        autoFocus
      />
      <div className={styles.buttons}>
        <ExportButton what={{ kind: 'note', id }} label={words.export} />
      </div>
    </div>
  );
};
