import { useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import { canChooseAutoJoin, joinsAutomatically } from '../../shared/autoJoin.ts';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { useAct } from '../ui/act.ts';
import { useWords } from '../ui/words.ts';
import styles from './AutoJoinChoice.module.css';

interface AutoJoinChoiceProps {
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  /** The setting for all meetings. */
  readonly isUsual: boolean;
}

/** Chooses for one meeting whether it is joined automatically. Nothing if it has begun or cannot be. */
export const AutoJoinChoice = ({ occurrence, nowMs, isUsual }: AutoJoinChoiceProps): ReactNode => {
  const act = useAct();
  const { messages, format } = useWords();
  const words = messages.autoJoin;
  const isJoined = joinsAutomatically(occurrence, { autoJoin: isUsual });
  /** What the person chose, and what the event said then. It holds until the event says something else. */
  const [chosen, setChosen] = useState<{ readonly on: boolean; readonly before: boolean } | null>(null);
  if (chosen !== null && chosen.before !== isJoined) setChosen(null);
  if (!canChooseAutoJoin(occurrence) || startMsOf(occurrence.start, format.timeZone) <= nowMs) return null;
  const { autoJoin: _, ...unchosen } = occurrence;
  const usual = joinsAutomatically(unchosen, { autoJoin: isUsual });
  const choose = (on: boolean): void => {
    setChosen({ on, before: isJoined });
    const reply = window.jarvis.autoJoin.choose({ ...refOf(occurrence), on: on === usual ? null : on });
    act(reply);
    void reply.then(({ ok }) => {
      if (!ok) setChosen(null);
    });
  };
  return (
    <label className={styles.choice} title={words.choiceHint}>
      <input
        type="checkbox"
        checked={chosen?.on ?? isJoined}
        onChange={({ target }) => choose(target.checked)}
      />
      {words.choice}
    </label>
  );
};
