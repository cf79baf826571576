import { createContext, useContext } from 'react';
import type { Words } from '../../shared/text/words.ts';

export const WordsContext = createContext<Words | null>(null);

/** Returns the texts and formats for the viewer's language and zone. */
export const useWords = (): Words => {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('outside of WordsContext');
  return words;
};

/** Returns whether the page is laid out from right to left. Left and right arrow keys are then swapped. */
export const isPageRightToLeft = (): boolean => document.documentElement.dir === 'rtl';
