/** How open operations are drawn: passed on with what is to be drawn, so that who draws need not load this code. */
import { createdAs, createdDetail, creationsIn, nextOf, remindersOf } from './creations.ts';
import { drawAnswer, drawDetail, isRemoved, type PendingIndex } from './pending.ts';

export const drawing = {
  createdAs,
  createdDetail,
  creationsIn,
  drawAnswer,
  drawDetail,
  isRemoved,
  nextOf,
  remindersOf,
};

export type Drawing = typeof drawing & { readonly index: PendingIndex };
