import { CalendarCheck, CalendarOff, CloudDownload, CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Empty.module.css';

interface EmptyProps {
  /** The calendars are being loaded, or cannot be loaded now; no calendar is shown; or there are no meetings. */
  readonly why: 'loading' | 'notLoaded' | 'noCalendars' | 'nothing';
  readonly onChooseCalendars: () => void;
}

const icons = {
  loading: CloudDownload,
  notLoaded: CloudOff,
  noCalendars: CalendarOff,
  nothing: CalendarCheck,
};

/** What the list says when it is empty. */
export const Empty = ({ why, onChooseCalendars }: EmptyProps): ReactNode => {
  const { messages } = useWords();
  const { agenda } = messages;
  const Icon = icons[why];
  const [title, hint] = {
    loading: [agenda.loading, agenda.loadingHint],
    notLoaded: [agenda.notLoaded, agenda.notLoadedHint],
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
