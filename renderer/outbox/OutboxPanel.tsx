import { useRef, type ReactNode } from 'react';
import type { OutboxItem } from '../../shared/writing.ts';
import { PanelHint, TitledPanel } from '../ui/TitledPanel.tsx';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import { useWords } from '../ui/words.ts';
import { WaitingItem } from './WaitingItem.tsx';

interface OutboxPanelProps {
  readonly items: readonly OutboxItem[];
  readonly nowMs: number;
  /** A meeting's panel covers it. */
  readonly covered: boolean;
  readonly onClose: () => void;
}

/** What Google does not have yet, as a panel over the day: what waits, and what the person must decide. */
export const OutboxPanel = ({ items, nowMs, covered, onClose }: OutboxPanelProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.outbox;
  const list = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(
    list,
    (element) => element.querySelector<HTMLElement>('button:enabled') ?? element.closest('[role="dialog"]'),
  );
  return (
    <TitledPanel
      title={words.title}
      shortcut="close"
      covered={covered}
      body={{ ref: list, ...kept }}
      onClose={onClose}
    >
      {items.length === 0 ? (
        <PanelHint>{words.none}</PanelHint>
      ) : (
        <ul>
          {items.map((item) => (
            <WaitingItem key={item.opId} item={item} nowMs={nowMs} />
          ))}
        </ul>
      )}
      <PanelHint>{words.hint}</PanelHint>
    </TitledPanel>
  );
};
