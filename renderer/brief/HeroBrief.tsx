import type { ReactNode } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { BriefLine } from '../../shared/brief.ts';
import type { Occurrence } from '../../shared/model.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Brief.module.css';
import { BriefLines } from './BriefLines.tsx';
import { shortLines, withoutTold } from './sayLine.ts';
import { useBrief } from './useBrief.ts';

export interface HeroBriefProps {
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  /** Changes that are told above. */
  readonly told: readonly AgendaChange[];
  readonly onOpen: (meeting: OccurrenceRef) => void;
  /** Opens the meeting at its brief. */
  readonly onShowAll: () => void;
}

const mostLines = 3;
const above: ReadonlySet<BriefLine['kind']> = new Set<BriefLine['kind']>(['unanswered', 'collides']);

/** The most important lines of the brief, shortly before the meeting. */
export const HeroBrief = ({ occurrence, nowMs, told, onOpen, onShowAll }: HeroBriefProps): ReactNode => {
  const { messages } = useWords();
  const { value } = useBrief(occurrence, false);
  if (value === null) return null;
  // What it collides with, and that it is not answered, is said above.
  const all = [...withoutTold(value.changed, told), ...value.needed, ...value.last].filter(
    ({ kind }) => !above.has(kind),
  );
  const lines = shortLines(all, mostLines);
  if (lines.length === 0) return null;
  return (
    <div className={styles.hero}>
      <BriefLines
        lines={lines}
        label={messages.brief.title}
        occurrence={occurrence}
        nowMs={nowMs}
        onOpen={onOpen}
      />
      <Button look="plain" size="small" shortcut="brief" onClick={onShowAll}>
        {messages.brief.all}
      </Button>
    </div>
  );
};
