/**
 * Makes strangers' text safe for places that show it raw: tray menus, tooltips, notifications and window titles.
 * Event titles can contain control characters and bidi overrides that reorder or hide the text next to them (security
 * property 13).
 */

/* Hebrew, Arabic and the other right-to-left scripts, with their digits. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/* Control characters, zero-width and bidi marks, isolates and overrides, separators, the BOM, tag characters. */
const unfit =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Latin letters and common punctuation: each counts as one character to a reader, whatever is next to it. */
const singles = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u20ac]*$/;

/** Created when a text first needs it, which is rare. */
let segmenter: Intl.Segmenter | null = null;

/** Returns one line without control and bidi characters, of any length. */
export const toLine = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(unfit, '')
    // Many marks on one letter would cover the lines above and below.
    .replace(/(\p{Mn}{3})\p{Mn}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();

/**
 * Returns one line without control and bidi characters, at most `maxGraphemes` characters as a reader counts them;
 * the last is `…` if something was cut off. The caller must escape markup and menu mnemonics.
 */
export const plainText = (text: string, maxGraphemes = 80): string => {
  const line = toLine(text);
  if (line.length <= maxGraphemes) return line;
  const cut = (kept: string): string => `${kept.trimEnd()}…`;
  if (singles.test(line)) return cut(line.slice(0, maxGraphemes - 1));
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const graphemes: string[] = [];
  for (const { segment } of segmenter.segment(line)) {
    if (graphemes.length === maxGraphemes) return cut(graphemes.slice(0, -1).join(''));
    graphemes.push(segment);
  }
  return line;
};

/**
 * Isolates a part of a line if it contains right-to-left letters (U+2068, first strong isolate, and U+2069).
 * Otherwise its direction would reorder the text next to it: `10:00–10:30` would become `10:30–10:00`. Most parts are
 * returned unchanged. For text from `plainText`, which removes other isolates.
 */
export const isolated = (text: string): string => (fromTheRight.test(text) ? `\u2068${text}\u2069` : text);

/** `plainText` for a part of a line. */
export const plainPart = (text: string, maxGraphemes = 80): string => isolated(plainText(text, maxGraphemes));
