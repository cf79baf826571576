/**
 * What is being typed into one note, and how it gets saved: soon after each key, at the latest after `MOST_MS`, and at
 * once when the field is left. Text that could not be saved stays here, also while its field is not shown, and is tried
 * again until it is saved.
 */
import { LONGEST_NOTE, type Note, type NoteToSave } from '../../shared/notes.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Reply } from '../../shared/contract.ts';

/** After the last key, and while somebody types without a pause. */
const PAUSE_MS = 350;
const MOST_MS = 700;
/** A full disk or a lock is tried again after this time. */
const AGAIN_MS = 5000;

export interface DraftState {
  readonly text: string;
  /** `typing`: not saved yet. `failed`: not saved, and tried again. `changed`: somebody else saved it meanwhile. */
  readonly status: 'saved' | 'typing' | 'failed' | 'changed';
  readonly problem: Problem | null;
  /** How many characters are too many to be saved. */
  readonly over: number;
}

export interface Draft {
  get(): DraftState;
  subscribe(listener: () => void): () => void;
  type(text: string): void;
  /** What is stored now. It replaces the text unless something unsaved is typed. */
  adopt(note: Note | null): void;
  /** Saves now. */
  flush(): void;
  keepMine(): void;
  useOther(): void;
}

export type DraftTarget = Pick<NoteToSave, 'scope' | 'meeting'>;
type Save = (note: NoteToSave) => Promise<Reply<'notes.save'>>;

export const createDraft = (target: DraftTarget, stored: Note | null, save: Save): Draft => {
  let id = stored?.id ?? null;
  let revision = stored?.revision ?? 0;
  /** The text as it is stored, as far as is known. */
  let saved = stored?.text ?? '';
  let other: Note | null = null;
  let state: DraftState = { text: saved, status: 'saved', problem: null, over: 0 };
  let isSaving = false;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let latest: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const set = (next: Partial<DraftState>): void => {
    state = { ...state, ...next };
    listeners.forEach((listener) => listener());
  };
  const stopTimers = (): void => {
    clearTimeout(soon);
    clearTimeout(latest);
    soon = undefined;
    latest = undefined;
  };
  const take = (note: Note): void => {
    id = note.id;
    revision = note.revision;
    saved = note.text;
  };
  const write = async (): Promise<void> => {
    stopTimers();
    if (isSaving || other !== null) return;
    const { text } = state;
    const kept = text.slice(0, LONGEST_NOTE).replace(/[\ud800-\udbff]$/, '');
    const over = text.length - kept.length;
    if (kept === saved) return set({ status: 'saved', problem: null, over });
    isSaving = true;
    const reply = await save({ ...target, id, text: kept, revision });
    isSaving = false;
    if (!reply.ok) {
      set({ status: 'failed', problem: reply.problem, over });
      soon = setTimeout(() => void write(), AGAIN_MS);
      return;
    }
    if (reply.value.outcome === 'changed') {
      other = reply.value.note;
      return set({ status: 'changed', problem: null, over });
    }
    take(reply.value.note);
    // What was stored may differ in half characters, and blanks count as nothing.
    saved = kept;
    set({ status: state.text === text ? 'saved' : 'typing', problem: null, over });
    if (state.text !== text) await write();
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    type: (text) => {
      set({
        text,
        ...(state.status === 'saved' && { status: 'typing' }),
        over: Math.max(0, text.length - LONGEST_NOTE),
      });
      clearTimeout(soon);
      soon = setTimeout(() => void write(), PAUSE_MS);
      latest ??= setTimeout(() => void write(), MOST_MS);
    },
    adopt: (note) => {
      if (note === null || note.revision <= revision || state.status !== 'saved' || isSaving) return;
      take(note);
      set({ text: note.text });
    },
    flush: () => {
      if (state.status === 'typing' || state.status === 'failed') void write();
    },
    keepMine: () => {
      if (other === null) return;
      take(other);
      other = null;
      set({ status: 'typing' });
      void write();
    },
    useOther: () => {
      if (other === null) return;
      take(other);
      other = null;
      set({ text: saved, status: 'saved', problem: null, over: 0 });
    },
  };
};

/** Drafts whose text is not saved, while no field shows them. */
const unsaved = new Map<string, Draft>();

/** Returns the draft of a note: the one whose text could not be saved, or a new one. */
export const openDraft = (key: string, target: DraftTarget, stored: Note | null, save: Save): Draft => {
  const kept = unsaved.get(key);
  unsaved.delete(key);
  return kept ?? createDraft(target, stored, save);
};

/** Called when its field is not shown any more. Keeps what is not saved. */
export const leaveDraft = (key: string, draft: Draft): void => {
  draft.flush();
  const { status, over } = draft.get();
  if (status === 'saved' && over === 0) return;
  unsaved.set(key, draft);
  const stop = draft.subscribe(() => {
    const now = draft.get();
    if (now.status !== 'saved' || now.over > 0) return;
    stop();
    if (unsaved.get(key) === draft) unsaved.delete(key);
  });
};
