import { createContext, useContext } from 'react';
import { en, type Messages } from '../../shared/messages/en.ts';
import { createFormat, type Format } from '../../shared/text/createFormat.ts';

export interface Words {
  readonly messages: Messages;
  readonly format: Format;
}

export const WordsContext = createContext<Words>({
  messages: en,
  format: createFormat({ locale: 'en-GB', timeZone: 'UTC' }),
});

/** The words and formats of the viewer's language and zone. */
export const useWords = (): Words => useContext(WordsContext);
