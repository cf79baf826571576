import { Fragment, type ReactNode } from 'react';
import type { FoundMatch } from '../../shared/agenda.ts';

/** A text with the matches of the query marked. */
export const Marked = ({ text, spans }: Pick<FoundMatch, 'text' | 'spans'>): ReactNode => (
  <bdi>
    {spans.map(([start, end], index) => (
      <Fragment key={start}>
        {text.slice(spans[index - 1]?.[1] ?? 0, start)}
        <mark>{text.slice(start, end)}</mark>
      </Fragment>
    ))}
    {text.slice(spans.at(-1)?.[1] ?? 0)}
  </bdi>
);
