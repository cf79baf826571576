/**
 * The day in a typed line. chrono-node reads both languages' dates; numericDays.ts adds what it lacks. Both languages are
 * tried, and the one that understands more of the line wins. Pure.
 */
import type { IsoDate } from '../../shared/model.ts';
import { addDays, addMonths } from '../../shared/text/days.ts';
import { chronoDays } from './chronoDays.ts';
import { weekdayOfDate, type Candidate, type DayOptions, type FoundDay } from './dayCandidates.ts';
import type { Line } from './line.ts';
import { daysOfMonth, dottedDays, slashedDays } from './numericDays.ts';
import type { Language } from './vocabulary.ts';

const gap = /^[\s,.()]*$/u;
const adjacent = (text: string, a: Candidate, b: Candidate): boolean =>
  a.end <= b.start
    ? gap.test(text.slice(a.end, b.start))
    : b.end <= a.start && gap.test(text.slice(b.end, a.start));

/** "Friday 13th" is the next 13th that is a Friday. Any other date is not changed: the weekday may be a slip. */
const agreeing = ({ first, again }: Candidate, weekday: number): IsoDate => {
  if (again !== 'month') return first;
  for (let later = 0; later < 48; later += 1) {
    const date = addMonths(first, later);
    if (date.slice(8) === first.slice(8) && weekdayOfDate(date) === weekday) return date;
  }
  return first;
};

/** A weekday beside a day confirms it; beside a week, it says which of its days. */
const joined = (text: string, found: readonly Candidate[]): readonly Candidate[] => {
  const out: Candidate[] = [];
  for (const candidate of found) {
    const before = out.at(-1);
    if (before === undefined || !adjacent(text, before, candidate)) {
      out.push(candidate);
      continue;
    }
    // "Heute in einer Woche": the week is counted from the day before it.
    if (candidate.isWeek && candidate.weekday === null && before.weekday === null && before.last === null) {
      out[out.length - 1] = { ...candidate, start: before.start };
      continue;
    }
    const [weekday, other] = before.weekday === null ? [candidate, before] : [before, candidate];
    if (weekday.weekday === null || (other.weekday !== null && !other.isWeek)) {
      out.push(candidate);
      continue;
    }
    const monday = addDays(other.first, -weekdayOfDate(other.first));
    out[out.length - 1] = {
      ...other,
      first: other.isWeek ? addDays(monday, weekday.weekday) : agreeing(other, weekday.weekday),
      again: other.isWeek ? null : other.again,
      start: Math.min(weekday.start, other.start),
      end: Math.max(weekday.end, other.end),
    };
  }
  return out;
};

const candidatesIn = (line: Line, language: Language, options: DayOptions): readonly Candidate[] => {
  const text = line.open();
  const own = [
    ...dottedDays(text, options.today),
    ...slashedDays(text, options),
    ...daysOfMonth(text, options.today),
  ];
  // What was read above is hidden, so that chrono does not take a part of it for something else.
  const rest = own.reduce(
    (open, { start, end }) => open.slice(0, start) + '¦'.repeat(end - start) + open.slice(end),
    text,
  );
  const all = [...own, ...chronoDays(rest, language, options)].toSorted((a, b) => a.start - b.start);
  return joined(text, all);
};

const best = (found: readonly Candidate[]): Candidate | undefined =>
  found.toSorted((a, b) => b.strength - a.strength || a.start - b.start).at(0);

const lead =
  /(?:(?<![\p{L}\p{N}_])(?:on|am|an|den|dem|der|the|from|starting|beginning|ab|vom|von|start|bis|until|by)|,)\s*$/iu;
const untilLead = /(?<![\p{L}\p{N}_])(?:until|till|through|bis(?:\s+zum)?|to)\s*$/iu;

const startWithLead = (text: string, start: number): number => {
  let from = start;
  for (let words = 0; words < 3; words += 1) {
    const found = lead.exec(text.slice(0, from));
    if (found === null) break;
    from = found.index;
  }
  return from;
};

export interface FoundDays {
  readonly day: FoundDay | null;
  /** Until when it repeats, inclusive. */
  readonly until: IsoDate | null;
}

/** Takes the day from the line, and with `repeats` also the day after "until" or "bis". */
export const readDays = (line: Line, repeats: boolean, options: DayOptions): FoundDays => {
  const preferred = options.language;
  const other: Language = preferred === 'de' ? 'en' : 'de';
  const covered = (found: readonly Candidate[]): number =>
    found.reduce((sum, { start, end, strength }) => sum + (end - start) + strength, 0);
  const [first, second] = [candidatesIn(line, preferred, options), candidatesIn(line, other, options)];
  let found = covered(second) > covered(first) ? second : first;
  const text = line.text;
  let until: IsoDate | null = null;
  if (repeats) {
    const last = found.find(
      ({ start }) =>
        untilLead.test(text.slice(0, start)) || /^(?:bis|until|till)\s/iu.test(text.slice(start)),
    );
    if (last !== undefined) {
      const begins = untilLead.exec(text.slice(0, last.start))?.index ?? last.start;
      line.take('repeat', begins, last.end);
      until = last.first;
      found = found.filter((candidate) => candidate !== last);
    }
  }
  const day = best(found);
  if (day === undefined) return { day: null, until };
  line.take('date', startWithLead(line.open(), day.start), day.end);
  const { start: _, end: __, weekday: ___, isWeek: ____, strength: _____, ...rest } = day;
  return { day: rest, until };
};
