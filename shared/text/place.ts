import { plainText } from './plainText.ts';

/** Where to go, on one line; null where nothing is named but a link. A place is text that strangers wrote. */
export const placeText = (location: string | undefined): string | null => {
  const place = plainText(location ?? '', 1000);
  return place === '' || /^https?:\/\/\S+$/i.test(place) ? null : place;
};
