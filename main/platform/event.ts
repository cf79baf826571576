/**
 * An event that one part of the app emits and others listen to. Listeners are called in the order in which they were
 * added.
 */
export interface AppEvent<T = void> {
  emit(value: T): void;
  on(listener: (value: T) => void): void;
}

export const createEvent = <T = void>(): AppEvent<T> => {
  const listeners: ((value: T) => void)[] = [];
  return {
    emit: (value) => {
      for (const listener of listeners) listener(value);
    },
    on: (listener) => void listeners.push(listener),
  };
};
