import type { AppInfo } from '../../shared/contract.ts';
import { useLive, type Live } from './useLive.ts';

const load = (): ReturnType<typeof window.jarvis.app.info> => window.jarvis.app.info();

/** What the app knows about itself and the computer. */
export const useInfo = (): Live<AppInfo> => useLive(load);
