import { Fragment, type ReactNode } from 'react';

/** Short facts in a row, with dots between them. Each has its own writing direction. */
export const Dotted = ({ parts }: { readonly parts: readonly string[] }): ReactNode =>
  parts.map((part, index) => (
    <Fragment key={part}>
      {/* At a line break, the dot stays at the end of the line. */}
      {index === 0 ? '' : '\u00a0· '}
      <bdi>{part}</bdi>
    </Fragment>
  ));
