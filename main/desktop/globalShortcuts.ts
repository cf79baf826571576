/**
 * Global shortcuts: the chosen keys, and whether they work. Uses no Electron; its `globalShortcut` is passed in.
 *
 * Invariants: keys needed for typing are never registered; chosen keys are registered once and released when the
 * choice changes; a state is `works` only if the system said so.
 */
import type { GlobalAction, Settings, ShortcutState } from '../../shared/settings.ts';

export interface ShortcutRegistry {
  /** Returns false if the system refuses; throws if the text is not a shortcut. */
  register(accelerator: string, act: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface GlobalShortcutOptions {
  readonly registry: ShortcutRegistry;
  /** Returns whether the desktop supports global shortcuts at all. */
  readonly areSupported: () => Promise<boolean>;
  readonly act: (action: GlobalAction) => void;
}

export interface GlobalShortcuts {
  /** Registers the wanted shortcuts. Called again with the same ones, it tries those that did not work. */
  apply(wanted: Settings['globalShortcuts']): Promise<void>;
  states(): Readonly<Record<GlobalAction, ShortcutState>>;
  stop(): void;
}

const actions: readonly GlobalAction[] = ['showWindow', 'joinNext'];

/** Shift alone is typing. A function or media key needs no modifier. */
const isFreeOfTyping = (accelerator: string): boolean => {
  const keys = accelerator.toLowerCase().split('+');
  return (
    keys.some((key) =>
      /^(command|cmd|control|ctrl|commandorcontrol|cmdorctrl|alt|option|super|meta)$/.test(key),
    ) || /^(f([1-9]|1\d|2[0-4])|media\w+)$/.test(keys.at(-1) ?? '')
  );
};

export const createGlobalShortcuts = (options: GlobalShortcutOptions): GlobalShortcuts => {
  const { registry } = options;
  const registered = new Map<GlobalAction, string>();
  let states: Record<GlobalAction, ShortcutState> = { showWindow: 'off', joinNext: 'off' };
  let latest = 0;

  const discard = (action: GlobalAction): void => {
    const accelerator = registered.get(action);
    registered.delete(action);
    if (accelerator !== undefined) registry.unregister(accelerator);
  };

  const register = (action: GlobalAction, accelerator: string): ShortcutState => {
    if (!isFreeOfTyping(accelerator)) return 'invalid';
    try {
      if (!registry.register(accelerator, () => options.act(action))) return 'taken';
    } catch {
      return 'invalid';
    }
    registered.set(action, accelerator);
    return 'works';
  };

  const stateOf = (action: GlobalAction, wanted: string | null, supported: boolean): ShortcutState => {
    if (!supported) return 'unsupported';
    if (wanted === null) return 'off';
    return registered.has(action) ? 'works' : register(action, wanted);
  };

  return {
    apply: async (wanted) => {
      latest += 1;
      const mine = latest;
      const supported = await options.areSupported();
      if (mine !== latest) return;
      // All are released first, so that two actions can exchange their keys.
      for (const action of actions) {
        if (!supported || registered.get(action) !== wanted[action]) discard(action);
      }
      states = {
        showWindow: stateOf('showWindow', wanted.showWindow, supported),
        joinNext: stateOf('joinNext', wanted.joinNext, supported),
      };
    },
    states: () => states,
    stop: () => {
      latest += 1;
      for (const action of actions) discard(action);
    },
  };
};
