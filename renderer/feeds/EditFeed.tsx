import { useEffect, useState, type ReactNode } from 'react';
import { LONGEST_FEED_NAME, type FeedDetails } from '../../shared/feeds.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Account } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { Button } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import styles from './Feeds.module.css';
import { Field } from '../ui/Field.tsx';
import { joinAddresses, splitAddresses } from './ownAddresses.ts';

interface EditFeedProps {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onNewAddress: () => void;
}

/** Name, colour and the person's own addresses of a calendar that was added by its address. */
export const EditFeed = ({ account, onDone, onNewAddress }: EditFeedProps): ReactNode => {
  const { messages, format } = useWords();
  const [details, setDetails] = useState<FeedDetails | null>(null);
  const [own, setOwn] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = messages.feeds;
  const accountId = account.id;
  useEffect(() => {
    let isCurrent = true;
    void window.jarvis.accounts.feedDetails({ accountId }).then((reply) => {
      if (!isCurrent) return;
      // If the address was not kept, only a new one can be entered.
      if (!reply.ok) return onNewAddress();
      setDetails(reply.value);
      setOwn(joinAddresses(reply.value.ownAddresses));
    });
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [accountId]);

  if (details === null) return null;
  const addresses = splitAddresses(own);
  const save = async (): Promise<void> => {
    setTried(true);
    const { name, color } = details;
    if (name.trim() === '' || addresses === null) return;
    const change = { name: name.trim(), color, ownAddresses: addresses };
    const reply = await window.jarvis.accounts.changeFeed({ accountId, change });
    if (reply.ok) onDone();
    else setProblem(reply.problem);
  };
  return (
    <form
      className={styles.form}
      aria-label={words.editFeed(account.label)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={styles.places}>
        {details.file === null ? words.from(details.host, details.ending) : words.fromFile(details.file)}
      </p>
      <Field
        label={words.name}
        value={details.name}
        maxLength={LONGEST_FEED_NAME}
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={({ target }) => setDetails({ ...details, name: target.value })}
      />
      <Field
        label={words.color}
        type="color"
        value={details.color}
        onChange={({ target }) => setDetails({ ...details, color: target.value.toLowerCase() })}
      />
      <Field
        label={words.own}
        hint={tried && addresses === null ? words.ownInvalid : words.ownHint}
        value={own}
        inputMode="email"
        aria-invalid={tried && addresses === null}
        onChange={({ target }) => setOwn(target.value)}
      />
      {problem === null ? null : (
        <p className={warned.warned} role="alert">
          {problemText(messages, problem, format).sentence}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {words.save}
        </Button>
        <Button onClick={onDone}>{messages.app.cancel}</Button>
        <Button look="plain" onClick={onNewAddress}>
          {details.file === null ? words.newAddress : words.newFile}
        </Button>
      </div>
    </form>
  );
};
