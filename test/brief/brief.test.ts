import { describe, expect, test } from 'vitest';
import { agendaIn } from '../../main/brief/agendaIn.ts';
import { briefOf, type BriefFacts } from '../../main/brief/brief.ts';
import type { Met, PastMeeting } from '../../main/brief/lastTime.ts';
import { changesBetween, lookOf, readLook } from '../../main/brief/look.ts';
import { changedLines } from '../../main/agenda/textDiff.ts';
import { descriptionParts } from '../../main/links/description.ts';
import type { BriefMeeting } from '../../shared/brief.ts';
import type { Attendee, OccurrenceDetail } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { spentMs } from '../support/processorTime.ts';

const guest = (name: string, more: Partial<Attendee> = {}): Attendee => ({
  email: `${name.toLowerCase()}@example.com`,
  name,
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});
const me = guest('Alex', { self: true });

const aDetail = (more: Partial<OccurrenceDetail> = {}): OccurrenceDetail => ({
  ...anOccurrence('Design review', '2026-11-24T10:00Z', '2026-11-24T11:00Z'),
  calendarName: 'Work',
  description: [],
  attendees: [],
  attendeesOmitted: false,
  organizer: null,
  joinCodes: {},
  joinOptions: [],
  attachments: [],
  repeat: null,
  hasWebPage: true,
  may: { respond: false, why: 'writingOff' },
  flaw: null,
  ...more,
});

const aMeeting = (title: string, start: string): BriefMeeting => ({
  title,
  isPrivate: false,
  start: { kind: 'timed', ms: Date.parse(start), zone: 'Europe/Berlin' },
  ref: null,
});
const aPast = (title: string, start: string, names: readonly string[] | null): PastMeeting => ({
  meeting: aMeeting(title, start),
  guests:
    names?.map((name) => ({ address: `${name.toLowerCase()}@example.com`, name, declined: false })) ?? null,
});

const facts = (more: Partial<BriefFacts> & Pick<BriefFacts, 'detail'>): BriefFacts => ({
  isOver: false,
  collisions: [],
  noticed: [],
  more: [],
  isKept: true,
  past: null,
  look: null,
  ...more,
});
const past = (more: Partial<NonNullable<BriefFacts['past']>>): NonNullable<BriefFacts['past']> => ({
  days: 30,
  occurrence: null,
  met: [],
  read: () => null,
  ...more,
});
const met = (name: string, keys: readonly number[], more: Partial<Met> = {}): Met => ({
  address: `${name.toLowerCase()}@example.com`,
  meetings: keys.map((key) => ({ key, startMs: -key })),
  isKnown: false,
  isCut: false,
  ...more,
});

