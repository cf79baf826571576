import { useLayoutEffect, useState, type CSSProperties, type ReactNode } from 'react';
import { Modal } from './Modal.tsx';
import styles from './Popover.module.css';
import { isPageRightToLeft } from './words.ts';

interface PopoverProps {
  readonly label: string;
  /** The control that it belongs to. */
  readonly anchor: HTMLElement;
  /** Called after Esc and a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const widthPx = 360;
const gapPx = 4;
const edgePx = 8;

/** Returns a place below the anchor, or above it where there is more room. Both end at the same edge. */
const placeAt = (anchor: HTMLElement): CSSProperties => {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const below = innerHeight - bottom;
  const vertical =
    below >= top
      ? { top: bottom + gapPx, bottom: 'auto', maxHeight: below - gapPx - edgePx }
      : { top: 'auto', bottom: innerHeight - top + gapPx, maxHeight: top - gapPx - edgePx };
  const width = Math.min(widthPx, innerWidth - 2 * edgePx);
  const [side, fromPx] = isPageRightToLeft()
    ? (['left', left] as const)
    : (['right', innerWidth - right] as const);
  const nearPx = Math.min(Math.max(edgePx, fromPx), innerWidth - edgePx - width);
  return { ...vertical, left: 'auto', right: 'auto', width, [side]: nearPx };
};

/** A small dialog beside the control that opens it. */
export const Popover = ({ label, anchor, onClose, children }: PopoverProps): ReactNode => {
  const [place, setPlace] = useState(() => placeAt(anchor));
  useLayoutEffect(() => {
    const onResize = (): void => setPlace(placeAt(anchor));
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, [anchor]);
  return (
    <Modal className={styles.popover} style={place} aria-label={label} onClose={onClose}>
      <div className={styles.inside}>{children}</div>
    </Modal>
  );
};
