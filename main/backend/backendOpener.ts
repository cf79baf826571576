/** Opens the backend. If its database turns out to be damaged, replaces it with one that has a new database [F3]. */
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { closedStatus, rebuildingStatus } from '../../shared/syncReport.ts';
import { createBackend } from './createBackend.ts';
import { createRetryableOpen } from './retryableOpen.ts';
import type { RetryableOpen } from './retryableOpen.ts';
import type { Backend, BackendTools } from './types.ts';

export interface BackendOpenerOptions extends Pick<BackendTools, 'clock' | 'events' | 'log' | 'onBug'> {
  /** Called for each opening. */
  readonly tools: () => Omit<BackendTools, 'isDamaged' | 'onDamage'>;
}

export const createBackendOpener = ({
  clock,
  events,
  log,
  onBug,
  tools,
}: BackendOpenerOptions): RetryableOpen<Backend> => {
  const open = async (isDamaged: boolean): Promise<Result<Backend, Problem>> => {
    const opened = await createBackend({ ...tools(), isDamaged, onDamage });
    if (!opened.ok) {
      const { problem } = opened;
      log('store.failed', { cause: problem.kind === 'storageFailed' ? problem.cause : null });
      events.statusChanged.emit(closedStatus(problem));
    }
    return opened;
  };
  const opener = createRetryableOpen<Backend>({
    open,
    close: (backend) => backend.close().catch(onBug),
    onReplaced: (backend) => {
      backend.begin();
      events.agendaChanged.emit();
      backend.status.changed();
    },
    now: () => clock.now(),
  });
  const onDamage = (): boolean => {
    if (!opener.replace()) return false;
    log('store.damaged');
    // Not during the call that found the damage.
    queueMicrotask(() => events.statusChanged.emit(rebuildingStatus));
    return true;
  };
  return opener;
};
