/**
 * The measured calendar for programs that read iCalendar: `node icalendarChild.ts <singles> <masters> <aroundMs>` prints
 * one line of JSON for each event or series, `[uid, calendar with it]`.
 */
import type { EventResource } from '../../../main/googleModel/resources.ts';
import { CALENDAR, seededModel } from './seededModel.ts';

const [singles = '0', masters = '0', aroundMs = '0'] = process.argv.slice(2);
const model = seededModel({ singles: Number(singles), masters: Number(masters) }, Number(aroundMs));
const truth = model.truth(CALENDAR);

type Time = EventResource['start'];

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
/** Series are in their zone, since they repeat in it: a local time is what is before the offset. */
const property = (name: string, time: Time): string => {
  const { date, dateTime = '', timeZone = 'Europe/Berlin' } = time ?? {};
  if (date !== undefined) return `${name};VALUE=DATE:${date.replaceAll('-', '')}`;
  return `${name};TZID=${timeZone}:${dateTime.slice(0, 19).replace(/[-:]/g, '')}`;
};
const isWholeDay = ({ start }: EventResource): boolean => start?.date !== undefined;

const component = (event: EventResource, uid: string, more: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260101T000000Z',
  property('DTSTART', event.start),
  property('DTEND', event.end),
  `SUMMARY:${event.summary ?? ''}`,
  ...(event.location === undefined ? [] : [`LOCATION:${event.location}`]),
  ...more,
  'END:VEVENT',
];
const print = (uid: string, lines: readonly string[]): void => {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...lines, 'END:VCALENDAR', ''];
  process.stdout.write(`${JSON.stringify([uid, text.join('\r\n')])}\n`);
};

for (const event of truth.singles) print(event.id, component(event, event.id, []));
const changed = Map.groupBy(truth.exceptions, ({ recurringEventId }) => recurringEventId);
const cancelled = Map.groupBy(truth.cancelled, ({ masterId }) => masterId);
for (const master of truth.masters) {
  const { id, recurrence = [] } = master;
  const exdates = (cancelled.get(id) ?? []).map(({ slot }) =>
    isWholeDay(master) ? `EXDATE;VALUE=DATE:${utc(slot).slice(0, 8)}` : `EXDATE:${utc(slot)}`,
  );
  const instances = (changed.get(id) ?? []).flatMap((instance) => {
    const { originalStartTime: slot } = instance;
    const place =
      slot?.date === undefined
        ? `RECURRENCE-ID:${utc(Date.parse(slot?.dateTime ?? ''))}`
        : property('RECURRENCE-ID', slot);
    return component(instance, id, [place]);
  });
  print(id, [...component(master, id, [...recurrence, ...exdates]), ...instances]);
}
