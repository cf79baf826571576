import { NotebookPen } from 'lucide-react';
import { useContext, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { noteKey } from '../../shared/notes.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import { NoteMarksContext } from './noteMarks.ts';
import styles from './NoteMark.module.css';

/** The sign of a meeting with a note, on it or on its series. */
export const NoteMark = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const marks = useContext(NoteMarksContext);
  if (marks.size === 0) return null;
  const isNoted =
    marks.has(noteKey('occurrence', occurrence)) ||
    (occurrence.masterId !== undefined && marks.has(noteKey('series', occurrence)));
  if (!isNoted) return null;
  return (
    <>
      <NotebookPen className={styles.mark} size={13} aria-hidden="true" />
      <Hidden>{messages.notes.mark}</Hidden>
    </>
  );
};
