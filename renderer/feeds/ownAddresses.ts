/** The person's addresses as one text, separated by commas, and back. Pure. */
import { LONGEST_OWN_ADDRESS, MOST_OWN_ADDRESSES } from '../../shared/feeds.ts';

export const joinAddresses = (addresses: readonly string[]): string => addresses.join(', ');

/** Null if one of them is no address. */
export const splitAddresses = (text: string): readonly string[] | null => {
  const addresses = text.split(/[\s,;]+/).filter((address) => address !== '');
  const isSound = addresses.every(
    (address) => address.length <= LONGEST_OWN_ADDRESS && /^[^@]+@[^@]+$/.test(address),
  );
  return isSound && addresses.length <= MOST_OWN_ADDRESSES ? [...new Set(addresses)] : null;
};
