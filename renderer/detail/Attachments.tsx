import { Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part } from './Part.tsx';
import { useOpen } from './useOpen.ts';

export const Attachments = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  if (detail.attachments.length === 0) return null;
  return (
    <Part icon={Paperclip} heading={messages.detail.parts.attachments}>
      {detail.attachments.map((attachment, index) => (
        <button
          key={attachment.url}
          type="button"
          className={`${styles.link} ${styles.block}`}
          title={attachment.url}
          dir="auto"
          onClick={() => open(detail, { kind: 'attachment', index })}
        >
          {plainText(attachment.title, 200)}
        </button>
      ))}
    </Part>
  );
};
