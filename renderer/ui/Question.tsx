import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

interface QuestionProps {
  readonly className?: string | undefined;
  /** The question itself. */
  readonly label: string;
  /** After Esc. */
  readonly onCallOff: () => void;
  readonly children: ReactNode;
}

/** Asked in the place of the button that raised it. What answers it harmlessly has the focus (`autoFocus`). */
export const Question = ({ className, label, onCallOff, children }: QuestionProps): ReactNode => (
  // Esc calls off the question, not the page that it stands on.
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

/** Whether a question is asked; called off, it leaves the focus to the button that raised it. */
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
