import type { AccountInspection, PassRecord } from '../../shared/syncReport.ts';
import { useLive, type Live } from './useLive.ts';
import { onNews, onPassEnded } from './useSync.ts';

const inspect = (): ReturnType<typeof window.jarvis.sync.inspect> => window.jarvis.sync.inspect();
const history = (): ReturnType<typeof window.jarvis.sync.history> => window.jarvis.sync.history();

/** The state of every account and calendar, read again after each pass. */
export const useInspection = (): Live<readonly AccountInspection[]> => useLive(inspect, onNews);

/** The last passes, newest first. */
export const useHistory = (): Live<readonly PassRecord[]> => useLive(history, onPassEnded);
