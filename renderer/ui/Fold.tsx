import { useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useWords } from './words.ts';

interface FoldButtonProps {
  /** All of it is shown. */
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  /** What leads to all of it: `Show all 20`. */
  readonly more: string;
  /** The id of what it folds. */
  readonly controls?: string;
}

/** The way to all of something long, and back. It stays, and with it the focus. */
export const FoldButton = ({ all, onAll, more, controls }: FoldButtonProps): ReactNode => {
  const { messages } = useWords();
  return (
    <Button
      look="plain"
      size="small"
      aria-expanded={all}
      aria-controls={controls}
      onClick={() => onAll(!all)}
    >
      {all ? messages.detail.showLess : more}
    </Button>
  );
};

interface Folded<Item> {
  readonly shown: readonly Item[];
  /** Null where there is nothing to fold. */
  readonly fold: Pick<FoldButtonProps, 'all' | 'onAll'> | null;
}

/** The first of a list, or all of it. */
export const useFolded = <Item,>(items: readonly Item[], atFirst: number): Folded<Item> => {
  const [all, setAll] = useState(false);
  // One more line costs no more than the button that would show it.
  if (items.length <= atFirst + 1) return { shown: items, fold: null };
  return { shown: all ? items : items.slice(0, atFirst), fold: { all, onAll: setAll } };
};
