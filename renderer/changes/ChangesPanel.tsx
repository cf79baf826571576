import type { ReactNode } from 'react';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import { PanelHint, TitledPanel } from '../ui/TitledPanel.tsx';
import { useWords } from '../ui/words.ts';
import { ChangeList } from './ChangeList.tsx';

interface ChangesPanelProps {
  readonly changes: readonly ListedChange[];
  readonly nowMs: number;
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  readonly onOpen: (change: ListedChange) => void;
  readonly onClose: () => void;
}

/** The list of changes, as a panel over the day. */
export const ChangesPanel = (props: ChangesPanelProps): ReactNode => {
  const { messages } = useWords();
  return (
    <TitledPanel title={messages.changes.title} covered={props.covered} onClose={props.onClose}>
      {props.changes.length === 0 ? (
        <PanelHint>{messages.changes.none}</PanelHint>
      ) : (
        <ChangeList changes={props.changes} nowMs={props.nowMs} onOpen={props.onOpen} />
      )}
      <PanelHint>{messages.changes.hint}</PanelHint>
    </TitledPanel>
  );
};
