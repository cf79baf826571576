import { Fragment, useMemo, type ReactNode } from 'react';
import { descriptionParts } from '../../shared/text/description.ts';
import styles from './Detail.module.css';

interface DescriptionProps {
  readonly description: string;
  /** Opens the n-th link; main looks its address up. */
  readonly onLink: (index: number) => void;
}

/** What an organiser wrote, as text. No markup of theirs reaches the page (security property 12). */
export const Description = ({ description, onLink }: DescriptionProps): ReactNode => {
  const parts = useMemo(() => descriptionParts(description), [description]);
  return (
    <p className={styles.text} dir="auto">
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          <Fragment key={index}>{part.text}</Fragment>
        ) : (
          <button
            key={index}
            type="button"
            className={styles.link}
            title={part.url}
            onClick={() => onLink(part.index)}
          >
            {part.text}
          </button>
        ),
      )}
    </p>
  );
};
