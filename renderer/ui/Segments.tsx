import { useId, type ReactNode } from 'react';
import styles from './Segments.module.css';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One choice of a few, all in sight. Radio buttons underneath, so arrow keys and names come along. */
export const Segments = <Value extends string>(props: SegmentsProps<Value>): ReactNode => {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className={styles.segments}>
      {props.options.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
};
