import type { Messages } from '../messages/en.ts';
import type { Occurrence } from '../model.ts';
import { withoutDeception } from './deceptive.ts';

/**
 * What to call an event, or what changed about one. Google sends no summary for events that the person may only see as busy, and
 * for ones nobody named [S26].
 */
export const displayTitle = (
  { title: stored, visibility }: Pick<Occurrence, 'title'> & Partial<Pick<Occurrence, 'visibility'>>,
  messages: Messages,
): string => {
  const title = withoutDeception(stored).trim();
  if (title !== '') return title;
  return visibility === 'private' || visibility === 'confidential' ? messages.app.busy : messages.app.noTitle;
};
