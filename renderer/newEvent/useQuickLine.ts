import { useEffect, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { QuickBase, QuickLine, QuickPart } from '../../shared/quickAdd.ts';

export interface ReadLine {
  /** The text that `line` is about. */
  readonly text: string;
  readonly line: QuickLine;
}

/**
 * Reads the typed line with every change. Returns the last reply, which may be about an earlier text; null before the
 * first one. Replies are in order, since main reads one line after the other.
 */
export const useQuickLine = (
  text: string,
  base: QuickBase | null,
): { readonly read: ReadLine | null; readonly problem: Problem | null } => {
  const [state, setState] = useState<{ read: ReadLine | null; problem: Problem | null }>({
    read: null,
    problem: null,
  });
  useEffect(() => {
    let isWanted = true;
    void window.jarvis.edits.parseQuick({ text, ...(base !== null && { base }) }).then((reply) => {
      if (!isWanted) return;
      setState((before) =>
        reply.ok
          ? { read: { text, line: reply.value }, problem: null }
          : { read: before.read, problem: reply.problem },
      );
    });
    return () => {
      isWanted = false;
    };
  }, [text, base]);
  return state;
};

/** Returns the parts that still stand in a text that has been changed since: those before the first difference. */
export const standingParts = (read: ReadLine | null, text: string): readonly QuickPart[] => {
  if (read === null) return [];
  if (read.text === text) return read.line.parts;
  let same = 0;
  while (same < text.length && text[same] === read.text[same]) same += 1;
  return read.line.parts.filter(({ end }) => end < same || (end === same && same === text.length));
};
