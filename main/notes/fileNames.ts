/** Names for exported notes that every system accepts. Pure. */
import { toLine } from '../../shared/text/plainText.ts';

/** In UTF-8. Systems allow 255; the ending and a number need some of them, and folders add to a path's length. */
const MOST_BYTES = 150;

/** What Windows, macOS or Linux refuse or treat specially in a name. */
const reserved = /[<>:"/\\|?*]/g;
/** Names of devices on Windows, whatever their ending. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

const encoder = new TextEncoder();

/** Returns as many characters as fit, and never a half one. */
const cutBytes = (text: string): string => {
  if (encoder.encode(text).length <= MOST_BYTES) return text;
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
};

/** Returns a text as a name without an ending; empty if nothing of it is left. */
export const safeName = (text: string): string => {
  const line = toLine(text.toWellFormed()).normalize('NFC').replace(reserved, '-');
  // Windows drops dots and spaces at the end; a dot at the beginning hides a file.
  const name = cutBytes(line).replace(/^[. ]+|[. ]+$/g, '');
  return device.test(name) ? `_${name}` : name;
};

/** Returns the name, the same with ` (2)`, and so on. */
export function* numbered(name: string, ending: string): Generator<string> {
  yield name + ending;
  for (let n = 2; n <= 1000; n += 1) yield `${name} (${n})${ending}`;
}
