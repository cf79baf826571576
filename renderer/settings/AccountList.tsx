import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemSentences, problemText } from '../../shared/messages/problemText.ts';
import type { Account } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { AccountInspection } from '../../shared/syncReport.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { AddFeed } from '../feeds/AddFeed.tsx';
import { EditFeed } from '../feeds/EditFeed.tsx';
import { nameIn } from '../inspector/figures.ts';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ConnectGoogle } from './ConnectGoogle.tsx';
import { disconnectWithNotes, NotesOfAccount, type NotesChoice } from './NotesOfAccount.tsx';
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
  const [adding, setAdding] = useState(false);
  const list = accounts.accounts ?? [];
  return (
    <>
      {list.length === 0 ? <p className={styles.item}>{messages.settings.noAccounts}</p> : null}
      {list.map((account) => (
        <AccountItem
          key={account.id}
          account={account}
          accounts={accounts}
          inspected={inspection?.find((each) => each.account.id === account.id) ?? null}
          alone={list.every(({ kind }) => kind === 'sample')}
          nowMs={nowMs}
          connecting={accounts.connecting !== null}
          onReconnect={() => accounts.connectGoogle(account.id)}
          onDisconnect={accounts.disconnect}
        />
      ))}
      <div className={styles.item}>
        {adding ? (
          <AddFeed
            accounts={accounts}
            autoFocus
            onAdded={() => setAdding(false)}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button disabled={accounts.connecting !== null} onClick={() => setAdding(true)}>
            {messages.feeds.another}
          </Button>
        )}
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
      {accounts.problem === null || accounts.problem.kind === 'feedFailed' ? null : (
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
  readonly accounts: Accounts;
  /** No account but the sample is connected. */
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
  const [editing, setEditing] = useState<'no' | 'details' | 'address'>('no');
  const [disconnecting, setDisconnecting] = useState(false);
  /** How many changes wait to be sent, once that is known to be in the way. */
  const [unsent, setUnsent] = useState(0);
  const [notesChoice, setNotesChoice] = useState<NotesChoice>('keep');
  const [notesProblem, setNotesProblem] = useState<Problem | null>(null);
  const words = messages.settings;
  const sample = account.kind === 'sample';
  const name = accountName(account, messages);
  const sampleHint = alone ? words.sampleGoesHint : words.sampleAccountHint;
  const disconnect = (waiting?: 'send' | 'discard'): void => {
    setDisconnecting(true);
    setNotesProblem(null);
    const call = (): Promise<number> => onDisconnect(account.id, waiting);
    void disconnectWithNotes(account.id, notesChoice, call).then(({ count, exported, problem }) => {
      setDisconnecting(false);
      setUnsent(count);
      // They are in the folder: what is asked next must not ask for one again.
      if (exported) setNotesChoice('delete');
      if (problem !== null) setNotesProblem(problem.kind === 'cancelled' ? null : problem);
      else if (count === 0) setAsking(false);
    });
  };
  const callOff = (): void => {
    if (disconnecting) return;
    setUnsent(0);
    setAsking(false);
  };
  const isFeed = account.kind === 'feed';
  if (editing !== 'no')
    return (
      <div className={styles.item}>
        {editing === 'address' ? (
          <AddFeed
            accounts={props.accounts}
            accountId={account.id}
            autoFocus
            onAdded={() => setEditing('no')}
            onCancel={() => setEditing('no')}
          />
        ) : (
          <EditFeed
            account={account}
            onDone={() => setEditing('no')}
            onNewAddress={() => setEditing('address')}
          />
        )}
      </div>
    );
  if (asking && unsent > 0)
    return (
      <UnsentQuestion
        name={name}
        count={unsent}
        disabled={disconnecting}
        onCallOff={callOff}
        onChoose={disconnect}
      />
    );
  if (asking)
    return (
      <Question
        className={styles.item}
        label={isFeed ? messages.feeds.removeQuestion(name) : words.disconnectQuestion(name)}
        onCallOff={callOff}
      >
        <span className={styles.words}>
          <strong>{isFeed ? messages.feeds.removeQuestion(name) : words.disconnectQuestion(name)}</strong>
          <small>
            {isFeed ? messages.feeds.removeHint : sample ? words.disconnectSampleHint : words.disconnectHint}
          </small>
        </span>
        <NotesOfAccount accountId={account.id} value={notesChoice} onChange={setNotesChoice} />
        {notesProblem === null ? null : (
          <p className={`${warned.warned} ${styles.below}`} role="alert">
            {notesProblem.kind === 'storageFailed'
              ? messages.notes.unreadable
              : problemText(messages, notesProblem, format).sentence}
          </p>
        )}
        <Button onClick={callOff} disabled={disconnecting} autoFocus>
          {messages.app.cancel}
        </Button>
        <Button look="danger" onClick={() => disconnect()} disabled={disconnecting}>
          {isFeed ? messages.feeds.remove : words.disconnect}
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
      {isFeed ? (
        <Button
          aria-label={messages.feeds.editFeed(name)}
          disabled={props.connecting}
          onClick={() => setEditing('details')}
        >
          {messages.feeds.edit}
        </Button>
      ) : null}
      <Button
        ref={button}
        aria-label={isFeed ? messages.feeds.removeFeed(name) : words.disconnectAccount(name)}
        onClick={() => setAsking(true)}
      >
        {isFeed ? messages.feeds.remove : words.disconnect}
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

interface UnsentQuestionProps {
  readonly name: string;
  readonly count: number;
  readonly disabled: boolean;
  readonly onCallOff: () => void;
  readonly onChoose: (waiting: 'send' | 'discard') => void;
}

/** Changes of the account have not been sent: send them first, or lose them. */
const UnsentQuestion = (props: UnsentQuestionProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.outbox;
  return (
    <Question
      className={styles.item}
      label={messages.settings.disconnectQuestion(props.name)}
      onCallOff={props.onCallOff}
    >
      <span className={styles.words}>
        <strong>{messages.problems.writesWaiting(props.count)}</strong>
        <small>{words.disconnectHint}</small>
      </span>
      <Button onClick={props.onCallOff} disabled={props.disabled} autoFocus>
        {messages.app.cancel}
      </Button>
      <Button onClick={() => props.onChoose('send')} disabled={props.disabled}>
        {words.sendFirst}
      </Button>
      <Button look="danger" onClick={() => props.onChoose('discard')} disabled={props.disabled}>
        {words.discard}
      </Button>
    </Question>
  );
};
