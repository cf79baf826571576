/**
 * Detects when a sync may succeed again: the machine woke up, or the network is back [F14, F16].
 *
 * `net.isOnline()` being true proves nothing (a captive portal is online too), so it never stops a pass and never
 * starts one by itself. What starts one is a *change* of the network after a pass that could not reach Google. The
 * network is checked only after such a pass; otherwise no timer runs.
 */
import { networkInterfaces } from 'node:os';
import { net, powerMonitor } from 'electron';

export interface PowerWatchOptions {
  readonly onResume: () => void;
  readonly onNetworkBack: () => void;
}

export interface PowerWatch {
  /** Must be called after each pass with whether it could not reach Google. */
  watchNetwork(unreachable: boolean): void;
  stop(): void;
}

const lookEveryMs = 5000;

export const watchPower = (options: PowerWatchOptions): PowerWatch => {
  powerMonitor.on('resume', options.onResume);
  let timer: NodeJS.Timeout | undefined;
  let seen = '';
  const look = (): void => {
    const now = networkState(net.isOnline(), networkInterfaces());
    if (now === seen) return;
    seen = now;
    if (net.isOnline()) options.onNetworkBack();
  };
  return {
    watchNetwork: (unreachable) => {
      if (unreachable && timer === undefined) {
        seen = networkState(net.isOnline(), networkInterfaces());
        timer = setInterval(look, lookEveryMs);
      } else if (!unreachable) {
        clearInterval(timer);
        timer = undefined;
      }
    },
    stop: () => {
      clearInterval(timer);
      powerMonitor.off('resume', options.onResume);
    },
  };
};

/** Returns a text that changes with the network. */
const networkState = (online: boolean, interfaces: ReturnType<typeof networkInterfaces>): string => {
  const addresses = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter((address) => !address.internal)
    .map((address) => address.address);
  return [online, ...addresses.sort()].join(' ');
};
