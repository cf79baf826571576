/**
 * What a hook's program reads from stdin: one line of JSON, which docs/hooks.schema.json describes. An event has the
 * same fields as in the command line's JSON. Pure.
 */
import type { AgendaChange, ChangeKind } from '../../shared/agendaChanges.ts';
import type { HookEvent } from '../../shared/hooks.ts';
import type { EventTime } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { toLine } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { timeText, withOffset } from '../cli/output/fields.ts';
import type { EventFields } from '../cli/output/fields.ts';
import type { DueHook } from './planner.ts';

/** Raised when a field changes its meaning or goes away; new fields do not count. */
const version = 1;

interface Head {
  readonly version: number;
  readonly hook: HookEvent;
  /** True if the person pressed "Test": the event is made up. */
  readonly test: boolean;
  readonly timeZone: string;
}

export type HookPayload = Head &
  (
    | {
        readonly minutes: number | null;
        readonly ending: DueHook<unknown>['ending'];
        readonly event: EventFields;
      }
    | { readonly changes: readonly ChangeFields[] }
  );

export interface ChangeFields {
  readonly kind: ChangeKind;
  readonly title: string;
  /** The current start; the previous one if the event was cancelled. */
  readonly start: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly wholeSeries: boolean;
  readonly accountId: string;
  readonly calendarId: string;
  readonly eventId: string;
}

export const meetingPayload = (
  { event, minutes, ending, fields }: DueHook<EventFields>,
  timeZone: string,
  test = false,
): HookPayload => ({ version, hook: event, test, timeZone, minutes, ending, event: fields });

export const changePayload = (
  changes: readonly AgendaChange[],
  { messages, format }: Words,
): HookPayload => ({
  version,
  hook: 'change',
  test: false,
  timeZone: format.timeZone,
  changes: changes.map((change) => ({
    kind: change.kind,
    title: toLine(displayTitle(change, messages)),
    start: timeText(change.start, format.timeZone),
    ...fromTo(change, format.timeZone),
    wholeSeries: change.wholeSeries,
    accountId: toLine(change.accountId),
    calendarId: toLine(change.calendarId),
    eventId: toLine(change.eventId),
  })),
});

/** Of a move the starts, else the place, the link or the response before and after; null for nothing. */
const fromTo = (change: AgendaChange, timeZone: string): Pick<ChangeFields, 'from' | 'to'> => {
  if (change.kind === 'new' || change.kind === 'cancelled') return { from: null, to: null };
  if (change.kind === 'moved') {
    const start = (time: EventTime): string => timeText(time, timeZone);
    return { from: start(change.from.start), to: start(change.to.start) };
  }
  const line = (text: string | null): string | null => (text === null ? null : toLine(text));
  return { from: line(change.from), to: line(change.to) };
};

/** What "Test" sends: a made-up event that begins now. */
export const samplePayload = (
  event: HookEvent,
  minutes: number,
  nowMs: number,
  { messages, format }: Words,
): HookPayload => {
  const { timeZone } = format;
  const startMs = nowMs + (event === 'before' ? minutes : 0) * MINUTE_MS;
  const ids = { accountId: 'test', calendarId: 'test@example.com', eventId: 'test' };
  const title = messages.hooks.sampleTitle;
  const start = withOffset(startMs, timeZone);
  if (event === 'change') {
    const changes = [
      { kind: 'new', title, start, from: null, to: null, wholeSeries: false, ...ids } as const,
    ];
    return { version, hook: event, test: true, timeZone, changes };
  }
  const fields: EventFields = {
    title,
    start,
    end: withOffset(startMs + 30 * MINUTE_MS, timeZone),
    allDay: false,
    calendar: messages.hooks.sampleCalendar,
    location: null,
    joinUrl: 'https://meet.example.com/test',
    response: 'accepted',
    status: 'confirmed',
    busy: true,
    pending: null,
    ...ids,
  };
  const ending = event === 'end' ? 'over' : null;
  const minutesBefore = event === 'before' ? minutes : null;
  return meetingPayload({ hookId: '', event, minutes: minutesBefore, ending, fields }, timeZone, true);
};
