import { FolderInput } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { useMoving, type Moving } from './useMoving.ts';

interface MoveButtonProps {
  readonly detail: OccurrenceDetail;
  readonly onMove: (moving: Moving) => void;
}

/** Moves the open event to another calendar, where there is one that it can be moved to. */
export const MoveButton = ({ detail, onMove }: MoveButtonProps): ReactNode => {
  const { messages } = useWords();
  const moving = useMoving(detail);
  if (moving === null) return null;
  return (
    <Button onClick={() => onMove(moving)}>
      <FolderInput size={15} aria-hidden="true" />
      {messages.moving.button}
    </Button>
  );
};
