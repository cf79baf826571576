import { Fragment, type ReactNode } from 'react';

/** Short facts in a row, with dots between. Each keeps its own writing direction to itself. */
export const Dotted = ({ parts }: { readonly parts: readonly string[] }): ReactNode =>
  parts.map((part, index) => (
    <Fragment key={part}>
      {/* The dot stays behind what it ends, where the line breaks. */}
      {index === 0 ? '' : '\u00a0· '}
      <bdi>{part}</bdi>
    </Fragment>
  ));
