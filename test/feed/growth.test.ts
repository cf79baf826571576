/**
 * A feed is a stranger's text of up to 20 MB. Reading it takes time that grows linearly with its length (security
 * property 12), in steps of which none grows with it, so that nothing else waits long [F20]. Four times the feed may take
 * at most ten times as long and must take more than twice as many steps.
 */
import { describe, expect, test } from 'vitest';
import { partComponents } from '../../main/feed/components.ts';
import { readFeed } from '../../main/feed/readFeed.ts';
import { decodeFeed } from '../../main/feed/text.ts';
import { zoneOf } from '../../main/recurrence/zoneNames.ts';
import { utc } from '../../shared/zone.ts';
import { eventLines, feedOf } from '../support/feedServer.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 25);
const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
const many = (count: number, make: (n: number) => readonly string[]): string =>
  feedOf(Array.from({ length: count }, (_, n) => make(n)).flat());

/** Feeds of a size. */
const shapes: Readonly<Record<string, (size: number) => string>> = {
  events: (size) => many(size / 200, (n) => eventLines(`e${n}`, start + n * 60_000, ['RRULE:FREQ=WEEKLY'])),
  'events of one name': (size) => many(size / 150, (n) => eventLines('same', start + n * 60_000)),
  'instances that part their series': (size) =>
    many(size / 220, (n) =>
      eventLines(
        'same',
        start + n * day,
        n === 0 ? ['RRULE:FREQ=DAILY'] : [`RECURRENCE-ID;RANGE=THISANDFUTURE:${stamp(start + n * day)}`],
      ),
    ),
  guests: (size) =>
    many(size / 3000, (n) =>
      eventLines(
        `e${n}`,
        start,
        Array.from({ length: 40 }, (_, k) => `ATTENDEE;CN="A, B";PARTSTAT=ACCEPTED:mailto:a${k}@example.com`),
      ),
    ),
  'one long line': (size) => feedOf(eventLines('e', start, [`DESCRIPTION:${'x'.repeat(size)}`])),
  folds: (size) => feedOf(eventLines('e', start, [`DESCRIPTION:${'x\r\n '.repeat(size / 4)}`])),
  'lines without an event': (size) => feedOf(Array.from({ length: size / 10 }, () => 'X-A:1234')),
  'colons and quotes': (size) => feedOf(eventLines('e', start, [`DTSTART;TZID=${':;",'.repeat(size / 4)}`])),
  'nothing but beginnings': (size) => 'BEGIN:VCALENDAR\n'.repeat(size / 16),
  'ends of lines': (size) => `BEGIN:VCALENDAR\n${'\r\n'.repeat(size / 2)}`,
};

const run = <T>(work: Generator<void, T>, count: { steps: number }): T => {
  for (;;) {
    const step = work.next();
    count.steps += 1;
    if (step.done === true) return step.value;
  }
};

const read = (text: string): { readonly steps: number; readonly ms: number } => {
  const count = { steps: 0 };
  const chunks = [Buffer.from(text)];
  const began = process.cpuUsage();
  const pieces = run(decodeFeed(chunks, null), count);
  const { events } = run(partComponents(pieces), count);
  run(readFeed(events, { zones: { own: utc, named: zoneOf }, own: new Set() }), count);
  const { user, system } = process.cpuUsage(began);
  return { steps: count.steps, ms: (user + system) / 1000 };
};

const size = 400_000;

describe('reading a feed takes time in proportion to its length, in steps [F20]', () => {
  test.each(Object.entries(shapes))('%s', (_name, make) => {
    const [one, four] = [make(size), make(4 * size)];
    read(one);
    const small = read(one);
    const large = read(four);
    // Below some milliseconds nothing can be told.
    expect(large.ms).toBeLessThanOrEqual(10 * Math.max(small.ms, 20));
    expect(large.steps).toBeGreaterThan(2 * small.steps);
  });
});
