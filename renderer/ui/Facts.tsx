import { Fragment, type ReactNode } from 'react';
import styles from './Facts.module.css';

/** Short facts with dots between them, on one line: as many as fit. Each has its own writing direction. */
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

/** Short facts in a row, with dots between them. Each has its own writing direction. */
export const Dotted = ({ parts }: { readonly parts: readonly string[] }): ReactNode =>
  parts.map((part, index) => (
    <Fragment key={part}>
      {/* At a line break, the dot stays at the end of the line. */}
      {index === 0 ? '' : '\u00a0· '}
      <bdi>{part}</bdi>
    </Fragment>
  ));
