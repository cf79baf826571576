/** What happens after a pass: the log, watching the network, a line on stdout. */
import type { PassOutcome } from '../../shared/syncReport.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Words } from '../../shared/text/words.ts';
import type { Log } from '../platform/log.ts';
import { reportLines } from './stdoutReport.ts';

export interface PassReportOptions {
  readonly log: Log;
  /** Whether to write on stdout what a window would show. */
  readonly headless: boolean;
  readonly words: () => Words;
  readonly meetings: (nowMs: number) => readonly Occurrence[];
  readonly onUnreachable: (unreachable: boolean) => void;
}

/** Problems that may be solved by a change of the network, so the pass is repeated. */
const unreachable: ReadonlySet<Problem['kind']> = new Set([
  'offline',
  'proxyFailed',
  'googleUnavailable',
  'unexpectedReply',
]);

export const createPassReport = (options: PassReportOptions) => {
  const { log, headless, words, meetings, onUnreachable } = options;
  return (outcome: PassOutcome): void => {
    const { counts, mode, reason } = outcome;
    log('pass.finished', { outcome: outcome.outcome, mode, reason, ...counts });
    for (const problem of outcome.problems) log('pass.problem', { kind: problem.kind });
    onUnreachable(outcome.problems.some(({ kind }) => unreachable.has(kind)));
    if (!headless) return;
    const nowMs = Date.now();
    for (const line of reportLines(outcome, meetings(nowMs), nowMs, words())) {
      process.stdout.write(`${line}\n`);
    }
  };
};
