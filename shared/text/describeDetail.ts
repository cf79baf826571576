/** Describes what changed in the details of an event. Pure. Names are isolated, since they stand inside of sentences. */
import type { ChangedLine, DetailWhat, Names } from '../agendaChanges.ts';
import { isolated } from './plainText.ts';
import type { Words } from './words.ts';

export interface DetailWords {
  /** `Guests`, `Description`. */
  readonly label: string;
  /** `New guests: Ada`; null if the label says everything. */
  readonly text: string | null;
  /** The first line of a description that was removed, and the first that was added. */
  readonly removed: string | null;
  readonly added: string | null;
}

export const namesText = ({ names, more }: Names, { messages }: Pick<Words, 'messages'>): string => {
  const text = names.map(isolated).join(', ');
  return more === 0 ? text : messages.brief.andMore(text, more);
};

export const describeDetail = (what: DetailWhat, words: Words): DetailWords => {
  const { detailLabels } = words.messages.changes;
  const lines = what.kind === 'descriptionChanged' ? what.lines : [];
  const first = (kind: ChangedLine['kind']): string | null =>
    lines.find((line) => line.kind === kind)?.text ?? null;
  const [removed, added] = [first('removed'), first('added')];
  return { label: detailLabels[what.kind], text: detailText(what, words), removed, added };
};

/** Returns the sentence; null if there is none besides what kind of change it is. */
export const detailText = (what: DetailWhat, words: Words): string | null => {
  const { brief, agenda } = words.messages;
  switch (what.kind) {
    case 'guestsChanged':
      return sentences(what, brief.guestsAdded, brief.guestsRemoved, words);
    case 'attachmentsChanged':
      return sentences(what, brief.attachmentsAdded, brief.attachmentsRemoved, words);
    case 'guestsAnswered': {
      const said = what.answers.map(({ name, response }) => `${isolated(name)}: ${agenda.answers[response]}`);
      const text = said.join(' · ');
      return what.more === 0 ? text : brief.andMore(text, what.more);
    }
    case 'descriptionChanged':
      return what.lines.length === 0 ? brief.descriptionReordered : null;
    case 'conferenceChanged':
      return null;
    default:
      return what satisfies never;
  }
};

const sentences = (
  { added, removed }: { readonly added: Names; readonly removed: Names },
  sayAdded: (names: string) => string,
  sayRemoved: (names: string) => string,
  words: Words,
): string =>
  [
    added.names.length === 0 ? null : sayAdded(namesText(added, words)),
    removed.names.length === 0 ? null : sayRemoved(namesText(removed, words)),
  ]
    .filter((text) => text !== null)
    .join(' · ');
