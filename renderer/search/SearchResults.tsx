import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { FoundOccurrence } from '../../shared/agenda.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { lookOf, placeOf } from '../agenda/describe.ts';
import { LookBar } from '../agenda/LookBar.tsx';
import { keyOf } from '../data/occurrence.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { dayOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { Marked } from './Marked.tsx';
import styles from './Search.module.css';

interface SearchResultsProps {
  readonly id: string;
  readonly found: readonly FoundOccurrence[];
  readonly nowMs: number;
  /** The index of the result that Enter opens. */
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onOpen: (occurrence: FoundOccurrence) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The results: what is coming up, then what is over. The input keeps the focus. */
export const SearchResults = ({ found, nowMs, ...rest }: SearchResultsProps): ReactNode => {
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
    </div>
  );
};

interface OptionProps extends Omit<SearchResultsProps, 'found'> {
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
  const answer = occurrence.selfResponse;
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
      style={{ '--c': occurrence.color } as CSSProperties}
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
      {answer === null || answer === 'accepted' ? null : (
        <span className={styles.tag}>{messages.agenda.answers[answer]}</span>
      )}
    </div>
  );
};
