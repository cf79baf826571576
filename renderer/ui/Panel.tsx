import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  /** The id of its heading. */
  readonly labelledBy: string;
  /** How its parts share its height. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  /** Another panel lies over it. */
  readonly inert?: boolean;
  readonly children: ReactNode;
}

/** Over the day, and no more than that: the list beside it stays in use. It takes the focus as it comes. */
export const Panel = ({ labelledBy, className, style, inert, children }: PanelProps): ReactNode => {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <div
      ref={panel}
      className={`${styles.panel} ${className ?? ''}`}
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
