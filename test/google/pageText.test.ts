/** A listing read in pieces equals the result of JSON.parse, and no piece is long. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../main/google/pageText.ts';

/** The result, and how often other work had a turn. */
const read = (text: string, piece?: number): { readonly value: unknown; readonly turns: number } => {
  const reading = readPage(text, piece);
  for (let turns = 0; ; turns += 1) {
    const step = reading.next();
    if (step.done === true) return { value: step.value, turns };
  }
};

const whole = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

describe('equals the result of JSON.parse', () => {
  test.each([
    '{"items":[]}',
    '{"items":[ ]}',
    '{ "kind" : "calendar#events" , "items" : [ {"id":"a"} , {"id":"b"} ] , "nextSyncToken" : "t" }',
    '{"items":[{"id":"a"}],"items":[{"id":"b"},1,null,"x",[],{}]}',
    '{"items":[{"id":"a"}],"items":null}',
    '{"items":null,"items":[{"id":"a"}]}',
    String.raw`{"items":[{"id":"\\"},{"id":"\\\""},{"id":"\",]}{["}],"x":"\\"}`,
    String.raw`{"\u0069tems":[1,2]}`,
    String.raw`{"items":[1],"\u0069tems":[2]}`,
    '{"a":{"items":[1,2]},"items":{"a":[1]}}',
    '{"items":[1,2,3],"a":[{"b":[1,{"c":"]}"}]}]}',
    '{"items":[1.5e3,-0,true,false,null]}',
    '{"__proto__":{"a":1},"items":[{"__proto__":1}]}',
    '[{"items":[1]}]',
    '"items"',
    '',
    ' ',
    '{',
    '{}',
    '{"items"',
    '{"items":',
    '{"items":[',
    '{"items":[1',
    '{"items":[1,',
    '{"items":[1,]}',
    '{"items":[,1]}',
    '{"items":[1 2]}',
    '{"items":[1]]}',
    '{"items":[1}}',
    '{"items":[1],}',
    '{"items":[1]}x',
    '{"items":[1]} {}',
    '{"items":[1] "a":2}',
    '{items:[1]}',
    '{"items":[a]}',
    '{"items":["a]}',
    '{"a":1}}',
    '<html></html>',
    '\ufeff{"items":[1]}',
  ])('%s', (text) => {
    for (const piece of [0, 1, 4, 1000]) expect(read(text, piece).value).toEqual(whole(text));
  });

  test('for any value, any size of the pieces, and any spacing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constant('items'), fc.string()),
          fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
        ),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(undefined, 1, '\t'),
        (page, piece, space) => {
          const text = JSON.stringify(page, null, space);
          expect(read(text, piece).value).toEqual(whole(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('for any text that was cut, doubled or altered somewhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.nat(),
        fc.constantFrom('', ',', ']', '}', '"', '\\', '[', '{', ' ', 'x', ':'),
        fc.boolean(),
        (items, position, mark, isCut) => {
          const text = JSON.stringify({ kind: 'a', items, nextPageToken: null });
          const at = position % (text.length + 1);
          const altered = `${text.slice(0, at)}${mark}${isCut ? '' : text.slice(at)}`;
          expect(read(altered, 3).value).toEqual(whole(altered));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('other work gets a turn after each piece, by its length and not by the number of events', () => {
  const event = (guests: number) => ({
    id: 'e',
    attendees: Array.from({ length: guests }, (_, n) => ({ email: `guest.number.${n}@example.com` })),
  });
  const pageOf = (count: number, guests: number): string =>
    JSON.stringify({ items: Array.from({ length: count }, () => event(guests)) });
  const [few, many] = [pageOf(1000, 1), pageOf(1000, 200)];
  expect(read(few).turns).toBeLessThan(2);
  const pieces = many.length / (256 * 1024);
  expect(read(many).turns).toBeGreaterThan(pieces * 0.8);
  expect(read(many).turns).toBeLessThan(pieces * 1.2);
});
