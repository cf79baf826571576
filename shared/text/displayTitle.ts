import type { Messages } from '../messages/en.ts';
import type { Occurrence } from '../model.ts';
import { withoutDeception } from './deceptive.ts';

/**
 * Returns what to call an event, or a change to one. Google sends no summary for events that the person may only see
 * as busy (private ones, and all of a free/busy calendar), and for events without a name [S26].
 */
export const displayTitle = (
  {
    title: stored,
    visibility,
    busyOnly,
  }: Pick<Occurrence, 'title'> & Partial<Pick<Occurrence, 'visibility' | 'busyOnly'>>,
  messages: Messages,
): string => {
  const title = withoutDeception(stored).trim();
  if (title !== '') return title;
  const isBusy = busyOnly === true || visibility === 'private' || visibility === 'confidential';
  return isBusy ? messages.app.busy : messages.app.noTitle;
};
