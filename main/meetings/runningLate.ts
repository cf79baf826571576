/**
 * Says that the person will be late: a mail to prepare in their own mail program, or the line alone. Pure. Addresses
 * come from the event only, and the link is built here from nothing but them and our own sentence [property 5].
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import type { LinkedOccurrence } from './links.ts';

/** A `mailto:` link that `lateMail` has built. */
export type MailLink = string & { readonly __brand: 'MailLink' };

/** Mail programs are started with the link as an argument; Windows allows 2,048 characters there. */
const LONGEST_LINK = 2000;
const MOST_ADDRESSES = 30;
/** Only plain addresses: anything else could add headers or further recipients. */
const address = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Returns the addresses of those who wait: the organizer and the guests who did not decline, without rooms. */
const recipients = ({ attendees, organizer }: LinkedOccurrence): readonly string[] => {
  const guests = attendees
    .filter(({ self, resource, response }) => !self && !resource && response !== 'declined')
    .map(({ email }) => email);
  const own = new Set(attendees.filter(({ self }) => self).map(({ email }) => email.toLowerCase()));
  const from = organizer === null || organizer.self ? [] : [organizer.email ?? ''];
  const all = new Map([...from, ...guests].map((email) => [email.toLowerCase(), email]));
  return [...all]
    .filter(([folded, email]) => !own.has(folded) && address.test(email))
    .map(([, email]) => email);
};

const LONGEST_TITLE = 60;

/** Returns the sentence, such as `I’ll be about 5 min late for “Planning” (10:00).` */
export const lateLine = (
  meeting: LinkedOccurrence,
  minutes: number,
  words: Words,
  longestTitle = LONGEST_TITLE,
): string => {
  const { messages, format } = words;
  const title = plainPart(displayTitle(meeting, messages), longestTitle);
  const { start } = meeting;
  const time = start.kind === 'date' ? null : format.time(start.ms);
  // It leaves this app as plain text, where spaces that do not break are of no use.
  return messages.late
    .line(title, format.duration(minutes * MINUTE_MS), time)
    .replace(/[\u00a0\u202f]/g, ' ');
};

/**
 * Returns the link for a mail to the guests; with very many, to the organizer alone; null if there is nobody to write
 * to.
 */
export const lateMail = (meeting: LinkedOccurrence, minutes: number, words: Words): MailLink | null => {
  const all = recipients(meeting);
  const linkTo = (to: readonly string[], longestTitle: number): string => {
    const line = lateLine(meeting, minutes, words, longestTitle);
    const title = plainPart(displayTitle(meeting, words.messages), longestTitle);
    const addresses = to.map((each) => encodeURIComponent(each).replace('%40', '@')).join(',');
    const subject = encodeURIComponent(words.messages.late.subject(title).toWellFormed());
    return `mailto:${addresses}?subject=${subject}&body=${encodeURIComponent(line.toWellFormed())}`;
  };
  const few = all.length > MOST_ADDRESSES ? all.slice(0, 1) : all;
  for (const to of [few, all.slice(0, 1)]) {
    for (const longestTitle of [LONGEST_TITLE, 4]) {
      const link = linkTo(to, longestTitle);
      if (to.length > 0 && link.length <= LONGEST_LINK) return link as MailLink;
    }
  }
  return null;
};

/** Returns whether a text is such a link. The opener checks again what it is given. */
export const isMailLink = (text: string): text is MailLink =>
  text.length <= LONGEST_LINK &&
  /^mailto:[A-Za-z0-9._@%,-]+\?subject=[A-Za-z0-9%!'()*._~-]*&body=[A-Za-z0-9%!'()*._~-]*$/.test(text);
