import type { Messages } from '../messages/en.ts';
import type { Occurrence } from '../model.ts';
import { withoutDeception } from './deceptive.ts';

/**
 * What to call an event. Google sends no summary for events that the person may only see as busy, and
 * for ones nobody named [S26].
 */
export const displayTitle = (
  occurrence: Pick<Occurrence, 'title' | 'visibility'>,
  messages: Messages,
): string => {
  const title = withoutDeception(occurrence.title).trim();
  if (title !== '') return title;
  return occurrence.visibility === 'private' || occurrence.visibility === 'confidential'
    ? messages.app.busy
    : messages.app.noTitle;
};
