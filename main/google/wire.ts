/**
 * The parts of Google's JSON that this app reads. Tolerant on purpose [F23]: unknown fields are ignored, and a field
 * of the wrong type counts as missing, so that one odd field never loses an event. The meaning of a missing field is
 * decided where the value is used [S26].
 */
import { z } from 'zod';
import { LONGEST_CALENDAR_ID } from '../../shared/idLengths.ts';

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** A list from which unusable entries are dropped one by one. */
const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry.nullable().catch(null))
    .transform((entries) => entries.filter((found) => found !== null))
    .optional()
    .catch(undefined);

const reminder = z.object({ method: z.string(), minutes: z.number() });

export type WireReminder = z.infer<typeof reminder>;

export const calendarResource = z.object({
  id: z.string().min(1).max(LONGEST_CALENDAR_ID),
  deleted: flag,
  summary: text,
  summaryOverride: text,
  backgroundColor: text,
  timeZone: text,
  accessRole: text,
  primary: flag,
  selected: flag,
  hidden: flag,
  defaultReminders: listOf(reminder),
});

/** An empty token would be sent back as no token at all, so it counts as absent. */
const token = z
  .string()
  .min(1)
  .nullish()
  .transform((found) => found ?? null)
  .catch(null);

/**
 * A listing's envelope. Stricter than its items: what does not look like a listing is an error, never an empty
 * calendar [S36]. `items` may be missing only if Google's `kind` confirms the rest.
 */
const listing = <Kind extends string>(kind: Kind) =>
  z
    .object({
      kind: z.literal(kind).optional(),
      items: z.array(z.unknown()).optional(),
      nextPageToken: token,
      nextSyncToken: token,
    })
    .refine((page) => page.items !== undefined || page.kind !== undefined);

export const calendarListPage = listing('calendar#calendarList');
export const eventsPage = listing('calendar#events').and(
  z.object({ timeZone: text, defaultReminders: listOf(reminder) }),
);

/** A token endpoint's response, to the code exchange and to a refresh alike. */
export const tokenReply = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().max(86_400).catch(3600),
  refresh_token: z.string().min(1).optional().catch(undefined),
  scope: text,
});

/** OAuth's error body; `error` is a code such as `invalid_grant`. */
export const tokenErrorReply = z.object({ error: z.string() });

/** The error body of Google's APIs, in the older form (`errors`) and the newer one (`details`). */
export const apiErrorReply = z.object({
  error: z.object({
    message: text,
    status: text,
    errors: listOf(z.object({ reason: text, location: text, message: text })),
    details: listOf(z.object({ reason: text })),
  }),
});
