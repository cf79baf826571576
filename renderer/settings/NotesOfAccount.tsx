/** What becomes of an account's notes when it is disconnected. */
import { useCallback, type ReactNode } from 'react';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { useLive } from '../data/useLive.ts';
import { useWords } from '../ui/words.ts';
import { Choice } from './fields.tsx';

export const notesChoices = ['keep', 'export', 'delete'] as const;
export type NotesChoice = (typeof notesChoices)[number];

interface NotesOfAccountProps {
  readonly accountId: AccountId;
  readonly value: NotesChoice;
  readonly onChange: (choice: NotesChoice) => void;
}

/** Asks nothing if there are no notes. */
export const NotesOfAccount = ({ accountId, value, onChange }: NotesOfAccountProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.notes.disconnect;
  const load = useCallback(() => window.jarvis.notes.count({ accountId }), [accountId]);
  const count = useLive(load).value ?? 0;
  if (count === 0) return null;
  return (
    <Choice
      label={words.label(count)}
      hint={words.hint[value]}
      value={value}
      options={notesChoices.map((choice) => [choice, words[choice]] as const)}
      onChange={onChange}
    />
  );
};

interface Disconnected {
  /** How many changes wait to be sent and keep the account connected. */
  readonly count: number;
  /** The notes are in a folder now. */
  readonly exported: boolean;
  readonly problem: Problem | null;
}

/**
 * Disconnects an account and does with its notes what the person chose. The export comes first: if it fails or is
 * cancelled, nothing is disconnected, and the problem is returned. No note is deleted while the
 * account is still connected.
 */
export const disconnectWithNotes = async (
  accountId: AccountId,
  choice: NotesChoice,
  disconnect: () => Promise<number>,
): Promise<Disconnected> => {
  const exported = choice === 'export';
  if (exported) {
    const written = await window.jarvis.notes.export({ kind: 'account', accountId });
    if (!written.ok) return { count: 0, exported: false, problem: written.problem };
  }
  const count = await disconnect();
  if (choice === 'keep' || count > 0) return { count, exported, problem: null };
  const left = await window.jarvis.accounts.list();
  const isGone = left.ok && !left.value.some(({ id }) => id === accountId);
  if (!isGone) return { count, exported, problem: null };
  const removed = await window.jarvis.notes.removeOf({ accountId });
  return { count, exported, problem: removed.ok ? null : removed.problem };
};
