import { CalendarCheck, CalendarOff, CloudDownload } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Empty.module.css';

interface EmptyProps {
  /** The first sync is running; no calendar is shown; or there are no meetings. */
  readonly why: 'firstSync' | 'noCalendars' | 'nothing';
  readonly onChooseCalendars: () => void;
}

/** What the list says when it is empty. */
export const Empty = ({ why, onChooseCalendars }: EmptyProps): ReactNode => {
  const { messages } = useWords();
  const { agenda } = messages;
  const Icon = { firstSync: CloudDownload, noCalendars: CalendarOff, nothing: CalendarCheck }[why];
  const [title, hint] = {
    firstSync: [agenda.firstSync, agenda.firstSyncHint],
    noCalendars: [agenda.noCalendars, agenda.noCalendarsHint],
    nothing: [agenda.nothingAtAll, agenda.nothingAtAllHint],
  }[why];
  return (
    <div className={styles.empty}>
      <Icon size={32} strokeWidth={1.5} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{hint}</p>
      {why === 'noCalendars' ? <Button onClick={onChooseCalendars}>{agenda.chooseCalendars}</Button> : null}
    </div>
  );
};
