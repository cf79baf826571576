/**
 * What changed in the details of an event: guests, their responses, description, attachments, conference. Pure, and
 * linear in the length of what is compared: anyone can write it.
 */
import type { DetailWhat } from '../../shared/agendaChanges.ts';
import type { Attachment, ResponseStatus } from '../../shared/model.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { changedLines } from './textDiff.ts';
import { addressOf, isNoName, LONGEST_NAME, namesOf } from './texts.ts';

export interface DetailGuest {
  readonly email: string;
  readonly name?: string;
  readonly response: ResponseStatus;
}

export interface EventDetails {
  /** Without the person and without rooms; null if the list is hidden or not complete. */
  readonly guests: readonly DetailGuest[] | null;
  /** As Google sends it; `text`: as it is read. */
  readonly description: { readonly source: string; readonly text: () => string };
  readonly attachments: readonly Attachment[];
  /** Equal if the ways in are the same. */
  readonly conference: string;
}

/** In larger meetings nobody follows each response. */
const MOST_FOLLOWED = 20;
const mostAnswers = 5;

export const detailsBetween = (before: EventDetails, after: EventDetails): readonly DetailWhat[] => [
  ...guestChanges(before.guests, after.guests),
  ...descriptionChange(before.description, after.description),
  ...changeOfNames('attachmentsChanged', before.attachments, after.attachments, ({ url }) => url, titleOf),
  ...(before.conference === after.conference ? [] : [{ kind: 'conferenceChanged' } as const]),
];

export const titleOf = ({ title, url }: Attachment): string => (title.trim() === '' ? url : title);

/** Returns who or what is only on one of two lists, by name; nothing if both have the same. */
export const changeOfNames = <Kind extends 'guestsChanged' | 'attachmentsChanged', Item>(
  kind: Kind,
  before: readonly Item[],
  now: readonly Item[],
  keyOf: (item: Item) => string,
  nameOf: (item: Item) => string,
) => {
  const without = (items: readonly Item[], others: readonly Item[]) => {
    const known = new Set(others.map(keyOf));
    const names = items.filter((item) => !known.has(keyOf(item))).map(nameOf);
    return namesOf(names.map((name) => name.slice(0, 2 * LONGEST_NAME)));
  };
  const [added, removed] = [without(now, before), without(before, now)];
  return isNoName(added) && isNoName(removed) ? [] : [{ kind, added, removed }];
};

const nameOf = ({ name, email }: DetailGuest): string => name ?? email;
const keyOf = ({ email }: DetailGuest): string => addressOf(email);

const guestChanges = (
  before: EventDetails['guests'],
  after: EventDetails['guests'],
): readonly DetailWhat[] => {
  if (before === null || after === null) return [];
  return [...changeOfNames('guestsChanged', before, after, keyOf, nameOf), ...answersBetween(before, after)];
};

/** Returns the responses that guests gave. A meeting that moves asks again, which is none. */
const answersBetween = (
  before: readonly DetailGuest[],
  after: readonly DetailGuest[],
): readonly DetailWhat[] => {
  if (after.length > MOST_FOLLOWED) return [];
  const known = new Map(before.map((guest) => [keyOf(guest), guest.response]));
  const answered = after.filter((guest) => {
    const was = known.get(keyOf(guest));
    return was !== undefined && was !== guest.response && guest.response !== 'needsAction';
  });
  if (answered.length === 0) return [];
  const answers = answered.slice(0, mostAnswers).map((guest) => ({
    name: plainText(nameOf(guest).slice(0, 2 * LONGEST_NAME), LONGEST_NAME),
    response: guest.response,
  }));
  return [{ kind: 'guestsAnswered', answers, more: answered.length - answers.length }];
};

const descriptionChange = (
  before: EventDetails['description'],
  after: EventDetails['description'],
): readonly DetailWhat[] => {
  // Most changes leave it as it is, and reading its markup takes time.
  if (before.source === after.source) return [];
  const difference = changedLines(before.text(), after.text());
  return difference === null ? [] : [{ kind: 'descriptionChanged', ...difference }];
};
