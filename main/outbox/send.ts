/**
 * Carries out one operation [O7]: reads the event, compares, writes under the etag of that reading, and checks what
 * came back. The same path serves the first attempt, a 412 and an unknown outcome. Returns how the flush goes on.
 */
import { beginAttempt, type SendTools, type Sent } from './attempt.ts';
import type { Operation } from './operation.ts';
import { sendAnswer } from './sendAnswer.ts';
import { sendMove } from './sendMove.ts';
import { sendNew } from './sendNew.ts';
import { sendRemoval } from './sendRemoval.ts';

export const send = (operation: Operation, tools: SendTools): Promise<Sent> => {
  const attempt = beginAttempt(operation, tools);
  const { want } = operation;
  switch (want.kind) {
    case 'respond':
      return sendAnswer(attempt, want);
    case 'create':
      return sendNew(attempt, want);
    case 'remove':
      return sendRemoval(attempt);
    case 'move':
      return sendMove(attempt, want);
  }
};
