import { useEffect, useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { ComingJoin } from '../../shared/autoJoin.ts';
import { SECOND_MS } from '../../shared/durations.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import { useLive } from '../data/useLive.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import floating from '../ui/Floating.module.css';
import { useWords } from '../ui/words.ts';
import styles from './JoiningNotice.module.css';

const load = (): ReturnType<typeof window.jarvis.autoJoin.coming> => window.jarvis.autoJoin.coming();
const onComing = (changed: () => void): (() => void) => window.jarvis.autoJoin.onChanged(changed);

/** Says over everything but dialogs which meeting is about to be joined, and calls it off. */
export const JoiningNotice = (): ReactNode => {
  const coming = useLive(load, onComing).value;
  return coming === null ? null : <Countdown key={coming.id} {...coming} />;
};

const Countdown = ({ id, occurrence, host, atMs }: ComingJoin): ReactNode => {
  const act = useAct();
  const { messages } = useWords();
  const words = messages.autoJoin;
  const [leftMs, setLeftMs] = useState(() => atMs - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeftMs(atMs - Date.now()), SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [atMs]);
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  return (
    <div className={`${floating.place} ${styles.place}`} role="alert">
      <div className={`${floating.box} ${styles.notice}`} data-joining>
        <p className={styles.text}>
          <strong dir="auto">{words.joining(plainPart(displayTitle(occurrence, messages), 60))}</strong>
          <small>{words.opensHost(host)}</small>
        </p>
        <span className={styles.buttons}>
          <Button onClick={() => act(window.jarvis.autoJoin.cancel({ id }))}>
            {words.cancel}
            {/* Reading out each second would keep the reader from everything else. */}
            <span className={styles.left} aria-hidden="true">
              {words.secondsLeft(seconds)}
            </span>
          </Button>
          <Button look="primary" onClick={() => act(window.jarvis.meeting.join(refOf(occurrence)))}>
            {words.now}
          </Button>
        </span>
      </div>
    </div>
  );
};
