import { useEffect, useState } from 'react';

/** A state that goes back to `rest` by itself, `whileMs` after it was last set to something else. */
export const useForAWhile = <Value>(
  rest: Value,
  whileMs: number,
): readonly [value: Value, set: (value: Value) => void] => {
  // In an object, so that the same value set again begins anew.
  const [said, setSaid] = useState({ value: rest });
  useEffect(() => {
    if (said.value === rest) return;
    const timer = setTimeout(() => setSaid({ value: rest }), whileMs);
    return () => clearTimeout(timer);
  }, [said, rest, whileMs]);
  const [set] = useState(() => (value: Value) => setSaid({ value }));
  return [said.value, set];
};
