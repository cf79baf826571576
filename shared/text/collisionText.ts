import type { AgendaChange, Collision } from '../agendaChanges.ts';
import { displayTitle } from './displayTitle.ts';
import { plainPart } from './plainText.ts';
import type { Words } from './words.ts';

/** Returns what a meeting collides with: `“1:1”`, `“1:1” and 2 other events`. */
export const collisionName = (collision: Collision, { messages }: Words): string =>
  messages.changes.collidesWith(plainPart(displayTitle(collision.with, messages), 40), collision.count - 1);

/** `Now overlaps “1:1”`; null if the change led to no collision. */
export const collisionText = ({ collision }: AgendaChange, words: Words): string | null =>
  collision === undefined ? null : words.messages.changes.nowOverlaps(collisionName(collision, words));
