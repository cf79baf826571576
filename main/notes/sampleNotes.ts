/** The sample calendar's notes, so that one who tries the app finds some. Content only. */
import type { Occurrence } from '../../shared/model.ts';
import { notedMeetingOf } from '../../shared/notes.ts';
import type { NoteToSave } from '../../shared/notes.ts';

const oneOnOne = 'Priya / Alex';

const lastText = `Talked about the payment errors and who takes the pager in December.

- [x] Share the draft of the checkout
- [ ] Ask Grace for the numbers of the last release
- [ ] Book the Pear Room for the workshop

Priya prefers Thursdays for reviews.`;

const seriesText = 'Goals for the quarter: the new checkout, fewer alerts at night.';

/** `meetings`: occurrences of the sample that are over, in order of start. */
export const sampleNotes = (meetings: readonly Occurrence[]): readonly NoteToSave[] => {
  const last = meetings.findLast(({ title, masterId }) => title === oneOnOne && masterId !== undefined);
  if (last === undefined) return [];
  const meeting = notedMeetingOf(last);
  return [
    { id: null, scope: 'occurrence', meeting, text: lastText, revision: 0 },
    { id: null, scope: 'series', meeting, text: seriesText, revision: 0 },
  ];
};
