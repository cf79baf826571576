/** How much attention each meeting gets: the person's choices and rules over everything that is read. */
import { LONGEST_MUTED_TITLE } from '../../shared/attention.ts';
import type { AttentionChoice, AttentionMark, AttentionRule, MutedPart } from '../../shared/attention.ts';
import { sampleAccountId } from '../../shared/model.ts';
import type { AccountId, Occurrence } from '../../shared/model.ts';
import {
  areCopies,
  createAttentionOf,
  ruleMatcher,
  seriesOf,
  startText,
  uidOf,
  type AttentionOf,
  type ReadFacts,
} from './evaluate.ts';
import type { AttentionFile } from './stateFile.ts';

export interface AttentionView {
  /** Returns the occurrences with `attention` where it is not full; the same list if nothing applies. */
  over<Item extends Occurrence>(occurrences: readonly Item[], readFacts: ReadFacts): readonly Item[];
  /** Returns those that the rule hits. */
  hitBy(rule: AttentionRule, occurrences: readonly Occurrence[], readFacts: ReadFacts): readonly Occurrence[];
  /** The muted series and calendars. */
  muted(): readonly MutedPart[];
  /** Carries out a choice about an occurrence; returns false if it could not be saved. */
  choose(occurrence: Occurrence, choice: AttentionChoice): boolean;
  /** Returns false if it could not be saved. */
  unmute(part: MutedPart): boolean;
  /** Carries out the sample calendar's choices, once: what the person takes back stays so. */
  addSample(choices: () => readonly (readonly [occurrence: Occurrence, choice: AttentionChoice])[]): void;
  /** Called when an account was disconnected: nothing about it is kept. */
  forget(account: AccountId): void;
}

export interface AttentionOptions {
  readonly file: AttentionFile;
  readonly rules: () => readonly AttentionRule[];
  readonly now: () => number;
  readonly onChanged: () => void;
}

/** Facts of this many events are remembered for one reading. */
const remembered = (readFacts: ReadFacts): ReadFacts => {
  const known = new Map<string, ReturnType<ReadFacts>>();
  return (occurrence) => {
    const { accountId, calendarId, eventId } = occurrence;
    const key = `${accountId}\n${calendarId}\n${eventId}`;
    const facts = known.get(key);
    if (facts !== undefined) return facts;
    const read = readFacts(occurrence);
    known.set(key, read);
    return read;
  };
};

/** Returns whether both are about the same meeting, series or calendar, also through copies in two calendars [S23]. */
const isAbout = (a: AttentionMark, b: AttentionMark): boolean => {
  if (a.scope === 'occurrence' && b.scope === 'occurrence' && areCopies(a, b)) return a.start === b.start;
  if (a.scope === 'series' && b.scope === 'series' && areCopies(a, b)) return true;
  if (a.accountId !== b.accountId || a.calendarId !== b.calendarId) return false;
  if (a.scope === 'occurrence') return b.scope === 'occurrence' && a.eventId === b.eventId;
  if (a.scope === 'series') return b.scope === 'series' && a.seriesId === b.seriesId;
  return b.scope === 'calendar';
};

/** Returns what is stored for a choice; null for the series of a single event. */
const markFor = (occurrence: Occurrence, choice: AttentionChoice): AttentionMark | null => {
  const { accountId, calendarId, eventId, start, title } = occurrence;
  const calendar = { accountId, calendarId };
  const uid = uidOf(occurrence);
  const seriesId = seriesOf(occurrence);
  switch (choice.scope) {
    case 'occurrence':
      return {
        scope: 'occurrence',
        ...calendar,
        eventId,
        uid,
        start: startText(start),
        level: choice.level ?? 'normal',
      };
    case 'series':
      if (seriesId === null) return null;
      return { scope: 'series', ...calendar, seriesId, uid, title: title.slice(0, LONGEST_MUTED_TITLE) };
    case 'calendar':
      return { scope: 'calendar', ...calendar };
    default:
      return choice satisfies never;
  }
};

export const createAttention = ({ file, rules, now, onChanged }: AttentionOptions): AttentionView => {
  const save = (marks: readonly AttentionMark[]): boolean => {
    if (!file.set(marks, now())) return false;
    onChanged();
    return true;
  };

  /** Every page is read through this, so the choices are looked through again only when they have changed. */
  let prepared: {
    readonly marks: readonly AttentionMark[];
    readonly rules: readonly AttentionRule[];
    readonly attentionOf: AttentionOf;
  } | null = null;
  const prepare = (marks: readonly AttentionMark[], currentRules: readonly AttentionRule[]): AttentionOf => {
    if (prepared?.marks !== marks || prepared.rules !== currentRules)
      prepared = { marks, rules: currentRules, attentionOf: createAttentionOf(marks, currentRules) };
    return prepared.attentionOf;
  };

  return {
    over: (occurrences, readFacts) => {
      const [marks, currentRules] = [file.get(), rules()];
      if (marks.length === 0 && currentRules.length === 0) return occurrences;
      const attentionOf = prepare(marks, currentRules);
      const facts = remembered(readFacts);
      return occurrences.map((occurrence) => {
        const attention = attentionOf(occurrence, facts);
        return attention === null ? occurrence : { ...occurrence, attention };
      });
    },
    hitBy: (rule, occurrences, readFacts) => {
      const hits = ruleMatcher(rule);
      const facts = remembered(readFacts);
      return occurrences.filter((occurrence) => hits(occurrence, facts));
    },
    muted: () => file.get().filter((each): each is MutedPart => each.scope !== 'occurrence'),
    choose: (occurrence, choice) => {
      const mark = markFor(occurrence, choice);
      if (mark === null) return false;
      const others = file.get().filter((each) => !isAbout(each, mark));
      return save(choice.level === null ? others : [...others, mark]);
    },
    unmute: (part) => save(file.get().filter((each) => !isAbout(each, part))),
    addSample: (choices) => {
      if (file.hasSample()) return;
      const marks = choices().flatMap(([occurrence, choice]) => markFor(occurrence, choice) ?? []);
      const others = file.get().filter((each) => !marks.some((mark) => isAbout(each, mark)));
      if (marks.length > 0 && file.set([...others, ...marks], now(), true)) onChanged();
    },
    forget: (account) => {
      const kept = file.get().filter(({ accountId }) => accountId !== account);
      const isSample = account === sampleAccountId && file.hasSample();
      if (kept.length === file.get().length && !isSample) return;
      if (file.set(kept, now(), file.hasSample() && !isSample)) onChanged();
    },
  };
};
