import { expect, test } from 'vitest';
import { toDescription, toName, toTitle } from '../../main/google/mapText.ts';
import type { Flaws } from '../../main/google/mapText.ts';

test('property 13: characters that override directions or hide are removed, marks and flags that writing needs are kept', () => {
  const flaws: Flaws = new Set();
  expect(toTitle('a\u202egpj\u202c b\u2067c\u2069 d\u{e0041}e\ufefff', flaws)).toBe('agpj bc def');
  expect(toDescription('one\n\u202eowt\u202c', flaws)).toBe('one\nowt');
  const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
  const hebrew = '\u200fשלום\u200f (beta)';
  expect(toTitle(`${england} ${hebrew}`, flaws)).toBe(`${england} ${hebrew}`);
  expect(toName('\u200d👩\u200d👩\u200d👧')).toContain('👩\u200d👩');
});
