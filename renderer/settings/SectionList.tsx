import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import styles from './SettingsPage.module.css';

/** The places in the list, in the page's order. Some contain further sections after the first one. */
export const listedPlaces = [
  'accounts',
  'calendars',
  'reminders',
  'joining',
  'appearance',
  'start',
  'shortcuts',
  'syncing',
  'about',
] as const;
export type ListedPlace = (typeof listedPlaces)[number];

interface SectionListProps {
  /** The place that is in view. */
  readonly current: ListedPlace;
  readonly onJump: (place: ListedPlace) => void;
}

/** The sections by name, to jump to. Shown in a wide window. */
export const SectionList = ({ current, onJump }: SectionListProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.settings;
  const names: Record<ListedPlace, string> = {
    accounts: words.accounts,
    calendars: words.calendars,
    reminders: messages.reminders.settings.title,
    joining: messages.joining.title,
    appearance: words.appearance,
    start: words.start,
    shortcuts: words.shortcuts,
    syncing: words.syncing,
    about: words.about,
  };
  return (
    <nav className={styles.places} aria-label={words.sections}>
      <ul>
        {listedPlaces.map((place) => (
          <li key={place}>
            <button
              type="button"
              className={styles.jump}
              aria-current={place === current ? 'location' : undefined}
              onClick={() => onJump(place)}
            >
              {names[place]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
};
