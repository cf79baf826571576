import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Account } from '../../shared/model.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { ConnectGoogle } from '../onboarding/ConnectGoogle.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

interface AccountListProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
}

/** The connected accounts, and the way to one more. */
export const AccountList = ({ accounts, info }: AccountListProps): ReactNode => {
  const { messages, format } = useWords();
  const list = accounts.accounts ?? [];
  return (
    <>
      {list.length === 0 ? <p className={styles.item}>{messages.settings.noAccounts}</p> : null}
      {list.map((account) => (
        <AccountItem key={account.id} account={account} onDisconnect={accounts.disconnect} />
      ))}
      <div className={styles.item}>
        <ConnectGoogle accounts={accounts} hasClient={info?.hasGoogleClient ?? true} look="quiet" />
        {list.some((account) => account.kind === 'sample') ? null : (
          <Button look="plain" disabled={accounts.connecting !== null} onClick={accounts.connectSample}>
            {messages.settings.addSample}
          </Button>
        )}
      </div>
      {accounts.problem === null ? null : (
        <div className={styles.item}>
          <p className={styles.problem} role="alert">
            {problemText(messages, accounts.problem, format).sentence}
          </p>
        </div>
      )}
    </>
  );
};

interface AccountItemProps {
  readonly account: Account;
  readonly onDisconnect: Accounts['disconnect'];
}

const AccountItem = ({ account, onDisconnect }: AccountItemProps): ReactNode => {
  const { messages, format } = useWords();
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const words = messages.settings;
  const sample = account.kind === 'sample';
  const name = sample ? words.sampleAccount : account.label;
  const disconnect = (): void => {
    setLeaving(true);
    void onDisconnect(account.id).then(() => {
      setLeaving(false);
      setAsking(false);
    });
  };
  if (asking)
    return (
      <div className={styles.item} role="alertdialog" aria-label={words.disconnectQuestion(name)}>
        <span className={styles.words}>
          <strong>{words.disconnectQuestion(name)}</strong>
          <small>{sample ? words.disconnectSampleHint : words.disconnectHint}</small>
        </span>
        <Button onClick={() => setAsking(false)} disabled={leaving} autoFocus>
          {messages.app.cancel}
        </Button>
        <Button look="danger" onClick={disconnect} disabled={leaving}>
          {words.disconnect}
        </Button>
      </div>
    );
  const since = format.fullDate(format.dateOf(Date.parse(account.connectedAt)), '0000-01-01');
  return (
    <div className={styles.item}>
      <span className={styles.words}>
        <strong>{name}</strong>
        <small>{sample ? words.sampleAccountHint : words.connectedSince(since)}</small>
      </span>
      <Button aria-label={words.disconnectAccount(name)} onClick={() => setAsking(true)}>
        {words.disconnect}
      </Button>
    </div>
  );
};
