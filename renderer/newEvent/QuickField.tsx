import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { LONGEST_LINE, type QuickPart } from '../../shared/quickAdd.ts';
import { useWords } from '../ui/words.ts';
import styles from './NewEvent.module.css';

interface QuickFieldProps {
  readonly text: string;
  readonly parts: readonly QuickPart[];
  readonly describedBy: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The text in pieces, each with its part or without one. */
const piecesOf = (text: string, parts: readonly QuickPart[]) => {
  const pieces: { readonly start: number; readonly text: string; readonly part: QuickPart | null }[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.start > at) pieces.push({ start: at, text: text.slice(at, part.start), part: null });
    pieces.push({ start: part.start, text: text.slice(part.start, part.end), part });
    at = part.end;
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), part: null });
  return pieces;
};

/** The line. What was understood is marked behind the text, in a copy that scrolls with it. */
export const QuickField = ({ text, parts, describedBy, onChange, onKeyDown }: QuickFieldProps): ReactNode => {
  const { messages } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const follow = (): void => {
    if (marks.current !== null && input.current !== null) marks.current.scrollLeft = input.current.scrollLeft;
  };
  useLayoutEffect(follow);
  return (
    <div className={styles.quick}>
      <div ref={marks} className={styles.marks} aria-hidden="true" dir="auto">
        {piecesOf(text, parts).map(({ start, text: piece, part }) =>
          part === null ? (
            <span key={start}>{piece}</span>
          ) : (
            <mark key={start} data-part={part.kind}>
              {piece}
            </mark>
          ),
        )}
      </div>
      <input
        ref={input}
        type="text"
        aria-label={messages.newEvent.line}
        aria-describedby={describedBy}
        placeholder={messages.newEvent.placeholder}
        maxLength={LONGEST_LINE}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        dir="auto"
        value={text}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKeyDown}
        onScroll={follow}
        onSelect={follow}
      />
    </div>
  );
};
