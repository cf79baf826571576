import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { IconButton } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { useWords } from '../ui/words.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Changes.module.css';

interface ChangesPanelProps {
  readonly changes: readonly AgendaChange[];
  readonly nowMs: number;
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  readonly onOpen: (change: AgendaChange) => void;
  readonly onClose: () => void;
}

/** The list of changes, as a panel over the day. */
export const ChangesPanel = (props: ChangesPanelProps): ReactNode => {
  const { messages } = useWords();
  const titleId = useId();
  return (
    <Panel labelledBy={titleId} className={styles.panel} inert={props.covered}>
      <header className={styles.top}>
        <h2 id={titleId}>{messages.changes.title}</h2>
        <IconButton label={messages.app.close} onClick={props.onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.body} data-scroller>
        {props.changes.length === 0 ? (
          <p className={styles.hint}>{messages.changes.none}</p>
        ) : (
          <ChangeList changes={props.changes} nowMs={props.nowMs} onOpen={props.onOpen} />
        )}
        <p className={styles.hint}>{messages.changes.hint}</p>
      </div>
    </Panel>
  );
};
