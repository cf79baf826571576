/** The person's choices about attention, kept in memory. */
import { createAttention, type AttentionView } from '../../main/attention/attention.ts';
import type { AttentionMark, AttentionRule } from '../../shared/attention.ts';

export const memoryAttention = (rules: () => readonly AttentionRule[] = () => []): AttentionView => {
  let marks: readonly AttentionMark[] = [];
  let sample = false;
  return createAttention({
    file: {
      get: () => marks,
      hasSample: () => sample,
      set: (next, _nowMs, hasSample = sample) => {
        [marks, sample] = [next, hasSample];
        return true;
      },
    },
    rules,
    now: () => 0,
    onChanged: () => {},
  });
};
