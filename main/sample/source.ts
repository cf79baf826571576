/**
 * The sample calendar as a Source: the same interface as Google's, served in process. Google's own pure mappers are
 * passed in, so from the resource on a sample event is processed like a real one.
 */
import { randomUUID } from 'node:crypto';
import type { CalendarListPage, EventsPage, Source, SourceFailure } from '../sync/ports.ts';
import type { CalendarId, EventId, RemoteCalendar, RemoteChange } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Refusal } from '../googleModel/refusals.ts';
import type { CalendarModel } from '../googleModel/serverModel.ts';
import { createScenario } from './scenario.ts';

/** Small, so that even a few dozen events come in several pages. */
const pageSize = '25';

export interface SampleSourceOptions {
  readonly clock: { now(): number };
  /** The viewer's zone, in which the plan is made. */
  readonly timeZone: string;
  readonly toChange: (
    resource: unknown,
    context: { readonly calendarZone: string },
  ) => Result<RemoteChange, string>;
  readonly toRemoteCalendar: (resource: unknown) => Result<RemoteCalendar, string>;
  /** How long a page takes, so that progress is visible; 0 by default. */
  readonly pageDelayMs?: number;
}

export interface Sample {
  readonly source: Source;
  /** What the source reads, for the writer. */
  readonly model: CalendarModel;
}

export function createSample(options: SampleSourceOptions): Sample {
  const { clock, timeZone, toChange, toRemoteCalendar, pageDelayMs = 0 } = options;
  // Tokens of an earlier process have another epoch and get a 410 [S7].
  const { model, beforeListing } = createScenario({ now: () => clock.now(), timeZone, epoch: randomUUID() });

  async function waited(signal: AbortSignal): Promise<boolean> {
    if (pageDelayMs > 0 && !signal.aborted)
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, pageDelayMs);
        signal.addEventListener('abort', () => (clearTimeout(timer), resume()), { once: true });
      });
    return !signal.aborted;
  }

  const source: Source = {
    async listCalendars({ syncToken, pageToken }, signal) {
      if (!(await waited(signal))) return fail({ kind: 'aborted' });
      const reply = model.listCalendars(
        withoutNulls({
          maxResults: pageSize,
          ...(syncToken ? {} : { showHidden: 'true' }),
          syncToken,
          pageToken,
        }),
      );
      if (!reply.ok) return fail(failureOf(reply.problem));
      const items: CalendarListPage['items'][number][] = [];
      for (const entry of reply.value.items) {
        if ('deleted' in entry && entry.deleted) {
          items.push({ type: 'deleted', id: entry.id as CalendarId });
          continue;
        }
        const calendar = toRemoteCalendar(entry);
        if (calendar.ok) items.push({ type: 'calendar', calendar: calendar.value });
      }
      return ok({ items, ...tokensOf(reply.value) });
    },

    async listEvents({ calendarId, range, pageToken }, signal) {
      if (!(await waited(signal))) return fail({ kind: 'aborted' });
      if (pageToken === null) beforeListing(calendarId, range.kind);
      const timeMin =
        range.kind === 'full' && range.timeMinMs !== null ? new Date(range.timeMinMs).toISOString() : null;
      const syncToken = range.kind === 'incremental' ? range.syncToken : null;
      const reply = model.listEvents(
        calendarId,
        withoutNulls({ maxResults: pageSize, singleEvents: 'false', timeMin, syncToken, pageToken }),
      );
      if (!reply.ok) return fail(failureOf(reply.problem));
      const { items, timeZone: calendarZone, defaultReminders } = reply.value;
      const mapped = items.map((item) => toChange(item, { calendarZone }));
      const changes = mapped.flatMap((one) => (one.ok ? [one.value] : []));
      const page: EventsPage = {
        changes,
        quarantined: mapped.length - changes.length,
        unreadable: items.flatMap((item, index) => (mapped[index]?.ok === false ? [item.id as EventId] : [])),
        defaultReminders,
        ...tokensOf(reply.value),
      };
      return ok(page);
    },

    async getEvent({ calendarId, eventId }, signal) {
      if (!(await waited(signal))) return fail({ kind: 'aborted' });
      const reply = model.getEvent(calendarId, eventId);
      if (!reply.ok) return fail(failureOf(reply.problem));
      const change = toChange(reply.value, { calendarZone: model.truth(calendarId).calendar.timeZone });
      return change.ok ? change : fail({ kind: 'notFound' });
    },
  };
  return { source, model };
}

function failureOf({ status, reason, message }: Refusal): SourceFailure {
  if (status === 410 || (status === 400 && reason === 'invalid')) return { kind: 'fullSyncRequired' };
  if (status === 404) return { kind: 'notFound' };
  if (status === 403) return { kind: 'forbidden', detail: message };
  return { kind: 'badRequest', detail: message };
}

const tokensOf = (page: { readonly nextPageToken?: string; readonly nextSyncToken?: string }) => ({
  nextPageToken: page.nextPageToken ?? null,
  nextSyncToken: page.nextSyncToken ?? null,
});

const withoutNulls = (query: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
