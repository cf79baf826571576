import { Check, ClipboardCopy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import { Button } from '../ui/Button.tsx';
import { useForAWhile } from '../ui/useForAWhile.ts';
import { useWords } from '../ui/words.ts';
import styles from './Inspector.module.css';

const saidMs = 4000;

/** Copies a text for a bug report to the clipboard, and shows it on demand. */
export const CopyDiagnostics = (): ReactNode => {
  const { messages, format } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const [fresh, setFresh] = useForAWhile(false, saidMs);
  const [problem, setProblem] = useState<Problem | null>(null);
  const copy = (): void => {
    void window.jarvis.sync.copyDiagnostics().then((reply) => {
      setProblem(reply.ok ? null : reply.problem);
      setFresh(reply.ok);
      if (reply.ok) setCopied(reply.value);
    });
  };
  const { inspector } = messages;
  return (
    <div className={styles.action}>
      <span className={styles.words}>
        <strong>{inspector.diagnostics}</strong>
        <small>{inspector.copyHint}</small>
      </span>
      <Button onClick={copy}>
        {fresh ? <Check size={15} aria-hidden="true" /> : <ClipboardCopy size={15} aria-hidden="true" />}
        {inspector.copy}
      </Button>
      <div role="status" className={styles.result}>
        {problem === null ? null : (
          <p className={styles.said}>{problemText(messages, problem, format).sentence}</p>
        )}
        {fresh ? <p className={styles.said}>{inspector.copied}</p> : null}
      </div>
      {copied === null ? null : (
        <details className={styles.copied}>
          <summary>{inspector.showCopied}</summary>
          {/* Focusable, so that the arrow keys can scroll it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} aria-label={inspector.showCopied}>
            {copied}
          </pre>
        </details>
      )}
    </div>
  );
};
