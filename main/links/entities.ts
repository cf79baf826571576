/**
 * HTML's character references in texts and links from elsewhere. The table of names comes from a library (`entities`)
 * and is large, so only main loads it, not the window.
 */
import { decodeHTMLStrict } from 'entities/decode';

/**
 * Returns the text with its character references decoded, once: `&amp;lt;` becomes `&lt;`. Only those with a
 * semicolon count: otherwise `&copy=1` within a link would be decoded.
 */
export const decodeEntities = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text);
