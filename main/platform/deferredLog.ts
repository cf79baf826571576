/**
 * A log whose library is loaded when the start is over: what is said before then is kept, and written in its
 * order. A bug does not wait, the process may be about to end.
 */
import type { Facts, Log, LogEvent } from './log.ts';

/** @param open makes the log that writes; called once. */
export const createDeferredLog = (startOver: Promise<void>, open: () => Promise<Log>): Log => {
  let said: (readonly [event: LogEvent, facts: Facts | undefined])[] = [];
  let log: Log | null = null;
  let opening: Promise<void> | null = null;
  const openNow = async (): Promise<void> => {
    const opened = await open();
    for (const [event, facts] of said) opened(event, facts);
    said = [];
    log = opened;
  };
  const openOnce = (): void => void (opening ??= openNow());
  void startOver.then(openOnce);
  return (event, facts) => {
    if (log !== null) return log(event, facts);
    said.push([event, facts]);
    if (event === 'bug') openOnce();
  };
};
