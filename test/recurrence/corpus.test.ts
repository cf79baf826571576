/** 400 cases with starts computed by python-dateutil and libical and taken from RFC 5545 itself. */
import { describe, expect, it } from 'vitest';
import { compileSeries } from '../../main/recurrence/series.ts';
import { slotTime, slotsIn } from '../../main/recurrence/slots.ts';
import { utc } from '../../shared/zone.ts';
import type { EventTime } from '../../shared/model.ts';
import corpus from '../corpus/recurrence.json' with { type: 'json' };

interface Case {
  readonly id: string;
  readonly category: string;
  readonly dtstart: { readonly date?: string; readonly dateTime?: string; readonly timeZone?: string };
  readonly durationMinutes: number;
  readonly recurrence: readonly string[];
  readonly window: { readonly from: string; readonly to: string };
  readonly expected: readonly string[];
}

const dayLater = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

function starts(item: Case): string[] {
  const { date, dateTime, timeZone } = item.dtstart;
  const start: EventTime =
    date === undefined
      ? { kind: 'timed', ms: Date.parse(dateTime ?? ''), zone: timeZone ?? '' }
      : { kind: 'date', date };
  const end: EventTime =
    start.kind === 'date'
      ? { kind: 'date', date: dayLater(start.date, item.durationMinutes / 1440) }
      : { ...start, ms: start.ms + item.durationMinutes * 60_000 };
  const series = compileSeries({ start, end, recurrence: item.recurrence, fallbackZone: 'UTC' });
  expect(series.flaw).toBeNull();
  const slots = slotsIn(series, Date.parse(item.window.from), Date.parse(item.window.to), utc);
  return slots.map((slot) => {
    const time = slotTime(series, slot);
    return time.kind === 'date' ? time.date : new Date(time.ms).toISOString().replace('.000Z', 'Z');
  });
}

describe('the recurrence corpus', () => {
  for (const item of corpus as readonly Case[]) {
    it(`${item.category}: ${item.id} ${item.recurrence.join(' ')}`, () => {
      expect(starts(item)).toEqual(item.expected);
    });
  }
});
