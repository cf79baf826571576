/**
 * One call from the window, from raw argument to plain reply [property 6]. No Electron here: `ipc.ts`
 * checks the sender and hands over; what a reply may hold is decided in this file.
 *
 * A reply is always a value. A handler's throw is a bug: the window hears `internal`, without a message or
 * a stack, and `onBug` hears the rest.
 */
import type { z } from 'zod';
import type { Channel, Reply, Request } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail } from '../../shared/result.ts';
import { requestSchemas } from './requestSchemas.ts';

/** What the app does on each call. */
export type Handlers = {
  readonly [C in Channel]: (request: Request<C>) => Reply<C> | Promise<Reply<C>>;
};

/** Characters of JSON a request may have; the largest honest one lists a few hundred calendar ids. */
export const maxRequestLength = 64 * 1024;

/** The request as its schema gives it, or `invalidRequest` naming the field and what it takes, never its value. */
export const parseRequest = <C extends Channel>(
  channel: C,
  args: readonly unknown[],
): { ok: true; value: Request<C> } | { ok: false; problem: Problem } => {
  if (args.length > 1) return invalid('one argument at most');
  const [raw] = args;
  if (!isSmall(raw)) return invalid('too large');
  const parsed = (requestSchemas[channel] as unknown as z.ZodType<Request<C>>).safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return invalid(describeIssue(parsed.error.issues[0]));
};

const invalid = (detail: string) => fail({ kind: 'invalidRequest', detail } as const);

/** `limit: Too big: expected number to be <=100`. zod's messages tell what was expected, not what came. */
const describeIssue = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return 'the request as a whole';
  const field = issue.path.map(String).join('.').slice(0, 100);
  const message = issue.code === 'unrecognized_keys' ? 'unknown field' : issue.message.slice(0, 200);
  return field === '' ? message : `${field}: ${message}`;
};

const isSmall = (raw: unknown): boolean => {
  if (raw === undefined) return true;
  try {
    return (JSON.stringify(raw)?.length ?? Infinity) <= maxRequestLength;
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
