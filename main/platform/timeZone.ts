/**
 * The system's time zone, and when it changes while the app runs [F16]: on a journey, or by a setting.
 *
 * Node reads the zone once and keeps it. There is no event for a change, so it is checked when the app is awake
 * anyway: after sleep, when a window gets the focus, at the schedule's minute. A check reads one link in the file
 * system; only if that has changed is Node made to read the zone again.
 */
import { lstatSync, readlinkSync } from 'node:fs';

/** Must be called each time: a traveller's zone changes. */
export const systemTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface ZoneWorld {
  /** Returns a text that changes whenever the system's zone may have changed; null if there is nothing to check. */
  readonly mark: () => string | null;
  /** Makes this process read the zone again. */
  readonly readAgain: () => void;
  readonly zone: () => string;
}

export interface ZoneWatch {
  /** Checks the zone, and calls back if it has changed since the last check. */
  look(): void;
}

export const watchZone = (onChanged: () => void, world: ZoneWorld = thisSystem): ZoneWatch => {
  let mark = world.mark();
  let zone = world.zone();
  return {
    look: () => {
      const markNow = world.mark();
      if (markNow !== mark || markNow === null) world.readAgain();
      mark = markNow;
      const zoneNow = world.zone();
      if (zoneNow === zone) return;
      zone = zoneNow;
      onChanged();
    },
  };
};

/** The link that systemd, macOS and people with `ln` change. */
const ZONE_LINK = '/etc/localtime';

const linkMark = (): string => {
  try {
    const link = lstatSync(ZONE_LINK);
    return `${link.ino} ${link.mtimeMs} ${link.isSymbolicLink() ? readlinkSync(ZONE_LINK) : ''}`;
  } catch {
    // This system stores its zone elsewhere.
    return '';
  }
};

const thisSystem: ZoneWorld = {
  mark: () => (process.platform === 'win32' ? null : `${process.env['TZ'] ?? ''} ${linkMark()}`),
  readAgain: () => {
    const { TZ } = process.env;
    // Any write to the variable, or its removal, makes Node read the zone again.
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  },
  zone: systemTimeZone,
};
