/** What main knows about the app, the system it runs on, and its updates. */
import type { AppInfo } from '../../shared/contract.ts';
import type { SystemState } from '../../shared/settings.ts';
import type { UpdateState } from '../../shared/updates.ts';
import { useLive, type Live } from './useLive.ts';

const loadInfo = (): ReturnType<typeof window.jarvis.app.info> => window.jarvis.app.info();

/** What the app knows about itself and the computer. */
export const useInfo = (): Live<AppInfo> => useLive(loadInfo);

const loadSystem = (): ReturnType<typeof window.jarvis.system.state> => window.jarvis.system.state();
const onSystem = (changed: () => void): (() => void) => window.jarvis.system.onChanged(changed);

/** What the operating system reports about the settings that depend on it. */
export const useSystem = (): Live<SystemState> => useLive(loadSystem, onSystem);

const loadUpdates = (): ReturnType<typeof window.jarvis.updates.state> => window.jarvis.updates.state();
const onUpdates = (changed: () => void): (() => void) => window.jarvis.updates.onChanged(changed);

/** The state of updates; null before the first reply. */
export const useUpdates = (): UpdateState | null => useLive(loadUpdates, onUpdates).value;
