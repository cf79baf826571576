/** What syncs noticed about a meeting that was never opened, as one step. */
import { describe, expect, test } from 'vitest';
import { noticedSays } from '../../main/brief/noticed.ts';
import type { ChangeWhat, DetailWhat } from '../../shared/agendaChanges.ts';
import type { BriefSays } from '../../shared/brief.ts';
import type { EventTime } from '../../shared/model.ts';

const at = (time: string): EventTime => ({
  kind: 'timed',
  ms: Date.parse(`2026-11-24T${time}Z`),
  zone: 'UTC',
});
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const start = at('10:00');
const move = (from: string, to: string): ChangeWhat => ({
  kind: 'moved',
  from: span(from, `${from.slice(0, 2)}:30`),
  to: span(to, `${to.slice(0, 2)}:30`),
});
const names = (...list: readonly string[]) => ({ names: list, more: 0 });
const guests = (added: readonly string[], removed: readonly string[] = []): DetailWhat => ({
  kind: 'guestsChanged',
  added: names(...added),
  removed: names(...removed),
});
const line = (kind: 'added' | 'removed', text: string) => ({ kind, text });
const answered = (...answers: Extract<DetailWhat, { kind: 'guestsAnswered' }>['answers']): DetailWhat => ({
  kind: 'guestsAnswered',
  answers,
  more: 0,
});

describe('what was noticed', () => {
  test.each<[string, readonly (ChangeWhat | DetailWhat)[], readonly BriefSays[]]>([
    [
      'tells nothing of a new meeting, and of one’s own answer',
      [{ kind: 'new' }, { kind: 'answerChanged', from: null, to: 'accepted' }],
      [],
    ],
    [
      'joins two moves',
      [move('08:00', '09:00'), move('09:00', '10:00')],
      [{ kind: 'changed', what: move('08:00', '10:00') }],
    ],
    ['leaves out a move that was taken back', [move('10:00', '09:00'), move('09:00', '10:00')], []],
    ['leaves out the move of another occurrence of the series', [move('08:00', '09:00')], []],
    [
      'joins two changes of the place',
      [
        { kind: 'placeChanged', from: 'A', to: 'B' },
        { kind: 'placeChanged', from: 'B', to: null },
      ],
      [{ kind: 'changed', what: { kind: 'placeChanged', from: 'A', to: null } }],
    ],
    [
      'leaves out a link that came back',
      [
        { kind: 'linkChanged', from: 'https://a.example', to: null },
        { kind: 'linkChanged', from: null, to: 'https://a.example' },
      ],
      [],
    ],
    [
      'joins guests, without those who came and left',
      [guests(['Ada', 'Leo']), guests(['Grace'], ['Leo', 'Sam'])],
      [guests(['Ada', 'Grace'], ['Sam'])],
    ],
    ['leaves out guests who are as before', [guests(['Ada']), guests([], ['Ada'])], []],
    [
      'tells each guest’s last response',
      [answered({ name: 'Ada', response: 'declined' }), answered({ name: 'Ada', response: 'accepted' })],
      [answered({ name: 'Ada', response: 'accepted' })],
    ],
    [
      'joins the lines of a description',
      [
        { kind: 'descriptionChanged', lines: [line('removed', 'A'), line('added', 'B')], more: 0 },
        { kind: 'descriptionChanged', lines: [line('removed', 'B'), line('added', 'C')], more: 2 },
      ],
      [{ kind: 'descriptionChanged', lines: [line('removed', 'A'), line('added', 'C')], more: 2 }],
    ],
    [
      'leaves out lines that were taken back',
      [
        { kind: 'descriptionChanged', lines: [line('added', 'B')], more: 0 },
        { kind: 'descriptionChanged', lines: [line('removed', 'B')], more: 0 },
      ],
      [],
    ],
    [
      'tells another order of the lines',
      [{ kind: 'descriptionChanged', lines: [], more: 0 }],
      [{ kind: 'descriptionChanged', lines: [], more: 0 }],
    ],
    [
      'tells other ways into the conference once',
      [{ kind: 'conferenceChanged' }, { kind: 'conferenceChanged' }],
      [{ kind: 'conferenceChanged' }],
    ],
  ])('%s', (_what, oldestFirst, expected) => {
    expect(noticedSays(oldestFirst.toReversed(), start)).toEqual(expected);
  });

  test('of many is cut, with the number of the others', () => {
    const many = Array.from({ length: 40 }, (_, index) => guests([`Guest ${index}`]));
    expect(noticedSays(many, start)).toMatchObject([{ added: { more: 35 } }]);
  });
});
