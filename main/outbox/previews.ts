/**
 * Says what a draft would send [O20, W41], and keeps what was shown until it is submitted: a token, valid once and for
 * ten minutes [X22]. What is submitted is what was previewed, never what a request contains.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { AccountId, EventId, Occurrence, ResponseStatus } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import { startMsOf } from '../../shared/text/days.ts';
import {
  LONGEST_GUEST,
  type Collision,
  type CreateDraft,
  type Draft,
  type MoveDraft,
  type Preview,
  type PreviewWarning,
  type RemoveDraft,
  type RespondDraft,
} from '../../shared/writing.ts';
import { readRule } from '../recurrence/parseRule.ts';
import type { StoredEvent } from '../store/agenda/storedEvent.ts';
import type { Writer } from '../sync/ports.ts';
import { timesOf } from './compare.ts';
import { isDrawn, isMoving, type Base, type Operation, type Want } from './operation.ts';
import { isCancelled, othersOf, ownGuest, readable } from './rawEvent.ts';
import { isWritable, mayMove, mayRemove, mayRespond } from './may.ts';
import type { OutboxTools } from './tools.ts';

/** What a preview has prepared for the outbox. */
export type Prepared = Pick<Operation, 'accountId' | 'calendarId' | 'eventId' | 'slot' | 'want' | 'base'>;

interface Kept {
  readonly prepared: Prepared;
  readonly madeAtMs: number;
}

const VALID_MS = 10 * MINUTE_MS;
const MOST_KEPT = 50;
const MOST_COLLISIONS = 10;
const MANY_GUESTS = 200;

export type PreviewTools = Pick<OutboxTools, 'clock' | 'reads' | 'writingOf'> & {
  readonly newEventId: () => EventId;
  readonly newToken: () => string;
};

const notEditable = (why: Extract<Problem, { kind: 'eventNotEditable' }>['why']) =>
  fail({ kind: 'eventNotEditable', why } as const);
const invalid = (detail: string) => fail({ kind: 'invalidRequest', detail } as const);

