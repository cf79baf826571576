/** What the app answers `jarvis-calendar sync` with (syncRequest.ts): the outcome of a pass, in words and as data. */
import type { PassOutcome } from '../../shared/syncReport.ts';
import { passText } from '../../shared/messages/passText.ts';
import { problemSentences } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { plainText } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import type { OutboxItem } from '../../shared/writing.ts';
import type { SyncReply } from '../cli/syncReply.ts';

const longestSentence = 600;

/**
 * Returns the answer to the request `id`. Without an outcome, the store could not be opened. `waiting`: how many changes
 * are still to be sent.
 */
export const syncAnswer = (
  id: string,
  pass: Result<PassOutcome, Problem>,
  waiting: number,
  { messages, format }: Words,
): SyncReply => {
  const { outcome, counts, problems } = pass.ok
    ? pass.value
    : { outcome: 'failed' as const, counts: null, problems: [pass.problem] };
  const result = pass.ok ? passText(messages, pass.value) : messages.sync.failed;
  const left = waiting === 0 ? [] : [messages.outbox.count(waiting)];
  const sentences = [...left, ...problemSentences(messages, problems, format)];
  return {
    id,
    outcome,
    changes: counts === null ? 0 : counts.upserted + counts.removed + counts.swept,
    waiting,
    problems: [...new Set(problems.map(({ kind }) => kind))],
    sentence: plainText([result, ...sentences].join(' · '), longestSentence),
  };
};

/** Returns how many changes have not been sent, or wait for a decision. */
export const unsentIn = (items: readonly OutboxItem[]): number =>
  items.filter(({ state }) => state !== 'accepted').length;
