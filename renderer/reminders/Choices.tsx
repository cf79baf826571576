/** What a person can do with a reminder. */
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { ReminderAnswer } from '../../shared/reminders.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { keyParts } from '../shortcuts/keyNames.ts';
import { Button } from '../ui/Button.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import styles from './Reminders.module.css';

interface ChoicesProps {
  readonly joinUrl: string | undefined;
  /** The start is still far enough away to wait for it. */
  readonly toStart: boolean;
  readonly onChoose: (answer: ReminderAnswer) => void;
}

export const SmallChoices = ({ joinUrl, toStart, onChoose }: ChoicesProps): ReactNode => {
  const words = useWords().messages.reminders.answers;
  return (
    <div className={styles.answers} data-choices>
      {joinUrl === undefined ? null : (
        <Button look="primary" title={hostOf(joinUrl)} onClick={() => onChoose('join')}>
          {words.join}
        </Button>
      )}
      <SnoozeMenu toStart={toStart} onChoose={onChoose} />
      <Button onClick={() => onChoose('dismiss')}>{words.dismiss}</Button>
    </div>
  );
};

/** A selection field that looks like a button: its list may be larger than the window. */
const SnoozeMenu = ({ toStart, onChoose }: Omit<ChoicesProps, 'joinUrl'>): ReactNode => {
  const words = useWords().messages.reminders.answers;
  return (
    <select
      className={styles.snooze}
      aria-label={words.snoozeMenu}
      value=""
      onChange={({ target: { value } }) => {
        if (value === 'snooze' || value === 'snoozeToStart') onChoose(value);
      }}
      onKeyDown={(event) => {
        // In a closed field these keys would choose, and so answer, at once.
        if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key) && !/^[^ ]$/u.test(event.key))
          return;
        event.preventDefault();
        if (event.key.startsWith('Arrow')) event.currentTarget.showPicker();
      }}
    >
      <option value="" hidden>
        {words.snoozeMenu}
      </option>
      <option value="snooze">{words.snooze}</option>
      {toStart ? <option value="snoozeToStart">{words.snoozeToStart}</option> : null}
    </select>
  );
};

/** The keys of the full-screen form, and what each answers. */
const keys = { join: 'Enter', snooze: 's', dismiss: 'Escape' } as const;
type KeyedAnswer = keyof typeof keys;
const keyedAnswers = ['join', 'snooze', 'dismiss'] as const satisfies readonly KeyedAnswer[];

interface FullScreenChoicesProps extends ChoicesProps {
  readonly hasKeys: boolean;
}

export const FullScreenChoices = (props: FullScreenChoicesProps): ReactNode => {
  const { joinUrl, toStart, onChoose, hasKeys } = props;
  const words = useWords().messages.reminders.answers;
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const answer = keyedAnswer(event);
    if (answer === null || (answer === 'join' && joinUrl === undefined)) return;
    event.preventDefault();
    onChoose(answer);
  });
  useEffect(() => {
    if (!hasKeys) return;
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [hasKeys]);
  const keyed = (answer: KeyedAnswer) => ({
    size: 'large' as const,
    ...(hasKeys && { 'aria-keyshortcuts': answer === 'snooze' ? 'S' : keys[answer] }),
    onClick: () => onChoose(answer),
  });
  return (
    <div className={styles.choices}>
      {joinUrl === undefined ? null : (
        <Button {...keyed('join')} look="primary" title={hostOf(joinUrl)}>
          {words.join}
        </Button>
      )}
      <Button {...keyed('snooze')}>{words.snooze}</Button>
      {toStart ? (
        <Button size="large" onClick={() => onChoose('snoozeToStart')}>
          {words.snoozeToStart}
        </Button>
      ) : null}
      <Button {...keyed('dismiss')}>{words.dismiss}</Button>
    </div>
  );
};

/** Names the keys, while they work. It takes its room at all times, so that nothing moves under the pointer. */
export const KeyHints = ({
  canJoin,
  areShown,
}: {
  readonly canJoin: boolean;
  readonly areShown: boolean;
}): ReactNode => {
  const { messages } = useWords();
  const platform = usePlatform();
  return (
    <p className={styles.keys} data-shown={areShown}>
      {keyedAnswers
        .filter((answer) => answer !== 'join' || canJoin)
        .map((answer) => (
          <span key={answer}>
            <kbd>{keyParts(keys[answer], platform, messages).join('')}</kbd>{' '}
            {messages.reminders.answers[answer]}
          </span>
        ))}
    </p>
  );
};

/** Returns what a key answers; null if none, or if the key belongs to the control that has the focus. */
const keyedAnswer = (event: KeyboardEvent): KeyedAnswer | null => {
  const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
  if (ctrlKey || metaKey || altKey || repeat) return null;
  if (key === keys.dismiss) return 'dismiss';
  if (target instanceof Element && target.closest('input, textarea, select') !== null) return null;
  if (key.toLowerCase() === keys.snooze) return 'snooze';
  const isOnButton = target instanceof Element && target.closest('button') !== null;
  return key === keys.join && !isOnButton ? 'join' : null;
};
