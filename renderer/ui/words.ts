import { createContext, useContext } from 'react';
import type { Messages } from '../../shared/messages/en.ts';
import type { Format } from '../../shared/text/createFormat.ts';

export interface Words {
  readonly messages: Messages;
  readonly format: Format;
}

export const WordsContext = createContext<Words | null>(null);

/** The words and formats of the viewer's language and zone. */
export const useWords = (): Words => {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('outside of WordsContext');
  return words;
};
