/**
 * What the window may request, by channel [property 6]. Every request is parsed here before a handler gets it:
 * unknown fields are rejected, texts and lists have limits.
 */
import { z } from 'zod';
import { LONGEST_MUTED_TITLE } from '../../shared/attention.ts';
import type { AttentionRule } from '../../shared/attention.ts';
import type { Channel, Request } from '../../shared/contract.ts';
import {
  LONGEST_FEED_ADDRESS,
  LONGEST_FEED_NAME,
  LONGEST_OWN_ADDRESS,
  MOST_OWN_ADDRESSES,
} from '../../shared/feeds.ts';
import {
  hookEvents,
  isPlain,
  LONGEST_ARG,
  LONGEST_PROGRAM,
  MOST_ARGS,
  MOST_HOOK_MINUTES,
} from '../../shared/hooks.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import { LONGEST_NOTE, LONGEST_NOTED_TITLE, LONGEST_UID, noteScopes } from '../../shared/notes.ts';
import {
  LONGEST_PROXY_HOST,
  LONGEST_PROXY_PASSWORD,
  LONGEST_PROXY_USERNAME,
} from '../../shared/proxyLogin.ts';
import { LONGEST_LINE } from '../../shared/quickAdd.ts';
import type { Settings } from '../../shared/settings.ts';
import { setupSteps } from '../../shared/setupSteps.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import {
  LONGEST_COMMENT,
  LONGEST_DESCRIPTION,
  LONGEST_GUEST,
  LONGEST_PLACE,
  LONGEST_REPEAT,
  LONGEST_SAVED_DRAFT,
  LONGEST_TITLE,
  MOST_EVENT_REMINDERS,
  MOST_GUESTS,
} from '../../shared/writing.ts';
import { readAttentionRule, settingsTable } from '../settings/settingsTable.ts';

const id = (longest: number) => z.string().min(1).max(longest);
const accountId = id(LONGEST_ACCOUNT_ID).transform((text) => text as AccountId);
const calendarId = id(LONGEST_CALENDAR_ID).transform((text) => text as CalendarId);
const eventId = id(LONGEST_OCCURRENCE_ID).transform((text) => text as EventId);

const ownAddresses = z.array(z.string().trim().min(3).max(LONGEST_OWN_ADDRESS)).max(MOST_OWN_ADDRESSES);

const instant = z.iso.datetime({ offset: true }).max(40);
const date = z.iso.date();
/** A day whose week can be counted. */
const dateInReach = date.refine((day) => day >= '1900-01-01' && day <= '2200-12-31', 'out of reach');
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
const hookId = id(64);

const occurrenceRef = {
  accountId: accountId.optional(),
  calendarId,
  eventId,
  occurrenceStart: z.union([instant, date]).optional(),
};

/** An index into a list that the stored event has. */
const index = z.int().min(0).max(999);

const link = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webPage') }),
  z.strictObject({ kind: z.literal('map') }),
  z.strictObject({ kind: z.literal('joinOption'), index }),
  z.strictObject({ kind: z.literal('attachment'), index }),
  z.strictObject({ kind: z.literal('description'), index }),
]);

const draftTime = z.discriminatedUnion('allDay', [
  z.strictObject({ allDay: z.literal(true), from: date, to: date }),
  z.strictObject({
    allDay: z.literal(false),
    start: z.iso.datetime({ local: true }).max(19),
    end: z.iso.datetime({ local: true }).max(19),
    zone: timeZone,
  }),
]);

/** What a person asks for [O21]: the event and what they typed, never an id of Google's for something new, or a URL. */
const draft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('respond'),
    ref: z.strictObject(occurrenceRef),
    scope: z.enum(['one', 'all']),
    response: z.enum(['accepted', 'tentative', 'declined']),
    comment: z.string().max(LONGEST_COMMENT).nullable(),
  }),
  z.strictObject({
    kind: z.literal('remove'),
    ref: z.strictObject(occurrenceRef),
    scope: z.enum(['one', 'all']),
  }),
  z.strictObject({ kind: z.literal('move'), ref: z.strictObject(occurrenceRef), to: calendarId }),
  z.strictObject({
    kind: z.literal('create'),
    accountId,
    calendarId,
    title: z.string().max(LONGEST_TITLE),
    when: draftTime,
    repeat: z
      .string()
      .max(LONGEST_REPEAT)
      .regex(/^RRULE:[A-Z0-9=;,+-]+$/)
      .nullable(),
    guests: z.array(z.string().trim().min(3).max(LONGEST_GUEST)).max(MOST_GUESTS),
    place: z.string().max(LONGEST_PLACE),
    description: z.string().max(LONGEST_DESCRIPTION),
    addMeet: z.boolean(),
    reminders: z
      .array(
        z.strictObject({
          method: z.enum(['popup', 'email']),
          minutes: z.int().min(0).max(MOST_REMINDER_MINUTES),
        }),
      )
      .max(MOST_EVENT_REMINDERS)
      .nullable(),
  }),
]);

