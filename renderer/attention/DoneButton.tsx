import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { IconButton } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { useMark } from './useMark.ts';

interface DoneButtonProps {
  readonly occurrence: Occurrence;
  readonly title: string;
}

/** Marks what is now or next as done, so that the event after it is shown. */
export const DoneButton = ({ occurrence, title }: DoneButtonProps): ReactNode => {
  const mark = useMark();
  const { messages } = useWords();
  return (
    <IconButton
      label={messages.attention.markDone(title)}
      onClick={() => mark(occurrence, { scope: 'occurrence', level: 'done' })}
    >
      <Check size={16} aria-hidden="true" />
    </IconButton>
  );
};
