import { X } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { ShortcutState } from '../../shared/settings.ts';
import { acceleratorParts, recordKeys } from '../shortcuts/recordKeys.ts';
import { joinParts } from '../shortcuts/keyNames.ts';
import { IconButton } from '../ui/Button.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import styles from './KeyRecorder.module.css';
import shared from './Settings.module.css';

interface KeyRecorderProps {
  readonly label: string;
  readonly hint: string;
  /** An Electron accelerator; null for none. */
  readonly value: string | null;
  /** Whether the system accepted the value; null until that is known. */
  readonly state: ShortcutState | null;
  readonly onChange: (value: string | null) => void;
}

/** Records a shortcut: press the button, then the keys. Esc, Tab and a press elsewhere cancel. */
export const KeyRecorder = ({ label, hint, value, state, onChange }: KeyRecorderProps): ReactNode => {
  const { messages } = useWords();
  const platform = usePlatform();
  const words = messages.settings.globalKeys;
  const labelId = useId();
  const valueId = useId();
  const hintId = useId();
  const saidId = useId();
  const field = useRef<HTMLButtonElement>(null);
  const [recording, setRecording] = useState(false);
  const [unusable, setUnusable] = useState(false);
  const stop = (): void => {
    setRecording(false);
    setUnusable(false);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!recording || event.key === 'Tab') return;
    event.preventDefault();
    if (event.key === 'Escape') return stop();
    // Enter begins the recording. If it is held down, it must not be recorded itself.
    if (event.repeat) return;
    const recorded = recordKeys(event.nativeEvent, platform);
    if (recorded.kind === 'unusable') setUnusable(true);
    if (recorded.kind !== 'keys') return;
    stop();
    if (recorded.accelerator !== value) onChange(recorded.accelerator);
  };
  const keys = value === null ? null : joinParts(acceleratorParts(value, platform, messages), platform);
  const said = unusable ? words.holdMore : state === null ? '' : words.states[state];
  const disabled = state === 'unsupported';
  return (
    <div className={shared.item}>
      <span className={shared.words}>
        <strong id={labelId}>{label}</strong>
        <small id={hintId}>{hint}</small>
      </span>
      <span className={styles.field}>
        <button
          ref={field}
          type="button"
          className={`${styles.keys} ${recording ? styles.recording : ''}`}
          aria-labelledby={`${labelId} ${valueId}`}
          aria-describedby={`${hintId} ${saidId}`}
          aria-pressed={recording}
          disabled={disabled}
          onClick={() => setRecording(!recording)}
          onKeyDown={onKeyDown}
          onBlur={stop}
        >
          <span id={valueId}>{recording ? words.press : (keys ?? words.none)}</span>
        </button>
        {value === null || recording ? null : (
          <IconButton
            label={words.clear(label)}
            onClick={() => {
              onChange(null);
              field.current?.focus();
            }}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        )}
      </span>
      <p id={saidId} role="status" className={shared.said}>
        {said}
      </p>
    </div>
  );
};
