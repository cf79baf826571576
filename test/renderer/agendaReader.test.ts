import { describe, expect, test } from 'vitest';
import { openAgendaReader, type AgendaReader } from '../../renderer/data/agendaReader.ts';
import type { Occurrence } from '../../shared/model.ts';
import { fail } from '../../shared/result.ts';
import { addDays } from '../../shared/text/days.ts';
import { anOccurrence, createFakeJarvis, type FakeJarvis } from '../support/fakeJarvis.ts';

const today = '2026-11-24';
const zone = 'Europe/Berlin';

const onDay = (title: string, away: number, index = 0): Occurrence => {
  const date = addDays(today, away);
  const minutes = String(index % 60).padStart(2, '0');
  const hour = String(6 + Math.floor(index / 60)).padStart(2, '0');
  return anOccurrence(title, `${date}T${hour}:${minutes}Z`, `${date}T20:00Z`);
};

const readerOf = (occurrences: readonly Occurrence[]): FakeJarvis & { reader: AgendaReader } => {
  const fake = createFakeJarvis({ occurrences });
  return { ...fake, reader: openAgendaReader({ list: fake.jarvis.agenda.list, today, timeZone: zone }) };
};

const many = (count: number, away = 0): Occurrence[] =>
  Array.from({ length: count }, (_, index) => onDay(`Meeting ${index}`, away, index));

describe('a first sync that fills the days between', () => {
  test('brings a page more at a time, not every row up to the last day that was on the screen', async () => {
    const sparse = Array.from({ length: 30 }, (_, week) => onDay(`Weekly ${week}`, week * 7));
    const full = Array.from({ length: 210 }, (_, day) => many(6, day)).flat();
    let stored = createFakeJarvis({ occurrences: sparse }).jarvis;
    const reader = openAgendaReader({
      list: (range) => stored.agenda.list(range),
      today,
      timeZone: zone,
    });
    await reader.refresh();
    // A nearly empty list is short, so its end is in sight until it spans months.
    for (let times = 0; times < 4; times += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await reader.loadMore();
    }
    const shown = reader.snapshot().occurrences.length;
    expect(shown).toBeGreaterThan(10);
    stored = createFakeJarvis({ occurrences: [...sparse, ...full] }).jarvis;
    await reader.refresh();
    expect(reader.snapshot().occurrences.length).toBeLessThanOrEqual(shown + 200);
    // The rest comes on scroll.
    const before = reader.snapshot().occurrences.length;
    await reader.loadMore();
    expect(reader.snapshot().occurrences.length).toBeGreaterThan(before);
  });
});

describe('reading on', () => {
  test('uses small pages and loses nothing between them', async () => {
    const { reader } = readerOf(many(250));
    await reader.refresh();
    expect(reader.snapshot()).toMatchObject({ last: today, lastComplete: false });
    expect(reader.snapshot().occurrences).toHaveLength(30);
    while (!reader.snapshot().lastComplete) {
      const before = reader.snapshot().occurrences.length;
      await reader.loadMore();
      expect(reader.snapshot().occurrences.length - before).toBeLessThanOrEqual(30);
    }
    const snapshot = reader.snapshot();
    expect(snapshot.occurrences).toHaveLength(250);
    expect(new Set(snapshot.occurrences.map((each) => each.eventId)).size).toBe(250);
    expect(snapshot.lastComplete).toBe(true);
  });

  test('continues from the last day if a cursor is refused', async () => {
    const busy = Array.from({ length: 12 }, (_, day) => many(8, day)).flat();
    const { jarvis } = createFakeJarvis({ occurrences: busy });
    let refused = 0;
    const list: typeof jarvis.agenda.list = (range) => {
      if ((range.cursor ?? null) === null) return jarvis.agenda.list(range);
      refused += 1;
      return Promise.resolve(fail({ kind: 'invalidRequest', detail: 'cursor' }));
    };
    const reader = openAgendaReader({ list, today, timeZone: zone });
    await reader.refresh();
    for (let before = -1; reader.snapshot().occurrences.length > before;) {
      before = reader.snapshot().occurrences.length;
      // oxlint-disable-next-line no-await-in-loop
      await reader.loadMore();
    }
    expect(refused).toBeGreaterThan(1);
    const { occurrences, problem } = reader.snapshot();
    expect(new Set(occurrences.map(({ eventId, start }) => `${eventId} ${JSON.stringify(start)}`)).size).toBe(
      96,
    );
    expect(occurrences).toHaveLength(96);
    expect(problem).toBeNull();
  });

  test('does not get stuck on a day with more than one page if cursors are refused', async () => {
    const { jarvis } = createFakeJarvis({
      occurrences: [...many(250), onDay('Tomorrow', 1), onDay('Later', 9)],
    });
    let asked = 0;
    const list: typeof jarvis.agenda.list = (range) => {
      asked += 1;
      return (range.cursor ?? null) === null
        ? jarvis.agenda.list(range)
        : Promise.resolve(fail({ kind: 'invalidRequest', detail: 'cursor' }));
    };
    const reader = openAgendaReader({ list, today, timeZone: zone });
    await reader.refresh();
    await reader.loadMore();
    await reader.loadMore();
    expect(
      reader
        .snapshot()
        .occurrences.slice(-2)
        .map(({ title }) => title),
    ).toEqual(['Tomorrow', 'Later']);
    expect(asked).toBeLessThan(12);
  });

  test('crosses an empty year with a few calls', async () => {
    const { reader, callsTo } = readerOf([onDay('Next autumn', 300)]);
    await reader.refresh();
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Next autumn']);
    expect(callsTo('agenda.list').length).toBeLessThan(7);
  });

  test('finds an occurrence decades ahead', async () => {
    const { reader, callsTo } = readerOf([
      onDay('Now', 0),
      anOccurrence('Jubilee', '2076-07-04', '2076-07-05'),
    ]);
    await reader.refresh();
    await reader.loadMore();
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Now', 'Jubilee']);
    expect(callsTo('agenda.list').length).toBeLessThan(10);
  });

  test('ends when there are no more occurrences', async () => {
    const { reader, callsTo } = readerOf([]);
    await reader.refresh();
    expect(reader.snapshot()).toMatchObject({ ready: true, ended: true, occurrences: [] });
    const asked = callsTo('agenda.list').length;
    await reader.loadMore();
    expect(callsTo('agenda.list')).toHaveLength(asked);
  });

  test('lists an occurrence that spans two ranges once', async () => {
    const { reader } = readerOf([
      onDay('Now', 0),
      anOccurrence('Sabbatical', addDays(today, 20), addDays(today, 40)),
      onDay('Later', 35),
    ]);
    await reader.refresh();
    await reader.loadMore();
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Now', 'Sabbatical', 'Later']);
  });
});

