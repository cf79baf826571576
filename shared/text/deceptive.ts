/**
 * Characters that make a text read as another one (security property 13): they are dropped as Google's reply is read
 * (google/mapText), and once more where that came too early or never was: from what entities in HTML spell out, and
 * from titles that older versions stored. Pure and linear.
 */

/*
 * Bidi embeddings, overrides and isolates, characters without width that join nothing, and tag characters other than
 * those that a flag is spelled with (a black flag, at most 15 letters or digits, the closing tag). Bidi marks stay,
 * since right-to-left titles need them. Flags come first: what one of them is made of is not looked at again.
 */
const flagOrDeceptive =
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,15}\u{e007f})|[\u00ad\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]+/gu;

/** The text without what forces a direction upon what is there, or hides in it. */
export const withoutDeception = (text: string): string =>
  text.replace(flagOrDeceptive, (_, flag: string | undefined) => flag ?? '');