describe('last time', () => {
  const series = aDetail({ masterId: 'm' as never, attendees: [me, guest('Priya'), guest('Jun')] });
  const people = aDetail({ attendees: [me, guest('Priya'), guest('Jun')] });

  test('a series without a kept occurrence claims nothing but that', () => {
    const { last } = briefOf(facts({ detail: series, past: past({}) }));
    expect(last[0]).toEqual({ kind: 'noLastOccurrence', days: 30, from: null });
  });

  test('the last occurrence tells who had not declined, and who is new', () => {
    const occurrence = aPast('Design review', '2026-11-17T10:00Z', ['Priya', 'Sam']);
    const declined = { ...occurrence.guests![1]!, declined: true };
    const kept = { ...occurrence, guests: [occurrence.guests![0]!, declined] };
    const { last } = briefOf(facts({ detail: series, past: past({ occurrence: kept }) }));
    expect(last.slice(0, 2)).toEqual([
      { kind: 'lastOccurrence', there: { names: ['Priya'], more: 0 }, from: kept.meeting },
      { kind: 'newInSeries', people: { names: ['Jun'], more: 0 }, from: kept.meeting },
    ]);
  });

  test('guests that were not stored at the time are not claimed', () => {
    const occurrence = aPast('Design review', '2026-11-17T10:00Z', null);
    const { last } = briefOf(facts({ detail: series, past: past({ occurrence }) }));
    expect(last[0]).toMatchObject({ kind: 'lastOccurrence', there: null });
    expect(last.some(({ kind }) => kind === 'newInSeries')).toBe(false);
  });

  test('meetings with most of these people are counted, and the latest named', () => {
    const read = (key: number): PastMeeting => aPast(`Meeting ${key}`, '2026-11-10T10:00Z', ['Priya']);
    const { last } = briefOf(
      facts({ detail: people, past: past({ met: [met('Priya', [1, 2, 3, 4]), met('Jun', [2])], read }) }),
    );
    expect(last[0]).toEqual({ kind: 'metBefore', count: 4, atLeast: false, days: 30, from: null });
    expect(last.slice(1).map(({ from }) => from?.title)).toEqual(['Meeting 1', 'Meeting 2', 'Meeting 3']);
    expect(last[2]).toMatchObject({ together: { names: ['Priya', 'Jun'], more: 0 } });
  });

  test('one of many guests does not make it a meeting with these people', () => {
    const detail = aDetail({ attendees: [me, ...['A', 'B', 'C', 'D', 'E'].map((name) => guest(name))] });
    const some = ['A', 'B', 'C', 'D', 'E'].map((name, index) => met(name, index === 0 ? [1] : []));
    const { last } = briefOf(facts({ detail, past: past({ met: some }) }));
    expect(last).toEqual([
      { kind: 'newToMe', people: { names: ['B', 'C', 'D', 'E'], more: 0 }, days: 30, from: null },
    ]);
  });

  test('nobody met before is one sentence, not a list of everyone', () => {
    const { last } = briefOf(
      facts({ detail: people, past: past({ met: [met('Priya', []), met('Jun', [])] }) }),
    );
    expect(last).toEqual([{ kind: 'notMetBefore', days: 30, from: null }]);
  });

  test.each([
    ['a hidden guest list', { attendeesOmitted: true }, ['guestsHidden']],
    ['a calendar that shows only times', { busyOnly: true }, ['timesOnly']],
    ['a private event', { visibility: 'private' }, ['private']],
  ] as const)('%s is told', (_, more, limits) => {
    const brief = briefOf(
      facts({ detail: aDetail({ attendees: [me, guest('Priya')], ...more }), past: past({}) }),
    );
    expect(brief.limits).toEqual(limits);
    if (limits[0] !== 'private') expect(brief.last).toEqual([]);
  });
});

