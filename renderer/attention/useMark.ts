import { useCallback } from 'react';
import type { AttentionChoice } from '../../shared/attention.ts';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import { useAct, type Act } from '../ui/act.ts';
import { useToast } from '../ui/Toast.tsx';
import { useWords } from '../ui/words.ts';
import { choose } from './chooseAttention.ts';

/**
 * Returns a function that carries out a choice about an event and offers to undo it. `own` replaces the function for
 * calls where there is none around.
 */
export const useMark = (own?: Act): ((occurrence: Occurrence, choice: AttentionChoice) => void) => {
  const given = useAct();
  const act = own ?? given;
  const toast = useToast();
  const { messages } = useWords();
  return useCallback(
    (occurrence, choice) => {
      const call = choose(occurrence, choice);
      act(call);
      if (choice.level !== 'done' && choice.level !== 'muted') return;
      const title = plainPart(displayTitle(occurrence, messages), 40);
      const { marked, mutedNow } = messages.attention;
      void call.then((reply) => {
        if (!reply.ok) return;
        toast({
          text: choice.level === 'done' ? marked(title) : mutedNow[choice.scope](title),
          action: {
            label: messages.menu.undo,
            onAction: () => act(choose(occurrence, { ...choice, level: null })),
          },
          untilMs: null,
        });
      });
    },
    [act, toast, messages],
  );
};
