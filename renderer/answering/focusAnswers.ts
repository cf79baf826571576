/**
 * Moves the focus to the answers of the open event, or of the row with the focus. Their letters work from there. Returns
 * false if there are none.
 */
export const focusAnswers = (isOpen: boolean): boolean => {
  const place = isOpen
    ? document.querySelector('[role="dialog"]:not([inert])')
    : document.activeElement?.closest('li, [data-invitation]');
  const group = place?.querySelector('[data-answers]');
  const button =
    group?.querySelector<HTMLElement>('[aria-pressed="true"]') ?? group?.querySelector<HTMLElement>('button');
  button?.focus();
  return button != null;
};
