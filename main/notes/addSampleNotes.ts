/** Gives the sample calendar its notes after its first pass. */
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { eachPage } from '../../shared/eachPage.ts';
import { timedOf } from '../../shared/meetings.ts';
import type { Account, Occurrence } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import type { LazyNotes } from './lazyNotes.ts';

export interface SampleReads {
  accounts(): Result<readonly Account[], unknown>;
  agenda(range: AgendaRange): Result<AgendaPage, unknown>;
}

/** The sample's weekly meeting has taken place within this time, also while the next one is running. */
const LOOK_BACK_MS = 8 * DAY_MS;

export const addSampleNotes = async (notes: LazyNotes, store: SampleReads, nowMs: number): Promise<void> => {
  const accounts = store.accounts();
  const sample = accounts.ok ? accounts.value.find(({ kind }) => kind === 'sample') : undefined;
  if (sample === undefined) return;
  await notes.addSample(() => {
    const found: Occurrence[] = [];
    const from = new Date(nowMs - LOOK_BACK_MS).toISOString();
    const to = new Date(nowMs).toISOString();
    for (const page of eachPage((cursor) => store.agenda({ from, to, cursor }))) {
      if (!page.ok) break;
      const over = (each: Occurrence): boolean => (timedOf(each)?.endMs ?? Infinity) <= nowMs;
      found.push(...page.value.occurrences.filter((each) => each.accountId === sample.id && over(each)));
    }
    return found;
  });
};
