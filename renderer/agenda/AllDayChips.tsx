import { useState, type ReactNode } from 'react';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { colorStyle, TypeIcon } from '../occurrence/Marks.tsx';
import { lookOf, responseOf, typeOf } from '../occurrence/occurrence.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { AgendaRow } from './agendaDays.ts';
import styles from './AllDayChips.module.css';
import { partOf } from './describeRow.ts';

interface AllDayChipsProps {
  readonly rows: readonly AgendaRow[];
  /** How many fit side by side. There are two lines of them at most. */
  readonly columns: number;
  readonly selectedId: string | null;
  readonly onOpen: (row: AgendaRow) => void;
  /** In the list, where one row at a time can be reached by Tab. */
  readonly asRows?: {
    readonly currentId: string | null;
    readonly onFocus: (id: string) => void;
    /** What changed about it within the last hour, in one word; null if nothing did. */
    readonly changed: (row: AgendaRow) => string | null;
  };
}

const lines = 2;
/** As in the style sheet. */
const gapPx = 6;

/** A day's all-day events as small chips. What does not fit into two lines is counted, and shown after a press. */
export const AllDayChips = (props: AllDayChipsProps): ReactNode => {
  const { rows, columns, selectedId, onOpen, asRows } = props;
  const { messages } = useWords();
  const [isExpanded, setIsExpanded] = useState(false);
  const room = columns * lines;
  const fits = rows.length <= room;
  const firstRows = fits ? rows : rows.slice(0, room - 1);
  // The open event is not hidden.
  const isOpenHidden = rows.findIndex(({ id }) => id === selectedId) >= firstRows.length;
  const all = fits || isExpanded || isOpenHidden;
  const shown = all ? rows : firstRows;
  // As wide as the title, unless that takes the room of others.
  const style = rows.length <= lines ? undefined : { maxWidth: `calc(${100 / columns}% - ${gapPx}px)` };
  return (
    <ul className={styles.chips} aria-label={messages.app.allDay}>
      {shown.map((row) => (
        <li key={row.id} style={style}>
          <Chip row={row} selected={row.id === selectedId} onOpen={onOpen} asRows={asRows} />
        </li>
      ))}
      {fits ? null : (
        <li>
          <button
            type="button"
            className={`${styles.chip} ${styles.more}`}
            aria-expanded={all}
            aria-label={all ? undefined : messages.agenda.moreAllDay(rows.length - shown.length)}
            onClick={() => setIsExpanded(!all)}
          >
            {all ? messages.agenda.fewer : messages.agenda.moreCount(rows.length - shown.length)}
          </button>
        </li>
      )}
    </ul>
  );
};

const Chip = ({
  row,
  selected,
  onOpen,
  asRows,
}: Pick<AllDayChipsProps, 'onOpen' | 'asRows'> & {
  readonly row: AgendaRow;
  readonly selected: boolean;
}): ReactNode => {
  const { messages } = useWords();
  const { occurrence } = row;
  const title = displayTitle(occurrence, messages);
  const text = [title, partOf(row, messages)].filter((part) => part !== null).join(' · ');
  const said = [typeOf(occurrence, messages), responseOf(occurrence, messages)].filter(
    (part) => part !== null,
  );
  const changed = asRows?.changed(row) ?? null;
  return (
    <button
      type="button"
      {...(asRows === undefined
        ? { 'data-block': true }
        : {
            'data-row': row.id,
            'data-all-day': true,
            tabIndex: row.id === asRows.currentId ? 0 : -1,
            onFocus: () => asRows.onFocus(row.id),
          })}
      className={`${styles.chip} ${styles[lookOf(occurrence)]} ${selected ? styles.selected : ''}`}
      style={colorStyle(occurrence)}
      title={text}
      dir="auto"
      aria-current={selected ? 'true' : undefined}
      onClick={() => onOpen(row)}
    >
      <TypeIcon type={occurrence.eventType} />
      {text}
      {changed === null ? null : <span className={styles.changed}> · {changed}</span>}
      {said.length === 0 ? null : <Hidden>, {said.join(', ')}</Hidden>}
    </button>
  );
};
