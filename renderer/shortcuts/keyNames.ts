/** Key names as the system writes them: `⌘R` on macOS, `Ctrl+R` elsewhere, `Strg+R` in German. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import { shortcutTable, type ShortcutId } from './shortcutTable.ts';

/** Returns the names of the keys to press together: `['Ctrl', 'R']`. */
export const keyParts = (written: string, platform: string, { shortcuts }: Messages): readonly string[] => {
  const mac = platform === 'darwin';
  const { names } = shortcuts;
  const named: Readonly<Record<string, string>> = {
    Mod: mac ? '⌘' : names.ctrl,
    Enter: mac ? '↩' : names.enter,
    Escape: names.escape,
    Home: names.home,
    End: names.end,
    PageUp: names.pageUp,
    PageDown: names.pageDown,
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  };
  const parts = written.startsWith('Mod+') ? ['Mod', written.slice(4)] : [written];
  return parts.map((part) => named[part] ?? part.toUpperCase());
};

/** Returns `⌘R` or `Ctrl+R`. */
export const joinParts = (parts: readonly string[], platform: string): string =>
  parts.join(platform === 'darwin' ? '' : '+');

/** Returns the first key of a shortcut, for a tooltip. */
export const keyText = (id: ShortcutId, platform: string, messages: Messages): string =>
  joinParts(keyParts(shortcutTable[id].keys[0], platform, messages), platform);

/** Returns the keys in the notation of `aria-keyshortcuts`: `S Control+R`. */
export const ariaKeys = (id: ShortcutId, platform: string): string =>
  shortcutTable[id].keys
    .map((key) => {
      const [mod, plain] = key.startsWith('Mod+')
        ? [platform === 'darwin' ? 'Meta+' : 'Control+', key.slice(4)]
        : ['', key];
      return mod + (plain.length === 1 ? plain.toUpperCase() : plain);
    })
    .join(' ');
