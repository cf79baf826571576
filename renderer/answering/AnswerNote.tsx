import { MessageSquare } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { LONGEST_COMMENT } from '../../shared/writing.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Answering.module.css';
import { useAnswering } from './answering.ts';

interface NoteProps {
  readonly occurrence: Occurrence;
  /** The note that the organizer has, or that is on its way; empty without one. */
  readonly sent: string;
}

/** Opens the field for the note to the organizer. */
export const WriteNote = ({ occurrence, sent }: NoteProps): ReactNode => {
  const texts = useWords().messages.answering;
  const { notes } = useAnswering();
  return (
    <Button size="small" look="plain" onClick={() => notes.type(occurrence, sent)}>
      <MessageSquare size={14} aria-hidden="true" />
      {sent === '' ? texts.addNote : texts.editNote}
    </Button>
  );
};

interface AnswerNoteProps extends NoteProps {
  readonly note: string;
  /** Sends the note with the answer that was given; null: there is no answer yet, or nothing new in the note. */
  readonly onSend: (() => void) | null;
}

/** The note to the organizer while it is written. It is sent with the answer, and kept until then. */
export const AnswerNote = ({ occurrence, sent, note, onSend }: AnswerNoteProps): ReactNode => {
  const { messages } = useWords();
  const texts = messages.answering;
  const { notes } = useAnswering();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isNothingNew = note.trim() === sent;
  const latest = useRef({ isNothingNew, occurrence, notes });
  useEffect(() => {
    latest.current = { isNothingNew, occurrence, notes };
  });
  useEffect(() => {
    // One that was typed before is shown without taking the focus.
    if (latest.current.isNothingNew) field.current?.focus();
    return () => {
      const left = latest.current;
      if (left.isNothingNew) left.notes.type(left.occurrence, null);
      left.notes.keep();
    };
  }, []);
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{texts.note}</label>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        maxLength={LONGEST_COMMENT}
        value={note}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => notes.type(occurrence, target.value)}
        onBlur={notes.keep}
      />
      <small id={`${id}-hint`}>{texts.noteHint}</small>
      <div className={styles.line}>
        <Button size="small" disabled={onSend === null} onClick={() => onSend?.()}>
          {note.trim() === '' && sent !== '' ? texts.removeNote : texts.sendNote}
        </Button>
        <Button size="small" look="plain" onClick={() => notes.type(occurrence, null)}>
          {messages.app.cancel}
        </Button>
      </div>
    </div>
  );
};
