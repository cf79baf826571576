import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/**
 * Short facts with dots between them, on as many lines as they need. A dot at the start or end of a line is not
 * visible. Each fact has its own writing direction.
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
