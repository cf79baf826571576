/**
 * Characters that make a text look like another one (security property 13). They are removed when Google's reply is
 * read (google/mapText), and again where that was too early or did not happen: in text decoded from HTML entities,
 * and in titles that older versions stored. Pure and linear.
 */

/*
 * Bidi embeddings, overrides and isolates, invisible characters that join nothing, and tag characters except those of
 * a flag (a black flag, at most 15 letters or digits, the closing tag). Bidi marks stay, since right-to-left titles
 * need them. Flags are matched first, so their parts are not matched again.
 */
const flagOrDeceptive =
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,15}\u{e007f})|[\u00ad\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]+/gu;

/** Returns the text without characters that override the direction of other text or hide in it. */
export const withoutDeception = (text: string): string =>
  text.replace(flagOrDeceptive, (_, flag: string | undefined) => flag ?? '');
