import type { ComponentProps, ReactNode } from 'react';
import { ariaKeys, keyText } from '../shortcuts/keyNames.ts';
import type { ShortcutId } from '../shortcuts/shortcutTable.ts';
import styles from './Button.module.css';
import { usePlatform } from './platform.ts';
import { useWords } from './words.ts';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'quiet' | 'plain' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  /** The shortcut that does the same. Tooltip and screen readers name it. */
  readonly shortcut?: ShortcutId;
}

export const Button = ({
  look = 'quiet',
  size = 'normal',
  className = '',
  shortcut,
  title,
  ...rest
}: ButtonProps): ReactNode => (
  <button
    type="button"
    className={`${styles.button} ${styles[look]} ${size === 'normal' ? '' : styles[size]} ${className}`}
    {...useKeyFacts(shortcut, title)}
    {...rest}
  />
);

interface IconButtonProps extends ComponentProps<'button'> {
  /** The accessible name, and the tooltip. */
  readonly label: string;
  readonly shortcut?: ShortcutId;
}

export const IconButton = ({ label, className = '', shortcut, ...rest }: IconButtonProps): ReactNode => (
  <button
    type="button"
    className={`${styles.icon} ${className}`}
    aria-label={label}
    {...useKeyFacts(shortcut, label)}
    {...rest}
  />
);

/** Returns a tooltip that contains the key, and the keys for assistive technology. */
const useKeyFacts = (
  shortcut: ShortcutId | undefined,
  title: string | undefined,
): Pick<ComponentProps<'button'>, 'title' | 'aria-keyshortcuts'> => {
  const platform = usePlatform();
  const { messages } = useWords();
  if (shortcut === undefined) return { title };
  const key = keyText(shortcut, platform, messages);
  return {
    title: messages.shortcuts.withKey(title ?? messages.shortcuts.what[shortcut], key),
    'aria-keyshortcuts': ariaKeys(shortcut, platform),
  };
};