const opId = z.strictObject({ opId: z.uuid() });

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

const attentionChoice = z.discriminatedUnion('scope', [
  z.strictObject({
    scope: z.literal('occurrence'),
    level: z.enum(['done', 'muted', 'normal']).nullable(),
  }),
  z.strictObject({ scope: z.literal('series'), level: z.literal('muted').nullable() }),
  z.strictObject({ scope: z.literal('calendar'), level: z.literal('muted').nullable() }),
]);
const mutedPart = z.discriminatedUnion('scope', [
  z.strictObject({
    scope: z.literal('series'),
    accountId,
    calendarId,
    seriesId: eventId,
    uid: z.string().min(1).max(LONGEST_UID).nullable(),
    title: z.string().max(LONGEST_MUTED_TITLE),
  }),
  z.strictObject({ scope: z.literal('calendar'), accountId, calendarId }),
]);
const notedMeeting = z.strictObject({
  accountId,
  calendarId,
  eventId,
  masterId: eventId.optional(),
  occurrenceStart: z.union([instant, date]).optional(),
  iCalUid: z.string().max(LONGEST_UID).optional(),
  title: z.string().max(LONGEST_NOTED_TITLE),
  start: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('timed'), ms: z.int(), zone: z.string().max(64) }),
    z.strictObject({ kind: z.literal('date'), date }),
  ]),
});
const noteId = z.uuid();

