import type { Problem } from '../../../shared/problems.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { storageCause } from './failure.ts';

/** A personal database that is opened when something first asks for it. */
export interface Reopenable<Opened> {
  /** `isDamaged`: damage has shown in use. Returns the open one, if there is one. */
  readonly open: (isDamaged: boolean) => Result<Opened, Problem>;
  readonly close: () => void;
  /** Whether a damaged one can be replaced. By default, it can. */
  readonly isReplaceable?: (opened: Opened) => boolean;
}

/** Runs work on the open database. Damage that shows is repaired once, and the work done again. */
export const withRepair = <Opened, Done>(
  { open, close, isReplaceable }: Reopenable<Opened>,
  work: (opened: Opened) => Done,
): Result<Done, Problem> => {
  for (const isDamaged of [false, true]) {
    const opened = open(isDamaged);
    if (!opened.ok) return opened;
    try {
      return ok(work(opened.value));
    } catch (error) {
      const cause = storageCause(error);
      if (cause === null) throw error;
      if (cause !== 'corrupt' || isReplaceable?.(opened.value) === false)
        return fail({ kind: 'storageFailed', cause });
      close();
    }
  }
  return fail({ kind: 'storageFailed', cause: 'damaged' });
};
