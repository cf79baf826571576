import { useId, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import {
  LONGEST_PROXY_HOST,
  LONGEST_PROXY_PASSWORD,
  LONGEST_PROXY_USERNAME,
} from '../../shared/proxyLogin.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import { Field } from '../ui/Field.tsx';
import { Button } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import styles from './ProxyLogin.module.css';

interface ProxyLoginDialogProps {
  /** The proxy that requires the login; nothing is shown for any other problem. */
  readonly problem: Problem;
  readonly info: AppInfo | null;
  /** Called when the app has the login. Whether the proxy accepts it shows at the next request. */
  readonly onEntered: () => void;
  /** Also called after Esc and a press outside. */
  readonly onClose: () => void;
}

/** Asks for the user name and password of a proxy, named by its host. */
export const ProxyLoginDialog = (props: ProxyLoginDialogProps): ReactNode => {
  const { problem, info, onEntered, onClose } = props;
  const { messages, format } = useWords();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [keeps, setKeeps] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const titleId = useId();
  const leadId = useId();
  const keepHintId = useId();
  const words = messages.proxyLogin;
  if (problem.kind !== 'proxyFailed' || problem.host === undefined) return null;

  const { host, cause } = problem;
  const hasKeyring = info?.keyring === 'available';
  const told =
    failure !== null
      ? problemText(messages, failure, format).sentence
      : cause === 'loginRefused'
        ? words.refused
        : null;
  const submit = async (): Promise<void> => {
    const login = { host, username, password };
    const reply = await window.jarvis.system.loginToProxy({ ...login, keep: keeps && hasKeyring });
    if (reply.ok) onEntered();
    else setFailure(reply.problem);
  };

  return (
    <Modal
      className={styles.dialog}
      aria-labelledby={titleId}
      aria-describedby={leadId}
      focusFirst="input"
      onClose={onClose}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (username !== '') void submit();
        }}
      >
        <h2 id={titleId}>{words.title}</h2>
        <p id={leadId}>{words.lead(plainPart(host, LONGEST_PROXY_HOST))}</p>
        {told === null ? null : (
          <p className={warned.warned} role="alert">
            {told}
          </p>
        )}
        <Field
          label={words.username}
          value={username}
          maxLength={LONGEST_PROXY_USERNAME}
          autoCapitalize="off"
          required
          onChange={({ target }) => setUsername(target.value)}
        />
        <Field
          label={words.password}
          type="password"
          value={password}
          maxLength={LONGEST_PROXY_PASSWORD}
          onChange={({ target }) => setPassword(target.value)}
        />
        {hasKeyring ? (
          <label className={styles.keep}>
            <input
              type="checkbox"
              checked={keeps}
              aria-describedby={keepHintId}
              onChange={({ target }) => setKeeps(target.checked)}
            />
            <span>
              {words.keep}
              <small id={keepHintId}>{words.keepHint}</small>
            </span>
          </label>
        ) : (
          <p className={styles.note}>{words.notKept}</p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" look="primary" disabled={username === ''}>
            {words.logIn}
          </Button>
          <Button onClick={onClose}>{messages.app.cancel}</Button>
        </div>
      </form>
    </Modal>
  );
};
