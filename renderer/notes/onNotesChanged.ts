/** For `useLive`: calls back when a note was written. */
export const onNotesChanged = (changed: () => void): (() => void) => window.jarvis.notes.onChanged(changed);
