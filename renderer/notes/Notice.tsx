import type { ReactNode } from 'react';
import type { NotesNotice } from '../../shared/notes.ts';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import styles from './Notes.module.css';

/** What happened to the notes: damage and what was restored, or why they cannot be changed. */
export const Notice = ({ notice }: { readonly notice: NotesNotice | null }): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.notes.notices;
  if (notice === null) return null;
  const sentence = ((): string => {
    if (notice.kind !== 'restored') return words[notice.kind];
    if (notice.backupAt === null) return words.restoredWithout(notice.notes);
    const date = format.dateOf(Date.parse(notice.backupAt));
    return words.restored(notice.notes, format.fullDate(date, '0000-01-01'));
  })();
  return (
    <p className={`${warned.warned} ${styles.problem}`} role="status">
      {sentence}
    </p>
  );
};
