/**
 * What tells that a sync may succeed again: the machine woke up, the network came back [F14, F16].
 *
 * `net.isOnline()` being true proves nothing (a captive portal is online too), so it never stops a pass and
 * never starts one by itself: a *change* of the network while the last pass failed to reach Google does.
 * It is looked at only while that is so; otherwise no timer runs.
 */
import { networkInterfaces } from 'node:os';
import { net, powerMonitor } from 'electron';

export interface PowerWatchOptions {
  readonly onResume: () => void;
  readonly onNetworkBack: () => void;
}

export interface PowerWatch {
  /** Say after each pass whether it could not reach Google. */
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

/** The network as a text that differs when it does. */
const networkState = (online: boolean, interfaces: ReturnType<typeof networkInterfaces>): string => {
  const addresses = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter((address) => !address.internal)
    .map((address) => address.address);
  return [online, ...addresses.sort()].join(' ');
};
