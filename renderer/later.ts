/**
 * Parts of the window that the first paint does not need. Their code is separate and fetched when there is time.
 *
 * Invariants: a part that has been fetched is rendered at once, in the same turn as any other component (React's own
 * `lazy` renders its fallback first), so focus and layout do not change. A part that has not been fetched renders nothing.
 */
import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react';

export interface LaterPart<Props> {
  (props: Props): ReactNode;
  /** Fetches once; fetches again only after a failure. */
  fetch(): Promise<ComponentType<Props>>;
}

export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>): LaterPart<Props> => {
  let fetched: ComponentType<Props> | null = null;
  let fetching: Promise<ComponentType<Props>> | null = null;
  const fetch = (): Promise<ComponentType<Props>> => {
    fetching ??= load().then(
      (part) => (fetched = part),
      (error: unknown) => {
        fetching = null;
        throw error;
      },
    );
    return fetching;
  };
  const Later = (props: Props): ReactNode => {
    const [part, setPart] = useState(() => fetched);
    useEffect(() => {
      if (part === null) void fetch().then((come) => setPart(() => come));
    }, [part]);
    return part === null ? null : createElement(part, props);
  };
  return Object.assign(Later, { fetch });
};
