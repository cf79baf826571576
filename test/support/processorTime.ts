/** Returns the processor time of this thread in milliseconds. It excludes everything else that the machine does. */
export const spentMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Returns the processor time that work takes, in milliseconds. */
export const costMs = (work: () => unknown): number => {
  const before = spentMs();
  work();
  return spentMs() - before;
};
