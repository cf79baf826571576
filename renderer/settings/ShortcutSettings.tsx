import type { ReactNode } from 'react';
import type { GlobalAction, Settings, SystemState } from '../../shared/settings.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Fact, Section } from './fields.tsx';
import { KeyRecorder } from './KeyRecorder.tsx';

interface ShortcutSettingsProps {
  readonly settings: Settings;
  /** Null before the first reply. */
  readonly system: SystemState | null;
  readonly change: (part: Partial<Settings>) => void;
  readonly onShowAll: () => void;
}

const actions: readonly GlobalAction[] = ['showWindow', 'joinNext'];

/** Shortcuts that work in every program, and a button to the list of all others. */
export const ShortcutSettings = (props: ShortcutSettingsProps): ReactNode => {
  const { settings, system, change, onShowAll } = props;
  const { messages } = useWords();
  const words = messages.settings;
  return (
    <Section title={words.shortcuts} place="shortcuts">
      {actions.map((action) => (
        <KeyRecorder
          key={action}
          label={words.globalKeys.actions[action]}
          hint={words.globalKeys.hint}
          value={settings.globalShortcuts[action]}
          state={system?.globalShortcuts[action] ?? null}
          onChange={(keys) => change({ globalShortcuts: { ...settings.globalShortcuts, [action]: keys } })}
        />
      ))}
      <Fact label={words.keysInWindow}>
        <Button shortcut="sheet" onClick={onShowAll}>
          {words.showAllKeys}
        </Button>
      </Fact>
    </Section>
  );
};
