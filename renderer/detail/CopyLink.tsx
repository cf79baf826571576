import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { refOf } from '../data/occurrence.ts';
import { CopyIcon } from '../ui/CopyButton.tsx';
import { useWords } from '../ui/words.ts';

/** Beside the button that joins: the link itself, for whoever asks for it. */
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
