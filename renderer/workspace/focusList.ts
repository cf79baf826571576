/** Moves the focus into the list, for its arrow keys. Returns false if the key means something else. */
export const focusList = (pane: HTMLElement | null, event: KeyboardEvent): boolean => {
  const at = document.activeElement;
  // If another element has the focus, the arrow keys scroll or choose there.
  const isTaken = event.key.startsWith('Arrow')
    ? at !== document.body
    : at?.closest('[data-agenda-list], [role="dialog"]') != null;
  if (isTaken) return false;
  pane?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  return true;
};
