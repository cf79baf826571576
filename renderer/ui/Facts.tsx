import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/**
 * Short facts with dots between them, over as many lines as they need. A dot that would begin or end a
 * line is not seen. Each fact keeps its own writing direction to itself.
 */
export const Facts = ({ parts }: { readonly parts: readonly string[] }): ReactNode => (
  <span className={styles.clip}>
    <span className={styles.facts}>
      {parts.map((part, index) => (
        <span key={part} className={styles.fact}>
          <span className={styles.dot}>{index === 0 ? '' : ' · '}</span>
          <bdi className={styles.text}>{part}</bdi>
        </span>
      ))}
    </span>
  </span>
);
