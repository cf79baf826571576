/** Operations as rows of `outbox.db`, and back, under a schema [O4]. Pure. */
import { z } from 'zod';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Base, Operation, OperationState, Steps, Want, WriteAnswer } from './operation.ts';

export interface OperationRow {
  readonly seq: number;
  readonly op_id: string;
  readonly account_id: string;
  readonly calendar_id: string;
  readonly event_id: string;
  readonly slot: string | null;
  readonly kind: string;
  readonly want: string;
  readonly base: string;
  readonly sent_etag: string | null;
  readonly notify: string;
  readonly state: string;
  readonly steps: string;
  readonly attempts: number;
  readonly not_before_ms: number;
  readonly error: string | null;
  readonly made_at_ms: number;
  readonly answer: string | null;
}

const time = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timed'), ms: z.number(), zone: z.string() }),
  z.object({ kind: z.literal('date'), date: z.string() }),
]);
const response = z.enum(['accepted', 'declined', 'tentative', 'needsAction']);
const want = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('respond'),
    scope: z.enum(['one', 'all']),
    response: z.enum(['accepted', 'tentative', 'declined']),
    comment: z.string().nullable(),
  }),
  z.object({ kind: z.literal('remove'), scope: z.enum(['one', 'all']) }),
  z.object({ kind: z.literal('move'), to: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('create'),
    title: z.string(),
    when: z.discriminatedUnion('allDay', [
      z.object({ allDay: z.literal(true), from: z.string(), to: z.string() }),
      z.object({ allDay: z.literal(false), start: z.string(), end: z.string(), zone: z.string() }),
    ]),
    repeat: z.string().nullable(),
    guests: z.array(z.string()),
    place: z.string(),
    description: z.string(),
    addMeet: z.boolean(),
    reminders: z.array(z.object({ method: z.enum(['popup', 'email']), minutes: z.number() })).nullable(),
  }),
]);
const base = z.object({
  title: z.string(),
  start: time,
  end: time,
  rule: z.array(z.string()),
  response: response.nullable(),
  etag: z.string().nullable(),
  zone: z.string(),
  guests: z.number().optional(),
});
const steps = z.object({
  guests: z.array(z.unknown()).optional(),
  repairs: z.number().optional(),
  requestId: z.string().optional(),
  withoutCall: z.boolean().optional(),
  renamed: z.boolean().optional(),
  polls: z.number().optional(),
  confirmed: z.boolean().optional(),
  missed: z.number().optional(),
  stale: z.number().optional(),
  unread: z.number().optional(),
});
const answer = z.object({
  event: z.record(z.string(), z.unknown()).nullable(),
  etag: z.string().nullable(),
  atMs: z.number(),
});
const row = z.object({
  seq: z.number(),
  op_id: z.string(),
  account_id: z.string(),
  calendar_id: z.string(),
  event_id: z.string(),
  slot: z.string().nullable(),
  sent_etag: z.string().nullable(),
  notify: z.enum(['all', 'none']),
  state: z.enum([
    'held',
    'queued',
    'sending',
    'accepted',
    'refused',
    'conflict',
    'unknown',
    'asks',
    'dropped',
  ]),
  attempts: z.number(),
  not_before_ms: z.number(),
  made_at_ms: z.number(),
});

export const toRow = (operation: Operation): Omit<OperationRow, 'seq'> => ({
  op_id: operation.opId,
  account_id: operation.accountId,
  calendar_id: operation.calendarId,
  event_id: operation.eventId,
  slot: operation.slot,
  kind: operation.want.kind,
  want: JSON.stringify(operation.want),
  base: JSON.stringify(operation.base),
  sent_etag: operation.sentEtag,
  notify: operation.notify,
  state: operation.state,
  steps: JSON.stringify(operation.steps),
  attempts: operation.attempts,
  not_before_ms: operation.notBeforeMs,
  error: operation.problem === null ? null : JSON.stringify(operation.problem),
  made_at_ms: operation.madeAtMs,
  answer: operation.answer === null ? null : JSON.stringify(operation.answer),
});

/** Returns null for a row that cannot be read: damaged, or of a kind that this version does not know. */
export const toOperation = (raw: OperationRow): Operation | null => {
  try {
    const read = row.parse(raw);
    return {
      seq: read.seq,
      opId: read.op_id,
      accountId: read.account_id as AccountId,
      calendarId: read.calendar_id as CalendarId,
      eventId: read.event_id as EventId,
      slot: read.slot,
      want: want.parse(JSON.parse(raw.want)) as Want,
      base: base.parse(JSON.parse(raw.base)) as Base,
      sentEtag: read.sent_etag,
      notify: read.notify,
      state: read.state satisfies OperationState,
      steps: steps.parse(JSON.parse(raw.steps)) as Steps,
      attempts: read.attempts,
      notBeforeMs: read.not_before_ms,
      // Written by this program, and shown by a table that knows every kind.
      problem: raw.error === null ? null : (JSON.parse(raw.error) as Problem),
      madeAtMs: read.made_at_ms,
      answer: raw.answer === null ? null : (answer.parse(JSON.parse(raw.answer)) as WriteAnswer),
    };
  } catch {
    return null;
  }
};
