const mostFrames = 120;

/** Focuses an element once it is there: what opens a panel may have to wait for its parts. */
export const focusWhenThere = (selector: string, frames = 0): void => {
  const element = document.querySelector<HTMLElement>(selector);
  if (element !== null) {
    element.scrollIntoView({ block: 'nearest' });
    element.focus();
  } else if (frames < mostFrames) requestAnimationFrame(() => focusWhenThere(selector, frames + 1));
};
