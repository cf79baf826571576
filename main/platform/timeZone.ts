/**
 * The system's time zone, and that it changed while the app runs [F16]: a journey, or a setting.
 *
 * Node reads the zone once and keeps it for good. Nobody says that it changed, so it is looked at where the app is
 * awake anyway: after a sleep, when a window gets the focus, at the schedule's minute. A look costs a look at one
 * link in the file system; only when that is another one is Node made to read the zone again.
 */
import { lstatSync, readlinkSync } from 'node:fs';

/** To be asked anew each time: a traveller's zone changes. */
export const systemTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface ZoneWorld {
  /** A text that is another one whenever the system's zone may be; null where no such thing is known. */
  readonly mark: () => string | null;
  /** Makes this process read the zone anew. */
  readonly readAgain: () => void;
  readonly zone: () => string;
}

export interface ZoneWatch {
  /** Looks, and calls back when the zone is another one than at the look before. */
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

/** What systemd, macOS and people with `ln` change. */
const ZONE_LINK = '/etc/localtime';

const linkMark = (): string => {
  try {
    const link = lstatSync(ZONE_LINK);
    return `${link.ino} ${link.mtimeMs} ${link.isSymbolicLink() ? readlinkSync(ZONE_LINK) : ''}`;
  } catch {
    // A system that says its zone otherwise.
    return '';
  }
};

const thisSystem: ZoneWorld = {
  mark: () => (process.platform === 'win32' ? null : `${process.env['TZ'] ?? ''} ${linkMark()}`),
  readAgain: () => {
    const { TZ } = process.env;
    // Node takes any write to the variable as news, its removal too.
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  },
  zone: systemTimeZone,
};
