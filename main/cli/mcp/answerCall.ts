/**
 * Answers the call of a tool from the app's database: only what the person shares, a bounded part of it, and only
 * after the call was written down [property 17]. Nothing is kept from one call to the next.
 */
import { join } from 'node:path';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { AgendaChange } from '../../../shared/agendaChanges.ts';
import type { CalendarId, Occurrence } from '../../../shared/model.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { daysBetween, startOfDate } from '../../../shared/text/days.ts';
import { freeTimes } from '../../agenda/freeTime.ts';
import { matchesAll } from '../../store/search/searchText.ts';
import { queryWordsIn } from '../../store/search/searchWords.ts';
import { datesOf, daysBetweenArguments } from '../answerTo.ts';
import type { Days, Moment } from '../answerTo.ts';
import { parseDay, parseHours } from '../dayArgument.ts';
import type { OutputContext } from '../output/answer.ts';
import { withOffset } from '../output/fields.ts';
import { contextOf, momentOf } from '../outputContext.ts';
import { foundIn, occurrencesOn, storageText, withCalendars } from '../readAgenda.ts';
import type { Reading } from '../readAgenda.ts';
import { callsFile, recordCall } from './callLog.ts';
import type { ToolCall, ToolResult } from './calls.ts';
import { consentIn } from './consent.ts';
import type { Consent } from './consent.ts';
import { refIn } from './eventId.ts';
import { changeOf, detailOf, eventOf, warning } from './eventText.ts';

export interface McpWorld {
  readonly profile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
}

const mostDays = 92;
const mostEvents = 200;
const mostChanges = 100;
const mostFreeTimes = 200;

/** What a tool found, and how many events that are. */
interface Found {
  readonly content: object;
  readonly events: number;
}

interface Shared {
  readonly reading: Reading;
  readonly consent: Consent;
  readonly moment: Moment;
  readonly context: OutputContext;
}

const nothingShared = {
  content: {
    events: [],
    message:
      'No calendar is shared with AI assistants. The person chooses which ones in Jarvis Calendar: Settings, Assistants.',
  },
  events: 0,
};

export const answerCall = (world: McpWorld, call: ToolCall): ToolResult => {
  const { profile } = world;
  const moment = momentOf(world.nowMs());
  const found = withCalendars(profile, [], (reading) => {
    const consent = consentIn(profile);
    const calendars = reading.calendars.filter(
      ({ accountId, id, visible }) => visible && consent.includesCalendar({ accountId, calendarId: id }),
    );
    if (calendars.length === 0) return ok(nothingShared);
    const context = contextOf(world.env, profile, moment.nowMs, calendars);
    const chosen = calendars.map(({ id }) => id);
    return find(call, { reading: { ...reading, calendars, chosen }, consent, moment, context });
  });
  const events = found.ok ? found.value.events : 0;
  if (
    !recordCall(join(profile, callsFile), {
      at: new Date(moment.nowMs).toISOString(),
      tool: call.tool,
      events,
    })
  ) {
    return { failed: true, text: 'The call cannot be listed in the settings, so it is not answered.' };
  }
  if (!found.ok) return { failed: true, text: found.problem };
  const head = { source: 'Jarvis Calendar', warning, timeZone: moment.timeZone };
  return { failed: false, text: JSON.stringify({ ...head, ...found.value.content }) };
};

const find = (call: ToolCall, shared: Shared): Result<Found, string> => {
  switch (call.tool) {
    case 'agenda':
      return agenda(call.args, shared);
    case 'search':
      return search(call.args, shared);
    case 'meeting':
      return meeting(call.args, shared);
    case 'free_time':
      return freeTime(call.args, shared);
    case 'changes':
      return changes(call.args, shared);
  }
};

type Arguments<Tool extends ToolCall['tool']> = Extract<ToolCall, { readonly tool: Tool }>['args'];

const daysOf = (args: { readonly from: string; readonly to?: string | undefined }, moment: Moment) => {
  const days = daysBetweenArguments(args.from, args.to ?? null, moment.today);
  if (!days.ok) return days;
  return daysBetween(days.value.first, days.value.last) < mostDays
    ? days
    : fail(`at most ${mostDays} days can be read at once`);
};

/** Occurrences of shared calendars, with private events. */
const sharedOn = (
  days: Days,
  { reading, consent, moment }: Shared,
): Result<readonly Occurrence[], string> => {
  const read = occurrencesOn(reading, days, moment.timeZone);
  // Two accounts may have the same calendar.
  return read.ok ? ok(read.value.filter(consent.includesCalendar)) : read;
};

const listed = (occurrences: readonly Occurrence[], { context }: Shared): Found => {
  const events = occurrences.slice(0, mostEvents).map((occurrence) => eventOf(occurrence, context));
  return { content: { events, leftOut: occurrences.length - events.length }, events: events.length };
};

