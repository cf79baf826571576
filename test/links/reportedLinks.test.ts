/** Join links, texts and codes as people reported them, from Google's resource to the app's result. */
import { describe, expect, test } from 'vitest';
import { joinUrl, waysIn } from '../../main/links/joinLinks.ts';
import { toChange } from '../../main/google/mapEvent.ts';
import { asAccount } from '../../main/meetings/googleAccount.ts';
import { descriptionParts } from '../../main/links/description.ts';
import type { CalendarEvent } from '../../shared/model.ts';
import { reportsOf } from '../cases/publicReports.ts';

const mapped = (fields: object): CalendarEvent => {
  const resource = {
    id: 'abc',
    summary: 'Meeting',
    start: { dateTime: '2026-11-30T09:00:00Z' },
    end: { dateTime: '2026-11-30T10:00:00Z' },
    ...fields,
  };
  const change = toChange(resource, { calendarZone: 'UTC' });
  if (!change.ok || change.value.type !== 'event') throw new Error('no event');
  return change.value.event;
};

interface Links {
  readonly join: string | null;
  readonly notAmongWays?: readonly string[];
  readonly noWayToHost?: string;
}

const links = reportsOf(
  'join-links',
  'teams-help',
  'not-a-meeting',
  'several-links',
  'service-table',
  'wrapper',
  'entities-plain',
  'link-tail',
).filter(({ input }) => typeof input === 'object');

describe('the way in', () => {
  test.each(links)('$kind: $id ($source)', ({ input, expected }) => {
    const { join, notAmongWays = [], noWayToHost } = expected as Links;
    const event = mapped(input as object);
    const { first, others } = waysIn(event);
    expect(first?.uri ?? null).toBe(join);
    // Lists get it by a faster function, with the same result.
    expect(joinUrl(event)).toBe(join);
    const ways = [first, ...others].flatMap((way) => (way === null ? [] : [way.uri]));
    for (const bad of notAmongWays) expect(ways).not.toContain(bad);
    if (noWayToHost !== undefined)
      expect(ways.filter((way) => new URL(way).host === noWayToHost)).toEqual([]);
  });
});

const textsOf = (description: string): string =>
  descriptionParts(description)
    .map(({ text }) => text)
    .join('');

describe('descriptions', () => {
  const texts = reportsOf('entities-plain', 'entities-named', 'link-tail').filter(
    ({ input }) => typeof input === 'string',
  );
  test.each(texts)('$kind: $id ($source)', ({ input, expected }) => {
    const description = /^description "(.*)"/.exec(input as string)?.[1] ?? '';
    if (expected === 'link ends before 에서')
      expect(descriptionParts(description)[0]).toMatchObject({
        kind: 'link',
        url: 'https://support.google.com/a/users/answer/9282720',
      });
    else expect(textsOf(description)).toBe(expected);
  });
});

test.each(reportsOf('google-account'))('$kind: $id ($source)', ({ input, expected }) => {
  const { account, ...fields } = input as { account: string };
  expect(asAccount(joinUrl(mapped(fields)), account)).toBe(expected);
});

test.each(reportsOf('passcode'))('$kind: $id ($source)', ({ input, expected }) => {
  const { first } = waysIn(mapped(input as object));
  expect(expected).toBe(`${first?.passcode ?? ''} somewhere in the detail`);
});
