/** Answers that were given in this window: sent to main, drawn at once, and taken back by Undo. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Pending } from '../../shared/pending.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import type { OutboxItem, WritingState } from '../../shared/writing.ts';
import { useLive } from '../data/useLive.ts';
import { keyOf } from '../occurrence/occurrence.ts';
import type { ToastContent } from '../ui/Toast.tsx';
import type { Answer, Answering } from './answering.ts';
import { useUnsentNotes } from './useUnsentNotes.ts';

const noItems: readonly OutboxItem[] = [];
const loadNone = (): Promise<Result<readonly OutboxItem[], Problem>> => Promise.resolve(ok(noItems));
const loadOutbox = (): ReturnType<typeof window.jarvis.outbox.list> => window.jarvis.outbox.list();
const onOutbox = (changed: () => void): (() => void) => window.jarvis.outbox.onChanged(changed);

interface AnswersOptions {
  /** False before the first paint, which this must not delay. */
  readonly painted: boolean;
  readonly writing: WritingState;
  readonly words: Words;
  /** Called with the reply to a press. */
  readonly heard: (reply: Result<unknown, Problem>) => void;
  /** Null where there is no room for a notice. */
  readonly toast: ((content: ToastContent) => void) | null;
}

/** Returns the outbox's item for an answer to this occurrence, or to its whole series. */
const itemFor = (items: readonly OutboxItem[], occurrence: Occurrence): OutboxItem | undefined =>
  items.findLast(
    ({ opId, kind, ref, accountId }) =>
      opId === occurrence.pending?.opId ||
      (kind === 'respond' &&
        ref !== null &&
        accountId === occurrence.accountId &&
        ref.calendarId === occurrence.calendarId &&
        ref.eventId === occurrence.eventId),
  );

const toPending = ({ opId, kind, state, what }: OutboxItem): Pending => ({
  opId,
  kind,
  state,
  ...(what.kind === 'respond' && { response: what.response }),
});

export const useAnswers = ({ painted, writing, words, heard, toast }: AnswersOptions): Answering => {
  const { value: items } = useLive(painted ? loadOutbox : loadNone, onOutbox);
  /** Answers whose reply is still on its way, by occurrence. */
  const [given, setGiven] = useState<ReadonlyMap<string, Pending>>(new Map());
  /** A double click is one answer. */
  const busy = useRef(new Set<string>());
  const notes = useUnsentNotes(painted && writing.anyOn);
  const latest = useRef({ words, heard, toast, notes, items });
  useEffect(() => {
    latest.current = { words, heard, toast, notes, items };
  });

  const undo = useCallback((opId: string, occurrence: Occurrence) => {
    const what = latest.current.items?.find((item) => item.opId === opId)?.what;
    void window.jarvis.outbox.undo({ opId }).then((reply) => {
      const { messages } = latest.current.words;
      const isLate = !reply.ok && reply.problem.kind === 'notFound';
      if (isLate) latest.current.toast?.({ text: messages.answering.tooLate, untilMs: null });
      else latest.current.heard(reply);
      if (!reply.ok || what?.kind !== 'respond' || what.comment === null) return;
      if (latest.current.notes.of(occurrence) === null) latest.current.notes.type(occurrence, what.comment);
    });
  }, []);

  const respond = useCallback(
    (occurrence: Occurrence, answer: Answer) => {
      const { response, scope, comment } = answer;
      const key = keyOf(occurrence);
      const press = JSON.stringify([key, response, scope, comment]);
      if (busy.current.has(press)) return;
      busy.current.add(press);
      const opId = crypto.randomUUID();
      setGiven((before) => new Map(before).set(key, { opId, kind: 'respond', state: 'held', response }));
      const send = async (): Promise<Result<OutboxItem, Problem>> => {
        const preview = await window.jarvis.edits.preview({
          draft: { kind: 'respond', ref: refOf(occurrence), scope, response, comment },
        });
        return preview.ok
          ? window.jarvis.edits.submit({ opId, token: preview.value.token, notify: 'all' })
          : preview;
      };
      void send().then((reply) => {
        busy.current.delete(press);
        setGiven((before) => {
          if (before.get(key)?.opId !== opId) return before;
          const left = new Map(before);
          left.delete(key);
          return left;
        });
        const { messages } = latest.current.words;
        latest.current.heard(reply);
        if (!reply.ok) return;
        // It has been taken over, or was not changed meanwhile.
        if (comment !== null && latest.current.notes.of(occurrence)?.trim() === comment)
          latest.current.notes.type(occurrence, null);
        const item = reply.value;
        const title = plainPart(displayTitle(occurrence, messages), 40);
        latest.current.toast?.({
          text: messages.answering.answered(messages.answering.choices[response], title),
          ...(item.undoUntilMs !== null && {
            action: { label: messages.answering.undo, onAction: () => undo(item.opId, occurrence) },
          }),
          untilMs: item.undoUntilMs,
        });
      });
    },
    [undo],
  );

  return useMemo(() => {
    const listed = items ?? noItems;
    const on = writing.accounts.filter((account) => account.on);
    return {
      accounts: new Set(on.map(({ accountId }) => accountId)),
      waiting: listed.filter((item) => item.state !== 'accepted'),
      changeOf: (occurrence) => {
        const item = itemFor(listed, occurrence);
        return given.get(keyOf(occurrence)) ?? (item && toPending(item)) ?? occurrence.pending ?? null;
      },
      respond,
      undo,
      notes,
    };
  }, [items, writing, given, respond, undo, notes]);
};
