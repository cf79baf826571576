import { useId, type ReactNode } from 'react';
import styles from './Segments.module.css';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A choice of a few visible values. They are radio buttons, so arrow keys and accessible names work. */
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
