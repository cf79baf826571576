/** What one who tries the app is said to have seen of the sample's next meeting, so that its brief tells what changed. */
import type { OccurrenceDetail } from '../../shared/model.ts';
import { lookOf, type Look } from '../brief/look.ts';

const designReview = 'Design review: new checkout';
const formerPlace = 'Apple Room, 2nd floor';
const lastGuest = 'grace';
const newLine = 'Open questions';

/** Returns what was seen of the meeting before; null if it is not that one. */
export const sampleLook = (detail: OccurrenceDetail): Look | null => {
  if (detail.title !== designReview) return null;
  const now = lookOf(detail);
  return {
    ...now,
    place: formerPlace,
    guests: now.guests?.filter(({ address }) => !address.startsWith(lastGuest)) ?? null,
    description: now.description
      .split('\n')
      .filter((line) => !line.includes(newLine))
      .join('\n'),
    attachments: now.attachments.slice(0, 1),
  };
};
