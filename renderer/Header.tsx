import {
  ArrowLeft,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Search,
  Settings as SettingsIcon,
} from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { IsoDate } from '../shared/model.ts';
import { addDays } from '../shared/text/days.ts';
import styles from './App.module.css';
import { DatePicker } from './laterParts.ts';
import { Button, IconButton } from './ui/Button.tsx';
import { Segments } from './ui/Segments.tsx';
import { useWords } from './ui/words.ts';

export type NarrowView = 'list' | 'day';

interface DayHeaderProps {
  readonly date: IsoDate;
  readonly today: IsoDate;
  /** Today is chosen, but the list shows other days. */
  readonly away: boolean;
  /** The date picker is open. */
  readonly picking: boolean;
  readonly narrowView: NarrowView;
  readonly settingsButton: Ref<HTMLButtonElement>;
  readonly onShowDay: (date: IsoDate) => void;
  readonly onPick: (open: boolean) => void;
  readonly onNarrowView: (view: NarrowView) => void;
  readonly onSearch: () => void;
  readonly onSettings: () => void;
}

/** The day shown, the buttons to other days, and the button to the settings. */
export const DayHeader = (props: DayHeaderProps): ReactNode => {
  const { date, today, away, picking, narrowView, settingsButton } = props;
  const { onShowDay, onPick, onNarrowView, onSearch, onSettings } = props;
  const { messages, format } = useWords();
  const heading = format.dayHeading(date, today);
  const otherYear = date.slice(0, 4) !== today.slice(0, 4);
  return (
    <header
      className={`${styles.header} ${narrowView === 'list' ? styles.overList : styles.overDay} ${otherYear ? styles.otherYear : ''}`}
    >
      <h1 className={styles.dayTitle} aria-live="polite">
        <Button
          look="plain"
          className={styles.date}
          title={messages.dates.choose}
          shortcut="chooseDate"
          aria-haspopup="dialog"
          aria-expanded={picking}
          onClick={() => onPick(true)}
        >
          {heading.near ? (
            heading.name
          ) : (
            <>
              <span className={styles.wideDate}>{heading.date}</span>
              <span className={styles.narrowDate}>{format.shortDate(date, today)}</span>
            </>
          )}
          {heading.near ? <span className={styles.sub}>{heading.date}</span> : null}
          <ChevronDown className={styles.picks} size={16} aria-hidden="true" />
        </Button>
      </h1>
      {picking ? (
        <DatePicker
          date={date}
          today={today}
          onChoose={(chosen) => {
            onPick(false);
            onShowDay(chosen);
          }}
          onClose={() => onPick(false)}
        />
      ) : null}
      {date === today && !away ? null : (
        <Button
          size="small"
          className={styles.today}
          onClick={() => onShowDay(today)}
          title={messages.agenda.backToToday}
          shortcut="today"
        >
          {messages.app.today}
        </Button>
      )}
      <IconButton
        className={styles.step}
        label={messages.agenda.previousDay}
        shortcut="previousDay"
        onClick={() => onShowDay(addDays(date, -1))}
      >
        <ChevronLeft size={18} aria-hidden="true" data-turns />
      </IconButton>
      <IconButton
        className={styles.step}
        label={messages.agenda.nextDay}
        shortcut="nextDay"
        onClick={() => onShowDay(addDays(date, 1))}
      >
        <ChevronRight size={18} aria-hidden="true" data-turns />
      </IconButton>
      <span className={styles.switch}>
        <Segments
          label={messages.agenda.show}
          value={narrowView}
          options={[
            { value: 'list', label: messages.agenda.list },
            { value: 'day', label: messages.agenda.day },
          ]}
          onChange={onNarrowView}
        />
      </span>
      <IconButton label={messages.search.title} shortcut="search" onClick={onSearch}>
        <Search size={18} aria-hidden="true" />
      </IconButton>
      <IconButton
        ref={settingsButton}
        label={messages.settings.title}
        shortcut="settings"
        onClick={onSettings}
      >
        <SettingsIcon size={18} aria-hidden="true" />
      </IconButton>
    </header>
  );
};

export const SettingsHeader = ({ onBack }: { readonly onBack: () => void }): ReactNode => {
  const { messages } = useWords();
  return (
    <header className={styles.header}>
      <IconButton label={messages.app.back} shortcut="close" onClick={onBack} autoFocus>
        <ArrowLeft size={18} aria-hidden="true" data-turns />
      </IconButton>
      <h1>{messages.settings.title}</h1>
    </header>
  );
};
