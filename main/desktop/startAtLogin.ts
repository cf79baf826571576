/**
 * Start at login. The system's own list is authoritative, because people also change it with the system's tools; the
 * setting follows it. Uses no Electron: loginItem.ts knows where the system keeps the list.
 */
import type { Settings } from '../../shared/settings.ts';

/** All of them may throw if the system refuses. */
export interface LoginItem {
  /** Throws if the system does not tell; nothing may be concluded from that. */
  isOn(): boolean;
  set(on: boolean): void;
  /** Updates the entry, because the app may have moved since it was enabled. Never changes what the person disabled. */
  mend(): void;
}

export interface StartAtLoginOptions {
  /** Null if it is not supported. */
  readonly loginItem: LoginItem | null;
  readonly settings: () => Pick<Settings, 'startAtLogin'>;
  /** Writes the setting without calling `choose` again. */
  readonly follow: (startAtLogin: boolean) => void;
  readonly onBug: (error: unknown) => void;
}

export interface StartAtLogin {
  readonly isPossible: boolean;
  hasFailed(): boolean;
  /** Called when the app starts, and when it may have been in the background. Takes over the system's state. */
  look(): void;
  /** Called when the person changes the setting. */
  choose(on: boolean): void;
}

export const createStartAtLogin = ({
  loginItem,
  settings,
  follow,
  onBug,
}: StartAtLoginOptions): StartAtLogin => {
  let failed = false;
  let isAnswered = true;

  /**
   * Returns null if the system did not tell. Reported only once, because this is called whenever a window gets the
   * focus.
   */
  const isOn = (): boolean | null => {
    try {
      const on = loginItem?.isOn() ?? false;
      isAnswered = true;
      return on;
    } catch (error) {
      if (isAnswered) onBug(error);
      isAnswered = false;
      return null;
    }
  };
  const takeOver = (on: boolean | null): void => {
    if (on !== null && on !== settings().startAtLogin) follow(on);
  };
  /** Returns false if the system refused. */
  const set = (on: boolean): boolean => {
    try {
      loginItem?.set(on);
      return true;
    } catch {
      // A folder that cannot be written to, or a system that refuses.
      return false;
    }
  };

  return {
    isPossible: loginItem !== null,
    hasFailed: () => failed,
    look: () => {
      if (loginItem === null) return;
      if (isOn() === true) {
        try {
          loginItem.mend();
        } catch (error) {
          onBug(error);
        }
      }
      takeOver(isOn());
    },
    choose: (on) => {
      failed = false;
      if (isOn() !== on) {
        const isSet = set(on);
        const now = isOn();
        failed = now === null ? !isSet : now !== on;
      }
      takeOver(isOn());
    },
  };
};
