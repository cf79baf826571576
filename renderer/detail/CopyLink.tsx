import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { refOf } from '../data/occurrence.ts';
import { CopyIcon } from '../ui/CopyButton.tsx';
import { useWords } from '../ui/words.ts';

/** Copies the join link, next to the Join button. */
export const CopyLink = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const words = useWords().messages.detail;
  return (
    <CopyIcon
      label={words.copyLink}
      done={words.copied}
      copy={() => window.jarvis.meeting.copyLink(refOf(occurrence))}
    />
  );
};
