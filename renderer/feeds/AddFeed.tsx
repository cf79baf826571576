import { useState, type ReactNode } from 'react';
import { LONGEST_FEED_ADDRESS } from '../../shared/feeds.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import styles from './Feeds.module.css';
import { Field } from '../ui/Field.tsx';
import { splitAddresses } from './ownAddresses.ts';

interface AddFeedProps {
  readonly accounts: Accounts;
  /** The calendar that gets a new address or file; a new calendar if absent. */
  readonly accountId?: AccountId;
  /** A button across the whole width, as in the first run. */
  readonly wide?: boolean;
  readonly autoFocus?: boolean;
  /** Called when the calendar is there. */
  readonly onAdded?: () => void;
  /** Called when the person gives up; without it, there is no button to do so. */
  readonly onCancel?: () => void;
}

/** Asks for a calendar's address or file, and says where services show the address. */
export const AddFeed = (props: AddFeedProps): ReactNode => {
  const { accounts, accountId, wide = false, onAdded, onCancel } = props;
  const { messages, format } = useWords();
  const [address, setAddress] = useState('');
  const [own, setOwn] = useState('');
  const [tried, setTried] = useState(false);
  const words = messages.feeds;
  const adding = accounts.connecting === 'feed';
  const addresses = splitAddresses(own);
  const { problem } = accounts;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (address.trim() === '' || addresses === null) return;
    const added = await accounts.connectFeed({
      address,
      ...(accountId !== undefined && { accountId }),
      ...(addresses.length > 0 && { ownAddresses: addresses }),
    });
    if (!added) return;
    // It is a secret: nothing of it stays in the window.
    setAddress('');
    setOwn('');
    setTried(false);
    onAdded?.();
  };

  const chooseFile = async (): Promise<void> => {
    setTried(true);
    if (!(await accounts.chooseFeedFile(accountId))) return;
    setTried(false);
    onAdded?.();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={words.address}
        hint={address === '' ? words.addressHint : words.secretHint}
        value={address}
        maxLength={LONGEST_FEED_ADDRESS}
        placeholder="https://…"
        inputMode="url"
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={props.autoFocus === true}
        readOnly={adding}
        onChange={({ target }) => setAddress(target.value)}
      />
      {/* Not that of an earlier form. */}
      {!tried || problem?.kind !== 'feedFailed' ? null : (
        <p className={warned.warned} role="alert">
          {problemText(messages, problem, format).sentence}
        </p>
      )}
      {address === '' || accountId !== undefined ? null : (
        <Field
          label={words.own}
          hint={tried && addresses === null ? words.ownInvalid : words.ownHint}
          value={own}
          inputMode="email"
          aria-invalid={tried && addresses === null}
          readOnly={adding}
          onChange={({ target }) => setOwn(target.value)}
        />
      )}
      <details className={styles.where}>
        <summary>{words.where}</summary>
        <dl className={styles.places}>
          {words.places.map(([service, path]) => (
            <div key={service}>
              <dt>{service}</dt>
              <dd>{path}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className={styles.buttons}>
        <Button
          type="submit"
          look="primary"
          size={wide ? 'large' : 'normal'}
          className={wide ? styles.wide : ''}
          disabled={accounts.connecting !== null || address.trim() === ''}
        >
          {adding ? words.adding : words.add}
        </Button>
        <Button
          size={wide ? 'large' : 'normal'}
          className={wide ? styles.wide : ''}
          disabled={accounts.connecting !== null}
          onClick={() => void chooseFile()}
        >
          {words.openFile}
        </Button>
        {adding ? (
          <Button onClick={accounts.cancelConnect}>{messages.app.cancel}</Button>
        ) : onCancel === undefined ? null : (
          <Button onClick={onCancel}>{messages.app.cancel}</Button>
        )}
      </div>
    </form>
  );
};
