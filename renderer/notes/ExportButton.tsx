/** Writes notes into a folder that the person chooses, and says how many. */
import { useState, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { NotesToExport } from '../../shared/notes.ts';
import { Button } from '../ui/Button.tsx';
import { useForAWhile } from '../ui/useForAWhile.ts';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import styles from './Notes.module.css';

interface ExportButtonProps {
  readonly what: NotesToExport;
  readonly label: string;
  readonly look?: 'plain' | 'quiet';
}

const saidMs = 6000;

export const ExportButton = ({ what, label, look = 'plain' }: ExportButtonProps): ReactNode => {
  const { messages, format } = useWords();
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useForAWhile('', saidMs);
  const [problem, setProblem] = useState<string | null>(null);
  const start = async (): Promise<void> => {
    setRunning(true);
    setProblem(null);
    const reply = await window.jarvis.notes.export(what);
    setRunning(false);
    if (reply.ok) setSaid(messages.notes.exported(reply.value.written));
    else if (reply.problem.kind !== 'cancelled') {
      const { kind } = reply.problem;
      setProblem(
        kind === 'storageFailed'
          ? messages.notes.unreadable
          : problemText(messages, reply.problem, format).sentence,
      );
    }
  };
  return (
    <>
      <Button look={look} size="small" disabled={running} onClick={() => void start()}>
        {label}
      </Button>
      <span role="status" className={said === '' ? undefined : styles.said}>
        {said}
      </span>
      {problem === null ? null : (
        <p className={`${warned.warned} ${styles.problem}`} role="alert">
          {problem}
        </p>
      )}
    </>
  );
};
