import { describe, expect, test } from 'vitest';
import { openAgendaReader, type AgendaReader } from '../../renderer/data/agendaReader.ts';
import type { Occurrence } from '../../shared/model.ts';
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

describe('reading on', () => {
  test('goes by pages of 100 and loses none between them', async () => {
    const { reader } = readerOf(many(250));
    await reader.refresh();
    expect(reader.snapshot()).toMatchObject({ last: today, lastComplete: false });
    expect(reader.snapshot().occurrences).toHaveLength(100);
    await reader.loadMore();
    await reader.loadMore();
    const snapshot = reader.snapshot();
    expect(snapshot.occurrences).toHaveLength(250);
    expect(new Set(snapshot.occurrences.map((each) => each.eventId)).size).toBe(250);
    expect(snapshot.lastComplete).toBe(true);
  });

  test('crosses an empty year in a few calls to what comes after it', async () => {
    const { reader, callsTo } = readerOf([onDay('Next autumn', 300)]);
    await reader.refresh();
    expect(reader.snapshot().occurrences.map((each) => each.title)).toEqual(['Next autumn']);
    expect(callsTo('agenda.list').length).toBeLessThan(7);
  });

  test('ends two years ahead when there is nothing', async () => {
    const { reader, callsTo } = readerOf([]);
    await reader.refresh();
    expect(reader.snapshot()).toMatchObject({ ready: true, ended: true, occurrences: [] });
    const asked = callsTo('agenda.list').length;
    await reader.loadMore();
    expect(callsTo('agenda.list')).toHaveLength(asked);
  });

  test('shows what spans two ranges once', async () => {
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
  test('are put before the others, however far back they lie', async () => {
    const { reader } = readerOf([onDay('Long ago', -100), onDay('Now', 0)]);
    await reader.refresh();
    await reader.loadEarlier();
    const snapshot = reader.snapshot();
    expect(snapshot.occurrences.map((each) => each.title)).toEqual(['Long ago', 'Now']);
    expect(snapshot.first <= addDays(today, -100)).toBe(true);
  });

  test('end somewhere', async () => {
    const { reader } = readerOf([onDay('Now', 0)]);
    await reader.refresh();
    await reader.loadEarlier();
    expect(reader.snapshot().begun).toBe(true);
  });
});

describe('a change of the store', () => {
  test('keeps as much on the screen as was there', async () => {
    const { reader, change } = readerOf([...many(150), onDay('Tomorrow', 1)]);
    await reader.refresh();
    await reader.loadMore();
    change({ occurrences: [...many(160), onDay('Tomorrow', 1)] });
    await reader.refresh();
    expect(reader.snapshot().occurrences).toHaveLength(161);
  });

  test('shows neither an empty nor a half list meanwhile', async () => {
    const { reader } = readerOf(many(250));
    await reader.refresh();
    await reader.loadMore();
    const sizes: number[] = [];
    reader.subscribe(() => sizes.push(reader.snapshot().occurrences.length));
    await reader.refresh();
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(200);
  });

  test('during a read is read after it, once', async () => {
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

test('what was read stays when the store cannot be read [F7]', async () => {
  const { reader, state } = readerOf([onDay('Now', 0)]);
  await reader.refresh();
  state.failing['agenda.list'] = { kind: 'storageFailed', cause: 'locked' };
  await reader.refresh();
  expect(reader.snapshot()).toMatchObject({ ready: true, problem: { kind: 'storageFailed' } });
  expect(reader.snapshot().occurrences).toHaveLength(1);
});
