/** Which meetings have notes, for the mark in the list. Asked after the first paint. */
import { createContext, useEffect, useState } from 'react';
import { onNotesChanged } from './onNotesChanged.ts';

const none: ReadonlySet<string> = new Set();

/** The keys of all notes (`noteKey`). */
export const NoteMarksContext = createContext<ReadonlySet<string>>(none);

/** `wanted`: the first paint is over. */
export const useNoteMarks = (wanted: boolean): ReadonlySet<string> => {
  const [marks, setMarks] = useState(none);
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const reply = await window.jarvis.notes.marks();
      if (!isCurrent || !reply.ok) return;
      const { value } = reply;
      // The same marks draw nothing anew: a note is saved with every pause in typing.
      setMarks((before) =>
        before.size === value.length && value.every((key) => before.has(key)) ? before : new Set(value),
      );
    };
    void load();
    const stop = onNotesChanged(() => void load());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [wanted]);
  return marks;
};
