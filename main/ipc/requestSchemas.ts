/**
 * What the window may ask, channel by channel [property 6]. Everything that crosses is parsed here before
 * any handler sees it: unknown fields are refused, texts and lists are bounded.
 */
import { z } from 'zod';
import type { Channel, Request } from '../../shared/contract.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { settingsTable } from '../settings/settingsTable.ts';

const id = (longest: number) => z.string().min(1).max(longest);
const accountId = id(LONGEST_ACCOUNT_ID).transform((text) => text as AccountId);
const calendarId = id(LONGEST_CALENDAR_ID).transform((text) => text as CalendarId);
const eventId = id(LONGEST_OCCURRENCE_ID).transform((text) => text as EventId);

const instant = z.iso.datetime({ offset: true }).max(40);
const date = z.iso.date();
const timeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), 'not a time zone');

const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const nothing = z.undefined();

const occurrenceRef = {
  accountId: accountId.optional(),
  calendarId,
  eventId,
  occurrenceStart: z.union([instant, date]).optional(),
};

/** The n-th of a list that the stored event holds. */
const index = z.int().min(0).max(999);

const link = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webPage') }),
  z.strictObject({ kind: z.literal('map') }),
  z.strictObject({ kind: z.literal('joinOption'), index }),
  z.strictObject({ kind: z.literal('attachment'), index }),
  z.strictObject({ kind: z.literal('description'), index }),
]);

const settings = z
  .strictObject(
    Object.fromEntries(
      Object.entries(settingsTable).map(([name, { read }]) => [
        name,
        z.custom((raw) => read(raw) !== undefined, 'not a value of this setting'),
      ]),
    ),
  )
  .partial() as unknown as z.ZodType<Partial<Settings>>;

export const requestSchemas = {
  'agenda.list': z
    .strictObject({
      from: instant,
      to: instant,
      calendarIds: z.array(calendarId).max(500).optional(),
      limit: z.int().min(1).max(100).optional(),
      // Of any length that a request may have: what is none of ours counts as none (store/agenda).
      cursor: z.string().nullable().optional(),
      timeZone: timeZone.optional(),
    })
    .refine((range) => Date.parse(range.from) <= Date.parse(range.to), 'from is after to'),
  'agenda.get': z.strictObject(occurrenceRef),
  'agenda.search': z.strictObject({
    query: z.string().max(10_000),
    limit: z.int().min(1).max(100).optional(),
  }),
  'agenda.changes': z
    .strictObject({ since: instant.optional(), limit: z.int().min(1).max(100).optional() })
    .optional(),
  'sync.request': z.strictObject({ mode: z.enum(['foreground', 'background']).optional() }).optional(),
  'sync.status': nothing,
  'sync.history': nothing,
  'sync.inspect': nothing,
  'sync.audit': z
    .strictObject({ accountId: accountId.optional(), calendarId: calendarId.optional() })
    .optional(),
  'sync.resolveSweep': z.strictObject({
    accountId: accountId.optional(),
    calendarId,
    choice: z.enum(['keep', 'remove']),
  }),
  'sync.copyDiagnostics': nothing,
  'accounts.list': nothing,
  'accounts.connectGoogle': z.strictObject({ accountId: accountId.optional() }).optional(),
  'accounts.cancelConnect': nothing,
  'accounts.chooseClientFile': nothing,
  'accounts.connectSample': nothing,
  'accounts.disconnect': z.strictObject({ accountId }),
  'calendars.list': nothing,
  'calendars.setVisible': z.strictObject({
    accountId: accountId.optional(),
    calendarId,
    visible: z.boolean(),
  }),
  'settings.get': nothing,
  'settings.set': settings,
  'reminders.list': nothing,
  'reminders.answer': z.strictObject({
    id: z.string().min(1).max(64),
    answer: z.enum(['join', 'snooze', 'snoozeToStart', 'dismiss']),
  }),
  'meeting.join': z.strictObject(occurrenceRef),
  'meeting.openLink': z.strictObject({ ...occurrenceRef, link }),
  'meeting.copyLink': z.strictObject(occurrenceRef),
  'meeting.copyDetails': z.strictObject(occurrenceRef),
  'meeting.copyJoinOption': z.strictObject({ ...occurrenceRef, index }),
  'meeting.copyJoinCode': z.strictObject({
    ...occurrenceRef,
    index: index.nullable(),
    code: z.enum(['pin', 'passcode']),
  }),
  'app.start': nothing,
  'app.info': nothing,
  'app.versions': nothing,
  'app.licences': nothing,
  'app.openLogs': nothing,
  'system.state': nothing,
  'updates.state': nothing,
  'updates.check': nothing,
  'updates.install': nothing,
} satisfies { [C in Channel]: z.ZodType<Request<C>> };
