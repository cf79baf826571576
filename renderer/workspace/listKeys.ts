/** What the keys of the list do while the focus is elsewhere. */
import type { IsoDate } from '../../shared/model.ts';
import type { Agenda } from '../data/useAgenda.ts';

/**
 * Moves the focus into the list: to the meeting that is now or next, or to the first one of `date` if another day is at
 * the top. Returns false if the key means something else.
 */
export const focusList = (pane: HTMLElement | null, date: IsoDate | null, event: KeyboardEvent): boolean => {
  const at = document.activeElement;
  // If another element has the focus, the arrow keys scroll or choose there.
  const isTaken = event.key.startsWith('Arrow')
    ? at !== document.body
    : at?.closest('[data-agenda-list], [role="dialog"]') != null;
  if (isTaken) return false;
  const ofDay = `[data-day="${date}"] [data-row]`;
  const places = date === null ? [] : [`${ofDay}:not([data-all-day])`, ofDay];
  for (const place of [...places, '[data-row][tabindex="0"]']) {
    const row = pane?.querySelector<HTMLElement>(place);
    if (row == null) continue;
    row.focus();
    break;
  }
  return true;
};

/**
 * Opens the meeting before (-1) or after (1) the open one. At the end of the list it loads more days. Returns false if
 * the key means something else: arrow keys scroll the open meeting.
 */
export const stepOpen = (
  pane: HTMLElement | null,
  openId: string,
  step: 1 | -1,
  event: KeyboardEvent,
  { loadMore, loadEarlier }: Pick<Agenda, 'loadMore' | 'loadEarlier'>,
): boolean => {
  if (event.key.startsWith('Arrow')) return false;
  const open = (): boolean => {
    const rows = [...(pane?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row.dataset.row === openId);
    const next = at === -1 ? undefined : rows[at + step];
    next?.scrollIntoView({ block: 'nearest' });
    next?.click();
    return next !== undefined;
  };
  if (!open()) void (step > 0 ? loadMore() : loadEarlier()).then(() => requestAnimationFrame(open));
  return true;
};
