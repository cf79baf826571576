import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

interface QuestionProps {
  readonly className?: string | undefined;
  /** The question. */
  readonly label: string;
  /** Called after Esc. */
  readonly onCallOff: () => void;
  readonly children: ReactNode;
}

/** A question in place of the button that raised it. The harmless choice has the focus (`autoFocus`). */
export const Question = ({ className, label, onCallOff, children }: QuestionProps): ReactNode => (
  // Esc cancels the question and does not close the page that contains it.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
  <div
    className={className}
    role="alertdialog"
    aria-label={label}
    onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onCallOff();
    }}
  >
    {children}
  </div>
);

/** The state of a question. When it ends, the focus returns to the button that raised it. */
export const useQuestion = (): {
  readonly asking: boolean;
  readonly setAsking: (asking: boolean) => void;
  readonly button: RefObject<HTMLButtonElement | null>;
} => {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && !asking) button.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  return { asking, setAsking, button };
};
