import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../shared/text/plainText.ts';

test('control and bidi characters are removed (security property 13)', () => {
  expect(plainText('Pay\u202Eslip\u0007 \u2066x\u2069\u200b\uFEFF')).toBe('Payslip x');
  // Tag characters, which spell a second text that nobody sees.
  expect(plainText('Pay\u{e0041}\u{e007f}slip')).toBe('Payslip');
});

test('line breaks and tabs become one space', () => {
  expect(plainText('  a\r\n\n\tb\u2028c  ')).toBe('a b c');
});

test('text is cut between characters as readers count them', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(plainText(family.repeat(5), 4)).toBe(`${family.repeat(3)}…`);
  expect(plainText('ééé'.normalize('NFD'), 3)).toBe('ééé'.normalize('NFD'));
  expect(plainText('Quarterly review', 9)).toBe('Quarterl…');
});

test('texts of simple letters are cut like all others', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const pieces = fc.constantFrom(
    'a',
    'ß',
    'é',
    'e\u0301',
    '©',
    '©\ufe0f',
    ' ',
    '„',
    '–',
    '…',
    '€',
    '👍🏽',
    'ก็',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), fc.integer({ min: 1, max: 12 }), (parts, most) => {
      const line = plainText(parts.join(''), 1000);
      const graphemes = [...segmenter.segment(line)].map(({ segment }) => segment);
      const cut = `${graphemes
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
      expect(plainText(line, most)).toBe(graphemes.length <= most ? line : cut);
    }),
    { numRuns: 2000 },
  );
});

test('right-to-left letters themselves stay', () => {
  expect(plainText('פגישת צוות')).toBe('פגישת צוות');
});

test('invisible characters do not displace visible ones', () => {
  expect(plainText(`${'\u200b'.repeat(5000)}Review`)).toBe('Review');
});

test('a megabyte of text is cut off like any other', () => {
  expect([...plainText('x'.repeat(1_000_000), 80)]).toHaveLength(80);
});

test('marks piled up on a letter are reduced, so that they do not cover other lines', () => {
  expect(plainText(`Z${'\u0351'.repeat(40)}a`)).toBe(`Z${'\u0351'.repeat(3)}a`);
});
