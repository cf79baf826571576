import { plainText } from './plainText.ts';

/** A place that is nothing but a link: mostly the one by which to join. */
const onlyLink = /^https?:\/\/\S+$/i;

/** Where to go, as it is stored; null where nothing is named but a link. */
export const placeNamed = (location: string | undefined): string | null => {
  const place = location?.trim() ?? '';
  return place === '' || onlyLink.test(place) ? null : place;
};

/** The same on one line; a place is text that strangers wrote. */
export const placeText = (location: string | undefined): string | null =>
  placeNamed(plainText(location ?? '', 1000));
