import { BellOff, Check } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { AttentionChoice } from '../../shared/attention.ts';
import type { Occurrence } from '../../shared/model.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Attention.module.css';
import { useMark } from './useMark.ts';

interface AttentionActionsProps {
  readonly occurrence: Occurrence;
  /** Null until it is known. */
  readonly calendarName: string | null;
}

/** Marks an open event as done, or mutes it, its series or its calendar. Nothing if it has been. */
export const AttentionActions = ({ occurrence, calendarName }: AttentionActionsProps): ReactNode => {
  const mark = useMark();
  const { messages } = useWords();
  const words = messages.attention;
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (occurrence.attention !== undefined) return null;
  const mute = (scope: 'occurrence' | 'series' | 'calendar') => (): void => {
    setAnchor(null);
    const choice: AttentionChoice = { scope, level: 'muted' };
    mark(occurrence, choice);
  };
  return (
    <>
      <Button
        title={words.doneHint}
        shortcut="markDone"
        onClick={() => mark(occurrence, { scope: 'occurrence', level: 'done' })}
      >
        <Check size={15} aria-hidden="true" />
        {words.done}
      </Button>
      <Button
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={() => setAnchor(button.current)}
      >
        <BellOff size={15} aria-hidden="true" />
        {words.mute}
      </Button>
      {anchor === null ? null : (
        <Popover label={words.mute} anchor={anchor} onClose={() => setAnchor(null)}>
          <div className={styles.choices}>
            <p className={styles.hint}>{words.muteHint}</p>
            <button type="button" className={styles.choice} onClick={mute('occurrence')}>
              {words.muteThis}
            </button>
            {occurrence.masterId === undefined ? null : (
              <button type="button" className={styles.choice} onClick={mute('series')}>
                {words.muteSeries}
              </button>
            )}
            {calendarName === null ? null : (
              <button type="button" className={styles.choice} onClick={mute('calendar')}>
                {words.muteCalendar(calendarName)}
              </button>
            )}
          </div>
        </Popover>
      )}
    </>
  );
};
