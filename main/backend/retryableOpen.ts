/**
 * The house is opened once, beside the window. Where it could not be (a full disk, a lock), asking `again`
 * opens it anew, however many ask at the same time.
 */
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface HouseDoor<House> {
  /** Null until it is open. */
  current(): House | null;
  get(again: boolean): Promise<Result<House, Problem>>;
}

export const createHouseDoor = <House>(open: () => Promise<Result<House, Problem>>): HouseDoor<House> => {
  let opening: Promise<Result<House, Problem>> | null = null;
  let house: House | null = null;
  const start = (): Promise<Result<House, Problem>> => {
    opening = open().then((opened) => {
      if (opened.ok) house = opened.value;
      return opened;
    });
    return opening;
  };
  return {
    current: () => house,
    get: async (again) => {
      const attempt = opening ?? start();
      const opened = await attempt;
      if (opened.ok || !again) return opened;
      return opening === null || opening === attempt ? start() : opening;
    },
  };
};
