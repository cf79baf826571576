import { Text } from 'lucide-react';
import { Fragment, useId, useMemo, useState, type ReactNode } from 'react';
import type { DescriptionPart, OccurrenceDetail } from '../../shared/model.ts';
import { FoldButton } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { foldedParts } from './foldedParts.ts';
import { Part, useOpen } from './Part.tsx';

/** Longer descriptions are folded. */
const mostCharacters = 1200;
const mostLines = 20;

/** The organiser's description as text. None of its markup reaches the page (security property 12). */
export const Description = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const id = useId();
  const [all, setAll] = useState(false);
  const parts = detail.description;
  const folded = useMemo(() => foldedParts(parts, mostCharacters, mostLines), [parts]);
  if (parts.every(({ text }) => text.trim() === '')) return null;
  return (
    <Part icon={Text} heading={messages.detail.parts.description}>
      <p id={id} className={styles.text} dir="auto">
        {(all || folded === null ? parts : folded).map((part, index) =>
          part.kind === 'text' ? (
            <Fragment key={index}>{part.text}</Fragment>
          ) : (
            <Link key={index} detail={detail} link={part} />
          ),
        )}
      </p>
      {folded === null ? null : (
        <FoldButton all={all} onAll={setAll} more={messages.detail.showAll} controls={id} />
      )}
    </Part>
  );
};

interface LinkProps {
  readonly detail: OccurrenceDetail;
  readonly link: Extract<DescriptionPart, { readonly kind: 'link' }>;
}

const Link = ({ detail, link }: LinkProps): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const host = link.leadsTo;
  return (
    <>
      <button
        type="button"
        className={styles.link}
        title={link.url}
        onClick={() => open(detail, { kind: 'description', index: link.index })}
      >
        {link.text}
      </button>
      {host === null ? null : <span className={styles.leads}> ({messages.detail.leadsTo(host)})</span>}
    </>
  );
};
