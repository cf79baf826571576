/**
 * The sample calendar as a Writer: the same requests as Google's, carried out on the model. Nothing leaves this computer
 * and no mail is sent, so no consent is needed.
 */
import { errorBody } from '../googleModel/refusals.ts';
import type { Refusal } from '../googleModel/refusals.ts';
import type { CalendarModel } from '../googleModel/serverModel.ts';
import type { RawEvent, WriteFailure, Writer, WriteRequest } from '../sync/ports.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

interface Refused {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: null;
  readonly nowMs: number;
}

export interface SampleWriterOptions {
  readonly model: CalendarModel;
  readonly clock: { now(): number };
  /** Google's own rules: what a refusal means. */
  readonly classifyReadReply: (reply: Refused) => WriteFailure;
  readonly classifyWriteReply: (verb: WriteRequest['verb'], reply: Refused) => WriteFailure;
}

export const createSampleWriter = (options: SampleWriterOptions): Writer => {
  const { model, clock, classifyReadReply, classifyWriteReply } = options;
  return {
    send: async (request, signal) => {
      if (signal.aborted) return fail({ kind: 'notSent', failure: { kind: 'aborted' } });
      const nowMs = clock.now();
      const done = carryOut(model, request);
      if (!done.ok) {
        const { status } = done.problem;
        const reply = { status, body: JSON.stringify(errorBody(done.problem)), retryAfter: null, nowMs };
        const isRead = request.verb === 'get' || request.verb === 'instances';
        return fail(isRead ? classifyReadReply(reply) : classifyWriteReply(request.verb, reply));
      }
      // Copied: what the model holds must not be reached from outside.
      const event = structuredClone(done.value);
      const etag = event?.['etag'];
      return ok({ event, etag: typeof etag === 'string' ? etag : null, atMs: nowMs });
    },
  };
};

const carryOut = (model: CalendarModel, request: WriteRequest): Result<RawEvent | null, Refusal> => {
  const { calendarId } = request;
  const asRaw = (result: Result<object | null, Refusal>) => result as Result<RawEvent | null, Refusal>;
  switch (request.verb) {
    case 'get':
      return asRaw(model.getEvent(calendarId, request.eventId));
    case 'instances': {
      const { originalStart } = request;
      const query = { originalStart, showDeleted: 'true' };
      const found = model.writes.instances(calendarId, request.eventId, { query });
      if (!found.ok) return found;
      const [event] = found.value.items;
      return event === undefined
        ? fail({ status: 404, reason: 'notFound', message: 'Not Found' })
        : asRaw(ok(event));
    }
    case 'insert': {
      const query = { sendUpdates: request.notify, conferenceDataVersion: '1' };
      return asRaw(model.writes.insert(calendarId, { body: request.body, query }));
    }
    case 'patch': {
      const { body, etag, notify } = request;
      const query = { sendUpdates: notify, conferenceDataVersion: '1' };
      return asRaw(model.writes.patch(calendarId, request.eventId, { body, ifMatch: etag, query }));
    }
    case 'delete': {
      const query = { sendUpdates: request.notify };
      return model.writes.delete(calendarId, request.eventId, { ifMatch: request.etag, query });
    }
    case 'move': {
      const query = { destination: request.destination, sendUpdates: request.notify };
      return asRaw(model.writes.move(calendarId, request.eventId, { query }));
    }
  }
};
