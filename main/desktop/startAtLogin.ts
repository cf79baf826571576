/**
 * Start at login. The system's own list is the truth, for people change it with the system's tools too; the
 * setting follows it. No Electron here: where the system keeps the list is loginItem.ts's business.
 */
import type { Settings } from '../../shared/settings.ts';

/** All of them may throw when the system refuses. */
export interface LoginItem {
  /** Throws when the system does not say: then nobody knows, and nothing may be concluded from it. */
  isOn(): boolean;
  set(on: boolean): void;
  /** The app may have moved since it was switched on. Touches nothing that the person switched off. */
  mend(): void;
}

export interface StartAtLoginOptions {
  /** Null where this cannot be had. */
  readonly loginItem: LoginItem | null;
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

export const createStartAtLogin = ({
  loginItem,
  settings,
  follow,
  onBug,
}: StartAtLoginOptions): StartAtLogin => {
  let failed = false;
  let isAnswered = true;

  /** Null: the system did not say. Told once, for this is asked whenever a window gets the focus. */
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
  /** False when the system refused. */
  const set = (on: boolean): boolean => {
    try {
      loginItem?.set(on);
      return true;
    } catch {
      // A folder that cannot be written, or a system that refuses.
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
