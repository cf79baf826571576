/**
 * What a person does with a meeting besides reading it: join, open a link of it, copy it. The meeting is named, never
 * a URL; the URL is looked up in the stored event [property 5].
 */
import type { JoinCodeRef, LinkRef, OccurrenceRef } from '../../shared/agenda.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Words } from '../../shared/text/words.ts';
import { asAccount } from './googleAccount.ts';
import { linkOf, openNamed } from './links.ts';
import type { LinkedOccurrence, LinkOpener } from './links.ts';
import { joinAddress, meetingDetails } from './meetingDetails.ts';

export interface MeetingActionsOptions {
  /** Fails with `notFound` when there is no such meeting (any more). */
  readonly find: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  /** The address of a Google account; null for the sample, and where it is not known. */
  readonly addressOf: (account: AccountId) => Promise<string | null>;
  readonly opener: LinkOpener;
  readonly settings: () => Settings;
  readonly copyText: (text: string) => void;
  readonly words: () => Words;
}

type Done = Promise<Result<null, Problem>>;

export interface MeetingActions {
  join(ref: OccurrenceRef): Done;
  openLink(ref: LinkRef): Done;
  /** Copies the join link, or the event's page in Google Calendar where there is none. */
  copyLink(ref: OccurrenceRef): Done;
  copyDetails(ref: OccurrenceRef): Done;
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
  /** Opens a link of the meeting as the account that the meeting is in. */
  const open = async (
    { accountId }: LinkedOccurrence,
    link: string | null,
    apps: Settings['joinInApps'],
  ): Done => openNamed(asAccount(link, await options.addressOf(accountId)), opener, apps);
  return {
    join: async (ref) => {
      const found = await find(ref);
      return found.ok ? open(found.value, found.value.joinUrl ?? null, settings().joinInApps) : found;
    },
    openLink: async ({ link, ...ref }) => {
      const found = await find(ref);
      if (!found.ok) return found;
      const apps = link.kind === 'joinOption' ? settings().joinInApps : [];
      return open(found.value, linkOf(found.value, link), apps);
    },
    copyLink: (ref) => copy(ref, ({ joinUrl, htmlLink }) => joinUrl ?? htmlLink),
    copyDetails: (ref) => copy(ref, (meeting) => meetingDetails(meeting, words())),
    copyJoinOption: ({ index, ...ref }) => copy(ref, ({ joinOptions }) => joinAddress(joinOptions[index])),
    copyJoinCode: ({ index, code, ...ref }) =>
      copy(
        ref,
        ({ joinCodes, joinOptions }) => (index === null ? joinCodes : joinOptions[index])?.[code] ?? null,
      ),
  };
};
