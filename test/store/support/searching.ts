/** Runs searches to their end, with the index updated or not. */
import type { Found, SearchRequest } from '../../../shared/agenda.ts';
import type { Store } from '../../../main/store/open.ts';
import { value } from './builders.ts';

export const searchNow = (store: Store, request: SearchRequest, nowMs: number): Found => {
  const search = store.agenda.search(request, nowMs);
  for (;;) {
    const step = search.next();
    if (step.done === true) return value(step.value);
  }
};

/** Returns how many slices it took. */
export const indexAll = (store: Store): number => {
  for (let slices = 1; ; slices += 1) if (value(store.searchIndex.step()).done) return slices;
};
