/** What the window's parts know about answering: where it is possible, what is on its way, and how to answer. */
import { createContext, useContext } from 'react';
import type { AccountId, Occurrence } from '../../shared/model.ts';
import type { AnswerChoice, Pending } from '../../shared/pending.ts';
import type { OutboxItem, Scope } from '../../shared/writing.ts';
import { noNotes, type UnsentNotes } from './useUnsentNotes.ts';

export interface Answer {
  readonly response: AnswerChoice;
  readonly scope: Scope;
  /** Null: it stays as it is. */
  readonly comment: string | null;
}

export interface Answering {
  /** The accounts for which the person has turned writing on. */
  readonly accounts: ReadonlySet<AccountId>;
  /** Changes that Google does not have yet, in the order in which they were asked for. */
  readonly waiting: readonly OutboxItem[];
  /** Returns the person's change to this occurrence that is on its way; null without one. */
  readonly changeOf: (occurrence: Occurrence) => Pending | null;
  readonly respond: (occurrence: Occurrence, answer: Answer) => void;
  /** The note that was to be sent is an unsent one again. */
  readonly undo: (opId: string, occurrence: Occurrence) => void;
  readonly notes: UnsentNotes;
}

export const AnsweringContext = createContext<Answering>({
  accounts: new Set(),
  waiting: [],
  changeOf: () => null,
  respond: () => {},
  undo: () => {},
  notes: noNotes,
});

export const useAnswering = (): Answering => useContext(AnsweringContext);

export const answerChoices = ['accepted', 'tentative', 'declined'] as const satisfies readonly AnswerChoice[];

/** Whether the event is an invitation that can be answered here. What Google allows is known only when it is open. */
export const canAnswer = (
  { accountId, selfResponse, isOthers }: Occurrence,
  { accounts }: Pick<Answering, 'accounts'>,
): boolean => selfResponse !== null && isOthers !== true && accounts.has(accountId);
