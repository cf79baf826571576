import type { CSSProperties, ReactNode } from 'react';
import type { Calendar } from '../../shared/model.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

/** Which calendars are shown and synced. */
export const CalendarList = ({ accounts }: { readonly accounts: Accounts }): ReactNode => {
  const { messages } = useWords();
  const { calendars } = accounts;
  const several = new Set(calendars?.map((calendar) => calendar.accountId)).size > 1;
  if (calendars === null || calendars.length === 0)
    return <p className={styles.item}>{messages.settings.noCalendars}</p>;
  const labelOf = (calendar: Calendar): string =>
    accounts.accounts?.find((account) => account.id === calendar.accountId)?.label ?? '';
  return (
    <>
      {calendars.map((calendar) => {
        const notes = [
          calendar.primary ? messages.settings.primary : null,
          calendar.accessRole === 'reader' ? messages.settings.readOnly : null,
          calendar.accessRole === 'freeBusyReader' ? messages.settings.busyOnly : null,
          several ? labelOf(calendar) : null,
        ].filter((note) => note !== null && note !== '');
        return (
          <label
            key={`${calendar.accountId} ${calendar.id}`}
            className={styles.calendar}
            style={{ '--c': calendar.color } as CSSProperties}
          >
            <input
              type="checkbox"
              checked={calendar.visible}
              onChange={(event) => accounts.setVisible(calendar, event.target.checked)}
            />
            <span className={styles.swatch} />
            <span className={styles.words}>
              <strong dir="auto">{calendar.name}</strong>
              {notes.length === 0 ? null : <small>{notes.join(' · ')}</small>}
            </span>
          </label>
        );
      })}
    </>
  );
};
