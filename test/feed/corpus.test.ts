/**
 * Feeds in the form of the programs that write them, read by the app up to its agenda, and expanded by ical.js and by
 * three engines in other languages (otherEngines.py), none of which shares code with the app's calculator. The app parses
 * with ical.js, but the other three do not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Occurrence } from '../../shared/model.ts';
import { feedOf } from '../support/feedServer.ts';
import { value } from '../support/value.ts';
import { openFeedApp } from './feedApp.ts';

const folder = join(import.meta.dirname, 'corpus');
const [from, to] = ['2026-11-01T00:00:00Z', '2027-05-01T00:00:00Z'];

/** `2026-11-24T09:00Z 2026-11-24T10:00Z Title`, sorted. */
const line = (start: string, end: string, title: string): string => `${start} ${end} ${title}`;
const instant = (ms: number): string => new Date(ms).toISOString().replace(/:\d\d\.\d+Z/, 'Z');

const shown = ({ start, end, title }: Occurrence): string => {
  const text = (time: Occurrence['start']): string => (time.kind === 'date' ? time.date : instant(time.ms));
  return line(text(start), text(end), title);
};

/** The occurrences of a feed according to ical.js. */
const expanded = (text: string): readonly string[] => {
  const calendar = ICAL.Component.fromString(text);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const components = calendar.getAllSubcomponents('vevent');
  const isCancelled = (component: ICAL.Component): boolean =>
    component.getFirstPropertyValue('status') === 'CANCELLED';
  const key = (component: ICAL.Component): string => String(component.getFirstPropertyValue('uid'));
  const found: string[] = [];
  const add = (start: ICAL.Time, end: ICAL.Time, item: ICAL.Event): void => {
    const [startMs, endMs] = [start.toJSDate().getTime(), end.toJSDate().getTime()];
    if (startMs >= Date.parse(to) || endMs <= Date.parse(from)) return;
    const text = (time: ICAL.Time): string =>
      time.isDate ? time.toString() : instant(time.toJSDate().getTime());
    found.push(line(text(start), text(end), item.summary));
  };
  for (const component of components) {
    if (component.hasProperty('recurrence-id') || isCancelled(component)) continue;
    const exceptions = components.filter(
      (each) => each.hasProperty('recurrence-id') && key(each) === key(component),
    );
    const event = new ICAL.Event(component, { exceptions });
    if (!event.isRecurring()) {
      add(event.startDate, event.endDate, event);
      continue;
    }
    const dates = event.iterator();
    for (let next = dates.next(), count = 0; next && count < 2000; next = dates.next(), count += 1) {
      if (next.toJSDate().getTime() > Date.parse(to)) break;
      const { startDate, endDate, item } = event.getOccurrenceDetails(next);
      if (!isCancelled(item.component)) add(startDate, endDate, item);
    }
  }
  return found.toSorted();
};

const shownOf = async (body: Buffer | string): Promise<readonly string[]> => {
  const app = await openFeedApp();
  app.server.answers.set('/feed.ics', { body, headers: { 'content-type': 'text/calendar' } });
  value(await app.add('/feed.ics'));
  return app.occurrences(from, to).map(shown).toSorted();
};

interface Answers {
  readonly feeds: Readonly<
    Record<string, { readonly all: readonly string[]; readonly some: Readonly<Record<string, unknown>> }>
  >;
}
const answers = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Answers;

/**
 * Where the engines differ from each other (`chosen`: what the app shows of that) or from the app, and why the app is
 * right.
 */
