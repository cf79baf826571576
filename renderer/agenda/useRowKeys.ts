import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import type { Agenda } from '../data/useAgenda.ts';

const rowsPerPage = 8;

/** Returns by how many rows a key moves; 0 if it is not one of the list's keys. */
const stepOf = (event: KeyboardEvent): number => {
  if (event.ctrlKey || event.metaKey || event.altKey) return 0;
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return 1;
    case 'ArrowUp':
    case 'k':
      return -1;
    case 'PageDown':
      return rowsPerPage;
    case 'PageUp':
      return -rowsPerPage;
    case 'Home':
      return -Infinity;
    case 'End':
      return Infinity;
    default:
      return 0;
  }
};

/** Handles the keys that move from row to row. At the last or first row it loads more days and moves into them. */
export const useRowKeys = (
  list: RefObject<HTMLElement | null>,
  { loadMore, loadEarlier }: Pick<Agenda, 'loadMore' | 'loadEarlier'>,
  /** A meeting is open: J and K open the next one, wherever the focus is (`stepOpen`). */
  isOpen: boolean,
): ((event: KeyboardEvent) => void) =>
  useCallback(
    (event) => {
      const step = stepOf(event);
      if (step === 0 || (isOpen && /^[jk]$/.test(event.key))) return;
      const move = (): boolean => {
        const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
        const at = rows.findIndex((row) => row === document.activeElement);
        const target = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
        if (at === -1 || target === undefined) return false;
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: 'nearest' });
        return target !== rows[at];
      };
      const from = document.activeElement;
      if (list.current?.contains(from) !== true || from?.matches('[data-row]') !== true) return;
      event.preventDefault();
      if (move() || Math.abs(step) === Infinity) return;
      // At the edge: move into the loaded days, unless the focus has moved in the meantime.
      void (step > 0 ? loadMore() : loadEarlier()).then(() => {
        requestAnimationFrame(() => {
          if (document.activeElement === from) move();
        });
      });
    },
    [list, loadMore, loadEarlier, isOpen],
  );
