import type { UpdateState } from '../../shared/updates.ts';
import { useLive } from './useLive.ts';

const load = (): ReturnType<typeof window.jarvis.updates.state> => window.jarvis.updates.state();
const subscribe = (changed: () => void): (() => void) => window.jarvis.updates.onChanged(changed);

/** The state of updates; null before the first reply. */
export const useUpdates = (): UpdateState | null => useLive(load, subscribe).value;