describe('earlier days', () => {
  test('are added before the others, however far back they are', async () => {
    const { reader } = readerOf([onDay('Long ago', -100), onDay('Now', 0)]);
    await reader.refresh();
    await reader.loadEarlier();
    const snapshot = reader.snapshot();
    expect(snapshot.occurrences.map((each) => each.title)).toEqual(['Long ago', 'Now']);
    expect(snapshot.first <= addDays(today, -100)).toBe(true);
  });

  test('are found decades back, and a crowded past is read in small parts', async () => {
    const past = Array.from({ length: 900 }, (_, index) => onDay(`Meeting ${index}`, -8000 - (index % 300)));
    const { reader, callsTo } = readerOf([...past, onDay('Now', 0)]);
    await reader.refresh();
    const asked = callsTo('agenda.list').length;
    await reader.loadEarlier();
    const { length } = reader.snapshot().occurrences;
    expect(length).toBeGreaterThan(5);
    expect(length).toBeLessThanOrEqual(31);
    expect(callsTo('agenda.list').length - asked).toBeLessThan(30);
    // The nearest ones, without a gap between them and today.
    const { first } = reader.snapshot();
    expect(length).toBe(
      1 +
        past.filter(({ start }) => start.kind === 'timed' && new Date(start.ms).toISOString() >= first)
          .length,
    );
  });

  test('have an end', async () => {
    const { reader } = readerOf([onDay('Now', 0)]);
    await reader.refresh();
    await reader.loadEarlier();
    expect(reader.snapshot().begun).toBe(true);
  });
});

