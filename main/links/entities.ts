/**
 * HTML's character references in texts and links from elsewhere. The table of names is a library's (`entities`) and
 * is large: main reads such texts, the window does not load it.
 */
import { decodeHTMLStrict } from 'entities/decode';

/**
 * The text with its character references decoded, once: `&amp;lt;` reads `&lt;`. Only those that end with a semicolon
 * count: without it `&copy=1` in the middle of a link would be taken for one.
 */
export const decodeEntities = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text);
