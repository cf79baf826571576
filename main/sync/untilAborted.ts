/** Resolves with the promise, or as soon as the signal is aborted. */
export const untilAborted = (promise: Promise<void>, signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return Promise.resolve();
  const { promise: either, resolve } = Promise.withResolvers<void>();
  const give = (): void => resolve();
  signal.addEventListener('abort', give, { once: true });
  void promise.then(give);
  return either.finally(() => signal.removeEventListener('abort', give));
};