describe('what changed since the last look', () => {
  const before = lookOf(
    aDetail({
      location: 'Apple Room',
      attendees: [me, guest('Priya'), guest('Sam')],
      description: descriptionParts('Agenda:\n1. Drafts\n2. Prices'),
      attachments: [{ title: 'Notes', url: 'https://example.com/notes' }],
    }),
  );

  test('nothing changed, nothing is told', () => {
    expect(changesBetween(before, before)).toEqual([]);
    expect(briefOf(facts({ detail: aDetail() })).lookedAt).toBeNull();
  });

  test('time, place, link, guests, description and attachments', () => {
    const now = lookOf(
      aDetail({
        ...anOccurrence('Design review', '2026-11-24T10:15Z', '2026-11-24T11:00Z'),
        location: 'Pear Room',
        joinUrl: 'https://meet.google.com/kqz-vmwd-rbe',
        attendees: [me, guest('Priya'), guest('Jun')],
        description: descriptionParts('Agenda:\n1. Drafts\n2. Prices from January'),
        attachments: [
          { title: 'Notes', url: 'https://example.com/notes' },
          { title: 'Drafts', url: 'https://example.com/drafts' },
        ],
      }),
    );
    expect(changesBetween(before, now)).toMatchObject([
      { kind: 'changed', what: { kind: 'moved' } },
      { kind: 'changed', what: { kind: 'placeChanged', from: 'Apple Room', to: 'Pear Room' } },
      { kind: 'changed', what: { kind: 'linkChanged', from: null } },
      { kind: 'guestsChanged', added: { names: ['Jun'] }, removed: { names: ['Sam'] } },
      {
        kind: 'descriptionChanged',
        lines: [
          { kind: 'removed', text: '2. Prices' },
          { kind: 'added', text: '2. Prices from January' },
        ],
        more: 0,
      },
      { kind: 'attachmentsChanged', added: { names: ['Drafts'] }, removed: { names: [] } },
    ]);
  });

  test('a guest list that is hidden now tells of nobody who left', () => {
    const hidden = lookOf(aDetail({ attendeesOmitted: true }));
    expect(changesBetween(before, hidden).some(({ kind }) => kind === 'guestsChanged')).toBe(false);
  });

  test('a look can be kept and read; what is no look is not', () => {
    expect(readLook(JSON.stringify(before))).toEqual(before);
    for (const json of ['', 'null', '{}', '[]', '{"start":{"kind":"timed"}}'])
      expect(readLook(json)).toBeNull();
  });

  test('a look is bounded, whatever the event', () => {
    const attendees = Array.from({ length: 5000 }, (_, n) => guest(`g${n}`));
    const look = lookOf(
      aDetail({
        attendees,
        location: 'x'.repeat(1e5),
        description: [{ kind: 'text', text: 'y'.repeat(1e6) }],
      }),
    );
    expect(look.guests).toHaveLength(200);
    expect(JSON.stringify(look).length).toBeLessThan(120_000);
  });
});

describe('the difference of a description', () => {
  test.each([
    ['only blanks', 'a \n\nb', 'a\nb', null],
    ['a line added', 'a', 'a\nb', { lines: [{ kind: 'added', text: 'b' }], more: 0 }],
    ['another order', 'a\nb', 'b\na', { lines: [], more: 0 }],
    ['one of two equal lines removed', 'a\na', 'a', { lines: [{ kind: 'removed', text: 'a' }], more: 0 }],
  ])('%s', (_, before, now, expected) => {
    expect(changedLines(before, now)).toEqual(expected);
  });

  test('a long line is told from shortly before its difference', () => {
    const long = 'word '.repeat(100);
    const lines = changedLines(`${long}old end`, `${long}new end`)?.lines ?? [];
    expect(lines.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^…(word )+old end$/),
      expect.stringMatching(/^…(word )+new end$/),
    ]);
  });

  test('64 kB that are all different take a moment, and a few lines', () => {
    const many = (word: string): string => Array.from({ length: 16_000 }, (_, n) => `${word}${n}`).join('\n');
    const began = spentMs();
    const difference = changedLines(many('a').slice(0, 65_536), many('b').slice(0, 65_536));
    expect(spentMs() - began).toBeLessThan(500);
    expect(difference?.lines).toHaveLength(6);
  });

  test('control characters and overrides of the direction are removed', () => {
    expect(changedLines('', '\u202Egnp.exe\u0007')?.lines).toEqual([{ kind: 'added', text: 'gnp.exe' }]);
  });
});