export const requestSchemas = {
  'agenda.list': z
    .strictObject({
      from: instant,
      to: instant,
      calendarIds: z.array(calendarId).max(500).optional(),
      limit: z.int().min(1).max(100).optional(),
      // As long as a request may be. A cursor that is not ours is treated as none (store/agenda).
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
    .strictObject({
      since: instant.optional(),
      limit: z.int().min(1).max(100).optional(),
      details: z.boolean().optional(),
    })
    .optional(),
  'agenda.load': z.strictObject({ from: dateInReach, timeZone: timeZone.optional() }),
  'invitations.list': nothing,
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
  'accounts.useClientFile': z.strictObject({ text: z.string().max(65_536) }),
  'accounts.openSetupPage': z.strictObject({ step: z.enum(setupSteps) }),
  'accounts.connectSample': nothing,
  'accounts.connectFeed': z.strictObject({
    address: z.string().min(1).max(LONGEST_FEED_ADDRESS),
    accountId: accountId.optional(),
    ownAddresses: ownAddresses.optional(),
  }),
  'accounts.chooseFeedFile': z.strictObject({ accountId: accountId.optional() }).optional(),
  'accounts.feedDetails': z.strictObject({ accountId }),
  'accounts.changeFeed': z.strictObject({
    accountId,
    change: z.strictObject({
      name: z.string().trim().min(1).max(LONGEST_FEED_NAME).optional(),
      color: z
        .string()
        .regex(/^#[0-9a-f]{6}$/)
        .optional(),
      ownAddresses: ownAddresses.optional(),
    }),
  }),
  'accounts.disconnect': z.strictObject({ accountId, waiting: z.enum(['send', 'discard']).optional() }),
  'calendars.list': nothing,
  'calendars.setVisible': z.strictObject({
    accountId: accountId.optional(),
    calendarId,
    visible: z.boolean(),
  }),
  'calendars.newEvent': z.strictObject({ date }),
  'settings.get': nothing,
  'settings.set': settings,
  'reminders.list': z.strictObject({ form: z.enum(['window', 'fullScreen']) }),
  'reminders.answer': z.strictObject({
    id: z.string().min(1).max(64),
    answer: z.enum(['join', 'snooze', 'snoozeToStart', 'dismiss']),
  }),
  'reminders.fit': z.strictObject({ height: z.int().min(1).max(100_000) }),
  'attention.choose': z.strictObject({ ...occurrenceRef, choice: attentionChoice }),
  'attention.muted': nothing,
  'attention.unmute': z.strictObject({ part: mutedPart }),
  'attention.preview': z.strictObject({
    rule: z.custom<AttentionRule>((raw) => readAttentionRule(raw) !== undefined, 'not a rule'),
  }),
  'autoJoin.choose': z.strictObject({ ...occurrenceRef, on: z.boolean().nullable() }),
  'autoJoin.coming': nothing,
  'autoJoin.cancel': z.strictObject({ id: z.string().min(1).max(64) }),
  'browsers.list': nothing,
  'assistants.calls': nothing,
  'hooks.list': nothing,
  'hooks.chooseProgram': nothing,
  'hooks.save': z.strictObject({
    id: hookId.optional(),
    event: z.enum(hookEvents),
    minutes: z.int().min(1).max(MOST_HOOK_MINUTES),
    program: z.string().min(1).max(LONGEST_PROGRAM).refine(isPlain, 'has invisible characters'),
    args: z.array(z.string().max(LONGEST_ARG).refine(isPlain, 'has invisible characters')).max(MOST_ARGS),
  }),
  'hooks.setOn': z.strictObject({ id: hookId, on: z.boolean() }),
  'hooks.remove': z.strictObject({ id: hookId }),
  'hooks.test': z.strictObject({ id: hookId }),
  'meeting.join': z.strictObject(occurrenceRef),
  'meeting.openLink': z.strictObject({ ...occurrenceRef, link }),
  'meeting.openToRespond': z.strictObject(occurrenceRef),
  'meeting.copyLink': z.strictObject(occurrenceRef),
  'meeting.mailLate': z.strictObject({ ...occurrenceRef, minutes: z.int().min(1).max(60) }),
  'meeting.copyLate': z.strictObject({ ...occurrenceRef, minutes: z.int().min(1).max(60) }),
  'meeting.copyOwnLink': z.strictObject(occurrenceRef),
  'meeting.copyDetails': z.strictObject(occurrenceRef),
  'meeting.copyJoinOption': z.strictObject({ ...occurrenceRef, index }),
  'meeting.copyJoinCode': z.strictObject({
    ...occurrenceRef,
    index: index.nullable(),
    code: z.enum(['pin', 'passcode']),
  }),
  'brief.of': z.strictObject({ ...occurrenceRef, comparedWith: instant.nullable().optional() }),
  'brief.looked': z.strictObject(occurrenceRef),
  'brief.show': z.strictObject(occurrenceRef),
  'notes.of': z.strictObject({ meeting: notedMeeting }),
  'notes.read': z.strictObject({ id: noteId }),
  'notes.save': z.strictObject({
    id: noteId.nullable(),
    scope: z.enum(noteScopes),
    meeting: notedMeeting,
    text: z.string().max(LONGEST_NOTE),
    revision: z.int().min(0),
  }),
  'notes.list': z.strictObject({ limit: z.int().min(1).max(1000) }),
  'notes.search': z.strictObject({ query: z.string().max(10_000), limit: z.int().min(1).max(100) }),
  'notes.marks': nothing,
  'notes.count': z.strictObject({ accountId }),
  'notes.removeOf': z.strictObject({ accountId }),
  'notes.export': z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('note'), id: noteId }),
    z.strictObject({ kind: z.literal('series'), meeting: notedMeeting }),
    z.strictObject({ kind: z.literal('account'), accountId }),
    z.strictObject({ kind: z.literal('all') }),
  ]),
  'notes.backups': nothing,
  'notes.restore': z.strictObject({ id: instant }),
  'app.start': nothing,
  'app.info': nothing,
  'app.versions': nothing,
  'app.licences': nothing,
  'app.openLogs': nothing,
  'system.state': nothing,
  'system.loginToProxy': z.strictObject({
    host: z.string().min(1).max(LONGEST_PROXY_HOST),
    username: z.string().min(1).max(LONGEST_PROXY_USERNAME),
    password: z.string().max(LONGEST_PROXY_PASSWORD),
    keep: z.boolean().optional(),
  }),
  'writing.state': nothing,
  'writing.enable': z.strictObject({ accountId, reach: z.enum(['own', 'every']) }),
  'writing.cancel': nothing,
  'writing.disable': z.strictObject({ accountId }),
  'edits.preview': z.strictObject({ draft }),
  'edits.submit': z.strictObject({ opId: z.uuid(), token: z.uuid(), notify: z.enum(['all', 'none']) }),
  'edits.parseQuick': z.strictObject({
    text: z.string().max(LONGEST_LINE),
    base: z
      .strictObject({
        date,
        startMinute: z.int().min(0).max(1439).optional(),
        endMinute: z.int().min(1).max(1440).optional(),
      })
      .optional(),
  }),
  'edits.saveDraft': z.strictObject({
    draftId: z.uuid(),
    text: z.string().max(LONGEST_SAVED_DRAFT).nullable(),
  }),
  'edits.drafts': nothing,
  'outbox.list': nothing,
  'outbox.undo': opId,
  'outbox.retry': opId,
  'outbox.resolve': z.strictObject({ opId: z.uuid(), keep: z.enum(['mine', 'theirs']) }),
  'outbox.discard': opId,
  'outbox.copyText': opId,
  'updates.state': nothing,
  'updates.check': nothing,
  'updates.install': nothing,
} satisfies { [C in Channel]: z.ZodType<Request<C>> };
