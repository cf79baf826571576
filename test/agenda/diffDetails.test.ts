/** What changed in the details of an event: guests, responses, description, attachments, conference. */
import { describe, expect, test } from 'vitest';
import { detailsBetween, type DetailGuest, type EventDetails } from '../../main/agenda/diffDetails.ts';
import type { DetailWhat } from '../../shared/agendaChanges.ts';
import type { ResponseStatus } from '../../shared/model.ts';

const guest = (name: string, response: ResponseStatus = 'needsAction'): DetailGuest => ({
  email: `${name.toLowerCase()}@example.com`,
  name,
  response,
});
const details = (
  more: Partial<Omit<EventDetails, 'description'>> & { readonly text?: string } = {},
): EventDetails => {
  const { text = '', ...rest } = more;
  return {
    guests: [],
    attachments: [],
    conference: '',
    description: { source: text, text: () => text },
    ...rest,
  };
};
const names = (...list: readonly string[]) => ({ names: list, more: 0 });
const file = (title: string, url = `https://docs.example.com/${title}`) => ({ title, url });

test.each<[string, EventDetails, EventDetails, readonly DetailWhat[]]>([
  ['nothing', details({ guests: [guest('Ada')] }), details({ guests: [guest('Ada')] }), []],
  [
    'who was added and who removed',
    details({ guests: [guest('Ada'), guest('Leo')] }),
    details({ guests: [guest('Grace'), guest('Ada')] }),
    [{ kind: 'guestsChanged', added: names('Grace'), removed: names('Leo') }],
  ],
  [
    'no guest for another order, or another case of the address',
    details({ guests: [guest('Ada'), guest('Leo')] }),
    details({ guests: [guest('Leo'), { ...guest('Ada'), email: 'ADA@example.com' }] }),
    [],
  ],
  [
    'no guest of a list that was hidden',
    details({ guests: null }),
    details({ guests: [guest('Ada', 'accepted')] }),
    [],
  ],
  [
    'no guest of a list that is hidden now',
    details({ guests: [guest('Ada')] }),
    details({ guests: null }),
    [],
  ],
  [
    'responses of those who were guests before',
    details({ guests: [guest('Ada'), guest('Leo', 'accepted')] }),
    details({ guests: [guest('Ada', 'declined'), guest('Leo', 'tentative')] }),
    [
      {
        kind: 'guestsAnswered',
        answers: [
          { name: 'Ada', response: 'declined' },
          { name: 'Leo', response: 'tentative' },
        ],
        more: 0,
      },
    ],
  ],
  [
    'no response that is asked for again',
    details({ guests: [guest('Ada', 'accepted')] }),
    details({ guests: [guest('Ada')] }),
    [],
  ],
  [
    'the lines of a description that differ',
    details({ text: 'Draft A\nQuestions' }),
    details({ text: 'Draft B\nQuestions' }),
    [
      {
        kind: 'descriptionChanged',
        lines: [
          { kind: 'removed', text: 'Draft A' },
          { kind: 'added', text: 'Draft B' },
        ],
        more: 0,
      },
    ],
  ],
  ['no description that has other blanks', details({ text: 'A  b\n\n' }), details({ text: 'A b' }), []],
  [
    'attachments by their address, told by their name',
    details({ attachments: [file('Plan'), file('Old name', 'https://docs.example.com/1')] }),
    details({
      attachments: [file('New name', 'https://docs.example.com/1'), file('', 'https://docs.example.com/2')],
    }),
    [{ kind: 'attachmentsChanged', added: names('https://docs.example.com/2'), removed: names('Plan') }],
  ],
  [
    'other ways into the conference',
    details({ conference: 'tel:1' }),
    details({ conference: 'tel:2' }),
    [{ kind: 'conferenceChanged' }],
  ],
])('tells %s', (_what, before, after, expected) => {
  expect(detailsBetween(before, after)).toEqual(expected);
});

test('a description whose markup changed is read, but not told if it says the same', () => {
  const said = (source: string): EventDetails => ({
    ...details(),
    description: { source, text: () => 'Agenda' },
  });
  expect(detailsBetween(said('<b>Agenda</b>'), said('Agenda'))).toEqual([]);
});

test('one that is the same is not even read', () => {
  const unread = { source: 'Agenda', text: () => expect.unreachable() };
  expect(
    detailsBetween({ ...details(), description: unread }, { ...details(), description: unread }),
  ).toEqual([]);
});

describe('hostile sizes', () => {
  const long = `\u202e\u0000${'x\n'.repeat(40_000)}`;
  const crowd = (from: number, response: ResponseStatus = 'accepted'): readonly DetailGuest[] =>
    Array.from({ length: 2000 }, (_, index) => guest(`${from + index} ${long.slice(0, 300)}`, response));

  test('are cut: what is kept stays short, and on lines without control characters', () => {
    const before = details({
      guests: crowd(0),
      text: Array.from({ length: 5000 }, (_, index) => `${index} ${'a'.repeat(900)}`).join('\n'),
      attachments: Array.from({ length: 500 }, (_, index) =>
        file(`${index}${long}`, `https://a.example/${index}`),
      ),
    });
    const after = details({
      guests: crowd(5000),
      text: Array.from({ length: 5000 }, (_, index) => `${index} ${'b'.repeat(900)}`).join('\n'),
      attachments: Array.from({ length: 500 }, (_, index) =>
        file(`${index}${long}`, `https://b.example/${index}`),
      ),
    });
    for (const what of detailsBetween(before, after)) {
      const kept = JSON.stringify(what);
      expect(kept.length).toBeLessThan(2000);
      expect(kept).not.toMatch(/\\n|\\u0000|\u202e/);
    }
    expect(detailsBetween(before, after).map(({ kind }) => kind)).toEqual([
      'guestsChanged',
      'descriptionChanged',
      'attachmentsChanged',
    ]);
  });

  test('of a crowd no response is told, of a group the first few', () => {
    const group = (response: ResponseStatus) => crowd(0, response).slice(0, 20);
    expect(detailsBetween(details({ guests: crowd(0) }), details({ guests: crowd(0, 'declined') }))).toEqual(
      [],
    );
    expect(
      detailsBetween(details({ guests: group('accepted') }), details({ guests: group('declined') })),
    ).toMatchObject([{ kind: 'guestsAnswered', more: 15 }]);
  });
});