describe('the agenda in a description', () => {
  test.each<[string, string, readonly string[] | null]>([
    ['a heading and a list', 'Hello\n\nAgenda:\n1. Orders\n2) Prices\n\nBye', ['Orders', 'Prices']],
    ['a heading as a line', 'Plan\n• Goals\n• Numbers', ['Goals', 'Numbers']],
    ['a German heading', 'Tagesordnung\n- Begrüßung\n- Zahlen', ['Begrüßung', 'Zahlen']],
    ['a heading with its text', 'Agenda: the new checkout', ['the new checkout']],
    ['a heading with a purpose', 'Agenda for Tuesday:\nDrafts\nPrices', ['Drafts', 'Prices']],
    ['a list without a heading', 'We decide.\n• Draft A\n• Draft B\nPlease read.', ['Draft A', 'Draft B']],
    ['an empty line after the heading', 'Agenda\n\n- One\n- Two', ['One', 'Two']],
    ['a list inside a paragraph', '**Agenda**\n[ ] One\n[x] Two', ['One', 'Two']],
    ['one bullet is no list', 'Hello\n- Ada', null],
    ['prose that begins with such a word', 'Plan A is off, we go with plan B', null],
    ['nothing', '', null],
  ])('%s', (_, description, items) => {
    expect(agendaIn(description)?.items ?? null).toEqual(items);
  });

  test('64 kB of a hostile text take a moment', () => {
    const began = spentMs();
    for (const text of [
      'agenda '.repeat(9000),
      '#'.repeat(65_536),
      `${' '.repeat(65_000)}agenda`,
      '1) '.repeat(20_000),
    ])
      agendaIn(text);
    expect(spentMs() - began).toBeLessThan(500);
  });

  test('of many items the first are told', () => {
    const { items, more } = agendaIn(Array.from({ length: 30 }, (_, n) => `- Item ${n}`).join('\n'))!;
    expect([items.length, more]).toEqual([6, 24]);
  });
});

describe('what is needed', () => {
  const kinds = (more: Partial<OccurrenceDetail>, isOver = false): readonly unknown[] =>
    briefOf(facts({ detail: aDetail(more), isOver })).needed.map(({ from: _from, ...says }) => says);

  test('documents by name, each once, without the link to join', () => {
    const needed = kinds({
      attachments: [{ title: 'Drafts', url: 'https://example.com/drafts' }],
      description: descriptionParts(
        '<a href="https://example.com/drafts">again</a> https://example.com/files/release-notes.pdf https://meet.google.com/kqz-vmwd-rbe https://docs.google.com/document/d/1a2B3c4D5e6F/edit',
      ),
    });
    expect(needed).toMatchObject([
      { kind: 'document', name: 'Drafts', host: 'example.com', link: { kind: 'attachment', index: 0 } },
      { kind: 'document', name: 'release notes.pdf', link: { kind: 'description', index: 1 } },
      { kind: 'document', host: 'docs.google.com', link: { kind: 'description', index: 3 } },
    ]);
  });

  test('an invitation without an answer, the place and the number to dial', () => {
    const needed = kinds({
      selfResponse: 'needsAction',
      location: 'Pear Room, 3rd floor',
      joinOptions: [{ kind: 'phone', label: '+1 202-555-0178', uri: 'tel:+12025550178', pin: '553201' }],
    });
    expect(needed).toEqual([
      { kind: 'unanswered' },
      { kind: 'place', place: 'Pear Room, 3rd floor', online: false },
      { kind: 'dialIn', label: '+1 202-555-0178', code: '553201' },
    ]);
  });

  test('one that the person organizes is not unanswered, and a link is no place', () => {
    expect(
      kinds({ selfResponse: 'needsAction', organizedBySelf: true, location: 'https://example.com/room' }),
    ).toEqual([]);
  });

  test('afterwards only documents and agenda are left', () => {
    const more = { selfResponse: 'needsAction', location: 'Pear Room' } as const;
    expect(kinds({ ...more, description: descriptionParts('Agenda: one') }, true)).toMatchObject([
      { kind: 'agenda' },
    ]);
  });

  test('lines of others come with their meeting', () => {
    const from = aMeeting('Budget', '2026-11-24T09:00Z');
    const way = {
      kind: 'tightWay',
      minutes: 15,
      leave: 'Main Street 4',
      reach: 'Café Quince',
      from,
    } as const;
    const brief = briefOf(
      facts({ detail: aDetail(), collisions: [{ kind: 'collides', from }], more: [way] }),
    );
    expect(brief.needed).toEqual([{ kind: 'collides', from }, way]);
  });
});
