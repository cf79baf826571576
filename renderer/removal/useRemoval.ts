import { useCallback } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Notify, Preview } from '../../shared/writing.ts';
import { useAnswering } from '../answering/answering.ts';
import { useAct } from '../ui/act.ts';
import { useToast } from '../ui/Toast.tsx';
import { useWords } from '../ui/words.ts';

/** Returns a function that deletes what was previewed, says so, and offers to undo it while that is possible. */
export const useRemoval = (
  occurrence: Occurrence,
  onRemoved: () => void,
): ((preview: Preview, notify: Notify) => Promise<void>) => {
  const { messages } = useWords();
  const act = useAct();
  const toast = useToast();
  const { undo } = useAnswering();
  return useCallback(
    async ({ token }, notify) => {
      const reply = await window.jarvis.edits.submit({ opId: crypto.randomUUID(), token, notify });
      act(Promise.resolve(reply));
      if (!reply.ok) return;
      const { opId, choices, undoUntilMs } = reply.value;
      toast({
        text: messages.removal.deleted(plainPart(displayTitle(occurrence, messages), 40)),
        untilMs: undoUntilMs,
        ...(choices.includes('undo') && {
          action: { label: messages.removal.undo, onAction: () => undo(opId, occurrence) },
        }),
      });
      onRemoved();
    },
    [act, toast, undo, messages, occurrence, onRemoved],
  );
};