const decided: Readonly<Record<string, object>> = {
  'broken.ics': {
    // The others refuse it. Its start is known, so it is better to show that.
    added: ['2026-12-03T08:00Z 2026-12-03T08:00Z Fictional that ends before it starts'],
  },
  'club-floating.ics': {
    chosen: [
      // Without an end: the RFC (3.6.1) says no length and one day. One engine each says an hour, and no length.
      '2026-12-15T22:59Z 2026-12-15T22:59Z Fictional deadline',
      '2026-12-24 2026-12-25 Fictional holiday',
    ],
  },
  'fastmail-clock.ics': {
    // A wall time that exists twice is the first of the two (3.3.5). Both engines on pytz take the second one.
    missing: ['2026-11-01T06:30Z 2026-11-01T06:45Z Fictional hour that is there twice'],
    added: ['2026-11-01T05:30Z 2026-11-01T05:45Z Fictional hour that is there twice'],
    // The day after the gap, libical is still an hour late.
    chosen: ['2027-03-29T00:30Z 2027-03-29T01:00Z Fictional hour that is missing'],
  },
  'google-dst.ics': {
    // DTSTART is the first date of a series even if the rule does not hit it (3.8.5.3), as in Google Calendar.
    chosen: ['2026-11-02T17:00Z 2026-11-02T17:30Z Fictional month end'],
  },
  'icloud.ics': {
    // As in club-floating.ics.
    chosen: [
      '2026-11-27T11:00Z 2026-11-27T11:00Z A point in time',
      '2027-02-28 2027-03-01 Fictional birthday',
    ],
  },
  'outlook.ics': {
    // Outlook's own all-day events are written from midnight to midnight, with a mark that only the app knows.
    missing: ['2026-11-29T23:00Z 2026-11-30T23:00Z Fictional day away'],
    added: ['2026-11-30 2026-12-01 Fictional day away'],
  },
  'outlook365.ics': {
    chosen: [
      // DTSTART again.
      '2026-11-01T11:30Z 2026-11-01T12:30Z Fictional lunch in Paris',
      // UNTIL is included (3.3.10), and this is exactly its time.
      '2027-04-27T16:00Z 2027-04-27T17:00Z Fictional West Coast review',
    ],
  },
  'rdate.ics': {
    // The engines get only the starts of periods (3.3.9), which have a length of their own.
    missing: [
      '2026-12-18T08:00Z 2026-12-18T09:00Z Fictional workshop',
      '2026-12-19T08:00Z 2026-12-19T09:00Z Fictional workshop',
    ],
    added: [
      '2026-12-18T08:00Z 2026-12-18T11:00Z Fictional workshop',
      '2026-12-19T08:00Z 2026-12-19T08:30Z Fictional workshop',
    ],
  },
};

beforeAll(() => {
  // The other engine reads floating times in the process's zone.
  vi.stubEnv('TZ', 'Europe/Berlin');
});
afterAll(() => void vi.unstubAllEnvs());

describe('what is shown of a feed equals the result of another engine', () => {
  test.each(['google', 'icloud', 'nextcloud', 'fastmail', 'proton'])('%s', async (name) => {
    const body = readFileSync(join(folder, `${name}.ics`));
    const text = body
      .toString()
      .replace(/^\uFEFF/, '')
      // The other engine reads no periods; the app takes their starts.
      .replace(/^RDATE;VALUE=PERIOD;(.*)\/PT1H30M/m, 'RDATE;$1');
    expect(await shownOf(body)).toEqual(expanded(text));
  });

  test('outlook, with its own all-day events', async () => {
    const body = readFileSync(join(folder, 'outlook.ics'));
    const text = body
      .toString()
      .replace('DTSTART;TZID=W. Europe Standard Time:20261130T000000', 'DTSTART;VALUE=DATE:20261130')
      .replace('DTEND;TZID=W. Europe Standard Time:20261201T000000', 'DTEND;VALUE=DATE:20261201');
    expect(await shownOf(body)).toEqual(expanded(text));
  });

  test('a feed in Latin-1', async () => {
    expect(await shownOf(readFileSync(join(folder, 'latin1.ics')))).toEqual([
      '2026-11-26T08:30Z 2026-11-26T09:15Z Besprechung über Köln',
    ]);
  });
});

