import { plainText } from './plainText.ts';

/** A place that is nothing but a link, usually the one to join by. */
const onlyLink = /^https?:\/\/\S+$/i;

/** Returns the place as stored; null if it is empty or only a link. */
export const placeNamed = (location: string | undefined): string | null => {
  const place = location?.trim() ?? '';
  return place === '' || onlyLink.test(place) ? null : place;
};

/** Returns the place on one line; it is text from strangers. */
export const placeText = (location: string | undefined): string | null =>
  placeNamed(plainText(location ?? '', 1000));
