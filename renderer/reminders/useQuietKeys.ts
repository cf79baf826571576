import { useEffect, useState } from 'react';

/** As long as this after it appeared, a key was meant for what the person was doing before. */
const QUIET_MS = 1000;

/**
 * Returns whether keys may answer. Not in the first second after something new appeared or the window came to the
 * front, and not while a person is still typing a text.
 */
export const useQuietKeys = (isWanted: boolean, count: number): boolean => {
  const [isQuiet, setQuiet] = useState(false);
  const [seen, setSeen] = useState(count);
  // While drawing, so that no key can come in between.
  if (seen !== count) {
    setSeen(count);
    if (count > seen) setQuiet(false);
  }
  useEffect(() => {
    if (!isWanted || isQuiet) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setQuiet(true), QUIET_MS);
    };
    const typed = ({ key }: KeyboardEvent): void => {
      if (key.length === 1) wait();
    };
    wait();
    window.addEventListener('keydown', typed);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', typed);
    };
  }, [isWanted, isQuiet, count]);
  useEffect(() => {
    const cameToFront = (): void => setQuiet(false);
    window.addEventListener('focus', cameToFront);
    return () => window.removeEventListener('focus', cameToFront);
  }, []);
  return isWanted && isQuiet;
};
