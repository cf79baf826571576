/**
 * A log whose library is loaded after the start. Events before then are kept and written in order. A bug is written
 * at once, because the process may be about to end.
 */
import type { Facts, Log, LogEvent } from './log.ts';

export interface DeferredLog {
  readonly log: Log;
  /** Resolves when everything logged so far is written, even if the start is not over: for the end of the process. */
  flush(): Promise<void>;
}

/** @param open creates the log that writes; called once. */
export const createDeferredLog = (startOver: Promise<void>, open: () => Promise<Log>): DeferredLog => {
  let pending: (readonly [event: LogEvent, facts: Facts | undefined])[] = [];
  let log: Log | null = null;
  let opening: Promise<void> | null = null;
  const openNow = async (): Promise<void> => {
    const opened = await open();
    for (const [event, facts] of pending) opened(event, facts);
    pending = [];
    log = opened;
  };
  const openOnce = (): Promise<void> => (opening ??= openNow());
  void startOver.then(openOnce);
  return {
    log: (event, facts) => {
      if (log !== null) return log(event, facts);
      pending.push([event, facts]);
      if (event === 'bug') void openOnce();
    },
    flush: openOnce,
  };
};
