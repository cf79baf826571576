import {
  ArrowLeft,
  ChartColumn,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Inbox,
  Layers,
  Plus,
  Search,
  Settings as SettingsIcon,
  Video,
} from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { IsoDate } from '../shared/model.ts';
import { addDays } from '../shared/text/days.ts';
import styles from './App.module.css';
import { DatePicker } from './laterParts.ts';
import { Button, IconButton } from './ui/Button.tsx';
import { Segments } from './ui/Segments.tsx';
import { useWords } from './ui/words.ts';
import { useShownDate, type ShownDateStore } from './workspace/shownDate.ts';

export type NarrowView = 'list' | 'day';

interface DayHeaderProps {
  readonly shown: ShownDateStore;
  readonly today: IsoDate;
  /** Today is chosen, but the list shows other days. */
  readonly away: boolean;
  /** The date picker is open. */
  readonly picking: boolean;
  readonly narrowView: NarrowView;
  /** How many invitations there are to answer. */
  readonly invitations: number;
  readonly calendarsButton: Ref<HTMLButtonElement>;
  readonly settingsButton: Ref<HTMLButtonElement>;
  readonly onShowDay: (date: IsoDate) => void;
  readonly onPick: (open: boolean) => void;
  readonly onNarrowView: (view: NarrowView) => void;
  /** Null if there is no Google account. */
  readonly onNewEvent: (() => void) | null;
  /** Null if no event can be created in this app. */
  readonly onMeetNow: (() => void) | null;
  /** New events are created in this app; otherwise on Google Calendar's page. */
  readonly createsHere: boolean;
  readonly onInvitations: () => void;
  readonly loadButton: Ref<HTMLButtonElement>;
  readonly onLoad: () => void;
  readonly onSearch: () => void;
  readonly onCalendars: () => void;
  readonly onSettings: () => void;
}

/** The day shown, the buttons to other days, and the button to the settings. */
export const DayHeader = (props: DayHeaderProps): ReactNode => {
  const {
    createsHere,
    shown,
    today,
    away,
    picking,
    narrowView,
    calendarsButton,
    settingsButton,
    loadButton,
  } = props;
  const { onShowDay, onPick, onNarrowView, onNewEvent, onLoad, onSearch, onCalendars, onSettings } = props;
  const { messages, format } = useWords();
  const { date, jumped } = useShownDate(shown, today);
  const heading = format.dayHeading(date, today);
  const otherYear = date.slice(0, 4) !== today.slice(0, 4);
  return (
    <header
      className={`${styles.header} ${narrowView === 'list' ? styles.overList : styles.overDay} ${otherYear ? styles.otherYear : ''}`}
    >
      {/* Not read out while the list is scrolled. */}
      <h1 className={styles.dayTitle} aria-live={jumped ? 'polite' : 'off'}>
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
          onLoad={() => {
            onPick(false);
            onLoad();
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
      {onNewEvent === null ? null : (
        <IconButton
          className={styles.newEvent}
          label={createsHere ? messages.newEvent.title : messages.newEvent.inGoogle}
          shortcut="newEvent"
          onClick={onNewEvent}
        >
          <Plus size={18} aria-hidden="true" />
        </IconButton>
      )}
      {props.onMeetNow === null ? null : (
        <IconButton
          className={styles.meetNow}
          label={messages.newEvent.meetNow}
          shortcut="meetNow"
          onClick={props.onMeetNow}
        >
          <Video size={18} aria-hidden="true" />
        </IconButton>
      )}
      {props.invitations === 0 ? null : (
        <IconButton
          className={styles.invitations}
          label={messages.invitations.count(props.invitations)}
          shortcut="invitations"
          aria-haspopup="dialog"
          onClick={props.onInvitations}
        >
          <Inbox size={18} aria-hidden="true" />
          {/* Not text: the button's name has the number. */}
          <span
            className={styles.count}
            data-count={props.invitations > 99 ? '99+' : format.number(props.invitations)}
            aria-hidden="true"
          />
        </IconButton>
      )}
      <IconButton
        ref={loadButton}
        className={styles.load}
        label={messages.load.title}
        shortcut="load"
        aria-haspopup="dialog"
        onClick={onLoad}
      >
        <ChartColumn size={18} aria-hidden="true" />
      </IconButton>
      <IconButton label={messages.search.title} shortcut="search" onClick={onSearch}>
        <Search size={18} aria-hidden="true" />
      </IconButton>
      <IconButton
        ref={calendarsButton}
        className={styles.calendars}
        label={messages.settings.calendars}
        shortcut="calendars"
        aria-haspopup="dialog"
        onClick={onCalendars}
      >
        <Layers size={18} aria-hidden="true" />
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
