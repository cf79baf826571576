/** The result of a pass in a few words: for the window, and for the terminal if there is no window. Pure. */
import type { PassOutcome } from '../syncReport.ts';
import type { Messages } from './en.ts';

export const passText = ({ sync }: Messages, { outcome, counts }: PassOutcome): string => {
  const changes = counts.upserted + counts.removed + counts.swept;
  switch (outcome) {
    case 'succeeded':
      return changes === 0 ? sync.upToDate : sync.changed(changes);
    case 'partial':
      return sync.partly;
    case 'failed':
      return sync.failed;
    case 'cancelled':
      return sync.cancelled;
    default:
      return outcome satisfies never;
  }
};
