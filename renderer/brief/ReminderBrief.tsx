import { useId, useState, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { useMinute } from '../data/clock.ts';
import { useAct } from '../ui/act.ts';
import { FoldButton } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Brief.module.css';
import { BriefSections } from './MeetingBrief.tsx';
import { useBrief } from './useBrief.ts';

/** The brief in the reminder window: only when the person asks, because others may see the screen. */
export const ReminderBrief = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div className={styles.reminder}>
      <FoldButton
        all={shown}
        onAll={setShown}
        more={messages.brief.show}
        less={messages.brief.hide}
        controls={id}
      />
      <div id={id}>{shown ? <Shown occurrence={occurrence} /> : null}</div>
    </div>
  );
};

const Shown = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { value } = useBrief(occurrence, false);
  const nowMs = useMinute();
  const act = useAct();
  if (value === null) return null;
  return (
    <div className={styles.brief}>
      <BriefSections
        brief={value}
        heading="h2"
        occurrence={occurrence}
        nowMs={nowMs}
        onOpen={(ref) => act(window.jarvis.brief.show(ref))}
      />
    </div>
  );
};
