/** The person's choices for single meetings: to be joined automatically, or not. */
import { occurrenceKeyOf } from '../../shared/autoJoin.ts';
import type { Occurrence } from '../../shared/model.ts';
import { textOfKey } from '../../shared/reminders.ts';
import { isSameMeeting } from './plan.ts';
import type { AutoJoinFile } from './stateFile.ts';

export interface AutoJoinChoices {
  /** Returns the occurrences with `autoJoin` where the person chose; the same list if they never did. */
  over<Item extends Occurrence>(occurrences: readonly Item[]): readonly Item[];
  /** `on` null takes the choice back. Returns false if it could not be saved. */
  choose(occurrence: Occurrence, on: boolean | null): boolean;
}

export const createAutoJoinChoices = (
  file: AutoJoinFile,
  now: () => number,
  onChanged: () => void,
): AutoJoinChoices => ({
  over: (occurrences) => {
    const { choices } = file.get();
    if (choices.length === 0) return occurrences;
    const starts = new Map(choices.map((choice) => [choice.start, choice]));
    const byKey = new Map(choices.map((choice) => [textOfKey(choice), choice.on]));
    return occurrences.map((occurrence) => {
      const key = occurrenceKeyOf(occurrence);
      if (!starts.has(key.start)) return occurrence;
      const on = byKey.get(textOfKey(key)) ?? choices.find((each) => isSameMeeting(each, key))?.on;
      return on === undefined ? occurrence : { ...occurrence, autoJoin: on };
    });
  },
  choose: (occurrence, on) => {
    const key = occurrenceKeyOf(occurrence);
    const { choices, handled } = file.get();
    const others = choices.filter((each) => !isSameMeeting(each, key));
    const change = {
      choices: on === null ? others : [...others, { ...key, on }],
      // Who called it off and chooses it again means it.
      ...(on === true && {
        handled: handled.filter((each) => each.how === 'joined' || !isSameMeeting(each, key)),
      }),
    };
    if (!file.set(change, now())) return false;
    onChanged();
    return true;
  },
});
