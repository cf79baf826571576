/**
 * What a person can do with a meeting: join, open one of its links, copy it. The window names a meeting, never a URL;
 * the URL is looked up in the stored event [property 5].
 */
import type { JoinCodeRef, LinkRef, OccurrenceRef } from '../../shared/agenda.ts';
import type { AccountId, IsoDate } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Words } from '../../shared/text/words.ts';
import { asAccount } from './googleAccount.ts';
import { linkOf, openNamed } from './links.ts';
import type { LinkedOccurrence, LinkOpener } from './links.ts';
import { joinAddress, meetingDetails } from './meetingDetails.ts';
import { newEventUrl } from './newEvent.ts';
import { linkToMeeting } from './ownLink.ts';
import { lateLine, lateMail } from './runningLate.ts';
import type { MailLink } from './runningLate.ts';

export interface MeetingActionsOptions {
  /** Fails with `notFound` if there is no such meeting (any more). */
  readonly find: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  /** Returns the address of a Google account; null for the sample, and if it is unknown. */
  readonly addressOf: (account: AccountId) => Promise<string | null>;
  /** Returns the Google account that was connected first; null if there is none. */
  readonly firstAccount: () => Promise<{ readonly id: AccountId; readonly address: string } | null>;
  readonly opener: LinkOpener;
  readonly settings: () => Settings;
  /** Opens the person's mail program with a mail to send. Returns false if the system has none. */
  readonly openMail: (link: MailLink) => Promise<boolean>;
  readonly copyText: (text: string) => void;
  /** Called when a link into a meeting was opened. */
  readonly onJoined?: (meeting: LinkedOccurrence) => void;
  readonly words: () => Words;
  readonly nowMs: () => number;
}

type Done = Promise<Result<null, Problem>>;

export interface MeetingActions {
  join(ref: OccurrenceRef): Done;
  openLink(ref: LinkRef): Done;
  /** Opens the event's page in Google Calendar. */
  openToRespond(ref: OccurrenceRef): Done;
  /** Opens Google Calendar's page for a new event. */
  newEvent(date: IsoDate): Done;
  /** Copies the join link, or without one the event's page in Google Calendar. */
  copyLink(ref: OccurrenceRef): Done;
  /** Copies the link that opens the meeting in this app. */
  copyOwnLink(ref: OccurrenceRef): Done;
  copyDetails(ref: OccurrenceRef): Done;
  /** Prepares a mail to the guests that the person will be late; `noMailProgram` if none can be opened. */
  mailLate(ref: OccurrenceRef & { readonly minutes: number }): Done;
  copyLate(ref: OccurrenceRef & { readonly minutes: number }): Done;
  copyJoinOption(ref: OccurrenceRef & { readonly index: number }): Done;
  copyJoinCode(ref: JoinCodeRef): Done;
}

export const createMeetingActions = (options: MeetingActionsOptions): MeetingActions => {
  const { find, opener, settings, words } = options;
  const copy = async (ref: OccurrenceRef, textOf: (meeting: LinkedOccurrence) => string | null): Done => {
    const found = await find(ref);
    if (!found.ok) return found;
    const text = textOf(found.value);
    if (text === null) return fail({ kind: 'notFound' });
    options.copyText(text);
    return ok(null);
  };
  /** Opens a link of the meeting with the account that the meeting is in. */
  const open = async (
    { accountId }: LinkedOccurrence,
    link: string | null,
    apps: Settings['joinInApps'] = [],
  ): Done => openNamed(asAccount(link, await options.addressOf(accountId)), opener, apps, accountId);
  const enter = async (meeting: LinkedOccurrence, link: string | null): Done => {
    const opened = await open(meeting, link, settings().joinInApps);
    if (opened.ok) options.onJoined?.(meeting);
    return opened;
  };
  return {
    join: async (ref) => {
      const found = await find(ref);
      return found.ok ? enter(found.value, found.value.joinUrl ?? null) : found;
    },
    openLink: async ({ link, ...ref }) => {
      const found = await find(ref);
      if (!found.ok) return found;
      const url = linkOf(found.value, link);
      return link.kind === 'joinOption' ? enter(found.value, url) : open(found.value, url);
    },
    openToRespond: async (ref) => {
      const found = await find(ref);
      return found.ok ? open(found.value, found.value.htmlLink) : found;
    },
    newEvent: async (date) => {
      const first = await options.firstAccount();
      if (first === null) return fail({ kind: 'notFound' });
      const { timeZone } = words().format;
      const page = asAccount(newEventUrl(date, options.nowMs(), timeZone), first.address);
      return openNamed(page, opener, [], first.id);
    },
    copyLink: (ref) => copy(ref, ({ joinUrl, htmlLink }) => joinUrl ?? htmlLink),
    copyOwnLink: (ref) => copy(ref, linkToMeeting),
    mailLate: async ({ minutes, ...ref }) => {
      const found = await find(ref);
      if (!found.ok) return found;
      const link = lateMail(found.value, minutes, words());
      if (link === null) return fail({ kind: 'notFound' });
      return (await options.openMail(link)) ? ok(null) : fail({ kind: 'noMailProgram' });
    },
    copyLate: ({ minutes, ...ref }) => copy(ref, (meeting) => lateLine(meeting, minutes, words())),
    copyDetails: (ref) => copy(ref, (meeting) => meetingDetails(meeting, words())),
    copyJoinOption: ({ index, ...ref }) => copy(ref, ({ joinOptions }) => joinAddress(joinOptions[index])),
    copyJoinCode: ({ index, code, ...ref }) =>
      copy(
        ref,
        ({ joinCodes, joinOptions }) => (index === null ? joinCodes : joinOptions[index])?.[code] ?? null,
      ),
  };
};
