/** What the window asks for when the person marks, mutes or restores an event. */
import { refOf } from '../../shared/agenda.ts';
import type { AttentionChoice } from '../../shared/attention.ts';
import type { Attention, Occurrence } from '../../shared/model.ts';

export const choose = (occurrence: Occurrence, choice: AttentionChoice) =>
  window.jarvis.attention.choose({ ...refOf(occurrence), choice });

/** Returns the choice that gives the event its attention back. A rule itself is left as it is. */
export const restoring = ({ by }: Attention): AttentionChoice => {
  switch (by) {
    case 'occurrence':
      return { scope: 'occurrence', level: null };
    case 'series':
      return { scope: 'series', level: null };
    case 'calendar':
      return { scope: 'calendar', level: null };
    case 'rule':
      return { scope: 'occurrence', level: 'normal' };
    default:
      return by satisfies never;
  }
};

/** Returns the choice for a key that marks an event, or takes the mark back if it has one. */
export const toggled = (occurrence: Occurrence, level: 'done' | 'muted'): AttentionChoice =>
  occurrence.attention?.level === level ? restoring(occurrence.attention) : { scope: 'occurrence', level };
