import type { ReactNode } from 'react';
import { problemSentences, type CalendarName } from '../../shared/messages/problemText.ts';
import type { PassRecord } from '../../shared/syncReport.ts';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import { agoOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { countsText, timePhrase, tookText } from './figures.ts';
import styles from './PassTable.module.css';

interface PassTableProps {
  /** Newest first. */
  readonly passes: readonly PassRecord[];
  readonly calendarName: CalendarName;
  readonly nowMs: number;
}

const shownAtFirst = 8;

/**
 * The last passes: a table that becomes a list of short entries if it is narrow. It uses roles, because table elements
 * lose their meaning with another layout.
 */
export const PassTable = ({ passes, calendarName, nowMs }: PassTableProps): ReactNode => {
  const { messages } = useWords();
  const { shown, fold } = useFolded(passes, shownAtFirst);
  const { inspector } = messages;
  if (passes.length === 0) return <p className={styles.none}>{inspector.noPasses}</p>;
  const columns = ['when', 'reason', 'listed', 'changes', 'took', 'outcome'] as const;
  return (
    <>
      <div role="table" className={styles.table} aria-label={inspector.passes}>
        <div role="rowgroup" className={styles.head}>
          <div role="row">
            {columns.map((column) => (
              <div key={column} role="columnheader">
                {inspector.columns[column]}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body}>
          {shown.map((pass) => (
            <Pass
              key={`${pass.startedAt} ${pass.finishedAt} ${pass.reason}`}
              pass={pass}
              calendarName={calendarName}
              nowMs={nowMs}
            />
          ))}
        </div>
      </div>
      {fold === null ? null : (
        <div className={styles.more}>
          <FoldButton {...fold} more={inspector.allPasses(passes.length)} />
        </div>
      )}
    </>
  );
};

const Pass = ({
  pass,
  calendarName,
  nowMs,
}: Omit<PassTableProps, 'passes'> & { readonly pass: PassRecord }): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const { inspector } = messages;
  const startedMs = Date.parse(pass.startedAt);
  const troubles = problemSentences(messages, pass.problems, format, calendarName);
  const listed =
    pass.mode === 'none'
      ? inspector.modes.none
      : `${inspector.modes[pass.mode]} · ${inspector.listed(pass.counts.calendars, pass.counts.pages)}`;
  return (
    <div role="row" className={pass.mode === 'none' ? styles.idle : undefined} data-pass={pass.outcome}>
      <div role="cell" className={styles.when} title={timePhrase(startedMs, nowMs, words)}>
        {agoOf(startedMs, nowMs, words)}
      </div>
      <div role="cell" className={styles.reason}>
        {inspector.reasons[pass.reason]}
      </div>
      <div role="cell" className={styles.listed}>
        {listed}
      </div>
      <div role="cell" className={styles.changes}>
        {countsText(pass, words)}
      </div>
      <div role="cell" className={styles.took}>
        {tookText(pass.durationMs, words)}
      </div>
      <div role="cell" className={`${styles.outcome} ${styles[pass.outcome]}`}>
        {inspector.outcomes[pass.outcome]}
        {troubles.length === 0 ? null : <small>{troubles.join(' ')}</small>}
      </div>
    </div>
  );
};
