/** Buttons that copy something of a meeting to the clipboard, and say so for a moment. */
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { useAct } from './act.ts';
import { Button, IconButton } from './Button.tsx';
import { Hidden } from './Hidden.tsx';
import { useForAWhile } from './useForAWhile.ts';

const saidMs = 2500;

interface CopyProps {
  readonly label: string;
  /** The text after copying. */
  readonly done: string;
  readonly copy: () => Promise<Result<null, Problem>>;
}

const useCopy = (copy: CopyProps['copy']): { readonly copied: boolean; readonly start: () => void } => {
  const act = useAct();
  const [copied, setCopied] = useForAWhile(false, saidMs);
  const start = (): void => {
    const call = copy();
    act(call);
    void call.then((reply) => setCopied(reply.ok));
  };
  return { copied, start };
};

export const CopyButton = ({ label, done, copy }: CopyProps): ReactNode => {
  const { copied, start } = useCopy(copy);
  return (
    <>
      <Button onClick={start}>
        {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
        {copied ? done : label}
      </Button>
      <Hidden role="status">{copied ? done : ''}</Hidden>
    </>
  );
};

/** The same as an icon. */
export const CopyIcon = ({ label, done, copy }: CopyProps): ReactNode => {
  const { copied, start } = useCopy(copy);
  return (
    <>
      <IconButton label={label} onClick={start}>
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      </IconButton>
      <Hidden role="status">{copied ? done : ''}</Hidden>
    </>
  );
};
