/** Moves the focus into the list, for the keys that walk it; false where they mean something else. */
export const focusList = (pane: HTMLElement | null, event: KeyboardEvent): boolean => {
  const at = document.activeElement;
  // Where something has the focus the arrows scroll or choose.
  const isTaken = event.key.startsWith('Arrow')
    ? at !== document.body
    : at?.closest('[data-agenda-list], [role="dialog"]') != null;
  if (isTaken) return false;
  pane?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  return true;
};
