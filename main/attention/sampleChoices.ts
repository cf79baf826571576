/** The sample calendar's choices, so that one who tries the app finds something done and something muted. */
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import type { AttentionChoice } from '../../shared/attention.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { eachPage } from '../../shared/eachPage.ts';
import { isMeeting, timedOf } from '../../shared/meetings.ts';
import { sampleAccountId } from '../../shared/model.ts';
import type { Account, Occurrence } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import type { AttentionView } from './attention.ts';

export interface SampleReads {
  accounts(): Result<readonly Account[], unknown>;
  agenda(range: AgendaRange): Result<AgendaPage, unknown>;
}

/** A series of another team, which is in the list every week. */
const mutedSeries = 'Office hours: design system';
const LOOK_BACK_MS = DAY_MS;
const LOOK_AHEAD_MS = 8 * DAY_MS;

type Chosen = readonly [occurrence: Occurrence, choice: AttentionChoice];

/** `occurrences`: of the sample, in order of start. Marks what ended last as done, and mutes a series. */
export const sampleChoices = (occurrences: readonly Occurrence[], nowMs: number): readonly Chosen[] => {
  const series = occurrences.find(({ title, masterId }) => title === mutedSeries && masterId !== undefined);
  const over = occurrences.findLast(
    (each) => isMeeting(each) && each !== series && (timedOf(each)?.endMs ?? Infinity) <= nowMs,
  );
  return [
    ...(series === undefined ? [] : [[series, { scope: 'series', level: 'muted' }] as const]),
    ...(over === undefined ? [] : [[over, { scope: 'occurrence', level: 'done' }] as const]),
  ];
};

/** Gives the sample calendar its choices after its first pass, and forgets them when it is gone. */
export const addSampleChoices = (attention: AttentionView, store: SampleReads, nowMs: number): void => {
  const accounts = store.accounts();
  if (!accounts.ok) return;
  const sample = accounts.value.find(({ kind }) => kind === 'sample');
  if (sample === undefined) return attention.forget(sampleAccountId);
  attention.addSample(() => {
    const found: Occurrence[] = [];
    const from = new Date(nowMs - LOOK_BACK_MS).toISOString();
    const to = new Date(nowMs + LOOK_AHEAD_MS).toISOString();
    for (const page of eachPage((cursor) => store.agenda({ from, to, cursor }))) {
      if (!page.ok) return [];
      found.push(...page.value.occurrences.filter(({ accountId }) => accountId === sample.id));
    }
    return sampleChoices(found, nowMs);
  });
};
