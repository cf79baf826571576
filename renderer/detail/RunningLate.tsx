import { Clock } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';

const choices = ['5', '10', '15', '30'] as const;

/** Prepares a mail to the guests that the person will be late, or copies the line. */
export const RunningLate = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const act = useAct();
  const { messages, format } = useWords();
  const words = messages.late;
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<(typeof choices)[number]>('5');
  const minutes = Number(chosen);
  const request = { ...refOf(detail), minutes };
  const hasOthers =
    detail.attendees.some(({ self, resource }) => !self && !resource) || detail.organizer?.self === false;
  return (
    <>
      <Button
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={() => setAnchor(button.current)}
      >
        <Clock size={15} aria-hidden="true" />
        {words.button}
      </Button>
      {anchor === null ? null : (
        <Popover label={words.button} anchor={anchor} onClose={() => setAnchor(null)}>
          <div className={styles.late}>
            <p>{hasOthers ? words.hint : words.nobody}</p>
            <Segments
              label={words.button}
              value={chosen}
              options={choices.map((value) => ({
                value,
                label: format.duration(Number(value) * MINUTE_MS),
              }))}
              onChange={setChosen}
            />
            <div className={styles.lateButtons}>
              {hasOthers ? (
                <Button
                  look="primary"
                  onClick={() => {
                    setAnchor(null);
                    act(window.jarvis.meeting.mailLate(request));
                  }}
                >
                  {words.mail}
                </Button>
              ) : null}
              <CopyButton
                label={words.copy}
                done={words.copied}
                copy={() => window.jarvis.meeting.copyLate(request)}
              />
            </div>
          </div>
        </Popover>
      )}
    </>
  );
};
