/**
 * The day that header and timeline show: the one at the top of the list. It is not part of the workspace's state, so
 * that scrolling from day to day does not render the list again.
 */
import { useSyncExternalStore } from 'react';
import type { IsoDate } from '../../shared/model.ts';

export interface ShownDate {
  /** Null while it is today, so that it moves on at midnight. */
  readonly date: IsoDate | null;
  /** The person went to it, rather than scrolled there. */
  readonly jumped: boolean;
}

export interface ShownDateStore {
  get(): ShownDate;
  set(next: ShownDate): void;
  subscribe(listener: () => void): () => void;
}

export const createShownDate = (): ShownDateStore => {
  const listeners = new Set<() => void>();
  let current: ShownDate = { date: null, jumped: true };
  return {
    get: () => current,
    set: (next) => {
      if (next.date === current.date && next.jumped === current.jumped) return;
      current = next;
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export const useShownDate = (
  { get, subscribe }: ShownDateStore,
  today: IsoDate,
): { readonly date: IsoDate; readonly jumped: boolean } => {
  const { date, jumped } = useSyncExternalStore(subscribe, get, get);
  return { date: date ?? today, jumped };
};
