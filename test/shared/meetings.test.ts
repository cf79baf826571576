import { describe, expect, test } from 'vitest';
import { isMeeting, joinNext, meetingsAt } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const now = Date.parse('2026-11-24T09:30:00Z');
const iso = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const meeting = (title: string, from: number, minutes: number, more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence(title, iso(from), iso(from + minutes), more);
const joinUrl = 'https://example.com';

const chosen = (...items: Occurrence[]): string | null => {
  const sorted = items.toSorted((a, b) =>
    a.start.kind === 'timed' && b.start.kind === 'timed' ? a.start.ms - b.start.ms : 0,
  );
  return meetingsAt(sorted, now).chosen?.occurrence.title ?? null;
};

describe('the most relevant meeting now', () => {
  test('is the running one that began last, or else the next to begin', () => {
    expect(chosen(meeting('over', -60, 60), meeting('early', -30, 60), meeting('late', -10, 60))).toBe(
      'late',
    );
    expect(chosen(meeting('later', 60, 30), meeting('next', 20, 30))).toBe('next');
    expect(chosen(meeting('over', -60, 60))).toBeNull();
    expect(chosen()).toBeNull();
  });

  test('is the upcoming one from five minutes before its start', () => {
    expect(chosen(meeting('running', -30, 60), meeting('next', 6, 30))).toBe('running');
    expect(chosen(meeting('running', -30, 60), meeting('next', 5, 30))).toBe('next');
  });

  test('is preferably one that can be joined if two begin together', () => {
    expect(chosen(meeting('a', 5, 30), meeting('b', 5, 30, { joinUrl }))).toBe('b');
  });

  test('is not a block of many hours while other meetings take place during it', () => {
    const duty = meeting('duty', -60, 480);
    expect(chosen(duty)).toBe('duty');
    expect(chosen(duty, meeting('running', -90, 120))).toBe('running');
    expect(chosen(duty, meeting('within', 60, 30))).toBe('within');
    expect(chosen(duty, meeting('long after', 2 * 1440, 30))).toBe('duty');
  });

  test('is never declined, all-day, free time, focus time, absence or a working location [S27]', () => {
    expect(
      chosen(
        anOccurrence('day', '2026-11-24', '2026-11-25'),
        meeting('no', -5, 30, { selfResponse: 'declined' }),
        meeting('free', -5, 30, { transparency: 'transparent' }),
        meeting('focus', -5, 30, { eventType: 'focusTime' }),
        meeting('away', -5, 30, { eventType: 'outOfOffice' }),
        meeting('office', -5, 30, { eventType: 'workingLocation' }),
      ),
    ).toBeNull();
    expect(isMeeting(meeting('webinar', 5, 30, { transparency: 'transparent', joinUrl }))).toBe(true);
  });
});

describe('"Join next"', () => {
  const link = { joinUrl };
  const cases: readonly (readonly [rule: string, meetings: readonly Occurrence[], joins: string | null])[] = [
    ['nothing planned', [], null],
    ['the running one', [meeting('a', -30, 60, link)], 'a'],
    ['not one that is over', [meeting('a', -30, 30, link)], null],
    ['the one that begins now', [meeting('a', 0, 30, link)], 'a'],
    ['one that begins in 15 minutes', [meeting('a', 15, 30, link)], 'a'],
    ['none that begins later', [meeting('a', 16, 30, link)], null],
    [
      'the running one while the next is 6 minutes away',
      [meeting('a', -30, 60, link), meeting('b', 6, 30, link)],
      'a',
    ],
    ['the next from 5 minutes before it', [meeting('a', -30, 60, link), meeting('b', 5, 30, link)], 'b'],
    ['past one without a link', [meeting('a', -30, 60), meeting('b', 10, 30, link)], 'b'],
    ['not a coming one without a link', [meeting('a', -30, 60, link), meeting('b', 2, 30)], 'a'],
    ['nothing where nothing has a link', [meeting('a', -30, 60), meeting('b', 10, 30)], null],
    ['no declined one', [meeting('a', -30, 60, { ...link, selfResponse: 'declined' })], null],
    ['one shown as free', [meeting('a', -30, 60, { ...link, transparency: 'transparent' })], 'a'],
    ['no focus time', [meeting('a', -30, 60, { ...link, eventType: 'focusTime' })], null],
    ['the later of two that run', [meeting('a', -30, 60, link), meeting('b', -10, 60, link)], 'b'],
    ['the meeting within a long block', [meeting('a', -60, 480, link), meeting('b', 12, 30, link)], 'b'],
    [
      'the long block while its meetings are far',
      [meeting('a', -60, 480, link), meeting('b', 60, 30, link)],
      'a',
    ],
    ['no all-day event', [anOccurrence('day', '2026-11-24', '2026-11-25', link)], null],
  ];
  test.each(cases)('means %s', (_, meetings, joins) => {
    expect(joinNext(meetings, now)?.occurrence.title ?? null).toBe(joins);
  });
});

describe('an unanswered invitation does not take a meeting’s place', () => {
  const invited = (title: string, from: number, minutes: number): Occurrence =>
    meeting(title, from, minutes, { selfResponse: 'needsAction', joinUrl: 'https://evil.example' });
  const agreed = (title: string, from: number, minutes: number, more: Partial<Occurrence> = {}): Occurrence =>
    meeting(title, from, minutes, { selfResponse: 'accepted', joinUrl, ...more });
  const joined = (...items: Occurrence[]): string | null => joinNext(items, now)?.occurrence.title ?? null;

  test('with the same title a minute later, while the accepted one is running or upcoming', () => {
    expect(chosen(agreed('Weekly', -2, 30), invited('Weekly!', -1, 30))).toBe('Weekly');
    expect(joined(agreed('Weekly', -2, 30), invited('Weekly!', -1, 30))).toBe('Weekly');
    expect(chosen(agreed('Weekly', 3, 30), invited('Weekly!', 4, 30))).toBe('Weekly');
    expect(chosen(invited('Weekly!', 2, 30), agreed('Weekly', 3, 30))).toBe('Weekly');
    expect(joined(invited('Weekly!', 2, 30), agreed('Weekly', 3, 30))).toBe('Weekly');
  });

  test('nor that of an accepted one without a link, whose Join would then be the stranger’s', () => {
    const noLink = { joinUrl: undefined } as unknown as Partial<Occurrence>;
    expect(joined(agreed('Weekly', -2, 30, noLink), invited('Weekly!', -1, 30))).toBeNull();
    expect(joined(agreed('Weekly', 3, 30, noLink), invited('Weekly!', 4, 30))).toBeNull();
  });

  test('nor that of the person’s own meeting', () => {
    expect(chosen(agreed('Own', -2, 30, { selfResponse: null }), invited('Own!', -1, 30))).toBe('Own');
  });

  test('and is shown alone if there is no accepted meeting near it', () => {
    expect(chosen(invited('Invitation', 4, 30), agreed('Afternoon', 300, 30))).toBe('Invitation');
    expect(joined(invited('Invitation', 4, 30))).toBe('Invitation');
    expect(meetingsAt([agreed('Weekly', -2, 30), invited('Also', 20, 30)], now).coming).toHaveLength(1);
  });

  test('a meeting on someone else’s calendar is not a meeting of the person', () => {
    expect(chosen(agreed('Theirs', 3, 30, { isOthers: true, selfResponse: null }))).toBeNull();
  });
});

describe('among competing meetings, the certain ones and the person’s own come first', () => {
  const invited = (
    title: string,
    from: number,
    minutes: number,
    more: Partial<Occurrence> = {},
  ): Occurrence =>
    meeting(title, from, minutes, { selfResponse: 'needsAction', joinUrl: 'https://evil.example', ...more });
  const yes = (title: string, from: number, minutes: number, more: Partial<Occurrence> = {}): Occurrence =>
    meeting(title, from, minutes, { selfResponse: 'accepted', joinUrl, ...more });
  const own = { organizedBySelf: true } as const;
  const perhaps = { selfResponse: 'tentative' } as const;
  const note = { selfResponse: null } as const;

  const cases: readonly (readonly [
    rule: string,
    meetings: readonly Occurrence[],
    matters: string | null,
    joins: string | null,
  ])[] = [
    ['one’s own before a stranger’s that begins with it', [yes('A', 3, 30), yes('B', 3, 30, own)], 'B', 'B'],
    ['one’s own that began with a stranger’s', [yes('A', -3, 30), yes('B', -3, 30, own)], 'B', 'B'],
    [
      'the stranger’s only where one’s own has no link',
      [yes('A', 3, 30), meeting('B', 3, 30, { ...own, selfResponse: 'accepted' })],
      'A',
      'A',
    ],
    ['a yes before a perhaps', [yes('A', 3, 30, perhaps), yes('B', 3, 30)], 'B', 'B'],
    [
      'a yes without a link before a perhaps with one',
      [yes('A', 3, 30, perhaps), meeting('B', 3, 30, { selfResponse: 'accepted' })],
      'B',
      'A',
    ],
    ['what one organises though its answer is open', [yes('A', -5, 30), invited('B', 2, 30, own)], 'B', 'B'],
    [
      'no event made of a mail',
      [yes('A', -5, 30), meeting('B', -1, 30, { ...note, eventType: 'fromGmail', joinUrl })],
      'A',
      'A',
    ],
    [
      'a yes that can be joined already before an invitation that runs',
      [invited('A', -20, 25), yes('B', 14, 30)],
      'B',
      'B',
    ],
    ['an invitation while the yes is further off', [invited('A', -20, 25), yes('B', 16, 30)], 'A', 'A'],
    [
      'an invitation while one’s own lunch runs',
      [meeting('Lunch', -30, 60, note), invited('A', 3, 30)],
      'A',
      'A',
    ],
    ['no invitation while a perhaps runs', [yes('A', -5, 30, perhaps), invited('B', 2, 30)], 'A', 'A'],
    ['a yes inside a long invitation', [invited('A', -60, 600), yes('B', 200, 30)], 'B', null],
    ['no invitation at the same minute', [invited('A', 3, 30), yes('B', 3, 30)], 'B', 'B'],
    [
      'no colleague’s meeting, nor one that is declined',
      [
        yes('A', -5, 30, { isOthers: true, selfResponse: null }),
        yes('B', -5, 30, { selfResponse: 'declined' }),
        invited('C', -2, 30),
      ],
      'C',
      'C',
    ],
  ];

  test.each(cases)('%s', (_rule, meetings, matters, joins) => {
    expect(meetingsAt(meetings, now).chosen?.occurrence.title ?? null).toBe(matters);
    expect(joinNext(meetings, now)?.occurrence.title ?? null).toBe(joins);
  });

  test('meetings that are not chosen are still listed', () => {
    const { running, coming } = meetingsAt(
      [yes('A', -5, 30), invited('B', -4, 30), invited('C', 2, 30)],
      now,
    );
    expect([...running, ...coming].map(({ occurrence }) => occurrence.title)).toEqual(['A', 'B', 'C']);
  });
});
