/** Compares the agenda that the window would read with the expected occurrences of what should be stored. */
import assert from 'node:assert/strict';
import type { EventTime, Occurrence } from '../../shared/model.ts';
import { expectedOccurrences } from '../support/fakeGoogle/index.ts';
import type { ExpectedOccurrence } from '../support/fakeGoogle/index.ts';
import { asModel } from './protocol.ts';
import type { KnownCalendar } from './protocol.ts';
import type { World } from './world.ts';

/** A window and the viewer's zone. */
export interface Spot {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
}

const at = (time: EventTime): string | number => (time.kind === 'date' ? time.date : time.ms);

const textOf = (one: Occurrence): string =>
  [one.calendarId, one.eventId, one.masterId ?? '-', one.title, at(one.start), at(one.end)].join(' | ');

interface Expected extends ExpectedOccurrence {
  readonly calendarId: string;
  readonly iCalUid: string;
  readonly invited: boolean;
}

const expectedIn = (known: KnownCalendar, { fromMs, toMs, zone }: Spot): Expected[] => {
  const { entry, events } = known;
  return expectedOccurrences(asModel(known), entry.id, fromMs, toMs, zone).map((one) => {
    // An instance's id may be stored as that of another part of the same series.
    const stored = events.get(one.eventId);
    const own = stored !== undefined && stored.masterId === one.masterId && stored.event !== null;
    const event = (own ? stored : events.get(one.masterId ?? ''))?.event;
    const invited = (event?.attendees ?? []).some(({ self }) => self === true);
    return { ...one, calendarId: entry.id, iCalUid: event?.iCalUID ?? '', invited };
  });
};

/** A meeting in several calendars is shown once, where the person is invited, or else in the first one [S23]. */
const merged = (all: readonly Expected[]): Expected[] => {
  const better = (one: Expected, other: Expected): number =>
    Number(other.invited) - Number(one.invited) || (one.calendarId < other.calendarId ? -1 : 1);
  const best = new Map<string, Expected>();
  const keyOf = (one: Expected): string => `${one.startMs} ${one.allDay} ${one.iCalUid}`;
  for (const one of all) {
    const before = best.get(keyOf(one));
    if (before === undefined || better(one, before) < 0) best.set(keyOf(one), one);
  }
  return all.filter((one) => one.iCalUid === '' || best.get(keyOf(one))!.calendarId === one.calendarId);
};

/** Reads a window page by page and compares it with what it should show: no more, no less. */
export const expectAgenda = (world: World, spot: Spot): void => {
  const { fromMs, toMs, zone } = spot;
  const range = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), timeZone: zone };
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = world.app.store.agenda.list({ ...range, ...(cursor !== undefined && { cursor }) });
    if (!page.ok) assert.fail(`the agenda cannot be read: ${page.problem.kind}`);
    found.push(...page.value.occurrences.map(textOf));
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const shown = [...world.known.values()].filter(({ visible }) => visible);
  const expected = merged(shown.flatMap((known) => expectedIn(known, spot))).map((one) =>
    [
      one.calendarId,
      one.eventId,
      one.masterId ?? '-',
      one.title,
      one.startDate ?? one.startMs,
      one.endDate ?? one.endMs,
    ].join(' | '),
  );
  found.sort();
  expected.sort();
  if (found.join('\n') === expected.join('\n')) return;
  const missing = expected.filter((text) => !found.includes(text));
  const extra = found.filter((text, index) => !expected.includes(text) || found.indexOf(text) !== index);
  assert.fail(
    `the agenda ${range.from} to ${range.to} (${zone})\nlost:\n  ${missing.slice(0, 8).join('\n  ')}\n` +
      `invented or shown twice:\n  ${extra.slice(0, 8).join('\n  ')}`,
  );
};
