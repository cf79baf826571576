import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
}

interface Named {
  readonly id: string;
  readonly 'aria-describedby'?: string;
}

interface LabelledProps extends Labelled {
  readonly control: (named: Named) => ReactNode;
}

/** A control with its label above and its hint below. */
const LabelledControl = ({ label, hint, control }: LabelledProps): ReactNode => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {control({ id, ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }) })}
      {hint === undefined ? null : <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
};

/** A field for one line. */
export const Field = ({ label, hint, ...input }: Labelled & ComponentProps<'input'>): ReactNode => (
  <LabelledControl
    label={label}
    hint={hint}
    control={(named) => <input autoComplete="off" spellCheck={false} {...named} {...input} />}
  />
);

/** A choice of a list; its options are the children. */
export const SelectField = ({ label, hint, ...select }: Labelled & ComponentProps<'select'>): ReactNode => (
  <LabelledControl label={label} hint={hint} control={(named) => <select {...named} {...select} />} />
);

/** A field for several lines. */
export const TextField = ({ label, hint, ...text }: Labelled & ComponentProps<'textarea'>): ReactNode => (
  <LabelledControl label={label} hint={hint} control={(named) => <textarea {...named} {...text} />} />
);
