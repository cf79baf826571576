import { useCallback, useMemo, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Accounts } from '../data/useAccounts.ts';
import type { Agenda } from '../data/useAgenda.ts';
import type { Sync } from '../data/useSync.ts';

export interface Problems {
  /** The current problems: of the sync, of the window's own reads, and of the last press. */
  readonly all: readonly Problem[];
  /** Called with the reply to a press. A failure stays until the next press. */
  readonly heard: (reply: Result<unknown, Problem>) => void;
  /** The same for a call whose reply is pending. */
  readonly act: (call: Promise<Result<unknown, Problem>>) => void;
}

export const useProblems = (
  { status, problem: ofSync }: Pick<Sync, 'status' | 'problem'>,
  { problem: ofAccounts }: Pick<Accounts, 'problem'>,
  { problem: ofAgenda }: Pick<Agenda, 'problem'>,
): Problems => {
  const [ofPress, setOfPress] = useState<Problem | null>(null);
  const heard = useCallback(
    (reply: Result<unknown, Problem>) => setOfPress(reply.ok ? null : reply.problem),
    [],
  );
  const act = useCallback((call: Promise<Result<unknown, Problem>>) => void call.then(heard), [heard]);
  const all = useMemo(() => {
    const own = [ofPress, ofSync, ofAccounts, ofAgenda].filter((problem) => problem !== null);
    return [...(status?.problems ?? []), ...own];
  }, [status, ofPress, ofSync, ofAccounts, ofAgenda]);
  return { all, heard, act };
};
