/**
 * Integration with the desktop: global shortcuts and start at login. Follows the settings, and reports how the system
 * responded.
 */
import { app, globalShortcut } from 'electron';
import type { GlobalAction, Settings, SystemState } from '../../shared/settings.ts';
import { joinNext } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { createGlobalShortcuts } from './globalShortcuts.ts';
import { claimLinks } from './claimLinks.ts';
import { openLoginItem } from './loginItem.ts';
import { nothingToJoin } from '../meetings/nothingToJoin.ts';
import { showNotification } from '../platform/notification.ts';
import type { Words } from '../../shared/text/words.ts';
import { areShortcutsSupported } from './shortcutSupport.ts';
import { createStartAtLogin } from './startAtLogin.ts';

export interface SystemOptions {
  readonly words: () => Words;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly hasTray: () => Promise<boolean>;
  /** Today's and tomorrow's, sorted by start. */
  readonly meetings: (nowMs: number) => readonly Occurrence[];
  readonly showWindow: () => void;
  readonly join: (meeting: Occurrence) => void;
  readonly onChanged: (state: SystemState) => void;
  readonly onBug: (error: unknown) => void;
}

export interface System {
  /** Called once everything that a person waits for is done. */
  start(): void;
  state(): Promise<SystemState>;
  settingsChanged(before: Settings, after: Settings): void;
  stop(): void;
}

export const startDesktopIntegration = (options: SystemOptions): System => {
  const { onBug } = options;
  let told = '';
  let isStarted = false;
  const act = (action: GlobalAction): void => {
    if (action === 'showWindow') {
      options.showWindow();
      return;
    }
    const nowMs = Date.now();
    const meetings = options.meetings(nowMs);
    const next = joinNext(meetings, nowMs);
    if (next === null) showNotification(nothingToJoin(meetings, nowMs, options.words()));
    else options.join(next.occurrence);
  };
  const shortcuts = createGlobalShortcuts({
    registry: globalShortcut,
    areSupported: areShortcutsSupported,
    act,
  });
  let following = false;
  const login = createStartAtLogin({
    loginItem: openLoginItem(() => options.words().messages),
    settings: options.settings.get,
    follow: (startAtLogin) => {
      following = true;
      options.settings.set({ startAtLogin });
      following = false;
    },
    onBug,
  });

  const state = async (): Promise<SystemState> => ({
    hasTray: await options.hasTray(),
    globalShortcuts: shortcuts.states(),
    canStartAtLogin: login.isPossible,
    startAtLoginFailed: login.hasFailed(),
  });
  const tell = async (): Promise<void> => {
    const now = await state();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    options.onChanged(now);
  };
  const apply = async (): Promise<void> => {
    await shortcuts.apply(options.settings.get().globalShortcuts);
    await tell();
  };
  // The person may be returning from the system's own settings, where they may have changed this.
  const look = (): void => login.look();

  return {
    start: () => {
      isStarted = true;
      claimLinks();
      look();
      app.on('browser-window-focus', look);
      void apply().catch(onBug);
    },
    state: async () => {
      // Keys that another program used may be free now.
      if (isStarted) await shortcuts.apply(options.settings.get().globalShortcuts);
      const now = await state();
      told = JSON.stringify(now);
      return now;
    },
    settingsChanged: (before, after) => {
      if (after.startAtLogin !== before.startAtLogin && !following) login.choose(after.startAtLogin);
      if (isStarted) void apply().catch(onBug);
    },
    stop: () => {
      app.off('browser-window-focus', look);
      shortcuts.stop();
    },
  };
};
