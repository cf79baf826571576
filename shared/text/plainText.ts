/**
 * Text from strangers, made fit for places that draw it raw: tray menus, tooltips, notifications and
 * window titles. Event titles can carry control characters and bidi overrides that reorder or hide what
 * stands beside them (security property 13).
 */

/* Hebrew, Arabic and the other scripts that are read from the right; their digits too. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/* Control characters, zero-width and bidi marks, isolates and overrides, separators, the BOM, tag characters. */
const unfit =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Latin letters, usual punctuation: each is a character to a reader too, whatever stands beside it. */
const singles = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u20ac]*$/;

/** Made when a text first needs it: few do. */
let segmenter: Intl.Segmenter | null = null;

/** One line without control and bidi characters, however long it is. */
export const toLine = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(unfit, '')
    // Marks piled up on one letter draw over what stands above and below.
    .replace(/(\p{Mn}{3})\p{Mn}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();

/**
 * One line without control and bidi characters, at most `maxGraphemes` characters as a reader counts
 * them; the last is `…` when something was cut. Markup and menu mnemonics are the caller's to escape.
 */
export const plainText = (text: string, maxGraphemes = 80): string => {
  // A grapheme may be many code units, but what is far beyond the cut need not be looked at.
  const line = toLine(text.slice(0, maxGraphemes * 40));
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
 * A part of a line that is otherwise ours, isolated where it holds letters read from the right (U+2068, first strong
 * isolate, and U+2069): else its direction would turn what stands beside it, `10:00–10:30` into `10:30–10:00`. Most
 * parts come back as they are. For text that came through `plainText`, which removes isolates of others.
 */
export const isolated = (text: string): string => (fromTheRight.test(text) ? `\u2068${text}\u2069` : text);

/** `plainText` for a part of a line that is otherwise ours. */
export const plainPart = (text: string, maxGraphemes = 80): string => isolated(plainText(text, maxGraphemes));
