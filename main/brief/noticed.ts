/**
 * What syncs noticed about a meeting that the person has not looked at, as one step from the oldest state to the newest:
 * what was taken back is not told. Pure.
 */
import type { ChangeWhat, DetailWhat, Names } from '../../shared/agendaChanges.ts';
import type { BriefSays } from '../../shared/brief.ts';
import type { EventTime } from '../../shared/model.ts';
import { isNoName } from '../agenda/texts.ts';
import { sameTime } from './look.ts';

type What = ChangeWhat | DetailWhat;
type Kind = What['kind'];
type Of<K extends Kind> = Extract<What, { readonly kind: K }>;

const mostNames = 5;
const mostLines = 6;

/** `newestFirst`: those about this meeting. `start`: when it begins now. */
export const noticedSays = (newestFirst: readonly What[], start: EventTime): readonly BriefSays[] => {
  const changes = newestFirst.toReversed();
  const all = <K extends Kind>(kind: K): readonly Of<K>[] =>
    changes.filter((change): change is Of<K> => change.kind === kind);
  return [
    ...moved(all('moved'), start),
    ...replaced(all('placeChanged')),
    ...replaced(all('linkChanged')),
    ...all('conferenceChanged')
      .slice(-1)
      .map((): BriefSays => ({ kind: 'conferenceChanged' })),
    ...names('guestsChanged', all('guestsChanged')),
    ...answers(all('guestsAnswered')),
    ...description(all('descriptionChanged')),
    ...names('attachmentsChanged', all('attachmentsChanged')),
  ];
};

/** A series' change names one of its occurrences: of another one, the times before are not known. */
const moved = (moves: readonly Of<'moved'>[], start: EventTime): readonly BriefSays[] => {
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { from } = first;
  const { to } = last;
  if (!sameTime(to.start, start)) return [];
  if (sameTime(from.start, to.start) && sameTime(from.end, to.end)) return [];
  return [{ kind: 'changed', what: { kind: 'moved', from, to } }];
};

const replaced = (
  changes: readonly Of<'placeChanged'>[] | readonly Of<'linkChanged'>[],
): readonly BriefSays[] => {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined || first.from === last.to) return [];
  return [{ kind: 'changed', what: { kind: last.kind, from: first.from, to: last.to } }];
};

/** Whoever was added and removed again is in neither list. */
const names = (
  kind: 'guestsChanged' | 'attachmentsChanged',
  changes: readonly { readonly added: Names; readonly removed: Names }[],
): readonly BriefSays[] => {
  const [added, removed] = [new Set<string>(), new Set<string>()];
  const [more, fewer] = [sum(changes, 'added'), sum(changes, 'removed')];
  for (const change of changes) {
    for (const name of change.removed.names) if (!added.delete(name)) removed.add(name);
    for (const name of change.added.names) if (!removed.delete(name)) added.add(name);
  }
  const says = { kind, added: firstOf(added, more), removed: firstOf(removed, fewer) };
  return isNoName(says.added) && isNoName(says.removed) ? [] : [says];
};

const sum = (
  changes: readonly { readonly added: Names; readonly removed: Names }[],
  which: 'added' | 'removed',
): number => changes.reduce((count, change) => count + change[which].more, 0);

const firstOf = (all: ReadonlySet<string>, more: number): Names => {
  const shown = [...all].slice(0, mostNames);
  return { names: shown, more: more + all.size - shown.length };
};

/** The last response of each guest. */
const answers = (changes: readonly Of<'guestsAnswered'>[]): readonly BriefSays[] => {
  const latest = new Map<string, Of<'guestsAnswered'>['answers'][number]>();
  for (const change of changes) for (const answer of change.answers) latest.set(answer.name, answer);
  if (latest.size === 0) return [];
  const shown = [...latest.values()].slice(0, mostNames);
  const more = changes.reduce((count, change) => count + change.more, 0) + latest.size - shown.length;
  return [{ kind: 'guestsAnswered', answers: shown, more }];
};

const description = (changes: readonly Of<'descriptionChanged'>[]): readonly BriefSays[] => {
  if (changes.length === 0) return [];
  const [added, removed] = [new Set<string>(), new Set<string>()];
  for (const { lines } of changes)
    for (const { kind, text } of lines) {
      const [into, from] = kind === 'added' ? [added, removed] : [removed, added];
      if (!from.delete(text)) into.add(text);
    }
  type Lines = Extract<DetailWhat, { readonly kind: 'descriptionChanged' }>['lines'];
  const lines: Lines = [
    ...[...removed].map((text) => ({ kind: 'removed', text }) as const),
    ...[...added].map((text) => ({ kind: 'added', text }) as const),
  ];
  const more = changes.reduce((count, change) => count + change.more, 0);
  const wasTakenBack = lines.length === 0 && changes.some((change) => change.lines.length > 0);
  if (wasTakenBack && more === 0) return [];
  const shown = lines.slice(0, mostLines);
  return [{ kind: 'descriptionChanged', lines: shown, more: more + lines.length - shown.length }];
};
