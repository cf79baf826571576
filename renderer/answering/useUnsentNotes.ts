/**
 * Notes to organizers that were typed and not sent, by occurrence: they stay while their panel is closed, and main keeps
 * them over a restart, as it keeps the form of a new event.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SECOND_MS } from '../../shared/durations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { keyOf } from '../occurrence/occurrence.ts';

export interface UnsentNotes {
  /** Null: nothing was typed. */
  readonly of: (occurrence: Occurrence) => string | null;
  /** Null: forgets it. */
  readonly type: (occurrence: Occurrence, text: string | null) => void;
  /** Has main keep at once what was typed in the last second. */
  readonly keep: () => void;
}

export const noNotes: UnsentNotes = { of: () => null, type: () => {}, keep: () => {} };

interface Note {
  readonly draftId: string;
  readonly text: string | null;
}

const draftText = (key: string, text: string): string => JSON.stringify({ version: 1, noteOn: key, text });

/** Returns the note that a draft is; null if it is something else. */
const noteOf = (draft: string): { readonly key: string; readonly text: string } | null => {
  try {
    const { version, noteOn, text } = JSON.parse(draft) as Record<string, unknown>;
    return version === 1 && typeof noteOn === 'string' && typeof text === 'string'
      ? { key: noteOn, text }
      : null;
  } catch {
    return null;
  }
};

/** `wanted`: there is an account whose invitations can be answered here. */
export const useUnsentNotes = (wanted: boolean): UnsentNotes => {
  const [notes, setNotes] = useState<ReadonlyMap<string, Note>>(new Map());
  const latest = useRef(notes);
  const unsaved = useRef(new Set<string>());

  const keep = useCallback(() => {
    for (const key of unsaved.current) {
      const note = latest.current.get(key);
      if (note === undefined) continue;
      const text = note.text === null ? null : draftText(key, note.text);
      void window.jarvis.edits.saveDraft({ draftId: note.draftId, text });
    }
    unsaved.current.clear();
  }, []);
  const type = useCallback((occurrence: Occurrence, text: string | null) => {
    const key = keyOf(occurrence);
    const before = latest.current.get(key);
    if (before === undefined && text === null) return;
    const draftId = before?.draftId ?? crypto.randomUUID();
    latest.current = new Map(latest.current).set(key, { draftId, text });
    unsaved.current.add(key);
    setNotes(latest.current);
  }, []);
  useEffect(() => {
    if (unsaved.current.size === 0) return;
    const timer = setTimeout(keep, SECOND_MS);
    return () => clearTimeout(timer);
  }, [notes, keep]);
  useEffect(() => {
    if (!wanted) return;
    void window.jarvis.edits.drafts().then((reply) => {
      if (!reply.ok) return;
      const kept = reply.value.flatMap(({ draftId, text }) => {
        const note = noteOf(text);
        return note === null ? [] : [[note.key, { draftId, text: note.text }] as const];
      });
      // What was typed meanwhile is newer.
      latest.current = new Map([...kept, ...latest.current]);
      setNotes(latest.current);
    });
  }, [wanted]);
  return useMemo(
    () => ({ of: (occurrence) => notes.get(keyOf(occurrence))?.text ?? null, type, keep }),
    [notes, type, keep],
  );
};
