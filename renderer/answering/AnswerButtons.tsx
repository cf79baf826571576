import type { KeyboardEvent, ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { needsDecision, type AnswerChoice } from '../../shared/pending.ts';
import type { Scope } from '../../shared/writing.ts';
import { isPressed } from '../shortcuts/isPressed.ts';
import { ariaKeys } from '../shortcuts/keyNames.ts';
import type { ShortcutId } from '../shortcuts/shortcutTable.ts';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import styles from './Answering.module.css';
import { answerChoices, useAnswering } from './answering.ts';

const keys: Readonly<Record<AnswerChoice, ShortcutId>> = {
  accepted: 'answerYes',
  tentative: 'answerMaybe',
  declined: 'answerNo',
};

/** Returns the answer that a key gives in a group of answers; null for other keys. */
export const answerOfKey = (event: KeyboardEvent, platform: string): AnswerChoice | null =>
  answerChoices.find((choice) => isPressed(event.nativeEvent, keys[choice], platform)) ?? null;

interface AnswerButtonsProps {
  readonly occurrence: Occurrence;
  readonly title: string;
  readonly scope?: Scope;
  /** Sent with the answer; null: it stays as it is. */
  readonly comment?: string | null;
  /** Tab does not stop here. */
  readonly skipped?: boolean;
  readonly className?: string | undefined;
  readonly onAnswered?: () => void;
}

/** Yes, Maybe and No, as buttons and by their letters. The answer that was given is pressed, also before it is sent. */
export const AnswerButtons = (props: AnswerButtonsProps): ReactNode => {
  const {
    occurrence,
    title,
    scope = 'one',
    comment = null,
    skipped = false,
    className = '',
    onAnswered,
  } = props;
  const { messages } = useWords();
  const words = messages.answering;
  const platform = usePlatform();
  const { changeOf, respond } = useAnswering();
  const change = changeOf(occurrence);
  const given = change?.response ?? occurrence.selfResponse;
  const answer = (response: AnswerChoice): void => {
    // Pressing the answer that was given sends nothing.
    if (given !== response || scope === 'all' || comment !== null)
      respond(occurrence, { response, scope, comment });
    onAnswered?.();
  };
  const isOneOfMany = scope === 'one' && occurrence.masterId !== undefined;
  return (
    // The letters work while one of the buttons has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={words.goingTo(title)}
      className={`${styles.choices} ${className}`}
      data-answers
      onKeyDown={(event) => {
        const choice = answerOfKey(event, platform);
        if (choice === null) return;
        event.preventDefault();
        answer(choice);
      }}
    >
      {answerChoices.map((choice) => (
        <button
          key={choice}
          type="button"
          className={styles.choice}
          aria-pressed={given === choice}
          aria-keyshortcuts={ariaKeys(keys[choice], platform)}
          title={(isOneOfMany ? words.tellsOne : words.tells)(words.choices[choice])}
          tabIndex={skipped ? -1 : undefined}
          onClick={() => answer(choice)}
        >
          {words.choices[choice]}
        </button>
      ))}
    </div>
  );
};

/** What has become of an answer: `Not sent yet`, with Undo as long as it is possible. */
export const AnswerState = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const { changeOf, waiting, undo } = useAnswering();
  const change = changeOf(occurrence);
  if (change === null || change.state === 'accepted') return null;
  const canUndo = waiting.find(({ opId }) => opId === change.opId)?.choices.includes('undo') === true;
  return (
    <p className={`${styles.state} ${needsDecision(change) ? styles.bad : ''}`} role="status">
      {messages.answering.states[change.state]}
      {canUndo ? (
        <button type="button" className={styles.undo} onClick={() => undo(change.opId, occurrence)}>
          {messages.answering.undo}
        </button>
      ) : null}
    </p>
  );
};
