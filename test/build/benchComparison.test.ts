import { describe, expect, test } from 'vitest';
import { comparisonOf, figuresIn } from '../bench/harness/compare.ts';

const report = (figure: string): string => `2 cores x64

| | what | figure | against | limit | |
|---|---|---|---|---|---|
| P3 | page of 100 | ${figure} | bare read 0.67 ms | 2 ms | holds |
| P7 | the app's size | 4.4 MB | asar 2.1 MB | 5 MB | holds |
| P9 | longest task | none over 50 ms | frames | 50 ms | holds |
`;

describe('the comparison of two commits', () => {
  test('reads the first number of each figure', () => {
    expect([...figuresIn(report('1.44 ms'))]).toEqual([
      ['P3 page of 100', 1.44],
      ["P7 the app's size", 4.4],
      ['P9 longest task', 50],
    ]);
  });

  test('returns the median of the rounds’ own ratios, and their range', () => {
    const rounds = [
      ['2 ms', '1 ms'],
      ['4 ms', '4 ms'],
      ['1 ms', '3 ms'],
    ].map(([old = '', now = '']) => ({ old: figuresIn(report(old)), now: figuresIn(report(now)) }));
    expect(comparisonOf(rounds)).toContain('| P3 page of 100 | 2 | 3 | 1.00 × | 0.50–3.00 |');
  });

  test('leaves out what only one of them measures', () => {
    const now = new Map([['P10 click', 40]]);
    expect(comparisonOf([{ old: new Map(), now }])).not.toContain('P10');
  });
});