describe('a day', () => {
  test('near the stretch extends it', async () => {
    const { reader } = readerOf([onDay('Before', -20), onDay('Now', 0), onDay('Later', 60)]);
    await reader.refresh();
    await reader.reach(addDays(today, 60));
    await reader.reach(addDays(today, -20));
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Before', 'Now', 'Later']);
    expect(reader.snapshot().first).toBe(addDays(today, -20));
  });

  test('years away starts a new stretch, in either direction, with few calls', async () => {
    const { reader, callsTo } = readerOf([
      anOccurrence('Long ago', '1999-03-01', '1999-03-02'),
      onDay('Now', 0),
      anOccurrence('Far ahead', '2041-05-02', '2041-05-03'),
    ]);
    await reader.refresh();
    const asked = callsTo('agenda.list').length;
    await reader.reach('2041-05-01');
    expect(reader.snapshot()).toMatchObject({ first: '2041-05-01', begun: false, ended: false });
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Far ahead']);
    await reader.reach('1999-03-01');
    expect(reader.snapshot()).toMatchObject({ first: '1999-03-01' });
    expect(callsTo('agenda.list').length - asked).toBe(2);
  });

  test('that has been read already costs no call', async () => {
    const { reader, callsTo } = readerOf(many(15));
    await reader.refresh();
    const asked = callsTo('agenda.list').length;
    await reader.reach(addDays(today, 3));
    expect(callsTo('agenda.list')).toHaveLength(asked);
  });

  test('with more than one page is read completely', async () => {
    const { reader } = readerOf(many(250));
    await reader.refresh();
    await reader.reach(today);
    expect(reader.snapshot()).toMatchObject({ lastComplete: true });
    expect(reader.snapshot().occurrences).toHaveLength(250);
  });

  test('can become the first day again, with the occurrences that reach into it', async () => {
    const trip = anOccurrence('Trip', addDays(today, -2), addDays(today, 2));
    const { reader, callsTo } = readerOf([onDay('Before', -10), trip, onDay('Now', 0)]);
    await reader.refresh();
    await reader.loadEarlier();
    expect(reader.snapshot().occurrences).toHaveLength(3);
    const asked = callsTo('agenda.list').length;
    await reader.beginWith(today);
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Trip', 'Now']);
    expect(reader.snapshot()).toMatchObject({ first: today, begun: false });
    expect(callsTo('agenda.list')).toHaveLength(asked);
  });
});

describe('a list that has grown long', () => {
  const crowd = Array.from({ length: 4000 }, (_, index) => onDay(`Meeting ${index}`, Math.floor(index / 10)));

  test('drops days that are far behind, and reads them again when needed', async () => {
    const { reader } = readerOf(crowd);
    await reader.refresh();
    while (!reader.snapshot().ended) await reader.loadMore();
    const { occurrences, first } = reader.snapshot();
    expect(occurrences.length).toBeLessThanOrEqual(3010);
    expect(first > today).toBe(true);
    expect(occurrences.at(-1)?.title).toBe('Meeting 3999');
    while (reader.snapshot().first > today && !reader.snapshot().begun) await reader.loadEarlier();
    const again = reader.snapshot();
    expect(again.occurrences[0]?.title).toBe('Meeting 0');
    expect(again.occurrences.length).toBeLessThanOrEqual(3010);
    expect(again.ended).toBe(false);
  });
});

describe('a change of the store', () => {
  test('keeps the objects of unchanged occurrences', async () => {
    const { reader, change, state } = readerOf([onDay('Same', 0), onDay('Other', 1)]);
    await reader.refresh();
    const before = reader.snapshot().occurrences;
    change({
      occurrences: state.occurrences.map((each) => ({ ...each, title: each.title.replace('Other', 'New') })),
    });
    await reader.refresh();
    const after = reader.snapshot().occurrences;
    expect(after[0]).toBe(before[0]);
    expect(after[1]?.title).toBe('New');
  });

  test('reads as many days as were on the screen', async () => {
    const { reader, change } = readerOf([...many(150), onDay('Tomorrow', 1)]);
    await reader.refresh();
    await reader.loadMore();
    change({ occurrences: [...many(160), onDay('Tomorrow', 1)] });
    await reader.refresh();
    expect(reader.snapshot().occurrences).toHaveLength(161);
  });

  test('never shows an empty or partial list in the meantime', async () => {
    const { reader } = readerOf(many(250));
    await reader.refresh();
    await reader.loadMore();
    const sizes: number[] = [];
    reader.subscribe(() => sizes.push(reader.snapshot().occurrences.length));
    await reader.refresh();
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(200);
  });

  test('during a read leads to one more read', async () => {
    const { reader, callsTo } = readerOf([onDay('Now', 0)]);
    await reader.refresh();
    const before = callsTo('agenda.list').length;
    await Promise.all([reader.refresh(), reader.refresh(), reader.refresh()]);
    expect(callsTo('agenda.list').length - before).toBeLessThanOrEqual(2);
  });

  test('after a first sync fills a list that was empty without reading two years', async () => {
    const { reader, change, callsTo } = readerOf([]);
    await reader.refresh();
    change({ occurrences: many(500) });
    const before = callsTo('agenda.list').length;
    await reader.refresh();
    expect(reader.snapshot().occurrences.length).toBeGreaterThan(0);
    expect(callsTo('agenda.list').length - before).toBeLessThan(8);
  });
});

test('the list stays on the screen if the store is locked [F6]', async () => {
  const { reader, state } = readerOf([onDay('Now', 0)]);
  await reader.refresh();
  state.failing['agenda.list'] = { kind: 'storageFailed', cause: 'locked' };
  await reader.refresh();
  expect(reader.snapshot()).toMatchObject({ ready: true, problem: { kind: 'storageFailed' } });
  expect(reader.snapshot().occurrences).toHaveLength(1);
});
