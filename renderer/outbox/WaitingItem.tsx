import type { ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { OutboxChoice, OutboxItem } from '../../shared/writing.ts';
import { needsDecision } from '../../shared/pending.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import { whenOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { lossOf, wantedOf } from './describeItem.ts';
import styles from './Outbox.module.css';

interface WaitingItemProps {
  readonly item: OutboxItem;
  readonly nowMs: number;
}

/** One change: what it is about, what was typed, what has become of it, and what can be done. */
export const WaitingItem = ({ item, nowMs }: WaitingItemProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const texts = messages.outbox;
  const act = useAct();
  const { asking, setAsking, button } = useQuestion();
  const { opId, ref, problem, state } = item;
  const title = item.title.trim() === '' ? messages.app.noTitle : item.title;
  const name = plainPart(title, 60);
  const isBad = needsDecision(item);
  const does: Readonly<Record<Exclude<OutboxChoice, 'copyText' | 'discard'>, () => void>> = {
    undo: () => act(window.jarvis.outbox.undo({ opId })),
    retry: () => act(window.jarvis.outbox.retry({ opId })),
    mine: () => act(window.jarvis.outbox.resolve({ opId, keep: 'mine' })),
    theirs: () => act(window.jarvis.outbox.resolve({ opId, keep: 'theirs' })),
    open: () => {
      if (ref !== null) act(window.jarvis.meeting.openToRespond(ref));
    },
  };
  const decided =
    item.kind === 'remove' ? messages.removal : item.kind === 'move' ? messages.moving : texts.choices;
  const labelOf = (choice: OutboxChoice): string =>
    choice === 'mine' || choice === 'theirs'
      ? decided[choice]
      : choice === 'retry' && state === 'asks'
        ? texts.sendNow
        : choice === 'open'
          ? messages.detail.openInGoogle
          : texts.choices[choice];
  const choices = item.choices.filter((choice) => choice !== 'open' || ref !== null);
  return (
    <li className={styles.item} data-waiting={opId}>
      <p className={styles.title} dir="auto">
        {title}
      </p>
      <p className={styles.when}>{whenOf(item, nowMs, words)}</p>
      <ul className={styles.wanted}>
        {wantedOf(item, messages).map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      <p className={`${styles.state} ${isBad ? styles.bad : ''}`} role="status">
        <strong>{messages.answering.states[state]}</strong>
        {problem === null ? null : ` · ${problemText(messages, problem, format).sentence}`}
      </p>
      {asking ? (
        <Question
          className={styles.question}
          label={texts.discardQuestion(name)}
          onCallOff={() => setAsking(false)}
        >
          <strong dir="auto">{texts.discardQuestion(name)}</strong>
          {lossOf(item, messages).map((line) => (
            <p key={line} dir="auto">
              {line}
            </p>
          ))}
          <div className={styles.choices}>
            <Button size="small" onClick={() => setAsking(false)} autoFocus>
              {messages.app.cancel}
            </Button>
            <Button
              size="small"
              look="danger"
              onClick={() => {
                setAsking(false);
                act(window.jarvis.outbox.discard({ opId }));
              }}
            >
              {texts.discard}
            </Button>
          </div>
        </Question>
      ) : (
        <div className={styles.choices}>
          {choices.map((choice) =>
            choice === 'copyText' ? (
              <CopyButton
                key={choice}
                label={texts.choices.copyText}
                done={texts.copied}
                copy={() => window.jarvis.outbox.copyText({ opId })}
              />
            ) : (
              <Button
                key={choice}
                ref={choice === 'discard' ? button : undefined}
                size="small"
                aria-label={texts.choiceFor(labelOf(choice), name)}
                onClick={choice === 'discard' ? () => setAsking(true) : does[choice]}
              >
                {labelOf(choice)}
              </Button>
            ),
          )}
        </div>
      )}
    </li>
  );
};
