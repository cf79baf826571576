/** What a change that is on its way says: what was asked for, and what discarding it loses. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import type { OutboxItem } from '../../shared/writing.ts';

/** Returns what was asked for and typed, a line each. */
export const wantedOf = ({ what }: OutboxItem, { outbox, answering }: Messages): readonly string[] => {
  if (what.kind === 'respond') {
    const answer = answering.choices[what.response];
    const said = what.scope === 'all' ? outbox.answerAll(answer) : outbox.answer(answer);
    return what.comment === null || what.comment === '' ? [said] : [said, outbox.comment(what.comment)];
  }
  if (what.kind === 'move') return [outbox.move(what.name)];
  if (what.kind === 'remove') return [what.scope === 'all' ? outbox.removeAll : outbox.remove];
  return [
    outbox.create,
    what.guests.length === 0 ? '' : outbox.guests(what.guests.join(', ')),
    what.place,
    what.description,
  ].filter((line) => line.trim() !== '');
};

/** Returns what is lost if the change is discarded. */
export const lossOf = ({ what, state }: OutboxItem, { outbox, answering }: Messages): readonly string[] => {
  if (state === 'unknown') return [outbox.discardUnknown];
  if (what.kind === 'create') return [outbox.discardCreate];
  if (what.kind === 'remove') return [outbox.discardRemove];
  if (what.kind === 'move') return [outbox.discardMove];
  const answer = outbox.discardAnswer(answering.choices[what.response]);
  return what.comment === null || what.comment === '' ? [answer] : [answer, outbox.discardNote(what.comment)];
};
