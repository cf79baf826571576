import { useId, type ReactNode } from 'react';
import type { Account, Calendar } from '../../shared/model.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { colorStyle } from '../occurrence/Marks.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

/** The calendars to show and sync, grouped by account if there are several. */
export const CalendarList = ({ accounts }: { readonly accounts: Accounts }): ReactNode => {
  const { messages } = useWords();
  const { calendars } = accounts;
  if (calendars === null || calendars.length === 0)
    return <p className={styles.item}>{messages.settings.noCalendars}</p>;
  const known = accounts.accounts ?? [];
  const groups = known
    .map((account) => ({ account, own: calendars.filter(({ accountId }) => accountId === account.id) }))
    .filter(({ own }) => own.length > 0);
  if (groups.length < 2) return <Rows calendars={calendars} onChange={accounts.setVisible} />;
  return groups.map(({ account, own }) => (
    <Group key={account.id} account={account}>
      <Rows calendars={own} onChange={accounts.setVisible} />
    </Group>
  ));
};

const Group = ({
  account,
  children,
}: {
  readonly account: Account;
  readonly children: ReactNode;
}): ReactNode => {
  const { messages } = useWords();
  const name = accountName(account, messages);
  const id = useId();
  return (
    <div className={styles.calendars} role="group" aria-labelledby={id}>
      <h3 id={id} className={styles.group} dir="auto" aria-label={messages.settings.calendarsOf(name)}>
        {name}
      </h3>
      {children}
    </div>
  );
};

interface RowsProps {
  readonly calendars: readonly Calendar[];
  readonly onChange: Accounts['setVisible'];
}

const Rows = ({ calendars, onChange }: RowsProps): ReactNode => {
  const { messages } = useWords();
  return calendars.map((calendar) => {
    const notes = [
      // A calendar read from its address is the only one of its account.
      calendar.primary && calendar.accessRole === 'owner' ? messages.settings.primary : null,
      calendar.accessRole === 'reader' ? messages.settings.readOnly : null,
      calendar.accessRole === 'freeBusyReader' ? messages.settings.busyOnly : null,
    ].filter((note) => note !== null);
    return (
      <label
        key={`${calendar.accountId} ${calendar.id}`}
        className={styles.calendar}
        style={colorStyle(calendar)}
      >
        <input
          type="checkbox"
          checked={calendar.visible}
          onChange={(event) => onChange(calendar, event.target.checked)}
        />
        <span className={styles.swatch} />
        <span className={styles.words}>
          <strong dir="auto">{calendar.name}</strong>
          {notes.length === 0 ? null : <small>{notes.join(' · ')}</small>}
        </span>
      </label>
    );
  });
};
