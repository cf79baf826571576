import { useEffect, useRef, type ReactNode } from 'react';
import type { FoundOccurrence } from '../../shared/agenda.ts';
import type { FoundNote } from '../../shared/notes.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { colorStyle, LookBar } from '../occurrence/Marks.tsx';
import { keyOf, lookOf, placeOf, responseUnlessAccepted } from '../occurrence/occurrence.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { dayOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { Marked } from './Marked.tsx';
import { NoteOption } from './NoteOption.tsx';
import styles from './Search.module.css';

interface SearchResultsProps {
  readonly id: string;
  readonly found: readonly FoundOccurrence[];
  /** Listed after the events. */
  readonly notes: readonly FoundNote[];
  readonly nowMs: number;
  /** The index of the result that Enter opens. */
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onOpen: (occurrence: FoundOccurrence) => void;
  readonly onOpenNote: (note: FoundNote) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The results: what is coming up, then what is over. The input keeps the focus. */
export const SearchResults = ({
  found,
  notes,
  nowMs,
  onOpenNote,
  ...rest
}: SearchResultsProps): ReactNode => {
  const { messages, format } = useWords();
  const over = found.findIndex(({ end }) => startMsOf(end, format.timeZone) <= nowMs);
  const firstPast = over === -1 ? found.length : over;
  const groups = [
    { name: messages.search.upcoming, from: 0, to: firstPast },
    { name: messages.search.past, from: firstPast, to: found.length },
  ];
  return (
    <div id={rest.id} role="listbox" aria-label={messages.search.results}>
      {groups.map(({ name, from, to }) =>
        from === to ? null : (
          <div key={name} role="group" aria-labelledby={`${rest.id}-${name}`} className={styles.group}>
            <div id={`${rest.id}-${name}`} className={styles.groupName} role="presentation">
              {name}
            </div>
            {found.slice(from, to).map((occurrence, index) => (
              <Option
                key={keyOf(occurrence)}
                {...rest}
                occurrence={occurrence}
                index={from + index}
                nowMs={nowMs}
              />
            ))}
          </div>
        ),
      )}
      {notes.length === 0 ? null : (
        <div role="group" aria-labelledby={`${rest.id}-notes`} className={styles.group}>
          <div id={`${rest.id}-notes`} className={styles.groupName} role="presentation">
            {messages.notes.found}
          </div>
          {notes.map((note, index) => (
            <NoteOption
              key={note.id}
              id={optionId(rest.id, found.length + index)}
              note={note}
              isCurrent={rest.current === found.length + index}
              nowMs={nowMs}
              onCurrent={() => rest.onCurrent(found.length + index)}
              onOpen={onOpenNote}
            />
          ))}
        </div>
      )}
    </div>
  );
};

interface OptionProps extends Omit<SearchResultsProps, 'found' | 'notes' | 'onOpenNote'> {
  readonly occurrence: FoundOccurrence;
  readonly index: number;
}

const Option = ({ id, occurrence, index, nowMs, current, onCurrent, onOpen }: OptionProps): ReactNode => {
  const { messages, format } = useWords();
  const isCurrent = index === current;
  const look = lookOf(occurrence);
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const title = occurrence.matches.find(({ field }) => field === 'title');
  const others = occurrence.matches.filter(({ field }) => field !== 'title').slice(0, 3);
  const place = others.length === 0 ? placeOf(occurrence) : null;
  const response = responseUnlessAccepted(occurrence, messages);
  const time = occurrence.start.kind === 'date' ? messages.app.allDay : format.time(occurrence.start.ms);
  const onDate = format.dateOf(startMsOf(occurrence.start, format.timeZone));
  return (
    // The input keeps the focus and handles the keys (combobox pattern).
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={option}
      id={optionId(id, index)}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      className={`${styles.option} ${look === 'declined' ? styles.declined : ''}`}
      style={colorStyle(occurrence)}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => (isCurrent ? undefined : onCurrent(index))}
      onClick={() => onOpen(occurrence)}
    >
      <span className={styles.when}>
        <span className={styles.day}>{dayOf(onDate, nowMs, { messages, format })}</span>
        <span className={styles.time}>{time}</span>
      </span>
      <LookBar look={look} className={styles.bar} />
      <span className={styles.text}>
        <span className={styles.title} dir="auto">
          {title === undefined ? displayTitle(occurrence, messages) : <Marked {...title} />}
        </span>
        {others.map((match) => (
          <span key={`${match.field} ${match.text}`} className={styles.sub} dir="auto">
            <Hidden>{messages.search.fields[match.field]}: </Hidden>
            <Marked {...match} />
          </span>
        ))}
        {place === null ? null : (
          <span className={styles.sub} dir="auto">
            <bdi>{place}</bdi>
          </span>
        )}
      </span>
      {response === null ? null : <span className={styles.tag}>{response}</span>}
    </div>
  );
};
