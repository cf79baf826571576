import type { SystemState } from '../../shared/settings.ts';
import { useLive, type Live } from './useLive.ts';

const load = (): ReturnType<typeof window.jarvis.system.state> => window.jarvis.system.state();
const subscribe = (changed: () => void): (() => void) => window.jarvis.system.onChanged(changed);

/** What the operating system reports about the settings that depend on it. */
export const useSystem = (): Live<SystemState> => useLive(load, subscribe);
