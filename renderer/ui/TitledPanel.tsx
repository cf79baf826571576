import { X } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import type { ShortcutId } from '../shortcuts/shortcutTable.ts';
import { IconButton } from './Button.tsx';
import { Panel } from './Panel.tsx';
import styles from './TitledPanel.module.css';
import { useWords } from './words.ts';

interface TitledPanelProps {
  readonly title: string;
  /** In front of the title. */
  readonly before?: ReactNode;
  /** Named by the button that closes it. */
  readonly shortcut?: ShortcutId;
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  /** For the part that scrolls, which holds the children. */
  readonly body?: ComponentProps<'div'>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel over the day with a title, a button that closes it, and a list that scrolls. */
export const TitledPanel = (props: TitledPanelProps): ReactNode => {
  const { messages } = useWords();
  const titleId = useId();
  return (
    <Panel labelledBy={titleId} className={styles.panel} inert={props.covered}>
      <header className={styles.top}>
        {props.before}
        <h2 id={titleId}>{props.title}</h2>
        <IconButton
          label={messages.app.close}
          {...(props.shortcut !== undefined && { shortcut: props.shortcut })}
          onClick={props.onClose}
        >
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div {...props.body} className={styles.body} data-scroller>
        {props.children}
      </div>
    </Panel>
  );
};

/** A sentence about the list, or in its place. */
export const PanelHint = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className={styles.hint}>{children}</p>
);
