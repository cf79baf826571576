/** An app that syncs one account, as far as a bench needs it. */
import type { AccountId } from '../../../shared/model.ts';
import { openSyncing, type Syncing, type SyncingOptions } from '../../support/syncing.ts';

export interface BenchSyncing extends Syncing {
  /** One pass; throws unless it succeeded. */
  readonly pass: () => Promise<void>;
}

export const openBenchSyncing = (options: SyncingOptions): BenchSyncing => {
  const syncing = openSyncing(options);
  syncing.store.accounts.add({
    id: 'google:bench@example.com' as AccountId,
    kind: 'google',
    label: 'bench@example.com',
    connectedAt: new Date(0).toISOString(),
  });
  return {
    ...syncing,
    pass: async () => {
      const outcome = await syncing.engine.request('person');
      if (outcome.outcome !== 'succeeded') throw new Error(JSON.stringify(outcome));
    },
  };
};
