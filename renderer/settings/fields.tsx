/** The parts of the settings page: sections, and rows with a label, a hint and one control. */
import { useId, useRef, type ReactNode } from 'react';
import { Segments } from '../ui/Segments.tsx';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import styles from './Settings.module.css';

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  /** The place that the section list and other parts of the window jump to. */
  readonly place: string;
  readonly children: ReactNode;
}

export const Section = ({ title, hint, place, children }: SectionProps): ReactNode => {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const kept = useKeptFocus(section, (element) => element.querySelector('h2'));
  return (
    <section ref={section} className={styles.section} aria-labelledby={id} data-place={place} {...kept}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <div className={styles.card}>{children}</div>
      {hint === undefined ? null : <p className={styles.note}>{hint}</p>}
    </section>
  );
};

interface FactProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

/** A row whose control, if it has one, has its own accessible name. */
export const Fact = ({ label, hint, children }: FactProps): ReactNode => (
  <div className={styles.item}>
    <span className={styles.words}>
      <strong>{label}</strong>
      {hint === undefined ? null : <small>{hint}</small>}
    </span>
    {children}
  </div>
);

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}

/** A choice of one of several values. */
export const Choice = <Value extends string>(props: ChoiceProps<Value>): ReactNode => {
  const id = useId();
  const hintId = useId();
  return (
    <div className={styles.item}>
      <span className={styles.words}>
        <label htmlFor={id}>
          <strong>{props.label}</strong>
        </label>
        {props.hint === undefined ? null : <small id={hintId}>{props.hint}</small>}
      </span>
      <select
        id={id}
        className={styles.select}
        value={props.value}
        aria-describedby={props.hint === undefined ? undefined : hintId}
        onChange={({ target }) => {
          const chosen = props.options.find(([value]) => value === target.value);
          if (chosen !== undefined) props.onChange(chosen[0]);
        }}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
};

/** A choice of one of two or three values with short names, all visible. */
export const FewChoice = <Value extends string>(props: ChoiceProps<Value>): ReactNode => (
  <Fact label={props.label} hint={props.hint}>
    <Segments
      label={props.label}
      value={props.value}
      options={props.options.map(([value, label]) => ({ value, label }))}
      onChange={props.onChange}
    />
  </Fact>
);

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A switch. The whole row can be pressed. */
export const Switch = ({ label, hint, on, disabled = false, onChange }: SwitchProps): ReactNode => {
  const id = useId();
  const hintId = useId();
  return (
    <div className={`${styles.item} ${styles.pressable}`}>
      <span className={styles.words}>
        <label htmlFor={id} className={styles.over}>
          <strong>{label}</strong>
        </label>
        <small id={hintId}>{hint}</small>
      </span>
      <input
        id={id}
        type="checkbox"
        className={styles.switch}
        checked={on}
        disabled={disabled}
        aria-describedby={hintId}
        onChange={({ target }) => onChange(target.checked)}
      />
    </div>
  );
};
