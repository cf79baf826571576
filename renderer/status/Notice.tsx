import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './StatusBar.module.css';

interface NoticeProps extends ComponentProps<'div'> {
  readonly icon: LucideIcon;
  readonly text: ReactNode;
  /** The buttons have long texts and go below the text, not next to it. */
  readonly isWordy?: boolean;
  /** The buttons. */
  readonly children: ReactNode;
}

/** One thing to know or to decide, shown above the status bar. */
export const Notice = ({ icon: Icon, text, isWordy, children, ...rest }: NoticeProps): ReactNode => (
  <div className={styles.notice} {...rest}>
    <Icon size={17} aria-hidden="true" />
    <p>{text}</p>
    <div className={isWordy === true ? styles.options : styles.actions}>{children}</div>
  </div>
);