const agenda = (args: Arguments<'agenda'>, shared: Shared): Result<Found, string> => {
  const days = daysOf(args, shared.moment);
  if (!days.ok) return days;
  const chosen = chosenIn(shared.reading, args.calendar);
  if (!chosen.ok) return chosen;
  const reading = { ...shared.reading, chosen: chosen.value };
  const read = sharedOn(days.value, { ...shared, reading });
  return read.ok ? ok(listed(read.value.filter(shared.consent.includes), shared)) : read;
};

/** A calendar that is not shared is as unknown as one that does not exist. */
const chosenIn = (reading: Reading, name: string | undefined): Result<readonly CalendarId[], string> => {
  const wanted = name?.toLowerCase();
  const ids = reading.calendars
    .filter(
      (each) => wanted === undefined || [each.name, each.id].some((own) => own.toLowerCase() === wanted),
    )
    .map(({ id }) => id);
  return ids.length === 0 ? fail('no calendar of that name is shared') : ok(ids);
};

const search = ({ query, limit }: Arguments<'search'>, shared: Shared): Result<Found, string> => {
  const { reading, consent, moment } = shared;
  const found = foundIn(reading, query, 100, moment.nowMs);
  if (!found.ok) return found;
  // What is found only by a text that may not be read would tell what that text contains.
  const words = queryWordsIn(query);
  const isFoundByReadable = ({ title, location }: Occurrence): boolean =>
    consent.details || matchesAll({ title, location: location ?? null, body: null }, words);
  const readable = found.value.occurrences.filter(
    (each) => consent.includes(each) && isFoundByReadable(each),
  );
  return ok(listed(readable.slice(0, limit), shared));
};

const meeting = ({ id }: Arguments<'meeting'>, shared: Shared): Result<Found, string> => {
  const { reading, consent, context } = shared;
  const unknown = fail('no shared event has this id');
  const ref = refIn(id);
  if (ref === null || !consent.includesCalendar(ref)) return unknown;
  const read = reading.reads.get(ref);
  if (!read.ok) return fail(storageText(read.problem.cause));
  const detail = read.value;
  if (detail === null || !consent.includes(detail) || !isVisible(reading, detail)) return unknown;
  return ok({ content: { event: detailOf(detail, context, consent.details) }, events: 1 });
};

const isVisible = (
  { calendars }: Reading,
  { accountId, calendarId }: Pick<Occurrence, 'accountId' | 'calendarId'>,
): boolean => calendars.some((each) => each.accountId === accountId && each.id === calendarId);

/** Private events count, as they do for everyone who sees the person's free and busy times. */
const freeTime = (args: Arguments<'free_time'>, shared: Shared): Result<Found, string> => {
  const { timeZone, nowMs } = shared.moment;
  const days = daysOf(args, shared.moment);
  if (!days.ok) return days;
  const hours = parseHours(args.hours);
  if (hours === null) return fail('hours looks like 09:00-17:00');
  const read = sharedOn(days.value, shared);
  if (!read.ok) return read;
  const atLeastMs = args.atLeastMinutes * MINUTE_MS;
  const free = freeTimes(read.value, { dates: datesOf(days.value), timeZone, hours, atLeastMs, nowMs });
  const freeTimesText = free.slice(0, mostFreeTimes).map(({ startMs, endMs }) => ({
    start: withOffset(startMs, timeZone),
    end: withOffset(endMs, timeZone),
    minutes: Math.round((endMs - startMs) / MINUTE_MS),
  }));
  return ok({
    content: {
      free: freeTimesText,
      leftOut: free.length - freeTimesText.length,
      note: 'Only shared calendars were looked at.',
    },
    events: 0,
  });
};

const changes = ({ since }: Arguments<'changes'>, shared: Shared): Result<Found, string> => {
  const { reading, moment } = shared;
  const first = parseDay(since, moment.today);
  if (first === null) return fail('since is not a day');
  const sinceMs = Math.max(startOfDate(first, moment.timeZone), moment.nowMs - 30 * DAY_MS);
  const read = reading.store.changes.list({ since: new Date(sinceMs).toISOString(), limit: mostChanges });
  if (!read.ok) return fail(storageText(read.problem.cause));
  const content = read.value.flatMap((change) => sharedChange(change, shared));
  return ok({ content: { changes: content }, events: content.length });
};

/** Whether a cancelled event was private is not known any more, so of it only the time is told. */
const sharedChange = (change: AgendaChange, { reading, consent, moment }: Shared): readonly object[] => {
  if (!consent.includesCalendar(change) || !isVisible(reading, change)) return [];
  if (consent.privateEvents) return [changeOf(change, change.title, moment.timeZone)];
  if (change.kind === 'cancelled') return [changeOf(change, null, moment.timeZone)];
  const event = reading.store.agenda.get(change);
  if (!event.ok || event.value === null || !consent.includes(event.value)) return [];
  return [changeOf(change, change.title, moment.timeZone)];
};
