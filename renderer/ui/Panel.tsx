import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  /** The id of its heading. */
  readonly labelledBy: string;
  /** The class that lays out its parts. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  /** It takes the place of another one, so it does not slide in. */
  readonly replaces?: boolean;
  /** Another panel covers it. */
  readonly inert?: boolean;
  readonly children: ReactNode;
}

/** A panel over the day; the list next to it stays usable. It takes the focus when it opens. */
export const Panel = ({
  labelledBy,
  className,
  style,
  replaces = false,
  inert,
  children,
}: PanelProps): ReactNode => {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <div
      ref={panel}
      className={`${styles.panel} ${replaces ? '' : styles.slides} ${className ?? ''}`}
      style={style}
      role="dialog"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      inert={inert}
    >
      {children}
    </div>
  );
};
