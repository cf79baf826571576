import { useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useWords } from './words.ts';

interface FoldButtonProps {
  /** Everything is shown. */
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  /** The button's text while folded: `Show all 20`. */
  readonly more: string;
  /** Its text while unfolded; `Show less` by default. */
  readonly less?: string;
  /** The id of the element that it folds. */
  readonly controls?: string;
}

/** Unfolds something long, and folds it again. The button stays in place and keeps the focus. */
export const FoldButton = ({ all, onAll, more, less, controls }: FoldButtonProps): ReactNode => {
  const { messages } = useWords();
  return (
    <Button
      look="plain"
      size="small"
      aria-expanded={all}
      aria-controls={controls}
      onClick={() => onAll(!all)}
    >
      {all ? (less ?? messages.detail.showLess) : more}
    </Button>
  );
};

interface Folded<Item> {
  readonly shown: readonly Item[];
  /** Null if there is nothing to fold. */
  readonly fold: Pick<FoldButtonProps, 'all' | 'onAll'> | null;
}

/** Returns the first items of a list, or all of them. */
export const useFolded = <Item,>(items: readonly Item[], atFirst: number): Folded<Item> => {
  const [all, setAll] = useState(false);
  // One more item takes no more space than the button that would show it.
  if (items.length <= atFirst + 1) return { shown: items, fold: null };
  return { shown: all ? items : items.slice(0, atFirst), fold: { all, onAll: setAll } };
};
