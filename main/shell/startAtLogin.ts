/**
 * Start at login. The system's own list is the truth, for people change it with the system's tools too; the
 * setting follows it. No Electron here: where the system keeps the list is a door's business.
 */
import type { Settings } from '../../shared/settings.ts';

/** All of them may throw when the system refuses. */
export interface LoginDoor {
  isOn(): boolean;
  set(on: boolean): void;
  /** The app may have moved since it was switched on. Touches nothing that the person switched off. */
  mend(): void;
}

export interface StartAtLoginOptions {
  /** Null where this cannot be had. */
  readonly door: LoginDoor | null;
  readonly settings: () => Pick<Settings, 'startAtLogin'>;
  /** Writes the setting without coming back here. */
  readonly follow: (startAtLogin: boolean) => void;
  readonly onBug: (error: unknown) => void;
}

export interface StartAtLogin {
  readonly isPossible: boolean;
  hasFailed(): boolean;
  /** The app started, or may have been away: takes over what the system has. */
  look(): void;
  /** The person chose. */
  choose(on: boolean): void;
}

export const createStartAtLogin = ({ door, settings, follow, onBug }: StartAtLoginOptions): StartAtLogin => {
  let failed = false;

  const isOn = (): boolean => {
    try {
      return door?.isOn() ?? false;
    } catch (error) {
      onBug(error);
      return false;
    }
  };
  const takeOver = (): void => {
    const on = isOn();
    if (on !== settings().startAtLogin) follow(on);
  };

  return {
    isPossible: door !== null,
    hasFailed: () => failed,
    look: () => {
      if (door === null) return;
      if (isOn()) {
        try {
          door.mend();
        } catch (error) {
          onBug(error);
        }
      }
      takeOver();
    },
    choose: (on) => {
      failed = false;
      if (isOn() !== on) {
        try {
          door?.set(on);
        } catch {
          // A folder that cannot be written, or a system that refuses.
        }
        failed = isOn() !== on;
      }
      takeOver();
    },
  };
};
