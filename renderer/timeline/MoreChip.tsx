import { useState, type ReactNode } from 'react';
import type { AgendaRow } from '../agenda/agendaDays.ts';
import { momentOf } from '../agenda/describeRow.ts';
import { Row } from '../agenda/Row.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Timeline.module.css';

interface MoreChipProps {
  readonly rows: readonly AgendaRow[];
  readonly startMs: number;
  /** A fraction of the day. */
  readonly top: number;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly onOpen: (row: AgendaRow) => void;
}

/** The number of meetings for which there is no column. Opens a list of them. */
export const MoreChip = (props: MoreChipProps): ReactNode => {
  const { rows, startMs, top, nowMs, selectedId, onOpen } = props;
  const { messages, format } = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  const label = messages.agenda.moreAt(rows.length, format.time(startMs));
  return (
    <>
      <button
        type="button"
        className={styles.more}
        style={{ top: `calc(${top * 100}% + 1px)` }}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {messages.agenda.moreCount(rows.length)}
      </button>
      {anchor === null ? null : (
        <Popover label={label} anchor={anchor} onClose={close}>
          <ul className={styles.moreList}>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                moment={momentOf(row, nowMs)}
                selected={row.id === selectedId}
                current
                changed={null}
                onOpen={(opened) => {
                  close();
                  onOpen(opened);
                }}
                onFocus={() => {}}
              />
            ))}
          </ul>
        </Popover>
      )}
    </>
  );
};
