import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import styles from './SettingsPage.module.css';

/** The places that the list names, in the page's order. Some hold further sections after their first. */
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
  /** The one that is in sight. */
  readonly current: ListedPlace;
  readonly onJump: (place: ListedPlace) => void;
}

/** Where the window is wide: the sections by name, to jump by. */
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
