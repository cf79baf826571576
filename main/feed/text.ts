/**
 * Converts the bytes of a feed to its content lines (RFC 5545, 3.1): unfolded, decoded, without line ends. Linear,
 * with limits, and in steps: each `yield` lets other work run, a few milliseconds after the previous one. Pure.
 */

/** Bytes that are handled in one step. */
const stepBytes = 64 << 10;
/** A longer line is a picture or a file embedded in the calendar. It is left out, not kept in memory. */
export const longestLine = 128 << 10;

const [LF, CR, SPACE, TAB] = [10, 13, 32, 9];

/** Removes folds from the bytes, since some programs fold in the middle of a character. */
const createUnfolder = () => {
  /** A line end that may turn out to be a fold. */
  let held: readonly number[] = [];
  return (bytes: Uint8Array): Uint8Array => {
    const kept = new Uint8Array(bytes.length + 2);
    let length = 0;
    for (const byte of bytes) {
      if (held.length > 0) {
        if (byte === SPACE || byte === TAB) {
          held = [];
          continue;
        }
        if (byte === LF && held[0] === CR && held.length === 1) {
          held = [CR, LF];
          continue;
        }
        kept[length] = LF;
        length += 1;
        held = [];
      }
      if (byte === LF || byte === CR) held = [byte];
      else {
        kept[length] = byte;
        length += 1;
      }
    }
    return kept.subarray(0, length);
  };
};

function* inSteps(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += stepBytes) yield chunk.subarray(from, from + stepBytes);
  }
}

/** Returns the decoder for a label; null if it is unknown. */
const decoderFor = (charset: string, fatal: boolean): TextDecoder | null => {
  try {
    return new TextDecoder(charset, { fatal });
  } catch {
    return null;
  }
};

/** Yields the pieces of the text; null if the bytes are invalid in this charset. */
function* decoded(
  chunks: readonly Uint8Array[],
  decoder: TextDecoder,
): Generator<void, readonly string[] | null> {
  const unfold = createUnfolder();
  const pieces: string[] = [];
  try {
    for (const bytes of inSteps(chunks)) {
      pieces.push(decoder.decode(unfold(bytes), { stream: true }));
      yield;
    }
    pieces.push(decoder.decode());
    return pieces;
  } catch {
    return null;
  }
}

/**
 * Decodes the text as UTF-8, iCalendar's encoding, without a byte order mark. If it is not UTF-8, uses the charset
 * that the server names, or otherwise Latin-1, which has a character for every byte.
 */
export function* decodeFeed(
  chunks: readonly Uint8Array[],
  charset: string | null,
): Generator<void, readonly string[]> {
  const asUtf8 = yield* decoded(chunks, new TextDecoder('utf-8', { fatal: true }));
  if (asUtf8 !== null) return asUtf8;
  const named = charset === null ? null : decoderFor(charset, false);
  const isUtf8 = named?.encoding === 'utf-8';
  const fallback = named === null || isUtf8 ? new TextDecoder('windows-1252') : named;
  return (yield* decoded(chunks, fallback)) ?? [];
}

/** Yields the lines of a text in pieces, without empty ones; null for one beyond the limit. */
export function* linesOf(pieces: readonly string[]): Generator<string | null> {
  let begun = '';
  let isTooLong = false;
  for (const piece of pieces) {
    let from = 0;
    for (;;) {
      const to = piece.indexOf('\n', from);
      const part = piece.slice(from, to < 0 ? undefined : to);
      isTooLong ||= begun.length + part.length > longestLine;
      begun = isTooLong ? '' : begun + part;
      if (to < 0) break;
      if (isTooLong) yield null;
      else if (begun.trim() !== '') yield begun;
      begun = '';
      isTooLong = false;
      from = to + 1;
    }
  }
  if (isTooLong) yield null;
  else if (begun.trim() !== '') yield begun;
}
