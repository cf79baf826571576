import { useEffect, useState } from 'react';

/** A state that returns to `rest`, `whileMs` after it was last set to something else. */
export const useForAWhile = <Value>(
  rest: Value,
  whileMs: number,
): readonly [value: Value, set: (value: Value) => void] => {
  // In an object, so that setting the same value again restarts the time.
  const [said, setSaid] = useState({ value: rest });
  useEffect(() => {
    if (said.value === rest) return;
    const timer = setTimeout(() => setSaid({ value: rest }), whileMs);
    return () => clearTimeout(timer);
  }, [said, rest, whileMs]);
  const [set] = useState(() => (value: Value) => setSaid({ value }));
  return [said.value, set];
};
