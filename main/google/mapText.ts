/**
 * Strangers' text and links, made safe to keep [F23]: no control characters, no broken surrogates, no
 * endless lengths, nothing that forces a direction upon what is there or hides in it (security property 13).
 * Bidi marks stay; the places that draw text raw strip them (shared/text/plainText). Pure.
 */
import { withoutDeception } from '../../shared/text/deceptive.ts';

/** What was done to an event's fields; the words end up in `flaw`. */
export type Flaws = Set<string>;

/** Google's own limits are lower or unstated; these only stop what no person wrote. */
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

/** Cuts to `length` code units without leaving half a character. */
const cutTo = (text: string, length: number): string => {
  const last = text.charCodeAt(length - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? length - 1 : length);
};

/** One line: control characters and line breaks become spaces. Null when nothing is left. */
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

/** Names, labels, addresses, codes: too long ones are cut without a word. */
export const toName = (raw: string | undefined, length = maxNameLength): string | undefined =>
  line(raw, length, () => {}) ?? undefined;

/** HTML or plain text, line breaks kept, at most 64 kB as UTF-8 (security property 12). */
export const toDescription = (raw: string | undefined, flaws: Flaws): string | null => {
  if (raw === undefined || raw === '') return null;
  let kept = raw;
  // A UTF-16 unit is three bytes at most: shorter text fits without counting.
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

/** The link when it is https, without credentials, of sane length; else null [S30]. */
export const toHttpsUrl = (raw: string | undefined): string | null => {
  if (raw === undefined || raw.length > maxUrlLength) return null;
  const trimmed = raw.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  // The parser drops tabs and line breaks inside; keep what it understood, not what was written.
  return oddInUrl.test(trimmed) ? url.href : trimmed;
};

/** A `tel:` or `sip:` link as written, or null: nothing but the characters such links are made of. */
export const toDialUri = (raw: string, schemes: readonly string[]): string | null => {
  const trimmed = raw.trim();
  const scheme = trimmed.slice(0, trimmed.indexOf(':') + 1).toLowerCase();
  const known = schemes.includes(scheme) && trimmed.length <= maxUrlLength;
  return known && /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : null;
};
