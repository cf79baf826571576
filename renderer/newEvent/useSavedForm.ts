import { useEffect, useRef, useState } from 'react';
import { SECOND_MS } from '../../shared/durations.ts';
import { emptyForm, formOf, formText, isEmptyForm, type EventForm } from './eventForm.ts';

export interface SavedForm {
  readonly form: EventForm;
  /** The form is one that was kept from before. */
  readonly restored: boolean;
  /** The form with every change, also those of the same event. */
  readonly latest: () => EventForm;
  readonly change: (next: EventForm) => void;
  /** Keeps the form at once, so that closing the dialog loses nothing. */
  readonly keep: () => void;
  /** Forgets what was kept: the event has been created, or the person starts over. */
  readonly forget: () => void;
}

/**
 * The form, kept by main a second after each change [O6]: closing the dialog, or a crash, loses nothing of it. It is
 * restored when the dialog opens again; with `fresh`, the form begins empty.
 */
export const useSavedForm = (fresh: boolean): SavedForm => {
  const [form, setForm] = useState(emptyForm);
  const [restored, setRestored] = useState(false);
  const draftId = useRef<string>(crypto.randomUUID());
  const latest = useRef(form);
  const unsaved = useRef(false);

  const save = (text: string | null): void => {
    unsaved.current = false;
    void window.jarvis.edits.saveDraft({ draftId: draftId.current, text });
  };
  const keep = (): void => {
    if (unsaved.current) save(isEmptyForm(latest.current) ? null : formText(latest.current));
  };
  useEffect(() => {
    if (fresh) return;
    let isWanted = true;
    void window.jarvis.edits.drafts().then((reply) => {
      // What was typed meanwhile is newer.
      if (!isWanted || !reply.ok || unsaved.current) return;
      const newest = reply.value
        .toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
        .find(({ text }) => formOf(text) !== null);
      const kept = newest === undefined ? null : formOf(newest.text);
      if (newest === undefined || kept === null) return;
      draftId.current = newest.draftId;
      latest.current = kept;
      setForm(kept);
      setRestored(true);
    });
    return () => {
      isWanted = false;
    };
  }, [fresh]);
  useEffect(() => {
    if (!unsaved.current) return;
    const timer = setTimeout(() => save(isEmptyForm(form) ? null : formText(form)), SECOND_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return {
    form,
    restored,
    latest: () => latest.current,
    change: (next) => {
      latest.current = next;
      unsaved.current = true;
      setForm(next);
    },
    keep,
    forget: () => {
      save(null);
      draftId.current = crypto.randomUUID();
      latest.current = emptyForm;
      setForm(emptyForm);
      setRestored(false);
    },
  };
};
