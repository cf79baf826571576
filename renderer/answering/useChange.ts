import { useCallback } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import type { Notify, Preview } from '../../shared/writing.ts';
import { useAct } from '../ui/act.ts';
import { useToast } from '../ui/Toast.tsx';
import { useWords } from '../ui/words.ts';
import { useAnswering } from './answering.ts';

/** Returns a function that carries out what was previewed, says so, and offers to undo it while that is possible. */
export const useChange = (
  occurrence: Occurrence,
  onDone: () => void,
): ((preview: Preview, notify: Notify, said: string) => Promise<void>) => {
  const { messages } = useWords();
  const act = useAct();
  const toast = useToast();
  const { undo } = useAnswering();
  return useCallback(
    async ({ token }, notify, said) => {
      const reply = await window.jarvis.edits.submit({ opId: crypto.randomUUID(), token, notify });
      act(Promise.resolve(reply));
      if (!reply.ok) return;
      const { opId, choices, undoUntilMs } = reply.value;
      toast({
        text: said,
        untilMs: undoUntilMs,
        ...(choices.includes('undo') && {
          action: { label: messages.answering.undo, onAction: () => undo(opId, occurrence) },
        }),
      });
      onDone();
    },
    [act, toast, undo, messages, occurrence, onDone],
  );
};