/** An account's id ends with its address. */
const addressOf = (accountId: AccountId): string => accountId.slice(accountId.indexOf(':') + 1);
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export const createPreviews = ({ clock, reads, writingOf, newEventId, newToken }: PreviewTools) => {
  const kept = new Map<string, Kept>();

  const collisionsOf = (prepared: Prepared, without: string | null): readonly Collision[] => {
    const { start, end, zone } = prepared.base;
    const [fromMs, toMs] = [startMsOf(start, zone), startMsOf(end, zone)];
    if (toMs <= fromMs || start.kind === 'date') return [];
    const collides = (one: Occurrence): boolean =>
      one.start.kind === 'timed' &&
      one.end.kind === 'timed' &&
      one.start.ms < toMs &&
      one.end.ms > fromMs &&
      one.transparency === 'opaque' &&
      one.selfResponse !== 'declined' &&
      one.isOthers !== true &&
      one.eventId !== without;
    return reads
      .between(fromMs, toMs)
      .filter(collides)
      .slice(0, MOST_COLLISIONS)
      .map(({ title, start: from, end: to }) => ({ title, start: from, end: to }));
  };

  const show = (
    prepared: Prepared,
    calendarName: string,
    told: readonly string[],
    warnings: readonly PreviewWarning[],
    without: string | null,
  ): Preview => {
    const nowMs = clock.now();
    const token = newToken();
    kept.set(token, { prepared, madeAtMs: nowMs });
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(old);
    const { title, start, end, zone } = prepared.base;
    const ownDomain = domainOf(addressOf(prepared.accountId));
    return {
      token,
      title,
      start,
      end,
      calendarName,
      recipients: told.map((address) => plainPart(address, LONGEST_GUEST)),
      mails: told.length,
      external: told.filter((address) => domainOf(address) !== ownDomain).length,
      warnings: [...(startMsOf(end, zone) <= nowMs ? (['past'] as const) : []), ...warnings],
      collisions: collisionsOf(prepared, without),
    };
  };

  /** What the person sees now: the stored answer, or the one that is on its way. */
  const shownResponse = (
    operations: readonly Operation[],
    target: Pick<Prepared, 'accountId' | 'calendarId' | 'eventId' | 'slot'>,
    response: ResponseStatus | null,
  ): ResponseStatus | null =>
    operations
      .filter(
        (one) =>
          one.accountId === target.accountId &&
          one.calendarId === target.calendarId &&
          one.eventId === target.eventId &&
          (one.slot === target.slot || one.slot === null) &&
          isDrawn(one),
      )
      .reduce<ResponseStatus | null>(
        (shown, { want }) => (want.kind === 'respond' ? want.response : shown),
        response,
      );

  /** Returns what a draft about a stored event names, as the person sees it. */
  const namedBy = (
    { ref, scope: asked }: Pick<RespondDraft, 'ref' | 'scope'>,
    operations: readonly Operation[],
  ) => {
    const detail = reads.get(ref);
    if (!detail.ok) return fail({ kind: 'storageFailed', cause: detail.problem.cause } as const);
    if (detail.value === null) return fail({ kind: 'notFound' } as const);
    const shown = detail.value;
    const { accountId, calendarId, masterId } = shown;
    const scope = masterId === undefined ? 'one' : asked;
    const eventId = masterId ?? shown.eventId;
    if (isMoving(operations, { accountId, calendarId, eventId })) return notEditable('moving');
    const slot = scope === 'one' && masterId !== undefined ? (shown.occurrenceStart ?? null) : null;
    const calendar = reads.calendar(accountId, calendarId);
    const name = { accountId, calendarId, eventId, slot: null };
    const series = reads.event(name);
    const own = slot === null ? series : reads.event({ ...name, slot });
    if (!calendar.ok || !series.ok || !own.ok)
      return fail({ kind: 'storageFailed', cause: 'other' } as const);
    // An instance that was never changed alone is like its series.
    const event: StoredEvent | null = own.value ?? series.value;
    if (calendar.value === null || event === null) return fail({ kind: 'notFound' } as const);
    const isAll = scope === 'all';
    const base: Base = {
      title: isAll ? event.title : shown.title,
      start: isAll ? event.start : shown.start,
      end: isAll ? event.end : shown.end,
      rule: isAll ? event.recurrence : [],
      response: event.response,
      etag: event.etag,
      zone: calendar.value.zone,
    };
    const target = { accountId, calendarId, eventId, slot };
    return ok({ shown, scope, target, calendar: calendar.value, event, base } as const);
  };

  type Named = Extract<ReturnType<typeof namedBy>, { ok: true }>['value'];

  const prepareAnswer = (draft: RespondDraft, operations: readonly Operation[]): Result<Preview, Problem> => {
    const named = namedBy(draft, operations);
    if (!named.ok) return named;
    const { shown, scope, target, calendar, event } = named.value;
    const may = mayRespond(event, calendar, writingOf(target.accountId));
    if (!may.respond)
      return may.why === 'writingOff' ? fail({ kind: 'writingOff' }) : notEditable(may.why ?? 'organizer');
    const response = shownResponse(operations, target, event.response);
    const base = { ...named.value.base, response };
    const organizer = event.organizer;
    const told = organizer?.self === false && organizer.email !== undefined ? [organizer.email] : [];
    const warnings = event.attendees.length > MANY_GUESTS ? (['manyGuests'] as const) : [];
    const want: Want = { kind: 'respond', scope, response: draft.response, comment: draft.comment };
    return ok(show({ ...target, want, base }, calendar.name, told, warnings, shown.eventId));
  };

  const prepareRemoval = (draft: RemoveDraft, operations: readonly Operation[]): Result<Preview, Problem> => {
    const named = namedBy(draft, operations);
    if (!named.ok) return named;
    const { scope, target, calendar, event } = named.value;
    const writing = writingOf(target.accountId);
    if (writing?.on !== true) return fail({ kind: 'writingOff' });
    if (!mayRemove(event, calendar, writing)) return notEditable('notDeletable');
    return ok(showToGuests(named.value, { kind: 'remove', scope }, calendar.name));
  };

  const prepareMove = (
    { ref, to }: MoveDraft,
    operations: readonly Operation[],
  ): Result<Preview, Problem> => {
    const named = namedBy({ ref, scope: 'all' }, operations);
    if (!named.ok) return named;
    const { target, calendar, event } = named.value;
    const writing = writingOf(target.accountId);
    if (writing?.on !== true) return fail({ kind: 'writingOff' });
    if (!mayMove(event, calendar, writing)) return notEditable('notMovable');
    const there = reads.calendar(target.accountId, to);
    if (!there.ok) return fail({ kind: 'storageFailed', cause: there.problem.cause });
    if (there.value === null || to === target.calendarId) return invalid('to');
    if (!isWritable(there.value, writing.reach)) return notEditable('readOnlyCalendar');
    if (!there.value.visible) return notEditable('notSynced');
    const { name } = there.value;
    return ok(showToGuests(named.value, { kind: 'move', to, name }, name));
  };

  /** Shows a change to a whole event that its guests can be told of. It is at no other time, so nothing collides. */
  const showToGuests = (
    { target, event, base }: Pick<Named, 'target' | 'event' | 'base'>,
    want: Want,
    calendarName: string,
  ): Preview => {
    const others = event.attendees.filter(({ self, resource }) => !self && !resource);
    const told = others.map(({ email, name }) => email ?? name ?? '');
    const prepared: Prepared = { ...target, want, base: { ...base, guests: others.length } };
    const warnings = others.length > 0 ? (['guestsNotTold'] as const) : [];
    return { ...show(prepared, calendarName, told, warnings, null), collisions: [] };
  };

  const prepareNew = (draft: CreateDraft): Result<Preview, Problem> => {
    const { accountId, calendarId, ...typed } = draft;
    const calendar = reads.calendar(accountId, calendarId);
    if (!calendar.ok) return fail({ kind: 'storageFailed', cause: calendar.problem.cause });
    const writing = writingOf(accountId);
    if (writing?.on !== true) return fail({ kind: 'writingOff' });
    if (calendar.value === null) return fail({ kind: 'notFound' });
    if (!isWritable(calendar.value, writing.reach)) return notEditable('readOnlyCalendar');
    if (!calendar.value.visible) return notEditable('notSynced');
    const { start, end } = timesOf(draft);
    const zone = draft.when.allDay ? calendar.value.zone : draft.when.zone;
    const [startMs, endMs] = [startMsOf(start, zone), startMsOf(end, zone)];
    if (!Number.isFinite(startMs) || !Number.isFinite(endMs)) return invalid('when');
    if (endMs <= startMs) return fail({ kind: 'writeRefused', code: 'timeRangeEmpty' });
    if (draft.repeat !== null && readRule(draft.repeat.slice('RRULE:'.length)).rule === null)
      return invalid('repeat');
    const guests = [...new Set(draft.guests.map((guest) => guest.trim().toLowerCase()))];
    if (guests.some((guest) => !isAddress(guest))) return invalid('guests');
    const others = guests.filter((guest) => guest !== addressOf(accountId).toLowerCase());
    const title = draft.title.trim();
    const base: Base = { title, start, end, rule: [], response: null, etag: null, zone };
    const want: Want = { ...typed, guests: others };
    const prepared = {
      accountId,
      calendarId,
      eventId: newEventId(),
      slot: null,
      want,
      base,
    };
    const warnings = others.length > 0 ? (['guestsNotTold'] as const) : [];
    return ok(show(prepared, calendar.value.name, others, warnings, null));
  };

  return {
    prepare: (draft: Draft, operations: readonly Operation[]): Result<Preview, Problem> => {
      switch (draft.kind) {
        case 'respond':
          return prepareAnswer(draft, operations);
        case 'create':
          return prepareNew(draft);
        case 'remove':
          return prepareRemoval(draft, operations);
        case 'move':
          return prepareMove(draft, operations);
      }
    },

    /** Returns what was previewed, once. */
    take: (token: string): Prepared | null => {
      const found = kept.get(token);
      kept.delete(token);
      const ageMs = clock.now() - (found?.madeAtMs ?? 0);
      return found === undefined || ageMs > VALID_MS || ageMs < -VALID_MS ? null : found.prepared;
    },

    putBack: (token: string, prepared: Prepared): void => {
      kept.set(token, { prepared, madeAtMs: clock.now() });
    },

    /** Returns what an operation is to be based on from now on: the event as Google has it. */
    rebase: async (operation: Operation, writer: Writer): Promise<Result<Base, Problem>> => {
      const { calendarId, eventId, slot, base, want } = operation;
      const isRemoval = want.kind === 'remove';
      const seen = await writer.send(
        slot === null
          ? { verb: 'get', calendarId, eventId }
          : { verb: 'instances', calendarId, eventId, originalStart: slot },
        new AbortController().signal,
      );
      const isGone = seen.ok
        ? seen.value.event === null || isCancelled(seen.value.event)
        : seen.problem.kind === 'gone';
      // Nothing is left to be compared with: the next attempt finds that it is done.
      if (isGone && isRemoval) return ok(base);
      if (!seen.ok) return fail(isGone ? { kind: 'notFound' } : { kind: 'offline' });
      const raw = seen.value.event;
      const event = raw === null ? null : readable(raw, base.zone);
      if (raw === null || event === null) return fail({ kind: 'notFound' });
      const response = (ownGuest(raw)?.['responseStatus'] ?? 'needsAction') as ResponseStatus;
      const { title, start, end, etag } = event;
      const rule = base.rule.length > 0 && event.kind === 'master' ? event.recurrence : [];
      const guests = base.guests !== undefined ? { guests: othersOf(raw).length } : {};
      return ok({ ...base, title, start, end, etag, rule, response, ...guests });
    },
  };
};

const isAddress = (text: string): boolean =>
  /^[^\s@<>()",;:\\[\]]+@[^\s@<>()",;:\\[\]]+\.[^\s@<>()",;:\\[\]]+$/.test(text);
