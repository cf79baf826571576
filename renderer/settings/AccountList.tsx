import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import type { AccountInspection } from '../../shared/syncReport.ts';
import { problemSentences, problemText } from '../../shared/messages/problemText.ts';
import type { Account } from '../../shared/model.ts';
import { accountName } from '../data/account.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { nameIn } from '../inspector/describe.ts';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ConnectGoogle } from './ConnectGoogle.tsx';
import styles from './Settings.module.css';

interface AccountListProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
  /** Null before the first reply. */
  readonly inspection: readonly AccountInspection[] | null;
  readonly nowMs: number;
}

/** The connected accounts, and the button to connect another one. */
export const AccountList = ({ accounts, info, inspection, nowMs }: AccountListProps): ReactNode => {
  const { messages, format } = useWords();
  const list = accounts.accounts ?? [];
  return (
    <>
      {list.length === 0 ? <p className={styles.item}>{messages.settings.noAccounts}</p> : null}
      {list.map((account) => (
        <AccountItem
          key={account.id}
          account={account}
          inspected={inspection?.find((each) => each.account.id === account.id) ?? null}
          alone={list.every(({ kind }) => kind === 'sample')}
          nowMs={nowMs}
          connecting={accounts.connecting !== null}
          onReconnect={() => accounts.connectGoogle(account.id)}
          onDisconnect={accounts.disconnect}
        />
      ))}
      <div className={styles.item}>
        <ConnectGoogle
          accounts={accounts}
          hasClient={info?.hasGoogleClient ?? true}
          label={
            list.some((account) => account.kind === 'google')
              ? messages.settings.connectAnother
              : messages.settings.connectGoogle
          }
        />
        {list.some((account) => account.kind === 'sample') ? null : (
          <Button look="plain" disabled={accounts.connecting !== null} onClick={accounts.connectSample}>
            {messages.settings.addSample}
          </Button>
        )}
      </div>
      {accounts.problem === null ? null : (
        <div className={styles.item}>
          <p className={warned.warned} role="alert">
            {problemText(messages, accounts.problem, format).sentence}
          </p>
        </div>
      )}
    </>
  );
};

interface AccountItemProps {
  readonly account: Account;
  /** No Google account is connected. */
  readonly alone: boolean;
  readonly inspected: AccountInspection | null;
  readonly nowMs: number;
  readonly connecting: boolean;
  readonly onReconnect: () => void;
  readonly onDisconnect: Accounts['disconnect'];
}

const AccountItem = (props: AccountItemProps): ReactNode => {
  const { account, alone, inspected, nowMs, onDisconnect } = props;
  const { messages, format } = useWords();
  const { asking, setAsking, button } = useQuestion();
  const [leaving, setPendingDeletion] = useState(false);
  const words = messages.settings;
  const sample = account.kind === 'sample';
  const name = accountName(account, messages);
  const sampleHint = alone ? words.sampleGoesHint : words.sampleAccountHint;
  const disconnect = (): void => {
    setPendingDeletion(true);
    void onDisconnect(account.id).then(() => {
      setPendingDeletion(false);
      setAsking(false);
    });
  };
  if (asking)
    return (
      <Question
        className={styles.item}
        label={words.disconnectQuestion(name)}
        onCallOff={() => (leaving ? undefined : setAsking(false))}
      >
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
      </Question>
    );
  const problems = inspected?.problems ?? [];
  const told = problemSentences(messages, problems, format, nameIn(inspected?.calendars ?? []), { nowMs });
  const signIn = problems.find((problem) => problem.kind === 'signInRequired');
  const { actions } = messages.problems;
  const signInLabel = signIn?.reason === 'never' ? actions.signIn : actions.signInAgain;
  const since = format.fullDate(format.dateOf(Date.parse(account.connectedAt)), '0000-01-01');
  return (
    <div className={styles.item}>
      <span className={styles.words}>
        <strong>{name}</strong>
        <small>{sample ? sampleHint : words.connectedSince(since)}</small>
      </span>
      {signIn === undefined ? null : (
        <Button
          look="primary"
          aria-label={words.actionFor(signInLabel, name)}
          disabled={props.connecting}
          onClick={props.onReconnect}
        >
          {signInLabel}
        </Button>
      )}
      <Button ref={button} aria-label={words.disconnectAccount(name)} onClick={() => setAsking(true)}>
        {words.disconnect}
      </Button>
      {told.length === 0 ? null : (
        <ul className={`${warned.warned} ${styles.below}`}>
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
