/**
 * Parts of the window that its first paint has no use for: code of their own, fetched once there is time.
 *
 * Invariants: a part that has been fetched is drawn at once, in the same turn as any other component (React's own
 * `lazy` draws its fallback first), so focus and layout do not notice. One that has not is nothing until it comes.
 */
import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react';

export interface LaterPart<Props> {
  (props: Props): ReactNode;
  /** Once; again only after it failed. */
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
