import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'quiet' | 'plain' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
}

export const Button = ({
  look = 'quiet',
  size = 'normal',
  className = '',
  ...rest
}: ButtonProps): ReactNode => (
  <button
    type="button"
    className={`${styles.button} ${styles[look]} ${size === 'normal' ? '' : styles[size]} ${className}`}
    {...rest}
  />
);

interface IconButtonProps extends ComponentProps<'button'> {
  /** What a screen reader says; also the tooltip. */
  readonly label: string;
}

export const IconButton = ({ label, className = '', ...rest }: IconButtonProps): ReactNode => (
  <button
    type="button"
    className={`${styles.icon} ${className}`}
    aria-label={label}
    title={label}
    {...rest}
  />
);