describe('what is shown of a feed equals the results of three more engines (otherEngines.py)', () => {
  test('there are results for every feed', () => {
    const feeds = readdirSync(folder).filter((name) => name.endsWith('.ics'));
    expect(Object.keys(answers.feeds).toSorted()).toEqual(feeds.toSorted());
  });

  test.each(Object.keys(answers.feeds))('%s', async (name) => {
    const { all, some } = answers.feeds[name]!;
    const found = await shownOf(readFileSync(join(folder, name)));
    const differences = {
      missing: all.filter((each) => !found.includes(each)),
      chosen: found.filter((each) => each in some),
      added: found.filter((each) => !all.includes(each) && !(each in some)),
    };
    expect(differences).toEqual({ missing: [], chosen: [], added: [], ...decided[name] });
  });
});

describe('a series that goes on differently (RANGE=THISANDFUTURE) equals the result of another engine', () => {
  const berlin = (wall: string): string => `;TZID=Europe/Berlin:${wall}`;
  const date = (day: string): string => `;VALUE=DATE:${day}`;
  const zone =
    readFileSync(join(folder, 'google.ics'), 'utf8').match(/BEGIN:VTIMEZONE[^]*END:VTIMEZONE/)?.[0] ?? '';
  const feed = (
    start: string,
    end: string,
    lines: readonly string[],
    place: string,
    newStart: string,
    newEnd: string,
  ) =>
    feedOf([
      ...zone.split('\r\n'),
      ...[
        'BEGIN:VEVENT',
        'UID:s',
        'DTSTAMP:20261101T000000Z',
        `DTSTART${start}`,
        `DTEND${end}`,
        'SUMMARY:Before',
        ...lines,
        'END:VEVENT',
      ],
      ...['BEGIN:VEVENT', 'UID:s', 'DTSTAMP:20261101T000000Z', `RECURRENCE-ID;RANGE=THISANDFUTURE${place}`],
      ...[`DTSTART${newStart}`, `DTEND${newEnd}`, 'SUMMARY:After', 'END:VEVENT'],
    ]);
  test.each([
    ['another time', ['RRULE:FREQ=DAILY;COUNT=30'], '20261110T090000', '20261110T140000'],
    ['a day later each week', ['RRULE:FREQ=WEEKLY;BYDAY=MO,TH'], '20261116T090000', '20261117T100000'],
    [
      'a day earlier every other week',
      ['RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=8'],
      '20261130T090000',
      '20261129T090000',
    ],
    [
      'dates of a month',
      ['RRULE:FREQ=MONTHLY;BYMONTHDAY=2,20;COUNT=7'],
      '20261120T090000',
      '20261121T100000',
    ],
    [
      'a day later every other week, over the end of the week',
      ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU'],
      '20261116T090000',
      '20261117T090000',
    ],
    ['to an end', ['RRULE:FREQ=WEEKLY;UNTIL=20270104T080000Z'], '20261130T090000', '20261201T110000'],
    ['weekdays', ['RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR'], '20261211T090000', '20261211T080000'],
  ])('%s', async (_name, lines, place, newStart) => {
    const end = `${newStart.slice(0, 9)}${String(Number(newStart.slice(9, 11)) + 1).padStart(2, '0')}${newStart.slice(11)}`;
    const text = feed(
      berlin('20261102T090000'),
      berlin('20261102T093000'),
      lines,
      berlin(place),
      berlin(newStart),
      berlin(end),
    );
    const found = await shownOf(text);
    expect(found).toEqual(expanded(text));
    expect(found.some((each) => each.endsWith('After'))).toBe(true);
  });

  test('whole days', async () => {
    const text = feed(
      date('20261102'),
      date('20261103'),
      ['RRULE:FREQ=WEEKLY;COUNT=8'],
      date('20261123'),
      date('20261124'),
      date('20261125'),
    );
    expect(await shownOf(text)).toEqual(expanded(text));
  });
});
