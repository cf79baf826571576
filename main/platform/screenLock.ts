/** Whether the person's screen is locked. */
import { powerMonitor } from 'electron';

export interface ScreenLock {
  isUnlocked(): boolean;
  stop(): void;
}

/** `onUnlocked` is called on Windows and macOS; elsewhere only the question is answered. */
export const watchScreenLock = (onUnlocked: () => void): ScreenLock => {
  let isLocked = false;
  const lock = (): void => {
    isLocked = true;
  };
  const unlock = (): void => {
    isLocked = false;
    onUnlocked();
  };
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);
  return {
    isUnlocked: () => !isLocked && powerMonitor.getSystemIdleState(1) !== 'locked',
    stop: () => {
      powerMonitor.off('lock-screen', lock);
      powerMonitor.off('unlock-screen', unlock);
    },
  };
};
