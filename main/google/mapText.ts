/**
 * Makes strangers' text and links safe to store [F23]: no control characters, no broken surrogates, no unlimited
 * lengths, nothing that overrides the direction of other text or hides in it (security property 13). Bidi marks stay;
 * where text is shown raw they are removed (shared/text/plainText). Pure.
 */
import { withoutDeception } from '../../shared/text/deceptive.ts';
import { LONGEST_COMMENT } from '../../shared/writing.ts';

/** What was changed in an event's fields. The sentences become its `flaw`. */
export type Flaws = Set<string>;

/** Google's own limits are lower or undocumented. These only stop text that no person wrote. */
const maxTitleLength = 1024;
const maxLocationLength = 4096;
const maxNameLength = 512;
const maxUrlLength = 4096;
const maxDescriptionBytes = 65_536;

// eslint-disable-next-line no-control-regex
const lineControls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
// eslint-disable-next-line no-control-regex
const blockControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]+/g;

// eslint-disable-next-line no-control-regex
const oddInUrl = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\]/;

/** Cuts to `length` code units without splitting a character. */
const cutTo = (text: string, length: number): string => {
  const last = text.charCodeAt(length - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? length - 1 : length);
};

/** Returns one line: control characters and line breaks become spaces. Null if nothing is left. */
const line = (raw: string | undefined, length: number, cut: () => void): string | null => {
  if (raw === undefined) return null;
  if (raw.length > length) cut();
  const clean = withoutDeception(cutTo(raw, length).replace(lineControls, ' ')).toWellFormed().trim();
  return clean === '' ? null : clean;
};

export const toTitle = (raw: string | undefined, flaws: Flaws): string =>
  line(raw, maxTitleLength, () => flaws.add('The title was too long and was cut.')) ?? '';

export const toLocation = (raw: string | undefined, flaws: Flaws): string | null =>
  line(raw, maxLocationLength, () => flaws.add('The location was too long and was cut.'));

/** For names, labels, addresses, codes. If too long they are cut without a flaw. */
export const toName = (raw: string | undefined, length = maxNameLength): string | undefined =>
  line(raw, length, () => {}) ?? undefined;

/** Returns the note of an answer with its line breaks; longer ones than the app sends are cut without a flaw. */
export const toNote = (raw: string | undefined): string | undefined => {
  const clean = withoutDeception(cutTo(raw ?? '', LONGEST_COMMENT).replace(blockControls, '')).toWellFormed();
  return clean.trim() === '' ? undefined : clean.trim();
};

/** Returns HTML or plain text with its line breaks, at most 64 kB as UTF-8 (security property 12). */
export const toDescription = (raw: string | undefined, flaws: Flaws): string | null => {
  if (raw === undefined || raw === '') return null;
  let kept = raw;
  // A UTF-16 unit is at most three bytes, so shorter text fits without counting.
  if (raw.length * 3 > maxDescriptionBytes) {
    const { read } = new TextEncoder().encodeInto(
      raw.slice(0, maxDescriptionBytes),
      new Uint8Array(maxDescriptionBytes),
    );
    if (read < raw.length) {
      flaws.add('The description was longer than 64 kB and was cut.');
      kept = raw.slice(0, read);
    }
  }
  const clean = withoutDeception(kept.replace(blockControls, '')).toWellFormed();
  return clean.trim() === '' ? null : clean;
};

/** Returns the link if it is https, without credentials, and of reasonable length; otherwise null [S30]. */
export const toHttpsUrl = (raw: string | undefined): string | null => {
  if (raw === undefined || raw.length > maxUrlLength) return null;
  const trimmed = raw.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  // The parser drops tabs and line breaks. Its interpretation is stored, not the original.
  return oddInUrl.test(trimmed) ? url.href : trimmed;
};

/** Returns a `tel:` or `sip:` link as written, if it contains only the characters of such links; otherwise null. */
export const toDialUri = (raw: string, schemes: readonly string[]): string | null => {
  const trimmed = raw.trim();
  const scheme = trimmed.slice(0, trimmed.indexOf(':') + 1).toLowerCase();
  const known = schemes.includes(scheme) && trimmed.length <= maxUrlLength;
  return known && /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : null;
};
