import { MINUTE_MS } from '../../shared/durations.ts';
import type { ReactNode } from 'react';
import { useMinute, useSecond } from '../data/clock.ts';
import { useWords } from '../ui/words.ts';
import styles from './Ring.module.css';

const radius = 25;
const circumference = 2 * Math.PI * radius;

interface RingProps {
  /** The end of the countdown, epoch ms. */
  readonly targetMs: number;
  /** The time that a full ring represents. */
  readonly fullMs: number;
  readonly running: boolean;
}

/** The remaining time as a ring. It moves every minute, and every second only in the last minute. */
export const Ring = (props: RingProps): ReactNode => {
  const minute = useMinute();
  // The current minute began up to a minute ago, hence two.
  return props.targetMs - minute <= 2 * MINUTE_MS ? (
    <SecondRing {...props} />
  ) : (
    <Dial {...props} nowMs={minute} />
  );
};

const SecondRing = (props: RingProps): ReactNode => <Dial {...props} nowMs={useSecond()} />;

const Dial = ({ targetMs, fullMs, running, nowMs }: RingProps & { readonly nowMs: number }): ReactNode => {
  const { messages, format } = useWords();
  const left = Math.max(0, targetMs - nowMs);
  const { value, unit } = format.countdown(left);
  const { before, after } = messages.next[running ? 'timeLeft' : 'timeUntil'];
  const share = Math.min(1, left / fullMs);
  return (
    <div
      className={`${styles.ring} ${running ? styles.running : ''}`}
      role="timer"
      aria-label={[before, value, unit, after].filter((part) => part !== '').join(' ')}
    >
      <svg viewBox="0 0 56 56" aria-hidden="true">
        <circle cx="28" cy="28" r={radius} />
        {share > 0 ? (
          <circle
            className={styles.arc}
            cx="28"
            cy="28"
            r={radius}
            strokeDasharray={circumference}
            strokeDashoffset={circumference * (1 - share)}
          />
        ) : null}
      </svg>
      {before === '' ? null : (
        <span className={styles.unit} aria-hidden="true">
          {before}
        </span>
      )}
      <span className={`${styles.value} ${value.length > 3 ? styles.long : ''}`} aria-hidden="true">
        {value}
      </span>
      <span className={styles.unit} aria-hidden="true">
        {unit}
      </span>
      {after === '' ? null : (
        <span className={styles.unit} aria-hidden="true">
          {after}
        </span>
      )}
    </div>
  );
};
