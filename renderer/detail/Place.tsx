import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { placeText } from '../../shared/text/place.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part } from './Part.tsx';
import { useOpen } from './useOpen.ts';

export const Place = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const place = placeText(occurrence.location);
  if (place === null) return null;
  return (
    <Part icon={MapPin} heading={messages.detail.parts.place}>
      <p className={styles.text} dir="auto">
        {place}
      </p>
      <button
        type="button"
        className={`${styles.link} ${styles.small} ${styles.block}`}
        onClick={() => open(occurrence, { kind: 'map' })}
      >
        {messages.detail.openMap}
      </button>
    </Part>
  );
};
