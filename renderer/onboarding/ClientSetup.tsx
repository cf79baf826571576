import { ExternalLink, FileJson } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { isCalendarFilePath } from '../../shared/feeds.ts';
import type { SetupText } from '../../shared/messages/en/onboarding.ts';
import { setupSteps, type SetupStep } from '../../shared/setupSteps.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './ClientSetup.module.css';

interface ClientSetupProps {
  readonly accounts: Accounts;
  /** Whether the browser opens as soon as there is a client, because the person asked to connect. */
  readonly thenConnect: boolean;
  readonly autoFocus?: boolean;
}

/** How to get the client file that Google requires if the app was built without a client, and where to add it. */
export const ClientSetup = (props: ClientSetupProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.onboarding;
  return (
    <>
      <p className={styles.lead}>{words.clientLead}</p>
      <ol className={styles.steps}>
        {setupSteps.map((step) => (
          <li key={step}>
            <Told {...words.clientSteps[step]} step={step} />
          </li>
        ))}
      </ol>
      <FileZone {...props} />
    </>
  );
};

/** What Google may show on its own pages, of which the app hears nothing, and what helps. */
export const SetupHelp = (): ReactNode => {
  const words = useWords().messages.onboarding.help;
  return (
    <details className={styles.help}>
      <summary>{words.title}</summary>
      <ul>
        <li>
          <Told {...words.unverified} step={null} />
        </li>
        <li>
          <Told {...words.notTester} step="audience" />
        </li>
        <li>
          <Told {...words.organisation} step="audience" />
        </li>
        <li>
          <Told {...words.wrongClient} step="client" />
        </li>
      </ul>
    </details>
  );
};

/** A text, with the page of Google's console that it is about. */
const Told = ({ title, text, step }: SetupText & { readonly step: SetupStep | null }): ReactNode => {
  const words = useWords().messages.onboarding;
  return (
    <div className={styles.told}>
      <p>
        <strong>{title}</strong>
        <span>{text}</span>
      </p>
      {step === null ? null : (
        <Button
          size="small"
          aria-label={words.openPageOf(title)}
          onClick={() => void window.jarvis.accounts.openSetupPage({ step })}
        >
          <ExternalLink size={14} aria-hidden="true" />
          {words.openPage}
        </Button>
      )}
    </div>
  );
};

/** No client file is larger. */
const mostCharacters = 65_536;

/** Takes the file: dropped, chosen, or as pasted text. */
const FileZone = ({ accounts, thenConnect, autoFocus = false }: ClientSetupProps): ReactNode => {
  const words = useWords().messages.onboarding;
  const { addClientFile } = accounts;
  const add = useCallback(
    (text: string): void => addClientFile(text.slice(0, mostCharacters), { thenConnect }),
    [addClientFile, thenConnect],
  );
  const over = useDroppedText(add);
  return (
    <div className={`${styles.zone} ${over ? styles.over : ''}`} role="group" aria-label={words.addFile}>
      <FileJson size={20} aria-hidden="true" />
      <p>
        <strong>{words.addFile}</strong>
        <span>{words.addFileHint}</span>
      </p>
      <Button
        look="primary"
        disabled={accounts.connecting !== null}
        onClick={() => accounts.chooseClientFile({ thenConnect })}
        autoFocus={autoFocus}
      >
        {words.chooseClientFile}
      </Button>
      <textarea
        className={styles.paste}
        rows={2}
        aria-label={words.pasteFile}
        placeholder={'{"installed":{"client_id":"…'}
        spellCheck={false}
        dir="ltr"
        maxLength={mostCharacters}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain');
          if (text.trim() !== '') add(text);
        }}
      />
    </div>
  );
};

/** Passes on a file, or a text, that is dropped anywhere on the window. Returns whether one is held over it. */
const useDroppedText = (onDrop: (text: string) => void): boolean => {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (): void => setOver(false);
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      // The preload passes calendar files on.
      if (file !== undefined && isCalendarFilePath(file.name)) return;
      if (file === undefined) onDrop(event.dataTransfer?.getData('text/plain') ?? '');
      else
        void file
          .slice(0, mostCharacters + 1)
          .text()
          .then(onDrop);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);
  return over;
};
