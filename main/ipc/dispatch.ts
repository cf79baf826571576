/**
 * Handles one call from the window, from raw argument to plain reply [property 6]. Uses no Electron: register.ts
 * checks the sender; what a reply may contain is decided here.
 *
 * A reply is always a value. A throw in a handler is a bug: the window gets `internal`, without a message or a stack,
 * and `onBug` gets the error.
 */
import type { z } from 'zod';
import type { Channel, Reply, Request } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problems.ts';
import { LONGEST_NOTE } from '../../shared/notes.ts';
import { fail } from '../../shared/result.ts';
import { requestSchemas } from './requestSchemas.ts';

/** What the app does on each call. */
export type Handlers = {
  readonly [C in Channel]: (request: Request<C>) => Reply<C> | Promise<Reply<C>>;
};

/** The most characters of JSON in a request. The largest valid one lists a few hundred calendar ids. */
export const maxRequestLength = 64 * 1024;

/** Requests that may be longer. JSON writes a control character of a note as six characters. */
const longerRequests: Partial<Record<Channel, number>> = {
  'notes.save': maxRequestLength + 6 * LONGEST_NOTE,
};

/**
 * Returns the request as its schema parses it, or `invalidRequest` with the field and what it accepts, never its
 * value.
 */
export const parseRequest = <C extends Channel>(
  channel: C,
  args: readonly unknown[],
): { ok: true; value: Request<C> } | { ok: false; problem: Problem } => {
  if (args.length > 1) return invalid('one argument at most');
  const [raw] = args;
  if (!isSmall(raw, longerRequests[channel] ?? maxRequestLength)) return invalid('too large');
  const parsed = (requestSchemas[channel] as unknown as z.ZodType<Request<C>>).safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return invalid(describeIssue(parsed.error.issues[0]));
};

const invalid = (detail: string) => fail({ kind: 'invalidRequest', detail } as const);

/** `limit: Too big: expected number to be <=100`. zod's messages contain what was expected, not what was passed. */
const describeIssue = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return 'the request as a whole';
  const field = issue.path.map(String).join('.');
  const message = issue.code === 'unrecognized_keys' ? 'unknown field' : issue.message;
  return field === '' ? message : `${field}: ${message}`;
};

const isSmall = (raw: unknown, most: number): boolean => {
  if (raw === undefined) return true;
  try {
    return (JSON.stringify(raw)?.length ?? Infinity) <= most;
  } catch {
    return false;
  }
};

export const answerCall = async <C extends Channel>(
  handlers: Handlers,
  channel: C,
  args: readonly unknown[],
  onBug: (channel: Channel, error: unknown) => void,
): Promise<Reply<C>> => {
  const request = parseRequest(channel, args);
  if (!request.ok) return request;
  try {
    const handler: (request: Request<C>) => Reply<C> | Promise<Reply<C>> = handlers[channel];
    return await handler(request.value);
  } catch (error) {
    onBug(channel, error);
    return fail({ kind: 'internal' });
  }
};
