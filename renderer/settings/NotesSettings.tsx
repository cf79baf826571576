import { useState, type ReactNode } from 'react';
import type { NotesBackup } from '../../shared/notes.ts';
import { useLive } from '../data/useLive.ts';
import { ExportButton } from '../notes/ExportButton.tsx';
import { onNotesChanged } from '../notes/onNotesChanged.ts';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import { useForAWhile } from '../ui/useForAWhile.ts';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { Fact, Section } from './fields.tsx';
import styles from './Settings.module.css';

const load = (): ReturnType<typeof window.jarvis.notes.backups> => window.jarvis.notes.backups();
const saidMs = 6000;

/** Where the notes are, their export, and the backups to restore. */
export const NotesSettings = (): ReactNode => {
  const { messages } = useWords();
  const words = messages.notes.settings;
  const { value, problem, reload } = useLive(load, onNotesChanged);
  const [said, setSaid] = useForAWhile('', saidMs);
  const [failed, setFailed] = useState(false);
  const restore = async ({ id }: NotesBackup): Promise<void> => {
    const reply = await window.jarvis.notes.restore({ id });
    setFailed(!reply.ok);
    if (reply.ok) setSaid(words.restored);
    reload();
  };
  return (
    <>
      <Section title={words.files} hint={words.filesHint} place="notes">
        <Fact label={words.exportAll} hint={words.exportAllHint}>
          <ExportButton what={{ kind: 'all' }} label={messages.notes.exportAll} look="quiet" />
        </Fact>
      </Section>
      <Section title={words.backups} hint={words.backupsHint} place="noteBackups">
        {(problem !== null && value === null) || failed ? (
          <p className={`${styles.item} ${warned.warned}`} role="alert">
            {messages.notes.unreadable}
          </p>
        ) : null}
        {value?.length === 0 ? <p className={styles.item}>{words.noBackups}</p> : null}
        {value?.map((backup) => (
          <Backup key={backup.id} backup={backup} onRestore={restore} />
        ))}
        <p role="status" className={said === '' ? undefined : styles.item}>
          {said}
        </p>
      </Section>
    </>
  );
};

interface BackupProps {
  readonly backup: NotesBackup;
  readonly onRestore: (backup: NotesBackup) => Promise<void>;
}

const Backup = ({ backup, onRestore }: BackupProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.notes.settings;
  const { asking, setAsking, button } = useQuestion();
  const [restoring, setRestoring] = useState(false);
  const ms = Date.parse(backup.at);
  const when = `${format.fullDate(format.dateOf(ms), '0000-01-01')}, ${format.time(ms)}`;
  if (asking)
    return (
      <Question
        className={styles.item}
        label={words.restoreQuestion(when)}
        onCallOff={() => (restoring ? undefined : setAsking(false))}
      >
        <span className={styles.words}>
          <strong>{words.restoreQuestion(when)}</strong>
          <small>{words.restoreHint}</small>
        </span>
        <Button onClick={() => setAsking(false)} disabled={restoring} autoFocus>
          {messages.app.cancel}
        </Button>
        <Button
          look="danger"
          disabled={restoring}
          onClick={() => {
            setRestoring(true);
            void onRestore(backup).then(() => {
              setRestoring(false);
              setAsking(false);
            });
          }}
        >
          {words.restoreNow}
        </Button>
      </Question>
    );
  return (
    <Fact label={when} hint={messages.notes.count(backup.notes)}>
      <Button ref={button} aria-label={words.restoreFrom(when)} onClick={() => setAsking(true)}>
        {words.restore}
      </Button>
    </Fact>
  );
};
