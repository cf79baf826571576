/** The brief among a meeting's details: what stands elsewhere in them is not said again. */
import { ClipboardList } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Brief, BriefLine } from '../../shared/brief.ts';
import type { Occurrence } from '../../shared/model.ts';
import { Part } from '../detail/Part.tsx';
import { agoOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import styles from './Brief.module.css';
import { BriefLines } from './BriefLines.tsx';
import { withoutTold } from './sayLine.ts';
import { useBrief } from './useBrief.ts';

interface MeetingBriefProps {
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  /** Changes that are told above. */
  readonly told: readonly AgendaChange[];
  readonly onOpen: (meeting: OccurrenceRef) => void;
}

/** Answering, the place, the ways in and the way there have parts of their own. */
const elsewhere: ReadonlySet<BriefLine['kind']> = new Set<BriefLine['kind']>([
  'unanswered',
  'place',
  'dialIn',
  'tightWay',
]);

export const MeetingBrief = ({ occurrence, nowMs, told, onOpen }: MeetingBriefProps): ReactNode => {
  const { messages } = useWords();
  const { value } = useBrief(occurrence, true);
  // Without a brief the details are complete without it: what went wrong is said where they are.
  if (value === null) return null;
  const needed = value.needed.filter(({ kind }) => !elsewhere.has(kind));
  return (
    <Part icon={ClipboardList} heading={messages.brief.title}>
      <div className={styles.brief} data-brief tabIndex={-1} aria-label={messages.brief.title} role="group">
        <BriefSections
          brief={{ ...value, needed, changed: withoutTold(value.changed, told) }}
          saysMoreAbove={told.length > 0}
          heading="h4"
          occurrence={occurrence}
          nowMs={nowMs}
          onOpen={onOpen}
        />
      </div>
    </Part>
  );
};

interface BriefSectionsProps extends Omit<MeetingBriefProps, 'told'> {
  readonly brief: Brief;
  readonly saysMoreAbove?: boolean;
  /** One below the heading that they stand under. */
  readonly heading: 'h2' | 'h4';
}

/** Everything that a brief tells, under three headings. */
export const BriefSections = ({
  brief,
  saysMoreAbove = false,
  heading: Heading,
  occurrence,
  nowMs,
  onOpen,
}: BriefSectionsProps): ReactNode => {
  const words = useWords();
  const texts = words.messages.brief;
  const { lookedAt } = brief;
  const sections = [
    {
      heading:
        lookedAt === null ? texts.changedLately : texts.changed(agoOf(Date.parse(lookedAt), nowMs, words)),
      lines: brief.changed,
    },
    { heading: texts.needed, lines: brief.needed },
    { heading: texts.last, lines: brief.last },
  ].filter(({ lines }) => lines.length > 0);
  return (
    <>
      {brief.limits.map((limit) => (
        <p key={limit} className={styles.limit}>
          {texts.limits[limit]}
        </p>
      ))}
      {sections.map(({ heading, lines }) => (
        <section key={heading} className={styles.section}>
          <Heading>{heading}</Heading>
          <BriefLines lines={lines} label={heading} occurrence={occurrence} nowMs={nowMs} onOpen={onOpen} />
        </section>
      ))}
      {sections.length > 0 ? null : (
        <p className={styles.limit}>{saysMoreAbove ? texts.nothingElse : texts.nothing}</p>
      )}
      {brief.isKept ? null : <p className={styles.limit}>{texts.notKept}</p>}
    </>
  );
};
