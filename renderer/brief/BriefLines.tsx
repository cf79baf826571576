/** The lines of a brief. One that comes from another meeting is a button that leads there. */
import type { ReactNode } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { BriefLine } from '../../shared/brief.ts';
import type { Occurrence } from '../../shared/model.ts';
import { FromTo } from '../changes/FromTo.tsx';
import { useOpen } from '../detail/Part.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Brief.module.css';
import { sayChange, sayLine, titleOf, whenOf } from './sayLine.ts';

interface BriefLinesProps {
  readonly lines: readonly BriefLine[];
  /** The meeting that the brief is about. */
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  readonly label: string;
  readonly onOpen: (meeting: OccurrenceRef) => void;
}

export const BriefLines = ({ lines, label, ...rest }: BriefLinesProps): ReactNode => (
  <ul className={styles.lines} aria-label={label}>
    {lines.map((line, index) => (
      <li key={index} data-line={line.kind}>
        <Line line={line} {...rest} />
      </li>
    ))}
  </ul>
);

type LineProps = Omit<BriefLinesProps, 'lines' | 'label'> & { readonly line: BriefLine };

const Line = ({ line, occurrence, nowMs, onOpen }: LineProps): ReactNode => {
  const words = useWords();
  const says = <Says line={line} occurrence={occurrence} nowMs={nowMs} />;
  const { from } = line;
  if (from === null) return <div className={styles.own}>{says}</div>;
  const { ref } = from;
  const told = (
    <>
      <span className={styles.meeting}>
        <bdi className={styles.title}>{titleOf(from, words)}</bdi>
        <span className={styles.when}>{whenOf(from, nowMs, words)}</span>
      </span>
      <span className={styles.says}>
        {says}
        {ref === null ? ` (${words.messages.brief.gone})` : null}
      </span>
    </>
  );
  if (ref === null) return <div className={styles.line}>{told}</div>;
  return (
    <button type="button" className={styles.line} onClick={() => onOpen(ref)}>
      {told}
    </button>
  );
};

const Says = ({ line, occurrence, nowMs }: Omit<LineProps, 'onOpen'>): ReactNode => {
  const words = useWords();
  const { messages } = words;
  const texts = messages.brief;
  const open = useOpen();
  switch (line.kind) {
    case 'changed': {
      const { label, from, to } = sayChange(line, nowMs, words);
      return (
        <>
          <strong>{label}</strong> {from === null && to === null ? null : <FromTo from={from} to={to} />}
        </>
      );
    }
    case 'descriptionChanged':
      if (line.lines.length === 0) return texts.descriptionReordered;
      return (
        <>
          <strong>{texts.descriptionChanged}</strong>
          <ul className={styles.difference}>
            {line.lines.map(({ kind, text }, index) => (
              <li key={index} dir="auto">
                <Hidden>{kind === 'added' ? texts.lineAdded : texts.lineRemoved} </Hidden>
                {kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>}
              </li>
            ))}
          </ul>
          {line.more === 0 ? null : <small>{texts.moreLines(line.more)}</small>}
        </>
      );
    case 'document':
      return (
        <button type="button" className={styles.link} onClick={() => open(occurrence, line.link)}>
          <Hidden>{texts.document} </Hidden>
          <bdi>{line.name}</bdi>
          {line.host === '' ? null : <small className={styles.host}> {line.host}</small>}
        </button>
      );
    case 'agenda':
      return (
        <>
          <strong>{texts.agenda}</strong>
          <ul className={styles.items}>
            {line.items.map((item, index) => (
              <li key={index} dir="auto">
                {item}
              </li>
            ))}
          </ul>
          {line.more === 0 ? null : <small>{texts.moreItems(line.more)}</small>}
        </>
      );
    case 'place':
      return (
        <>
          <strong>{texts.place}</strong> <bdi>{line.place}</bdi>{' '}
          <button type="button" className={styles.link} onClick={() => open(occurrence, { kind: 'map' })}>
            {messages.detail.openMap}
          </button>
        </>
      );
    case 'dialIn':
      return (
        <>
          <strong>{texts.dialIn}</strong> <bdi className={styles.number}>{line.label}</bdi>
          {line.code === null ? null : ` · ${texts.code(line.code)}`}
        </>
      );
    default:
      return sayLine(line, words);
  }
};
