import { FolderOpen, ScrollText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import { useLive } from '../data/useLive.ts';
import { CopyDiagnostics } from '../inspector/CopyDiagnostics.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from '../ui/words.ts';
import { Fact, Section } from './fields.tsx';
import { Updates, type UpdatesProps } from './Updates.tsx';
import styles from './Settings.module.css';

const loadVersions = (): ReturnType<typeof window.jarvis.app.versions> => window.jarvis.app.versions();

interface AboutProps extends UpdatesProps {
  readonly info: AppInfo | null;
}

/** The app, its versions, and what helps to report a problem. */
export const About = ({ info, ...updates }: AboutProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.settings;
  const versions = useLive(loadVersions).value;
  const parts =
    versions === null
      ? []
      : [
          `Electron ${versions.electron}`,
          `Chromium ${versions.chromium}`,
          `Node ${versions.node}`,
          ...(versions.sqlite === null ? [] : [`SQLite ${versions.sqlite}`]),
        ];
  return (
    <Section title={words.about} place="about">
      <Fact
        label={info === null ? messages.app.name : `${messages.app.name} ${info.version}`}
        hint={
          <>
            <span className={styles.line}>{words.aboutText}</span>
            <span className={styles.line}>{words.timesIn(format.timeZone.replaceAll('_', ' '))}</span>
            <span className={`${styles.line} ${styles.selectable}`}>{parts.join(' · ')}</span>
          </>
        }
      />
      <Updates {...updates} />
      <CopyDiagnostics />
      <Logs />
      <Licences />
    </Section>
  );
};

const Logs = (): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.settings;
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = (): void => {
    void window.jarvis.app.openLogs().then((reply) => setProblem(reply.ok ? null : reply.problem));
  };
  return (
    <Fact label={words.logs} hint={words.logsHint}>
      <Button onClick={open}>
        <FolderOpen size={15} aria-hidden="true" />
        {words.openLogs}
      </Button>
      <p role="status" className={styles.said}>
        {problem === null ? '' : problemText(messages, problem, format).sentence}
      </p>
    </Fact>
  );
};

const Licences = (): ReactNode => {
  const { messages } = useWords();
  const words = messages.settings;
  const [text, setText] = useState<string | null>(null);
  const show = (): void => {
    void window.jarvis.app.licences().then((reply) => setText(reply.ok ? reply.value : ''));
  };
  return (
    <Fact label={words.licences} hint={words.licencesHint}>
      <Button onClick={show}>
        <ScrollText size={15} aria-hidden="true" />
        {words.showLicences}
      </Button>
      {text === null ? null : (
        <Dialog title={words.licences} onClose={() => setText(null)}>
          <pre className={styles.licences} lang="en" dir="ltr">
            {text}
          </pre>
        </Dialog>
      )}
    </Fact>
  );
};
