import { useEffect, useState } from 'react';
import type { FoundNote } from '../../shared/notes.ts';
import { onNotesChanged } from '../notes/onNotesChanged.ts';

/** The largest number of notes. */
const mostNotes = 20;

const none: readonly FoundNote[] = [];

/** Returns the notes for what is typed: of the last query that was answered, so that the list does not flicker. */
export const useNoteSearch = (query: string): readonly FoundNote[] => {
  const [found, setFound] = useState(none);
  const wanted = query.trim();
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const reply =
        wanted === '' ? null : await window.jarvis.notes.search({ query: wanted, limit: mostNotes });
      if (isCurrent) setFound(reply?.ok === true ? reply.value : none);
    };
    const frame = requestAnimationFrame(() => void ask());
    const stop = onNotesChanged(() => void ask());
    return () => {
      isCurrent = false;
      cancelAnimationFrame(frame);
      stop();
    };
  }, [wanted]);
  return wanted === '' ? none : found;
};
