import type { UpdateState } from '../../shared/updates.ts';
import { useLive } from './useLive.ts';

const load = (): ReturnType<typeof window.jarvis.updates.state> => window.jarvis.updates.state();
const subscribe = (changed: () => void): (() => void) => window.jarvis.updates.onChanged(changed);

/** How things stand with new versions; null before the first answer. */
export const useUpdates = (): UpdateState | null => useLive(load, subscribe).value;
