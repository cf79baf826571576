import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Invitations } from '../../shared/invitations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { keyOf } from '../occurrence/occurrence.ts';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import { PanelHint, TitledPanel } from '../ui/TitledPanel.tsx';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import { useWords } from '../ui/words.ts';
import { InvitationItem } from './InvitationItem.tsx';
import styles from './Invitations.module.css';

interface InvitationsPanelProps {
  readonly invitations: Invitations;
  readonly nowMs: number;
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  readonly onOpen: (occurrence: Occurrence) => void;
  readonly onClose: () => void;
}

const shownAtFirst = 20;

/** Returns by how many invitations a key moves; 0 if it is not one of the list's keys. */
const stepOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): number => {
  if (ctrlKey || metaKey || altKey) return 0;
  if (key === 'ArrowDown' || key === 'j') return 1;
  if (key === 'ArrowUp' || key === 'k') return -1;
  if (key === 'Home') return -Infinity;
  return key === 'End' ? Infinity : 0;
};

const rowsIn = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-invitation] > button') ?? []),
];

/** The invitations to answer, as a panel over the day. They can be answered one after another by keyboard. */
export const InvitationsPanel = (props: InvitationsPanelProps): ReactNode => {
  const { invitations, nowMs, covered, onOpen, onClose } = props;
  const { messages } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  const { shown, fold } = useFolded(invitations.invitations, shownAtFirst);
  const unlisted = invitations.total - invitations.invitations.length;
  // An answered one disappears: the next one takes its place, and the focus.
  const kept = useKeptFocus(list, (element) => {
    const rows = rowsIn(element);
    return rows[Math.min(at.current, rows.length - 1)] ?? element.closest('[role="dialog"]');
  });
  const isEmpty = shown.length === 0;
  useEffect(() => {
    // They may be read only after the panel has opened. Until the person moves the focus, it is on the panel.
    const isUnmoved = document.activeElement === list.current?.closest('[role="dialog"]');
    if (!isEmpty && isUnmoved) rowsIn(list.current)[0]?.focus();
  }, [isEmpty]);
  const move = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    const rows = rowsIn(list.current);
    if (step === 0 || rows.length === 0) return;
    event.preventDefault();
    at.current = Math.min(rows.length - 1, Math.max(0, at.current + step));
    const target = rows[at.current];
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <TitledPanel
      title={messages.invitations.title}
      shortcut="close"
      covered={covered}
      body={{
        ref: list,
        onKeyDown: move,
        onBlur: kept.onBlur,
        onFocus: ({ target }) => {
          kept.onFocus();
          const row = target.closest('[data-invitation]')?.querySelector('button');
          at.current = Math.max(0, rowsIn(list.current).indexOf(row as HTMLElement));
        },
      }}
      onClose={onClose}
    >
      {invitations.total === 0 ? (
        <PanelHint>{messages.invitations.none}</PanelHint>
      ) : (
        <ul>
          {shown.map((invitation) => (
            <InvitationItem
              key={keyOf(invitation.occurrence)}
              invitation={invitation}
              nowMs={nowMs}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {fold === null ? null : (
        <div className={styles.more}>
          <FoldButton {...fold} more={messages.invitations.all(invitations.invitations.length)} />
        </div>
      )}
      {unlisted > 0 ? <PanelHint>{messages.invitations.more(unlisted)}</PanelHint> : null}
      <PanelHint>{messages.invitations.hint}</PanelHint>
    </TitledPanel>
  );
};
