/** The window's calls about attention: choices about a stored meeting, and what a rule would hit. */
import { DAY_MS } from '../../shared/durations.ts';
import { eachPage } from '../../shared/eachPage.ts';
import type { Occurrence } from '../../shared/model.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { AttentionView } from '../attention/attention.ts';
import type { ReadFacts } from '../attention/evaluate.ts';
import type { Store } from '../store/open.ts';
import type { Backend } from './types.ts';

const previewDays = 28;
/** Pages of a hundred occurrences. More than anyone has in four weeks is not worth waiting for. */
const mostPages = 20;
const mostShown = 50;

interface AttentionPorts {
  readonly store: Pick<Store, 'agenda'>;
  readonly attention: AttentionView;
  readonly readFacts: ReadFacts;
  readonly now: () => number;
}

const notSaved = () => fail({ kind: 'storageFailed', cause: 'other' } as const);

export const createAttentionCalls = (ports: AttentionPorts): Backend['attention'] => {
  const { store, attention, readFacts, now } = ports;
  return {
    choose: (ref, choice) => {
      const found = toStorageProblem(store.agenda.get(ref));
      if (!found.ok) return found;
      if (found.value === null) return fail({ kind: 'notFound' });
      if (choice.scope === 'series' && found.value.masterId === undefined) return fail({ kind: 'notFound' });
      return attention.choose(found.value, choice) ? ok(null) : notSaved();
    },
    muted: attention.muted,
    forget: attention.forget,
    unmute: (part) => (attention.unmute(part) ? ok(null) : notSaved()),
    preview: (rule) => {
      const from = new Date(now()).toISOString();
      const to = new Date(now() + previewDays * DAY_MS).toISOString();
      const hit: Occurrence[] = [];
      let pages = 0;
      for (const page of eachPage((cursor) => store.agenda.list({ from, to, cursor }))) {
        if (!page.ok) return page;
        hit.push(...attention.hitBy(rule, page.value.occurrences, readFacts));
        pages += 1;
        if (pages === mostPages) break;
      }
      return ok({ occurrences: hit.slice(0, mostShown), total: hit.length });
    },
  };
};
